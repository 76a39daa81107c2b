import fc from "fast-check";
import { expect, test } from "vitest";
import type { LinkTrace } from "../../src/mac/link-trace.js";
import type { MacConfig, MacPhy } from "../../src/mac/mac-config.js";
import { latencyParts, lossCauses, type MacResult } from "../../src/mac/mac-result.js";
import { simulateMac } from "../../src/mac/simulate-mac.js";
import { Arrivals, PacketSizes } from "../../src/mac/traffic.js";
import { formatRate_bps } from "../../src/phy/transport-format.js";
import { speedOfLight_ms } from "../../src/physics.js";
import {
  constantFrameError,
  formats,
  plainConfig,
  qpskHalf,
  qpskHalfFrame_s,
  qpskHalfPayload_bit,
  steadyTrace,
} from "./fixtures.js";

const random = { seed: 1, replication: 0 };
const netRate_bps = formatRate_bps(qpskHalf.formats[0]);
const lost = (result: MacResult) => lossCauses.reduce((sum, cause) => sum + result.lostPackets[cause], 0);

function traffic(source: MacConfig["traffic"]["source"], size_bit = 12_000): Pick<MacConfig, "traffic"> {
  return { traffic: { source, packetSize: { kind: "fixed", size_bit } } };
}

test("a full buffer is delivered at the MODCOD's net bit rate", () => {
  const result = simulateMac(steadyTrace(20, 1), qpskHalf, plainConfig(traffic({ kind: "fullBuffer" })), random);
  expect(result.utilisation).toBeCloseTo(1, 12);
  expect(Math.abs(result.delivered_bit / 20 / netRate_bps - 1)).toBeLessThan(
    qpskHalfFrame_s / 20 + 12_000 / (netRate_bps * 20),
  );
  expect(result.latencyPartSum_s.queueing).toBe(0);
});

test.each([0.4, 0.95, 1.5])(
  "throughput is the smaller of what is offered and what the link carries (load %d)",
  (load) => {
    const config = plainConfig({
      ...traffic({ kind: "constantBitRate", rate_bps: load * netRate_bps }),
      queue: { capacity_bit: 400_000, discipline: { kind: "dropTail" } },
    });
    const result = simulateMac(steadyTrace(60, 1), qpskHalf, config, random);
    expect(result.delivered_bit / 60 / netRate_bps).toBeCloseTo(Math.min(load, 1), 2);
    expect(result.lostPackets.overflow > 0).toBe(load > 1);
  },
);

test("propagation is exactly range / c, and processing the configured delay", () => {
  const range_m = 1_234_567;
  const config = plainConfig({ processingDelay_s: 0.004 });
  const result = simulateMac(steadyTrace(20, 1, range_m / speedOfLight_ms), qpskHalf, config, random);
  expect(result.latencyPartSum_s.propagation / result.deliveredPackets).toBeCloseTo(range_m / speedOfLight_ms, 12);
  expect(result.latencyPartSum_s.processing / result.deliveredPackets).toBeCloseTo(0.004, 12);
  expect(result.latency.min_s).toBeCloseTo(range_m / speedOfLight_ms + 0.004 + qpskHalfFrame_s, 12);
});

test("on a moving satellite each packet has the range / c of the moment its frame ends", () => {
  // 1500 km, 7 km/s away, sampled at 1 s and held after the last sample; packets far apart, each alone in its frame.
  const length = 30;
  const range_m = (time_s: number) => 1.5e6 + 7000 * Math.min(time_s, length - 1);
  const trace = steadyTrace(length, 1);
  for (let k = 0; k < length; k++) trace.delay_s[k] = range_m(k) / speedOfLight_ms;
  const config = plainConfig(traffic({ kind: "constantBitRate", rate_bps: 1e5 }));
  const result = simulateMac(trace, qpskHalf, config, random);
  const arrivals = new Arrivals(config.traffic.source, new PacketSizes(config.traffic.packetSize, random), random);
  let sum_s = 0;
  for (let packet = 0; packet < result.deliveredPackets; packet++) {
    sum_s += range_m(arrivals.time_s + qpskHalfFrame_s) / speedOfLight_ms;
    arrivals.advance();
  }
  expect(result.deliveredPackets).toBeGreaterThan(240);
  expect(result.latencyPartSum_s.propagation / sum_s).toBeCloseTo(1, 12);
});

