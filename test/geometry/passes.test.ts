import fc from "fast-check";
import { expect, test } from "vitest";
import { CircularOrbit } from "../../src/geometry/circular-orbit.js";
import { emptyStateVector } from "../../src/geometry/ephemeris.js";
import { lookAngles } from "../../src/geometry/look-angles.js";
import { passes } from "../../src/geometry/passes.js";
import { Sgp4Orbit } from "../../src/geometry/sgp4-orbit.js";
import { groundPoint } from "../../src/geometry/wgs84.js";

const kuiper = new Sgp4Orbit(
  "1 63724U 25088A   25334.98169249  .00003154  00000+0  27297-3 0  9992",
  "2 63724  51.8899 176.8893 0010888 132.6246 227.5645 14.99833878 33259",
);
const austin = { latitude_deg: 30.2672, longitude_deg: -97.7431, altitude_m: 150 };
const start_ms = Date.UTC(2025, 11, 1);
const epoch_ms = Date.UTC(2026, 0, 1);

function geostationary(raan_deg: number): CircularOrbit {
  const altitude_m = 42_164_171 - 6_371_000;
  return new CircularOrbit({ altitude_m, inclination_deg: 0, raan_deg, argumentOfLatitude_deg: 0, epoch_ms });
}

test("the first pass over Austin rises and sets when Skyfield's altitude crosses 10 deg", () => {
  // Skyfield 1.55 with UT1 = UTC, bisection: rise 465.06 s, duration 489.71 s
  const [first] = passes(kuiper, austin, start_ms, 3600, 10);
  expect((first.rise_ms - start_ms) / 1000).toBeCloseTo(465.06, 1);
  expect(first.duration_s).toBeCloseTo(489.71, 1);
  expect(first.maxElevation_deg).toBeCloseTo(52.277, 2);
  expect(first.isClipped).toBe(false);
  expect(first.maxRangeRate_ms).toBeGreaterThan(6000);
  expect(first.riseAzimuth_deg).toBeGreaterThan(300);
});

test("a window that opens or closes within a pass cuts it and says so", () => {
  const culmination_ms = passes(kuiper, austin, start_ms, 3600, 10)[0].culmination_ms;
  const [tail] = passes(kuiper, austin, culmination_ms + 30_000, 3600, 10);
  expect(tail).toMatchObject({
    rise_ms: culmination_ms + 30_000,
    culmination_ms: culmination_ms + 30_000,
    isClipped: true,
  });
  const [head] = passes(kuiper, austin, start_ms, 600, 10);
  expect(head).toMatchObject({ set_ms: start_ms + 600_000, culmination_ms: start_ms + 600_000, isClipped: true });
  const [middle] = passes(kuiper, austin, culmination_ms - 10_000, 20, 10);
  expect(middle).toMatchObject({ duration_s: 20, isClipped: true });
  expect(Math.abs(middle.culmination_ms - culmination_ms)).toBeLessThan(2);
});

test("a pass that only just reaches the minimum elevation is found", () => {
  const { maxElevation_deg, culmination_ms } = passes(kuiper, austin, start_ms, 3600, 10)[0];
  const [grazing] = passes(kuiper, austin, start_ms, 3600, maxElevation_deg - 1e-4);
  expect(grazing.duration_s).toBeLessThan(3);
  expect(Math.abs(grazing.culmination_ms - culmination_ms)).toBeLessThan(5);
  expect(passes(kuiper, austin, start_ms, 3600, maxElevation_deg + 1e-4)).toEqual([]);
});

test("a geostationary satellite in view is one pass as long as the window, one below the horizon none", () => {
  const [always, ...others] = passes(
    geostationary(0),
    { latitude_deg: 0, longitude_deg: 0, altitude_m: 0 },
    epoch_ms,
    864_000,
    -90,
  );
  expect(others).toEqual([]);
  expect(always).toMatchObject({ duration_s: 864_000, isClipped: true });
  const state = emptyStateVector();
  const satellite = geostationary(0);
  satellite.at(epoch_ms, state);
  const longitude_deg = (Math.atan2(state.y_m, state.x_m) * 180) / Math.PI;
  const below = { latitude_deg: 0, longitude_deg, altitude_m: 0 };
  expect(passes(satellite, below, epoch_ms, 86_400, 89)).toHaveLength(1);
  const behind = { latitude_deg: 0, longitude_deg: longitude_deg + 180, altitude_m: 0 };
  expect(passes(satellite, behind, epoch_ms, 86_400, 0)).toEqual([]);
});

test("no pass is missed or invented: the elevation sampled every 5 s agrees", () => {
  const state = emptyStateVector();
  const scene = fc.record({
    altitude_m: fc.double({ min: 300e3, max: 2000e3, noNaN: true }),
    inclination_deg: fc.double({ min: 0, max: 110, noNaN: true }),
    raan_deg: fc.double({ min: 0, max: 360, noNaN: true }),
    latitude_deg: fc.double({ min: -89, max: 89, noNaN: true }),
    minimum_deg: fc.constantFrom(0, 10, 45, 75),
  });
  fc.assert(
    fc.property(scene, ({ altitude_m, inclination_deg, raan_deg, latitude_deg, minimum_deg }) => {
      const orbit = new CircularOrbit({ altitude_m, inclination_deg, raan_deg, argumentOfLatitude_deg: 0, epoch_ms });
      const site = { latitude_deg, longitude_deg: 15, altitude_m: 0 };
      const found = passes(orbit, site, epoch_ms, 43_200, minimum_deg);
      const place = groundPoint(site, "sphere");
      for (const { rise_ms, set_ms, culmination_ms, isClipped, maxElevation_deg } of found) {
        expect(rise_ms <= culmination_ms && culmination_ms <= set_ms).toBe(true);
        expect(maxElevation_deg).toBeGreaterThan(minimum_deg - 1e-9);
        if (isClipped) continue;
        for (const edge_ms of [rise_ms, set_ms]) {
          orbit.at(edge_ms, state);
          expect(Math.abs(lookAngles(place, state).elevation_deg - minimum_deg)).toBeLessThan(1e-3);
        }
      }
      for (let second = 0; second <= 43_200; second += 5) {
        const time_ms = epoch_ms + second * 1000;
        orbit.at(time_ms, state);
        const above_deg = lookAngles(place, state).elevation_deg - minimum_deg;
        if (Math.abs(above_deg) < 1e-3) continue;
        expect(found.some(({ rise_ms, set_ms }) => rise_ms <= time_ms && time_ms <= set_ms)).toBe(above_deg > 0);
      }
    }),
    { numRuns: 25 },
  );
});

test("a window or elevation out of range is refused", () => {
  expect(() => passes(kuiper, austin, start_ms, 0, 10)).toThrow(RangeError);
  expect(() => passes(kuiper, austin, start_ms, 3600, 91)).toThrow(RangeError);
  expect(() => passes(kuiper, austin, Number.NaN, 3600, 10)).toThrow(RangeError);
});
