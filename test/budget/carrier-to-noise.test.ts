import { describe, expect, it } from "vitest";
import { linkBudget } from "../../src/budget/carrier-to-noise.js";

describe("the link budget of one hop", () => {
  it("gives 8.5 dB for the downlink of TR 38.821's study case 6", () => {
    // TR 38.821 Table 6.1.3.3-1: C/N 8.5 dB. EIRP 4 dBW/MHz over 400 MHz, G/T 15.86 dB/K, 600 km at 30 deg over
    // a sphere of 6371 km (1075.1 km), gas 0.5 dB, scintillation 0.3 dB.
    const { cn_dB, freeSpaceLoss_dB } = linkBudget({
      eirp_dBW: 30.0206,
      gOverT_dBK: 15.86,
      slantRange_m: 1_075_100,
      carrier_Hz: 20e9,
      bandwidth_Hz: 400e6,
      losses_dB: [0.5, 0.3],
    });
    expect(freeSpaceLoss_dB).toBeCloseTo(179.1, 1);
    expect(Math.abs(cn_dB - 8.5)).toBeLessThan(0.11);
  });

  it("loses 3.01 dB to an interferer as strong as the noise", () => {
    const input = { eirp_dBW: 30, gOverT_dBK: 10, slantRange_m: 1e6, carrier_Hz: 20e9, bandwidth_Hz: 1e8 };
    const { cn_dB } = linkBudget(input);
    const { cnir_dB } = linkBudget({ ...input, interference_dB: [cn_dB] });
    expect(cn_dB - cnir_dB).toBeCloseTo(3.0103, 4);
  });

  it("refuses a negative loss, a bandwidth of zero, and NaN", () => {
    const input = { eirp_dBW: 30, gOverT_dBK: 10, slantRange_m: 1e6, carrier_Hz: 20e9, bandwidth_Hz: 1e8 };
    expect(() => linkBudget({ ...input, losses_dB: [-1] })).toThrow(RangeError);
    expect(() => linkBudget({ ...input, losses_dB: [Number.NaN] })).toThrow(RangeError);
    expect(() => linkBudget({ ...input, bandwidth_Hz: 0 })).toThrow(RangeError);
    expect(() => linkBudget({ ...input, eirp_dBW: Number.NaN })).toThrow(RangeError);
    expect(() => linkBudget({ ...input, slantRange_m: Number.NaN })).toThrow(RangeError);
  });
});