test("CoDel brings the delay of an overload of 3 % down to its target, drop tail fills the queue", () => {
  const overload = traffic({ kind: "poisson", rate_bps: 1.03 * netRate_bps });
  const queue = (discipline: MacConfig["queue"]["discipline"]) =>
    simulateMac(
      steadyTrace(120, 1),
      qpskHalf,
      plainConfig({ ...overload, queue: { capacity_bit: 5e6, discipline } }),
      random,
    );
  const codel = queue({ kind: "codel", target_s: 0.02, interval_s: 0.1 });
  const dropTail = queue({ kind: "dropTail" });
  const settled = codel.series.latency_s.subarray(20);
  const mean_s = settled.reduce((sum, value) => sum + value, 0) / settled.length;
  expect(mean_s).toBeGreaterThan(0.01);
  expect(mean_s).toBeLessThan(0.045);
  // 5 Mbit at 9.65 Mbps: half a second.
  expect(dropTail.series.latency_s[119]).toBeGreaterThan(0.4);
  expect(codel.delivered_bit / dropTail.delivered_bit).toBeGreaterThan(0.98);
});

test("a repeated frame arrives one feedback loop later, and only then counts as retransmission", () => {
  // Every second frame is lost: each packet is repeated once, in a frame of its own.
  let frame = 0;
  const alternate: MacPhy = {
    ...qpskHalf,
    frameErrorModel: { frameErrorProbability: () => (frame++ % 2 === 0 ? 1 : 0), threshold_dB: () => 0 },
  };
  const config = plainConfig({
    ...traffic({ kind: "constantBitRate", rate_bps: 1e5 }, qpskHalfPayload_bit),
    arq: { kind: "selectiveRepeat", maxRetransmissions: 2, feedbackDelay_s: 0.003 },
    processingDelay_s: 0.002,
  });
  const result = simulateMac(steadyTrace(60, 1, 0.01), alternate, config, random);
  // Decoding, feedback, way back, then the frame again, its way and its decoding.
  const repeat_s = 0.003 + 0.01 + qpskHalfFrame_s + 0.01 + 0.002;
  expect(result.deliveredPackets).toBeGreaterThan(150);
  expect(result.latencyPartSum_s.retransmission / result.deliveredPackets).toBeCloseTo(repeat_s, 10);
  expect(result.latency.max_s).toBeCloseTo(qpskHalfFrame_s + 0.01 + 0.002 + repeat_s, 10);
  expect(lost(result)).toBe(0);
});

test("packets wait through a gap of visibility, and nothing is sent in it", () => {
  const trace = steadyTrace(30, 1);
  trace.visible.fill(0, 10, 15);
  const config = plainConfig(traffic({ kind: "constantBitRate", rate_bps: 1e6 }));
  const result = simulateMac(trace, qpskHalf, config, random);
  expect(result.availability).toBeCloseTo(25 / 30, 12);
  // What was on air at the edge still arrives.
  expect(result.series.delivered_bit[10]).toBeLessThanOrEqual(12_000);
  expect([...result.series.delivered_bit.subarray(11, 15)]).toEqual([0, 0, 0, 0]);
  expect([...result.series.modcod.subarray(9, 16)]).toEqual([0, -1, -1, -1, -1, -1, 0]);
  expect(result.latency.max_s).toBeGreaterThan(4.98);
  expect(result.latency.max_s).toBeLessThan(5.02);
  // At most the packets of the frame that met the edge.
  expect(lost(result)).toBe(result.lostPackets.outage);
  expect(result.lostPackets.outage).toBeLessThanOrEqual(2);
});

test("packets that still wait when the satellite has set are lost by outage, as are those that find the queue full then", () => {
  const trace = steadyTrace(20, 1);
  trace.visible.fill(0, 10);
  const config = plainConfig({
    ...traffic({ kind: "constantBitRate", rate_bps: 1.2e6 }),
    queue: { capacity_bit: 6e6, discipline: { kind: "dropTail" } },
  });
  const result = simulateMac(trace, qpskHalf, config, random);
  // 100 packets a second for 10 s in sight, then 10 s out of it.
  expect(Math.abs(result.deliveredPackets - 1000)).toBeLessThan(3);
  expect(Math.abs(result.lostPackets.outage - 1000)).toBeLessThan(3);
  expect(result.lostPackets.overflow).toBe(0);
  expect(result.pendingPackets).toBe(0);
});

