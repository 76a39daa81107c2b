import { describe, expect, it } from "vitest";
import { parseDegreeDistribution } from "../../../src/receiver/random-access/degree-distribution.js";
import { asymptoticLossRate, asymptoticThreshold } from "../../../src/receiver/random-access/density-evolution.js";

describe("density evolution", () => {
  it("of one replica is slotted ALOHA, 1 - exp(-G), and of one iteration the same for each replica", () => {
    expect(asymptoticLossRate(parseDegreeDistribution("x"), 0.7, Infinity)).toBeCloseTo(1 - Math.exp(-0.7), 12);
    // Two replicas, neither alone: diversity slotted ALOHA (Choudhury and Rappaport 1983), (1 - exp(-2 G))^2.
    expect(asymptoticLossRate(parseDegreeDistribution("x^2"), 0.4, 1)).toBeCloseTo((1 - Math.exp(-0.8)) ** 2, 12);
  });

  it.each(["x^2", "x^3", "x^4", "0.5x^2+0.28x^3+0.22x^8"])("of %s loses nothing below its threshold only", (text) => {
    const distribution = parseDegreeDistribution(text);
    const threshold = asymptoticThreshold(distribution);
    expect(asymptoticLossRate(distribution, threshold - 0.002, Infinity)).toBeLessThan(1e-12);
    expect(asymptoticLossRate(distribution, threshold + 0.002, Infinity)).toBeGreaterThan(1e-6);
  });

  it("never passes the bound of one packet a slot, nor the one for the mean number of replicas", () => {
    // Paolini, Liva, Chiani, "Coded slotted ALOHA", 2011: rate R = 1 / mean, G* < 1 - exp(-G* / R).
    for (const text of ["x^2", "x^3", "x^6", "0.5x^2+0.28x^3+0.22x^8", "0.5465x^2+0.1623x^3+0.2912x^6"]) {
      const distribution = parseDegreeDistribution(text);
      const mean = distribution.terms.reduce((sum, { replicas, probability }) => sum + replicas * probability, 0);
      const threshold = asymptoticThreshold(distribution);
      expect(threshold).toBeLessThan(1 - Math.exp(-threshold * mean));
    }
  });

  it("does not resolve users of one replica", () => {
    const distribution = parseDegreeDistribution("0.1x+0.9x^3");
    expect(asymptoticThreshold(distribution)).toBe(0);
    expect(asymptoticLossRate(distribution, 0.1, Infinity)).toBeGreaterThan(5e-4);
  });

  it("refuses a load or a number of iterations that is none", () => {
    const distribution = parseDegreeDistribution("x^2");
    expect(() => asymptoticLossRate(distribution, Number.NaN, 1)).toThrow("load: expected");
    expect(() => asymptoticLossRate(distribution, 0.5, 0)).toThrow("iterations: expected");
    expect(asymptoticLossRate(distribution, 0, 10)).toBe(0);
  });
});
