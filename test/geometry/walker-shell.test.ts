import { expect, test } from "vitest";
import { walkerShell } from "../../src/geometry/walker-shell.js";

const base = { altitude_m: 1200e3, inclination_deg: 56, raan_deg: 10, argumentOfLatitude_deg: 5, epoch_ms: 0 };

test("Walker delta 24/3/1 has nodes 120 deg apart, satellites 45 deg apart and planes 15 deg ahead of each other", () => {
  // F x 360/T = 15 deg; Walker, "Satellite constellations" (1984)
  const shell = walkerShell({ ...base, pattern: "delta", planes: 3, satellitesPerPlane: 8, phasing: 1 });
  expect(shell).toHaveLength(24);
  const places = shell.map(({ parameters }) => [parameters.raan_deg, parameters.argumentOfLatitude_deg]);
  expect(places[0]).toEqual([10, 5]);
  expect(places[1]).toEqual([10, 50]);
  expect(places[8]).toEqual([130, 20]);
  expect(places[16]).toEqual([250, 35]);
});

test("a star of 66/6 has its ascending nodes 30 deg apart, over half the equator", () => {
  const shell = walkerShell({ ...base, pattern: "star", planes: 6, satellitesPerPlane: 11, phasing: 2 });
  const nodes = shell.filter((_, index) => index % 11 === 0).map(({ parameters }) => parameters.raan_deg);
  expect(nodes).toEqual([10, 40, 70, 100, 130, 160]);
});

test("one plane with one satellite is a single circular orbit", () => {
  const [only] = walkerShell({ ...base, pattern: "delta", planes: 1, satellitesPerPlane: 1, phasing: 0 });
  expect(only.parameters).toEqual(base);
});

test.each([
  [{ planes: 0 }],
  [{ planes: 2.5 }],
  [{ satellitesPerPlane: 0 }],
  [{ phasing: 3 }],
  [{ phasing: Number.NaN }],
])("numbers that make no shell are refused: %o", (wrong) => {
  const shell = { ...base, pattern: "delta", planes: 3, satellitesPerPlane: 8, phasing: 1, ...wrong } as const;
  expect(() => walkerShell(shell)).toThrow(RangeError);
});
