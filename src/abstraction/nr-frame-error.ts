import { normalCdf, normalQuantile } from "../statistics/normal-quantile.js";
import type { FrameErrorModel } from "./frame-error-model.js";

/** A curve by two of its points. */
export interface TwoPoints {
  readonly tenPercent_dB: number;
  readonly onePercent_dB: number;
}

/**
 * Block error curves of NR straight in probit over Es/N0 in decibels, through the thresholds at 10 % and 1 %. Good around them;
 * a provisional model, until curves are calibrated.
 */
export class NrFrameError implements FrameErrorModel {
  readonly #middle_dB: Float64Array;
  /** Standard deviation in decibels. */
  readonly #width_dB: Float64Array;

  constructor(curves: readonly TwoPoints[]) {
    const [ten, one] = [-normalQuantile(0.1), -normalQuantile(0.01)];
    this.#width_dB = Float64Array.from(curves, (curve) => (curve.onePercent_dB - curve.tenPercent_dB) / (one - ten));
    this.#middle_dB = Float64Array.from(curves, (curve, i) => curve.tenPercent_dB - ten * this.#width_dB[i]);
    if (!this.#width_dB.every((width_dB) => width_dB > 0)) {
      throw new RangeError("NrFrameError: expected thresholds at 1 % above those at 10 %");
    }
  }

  frameErrorProbability(format: number, esn0_dB: number): number {
    if (!(esn0_dB > -Infinity)) return 1;
    return normalCdf((this.#middle_dB[format] - esn0_dB) / this.#width_dB[format]);
  }

  threshold_dB(format: number, targetFer: number): number {
    if (!(targetFer > 0 && targetFer < 1)) {
      throw new RangeError(`NrFrameError: expected a block error ratio between 0 and 1, found ${targetFer}`);
    }
    return this.#middle_dB[format] - normalQuantile(targetFer) * this.#width_dB[format];
  }

  toString(): string {
    return `NrFrameError(${this.#middle_dB.length} MCS)`;
  }
}
