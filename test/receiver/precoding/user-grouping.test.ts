import { describe, expect, it } from "vitest";
import { complexMatrix } from "../../../src/complex-matrix.js";
import { RandomStream } from "../../../src/random/random-stream.js";
import { semiOrthogonalUsers, separatedUsers } from "../../../src/receiver/precoding/user-grouping.js";

describe("user grouping", () => {
  it("picks orthogonal users and passes over copies of those picked", () => {
    const h = complexMatrix(5, 3);
    // Two users along each of two axes, one along the third; the stronger first.
    for (const [row, column, value] of [
      [0, 0, 1],
      [1, 0, 3],
      [2, 1, 2],
      [3, 1, 2.5],
      [4, 2, 1.5],
    ]) {
      h.im[row * 3 + column] = value;
    }
    expect(semiOrthogonalUsers(h, 3, 0.3)).toEqual([1, 3, 4]);
    expect(semiOrthogonalUsers(h, 2, 0.3)).toEqual([1, 3]);
  });

  it("picks no user twice, and several of many random ones", () => {
    const stream = new RandomStream(1, "test.h");
    const [rows, columns] = [60, 16];
    const h = complexMatrix(rows, columns);
    for (let p = 0; p < h.re.length; p++) [h.re[p], h.im[p]] = [stream.gaussian(), stream.gaussian()];
    const picks = semiOrthogonalUsers(h, 8, 0.35);
    expect(picks.length).toBeGreaterThan(2);
    expect(new Set(picks).size).toBe(picks.length);
  });

  it("keeps users apart on the ground", () => {
    const u = Float64Array.of(0, 0.01, 0.05, 0.055, 0.2);
    const v = new Float64Array(5);
    expect(separatedUsers(u, v, 5, 0.02)).toEqual([0, 2, 4]);
    expect(separatedUsers(u, v, 2, 0)).toEqual([0, 1]);
  });

  it("refuses a threshold that no product can meet", () => {
    expect(() => semiOrthogonalUsers(complexMatrix(1, 1), 1, 0)).toThrow("threshold");
  });
});
