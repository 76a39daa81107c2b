import { describe, expect, it } from "vitest";
import {
  cloudAttenuation_dB,
  cloudAttenuationLogNormal_dB,
  cloudMassCoefficient,
  cloudSpecificCoefficient,
} from "../../src/propagation/p840.js";

describe("cloud attenuation (ITU-R P.840-9)", () => {
  // ITU-R SG3 validation examples CG-3M3J-13-ValEx-Rev8.3.0, P.840-9.
  it.each([
    [6, 15, 0.8235924623564901, 0.031127781854533063, 0.09905224128740467],
    [30, 75, 0.08776741710401559, 0.7078539583865608, 0.0643180997169543],
  ])("at %d GHz and %d deg is ITU's own example", (frequency_GHz, elevation_deg, liquid_kgm2, mass, attenuation_dB) => {
    expect(cloudMassCoefficient(frequency_GHz)).toBeCloseTo(mass, 12);
    expect(cloudAttenuation_dB(frequency_GHz, elevation_deg, liquid_kgm2)).toBeCloseTo(attenuation_dB, 12);
  });

  it("grows as the square of frequency well below the relaxation of water (Rayleigh absorption)", () => {
    expect(cloudSpecificCoefficient(2, 273.75) / cloudSpecificCoefficient(1, 273.75)).toBeCloseTo(4, 1);
  });

  it("of the log-normal content is the median's at half the probability of cloud", () => {
    const distribution = { mL: -3, sL: 0.8, PL_pct: 60 };
    expect(cloudAttenuationLogNormal_dB(20, 40, 30, distribution)).toBeCloseTo(
      cloudAttenuation_dB(20, 40, Math.exp(-3)),
      12,
    );
  });

  it("of the log-normal content is zero for percentages at which there is no cloud", () => {
    expect(cloudAttenuationLogNormal_dB(20, 40, 60, { mL: -3, sL: 0.8, PL_pct: 60 })).toBe(0);
    expect(cloudAttenuationLogNormal_dB(20, 40, 0.01, { mL: 0, sL: 0, PL_pct: 0.015 })).toBe(0);
  });

  it("refuses what is no frequency, elevation, content or probability", () => {
    expect(() => cloudAttenuation_dB(Number.NaN, 30, 1)).toThrow(RangeError);
    expect(() => cloudAttenuation_dB(20, 0, 1)).toThrow(RangeError);
    expect(() => cloudAttenuation_dB(20, 30, -1)).toThrow(RangeError);
    expect(() => cloudAttenuationLogNormal_dB(20, 30, 1, { mL: Number.NaN, sL: 1, PL_pct: 50 })).toThrow(RangeError);
    expect(() => cloudAttenuationLogNormal_dB(20, 30, 1, { mL: 0, sL: 1, PL_pct: 101 })).toThrow(RangeError);
  });
});
