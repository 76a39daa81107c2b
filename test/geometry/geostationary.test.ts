import { describe, expect, it } from "vitest";
import { angleToArc_deg, geostationaryRadius_m, geostationaryState } from "../../src/geometry/geostationary.js";
import { lookAngles } from "../../src/geometry/look-angles.js";
import { groundPoint } from "../../src/geometry/wgs84.js";

describe("geostationary arc", () => {
  it("lies where a sidereal day is one revolution: 42,164 km", () => {
    // The textbook radius, e.g. ITU-R S.1503: 42 164.2 km.
    expect(Math.abs(geostationaryRadius_m / 1e3 - 42_164.2)).toBeLessThan(0.1);
  });

  it("stands over a place on the sphere at the elevation of the closed form", () => {
    const place = groundPoint({ latitude_deg: 45, longitude_deg: 10, altitude_m: 0 }, "sphere");
    const { azimuth_deg, elevation_deg } = lookAngles(place, geostationaryState(10));
    // tan(elevation) = (cos b - R / r) / sin b at the central angle b.
    const b = Math.PI / 4;
    const expected = Math.atan((Math.cos(b) - 6_371_000 / geostationaryRadius_m) / Math.sin(b));
    expect(elevation_deg).toBeCloseTo((expected * 180) / Math.PI, 9);
    expect(azimuth_deg).toBeCloseTo(180, 9);
  });

  it("is 0 deg from its own satellites, and as far from the meridian's directions as their elevations differ", () => {
    const place = groundPoint({ latitude_deg: 45, longitude_deg: 10, altitude_m: 0 }, "sphere");
    const own = lookAngles(place, geostationaryState(10));
    expect(angleToArc_deg(place, own)).toBeLessThan(1e-6);
    expect(angleToArc_deg(place, lookAngles(place, geostationaryState(-31.7)))).toBeLessThan(1e-5);
    // Seen from the north the arc bends down to both sides: its top is nearest to a direction above it.
    const above = { azimuth_deg: 180, elevation_deg: own.elevation_deg + 20 };
    expect(angleToArc_deg(place, above)).toBeCloseTo(20, 5);
  });

  it("is out of sight from the pole", () => {
    const pole = groundPoint({ latitude_deg: 89, longitude_deg: 0, altitude_m: 0 });
    expect(angleToArc_deg(pole, { azimuth_deg: 0, elevation_deg: 30 })).toBeNaN();
  });
});
