import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p838AlphaH, p838AlphaV, p838KH, p838KV } from "../../src/propagation/p838.data.js";
import { rainCoefficients, rainPowerLaw, rainSpecificAttenuation_dBkm } from "../../src/propagation/p838.js";

const frequency_GHz = fc.double({ min: 1, max: 100, noNaN: true });
const elevation_deg = fc.double({ min: 0, max: 90, noNaN: true });

describe("specific attenuation of rain (ITU-R P.838-3)", () => {
  it("has four terms for k and five for alpha, in both polarisations", () => {
    expect([p838KH, p838KV, p838AlphaH, p838AlphaV].map(({ terms }) => terms.length)).toEqual([4, 4, 5, 5]);
  });

  it("agrees with Table 5 of P.838-3 at 20 GHz", () => {
    const { kH, kV, alphaH, alphaV } = rainCoefficients(20);
    expect(kH).toBeCloseTo(0.09164, 5);
    expect(kV).toBeCloseTo(0.09611, 5);
    expect(alphaH).toBeCloseTo(1.0568, 4);
    expect(alphaV).toBeCloseTo(0.9847, 4);
  });

  it("is the same for circular polarisation at every elevation, and for any tilt at the zenith", () => {
    fc.assert(
      fc.property(frequency_GHz, elevation_deg, fc.double({ min: 0, max: 90, noNaN: true }), (f, elevation, tilt) => {
        const coefficients = rainCoefficients(f);
        const circular = rainPowerLaw(coefficients, 30, 45);
        expect(rainPowerLaw(coefficients, elevation, 45).k).toBeCloseTo(circular.k, 12);
        expect(rainPowerLaw(coefficients, 90, tilt).alpha).toBeCloseTo(circular.alpha, 12);
      }),
    );
  });

  it("grows with the rain rate and vanishes without rain", () => {
    fc.assert(
      fc.property(
        frequency_GHz,
        elevation_deg,
        fc.double({ min: 0.1, max: 150, noNaN: true }),
        (f, elevation, rate) => {
          const law = rainPowerLaw(rainCoefficients(f), elevation, 45);
          expect(rainSpecificAttenuation_dBkm(law, 1.5 * rate)).toBeGreaterThan(
            rainSpecificAttenuation_dBkm(law, rate),
          );
          expect(rainSpecificAttenuation_dBkm(law, 0)).toBe(0);
        },
      ),
    );
  });

  it("refuses what is no frequency, elevation or rain rate", () => {
    expect(() => rainCoefficients(0)).toThrow(RangeError);
    expect(() => rainPowerLaw(rainCoefficients(20), 91, 45)).toThrow(RangeError);
    expect(() => rainSpecificAttenuation_dBkm({ k: 1, alpha: 1 }, -1)).toThrow(RangeError);
    expect(() => rainSpecificAttenuation_dBkm({ k: 1, alpha: 1 }, Number.NaN)).toThrow(RangeError);
  });
});
