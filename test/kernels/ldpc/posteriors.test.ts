import { describe, expect, it } from "vitest";
import { ldpcDecoder } from "../../../kernels/ldpc/create-ldpc-decoder.js";
import type { QuasiCyclicCode } from "../../../kernels/ldpc/quasi-cyclic-code.js";
import { RandomStream } from "../../../src/random/random-stream.js";

const liftingSize = 5;
const columns = 6;
/** A tree: belief propagation on it is exact. Columns 2 and 3 have one edge, and are input only. */
const checks = [
  [0, 1],
  [0, 2, 4],
  [1, 3, 5],
];
const shifts = [
  [1, 3],
  [4, 2, 0],
  [2, 2, 1],
];
const code: QuasiCyclicCode = {
  liftingSize,
  rows: 3,
  columns,
  edges: checks.flatMap((row, r) => row.map((column, e) => ({ row: r, column, shift: shifts[r][e] }))),
};

/** ln of the ratio of the probabilities of 0 and 1, summed over every word of the code: by brute force. */
function exactPosteriors(llrs: Float32Array): Float64Array {
  const out = new Float64Array(llrs.length);
  // Lifted bits form trees of their own, which the checks at i, followed through all shifts, name.
  for (let i = 0; i < liftingSize; i++) {
    const at: number[] = new Array(columns).fill(-1);
    const place = (row: number, start: number) => {
      for (const [e, column] of checks[row].entries()) {
        at[column] = column * liftingSize + ((start + shifts[row][e]) % liftingSize);
      }
    };
    place(0, i);
    place(1, (at[0] - 0 * liftingSize - shifts[1][0] + liftingSize) % liftingSize);
    place(2, (at[1] - 1 * liftingSize - shifts[2][0] + liftingSize) % liftingSize);
    const sums = Array.from({ length: columns }, () => [0, 0]);
    for (let word = 0; word < 2 ** columns; word++) {
      const bit = (column: number) => (word >> column) & 1;
      if (checks.some((row) => row.reduce((sum, column) => sum ^ bit(column), 0) === 1)) continue;
      let logarithm = 0;
      for (let column = 0; column < columns; column++) logarithm += (0.5 - bit(column)) * llrs[at[column]];
      for (let column = 0; column < columns; column++) sums[column][bit(column)] += Math.exp(logarithm);
    }
    for (let column = 0; column < columns; column++) out[at[column]] = Math.log(sums[column][0] / sums[column][1]);
  }
  return out;
}

describe("posteriors of an LDPC decoder", () => {
  for (const backend of ["reference", "simd"] as const) {
    it(`are those of all words of a cycle-free code, columns of one edge among them (${backend})`, () => {
      const stream = new RandomStream(1, "posteriors");
      const llrs = Float32Array.from({ length: columns * liftingSize }, () => 2 * stream.gaussian());
      const decoder = ldpcDecoder(code, {
        arithmetic: "float32",
        schedule: "flooding",
        checkRule: { kind: "sumProduct" },
        iterations: 6,
        stop: "none",
        backend,
      });
      decoder.decode(llrs, new Uint8Array(llrs.length));
      const found = new Float32Array(llrs.length);
      decoder.posteriors(found);
      const exact = exactPosteriors(llrs);
      for (let i = 0; i < found.length; i++) expect(found[i]).toBeCloseTo(exact[i], 4);
    });
  }
});
