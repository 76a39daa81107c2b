import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rainAttenuationProbability_pct } from "../../src/propagation/p618-rain-probability.js";

describe("probability of rain on the path (ITU-R P.618-14, 2.2.1.2)", () => {
  // ITU-R SG3 validation examples CG-3M3J-13-ValEx-Rev8.3.0.
  it.each([
    [5.36150960371045, 4.69081739209847, 31.076991235657, 7.34194156893837],
    [1.27567390907754, 3.54200696519546, 46.3596926118634, 1.7446798500145],
    [1.41773352895029, 10.9699545110118, 22.2783346840557, 2.58290138597906],
  ])("with rain for %d %% over %d km is ITU's own example", (rain_pct, slantPath_km, elevation_deg, expected_pct) => {
    expect(rainAttenuationProbability_pct(rain_pct, slantPath_km, elevation_deg)).toBeCloseTo(expected_pct, 9);
  });

  it("is the rain's own probability on a path of no horizontal length", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 20, noNaN: true }), (rain_pct) => {
        expect(rainAttenuationProbability_pct(rain_pct, 0, 45)).toBeCloseTo(rain_pct, 8);
      }),
    );
  });

  it("grows with the length of the path", () => {
    expect(rainAttenuationProbability_pct(5, 10, 30)).toBeGreaterThan(rainAttenuationProbability_pct(5, 5, 30));
  });

  it("refuses a probability of 0 or 100 %", () => {
    for (const bad of [0, 100, Number.NaN])
      expect(() => rainAttenuationProbability_pct(bad, 5, 30)).toThrow(RangeError);
  });
});
