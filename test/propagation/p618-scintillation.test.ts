import { describe, expect, it } from "vitest";
import { scintillationDeviation_dB, scintillationTimeFactor } from "../../src/propagation/p618-scintillation.js";

const dish = { diameter_m: 1, efficiency: 0.65 };

describe("tropospheric scintillation (ITU-R P.618-14, 2.4.1)", () => {
  // ITU-R SG3 validation examples CG-3M3J-13-ValEx-Rev8.3.0.
  it("is ITU's own example at 14.25 GHz", () => {
    const sigma_dB = scintillationDeviation_dB(14.25, 31.076991235657, dish, 50.3892622222222);
    expect(sigma_dB).toBeCloseTo(0.0873106296570012, 13);
    expect(sigma_dB * scintillationTimeFactor(0.01)).toBeCloseTo(0.628287291011781, 12);
  });

  it("is three standard deviations at 1 %, and about none at the median", () => {
    expect(scintillationTimeFactor(1)).toBe(3);
    expect(Math.abs(scintillationTimeFactor(50))).toBeLessThan(0.01);
  });

  it("is averaged by a larger aperture, to nothing by a very large one", () => {
    const sigma_dB = (diameter_m: number) => scintillationDeviation_dB(50, 60, { diameter_m, efficiency: 0.6 }, 60);
    expect(sigma_dB(3)).toBeLessThan(sigma_dB(0.5));
    expect(sigma_dB(60)).toBe(0);
  });

  it("grows towards the horizon and with humid air", () => {
    expect(scintillationDeviation_dB(20, 5, dish, 60)).toBeGreaterThan(scintillationDeviation_dB(20, 30, dish, 60));
    expect(scintillationDeviation_dB(20, 30, dish, 120)).toBeGreaterThan(scintillationDeviation_dB(20, 30, dish, 60));
  });

  it("refuses what is no aperture or percentage", () => {
    expect(() => scintillationDeviation_dB(20, 30, { diameter_m: 1, efficiency: 65 }, 60)).toThrow(RangeError);
    expect(() => scintillationDeviation_dB(20, 30, { diameter_m: Number.NaN, efficiency: 0.6 }, 60)).toThrow(
      RangeError,
    );
    expect(() => scintillationTimeFactor(0)).toThrow(RangeError);
  });
});