test("below the lowest MODCOD nothing is sent, and packets stay pending while the satellite is in sight", () => {
  const config = plainConfig({ adaptation: { ...plainConfig().adaptation, mode: { kind: "acm" } } });
  const result = simulateMac(steadyTrace(10, 1, 0.01, 0.99), qpskHalf, config, random);
  expect([result.frames, result.deliveredPackets, result.availability]).toEqual([0, 0, 0]);
  expect(result.pendingPackets).toBe(result.offeredPackets);
});

test("without ARQ the packets of a lost frame are lost by frame error", () => {
  const phy: MacPhy = { ...qpskHalf, frameErrorModel: constantFrameError(0.25) };
  const result = simulateMac(steadyTrace(200, 1), phy, plainConfig(), random);
  expect(result.lostPackets.frameError).toBe(result.frameErrors);
  expect(result.lostPackets.frameError / result.offeredPackets).toBeCloseTo(0.25, 1);
});

test("the same seed and replication give the same result to the last bit, another replication another one", () => {
  const config = plainConfig(traffic({ kind: "poisson", rate_bps: 9e6 }));
  const phy: MacPhy = { ...qpskHalf, frameErrorModel: constantFrameError(0.01) };
  const run = (replication: number) => {
    const result = simulateMac(steadyTrace(10, 1, 0.005), phy, config, { seed: 7, replication });
    return { ...result, latency: result.latency.toPlain() };
  };
  expect(run(3)).toEqual(run(3));
  expect(run(4).latency.sum_s).not.toBe(run(3).latency.sum_s);
});

test("a Gbps is simulated in frames of fractions of a millisecond without loss", () => {
  const fast: MacPhy = { ...qpskHalf, formats: formats(400e6, "32APSK 3/4") };
  const config = plainConfig({
    ...traffic({ kind: "poisson", rate_bps: 1e9 }),
    adaptation: { ...plainConfig().adaptation, mode: { kind: "acm" } },
  });
  const result = simulateMac(steadyTrace(2, 0.5), fast, config, random);
  expect(result.delivered_bit / 2e9).toBeCloseTo(1, 2);
  expect(result.latency.max_s).toBeLessThan(0.001);
});

const anySource: fc.Arbitrary<MacConfig["traffic"]["source"]> = fc.oneof(
  fc.record({ kind: fc.constant("constantBitRate" as const), rate_bps: fc.integer({ min: 1e5, max: 3e7 }) }),
  fc.record({ kind: fc.constant("poisson" as const), rate_bps: fc.integer({ min: 1e5, max: 3e7 }) }),
  fc.record({
    kind: fc.constant("onOff" as const),
    peakRate_bps: fc.integer({ min: 1e5, max: 6e7 }),
    meanOn_s: fc.double({ min: 0.01, max: 1, noNaN: true }),
    meanOff_s: fc.double({ min: 0.01, max: 1, noNaN: true }),
  }),
  fc.constant({ kind: "fullBuffer" as const }),
);

