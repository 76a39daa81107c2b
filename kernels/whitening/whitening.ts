/** What a whitening filter is made for. */
export interface WhiteningShape {
  /** Receive branches, 1 to 64. */
  readonly receive: number;
  /** Vectors of an element that are filtered: the received one and the channel's columns. */
  readonly columns: number;
  readonly elements: number;
  /** Resource elements of a group, next to each other; the last group may be shorter. */
  readonly groupElements: number;
}

/**
 * Owns the work buffers of a filter L^-1 for each group of elements, with L L^H the group's covariance of noise and
 * interference, so that noise of that covariance leaves it white with unit variance. Planar, row-major.
 *
 * Fill covariance and vectors, then `whiten`: it works in place.
 */
export interface Whitening {
  /** `[group][receive][receive]`, float64 for strong interferers; Hermitian, read on and below the diagonal. */
  readonly covarianceRe: Float64Array;
  readonly covarianceIm: Float64Array;
  /** `[receive][column][element]` */
  readonly re: Float32Array;
  readonly im: Float32Array;
  /**
   * Whitens every vector of the elements `first` to `first + count - 1` (all if left out).
   *
   * @throws RangeError where the elements do not exist, or a covariance of their groups is not positive definite: a
   *   branch must keep more than 2^-36 of its power beside those before it
   */
  whiten(first?: number, count?: number): void;
}

/** A form of this kernel: makes a filter of the given shape. */
export type WhiteningForm = (shape: WhiteningShape) => Whitening;

/** Share of its power that a branch must keep beside those before it (interference 108 dB above noise). */
export const leastPivotShare = 2 ** -36;

/**
 * Whitening by Cholesky's factor, the reference form: float64, rounded to float32.
 *
 * O(groups receive^3 + elements columns receive^2).
 */
export function whitening(shape: WhiteningShape): Whitening {
  checkWhiteningShape(shape);
  const { receive, columns, elements, groupElements } = shape;
  const groups = Math.ceil(elements / groupElements);
  const covarianceRe = new Float64Array(groups * receive * receive);
  const covarianceIm = new Float64Array(groups * receive * receive);
  const re = new Float32Array(receive * columns * elements);
  const im = new Float32Array(receive * columns * elements);
  const lRe = new Float64Array(receive * receive);
  const lIm = new Float64Array(receive * receive);
  const inverse = new Float64Array(receive);
  const vRe = new Float64Array(receive);
  const vIm = new Float64Array(receive);

  const factorise = (group: number) => {
    const start = group * receive * receive;
    for (let i = 0; i < receive; i++) {
      for (let j = 0; j <= i; j++) {
        let sumRe = covarianceRe[start + i * receive + j];
        let sumIm = i === j ? 0 : covarianceIm[start + i * receive + j];
        const power = sumRe;
        for (let a = i * receive, b = j * receive; b < j * receive + j; a++, b++) {
          sumRe -= lRe[a] * lRe[b] + lIm[a] * lIm[b];
          sumIm -= lIm[a] * lRe[b] - lRe[a] * lIm[b];
        }
        if (i === j) {
          checkPivot(sumRe, power, group, i);
          inverse[i] = 1 / Math.sqrt(sumRe);
        } else {
          lRe[i * receive + j] = sumRe * inverse[j];
          lIm[i * receive + j] = sumIm * inverse[j];
        }
      }
    }
  };
  const filter = (from: number) => {
    for (let i = 0; i < receive; i++) {
      const at = i * columns * elements + from;
      let sumRe = re[at];
      let sumIm = im[at];
      for (let j = 0; j < i; j++) {
        const l = i * receive + j;
        sumRe -= lRe[l] * vRe[j] - lIm[l] * vIm[j];
        sumIm -= lRe[l] * vIm[j] + lIm[l] * vRe[j];
      }
      vRe[i] = sumRe * inverse[i];
      vIm[i] = sumIm * inverse[i];
      re[at] = vRe[i];
      im[at] = vIm[i];
    }
  };
  const whiten = (first = 0, count = elements - first) => {
    checkWhiteningRange(shape, first, count);
    for (let from = first; from < first + count; ) {
      const group = Math.floor(from / groupElements);
      const to = Math.min(first + count, (group + 1) * groupElements);
      factorise(group);
      for (let column = 0; column < columns; column++) {
        for (let at = from; at < to; at++) filter(column * elements + at);
      }
      from = to;
    }
  };
  return { covarianceRe, covarianceIm, re, im, whiten };
}

/** Complex numbers that a filter may hold: half a gigabyte. */
const mostNumbers = 2 ** 26;

/** @throws RangeError unless receive is 1 to 64, columns and groupElements from 1 and elements from 0, 2^26 numbers at most */
export function checkWhiteningShape({ receive, columns, elements, groupElements }: WhiteningShape): void {
  checkWhole("receive", receive, 1, 64);
  checkWhole("columns", columns, 1, mostNumbers);
  checkWhole("groupElements", groupElements, 1, mostNumbers);
  checkWhole("elements", elements, 0, Math.floor(mostNumbers / (receive * Math.max(columns, receive))));
}

/** @throws RangeError unless the elements exist */
export function checkWhiteningRange({ elements }: WhiteningShape, first: number, count: number): void {
  checkWhole("first", first, 0, elements);
  checkWhole("count", count, 0, elements - first);
}

/** @throws RangeError where a diagonal entry of the factor is too small, or no number */
export function checkPivot(pivot: number, power: number, group: number, branch: number): void {
  if (!(pivot > leastPivotShare * power && power < Infinity)) {
    const place = `covariance of group ${group}, branch ${branch}`;
    const found = `found a power of ${power} and ${pivot} beside the branches before it`;
    throw new RangeError(`whitening: ${place}: expected a positive definite matrix, ${found}`);
  }
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new RangeError(`whitening: ${name}: expected a whole number from ${least} to ${most}, found ${value}`);
  }
}
