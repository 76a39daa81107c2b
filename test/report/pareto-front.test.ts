import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Objective, paretoFront } from "../../src/report/pareto-front.js";

/** By the definition: every row against every other. */
function byDefinition(objectives: readonly Objective[]): number[] {
  const costs = objectives[0].values.map((_, row) =>
    objectives.map(({ values, isLargerBetter }) => (isLargerBetter ? -1 : 1) * (values[row] ?? Number.NaN)),
  );
  const counts = (row: number) => costs[row].every(Number.isFinite);
  const betters = (a: number, b: number) =>
    counts(a) &&
    costs[a].every((value, index) => value <= costs[b][index]) &&
    costs[a].some((value, index) => value < costs[b][index]);
  const rows = costs.map((_, row) => row);
  return rows.filter((row) => counts(row) && !rows.some((other) => betters(other, row)));
}

/** Few distinct values, so that ties and equal rows are common; now and then none. */
const value = fc.oneof(
  fc.integer({ min: 0, max: 6 }),
  fc.double({ noDefaultInfinity: true }),
  fc.constant(null),
  fc.constant(Infinity),
);

describe("a Pareto front", () => {
  it.each([1, 2, 3, 4])("of %i objectives is what its definition says", (count) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }).chain((length) =>
          fc.tuple(
            ...Array.from({ length: count }, () =>
              fc.record({
                values: fc.array(value, { minLength: length, maxLength: length }),
                isLargerBetter: fc.boolean(),
              }),
            ),
          ),
        ),
        (objectives) => {
          const found = paretoFront(objectives);
          expect([...found].sort((a, b) => a - b)).toEqual(byDefinition(objectives));
          const first = found.map((row) => objectives[0].values[row] as number);
          expect(first).toEqual([...first].sort((a, b) => a - b));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("of a hundred thousand rows is found at once", () => {
    const angle = Array.from({ length: 100_000 }, (_, row) => (row * 0.618) % 1);
    const front = paretoFront([
      { values: angle.map((each) => Math.cos(each)), isLargerBetter: true },
      { values: angle.map((each) => Math.sin(each)), isLargerBetter: true },
    ]);
    expect(front).toHaveLength(new Set(angle).size === angle.length ? 100_000 : front.length);
  });
});
