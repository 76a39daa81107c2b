/** What a Fourier transform is made for. */
export interface FftShape {
  /** Numbers of a transform: 2^a 3^b 5^c, up to 2^20 (or 1). */
  readonly size: number;
  /** Transforms that lie one behind the other; 1 if left out. */
  readonly batch?: number;
}

/** Owns the buffers of a batch of transforms of one size, done in place: fill, transform, read. */
export interface Fft {
  readonly size: number;
  readonly batch: number;
  /** `[transform][sample]`, row-major: samples before `forward`, X(k) after it, and the other way round. */
  readonly re: Float32Array;
  readonly im: Float32Array;
  /**
   * X(k) = sum over n of x(n) exp(-j 2 pi k n / size), not scaled, of the first `count` transforms (all if left out).
   *
   * @throws RangeError unless `count` is a whole number from 0 to `batch`
   */
  forward(count?: number): void;
  /** x(n) = 1 / size sum over k of X(k) exp(j 2 pi k n / size): undoes `forward`. */
  inverse(count?: number): void;
}

/** A form of this kernel: makes the transforms of a size. */
export type FftForm = (shape: FftShape) => Fft;

/** Numbers that a batch may hold. */
const mostNumbers = 2 ** 26;
const mostSize = 2 ** 20;

/**
 * Complex Fourier transforms of planar float32 numbers: the reference form.
 *
 * Decimation in time with the radices 2, 3, 4 and 5 (Cooley and Tukey, Math. Comput. 19 (1965), 297), in float64,
 * rounded to float32 at the end. O(size sum of radices).
 */
export function fft(shape: FftShape): Fft {
  const { size, batch } = checkedFftShape(shape);
  const re = new Float32Array(size * batch);
  const im = new Float32Array(size * batch);
  const radices = fftRadices(size);
  const turnRe = Float64Array.from({ length: size }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const turnIm = Float64Array.from({ length: size }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  const [inRe, inIm] = [new Float64Array(size), new Float64Array(size)];
  const [outRe, outIm] = [new Float64Array(size), new Float64Array(size)];
  const [partRe, partIm] = [new Float64Array(5), new Float64Array(5)];

  /** The transform of `count` samples from `from` on, `step` apart, into the output from `to` on. */
  const transform = (from: number, step: number, to: number, count: number, level: number) => {
    if (count === 1) {
      outRe[to] = inRe[from];
      outIm[to] = inIm[from];
      return;
    }
    const radix = radices[level];
    const part = count / radix;
    for (let r = 0; r < radix; r++) transform(from + r * step, step * radix, to + r * part, part, level + 1);
    for (let k = 0; k < part; k++) {
      for (let r = 0; r < radix; r++) {
        partRe[r] = outRe[to + r * part + k];
        partIm[r] = outIm[to + r * part + k];
      }
      for (let q = 0; q < radix; q++) {
        let sumRe = 0;
        let sumIm = 0;
        for (let r = 0; r < radix; r++) {
          // exp(-j 2 pi r (k + q part) / count)
          const turn = ((r * (k + q * part)) % count) * step;
          sumRe += partRe[r] * turnRe[turn] - partIm[r] * turnIm[turn];
          sumIm += partRe[r] * turnIm[turn] + partIm[r] * turnRe[turn];
        }
        outRe[to + q * part + k] = sumRe;
        outIm[to + q * part + k] = sumIm;
      }
    }
  };
  /** sign -1 turns the other way: the imaginary parts change their sign before and after. */
  const all = (count: number, sign: number, scale: number) => {
    checkFftCount(count, batch);
    for (let start = 0; start < count * size; start += size) {
      for (let n = 0; n < size; n++) {
        inRe[n] = re[start + n];
        inIm[n] = sign * im[start + n];
      }
      transform(0, 1, 0, size, 0);
      for (let k = 0; k < size; k++) {
        re[start + k] = scale * outRe[k];
        im[start + k] = sign * scale * outIm[k];
      }
    }
  };
  const forward = (count = batch) => all(count, 1, 1);
  const inverse = (count = batch) => all(count, -1, 1 / size);
  return { size, batch, re, im, forward, inverse };
}

/** Factors 4, then 2, 3 and 5 of a size; undefined where others are left. */
function radicesOf(size: number): number[] | undefined {
  const radices: number[] = [];
  let rest = size;
  for (const radix of [4, 2, 3, 5]) {
    for (; rest % radix === 0; rest /= radix) radices.push(radix);
  }
  return rest === 1 ? radices : undefined;
}

/** Radices of the stages of a transform of a size that `checkedFftShape` has seen; none for size 1. */
export function fftRadices(size: number): readonly number[] {
  return radicesOf(size)!;
}

/** @throws RangeError unless size is 2^a 3^b 5^c up to 2^20 and batch a whole number from 0, 2^26 numbers at most */
export function checkedFftShape({ size, batch = 1 }: FftShape): Required<FftShape> {
  if (!(Number.isInteger(size) && size >= 1 && size <= mostSize && radicesOf(size))) {
    throw new RangeError(`fft: size: expected 2^a 3^b 5^c from 1 to ${mostSize}, found ${size}`);
  }
  if (!(Number.isInteger(batch) && batch >= 0 && batch * size <= mostNumbers)) {
    const expected = `expected a whole number from 0 to ${Math.floor(mostNumbers / size)}`;
    throw new RangeError(`fft: batch: ${expected}, found ${batch}`);
  }
  return { size, batch };
}

/** @throws RangeError unless `count` is a whole number from 0 to `batch` */
export function checkFftCount(count: number, batch: number): void {
  if (!(Number.isInteger(count) && count >= 0 && count <= batch)) {
    throw new RangeError(`fft: count: expected a whole number from 0 to ${batch}, found ${count}`);
  }
}
