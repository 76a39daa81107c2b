import { z } from "zod";
import { type AmplifierModel, salehTube } from "../rf/amplifier.js";
import type { ModemImpairments } from "../rf/modem-impairments.js";
import { alternatives, exactlyOne, plainNumber, quantity, record, word } from "./form.js";

const phaseNoise = z
  .array(
    record(
      {
        offset: quantity("frequency_Hz", "From the carrier.", { above: 0, maximum: 1e10 }),
        level: quantity("phaseNoise_dBcHz", "Single-sideband level there.", { minimum: -250, below: 0 }),
      },
      "A point of the mask.",
    ),
    { error: "expected a list of offsets with their levels" },
  )
  .min(1, { error: "expected at least one point" })
  .max(100, { error: "expected at most 100 points" })
  .refine((points) => points.every(({ offset }, i) => i === 0 || offset > points[i - 1].offset), {
    error: "expected offsets that rise from point to point",
  })
  .meta({
    description:
      "Single-sideband phase noise of all oscillators together: straight in dB over log f between the points, held beyond the last, none below the first.",
  });

const rapp = record(
  { smoothness: plainNumber("Exponent p of the knee: A = r / (1 + r^2p)^(1 / 2p).", { minimum: 0.1, maximum: 100 }) },
  "Solid state (Rapp): amplitude only.",
).transform(({ smoothness }): AmplifierModel => ({ kind: "rapp", smoothness }));

const coefficient = (description: string) => plainNumber(description, { minimum: 0, maximum: 100 });
const saleh = record(
  {
    alphaAmplitude: plainNumber("A = a r / (1 + b r^2): a.", { minimum: 1e-3, maximum: 100 }),
    betaAmplitude: plainNumber("A = a r / (1 + b r^2): b.", { minimum: 1e-3, maximum: 100 }),
    alphaPhase: coefficient("Phase = c r^2 / (1 + d r^2) rad: c."),
    betaPhase: coefficient("Phase = c r^2 / (1 + d r^2) rad: d."),
  },
  "Travelling-wave tube, A. Saleh 1981.",
).transform((value): AmplifierModel => ({ kind: "saleh", ...value }));

const backOff = (description: string) => quantity("ratio_dB", description, { minimum: 0, maximum: 60 });
const table = z
  .array(
    record(
      {
        inputBackOff: backOff("From saturation."),
        outputBackOff: backOff("From saturation."),
        phase: quantity("angle_deg", "Of the output against the input.", { minimum: -360, maximum: 360 }),
      },
      "A measured point.",
    ),
    { error: "expected a list of measured points" },
  )
  .min(2, { error: "expected at least two points" })
  .max(1000, { error: "expected at most 1000 points" })
  .refine((points) => points.every((point, i) => i === 0 || point.inputBackOff < points[i - 1].inputBackOff), {
    error: "expected input back-offs that fall from point to point",
  })
  .meta({ description: "Measured: from the largest back-off to saturation; linear between points." })
  .transform(
    (points): AmplifierModel => ({
      kind: "table",
      inputBackOff_dB: points.map(({ inputBackOff }) => inputBackOff),
      outputBackOff_dB: points.map(({ outputBackOff }) => outputBackOff),
      phase_deg: points.map(({ phase }) => phase),
    }),
  );

const amplifier = record(
  {
    model: alternatives(
      [
        word(["saleh"], "The tube of Saleh's paper.").transform((): AmplifierModel => salehTube),
        exactlyOne({ rapp, saleh, table }, "A memoryless amplifier.").transform(
          (value) => (value.rapp ?? value.saleh ?? value.table) as AmplifierModel,
        ),
      ],
      "saleh or a mapping with rapp, saleh or table",
      "Amplitude and phase out by amplitude in.",
    ),
    inputBackOff: quantity("ratio_dB", "Of the mean input power from saturation.", { minimum: -10, maximum: 60 }),
  },
  "Memoryless, at one sample a symbol; the gain is taken out, the power sent is that of the link budget.",
).transform(({ model, inputBackOff }) => ({ model, inputBackOff_dB: inputBackOff }));

const iqImbalance = record(
  {
    gain: quantity("ratio_dB", "Of the imaginary branch over the real one.", { minimum: -6, maximum: 6 }),
    phase: quantity("angle_deg", "Of the imaginary branch from a right angle.", { minimum: -45, maximum: 45 }),
  },
  "Between the branches of the receiver; not corrected.",
).transform(({ gain, phase }) => ({ gain_dB: gain, phase_deg: phase }));

const quantiser = record(
  {
    bits: plainNumber("Of each branch.", { minimum: 1, maximum: 16, isWhole: true }),
    crestFactor: quantity("ratio_dB", "Full scale over the rms value in a branch.", { minimum: 0, maximum: 40 }),
  },
  "Analogue-to-digital conversion of the receiver.",
).transform(({ bits, crestFactor }) => ({ bits, crestFactor_dB: crestFactor }));

/** `impairments:` of a scenario. */
export const impairmentsSchema = record(
  {
    phaseNoise: phaseNoise.optional(),
    frequencyOffset: quantity("frequency_Hz", "Left after coarse correction. Default: 0 Hz.", {
      minimum: -1e9,
      maximum: 1e9,
    }).prefault("0 Hz"),
    dopplerRate: quantity("frequencyRate_Hzs", "Left after compensation. Default: 0 Hz/s.", {
      minimum: -1e9,
      maximum: 1e9,
    }).prefault("0 Hz/s"),
    amplifier: amplifier.optional(),
    iqImbalance: iqImbalance.optional(),
    quantiser: quantiser.optional(),
  },
  "Imperfections of modems and oscillators on the user link; what is left out is ideal.",
).transform(
  ({ phaseNoise: mask, frequencyOffset, dopplerRate, ...rest }): ModemImpairments => ({
    ...(mask && { phaseNoise: mask.map(({ offset, level }) => ({ offset_Hz: offset, level_dBcHz: level })) }),
    ...(frequencyOffset !== 0 && { frequencyOffset_Hz: frequencyOffset }),
    ...(dopplerRate !== 0 && { dopplerRate_Hzs: dopplerRate }),
    ...rest,
  }),
);
