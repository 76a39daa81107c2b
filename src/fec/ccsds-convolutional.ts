import type { ChannelCode } from "./channel-code.js";
import { ConvolutionalCode, type ConvolutionalSpec } from "./convolutional.js";
import type { PuncturingPatterns } from "./convolutional-puncturing.js";
import type { ConvolutionalSettings } from "./convolutional-settings.js";

/** Rates of the CCSDS convolutional codes. */
export type CcsdsConvolutionalRate = "1/2" | "2/3" | "3/4" | "5/6" | "7/8";

/** The convolutional code of CCSDS 131.0-B, of a frame on its own. */
export interface CcsdsConvolutionalSpec {
  readonly family: "ccsds-convolutional";
  /** Of a frame, 1 to 1,000,000. */
  readonly informationBits: number;
  readonly rate: CcsdsConvolutionalRate;
  /** `terminated` if left out; the standard's stream has neither beginning nor end. */
  readonly termination?: ConvolutionalSpec["termination"];
}

/** CCSDS 131.0-B-2, table 3-1 (and EN 300 421, table 2). */
export const ccsdsPuncturing: Readonly<Record<Exclude<CcsdsConvolutionalRate, "1/2">, PuncturingPatterns>> = {
  "2/3": { C1: "10", C2: "11" },
  "3/4": { C1: "101", C2: "110" },
  "5/6": { C1: "10101", C2: "11010" },
  "7/8": { C1: "1000101", C2: "1111010" },
};

/**
 * K = 7, G1 = 171, G2 = 133 octal: CCSDS 131.0-B-2, 3.3 (rate 1/2, the second output inverted) and 3.4 (punctured,
 * none inverted).
 */
export function ccsdsConvolutionalCode(spec: CcsdsConvolutionalSpec): ChannelCode<ConvolutionalSettings> {
  const { rate, informationBits, termination = "terminated" } = spec;
  const name = `CCSDS convolutional ${rate} ${termination}, ${informationBits} bits`;
  return new ConvolutionalCode(ccsdsConvolutionalSpec(spec), name);
}

/** @throws RangeError where the rate is none of CCSDS */
export function ccsdsConvolutionalSpec(spec: CcsdsConvolutionalSpec): ConvolutionalSpec {
  const { rate, informationBits, termination } = spec;
  const base = {
    family: "convolutional",
    informationBits,
    constraintLength: 7,
    generators: ["171", "133"],
    ...(termination !== undefined && { termination }),
  } as const;
  if (rate === "1/2") return { ...base, inverted: [false, true] };
  if (!Object.hasOwn(ccsdsPuncturing, rate)) {
    throw new RangeError(`CcsdsConvolutionalSpec: rate: expected 1/2, 2/3, 3/4, 5/6 or 7/8, found ${rate}`);
  }
  return { ...base, puncturing: ccsdsPuncturing[rate] };
}
