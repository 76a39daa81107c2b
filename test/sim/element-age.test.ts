import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/scenario/scenario.js";
import { elementAgeWarnings } from "../../src/sim/element-age.js";

/** Element set of day 1.0 of 2025 (epoch 25001.00000000). */
function scenario(start: string): Scenario {
  const line1 = "1 99999U 25001A   25001.00000000  .00000000  00000-0  00000-0 0  9990";
  const orbit = { kind: "tle", name: "TEST", line1, line2: "" };
  return { orbit, time: { start_ms: Date.parse(start) } } as Partial<Scenario> as Scenario;
}

describe("the age of an element set", () => {
  it("is told where a search reaches weeks beyond a start that is near the epoch", () => {
    const [warning] = elementAgeWarnings(scenario("2025-01-02T00:00:00Z"), Date.parse("2025-01-21T00:00:00Z"));
    expect(warning.message).toContain("times up to 20.0 days after the element set's epoch");
  });

  it("is not told twice where the start itself is old, nor within the first days", () => {
    expect(elementAgeWarnings(scenario("2025-03-01T00:00:00Z"), Date.parse("2025-03-02T00:00:00Z"))).toEqual([]);
    expect(elementAgeWarnings(scenario("2025-01-02T00:00:00Z"), Date.parse("2025-01-03T00:00:00Z"))).toEqual([]);
  });
});
