import fc from "fast-check";
import { expect, test } from "vitest";
import { geodeticPosition, groundPoint } from "../../src/geometry/wgs84.js";

test("equator and pole lie on the axes of the ellipsoid", () => {
  const equator = groundPoint({ latitude_deg: 0, longitude_deg: 90, altitude_m: 0 });
  expect(equator.y_m).toBeCloseTo(6_378_137, 6);
  // NGA.STND.0036, Table 3.4: semi-minor axis 6356752.3142 m
  expect(groundPoint({ latitude_deg: 90, longitude_deg: 0, altitude_m: 0 }).z_m).toBeCloseTo(6_356_752.3142, 4);
});

test("a point in space has the geodetic position of Vallado's example 3-3", () => {
  // Vallado, "Fundamentals of Astrodynamics and Applications" (ellipsoid 0.7 m smaller)
  const { latitude_deg, longitude_deg, altitude_m } = geodeticPosition({
    x_m: 6_524_834,
    y_m: 6_862_875,
    z_m: 6_448_296,
  });
  expect(latitude_deg).toBeCloseTo(34.352496, 5);
  expect(longitude_deg).toBeCloseTo(46.4464, 4);
  expect(Math.abs(altitude_m - 5_085_219)).toBeLessThan(5);
});

test("geodetic to Earth-fixed and back is the same place", () => {
  const place = fc.record({
    latitude_deg: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude_deg: fc.double({ min: -179.999, max: 180, noNaN: true }),
    altitude_m: fc.double({ min: -10_000, max: 4e7, noNaN: true }),
  });
  fc.assert(
    fc.property(place, (there) => {
      const back = geodeticPosition(groundPoint(there));
      expect(Math.abs(back.latitude_deg - there.latitude_deg)).toBeLessThan(1e-9);
      expect(Math.abs(back.altitude_m - there.altitude_m)).toBeLessThan(1e-6);
      if (Math.abs(there.latitude_deg) < 89.99) expect(back.longitude_deg).toBeCloseTo(there.longitude_deg, 9);
    }),
  );
});

test("on the sphere up points away from the centre", () => {
  const point = groundPoint({ latitude_deg: 40, longitude_deg: -75, altitude_m: 1000 }, "sphere");
  const { x_m, y_m, z_m, up } = point;
  expect(Math.hypot(x_m, y_m, z_m)).toBeCloseTo(6_372_000, 6);
  expect(x_m * up[0] + y_m * up[1] + z_m * up[2]).toBeCloseTo(6_372_000, 6);
});

test("a latitude beyond the pole or not a number is refused", () => {
  expect(() => groundPoint({ latitude_deg: 90.1, longitude_deg: 0, altitude_m: 0 })).toThrow(RangeError);
  expect(() => groundPoint({ latitude_deg: Number.NaN, longitude_deg: 0, altitude_m: 0 })).toThrow(RangeError);
});
