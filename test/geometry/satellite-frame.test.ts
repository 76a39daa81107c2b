import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  groundPlace,
  placeAtElevation,
  SphereCap,
  type UnitVector,
  viewPlace,
} from "../../src/geometry/satellite-frame.js";
import { nadirAngleSpherical_deg, slantRangeSpherical_m } from "../../src/geometry/spherical-earth.js";

const view = () => ({ u: 0, v: 0, w: 1, slantRange_m: 0, sinElevation: 1 });

describe("satellite over a sphere", () => {
  it("sees a place at the slant range and nadir angle of the closed forms", () => {
    for (const altitude_m of [300e3, 600e3, 1200e3, 35_786e3]) {
      for (const elevation_deg of [0, 5, 10, 30, 60, 89, 90]) {
        const seen = view();
        viewPlace({ altitude_m }, placeAtElevation({ altitude_m }, elevation_deg, 0.7), seen);
        expect(seen.slantRange_m / slantRangeSpherical_m(altitude_m, elevation_deg)).toBeCloseTo(1, 10);
        expect((Math.asin(seen.sinElevation) * 180) / Math.PI).toBeCloseTo(elevation_deg, 5);
        const nadir_deg = (Math.atan2(Math.hypot(seen.u, seen.v), seen.w) * 180) / Math.PI;
        expect(nadir_deg).toBeCloseTo(nadirAngleSpherical_deg(altitude_m, elevation_deg), 6);
        if (elevation_deg < 90) expect(Math.atan2(seen.v, seen.u)).toBeCloseTo(0.7, 8);
      }
    }
  });

  it("finds the place it looks at, and none beside the Earth", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        (sine, turn) => {
          const frame = { altitude_m: 600e3 };
          const [u, v] = [sine * Math.cos(turn), sine * Math.sin(turn)];
          const seen = view();
          viewPlace(frame, groundPlace(frame, u, v)!, seen);
          expect(seen.u).toBeCloseTo(u, 9);
          expect(seen.v).toBeCloseTo(v, 9);
          expect(seen.sinElevation).toBeGreaterThanOrEqual(-1e-6);
        },
      ),
    );
    expect(groundPlace({ altitude_m: 600e3 }, 0.93, 0)).toBeUndefined();
    expect(groundPlace({ altitude_m: 600e3 }, Number.NaN, 0)).toBeUndefined();
  });

  it("spreads places over a cap by area", () => {
    const centre: UnitVector = [0.6, 0, 0.8];
    const cosine = Math.cos(0.3);
    const cap = new SphereCap(centre, cosine);
    let inHalf = 0;
    const steps = 100;
    for (let i = 0; i < steps; i++) {
      for (let j = 0; j < steps; j++) {
        const place = cap.place((i + 0.5) / steps, (j + 0.5) / steps);
        expect(Math.hypot(...place)).toBeCloseTo(1, 12);
        const along = place[0] * centre[0] + place[1] * centre[1] + place[2] * centre[2];
        expect(along).toBeGreaterThanOrEqual(cosine - 1e-12);
        // Half of a cap's area lies within the half height (Archimedes).
        if (along > (1 + cosine) / 2) inHalf++;
      }
    }
    expect(inHalf).toBe((steps * steps) / 2);
  });
});
