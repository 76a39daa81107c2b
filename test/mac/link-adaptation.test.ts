import { expect, test } from "vitest";
import { LinkAdaptation } from "../../src/mac/link-adaptation.js";
import { LinkSampler } from "../../src/mac/link-sampler.js";
import type { LinkTrace } from "../../src/mac/link-trace.js";
import type { AdaptationConfig, MacPhy } from "../../src/mac/mac-config.js";
import { constantFrameError, formats } from "./fixtures.js";

const phy: MacPhy = {
  // 1.00, 6.62, 10.21, 12.73 dB; 8PSK 9/10 (10.98 dB) carries less than 16APSK 3/4.
  formats: formats(1e7, "QPSK 1/2", "8PSK 2/3", "16APSK 3/4", "8PSK 9/10", "32APSK 3/4"),
  frameErrorModel: constantFrameError(0),
};

const config: AdaptationConfig = {
  mode: { kind: "acm" },
  margin_dB: 1,
  hysteresis_dB: 0.5,
  processingDelay_s: 0.03,
  reportInterval_s: 0.1,
  estimationError_dB: 0,
};

/** Es/N0 that rises (or falls) by `slope` dB a second from `start` dB, over 20 ms of delay. */
function ramp(start_dB: number, slope_dBs: number, length = 21): LinkTrace {
  return {
    step_s: 1,
    esn0_dB: Float64Array.from({ length }, (_, k) => start_dB + slope_dBs * k),
    delay_s: new Float64Array(length).fill(0.02),
    visible: new Uint8Array(length).fill(1),
  };
}

/** When the MODCOD changes, and to which. */
function changes(trace: LinkTrace, change: Partial<AdaptationConfig> = {}): [number, number][] {
  const sampler = new LinkSampler(trace);
  const adaptation = new LinkAdaptation(phy, { ...config, ...change }, sampler, { seed: 1, replication: 0 });
  const seen: [number, number][] = [[0, adaptation.modcod]];
  while (adaptation.next_s < sampler.duration_s - 1) {
    const time_s = adaptation.next_s;
    adaptation.advance();
    if (adaptation.modcod !== seen[seen.length - 1][1])
      seen.push([Math.round(time_s * 1000) / 1000, adaptation.modcod]);
  }
  return seen;
}

test("a rising link is followed at threshold + margin + hysteresis, one loop delay after the report", () => {
  // 0 dB + 1 dB/s: 1 + 1.5 dB at 2.5 s, 6.62 + 1.5 at 8.2 (the first report after 8.12), 10.21 + 1.5 at 11.8, 12.73 + 1.5 at 14.3.
  expect(changes(ramp(0, 1))).toEqual([
    [0, -1],
    [2.55, 0],
    [8.25, 1],
    [11.85, 2],
    [14.35, 4],
  ]);
});

test("a falling link is left below threshold + margin, hysteresis or not", () => {
  // 15 dB - 1 dB/s: 12.73 + 1 is lost after 1.27 s, 10.21 + 1 after 3.79, 6.62 + 1 after 7.38, 1 + 1 after 13.
  expect(changes(ramp(15, -1))).toEqual([
    [0, 4],
    [1.35, 2],
    [3.85, 1],
    [7.45, 0],
    [13.15, -1],
  ]);
});

test("hysteresis keeps a noisy report from switching back and forth", () => {
  const steady = ramp(11.3, 0, 2001);
  const without = changes(steady, { estimationError_dB: 0.15, hysteresis_dB: 0, reportInterval_s: 1 }).length;
  const withIt = changes(steady, { estimationError_dB: 0.15, hysteresis_dB: 0.8, reportInterval_s: 1 }).length;
  expect(without).toBeGreaterThan(300);
  expect(withIt).toBeLessThan(10);
});

test("a MODCOD that another beats in threshold and rate is never used", () => {
  expect(changes(ramp(0, 1)).map(([, modcod]) => modcod)).not.toContain(3);
});

test("out of sight nothing is used, and the first report after it must clear the hysteresis", () => {
  const trace = ramp(8, 0, 12);
  trace.visible.fill(0, 4, 8);
  trace.esn0_dB.fill(-Infinity, 4, 8);
  // 8 dB holds 8PSK 2/3 (6.62 + 1) but does not clear it (+ 0.5): QPSK 1/2 after the gap.
  expect(changes(trace)).toEqual([
    [0, 1],
    [4, -1],
    [8.05, 0],
  ]);
});

test("a fixed MODCOD is always used, and is fit where the last measurement reached its threshold", () => {
  const fixed = { mode: { kind: "fixed", modcod: "8PSK 2/3" } } as const;
  const sampler = new LinkSampler(ramp(0, 1));
  const adaptation = new LinkAdaptation(phy, { ...config, ...fixed }, sampler, { seed: 1, replication: 0 });
  while (adaptation.next_s < 15) {
    const measured_s = adaptation.next_s - 0.05;
    adaptation.advance();
    expect(adaptation.modcod).toBe(1);
    expect(adaptation.isUsable).toBe(measured_s + 1e-9 >= 6.7);
  }
});

test("a MODCOD that the waveform does not have is refused", () => {
  const sampler = new LinkSampler(ramp(0, 1));
  const fixed = { ...config, mode: { kind: "fixed", modcod: "QPSK 7/8" } } as const;
  expect(() => new LinkAdaptation(phy, fixed, sampler, { seed: 1, replication: 0 })).toThrow(/QPSK 7\/8/);
});
