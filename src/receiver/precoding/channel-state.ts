import type { ComplexMatrix } from "../../complex-matrix.js";
import type { RandomStream } from "../../random/random-stream.js";

/** What the transmitter's knowledge of the channel suffers beside its age. */
export interface ChannelStateErrors {
  /** Mean square of the estimation error over that of the user's channel, linear; 0 for none. */
  readonly normalisedError: number;
  /** Bits of each reported amplitude, uniform from 0 to the user's largest; none if left out. */
  readonly amplitudeBits?: number;
  /** Bits of each reported phase, uniform over the turn; none if left out. */
  readonly phaseBits?: number;
}

/**
 * Turns a channel into what the users report of it: with a Gaussian estimation error, then quantised in amplitude and phase.
 *
 * @param h `[user][antenna]`, changed in place
 */
export function reportChannelState(h: ComplexMatrix, errors: ChannelStateErrors, stream: RandomStream): void {
  const { rows, columns, re, im } = h;
  for (let user = 0; user < rows; user++) {
    const from = user * columns;
    if (errors.normalisedError > 0) {
      let power = 0;
      for (let p = from; p < from + columns; p++) power += re[p] ** 2 + im[p] ** 2;
      const deviation = Math.sqrt((errors.normalisedError * power) / (2 * columns));
      for (let p = from; p < from + columns; p++) {
        re[p] += deviation * stream.gaussian();
        im[p] += deviation * stream.gaussian();
      }
    }
    if (errors.amplitudeBits === undefined && errors.phaseBits === undefined) continue;
    let largest = 0;
    for (let p = from; p < from + columns; p++) largest = Math.max(largest, Math.hypot(re[p], im[p]));
    for (let p = from; p < from + columns; p++) {
      const amplitude = quantisedAmplitude(Math.hypot(re[p], im[p]), largest, errors.amplitudeBits);
      const phase = quantisedPhase(Math.atan2(im[p], re[p]), errors.phaseBits);
      re[p] = amplitude * Math.cos(phase);
      im[p] = amplitude * Math.sin(phase);
    }
  }
}

function quantisedAmplitude(amplitude: number, largest: number, bits: number | undefined): number {
  if (bits === undefined || largest === 0) return amplitude;
  const step = largest / (2 ** bits - 1);
  return Math.round(amplitude / step) * step;
}

function quantisedPhase(phase: number, bits: number | undefined): number {
  if (bits === undefined) return phase;
  const step = (2 * Math.PI) / 2 ** bits;
  return Math.round(phase / step) * step;
}
