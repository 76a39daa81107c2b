import { expect, test } from "vitest";
import { SpatialProcess } from "../../src/channel/spatial-process.js";
import { RandomStream } from "../../src/random/random-stream.js";

const realisations = 6000;

function ensemble(): SpatialProcess[] {
  return Array.from(
    { length: realisations },
    (_, number) => new SpatialProcess(37, 20, new RandomStream(11, "test.spatial", number)),
  );
}

test("its correlation falls as exp(-distance / d_c) exp(-turn / theta_c), its marginal is standard normal", () => {
  const processes = ensemble();
  const start = processes.map((process) => process.at(0, 0));
  const mean = start.reduce((sum, x) => sum + x, 0) / realisations;
  const square = start.reduce((sum, x) => sum + x * x, 0) / realisations;
  const fourth = start.reduce((sum, x) => sum + x ** 4, 0) / realisations;
  // Four standard deviations of 6000 draws: of x, x^2 (variance 2) and x^4 (variance 96).
  expect(Math.abs(mean)).toBeLessThan(0.052);
  expect(Math.abs(square - 1)).toBeLessThan(0.073);
  expect(Math.abs(fourth - 3)).toBeLessThan(0.51);
  for (const [distance_m, turn_deg, expected] of [
    [37, 0, 0.36788],
    [0, 20, 0.36788],
    [10, 5, 0.76318 * 0.7788],
    [18.5, 20, 0.60653 * 0.36788],
    [200, 0, 0.0045],
  ]) {
    const there = processes.map((process) => process.at(distance_m, turn_deg));
    const found = there.reduce((sum, x, i) => sum + x * start[i], 0) / realisations;
    // Variance of a product 1 + rho^2.
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((1 + expected ** 2) / realisations));
  }
});

test("is a function of place and turn, one for each stream", () => {
  const make = (number: number) => new SpatialProcess(10, 5, new RandomStream(2, "test.spatial", number));
  expect(make(0).at(12.5, 3)).toBe(make(0).at(12.5, 3));
  expect(make(0).at(12.5, 3)).not.toBe(make(1).at(12.5, 3));
  expect(() => new SpatialProcess(0, 5, new RandomStream(1, "x"))).toThrow("correlationDistance_m");
  expect(() => new SpatialProcess(5, Number.NaN, new RandomStream(1, "x"))).toThrow("turnDecorrelation_deg");
});
