import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { errorRateThreshold } from "../../src/sim/error-rate-threshold.js";
import type { FrameCounter } from "../../src/sim/frame-counter.js";
import { noFrames } from "../../src/sim/frame-counts.js";

/** Frames fail with the probability Q((level - centre) / width): a binomial count by its normal limit or one by one. */
function qLink(centre_dB: number, width_dB: number, seed: number) {
  const counter: FrameCounter = {
    width: 1,
    count: async (level, first, frames) => {
      const stream = new RandomStream(seed, `q.${first}`);
      let frameErrors = 0;
      for (let frame = 0; frame < frames; frame++) if (stream.gaussian() * width_dB > level - centre_dB) frameErrors++;
      return { ...noFrames, frames, frameErrors };
    },
  };
  return { axis: "esn0_dB" as const, informationBits: 8192, counter };
}

describe("the level of a frame error rate", () => {
  it.each([
    [0.1, 1.281552],
    [0.01, 2.326348],
  ])(
    "of %d on a Q function is its quantile, inside the interval in nine of ten seeds or more",
    async (target, quantile) => {
      let inside = 0;
      for (let seed = 1; seed <= 20; seed++) {
        const truth_dB = 3.3 + 0.2 * quantile;
        const rule = { frameErrorRate: target, deviation_dB: 0.01, frames: 1e6 };
        const { value, low, high } = await errorRateThreshold(qLink(3.3, 0.2, seed), -2, rule);
        expect(Math.abs(value - truth_dB)).toBeLessThan(0.05);
        if (low <= truth_dB && truth_dB <= high) inside++;
      }
      expect(inside).toBeGreaterThanOrEqual(17);
    },
  );

  it("is found at 1 % too where the waterfall is a fiftieth of a decibel wide, for any seed", async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const rule = { frameErrorRate: 0.01, deviation_dB: 0.005, frames: 40_000 };
      const { value } = await errorRateThreshold(qLink(-1, 0.025, seed), 0.3, rule);
      expect(Math.abs(value - (-1 + 0.025 * 2.326348))).toBeLessThan(0.02);
    }
  });

  it("is found for codes as steep as 64,800 bits and as flat as a short block", async () => {
    for (const width_dB of [0.02, 1.5]) {
      const { value } = await errorRateThreshold(qLink(-1, width_dB, 5), 2, {
        frameErrorRate: 0.1,
        deviation_dB: width_dB / 20,
        frames: 1e6,
      });
      expect(Math.abs(value - (-1 + width_dB * 1.281552))).toBeLessThan(width_dB / 4);
    }
  });
});
