import { turboTailSteps } from "../../kernels/turbo/turbo-siso.js";
import { turboStep, turboTailBit } from "../../kernels/turbo/turbo-trellis.js";
import { ccsdsTurboInterleaver, ccsdsTurboSizes } from "./ccsds-turbo-interleaver.js";
import type { ChannelCode, ChannelDecoder } from "./channel-code.js";
import { checkLength, checkLlrs } from "./check-arguments.js";
import { turboDecoder } from "./turbo-decoder.js";
import type { TurboFrame, TurboOptions, TurboSettings } from "./turbo-settings.js";

export type CcsdsTurboRate = "1/2" | "1/3" | "1/4" | "1/6";

/** A turbo code of CCSDS telemetry: CCSDS 131.0-B, 6. */
export interface CcsdsTurboSpec {
  readonly family: "ccsds-turbo";
  /** 1784, 3568, 7136 or 8920. */
  readonly informationBits: number;
  readonly rate: CcsdsTurboRate;
}

/** A CCSDS turbo code, whose decoder can tell what it does in each iteration. */
export interface CcsdsTurboCode extends ChannelCode<TurboSettings> {
  decoder(settings: TurboSettings, options?: TurboOptions): ChannelDecoder;
}

/**
 * What is sent in a step: output 0 to 3 (0 the input) of encoder a or b; rate 1/2 takes turns with two steps.
 * CCSDS 131.0-B, figure 6-2.
 */
const outputs: Readonly<Record<CcsdsTurboRate, readonly (readonly string[])[]>> = {
  "1/2": [
    ["0a", "1a"],
    ["0a", "1b"],
  ],
  "1/3": [["0a", "1a", "1b"]],
  "1/4": [["0a", "2a", "3a", "1b"]],
  "1/6": [["0a", "1a", "2a", "3a", "1b", "3b"]],
};

/**
 * Turbo code of two recursive systematic encoders of 16 states; both are ended with four steps, and so a frame has
 * (k + 4) / rate bits.
 *
 * @throws RangeError with the sizes and rates that there are
 */
export function ccsdsTurboCode(spec: CcsdsTurboSpec): CcsdsTurboCode {
  const { informationBits, rate } = spec;
  if (!ccsdsTurboSizes.includes(informationBits) || !Object.hasOwn(outputs, rate)) {
    throw new RangeError(
      `ccsdsTurboCode: informationBits, rate: expected ${ccsdsTurboSizes.join(", ")} bits at ${Object.keys(outputs).join(", ")}, found ${informationBits} at ${rate}`,
    );
  }
  const name = `CCSDS turbo k=${informationBits} ${rate}`;
  const steps = informationBits + turboTailSteps;
  const permutation = ccsdsTurboInterleaver(informationBits);
  const sent = sentOutputs(rate, steps);
  const [a, b] = [new Uint8Array(4 * steps), new Uint8Array(4 * steps)];
  const interleaved = new Uint8Array(informationBits);
  const frame: TurboFrame = {
    informationBits,
    permutation,
    sent: Int32Array.from(sent, ({ encoder, output, step }) => ((encoder === "a" ? 0 : 4) + output) * steps + step),
  };
  return {
    name,
    informationBits,
    codedBits: sent.length,
    encode: (information, coded) => {
      checkLength(name, "information", information, informationBits);
      checkLength(name, "coded", coded, sent.length);
      for (let i = 0; i < informationBits; i++) interleaved[i] = information[permutation[i]];
      encodeComponent(information, a);
      encodeComponent(interleaved, b);
      for (let i = 0; i < sent.length; i++) {
        const { encoder, output, step } = sent[i];
        coded[i] = (encoder === "a" ? a : b)[4 * step + output];
      }
    },
    decoder: (settings, options) => {
      const decoder = turboDecoder(frame, settings, options);
      return {
        get iterations() {
          return decoder.iterations;
        },
        decode: (llrs, decided) => {
          checkLlrs(name, "llrs", llrs, sent.length);
          checkLength(name, "information", decided, informationBits);
          return decoder.decode(llrs, decided);
        },
        toString: () => String(decoder),
      };
    },
    toString: () => name,
  };
}

interface SentOutput {
  readonly encoder: "a" | "b";
  /** 0: the encoder's input; 1 to 3: its parities. */
  readonly output: number;
  readonly step: number;
}

function sentOutputs(rate: CcsdsTurboRate, steps: number): SentOutput[] {
  const turns = outputs[rate];
  return Array.from({ length: steps }, (_, step) =>
    turns[step % turns.length].map(
      (text): SentOutput => ({ encoder: text[1] === "a" ? "a" : "b", output: Number(text[0]), step }),
    ),
  ).flat();
}

/** Outputs of one encoder: for each step its input and three parities. */
function encodeComponent(information: Uint8Array, out: Uint8Array): void {
  let state = 0;
  for (let step = 0; 4 * step < out.length; step++) {
    const bit = step < information.length ? information[step] : turboTailBit(state);
    const { next, parities } = turboStep(state, bit);
    out[4 * step] = bit;
    out[4 * step + 1] = parities >> 2;
    out[4 * step + 2] = (parities >> 1) & 1;
    out[4 * step + 3] = parities & 1;
    state = next;
  }
}
