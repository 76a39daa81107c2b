import { describe, expect, it } from "vitest";
import type { FrameLink } from "../../src/mac/frame-link.js";
import type { MacConfig } from "../../src/mac/mac-config.js";
import { RunWindows } from "../../src/mac/run-windows.js";
import { simulateMac } from "../../src/mac/simulate-mac.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { constantFrameError, plainConfig, qpskHalf, qpskHalfFrame_s, steadyTrace } from "./fixtures.js";

const random = { seed: 3, replication: 0 };
const trace = steadyTrace(40, 1, 5e-3);
const repeats: MacConfig["arq"] = { kind: "selectiveRepeat", maxRetransmissions: 2, feedbackDelay_s: 1e-3 };
/** Packets of a frame and a half, so that frames carry parts of two. */
const packets = {
  source: { kind: "poisson", rate_bps: 6e6 },
  packetSize: { kind: "fixed", size_bit: 48_192 },
} as const;

function windows(count: number, length_s: number): RunWindows {
  return new RunWindows(
    Array.from({ length: count }, (_, k) => ({ start_s: k * (40 / count), end_s: k * (40 / count) + length_s })),
    1,
  );
}

function linkOf(isLost: () => boolean, where: RunWindows): FrameLink & { readonly starts_s: number[] } {
  const starts_s: number[] = [];
  return {
    windows: where,
    starts_s,
    send: (_, start_s) => {
      starts_s.push(start_s);
      return isLost();
    },
  };
}

describe("a run whose frames are sent over a link in windows", () => {
  it("counts packets whose frames all went over it: none arrives where the link loses all and the model none", () => {
    const light = { ...packets, source: { kind: "poisson", rate_bps: 2e6 } } as const;
    const link = linkOf(() => true, windows(8, 0.5));
    const phy = { ...qpskHalf, frameErrorModel: constantFrameError(0), frameLink: link };
    const result = simulateMac(trace, phy, plainConfig({ traffic: light, arq: repeats }), random);
    expect(result.deliveredPackets).toBe(0);
    // 2 Mbps over 4 s in packets of 48,192 bits: 166 on average.
    expect(result.lostPackets.arqExhausted).toBeGreaterThan(130);
    expect(result.lostPackets.arqExhausted).toBeLessThan(200);
    expect(result.frameErrors).toBe(result.frames);
    expect(result.duration_s).toBeCloseTo(4, 9);
    // Repetitions go on behind the windows' ends, over the link.
    expect(link.starts_s.filter((at_s) => !link.windows.includes(at_s)).length).toBeGreaterThan(8);
  });

  it("counts no loss where the link loses none and the model all", () => {
    const link = linkOf(() => false, windows(8, 0.5));
    const phy = { ...qpskHalf, frameErrorModel: constantFrameError(1), frameLink: link };
    const result = simulateMac(trace, phy, plainConfig({ traffic: packets }), random);
    expect(result.deliveredPackets).toBeGreaterThan(400);
    expect(Object.values(result.lostPackets)).toEqual([0, 0, 0, 0]);
    expect(result.frameErrors).toBe(0);
  });

  it("is the whole run where one window is", () => {
    const config = plainConfig({ traffic: packets, arq: repeats });
    const draws = new RandomStream(random.seed, "mac.frameErrors", random.replication);
    const link = linkOf(() => draws.uniform() < 0.2, windows(1, 40));
    const model = simulateMac(trace, { ...qpskHalf, frameErrorModel: constantFrameError(0.2) }, config, random);
    const sent = simulateMac(trace, { ...qpskHalf, frameLink: link }, config, random);
    const { series: _1, latency: a, ...figures } = model;
    const { series: _2, latency: b, ...windowed } = sent;
    expect(windowed).toEqual(figures);
    expect(b.toPlain()).toEqual(a.toPlain());
  });

  it("has the figures of the whole run on average over replications", () => {
    const config = plainConfig({ traffic: packets, arq: repeats });
    const runs = Array.from({ length: 40 }, (_, replication) => {
      const draws = new RandomStream(9, "fates", replication);
      const link = linkOf(() => draws.uniform() < 0.2, windows(10, 0.4));
      const each = { seed: 5, replication };
      const phy = { ...qpskHalf, frameErrorModel: constantFrameError(0.2) };
      return {
        whole: simulateMac(trace, phy, config, each),
        seen: simulateMac(trace, { ...phy, frameLink: link }, config, each),
      };
    });
    for (const of of [
      (result: (typeof runs)[number]["seen"]) => result.delivered_bit / result.duration_s,
      (result: (typeof runs)[number]["seen"]) => result.latency.mean_s,
      (result: (typeof runs)[number]["seen"]) => result.jitter_s,
      (result: (typeof runs)[number]["seen"]) => result.frameErrors / result.frames,
    ]) {
      const differences = runs.map(({ whole, seen }) => of(seen) / of(whole) - 1);
      const mean = differences.reduce((sum, value) => sum + value, 0) / runs.length;
      const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs.length - 1);
      // Student's t of 39 degrees, 99.9 %: 3.56.
      expect(Math.abs(mean)).toBeLessThan(3.56 * Math.sqrt(variance / runs.length));
      expect(Math.sqrt(variance / runs.length)).toBeLessThan(0.05);
    }
  });

  it("begins with the queue that the run has left", () => {
    // Twice the rate that the link carries: at 30 s the queue is 15 s long.
    const source = { kind: "constantBitRate", rate_bps: 19.3e6 } as const;
    const link = linkOf(() => false, new RunWindows([{ start_s: 30, end_s: 30.5 }], 1));
    const config = plainConfig({ traffic: { ...packets, source } });
    const { latency } = simulateMac(trace, { ...qpskHalf, frameLink: link }, config, random);
    expect(latency.mean_s).toBeGreaterThan(14.9);
    expect(latency.mean_s).toBeLessThan(15.4);
    expect(link.starts_s.length).toBeCloseTo(0.5 / qpskHalfFrame_s, -1);
  });
});
