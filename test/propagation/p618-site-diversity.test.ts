import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { siteDiversityGain_dB } from "../../src/propagation/p618-site-diversity.js";

describe("site diversity (ITU-R P.618-14, 2.2.4.2)", () => {
  // ITU-R SG3 validation examples CG-3M3J-13-ValEx-Rev8.3.0.
  it.each([
    [1, 6.727844246, 14.25, 31.07694309, 0, 0.882622657762623],
    [3, 12.98824177, 29, 46.35969261, 45, 4.22802533390799],
    [20, 49.79190169, 29, 48.24116215, 90, 27.1965006828737],
  ])(
    "of %d km at %d dB is ITU's own example",
    (km, attenuation_dB, frequency_GHz, elevation_deg, baseline_deg, gain_dB) => {
      expect(siteDiversityGain_dB(km, attenuation_dB, frequency_GHz, elevation_deg, baseline_deg)).toBeCloseTo(
        gain_dB,
        10,
      );
    },
  );

  it("gains nothing from two stations at one place or without rain, and more with distance", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 40, noNaN: true }),
        fc.double({ min: 0.1, max: 18, noNaN: true }),
        (a, km) => {
          expect(siteDiversityGain_dB(0, a, 20, 40, 30)).toBe(0);
          expect(siteDiversityGain_dB(km, 0, 20, 40, 30)).toBeCloseTo(0, 12);
          expect(siteDiversityGain_dB(km + 2, a, 20, 40, 30)).toBeGreaterThan(siteDiversityGain_dB(km, a, 20, 40, 30));
          expect(siteDiversityGain_dB(km, a, 20, 40, 30)).toBeLessThan(a);
        },
      ),
    );
  });

  it("refuses a baseline angle over 90 deg", () => {
    expect(() => siteDiversityGain_dB(10, 5, 20, 40, 91)).toThrow(RangeError);
    expect(() => siteDiversityGain_dB(Number.NaN, 5, 20, 40, 0)).toThrow(RangeError);
  });
});
