import { describe, expect, it } from "vitest";
import { bicmInformation, bicmNormalApproximation_dB } from "../../src/abstraction/bicm-normal-approximation.js";

describe("BICM information", () => {
  it("is 1 bit for QPSK at the level where BPSK carries half a bit", () => {
    // BPSK-input AWGN capacity of 1/2 bit at Es/N0 = -2.823 dB (Eb/N0 0.187 dB), the limit every rate-1/2 code is
    // plotted against; QPSK needs 3.01 dB more a symbol.
    const { capacity } = bicmInformation(2, 10 ** ((-2.823 + 10 * Math.log10(2)) / 10));
    expect(capacity).toBeCloseTo(1, 3);
  });

  it("rises to the bits of a symbol, where nothing is left uncertain", () => {
    for (const bits of [2, 4, 6, 8, 10]) {
      const { capacity, dispersion } = bicmInformation(bits, 10 ** (bits * 0.32 + 1.5));
      expect(capacity).toBeCloseTo(bits, 6);
      expect(dispersion).toBeCloseTo(0, 4);
    }
  });

  it("stays below Shannon's capacity", () => {
    for (const bits of [2, 4, 6, 8, 10]) {
      for (let esn0_dB = -10; esn0_dB <= 30; esn0_dB += 2) {
        const esn0 = 10 ** (esn0_dB / 10);
        expect(bicmInformation(bits, esn0).capacity).toBeLessThan(Math.log2(1 + esn0));
      }
    }
  });
});

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
    expect(() => bicmNormalApproximation_dB(3, 10, 100, 0.1)).toThrow("bitsPerSymbol");
  });
});
