import type { Correlation } from "../channel/channel-correlation.js";
import { type ComplexMatrix, choleskyInPlace, choleskySolve, complexMatrix } from "../complex-matrix.js";

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
  /** No weight has an imaginary part. */
  readonly isReal: boolean;
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
  const matrixOf = runMatrices(correlation);
  const factors = new Map<ComplexMatrix, ComplexMatrix>();
  return filterOf(places, (samples, output, re, im) => {
    const matrix = matrixOf(samples, 0, samples.length);
    let factor = factors.get(matrix);
    if (!factor) {
      factor = loadedFactor(matrix, noiseRatio);
      factors.set(matrix, factor);
    }
    wienerWeights(samples, output, correlation, factor, re, im);
  });
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

/** Moments of each output's weights under a correlation, which need not be the one that the filter was made for. */
export function filterMoments(
  filter: InterpolationFilter,
  places: InterpolationPlaces,
  correlation: Correlation,
): FilterMoments[] {
  const matrixOf = runMatrices(correlation);
  const ofRow = new Map<number, FilterMoments>();
  return Array.from({ length: filter.outputs }, (_, output) => {
    const row = filter.row[output];
    const known = ofRow.get(row);
    if (known) return known;
    const moments = momentsOf(filter, places, correlation, matrixOf, output);
    ofRow.set(row, moments);
    return moments;
  });
}

function momentsOf(
  { taps, first, row, re, im }: InterpolationFilter,
  { samples, outputs }: InterpolationPlaces,
  correlation: Correlation,
  matrixOf: RunMatrices,
  output: number,
): FilterMoments {
  const matrix = matrixOf(samples, first[output], taps);
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
      const [bRe, bIm] = [re[weights + j], im[weights + j]];
      const [pRe, pIm] = [aRe * bRe + aIm * bIm, aIm * bRe - aRe * bIm];
      channel += pRe * matrix.re[i * taps + j] - pIm * matrix.im[i * taps + j];
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
  // Runs that lie alike have one number.
  const shapes = new Map<string, number>();
  const shapeOf = new Map<number, number>();
  const shape = (from: number, run: readonly number[]) => {
    const known = shapeOf.get(from);
    if (known !== undefined) return known;
    const name = run.map((x) => key(x - run[0])).join();
    const number = shapes.get(name) ?? shapes.size;
    shapes.set(name, number);
    shapeOf.set(from, number);
    return number;
  };
  for (let output = 0; output < outputs.length; output++) {
    const at = outputs[output];
    const from = nearestRun(samples, taps, at);
    const run = Array.from({ length: taps }, (_, i) => samples[from + i]);
    const name = `${shape(from, run)} ${key(run[0] - at)}`;
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
    isReal: im.every((weight) => Math.abs(weight) < 1e-12),
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

/** E h_i h_j* over a run of samples. */
type RunMatrices = (samples: ArrayLike<number>, first: number, count: number) => ComplexMatrix;

/** Makes the matrix of runs that are alike once: on a uniform comb there is but one. */
function runMatrices(correlation: Correlation): RunMatrices {
  const known = new Map<string, ComplexMatrix>();
  return (samples, first, count) => {
    const span = samples[first + count - 1] - samples[first] || 1;
    let key = "";
    for (let i = 1; i < count; i++) key += `${((samples[first + i] - samples[first]) / span).toFixed(placeDigits)},`;
    key += span.toPrecision(placeDigits);
    const found = known.get(key);
    if (found) return found;
    const made = complexMatrix(count, count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j <= i; j++) {
        const { re, im } = correlation(samples[first + i] - samples[first + j]);
        made.re[i * count + j] = re;
        made.im[i * count + j] = im;
        made.re[j * count + i] = re;
        made.im[j * count + i] = -im;
      }
    }
    known.set(key, made);
    return made;
  };
}

function loadedFactor({ rows, re, im }: ComplexMatrix, noiseRatio: number): ComplexMatrix {
  const factor = { rows, columns: rows, re: re.slice(), im: im.slice() };
  for (let i = 0; i < rows; i++) factor.re[i * rows + i] += noiseRatio;
  if (!choleskyInPlace(factor, 1e-15)) {
    throw new RangeError("wienerFilter: expected a correlation that is positive definite");
  }
  return factor;
}

/** @param factor  Cholesky's, of the samples' covariance */
function wienerWeights(
  samples: readonly number[],
  output: number,
  correlation: Correlation,
  factor: ComplexMatrix,
  re: Float64Array,
  im: Float64Array,
): void {
  const taps = samples.length;
  const cross = complexMatrix(taps, 1);
  for (let i = 0; i < taps; i++) {
    // E h_i h*, of which the weights' conjugates are (R + r I)^-1 times it.
    const value = correlation(samples[i] - output);
    cross.re[i] = value.re;
    cross.im[i] = value.im;
  }
  choleskySolve(factor, cross);
  for (let i = 0; i < taps; i++) {
    re[i] = cross.re[i];
    im[i] = -cross.im[i];
  }
}
