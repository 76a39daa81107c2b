import { describe, expect, it } from "vitest";
import type { HopBudget } from "../../src/budget/link-budget.js";
import { budgetSteps } from "../../src/report/budget-steps.js";
import { runResultFixture } from "./run-result-fixture.js";

describe("the steps of a budget", () => {
  it("add up from EIRP to C/(N+I), each starting where the one before ended", () => {
    for (const budget of [runResultFixture().culmination, runResultFixture().edge]) {
      const steps = budgetSteps(budget.hops[0]);
      let level_dB = 0;
      for (const { value_dB, level_dB: after_dB, isTotal } of steps) {
        if (isTotal) expect(after_dB).toBeCloseTo(level_dB, 9);
        else expect(after_dB).toBeCloseTo(level_dB + value_dB, 9);
        level_dB = after_dB;
      }
      const cnir = budget.hops[0].items.find(({ key }) => key === "cnir_dB");
      expect(level_dB).toBeCloseTo(cnir!.value, 9);
      expect(steps.map(({ label }) => label)).not.toContain("Not itemised");
    }
  });

  it("of Boltzmann's constant is 228.60 dB up (k of the SI, 10 log10)", () => {
    const step = budgetSteps(runResultFixture().culmination.hops[0]).find(({ label }) => label.includes("log10(k)"));
    expect(step?.value_dB).toBeCloseTo(228.599, 3);
  });

  it("show what the items leave out, instead of hiding it", () => {
    const [hop] = runResultFixture().culmination.hops;
    const torn: HopBudget = { ...hop, items: hop.items.filter(({ key }) => key !== "polarisationLoss_dB") };
    const rest = budgetSteps(torn).find(({ label }) => label === "Not itemised");
    expect(rest?.value_dB).toBeCloseTo(-0.2, 9);
  });

  it("end at C/N where there is no interference", () => {
    const steps = budgetSteps(runResultFixture({ hasInterference: false }).culmination.hops[0]);
    expect(steps.at(-1)?.label).toBe("C/N in the link bandwidth");
  });
});
