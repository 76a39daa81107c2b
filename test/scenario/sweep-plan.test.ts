import { describe, expect, it } from "vitest";
import { axisPart } from "../../src/scenario/sweep-axis.js";
import { SweepPlan } from "../../src/scenario/sweep-plan.js";
import type { Sampling } from "../../src/scenario/sweep-spec.js";

const grid: Sampling = { method: "grid", seed: 1 };

function planOf(axes: readonly string[], sampling: Sampling = grid): SweepPlan {
  return new SweepPlan({ axes: axes.map((words) => words.split(" with ").map(axisPart)), sampling });
}

function valuesOf(plan: SweepPlan): unknown[] {
  return Array.from({ length: plan.length }, (_, index) => plan.values(index));
}

describe("axisPart", () => {
  it.each([
    ["a.b=10deg:30deg:10deg", ["10 deg", "20 deg", "30 deg"]],
    ["a=0:1:0.1", [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]],
    ["a=30 deg : 10 deg : -10 deg", ["30 deg", "20 deg", "10 deg"]],
    ["a=1:10:4", [1, 5, 9]],
    ["a=log:1W:100W:3", ["1 W", "10 W", "100 W"]],
    ["a=qpsk,8psk", ["qpsk", "8psk"]],
    ["a=1,2.5", [1, 2.5]],
    ["a=true,false", [true, false]],
    ["a=20GHz", ["20GHz"]],
    ["a=99 %,99.9 %", ["99 %", "99.9 %"]],
    ["time.start=2026-01-01T00:00:00Z,2026-01-01T12:00:00Z", ["2026-01-01T00:00:00Z", "2026-01-01T12:00:00Z"]],
  ])("%s", (words, values) => {
    expect(valuesOf(planOf([words])).flat()).toEqual(values);
  });

  it.each([
    ["nothing", "expected path=values"],
    ["a=", "a: expected values"],
    ["a=1,,2", "a: expected values"],
    ["a=1GHz:2MHz:1MHz", "expected one unit in a range, GHz, found MHz"],
    ["a=1deg:9deg:-1deg", "expected a step that leads from 1deg to 9deg, found -1deg"],
    ["a=1deg:9deg:0deg", "found 0deg"],
    ["a=log:0W:9W:3", "expected a logarithmic range above 0"],
    ["a=log:1W:9W:2.5", "expected 1 to 1000000 values, found 2.5"],
    ["a=0:1:1e-9", "expected 1 to 1000000 values"],
  ])("refuses %s", (words, message) => {
    expect(() => axisPart(words)).toThrow(message);
  });
});

describe("SweepPlan", () => {
  it("is a grid whose last axis changes fastest", () => {
    expect(valuesOf(planOf(["a=1,2", "b=x,y,z"]))).toEqual([
      [1, "x"],
      [1, "y"],
      [1, "z"],
      [2, "x"],
      [2, "y"],
      [2, "z"],
    ]);
  });

  it("moves zipped values together and repeats points with other seeds", () => {
    const axes = [["a=1,2", "b=x,y"].map(axisPart)];
    const plan = new SweepPlan({ axes, sampling: grid, seeds: [5, 6] });
    expect(valuesOf(plan)).toEqual([
      [1, "x", 5],
      [1, "x", 6],
      [2, "y", 5],
      [2, "y", 6],
    ]);
    expect(plan.columns.map(({ column }) => column)).toEqual(["a", "b", "run_seed"]);
  });

  it("names columns by path and unit", () => {
    const plan = planOf(["orbit.fixed.elevation=10deg,20 deg", "a.rain=1 mm/h,2 mm/h", "c=1deg,2 rad", "p=99 %"]);
    expect(plan.columns).toEqual([
      { path: "orbit.fixed.elevation", column: "orbit_fixed_elevation_deg", unit: "deg" },
      { path: "a.rain", column: "a_rain_mmh", unit: "mm/h" },
      { path: "c", column: "c", unit: undefined },
      { path: "p", column: "p_pct", unit: "%" },
    ]);
  });

  it.each(["random", "latinHypercube", "sobol"] as const)(
    "samples a range by %s, the same for the same seed",
    (method) => {
      const sampling: Sampling = { method, points: 64, seed: 3 };
      const axes = ["a=10deg:20deg", "b=log:1W:100W", "c=x,y"];
      const found = valuesOf(planOf(axes, sampling)) as [string, string, string][];
      expect(valuesOf(planOf(axes, sampling))).toEqual(found);
      const angles = found.map(([angle]) => Number(angle.replace(" deg", "")));
      expect(Math.min(...angles)).toBeGreaterThanOrEqual(10);
      expect(Math.max(...angles)).toBeLessThan(20);
      // Half of a logarithmic range lies below its geometric middle.
      const low = found.filter(([, power]) => Number(power.replace(" W", "")) < 10).length;
      expect(Math.abs(low - 32)).toBeLessThanOrEqual(method === "random" ? 12 : 1);
      expect(new Set(found.map(([, , letter]) => letter))).toEqual(new Set(["x", "y"]));
    },
  );

  it.each([
    [["a=1,2", "a=3"], grid, "expected each path in one axis, found a beside a"],
    [["a=1,2", "a.b=3"], grid, "found a.b beside a"],
    [["a=1,2 with b=1,2,3"], grid, "expected as many values of each path that change together, found 2 of a, 3 of b"],
    [["a=1deg:2deg"], grid, "a: expected a step or a number of values in a grid"],
    [["sweep.axes=1"], grid, "expected a value of the scenario, found sweep.axes"],
    [["a=1,2"], { method: "sobol", seed: 1 }, "expected a number of points with sobol, found none"],
    [["a=1,2"], { method: "grid", seed: 1, points: 4 }, "expected no number of points with a grid, found 4"],
    [["a=0:999999:1", "b=1,2"], grid, "expected a sweep of at most 1000000 points, found 2000000"],
  ] as const)("refuses %j", (axes, sampling, message) => {
    expect(() => planOf(axes, sampling)).toThrow(message);
  });

  it("refuses a point that it does not have", () => {
    expect(() => planOf(["a=1,2"]).values(2)).toThrow("expected 0 to 1, found 2");
  });
});
