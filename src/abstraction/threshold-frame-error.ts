import type { DvbS2xModcod } from "../phy/dvb-s2x.js";
import { plFrame } from "../phy/pl-frame.js";
import type { FrameErrorModel } from "./frame-error-model.js";

/** Steepness of normal frames' waterfall in log10(FER); assumed, not from the standard. */
const normalFrameSlope_decadesPerdB = 30;

const tsPacket_bit = 188 * 8;

/**
 * Frame error ratio at a MODCOD's printed threshold.
 *
 * EN 302 307-2's Table 20a prints it: 1e-5. EN 302 307-1's Table 13 states a ratio of 1e-7 of lost TS packets instead:
 * a lost frame spoils at least one of the packets it carries, so its FER is at most 1e-7 times the packets in a frame,
 * the figure taken here (1.1e-6 for QPSK 1/4 to 3.9e-6 for the 9/10 codes); at the assumed slope the doubt is below 0.06 dB.
 */
export function ferAtThreshold(modcod: DvbS2xModcod): number {
  return modcod.criterion === "frame error ratio 1e-5"
    ? 1e-5
    : (1e-7 * plFrame(modcod, { pilots: false }).payload_bit) / tsPacket_bit;
}

/**
 * Provisional frame error curves: a straight line in log10(FER) over Es/N0 in decibels through each MODCOD's printed
 * threshold, saturating at 1, with no error floor. Curves calibrated by a bit-true decoder replace it behind the same
 * interface.
 */
export class ThresholdFrameError implements FrameErrorModel {
  readonly #names: readonly string[];
  /** Es/N0 at which the line reaches FER 1. */
  readonly #cliff_dB: Float64Array;
  readonly #slope: number;

  constructor(modcods: readonly DvbS2xModcod[], slope_decadesPerdB = normalFrameSlope_decadesPerdB) {
    if (!(slope_decadesPerdB > 0 && slope_decadesPerdB < Infinity)) {
      throw new RangeError(`ThresholdFrameError: expected a slope over 0 decades a dB, found ${slope_decadesPerdB}`);
    }
    this.#names = modcods.map(({ name }) => name);
    this.#slope = slope_decadesPerdB;
    this.#cliff_dB = Float64Array.from(
      modcods,
      (modcod) => modcod.threshold_dB + Math.log10(ferAtThreshold(modcod)) / slope_decadesPerdB,
    );
  }

  frameErrorProbability(modcodIndex: number, esn0_dB: number): number {
    const exponent = (this.#cliff_dB[modcodIndex] - esn0_dB) * this.#slope;
    return exponent < 0 ? Math.exp(exponent * Math.LN10) : 1;
  }

  threshold_dB(modcodIndex: number, targetFer: number): number {
    if (!(targetFer > 0 && targetFer < 1)) {
      throw new RangeError(`ThresholdFrameError: expected a frame error ratio between 0 and 1, found ${targetFer}`);
    }
    return this.#cliff_dB[modcodIndex] - Math.log10(targetFer) / this.#slope;
  }

  toString(): string {
    return `ThresholdFrameError(${this.#names.length} MODCODs, ${this.#slope} decades a dB)`;
  }
}
