import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeSpaceLoss_dB } from "../../src/propagation/free-space.js";

describe("free-space loss", () => {
  it("is 32.45 dB at 1 m and 1 GHz, the constant of TR 38.811 eq. (6.6-2)", () => {
    expect(freeSpaceLoss_dB(1, 1e9)).toBeCloseTo(32.45, 2);
  });

  it("is 177.55 dB from 600 km at 30 GHz: 32.45 + 20 log10(30) + 20 log10(600e3)", () => {
    expect(freeSpaceLoss_dB(600e3, 30e9)).toBeCloseTo(177.55, 2);
  });

  it("grows by 20 dB a decade of range or frequency", () => {
    const positive = fc.double({ min: 1e-3, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (range_m, carrier_Hz) => {
        const loss_dB = freeSpaceLoss_dB(range_m, carrier_Hz);
        expect(freeSpaceLoss_dB(10 * range_m, carrier_Hz) - loss_dB).toBeCloseTo(20, 8);
        expect(freeSpaceLoss_dB(range_m, 10 * carrier_Hz) - loss_dB).toBeCloseTo(20, 8);
      }),
    );
  });

  it("refuses a range or carrier that is not a positive number", () => {
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      expect(() => freeSpaceLoss_dB(bad, 1e9)).toThrow(RangeError);
      expect(() => freeSpaceLoss_dB(1, bad)).toThrow(RangeError);
    }
  });
});
