import { describe, expect, it } from "vitest";
import { rangeWarnings } from "../../src/propagation/model-range.js";
import {
  crossPolarDiscrimination_dB,
  p618CrossPolarisationRange,
} from "../../src/propagation/p618-cross-polarisation.js";
import { p618SiteDiversityRange } from "../../src/propagation/p618-site-diversity.js";

describe("cross-polar discrimination (ITU-R P.618-14, 4.1)", () => {
  // ITU-R SG3 validation examples CG-3M3J-13-ValEx-Rev8.3.0.
  it.each([
    [14.25, 31.076991235657, 0, 1, 0.49531707, 49.47769944452103],
    [14.25, 40.2320359963616, 0, 0.1, 2.69676513, 40.260013719722465],
    [14.25, 31.076991235657, 0, 0.01, 6.79807227, 32.88758590606019],
    [29, 85.8045956575008, 90, 0.001, 96.67521082, 58.82470511665031],
  ])(
    "at %d GHz, %d deg, tilt %d, %d %% is ITU's own example",
    (f, elevation_deg, tilt_deg, p, attenuation_dB, xpd_dB) => {
      expect(crossPolarDiscrimination_dB(f, elevation_deg, tilt_deg, p, attenuation_dB)).toBeCloseTo(xpd_dB, 9);
    },
  );

  it("is worst for circular polarisation and falls as the rain gets heavier", () => {
    const at = (tilt_deg: number, attenuation_dB: number) =>
      crossPolarDiscrimination_dB(20, 40, tilt_deg, 0.1, attenuation_dB);
    expect(at(45, 5)).toBeLessThan(at(20, 5));
    expect(at(20, 5)).toBeLessThan(at(0, 5));
    expect(at(45, 10)).toBeLessThan(at(45, 5));
  });

  it("says which inputs lie outside its range", () => {
    expect(
      rangeWarnings(p618CrossPolarisationRange, { frequency_GHz: 20, elevation_deg: 40, exceedance_pct: 0.1 }),
    ).toEqual([]);
    expect(
      rangeWarnings(p618CrossPolarisationRange, { frequency_GHz: 4, elevation_deg: 70, exceedance_pct: 2 }),
    ).toHaveLength(3);
    expect(rangeWarnings(p618SiteDiversityRange, { frequency_GHz: 40 })).toHaveLength(1);
  });

  it("refuses a co-polar attenuation that is not positive", () => {
    expect(() => crossPolarDiscrimination_dB(20, 40, 45, 0.1, 0)).toThrow(RangeError);
    expect(() => crossPolarDiscrimination_dB(20, 40, 45, 0.1, Number.NaN)).toThrow(RangeError);
  });
});
