import { describe, expect, it } from "vitest";
import { sampleWindows } from "../../src/sim/sample-windows.js";

const step_s = 2;
/** In sight from 4 to 24 s and from 40 to 60 s. */
const visible = Uint8Array.from({ length: 40 }, (_, step) =>
  (step >= 2 && step < 12) || (step >= 20 && step < 30) ? 1 : 0,
);
const windowsOf = (count: number, window_s: number, replication: number, seed = 1) =>
  sampleWindows({ step_s, visible }, count, window_s, { seed, replication });

describe("the windows of a bit-true run", () => {
  it("lie in sight, one in each equal part of it, and have the length asked for", () => {
    for (let replication = 0; replication < 50; replication++) {
      const { list, total_s, sightShare } = windowsOf(8, 0.5, replication);
      expect(total_s).toBeCloseTo(4, 9);
      expect(sightShare).toBe(0.5);
      for (const { start_s, end_s } of list) {
        for (const time_s of [start_s, (start_s + end_s) / 2, end_s - 1e-9]) {
          expect(visible[Math.floor(time_s / step_s)]).toBe(1);
        }
      }
      // 5 s apart on the clock of the time in sight, but for pieces of a window that runs over a gap or the end.
      const places = list.map(({ start_s }) => ((start_s < 30 ? start_s - 4 : start_s - 20) / 5) % 1);
      const place = places[places.length - 1];
      expect(places.filter((other) => Math.abs(other - place) < 1e-6).length).toBeGreaterThanOrEqual(list.length - 2);
    }
  });

  it("cover every moment in sight alike over the replications", () => {
    const bins = new Float64Array(40);
    const replications = 987;
    for (let replication = 0; replication < replications; replication++) {
      for (const { start_s, end_s } of windowsOf(4, 1, replication).list) {
        const shift_s = start_s < 30 ? 4 : 20;
        for (let bin = 0; bin < 40; bin++) {
          const overlap_s = Math.min(end_s - shift_s, bin + 1) - Math.max(start_s - shift_s, bin);
          if (overlap_s > 0) bins[bin] += overlap_s;
        }
      }
    }
    // 4 s of 40 s in each replication.
    for (const covered_s of bins) expect(Math.abs(covered_s / (0.1 * replications) - 1)).toBeLessThan(0.01);
  });

  it("are all the time in sight where they fill it", () => {
    expect(windowsOf(10, 4, 0).list).toEqual([
      { start_s: 4, end_s: 24 },
      { start_s: 40, end_s: 60 },
    ]);
  });

  it("are the same for the same seed and replication only", () => {
    expect(windowsOf(8, 0.5, 3).list).toEqual(windowsOf(8, 0.5, 3).list);
    expect(windowsOf(8, 0.5, 3).list).not.toEqual(windowsOf(8, 0.5, 4).list);
    expect(windowsOf(8, 0.5, 3).list).not.toEqual(windowsOf(8, 0.5, 3, 2).list);
  });

  it("tell which moments are theirs, forwards and back", () => {
    const windows = windowsOf(8, 0.5, 2);
    const isInside = (time_s: number) => windows.list.some(({ start_s, end_s }) => time_s >= start_s && time_s < end_s);
    const times_s = Array.from({ length: 4000 }, (_, i) => i * 0.02);
    for (const time_s of [...times_s, ...times_s.reverse(), 12.3, 55.5, 0.1, 79, 41]) {
      expect(windows.includes(time_s)).toBe(isInside(time_s));
    }
  });
});
