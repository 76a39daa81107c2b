import { describe, expect, it } from "vitest";
import { SlowProcess } from "../../src/channel/slow-process.js";
import { RandomStream } from "../../src/random/random-stream.js";

const ensemble = Array.from({ length: 4000 }, (_, number) => new SlowProcess(new RandomStream(2, "test.slow", number)));

describe("slow process", () => {
  it("has the autocorrelation exp(-d) of Gudmundson", () => {
    const start = ensemble.map((process) => process.at(10));
    for (const distance of [0, 0.1, 0.5, 1, 2, 5]) {
      const mean =
        ensemble.reduce((sum, process, i) => sum + process.at(10 + distance) * start[i], 0) / ensemble.length;
      // Products of variance at most 2: four standard deviations.
      expect(Math.abs(mean - Math.exp(-distance))).toBeLessThan(0.09);
    }
  });

  it("is Gaussian: deciles and the fourth moment", () => {
    const values = ensemble.map((process) => process.at(3.3)).sort((a, b) => a - b);
    // Of the standard normal distribution.
    for (const [p, quantile] of [
      [0.1, -1.2816],
      [0.5, 0],
      [0.9, 1.2816],
      [0.99, 2.3263],
    ]) {
      expect(Math.abs(values[Math.floor(p * values.length)] - quantile)).toBeLessThan(p === 0.99 ? 0.25 : 0.12);
    }
  });

  it("is a function of the coordinate, in whatever order it is asked, continuous", () => {
    const make = () => new SlowProcess(new RandomStream(5, "test.slow"));
    const there = make();
    const back = make();
    const places = Array.from({ length: 400 }, (_, n) => n * 0.0037);
    const forth = places.map((place) => there.at(place));
    const backwards = places.toReversed().map((place) => back.at(place));
    expect(backwards.toReversed()).toEqual(forth);
    for (let n = 1; n < forth.length; n++) expect(Math.abs(forth[n] - forth[n - 1])).toBeLessThan(0.6);
  });
});
