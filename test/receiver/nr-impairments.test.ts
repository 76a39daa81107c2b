import { describe, expect, it } from "vitest";
import { jakesCorrelation, rectangularDelayCorrelation } from "../../src/channel/channel-correlation.js";
import type { NrFrontEndSettings } from "../../src/receiver/nr-front-end.js";
import type { NrReceiveImpairments } from "../../src/receiver/nr-receive-chain.js";
import type { NrSharedChannel } from "../../src/receiver/nr-shared-channel.js";
import type { NrTransmitImpairments } from "../../src/receiver/nr-transmit-chain.js";
import { type AmplifierModel, amplify } from "../../src/rf/amplifier.js";
import { type PhaseNoisePoint, phaseNoiseLevel } from "../../src/rf/phase-noise.js";
import { imageRejection, quantisation } from "../../src/rf/receiver-front-end.js";
import { amplitudeOf, decoder, frontEnd, link, run, shared, transmitter } from "./nr-link-fixture.js";

const spacing_Hz = 15_000;
const subcarriers = 120;
/** Of the transform that holds 10 blocks. */
const size = 256;
const snr_dB = 60;

function linkWith(
  receiver: NrReceiveImpairments,
  sender: NrTransmitImpairments = {},
  front: Partial<NrFrontEndSettings> = {},
  sharedChannel: NrSharedChannel = shared(),
  level_dB = snr_dB,
) {
  return link({
    transmitters: [
      transmitter({
        sharedChannel,
        amplitude: amplitudeOf(level_dB),
        impairments: sender,
        statistics: { frequency: rectangularDelayCorrelation(0, 0), time: jakesCorrelation(0) },
      }),
    ],
    impairments: receiver,
    frontEnd: { ...frontEnd, ...front },
    decoder: { ...decoder, iterations: 1 },
  });
}

/** Mean over the subcarriers of what leaks in over what stays: a turn of `offset` subcarriers, exact for a finite grid. */
function leakage(offset: number): number {
  const share = (distance: number) => {
    const x = distance + offset;
    return x === 0 ? 1 : (Math.sin(Math.PI * x) / (size * Math.sin((Math.PI * x) / size))) ** 2;
  };
  let sum = 0;
  for (let k = 0; k < subcarriers; k++) {
    for (let m = 0; m < subcarriers; m++) if (m !== k) sum += share(m - k) / subcarriers;
  }
  return sum / share(0);
}

describe("EVM of NR slots with the channel known", () => {
  it.each(["transmitter", "receiver"])(
    "from a frequency offset of the %s is that of the leaking subcarriers",
    (end) => {
      for (const offset of [0.02, 0.1]) {
        const errors = { frequencyOffset_Hz: offset * spacing_Hz };
        const [{ evm2 }] = run(end === "receiver" ? linkWith(errors) : linkWith({}, errors), 10);
        expect(evm2 / leakage(offset)).toBeGreaterThan(0.96);
        expect(evm2 / leakage(offset)).toBeLessThan(1.04);
      }
    },
  );

  it("from phase noise is the integral of 2 L(f) (1 - sinc^2(f T)), less what comes from beyond the band's edges", () => {
    const mask: PhaseNoisePoint[] = [
      { offset_Hz: 1e3, level_dBcHz: -70 },
      { offset_Hz: 1e5, level_dBcHz: -90 },
      { offset_Hz: 1e6, level_dBcHz: -130 },
    ];
    const [{ evm2 }] = run(linkWith({ phaseNoise: mask }), 60);
    let expected = 0;
    const step = 50;
    for (let f = step / 2; f < subcarriers * spacing_Hz; f += step) {
      const x = (Math.PI * f) / spacing_Hz;
      const inside = 1 - f / (subcarriers * spacing_Hz);
      expected += 2 * phaseNoiseLevel(mask, f) * (1 - (Math.sin(x) / x) ** 2) * inside * step;
    }
    // 720 symbols of a random power each.
    expect(evm2 / expected).toBeGreaterThan(0.92);
    expect(evm2 / expected).toBeLessThan(1.08);
  });

  it("from I/Q imbalance is the image's power: the mirrored subcarrier", () => {
    const imbalance = { gain_dB: 0.5, phase_deg: 3 };
    const [{ evm2 }] = run(linkWith({ iqImbalance: imbalance }), 10);
    // Subcarrier -60 has no mirror in the allocation.
    const expected = (1 / imageRejection(imbalance)) * ((subcarriers - 1) / subcarriers);
    expect(evm2 / expected).toBeGreaterThan(0.97);
    expect(evm2 / expected).toBeLessThan(1.03);
  });

  it("from quantisation is its distortion, spread over the transform", () => {
    const quantiser = { bits: 6, crestFactor_dB: 12 };
    const [{ evm2 }] = run(linkWith({ quantiser }), 10);
    const expected = (1 / quantisation(quantiser).ratio) * (subcarriers / size);
    expect(evm2 / expected).toBeGreaterThan(0.93);
    expect(evm2 / expected).toBeLessThan(1.07);
  });

  it("from an amplifier is the part of a Gaussian signal's distortion that falls into the band: about two thirds or more", () => {
    const model: AmplifierModel = { kind: "rapp", smoothness: 2 };
    const inputBackOff_dB = 5;
    const [{ evm2 }] = run(linkWith({}, { amplifier: { model, inputBackOff_dB } }), 10);
    const total = gaussianDistortion(model, inputBackOff_dB);
    // Third order: the spectrum of the distortion is the band's convolved thrice, two thirds of it inside.
    expect(evm2 / total).toBeGreaterThan(0.6);
    expect(evm2 / total).toBeLessThan(0.85);
    const [linear] = run(linkWith({}, { amplifier: { model, inputBackOff_dB: 40 } }), 5);
    expect(linear.evm2).toBeLessThan(3e-6);
  });
});

