import { expect, test } from "vitest";
import type { MacConfig, MacPhy } from "../../src/mac/mac-config.js";
import type { MacResult } from "../../src/mac/mac-result.js";
import { simulateMac } from "../../src/mac/simulate-mac.js";
import { formatRate_bps } from "../../src/phy/transport-format.js";
import { meanEstimate } from "../../src/statistics/mean-estimate.js";
import { plainConfig, qpskHalf, qpskHalfFrame_s, qpskHalfPayload_bit, steadyTrace } from "./fixtures.js";

const pipe: MacPhy = { ...qpskHalf, framing: "bitPipe" };
const pipeRate_bps = formatRate_bps(qpskHalf.formats[0]);

function replications(count: number, phy: MacPhy, config: MacConfig, duration_s: number, step_s = 1): MacResult[] {
  return Array.from({ length: count }, (_, replication) =>
    simulateMac(steadyTrace(duration_s, step_s), phy, config, { seed: 1, replication }),
  );
}

/** The 99 % interval over replications holds the expected value and is narrower than `relativeWidth` of it. */
function expectInInterval(figures: number[], expected: number, relativeWidth: number): void {
  const { low, high } = meanEstimate(figures, 0.99);
  expect(low).toBeLessThan(expected);
  expect(high).toBeGreaterThan(expected);
  expect((high - low) / expected).toBeLessThan(relativeWidth);
}

const meanWait_s = (result: MacResult) => result.latencyPartSum_s.queueing / result.deliveredPackets;

/** Pollaczek and Khinchine: mean wait of M/G/1 from the moments of its service time. */
const pollaczekKhinchine_s = (load: number, service_s: number, service2_s2: number) =>
  (load * service2_s2) / (2 * service_s * (1 - load));

test.each([0.3, 0.7, 0.9])(
  "packets as long as a BBFRAME, arriving at random, wait as in M/D/1 at a load of %d",
  (load) => {
    const rate_bps = (load * qpskHalfPayload_bit) / qpskHalfFrame_s;
    const config = plainConfig({
      traffic: {
        source: { kind: "poisson", rate_bps },
        packetSize: { kind: "fixed", size_bit: qpskHalfPayload_bit },
      },
    });
    const results = replications(12, qpskHalf, config, 400);
    const expected_s = pollaczekKhinchine_s(load, qpskHalfFrame_s, qpskHalfFrame_s ** 2);
    expectInInterval(results.map(meanWait_s), expected_s, 0.1);
    for (const result of results) {
      expect(result.latencyPartSum_s.transmission / result.deliveredPackets).toBeCloseTo(qpskHalfFrame_s, 12);
    }
  },
);

const mm1Load = 0.7;
const mm1Mean_bit = 12_000;
const mm1Config = plainConfig({
  traffic: {
    source: { kind: "poisson", rate_bps: mm1Load * pipeRate_bps },
    packetSize: { kind: "exponential", mean_bit: mm1Mean_bit },
  },
});

test("packets of exponential size on a bit pipe wait as in M/M/1, and their delay is exponential", () => {
  const results = replications(12, pipe, mm1Config, 200);
  // Whole bits: the mean is half a bit longer than that of the exponential.
  const service_s = (mm1Mean_bit + 0.5) / pipeRate_bps;
  expectInInterval(results.map(meanWait_s), (mm1Load / (1 - mm1Load)) * service_s, 0.05);
  // Sojourn time of M/M/1: exponential of mean service / (1 - load).
  const sojourn_s = service_s / (1 - mm1Load);
  expectInInterval(
    results.map(({ latency }) => latency.mean_s),
    sojourn_s,
    0.05,
  );
  expectInInterval(
    results.map(({ latency }) => latency.quantile(0.5)),
    Math.LN2 * sojourn_s,
    0.05,
  );
  expectInInterval(
    results.map(({ latency }) => latency.quantile(0.95)),
    Math.log(20) * sojourn_s,
    0.1,
  );
  expectInInterval(
    results.map(({ utilisation }) => utilisation),
    mm1Load,
    0.02,
  );
});

