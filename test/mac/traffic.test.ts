import { expect, test } from "vitest";
import type { PacketSize, TrafficSource } from "../../src/mac/mac-config.js";
import { Arrivals, meanPacketSize_bit, PacketSizes } from "../../src/mac/traffic.js";
import { meanEstimate } from "../../src/statistics/mean-estimate.js";

const fixed: PacketSize = { kind: "fixed", size_bit: 12_000 };
const empirical: PacketSize = { kind: "empirical", sizes_bit: [512, 4_608, 12_000], weights: [0.5, 0.2, 0.3] };

function arrivalsOf(source: TrafficSource, size: PacketSize, replication = 0): Arrivals {
  const random = { seed: 1, replication };
  return new Arrivals(source, new PacketSizes(size, random), random);
}

/** Offered bit rate over `duration_s`, one figure a replication. */
function rates_bps(source: TrafficSource, size: PacketSize, duration_s: number, replications: number): number[] {
  return Array.from({ length: replications }, (_, replication) => {
    const arrivals = arrivalsOf(source, size, replication);
    let sum_bit = 0;
    for (; arrivals.time_s < duration_s; arrivals.advance()) sum_bit += arrivals.size_bit;
    return sum_bit / duration_s;
  });
}

test("packets of a constant bit rate are evenly spaced, from a phase that differs between replications", () => {
  const source: TrafficSource = { kind: "constantBitRate", rate_bps: 1.2e6 };
  const phases = [0, 1, 2].map((replication) => {
    const arrivals = arrivalsOf(source, fixed, replication);
    const first_s = arrivals.time_s;
    for (let i = 1; i < 100; i++) {
      arrivals.advance();
      expect(arrivals.time_s).toBeCloseTo(first_s + i * 0.01, 12);
    }
    return first_s;
  });
  expect(new Set(phases).size).toBe(3);
  for (const phase_s of phases) expect(phase_s).toBeLessThan(0.01);
});

const sources: [string, TrafficSource, number][] = [
  ["a Poisson source", { kind: "poisson", rate_bps: 2e6 }, 2e6],
  ["an on-off source", { kind: "onOff", peakRate_bps: 8e6, meanOn_s: 0.01, meanOff_s: 0.03 }, 2e6],
  ["a constant bit rate", { kind: "constantBitRate", rate_bps: 2e6 }, 2e6],
];

test.each(sources)("%s offers its mean rate with packets of mixed sizes (99 % interval)", (_, source, rate_bps) => {
  const { low, high } = meanEstimate(rates_bps(source, empirical, 100, 20), 0.99);
  expect(low).toBeLessThan(rate_bps);
  expect(high).toBeGreaterThan(rate_bps);
  expect(high - low).toBeLessThan(0.05 * rate_bps);
});

test("gaps of a Poisson source have a coefficient of variation of 1, on-off traffic a larger one", () => {
  const variation = (source: TrafficSource) => {
    const arrivals = arrivalsOf(source, fixed);
    let [n, sum, squares] = [0, 0, 0];
    for (let last_s = arrivals.time_s; n < 100_000; n++) {
      arrivals.advance();
      sum += arrivals.time_s - last_s;
      squares += (arrivals.time_s - last_s) ** 2;
      last_s = arrivals.time_s;
    }
    return Math.sqrt(squares / n - (sum / n) ** 2) / (sum / n);
  };
  expect(variation({ kind: "poisson", rate_bps: 2e6 })).toBeCloseTo(1, 1);
  expect(variation({ kind: "onOff", peakRate_bps: 8e6, meanOn_s: 0.1, meanOff_s: 0.3 })).toBeGreaterThan(2);
});

test.each([
  ["fixed", fixed],
  ["exponential", { kind: "exponential", mean_bit: 3000 } as const],
  ["empirical", empirical],
])("the mean of %s sizes is what is drawn (99 % interval), in whole bits", (_, size) => {
  const means = Array.from({ length: 10 }, (_, replication) => {
    const sizes = new PacketSizes(size, { seed: 2, replication });
    let sum = 0;
    for (let i = 0; i < 10_000; i++) {
      const next = sizes.next();
      if (!(Number.isInteger(next) && next >= 1)) expect.fail(`${next} bits`);
      sum += next;
    }
    return sum / 10_000;
  });
  const { low, high } = meanEstimate(means, 0.99);
  const mean_bit = meanPacketSize_bit(size);
  expect(low).toBeLessThanOrEqual(mean_bit);
  expect(high).toBeGreaterThanOrEqual(mean_bit);
});

test("a full buffer has no arrivals of its own", () => {
  expect(arrivalsOf({ kind: "fullBuffer" }, fixed).time_s).toBe(Infinity);
});
