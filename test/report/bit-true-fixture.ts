import type { LinkSnapshot } from "../../src/receiver/link-snapshot.js";
import { llrHistogram } from "../../src/receiver/link-snapshot.js";
import type { RunResult } from "../../src/sim/run-result.js";
import { runResultFixture } from "./run-result-fixture.js";

/** QPSK with a regular error about each point, and a receiver of two stages. */
export function snapshotFixture(): LinkSnapshot {
  const count = 1200;
  const sign = (index: number, bit: number) => ((index >> bit) & 1 ? -1 : 1) * Math.SQRT1_2;
  const noise = (index: number, turn: number) => 0.1 * Math.sin(2.4 * index + turn);
  const re = Float32Array.from({ length: count }, (_, i) => sign(i, 0) + noise(i, 0));
  const im = Float32Array.from({ length: count }, (_, i) => sign(i, 1) + noise(i, 1.6));
  const at = Float64Array.from({ length: 200 }, (_, i) => i * 10);
  const llrs = Float32Array.from({ length: 2 * count }, (_, i) => 20 * (i % 2 ? im : re)[i >> 1]);
  return {
    name: "QPSK <1/2>",
    constellation: {
      re,
      im,
      pointsRe: Float64Array.of(Math.SQRT1_2, -Math.SQRT1_2, Math.SQRT1_2, -Math.SQRT1_2),
      pointsIm: Float64Array.of(Math.SQRT1_2, Math.SQRT1_2, -Math.SQRT1_2, -Math.SQRT1_2),
    },
    evm: 0.1,
    channel: {
      axis: "symbol",
      at,
      truthRe: at.map((n) => Math.cos(n / 200)),
      truthIm: at.map((n) => Math.sin(n / 200)),
      estimateRe: at.map((n) => 1.01 * Math.cos(n / 200)),
      estimateIm: at.map((n) => 0.99 * Math.sin(n / 200)),
    },
    llrs: llrHistogram(
      llrs,
      Uint8Array.from({ length: 2 * count }, (_, i) => ((i >> 1) >> (i % 2)) & 1),
    ),
    stages: [
      { name: "first", sinr_dB: -1.5 },
      { name: "second", sinr_dB: 9.5 },
    ],
  };
}

/** A bit-true run as the simulator would return it. */
export function bitTrueFixture(): RunResult {
  const result = runResultFixture();
  return {
    ...result,
    fidelity: "bit-true",
    bitTrue: {
      counts: {
        frames: 4000,
        frameErrors: 12,
        undetectedErrors: 0,
        headerErrors: 1,
        lateFrames: 0,
        informationBits: 1.3e8,
        bitErrors: 5123,
        iterations: 33_000,
        squaredEvm: 40,
        measuredSinr_dB: 80_000,
        expectedSinr_dB: 80_600,
      },
      frameErrorRate: { value: 0.003, low: 0.0017, high: 0.0052, confidence: 0.95 },
      windows: 16,
      window_s: 0.08,
      implementationLoss_dB: 1,
      snapshot: snapshotFixture(),
    },
  };
}
