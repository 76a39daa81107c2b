import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import {
  automaticCurve,
  type CurveLink,
  errorRatePoint,
  type LevelAxis,
  listedCurve,
} from "../../src/sim/error-rate-curve.js";
import type { FrameCounter } from "../../src/sim/frame-counter.js";
import { noFrames } from "../../src/sim/frame-counts.js";

/** A code whose frames fail with a probability that is a given function of the level. */
function link(axis: LevelAxis, frameErrorRate: (level: number) => number, width = 1): CurveLink {
  const counter: FrameCounter = {
    width,
    count: async (level, first, frames) => {
      const rate = frameErrorRate(level);
      let frameErrors = 0;
      for (let frame = first; frame < first + frames; frame++) {
        if (new RandomStream(7, `test.${level}`, frame).uniform() < rate) frameErrors++;
      }
      return { ...noFrames, frames, frameErrors, bitErrors: frameErrors, squaredBitErrors: frameErrors };
    },
  };
  return { axis, informationBits: 4096, counter };
}

/** A waterfall of so many decades of frame error rate a decibel, that begins at `edge_dB`. */
const waterfall = (edge_dB: number, decades: number) => (level_dB: number) =>
  Math.min(1, 10 ** (-decades * (level_dB - edge_dB)));

const rule = { errors: 60, frames: 40_000, targetFrameErrorRate: 2e-3 };

describe("the automatic curve", () => {
  it.each([
    [-6.3, 20],
    [4.2, 4],
    [11.7, 1],
    [25.4, 0.3],
  ])("finds a waterfall at %d dB of %d decades a decibel, from ten decibels away", async (edge_dB, decades) => {
    for (const start_dB of [edge_dB - 10, edge_dB + 10]) {
      const points = await automaticCurve(link("esn0_dB", waterfall(edge_dB, decades)), start_dB, rule);
      const rates = points.map(({ frameErrorRate }) => frameErrorRate.value);
      expect(rates[0]).toBeGreaterThan(0.7);
      expect(rates[rates.length - 1]).toBeLessThanOrEqual(rule.targetFrameErrorRate);
      expect(points.length).toBeGreaterThanOrEqual(5);
      expect(points.length).toBeLessThan(26);
      // No gap in the waterfall.
      for (let i = 1; i < rates.length; i++) expect(rates[i]).toBeGreaterThan(rates[i - 1] / 12);
    }
  });

  it("walks a probability down to where the code works", async () => {
    const points = await automaticCurve(
      link("probability", (p) => Math.min(1, (p / 0.05) ** 6)),
      3,
      rule,
    );
    const levels = points.map(({ level }) => level);
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    expect(points[points.length - 1].frameErrorRate.value).toBeLessThanOrEqual(rule.targetFrameErrorRate);
  });

  it("puts its points at the same levels on four workers as on one", async () => {
    const on = (width: number) => automaticCurve(link("esn0_dB", waterfall(1, 6), width), 0, rule);
    expect(await on(4)).toEqual(await on(1));
  });

  it("ends where the most frames of a point show no error", async () => {
    const points = await automaticCurve(
      link("esn0_dB", (level) => (level < 3 ? 1 : 0)),
      0,
      { errors: 10, frames: 2000, targetFrameErrorRate: 1e-12 },
    );
    expect(points[points.length - 1].counts.frameErrors).toBe(0);
    expect(points.length).toBeLessThan(8);
  });
});

describe("a listed curve", () => {
  it("has a point at each level, in order, also below the target", async () => {
    const points = await listedCurve(link("esn0_dB", waterfall(0, 5)), [0.2, 1, 0.1], rule);
    expect(points.map(({ level }) => level)).toEqual([0.2, 1, 0.1]);
  });
});

describe("the bit error rate's interval", () => {
  it("is as wide as the spread between frames says, since bits of a frame fail together", () => {
    // 100 of 10,000 frames with 50 wrong bits each of 1000: rate 5e-4; deviation of a frame's count 4.975.
    const point = errorRatePoint(0, 1000, {
      stoppedBy: "errors",
      counts: { ...noFrames, frames: 10_000, frameErrors: 100, bitErrors: 5000, squaredBitErrors: 250_000 },
    });
    expect(point.bitErrorRate.value).toBeCloseTo(5e-4, 12);
    const halfWidth = (1.959964 * 4.975) / 100 / 1000;
    expect(point.bitErrorRate.high - point.bitErrorRate.value).toBeCloseTo(halfWidth, 7);
  });

  it("reaches up to the frame error rate's where no frame failed", () => {
    const point = errorRatePoint(0, 1000, { stoppedBy: "frames", counts: { ...noFrames, frames: 100 } });
    expect(point.bitErrorRate.value).toBe(0);
    // Wilson's upper end for 0 of 100: z^2 / (n + z^2).
    expect(point.bitErrorRate.high).toBeCloseTo(3.841459 / 103.841459, 6);
  });
});