/** Distortion over wanted power of a complex Gaussian signal, by integration over its amplitude. */
function gaussianDistortion(model: AmplifierModel, inputBackOff_dB: number): number {
  const out = { amplitude: 0, phase_rad: 0 };
  const drive = 10 ** (-inputBackOff_dB / 20);
  let [cross, power] = [0, 0];
  const step = 1e-3;
  for (let r = step / 2; r < 6; r += step) {
    amplify(model, drive * r, out);
    const weight = 2 * r * Math.exp(-r * r) * step;
    cross += weight * r * out.amplitude;
    power += weight * out.amplitude ** 2;
  }
  return (power - cross * cross) / (cross * cross);
}

describe("phase tracking in NR slots", () => {
  const estimation = { kind: "wiener" } as const;
  const dmrs = { ...shared().settings.dmrs, additionalPositions: 3 } as const;

  it("finds a frequency offset and its rate from DM-RS, and takes them out", () => {
    const errors = { frequencyOffset_Hz: 120, dopplerRate_Hzs: 80_000 };
    const evms = (["none", "frequency", "frequencyRate"] as const).map((tracking) => {
      const of = linkWith(errors, {}, { estimation, tracking }, shared({ dmrs }), 25);
      const [{ evm2 }] = run(of, 10);
      return { evm2, track: of.frontEnd.estimator?.tracks[0] };
    });
    // Pilots' phases err by 4 mrad, which a parabola over 0.6 ms carries to the slot's start.
    expect(Math.abs((evms[2].track?.frequency_Hz ?? 0) - 120)).toBeLessThan(15);
    expect((evms[2].track?.rate_Hzs ?? 0) / 80_000).toBeCloseTo(1, 0);
    expect(evms[0].evm2).toBeGreaterThan(0.1);
    expect(evms[1].evm2).toBeLessThan(0.3 * evms[0].evm2);
    // Noise at 25 dB, leakage of 0.01 subcarriers, and the estimate's own error.
    expect(evms[2].evm2).toBeLessThan(1.15 * (10 ** -2.5 + leakage(0.0107)));
  });

  it("takes common phase error out by PT-RS: near what is left with the phase known", () => {
    const phaseNoise: PhaseNoisePoint[] = [
      { offset_Hz: 1e3, level_dBcHz: -60 },
      { offset_Hz: 1e4, level_dBcHz: -66 },
      { offset_Hz: 1e5, level_dBcHz: -98 },
      { offset_Hz: 1e6, level_dBcHz: -125 },
    ];
    const sharedChannel = shared({ numerology: 3, ptrs: { timeDensity: 1, frequencyDensity: 2 } });
    const evm2 = (front: Partial<NrFrontEndSettings>) =>
      run(linkWith({ phaseNoise }, {}, front, sharedChannel, 30), 30)[0].evm2;
    const known = evm2({});
    const without = evm2({ estimation: { kind: "linear" } });
    const tracked = evm2({ estimation: { kind: "linear" }, commonPhase: "ptrs" });
    expect(without).toBeGreaterThan(4 * known);
    // PT-RS of 5 elements a symbol, and straight lines between noisy pilots.
    expect(tracked).toBeLessThan(2.2 * known);
  });
});
