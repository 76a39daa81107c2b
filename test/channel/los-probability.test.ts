import { expect, it } from "vitest";
import { losProbability } from "../../src/channel/los-probability.js";

// 3GPP TR 38.811, Table 6.6.1-1.
it.each([
  ["denseUrban", 10, 0.282],
  ["denseUrban", 50, 0.537],
  ["urban", 30, 0.493],
  ["urban", 90, 0.992],
  ["suburban", 20, 0.869],
  ["rural", 80, 0.952],
] as const)(
  "sees the satellite in %s surroundings at %d deg with probability %d",
  (environment, elevation_deg, value) => {
    expect(losProbability(environment, elevation_deg, "nearest")).toBeCloseTo(value, 12);
    expect(losProbability(environment, elevation_deg, "linear")).toBeCloseTo(value, 12);
  },
);

it("takes the nearest row or goes between two, and the first row towards the horizon", () => {
  expect(losProbability("urban", 34, "nearest")).toBeCloseTo(0.493, 12);
  expect(losProbability("urban", 34, "linear")).toBeCloseTo(0.493 + 0.4 * (0.613 - 0.493), 12);
  expect(losProbability("urban", 3, "linear")).toBeCloseTo(0.246, 12);
  for (const bad of [0, -1, 91, Number.NaN]) expect(() => losProbability("urban", bad, "nearest")).toThrow(RangeError);
});
