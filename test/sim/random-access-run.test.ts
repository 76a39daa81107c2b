import { describe, expect, it } from "vitest";
import { parseDegreeDistribution } from "../../src/receiver/random-access/degree-distribution.js";
import { asymptoticThreshold } from "../../src/receiver/random-access/density-evolution.js";
import type { RandomAccessSpec } from "../../src/receiver/random-access/random-access.js";
import { type AccessCounter, inlineAccessCounter } from "../../src/sim/access-counter.js";
import { accessThreshold } from "../../src/sim/access-threshold.js";
import { randomAccessCurve } from "../../src/sim/random-access-run.js";

const spec: RandomAccessSpec = {
  slots: 50,
  distribution: parseDegreeDistribution("x^2"),
  arrivals: "poisson",
  iterations: 20,
  reception: { kind: "collision" },
  seed: 11,
};

/** Works on several batches at once and ends them out of order, as worker threads do. */
function disorderly(): AccessCounter {
  const inner = inlineAccessCounter(spec);
  return {
    width: 3,
    count: async (load, firstFrame, frames) => {
      const counts = await inner.count(load, firstFrame, frames);
      await new Promise((resolve) => setTimeout(resolve, (firstFrame * 7) % 5));
      return counts;
    },
  };
}

describe("a load curve", () => {
  it("is the same wherever and in whatever order its batches end", async () => {
    const rule = { lossyFrames: 60, frames: 3000 };
    const loads = [0.3, 0.7];
    const plain = await randomAccessCurve(spec, loads, rule, inlineAccessCounter(spec));
    expect(await randomAccessCurve(spec, loads, rule, disorderly())).toEqual(plain);
    expect(plain.points.map(({ stoppedBy }) => stoppedBy)).toEqual(["lossyFrames", "lossyFrames"]);
    expect(plain.end).toBe("finished");
  });

  it("has a throughput that is what was sent less what was lost, inside its interval", async () => {
    const { points } = await randomAccessCurve(
      spec,
      [0.6],
      { lossyFrames: 1e9, frames: 800 },
      inlineAccessCounter(spec),
    );
    const [{ counts, throughput, packetLossRate, stoppedBy }] = points;
    expect(stoppedBy).toBe("frames");
    expect(counts.frames).toBe(800);
    expect(throughput.value).toBeCloseTo((counts.users - counts.lost) / 800 / 50, 12);
    expect(packetLossRate.value).toBe(counts.lost / counts.users);
    expect(throughput.low).toBeLessThan(throughput.value);
    expect(throughput.high).toBeGreaterThan(throughput.value);
    // Packets of a frame are lost together: the interval is wider than over packets.
    const plainly = 2 * 1.96 * Math.sqrt((packetLossRate.value * (1 - packetLossRate.value)) / counts.users);
    expect(packetLossRate.high - packetLossRate.low).toBeGreaterThan(1.3 * plainly);
  });

  it("ends where the time is over or the user interrupts, with what is known", async () => {
    const rule = { lossyFrames: 1e9, frames: 1e9 };
    let looks = 0;
    const over = await randomAccessCurve(spec, [0.5, 0.6], rule, inlineAccessCounter(spec), {
      isOver: () => ++looks > 3,
    });
    expect(over.end).toBe("time");
    expect(over.points).toHaveLength(1);
    const none = await randomAccessCurve(spec, [0.5], rule, inlineAccessCounter(spec), { signal: AbortSignal.abort() });
    expect(none).toMatchObject({ end: "interrupted", points: [] });
  });
});

describe("the load at which packets are lost", () => {
  // What bench/random-access-thresholds.mjs does over longer frames, and more of them.
  // Two replicas have no jump at their threshold of 0.5: infinitely long frames lose 1 % at 0.5268 (density evolution).
  it.each([
    ["x^2", 0.01, 0.5268, 0.03],
    ["x^3", 0.1, 0.8185, 0.012],
    ["x^4", 0.1, 0.7723, 0.012],
    ["0.5x^2+0.28x^3+0.22x^8", 0.1, 0.9386, 0.015],
  ])(
    "of %s, %f of them, approaches that of infinitely long frames as the frame grows",
    (text, lossRate, limit, near) => {
      const distribution = parseDegreeDistribution(text);
      const at = (slots: number, framesAGroup: number) =>
        accessThreshold({ ...spec, slots, distribution, arrivals: "fixed", iterations: 10_000 }, lossRate, {
          groups: 5,
          framesAGroup,
        });
      const [short, long] = [at(100, 60), at(4000, 2)];
      if (text !== "x^2") expect(asymptoticThreshold(distribution)).toBeCloseTo(limit, 3);
      expect(Math.abs(long.value - limit)).toBeLessThan(near);
      expect(limit - short.value).toBeGreaterThan(0.04);
      expect(long.low).toBeGreaterThan(short.high);
    },
  );

  it("is refused where arrivals are random, or nothing is lost", () => {
    const effort = { groups: 2, framesAGroup: 1 };
    expect(() => accessThreshold(spec, 0.1, effort)).toThrow("arrivals: expected fixed");
    expect(() => accessThreshold({ ...spec, arrivals: "fixed" }, 0, effort)).toThrow("lossRate");
    const apart = {
      ...spec,
      arrivals: "fixed",
      reception: { kind: "capture", snr_dB: 20, threshold_dB: -40 },
    } as const;
    expect(() => accessThreshold(apart, 0.1, effort)).toThrow("expected a load with a loss rate of 0.1");
  });
});
