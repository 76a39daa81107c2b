import { describe, expect, it } from "vitest";
import {
  degreeDistributionText,
  meanReplicas,
  parseDegreeDistribution,
} from "../../../src/receiver/random-access/degree-distribution.js";

describe("a degree distribution", () => {
  it.each([
    ["x", [[1, 1]], "x", 1],
    ["1x^3", [[3, 1]], "x^3", 3],
    [
      "0.22x^8 + .5 x^2+0.28*x^3",
      [
        [2, 0.5],
        [3, 0.28],
        [8, 0.22],
      ],
      "0.5x^2+0.28x^3+0.22x^8",
      3.6,
    ],
  ])("reads %s", (text, terms, written, mean) => {
    const distribution = parseDegreeDistribution(text);
    expect(distribution.terms.map(({ replicas, probability }) => [replicas, probability])).toEqual(terms);
    expect(degreeDistributionText(distribution)).toBe(written);
    expect(meanReplicas(distribution)).toBeCloseTo(mean, 12);
  });

  it.each([
    ["0.5x^2+0.4x^3", "add up to 1, found 0.9"],
    ["0.5x^2+", "found nothing"],
    ["0.5y^2+0.5x", "expected terms such as 0.5x^2, found 0.5y^2"],
    ["0.5x^2+0.5x^2", "each power once, found 2 twice"],
    ["x^0", "powers from 1 to 64, found 0"],
    ["x^65", "powers from 1 to 64, found 65"],
    ["0x^2+1x^3", "probabilities above 0"],
    ["-0.5x^2+1.5x^3", "expected terms"],
    ["x^2.5", "expected terms"],
    [".x^2", "expected terms"],
    ["", "found nothing"],
  ])("refuses %s", (text, message) => {
    expect(() => parseDegreeDistribution(text)).toThrow(message);
  });
});
