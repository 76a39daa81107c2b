import { describe, expect, it } from "vitest";
import { bicmNormalApproximation_dB } from "../../src/abstraction/bicm-normal-approximation.js";

describe("the normal approximation", () => {
  // An independent computation for the MCS tables of TS 38.214: modulation order, 1024 R, k, Es/N0 at 10 % and 1 %.
  it.each([
    [2, 120, 8448, -7.434, -7.351],
    [2, 308, 500, -2.456, -2.116],
    [4, 340, 100, 3.106, 3.931],
    [6, 438, 100, 8.816, 9.802],
    [6, 948, 100, 18.976, 19.862],
    [8, 948, 100, 24.561, 25.53],
  ])("of order %d, rate %d/1024 and %d bits is %d and %d dB", (order, rate1024, bits, at10_dB, at1_dB) => {
    const coded = (bits * 1024) / rate1024;
    expect(bicmNormalApproximation_dB(order, bits, coded, 0.1)).toBeCloseTo(at10_dB, 2);
    expect(bicmNormalApproximation_dB(order, bits, coded, 0.01)).toBeCloseTo(at1_dB, 2);
  });

  it("is refused where the bits do not fit", () => {
    expect(() => bicmNormalApproximation_dB(2, 1000, 1000, 0.1)).toThrow("informationBits: expected less than");
    expect(() => bicmNormalApproximation_dB(3, 10, 100, 0.1)).toThrow("bitsPerSymbol: expected an even number");
  });
});
