import { describe, expect, it } from "vitest";
import { goodShare, LmsStays, type LmsTwoState, lmsAmplitudes, meanLength_m } from "../../src/channel/lms-two-state.js";
import { RandomStream } from "../../src/random/random-stream.js";

const good = {
  logMean: 2,
  logDeviation: 1,
  minimum_m: 3,
  levelMean_dB: -0.5,
  levelDeviation_dB: 0.8,
  levelLeast: 0,
  levelMost: 1,
  g1: -0.2,
  g2_dB: 1,
  h1: 0,
  h2_dB: -18,
  correlation_m: 2,
};
const bad = { ...good, logMean: 1, logDeviation: 1.5, minimum_m: 2, levelMean_dB: -12, levelDeviation_dB: 3, g1: -0.1 };
const states: LmsTwoState = { good, bad, f1_m_dB: 0.1, f2_m: 0.5 };

describe("two-state land-mobile-satellite channel", () => {
  it.each([
    // scipy.stats.lognorm.expect(x, lb = minimum, conditional = True)
    [2, 1, 3, 14.496672231408544],
    [3, 0.5, 0, 22.759895093526715],
    [1, 1.5, 2, 13.774034307360957],
  ])("has the mean length of a lognormal cut off below: %d, %d, %d m", (logMean, logDeviation, minimum_m, expected) => {
    expect(meanLength_m({ ...good, logMean, logDeviation, minimum_m }) / expected).toBeCloseTo(1, 6);
  });

  it("stays in its states as long as that, and in the good one for its share of the way", () => {
    const stays = new LmsStays(states, new RandomStream(1, "test.stays"));
    const lengths: [number[], number[]] = [[], []];
    let place_m = stays.at(0).to_m;
    while (lengths[0].length < 3000) {
      const { from_m, to_m, isGood } = stays.at(place_m);
      lengths[isGood ? 1 : 0].push(to_m - from_m);
      place_m = to_m;
    }
    for (const [index, state] of [bad, good].entries()) {
      const found_m = lengths[index].reduce((sum, length) => sum + length, 0) / lengths[index].length;
      // Heavy tails: standard deviations of 1.1 and 1.6 means; four of 3000 stays.
      expect(Math.abs(found_m / meanLength_m(state) - 1)).toBeLessThan(0.13);
    }
    const total = lengths.map((list) => list.reduce((sum, length) => sum + length, 0));
    expect(Math.abs(total[1] / (total[0] + total[1]) - goodShare(states))).toBeLessThan(0.05);
  });

  it("starts as if it had gone on for ever: in the good state for its share, and at no special place of it", () => {
    let inGood = 0;
    let length_m = 0;
    const starts = 4000;
    for (let number = 0; number < starts; number++) {
      const first = new LmsStays(states, new RandomStream(2, "test.starts", number)).at(0);
      expect(first.from_m).toBeLessThanOrEqual(0);
      if (!first.isGood) continue;
      inGood++;
      length_m += first.to_m - first.from_m;
    }
    // Binomial: four standard deviations.
    expect(Math.abs(inGood / starts - goodShare(states))).toBeLessThan(0.032);
    // A stay that holds a given place is longer than others: E x^2 / E x, 34.028 m by scipy.stats.lognorm.expect.
    expect(Math.abs(length_m / inGood / 34.028 - 1)).toBeLessThan(0.12);
  });

  it("is in its first stay at places before it, where a raster of samples may begin", () => {
    for (let number = 0; number < 200; number++) {
      const stays = new LmsStays(states, new RandomStream(5, "test.before", number));
      expect(stays.triplet(-1e4)).toEqual(stays.at(0).triplet);
    }
  });

  it("moves from state to state without a jump, and is the same in whatever order it is sampled", () => {
    const make = () =>
      lmsAmplitudes(states, (time_s) => 5 * time_s, new RandomStream(3, "test.a"), new RandomStream(3, "test.b"));
    const [forth, back] = [make(), make()];
    const read = (amplitudes: ReturnType<typeof make>, time_s: number) => {
      const parts = { lineOfSight: 0, scattered: 0 };
      amplitudes(time_s, parts);
      return parts;
    };
    const times_s = Array.from({ length: 30_000 }, (_, n) => n * 1e-3);
    const there = times_s.map((time_s) => read(forth, time_s));
    const again = times_s.toReversed().map((time_s) => read(back, time_s));
    expect(again.toReversed()).toEqual(there);
    // 5 mm a step: at most 5 mm of a transition of half a metre, and of the slow process.
    for (let n = 1; n < there.length; n++) {
      const step_dB = 20 * Math.log10(there[n].lineOfSight / there[n - 1].lineOfSight);
      expect(Math.abs(step_dB)).toBeLessThan(1);
    }
  });

  it("refuses states that are none, and begins with its first stay", () => {
    const make = (change: object) =>
      new LmsStays({ ...states, good: { ...good, ...change } }, new RandomStream(1, "x"));
    expect(() => make({ correlation_m: 0 })).toThrow("correlation distance");
    expect(() => make({ logMean: Number.NaN })).toThrow("finite");
    expect(() => make({}).at(Number.NaN)).toThrow("distance");
    expect(make({}).at(-1e6)).toEqual(make({}).at(0));
  });
});
