import type { Correlation } from "../channel/channel-correlation.js";
import { choleskyInPlace, choleskySolve, complexMatrix } from "../complex-matrix.js";

/** Interpolation from noisy samples at some places to others, each output from a run of neighbouring samples. */
export interface InterpolationFilter {
  readonly outputs: number;
  /** Samples that an output is made of. */
  readonly taps: number;
  /** `[output]`: the first of its samples. */
  readonly first: Int32Array;
  /** `[output]`: row of its weights; outputs that lie alike share one. */
  readonly row: Int32Array;
  /** `[row][tap]`, planar. */
  readonly re: Float32Array;
  readonly im: Float32Array;
  readonly rows: number;
}

/** Where samples are taken and where values are wanted, in Hz or s or anything else; both rise. */
export interface InterpolationPlaces {
  readonly samples: ArrayLike<number>;
  readonly outputs: ArrayLike<number>;
  /** Most samples for an output; all of them if left out. */
  readonly taps?: number;
}

/** What a filter makes of a channel of unit power and of noise of unit variance in each sample, for one output. */
export interface FilterMoments {
  /** Sum of w_i E h_i h*: of the estimate with the channel. */
  readonly crossRe: number;
  readonly crossIm: number;
  /** Power of what it makes of the channel. */
  readonly channel: number;
  /** Sum of |w_i|^2. */
  readonly noise: number;
}

/** Places closer than this, relative to the span of a filter, count as the same. */
const placeDigits = 9;

/**
 * Wiener filter, w = (R + r I)^-1 r_out, the least mean-square error that a linear filter of so many taps has.
 *
 * S. M. Kay, "Fundamentals of Statistical Signal Processing: Estimation Theory", 12.4; for OFDM: Hoeher, Kaiser and Robertson,
 * ICASSP 1997. O(rows taps^3).
 *
 * @param noiseRatio  variance of the noise of a sample over the channel's power, above 0
 */
export function wienerFilter(
  places: InterpolationPlaces,
  correlation: Correlation,
  noiseRatio: number,
): InterpolationFilter {
  if (!(noiseRatio > 0 && noiseRatio < Infinity)) {
    throw new RangeError(`wienerFilter: noiseRatio: expected a number above 0, found ${noiseRatio}`);
  }
  return filterOf(places, (samples, output, re, im) => wienerWeights(samples, output, correlation, noiseRatio, re, im));
}

/** Straight lines through neighbouring samples, also beyond the outermost ones; with a single sample its value. */
export function linearFilter(places: InterpolationPlaces): InterpolationFilter {
  return filterOf({ ...places, taps: 2 }, ([a, b], output, re) => {
    if (b === undefined) {
      re[0] = 1;
      return;
    }
    re[1] = (output - a) / (b - a);
    re[0] = 1 - re[1];
  });
}

/** Least-squares straight line through the `taps` nearest samples: smooths without any statistics. */
export function localLineFilter(places: InterpolationPlaces): InterpolationFilter {
  return filterOf(places, (samples, output, re) => {
    const count = samples.length;
    const mean = samples.reduce((sum, x) => sum + x / count, 0);
    const spread = samples.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    for (let i = 0; i < count; i++) {
      re[i] = 1 / count + (spread > 0 ? ((samples[i] - mean) * (output - mean)) / spread : 0);
    }
  });
}

/** Moments of each output's weights under a correlation, which need not be the one that the filter was made for. */
export function filterMoments(
  filter: InterpolationFilter,
  places: InterpolationPlaces,
  correlation: Correlation,
): FilterMoments[] {
  const ofRow = new Map<number, FilterMoments>();
  return Array.from({ length: filter.outputs }, (_, output) => {
    const row = filter.row[output];
    const known = ofRow.get(row);
    if (known) return known;
    const moments = momentsOf(filter, places, correlation, output);
    ofRow.set(row, moments);
    return moments;
  });
}