const anyConfig: fc.Arbitrary<MacConfig> = fc.record({
  traffic: fc.record({
    source: anySource,
    packetSize: fc.oneof(
      fc.record({ kind: fc.constant("fixed" as const), size_bit: fc.integer({ min: 400, max: 120_000 }) }),
      fc.record({ kind: fc.constant("exponential" as const), mean_bit: fc.integer({ min: 400, max: 50_000 }) }),
      fc.constant({ kind: "empirical" as const, sizes_bit: [512, 12_000, 72_000], weights: [3, 2, 1] }),
    ),
  }),
  queue: fc.record({
    capacity_bit: fc.integer({ min: 50_000, max: 5_000_000 }),
    discipline: fc.constantFrom(
      { kind: "dropTail" as const },
      { kind: "codel" as const, target_s: 0.005, interval_s: 0.1 },
    ),
  }),
  adaptation: fc.record({
    mode: fc.constantFrom({ kind: "acm" as const }, { kind: "fixed" as const, modcod: "8PSK 2/3" }),
    margin_dB: fc.double({ min: -1, max: 2, noNaN: true }),
    hysteresis_dB: fc.double({ min: 0, max: 1, noNaN: true }),
    processingDelay_s: fc.double({ min: 0, max: 0.05, noNaN: true }),
    reportInterval_s: fc.double({ min: 0.005, max: 0.5, noNaN: true }),
    estimationError_dB: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  arq: fc.oneof(
    fc.constant({ kind: "none" as const }),
    fc.record({
      kind: fc.constant("selectiveRepeat" as const),
      maxRetransmissions: fc.integer({ min: 0, max: 5 }),
      feedbackDelay_s: fc.double({ min: 0, max: 0.03, noNaN: true }),
    }),
  ),
  processingDelay_s: fc.double({ min: 0, max: 0.01, noNaN: true }),
});

const anyTrace: fc.Arbitrary<LinkTrace> = fc
  .array(
    fc.record({
      esn0_dB: fc.double({ min: -3, max: 14, noNaN: true }),
      delay_s: fc.double({ min: 0.002, max: 0.02, noNaN: true }),
      visible: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(0) }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) => ({
    step_s: 0.25,
    esn0_dB: Float64Array.from(steps, ({ esn0_dB, visible }) => (visible === 1 ? esn0_dB : -Infinity)),
    delay_s: Float64Array.from(steps, ({ delay_s }) => delay_s),
    visible: Uint8Array.from(steps, ({ visible }) => visible),
  }));

test("whatever the link and the traffic: every packet is delivered, lost or pending, and the parts make up the latency", () => {
  const list = formats(5e6, "QPSK 1/2", "8PSK 2/3", "16APSK 3/4");
  fc.assert(
    fc.property(
      anyTrace,
      anyConfig,
      fc.constantFrom("frames" as const, "bitPipe" as const),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.nat(1000),
      (trace, config, framing, fer, seed) => {
        const phy: MacPhy = {
          formats: list,
          framing,
          frameErrorModel: {
            frameErrorProbability: (_, esn0_dB) => (esn0_dB > -Infinity ? fer : 1),
            threshold_dB: () => 0,
          },
        };
        const result = simulateMac(trace, phy, config, { seed, replication: 0 });
        const { series, latency } = result;
        expect(result.offeredPackets).toBe(result.deliveredPackets + lost(result) + result.pendingPackets);
        expect(result.pendingPackets).toBeGreaterThanOrEqual(0);
        expect(latency.count).toBe(result.deliveredPackets);
        const parts_s = latencyParts.reduce((sum, part) => sum + result.latencyPartSum_s[part], 0);
        expect(Math.abs(parts_s - latency.sum_s)).toBeLessThan(1e-9 * (1 + latency.sum_s));
        for (const part of latencyParts) expect(result.latencyPartSum_s[part]).toBeGreaterThanOrEqual(0);
        const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
        expect(total(series.offered_bit)).toBeCloseTo(result.offered_bit, 3);
        expect(total(series.delivered_bit)).toBeCloseTo(result.delivered_bit, 3);
        for (const cause of lossCauses) expect(total(series.lostPackets[cause])).toBe(result.lostPackets[cause]);
        for (const fraction of [result.availability, result.utilisation]) {
          expect(fraction).toBeGreaterThanOrEqual(0);
          expect(fraction).toBeLessThanOrEqual(1 + 1e-12);
        }
        if (config.arq.kind === "none") expect(result.latencyPartSum_s.retransmission).toBe(0);
        if (config.arq.kind === "none") expect(result.lostPackets.arqExhausted).toBe(0);
        else expect(result.lostPackets.frameError).toBe(0);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test("a configuration with a NaN or a negative rate is refused by name", () => {
  const bad = plainConfig({ processingDelay_s: Number.NaN });
  expect(() => simulateMac(steadyTrace(1, 1), qpskHalf, bad, random)).toThrow(/processingDelay_s/);
  const negative = plainConfig(traffic({ kind: "poisson", rate_bps: -1 }));
  expect(() => simulateMac(steadyTrace(1, 1), qpskHalf, negative, random)).toThrow(/rate_bps/);
});