test("packets of three sizes on a bit pipe wait as Pollaczek and Khinchine say", () => {
  const sizes_bit = [800, 4_000, 12_000];
  const weights = [0.5, 0.2, 0.3];
  const moment = (k: number) => sizes_bit.reduce((sum, bits, i) => sum + weights[i] * (bits / pipeRate_bps) ** k, 0);
  const load = 0.6;
  const config = plainConfig({
    traffic: {
      source: { kind: "poisson", rate_bps: load * pipeRate_bps },
      packetSize: { kind: "empirical", sizes_bit, weights },
    },
  });
  const results = replications(12, pipe, config, 100);
  expectInInterval(results.map(meanWait_s), pollaczekKhinchine_s(load, moment(1), moment(2)), 0.1);
});

test("a queue with room for 4 packets of fixed size turns away what M/D/1/5 turns away", () => {
  // Embedded chain of M/D/1/K (K = 5, one of them in service) at load 1: with a_k Poisson(1), pi_0..pi_4 of the
  // departures, and blocking 1 - 1 / (pi_0 + load).
  const a = [0, 1, 2, 3, 4].map((k) => Math.exp(-1) / [1, 1, 2, 6, 24][k]);
  const q = [1];
  for (let j = 0; j < 4; j++) {
    let sum = q[j] - a[j] * q[0];
    for (let i = 1; i <= j; i++) sum -= q[i] * a[j - i + 1];
    q.push(sum / a[0]);
  }
  const pi0 = 1 / q.reduce((sum, value) => sum + value, 0);
  const blocking = 1 - 1 / (pi0 + 1);
  const config = plainConfig({
    traffic: {
      source: { kind: "poisson", rate_bps: qpskHalfPayload_bit / qpskHalfFrame_s },
      packetSize: { kind: "fixed", size_bit: qpskHalfPayload_bit },
    },
    queue: { capacity_bit: 4 * qpskHalfPayload_bit, discipline: { kind: "dropTail" } },
  });
  const results = replications(12, qpskHalf, config, 200);
  expectInInterval(
    results.map(({ lostPackets, offeredPackets }) => lostPackets.overflow / offeredPackets),
    blocking,
    0.05,
  );
});

test("Little's law: the mean queue is the arrival rate times the mean wait", () => {
  const rate_bps = (0.8 * qpskHalfPayload_bit) / qpskHalfFrame_s;
  const config = plainConfig({
    traffic: { source: { kind: "poisson", rate_bps }, packetSize: { kind: "fixed", size_bit: qpskHalfPayload_bit } },
  });
  // The queue is sampled every 7 ms, the wait is measured on packets: two independent ways.
  const ratios = replications(10, qpskHalf, config, 140, 0.007).map((result) => {
    const meanQueue_bit = result.series.queue_bit.reduce((sum, bits) => sum + bits, 0) / result.series.queue_bit.length;
    return meanQueue_bit / ((result.offered_bit / result.duration_s) * meanWait_s(result));
  });
  expectInInterval(ratios, 1, 0.03);
});

test("retransmissions leave the loss FER^(n+1), and repeat a fraction FER of the frames each time", () => {
  const fer = 0.3;
  const phy: MacPhy = {
    ...qpskHalf,
    frameErrorModel: { frameErrorProbability: () => fer, threshold_dB: () => 0 },
  };
  for (const maxRetransmissions of [0, 1, 2]) {
    const config = plainConfig({
      arq: { kind: "selectiveRepeat", maxRetransmissions, feedbackDelay_s: 0.01 },
      traffic: {
        source: { kind: "poisson", rate_bps: 4e6 },
        packetSize: { kind: "fixed", size_bit: qpskHalfPayload_bit },
      },
    });
    const results = replications(10, phy, config, 600);
    const settled = (result: MacResult) => result.deliveredPackets + result.lostPackets.arqExhausted;
    expectInInterval(
      results.map((result) => result.lostPackets.arqExhausted / settled(result)),
      fer ** (maxRetransmissions + 1),
      0.1,
    );
    expectInInterval(
      results.map(({ frames, frameErrors }) => frameErrors / frames),
      fer,
      0.02,
    );
    const sends = [1, 1 + fer, 1 + fer + fer ** 2][maxRetransmissions];
    expectInInterval(
      results.map((result) => result.frames / settled(result)),
      sends,
      0.01,
    );
  }
});