function momentsOf(
  { taps, first, row, re, im }: InterpolationFilter,
  { samples, outputs }: InterpolationPlaces,
  correlation: Correlation,
  output: number,
): FilterMoments {
  let [crossRe, crossIm, channel, noise] = [0, 0, 0, 0];
  const weights = row[output] * taps;
  for (let i = 0; i < taps; i++) {
    const [aRe, aIm] = [re[weights + i], im[weights + i]];
    const at = samples[first[output] + i];
    const withOutput = correlation(at - outputs[output]);
    crossRe += aRe * withOutput.re - aIm * withOutput.im;
    crossIm += aRe * withOutput.im + aIm * withOutput.re;
    noise += aRe * aRe + aIm * aIm;
    for (let j = 0; j < taps; j++) {
      // w_i w_j* E h_i h_j*
      const r = correlation(at - samples[first[output] + j]);
      const [bRe, bIm] = [re[weights + j], im[weights + j]];
      const [pRe, pIm] = [aRe * bRe + aIm * bIm, aIm * bRe - aRe * bIm];
      channel += pRe * r.re - pIm * r.im;
    }
  }
  return { crossRe, crossIm, channel, noise };
}

function filterOf(
  { samples, outputs, taps: most = samples.length }: InterpolationPlaces,
  weigh: (samples: number[], output: number, re: Float64Array, im: Float64Array) => void,
): InterpolationFilter {
  if (!(samples.length >= 1 && most >= 1)) throw new RangeError("interpolation filter: expected a sample");
  for (let i = 1; i < samples.length; i++) {
    if (!(samples[i] > samples[i - 1])) throw new RangeError("interpolation filter: expected places that rise");
  }
  const taps = Math.min(most, samples.length);
  const first = new Int32Array(outputs.length);
  const row = new Int32Array(outputs.length);
  const rows = new Map<string, number>();
  const re: number[] = [];
  const im: number[] = [];
  const span = samples[samples.length - 1] - samples[0] || 1;
  const key = (difference: number) => (difference / span).toFixed(placeDigits);
  for (let output = 0; output < outputs.length; output++) {
    const at = outputs[output];
    const from = nearestRun(samples, taps, at);
    const run = Array.from({ length: taps }, (_, i) => samples[from + i]);
    const name = run.map((x) => key(x - at)).join();
    first[output] = from;
    const known = rows.get(name);
    if (known !== undefined) {
      row[output] = known;
      continue;
    }
    const weights = { re: new Float64Array(taps), im: new Float64Array(taps) };
    weigh(run, at, weights.re, weights.im);
    re.push(...weights.re);
    im.push(...weights.im);
    row[output] = rows.size;
    rows.set(name, rows.size);
  }
  const { length } = outputs;
  return {
    outputs: length,
    taps,
    first,
    row,
    re: Float32Array.from(re),
    im: Float32Array.from(im),
    rows: rows.size,
  };
}

/** First of the `taps` samples that lie nearest around a place. */
function nearestRun(samples: ArrayLike<number>, taps: number, at: number): number {
  let from = 0;
  while (
    from + taps < samples.length &&
    samples[from + taps] - at < at - samples[from] - 1e-9 * Math.abs(samples[from + taps] - samples[from])
  ) {
    from++;
  }
  return from;
}

function wienerWeights(
  samples: readonly number[],
  output: number,
  correlation: Correlation,
  noiseRatio: number,
  re: Float64Array,
  im: Float64Array,
): void {
  const taps = samples.length;
  const r = complexMatrix(taps, taps);
  const cross = complexMatrix(taps, 1);
  for (let i = 0; i < taps; i++) {
    for (let j = 0; j < taps; j++) {
      const value = correlation(samples[i] - samples[j]);
      r.re[i * taps + j] = value.re + (i === j ? noiseRatio : 0);
      r.im[i * taps + j] = value.im;
    }
    // E h_i h*, of which the weights' conjugates are (R + r I)^-1 times it.
    const value = correlation(samples[i] - output);
    cross.re[i] = value.re;
    cross.im[i] = value.im;
  }
  if (!choleskyInPlace(r, 1e-15))
    throw new RangeError("wienerFilter: expected a correlation that is positive definite");
  choleskySolve(r, cross);
  for (let i = 0; i < taps; i++) {
    re[i] = cross.re[i];
    im[i] = -cross.im[i];
  }
}
