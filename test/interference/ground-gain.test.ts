import { describe, expect, it } from "vitest";
import { antennaGain_dBi } from "../../src/antenna/antenna-gain.js";
import { arrayGain_dBi } from "../../src/antenna/planar-array.js";
import type { Antenna } from "../../src/budget/station.js";
import { angleBetween_deg, groundGainTowards_dBi } from "../../src/interference/ground-gain.js";

const dish: Antenna = {
  pattern: { kind: "circularAperture", diameter_m: 0.6, efficiency: 0.6 },
  mount: { kind: "tracking" },
  pointingError_deg: 0,
  polarisation: "matched",
  axialRatio_dB: 0,
};
const wanted = { azimuth_deg: 10, elevation_deg: 40 };

describe("gain towards an interferer", () => {
  it("is the pattern at the angle between the two directions", () => {
    expect(angleBetween_deg(wanted, { azimuth_deg: 10, elevation_deg: 47 })).toBeCloseTo(7, 12);
    // Over the zenith.
    expect(angleBetween_deg(wanted, { azimuth_deg: 190, elevation_deg: 80 })).toBeCloseTo(60, 12);
    expect(angleBetween_deg({ azimuth_deg: 0, elevation_deg: 0 }, { azimuth_deg: 90, elevation_deg: 0 })).toBeCloseTo(
      90,
      12,
    );
    const gain_dBi = groundGainTowards_dBi(dish, 20e9, wanted, { azimuth_deg: 10, elevation_deg: 43 });
    expect(gain_dBi).toBeCloseTo(antennaGain_dBi(dish.pattern, 20e9, 3), 9);
  });

  it("of an array on its back is that of the beam steered to the wanted satellite", () => {
    const pattern = {
      kind: "planarArray",
      rows: 16,
      columns: 16,
      rowSpacing: 0.5,
      columnSpacing: 0.5,
      elementGain_dBi: 5,
      elementExponent: 1.2,
      taper: "uniform",
      loss_dB: 0,
      scanLimit_deg: 70,
    } as const;
    const array: Antenna = { ...dish, pattern, mount: { kind: "zenith" } };
    const same = groundGainTowards_dBi(array, 20e9, wanted, wanted);
    const beam = { theta_deg: 50, phi_deg: 0 };
    expect(same).toBeCloseTo(arrayGain_dBi(pattern, beam, beam), 9);
    // Across the plane of scan: 90 deg around the zenith.
    const across = groundGainTowards_dBi(array, 20e9, wanted, { azimuth_deg: 100, elevation_deg: 65 });
    const gains = [90, -90].map((phi_deg) => arrayGain_dBi(pattern, { theta_deg: 25, phi_deg }, beam));
    expect(Math.min(...gains.map((gain) => Math.abs(gain - across)))).toBeLessThan(1e-9);
  });

  it("of a fixed dish is that of where it points", () => {
    const fixed: Antenna = { ...dish, mount: { kind: "fixed", azimuth_deg: 0, elevation_deg: 30 } };
    const gain_dBi = groundGainTowards_dBi(fixed, 20e9, wanted, { azimuth_deg: 0, elevation_deg: 31 });
    expect(gain_dBi).toBeCloseTo(antennaGain_dBi(dish.pattern, 20e9, 1), 9);
  });
});
