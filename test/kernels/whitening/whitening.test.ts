import { describe, expect, it } from "vitest";
import { symmetricNumbers } from "../../../kernels/parity-input.js";
import { whitening } from "../../../kernels/whitening/whitening.js";
import { whiteningSimd } from "../../../kernels/whitening/whitening-simd.js";

const forms = [
  ["reference", whitening],
  ["simd", whiteningSimd],
] as const;

describe.each(forms)("whitening, %s", (_, form) => {
  it("divides by the factor of a covariance", () => {
    const made = form({ receive: 2, columns: 1, elements: 2, groupElements: 1 });
    // Element 0: R = [4, 2j; -2j, 10] = L L^H with L = [2, 0; -j, 3]; x = (2, 3 + 5j): v_1 = 1, v_2 = (3 + 5j + j) / 3.
    // Element 1: R = [1, 0; 0, 16].
    made.covarianceRe.set([4, 99, 0, 10, 1, 99, 0, 16]);
    made.covarianceIm.set([0, 99, -2, 0, 0, 99, 0, 0]);
    made.re.set([2, 7, 3, 8]);
    made.im.set([0, 1, 5, -4]);
    made.whiten();
    const rounded = (values: Float32Array) => [...values].map((value) => Math.round(1e6 * value) / 1e6 + 0);
    expect(rounded(made.re)).toEqual([1, 7, 1, 2]);
    expect(rounded(made.im)).toEqual([0, 1, 2, -1]);
  });

  it.each([1, 2, 3, 4, 5, 8, 16])("leaves %i branches with h^H R^-1 h in every group", (receive) => {
    // The quadratic form is that of the inverse: found here from R alone, by Gauss and Jordan's elimination.
    const [groups, groupElements] = [3, 6];
    const elements = groups * groupElements - 2;
    const made = form({ receive, columns: 2, elements, groupElements });
    const entries = receive * receive;
    const [aRe, aIm] = [1, 2].map((seed) => symmetricNumbers(groups * entries, seed, 3));
    for (let group = 0; group < groups; group++) {
      for (let at = 0; at < entries; at++) {
        const [i, j] = [Math.floor(at / receive), at % receive];
        let [re, im] = [i === j ? 1 : 0, 0];
        for (let k = 0; k < receive; k++) {
          const a = group * entries + i * receive + k;
          const b = group * entries + j * receive + k;
          re += aRe[a] * aRe[b] + aIm[a] * aIm[b];
          im += aIm[a] * aRe[b] - aRe[a] * aIm[b];
        }
        made.covarianceRe[group * entries + at] = re;
        made.covarianceIm[group * entries + at] = im;
      }
    }
    made.re.set(symmetricNumbers(made.re.length, 3, 1));
    made.im.set(symmetricNumbers(made.im.length, 4, 1));
    const [beforeRe, beforeIm] = [made.re.slice(), made.im.slice()];
    made.whiten();
    for (let at = 0; at < 2 * elements; at++) {
      const group = Math.floor((at % elements) / groupElements);
      const matrix = Array.from({ length: receive }, (_, i) =>
        Array.from({ length: receive }, (_, j) => {
          const entry = group * entries + i * receive + j;
          return [made.covarianceRe[entry], made.covarianceIm[entry]];
        }),
      );
      const vector = Array.from({ length: receive }, (_, i) => [
        beforeRe[i * 2 * elements + at],
        beforeIm[i * 2 * elements + at],
      ]);
      let power = 0;
      for (let i = 0; i < receive; i++) {
        power += made.re[i * 2 * elements + at] ** 2 + made.im[i * 2 * elements + at] ** 2;
      }
      expect(power / quadraticForm(matrix, vector)).toBeCloseTo(1, 4);
    }
  });

  it("makes noise of an interferer 40 dB above it white", () => {
    const elements = 20_000;
    const made = form({ receive: 2, columns: 1, elements, groupElements: elements });
    const strength = 1e4;
    // g = (1, 0.6 + 0.8 j), R = I + strength g g^H.
    made.covarianceRe.set([1 + strength, 0, 0.6 * strength, 1 + strength]);
    made.covarianceIm.set([0, 0, 0.8 * strength, 0]);
    // Uniform numbers of variance 1/2 a part.
    const part = (seed: number) => symmetricNumbers(elements, seed, Math.sqrt(1.5));
    const [sRe, sIm, n0Re, n0Im, n1Re, n1Im] = [1, 2, 3, 4, 5, 6].map(part);
    for (let at = 0; at < elements; at++) {
      const [re, im] = [100 * sRe[at], 100 * sIm[at]];
      made.re[at] = re + n0Re[at];
      made.im[at] = im + n0Im[at];
      made.re[elements + at] = 0.6 * re - 0.8 * im + n1Re[at];
      made.im[elements + at] = 0.6 * im + 0.8 * re + n1Im[at];
    }
    made.whiten();
    let [power0, power1, crossRe, crossIm] = [0, 0, 0, 0];
    for (let at = 0; at < elements; at++) {
      const other = elements + at;
      power0 += made.re[at] ** 2 + made.im[at] ** 2;
      power1 += made.re[other] ** 2 + made.im[other] ** 2;
      crossRe += made.re[at] * made.re[other] + made.im[at] * made.im[other];
      crossIm += made.im[at] * made.re[other] - made.re[at] * made.im[other];
    }
    // Standard errors: below 1 / sqrt(elements) = 0.007; four of them.
    for (const power of [power0, power1]) expect(Math.abs(power / elements - 1)).toBeLessThan(0.028);
    expect(Math.hypot(crossRe, crossIm) / elements).toBeLessThan(0.028);
  });

  it("leaves elements outside the range as they are", () => {
    const made = form({ receive: 1, columns: 1, elements: 11, groupElements: 4 });
    made.covarianceRe.fill(4);
    made.re.fill(2);
    made.whiten(3, 6);
    expect([...made.re]).toEqual([2, 2, 2, 1, 1, 1, 1, 1, 1, 2, 2]);
  });

  it("refuses covariances that are not positive definite, and shapes that make no sense", () => {
    const shape = { receive: 2, columns: 1, elements: 4, groupElements: 2 };
    const made = form(shape);
    made.covarianceRe.set([1, 0, 0, 1, 4, 0, 2, 1]);
    expect(() => made.whiten()).toThrow(
      "whitening: covariance of group 1, branch 1: expected a positive definite matrix, found a power of 1 and 0",
    );
    made.covarianceRe[0] = Number.NaN;
    expect(() => made.whiten()).toThrow("covariance of group 0, branch 0");
    expect(() => form({ ...shape, receive: 65 })).toThrow("whitening: receive: expected a whole number from 1 to 64");
    expect(() => form({ ...shape, groupElements: 0 })).toThrow("groupElements: expected a whole number from 1");
    expect(() => made.whiten(5)).toThrow("whitening: first: expected a whole number from 0 to 4, found 5");
    expect(() => made.whiten(2, 3)).toThrow("whitening: count: expected a whole number from 0 to 2, found 3");
  });
});

/** v^H R^-1 v by elimination of [R v; v^H 0] in float64: what is left at the corner is minus the form. */
function quadraticForm(matrix: number[][][], vector: number[][]): number {
  const size = vector.length;
  const rows = matrix.map((row, i) => [...row, vector[i]]);
  rows.push([...vector.map(([re, im]) => [re, -im]), [0, 0]]);
  for (let k = 0; k < size; k++) {
    const [pRe, pIm] = rows[k][k];
    const norm = pRe * pRe + pIm * pIm;
    for (let i = k + 1; i <= size; i++) {
      const [aRe, aIm] = rows[i][k];
      const [fRe, fIm] = [(aRe * pRe + aIm * pIm) / norm, (aIm * pRe - aRe * pIm) / norm];
      for (let j = k; j <= size; j++) {
        const [bRe, bIm] = rows[k][j];
        rows[i][j] = [rows[i][j][0] - fRe * bRe + fIm * bIm, rows[i][j][1] - fRe * bIm - fIm * bRe];
      }
    }
  }
  return -rows[size][size][0];
}
