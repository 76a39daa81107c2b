import { describe, expect, it } from "vitest";
import { batchFrames, countPoint } from "../../src/sim/error-rate-point.js";
import type { FrameCounter } from "../../src/sim/frame-counter.js";
import { noFrames } from "../../src/sim/frame-counts.js";

/** Every `period`-th frame fails with two wrong bits; batches answer in an order of their own. */
function periodic(period: number, width: number, delay_ms: (batch: number) => number): FrameCounter {
  let batch = 0;
  return {
    width,
    count: async (_, first, frames) => {
      await new Promise((resolve) => setTimeout(resolve, delay_ms(batch++)));
      const frameErrors = Math.floor((first + frames) / period) - Math.floor(first / period);
      return {
        ...noFrames,
        frames,
        frameErrors,
        bitErrors: 2 * frameErrors,
        squaredBitErrors: 4 * frameErrors,
        iterations: frames,
      };
    },
  };
}

describe("a Monte-Carlo point", () => {
  it("counts the same frames whatever the number of workers and whichever finishes first", async () => {
    const rule = { errors: 37, frames: 1e6 };
    const alone = await countPoint(
      periodic(500, 1, () => 0),
      1000,
      0,
      rule,
    );
    const unordered = await countPoint(
      periodic(500, 7, (batch) => (batch * 7919) % 5),
      1000,
      0,
      rule,
    );
    expect(unordered).toEqual(alone);
    expect(alone.stoppedBy).toBe("errors");
    expect(alone.counts.frameErrors).toBeGreaterThanOrEqual(37);
  });

  it("ends at exactly the most frames of its rule", async () => {
    const { counts, stoppedBy } = await countPoint(
      periodic(1e9, 3, () => 0),
      100,
      0,
      { errors: 1, frames: 30_001 },
    );
    expect(stoppedBy).toBe("frames");
    expect(counts.frames).toBe(30_001);
  });

  it("gives what is known when it is interrupted or its time is over", async () => {
    const abort = new AbortController();
    const interrupted = await countPoint(
      periodic(1e9, 2, () => 0),
      100,
      0,
      { errors: 1, frames: 1e9 },
      {
        signal: abort.signal,
        onProgress: ({ frames }) => frames > 20_000 && abort.abort(),
      },
    );
    expect(interrupted.stoppedBy).toBe("interrupted");
    expect(interrupted.counts.frames).toBeGreaterThan(20_000);

    let looks = 0;
    const timed = await countPoint(
      periodic(1e9, 2, () => 0),
      100,
      0,
      { errors: 1, frames: 1e9 },
      { isOver: () => ++looks > 1 },
    );
    expect(timed.stoppedBy).toBe("time");
    expect(timed.counts.frames).toBe(batchFrames(100, 0));

    const stuck = { width: 1, count: () => new Promise<never>(() => {}) };
    const late = await countPoint(stuck, 100, 0, { errors: 1, frames: 1 }, { isOver: () => ++looks > 4 });
    expect([late.stoppedBy, late.counts.frames]).toEqual(["time", 0]);
  });

  it("keeps no more batches in flight than one beyond its workers, so that a long point's memory stays flat", async () => {
    let inFlight = 0;
    let most = 0;
    const counter: FrameCounter = {
      width: 4,
      count: async (_, __, frames) => {
        most = Math.max(most, ++inFlight);
        await new Promise((resolve) => setTimeout(resolve, 0));
        inFlight--;
        return { ...noFrames, frames };
      },
    };
    await countPoint(counter, 8448, 0, { errors: 1, frames: 20_000 });
    expect(most).toBeLessThanOrEqual(5);
  });
});

describe("batches", () => {
  it("hold about as many bits for any code, and grow with their number only", () => {
    expect(batchFrames(8448, 0)).toBe(16);
    expect(batchFrames(58_192, 0)).toBe(3);
    expect(batchFrames(10, 0)).toBe(4096);
    expect(batchFrames(8448, 1000)).toBe(256);
  });
});
