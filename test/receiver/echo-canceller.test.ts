import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { EchoCanceller, type EchoCancellerSettings } from "../../src/receiver/echo-canceller.js";
import {
  nlmsLaggingEcho,
  nlmsResidualEcho,
  rlsLaggingEcho,
  rlsResidualEcho,
} from "../../src/receiver/residual-echo.js";

const block = 500;

interface Echo {
  /** Echo's power over that of noise and wanted signal together. */
  readonly power: number;
  /** Delay in samples, and what it grows by a sample. */
  readonly delay: number;
  readonly drift?: number;
  /** Turn of the phase a sample. */
  readonly turn_rad?: number;
}

/** Windowed sinc: the echo of a signal that was sampled without aliasing, 32 samples of support. */
function delayed(at: number): number {
  if (at === 0) return 1;
  if (Math.abs(at) >= 16) return 0;
  return (Math.sin(Math.PI * at) / (Math.PI * at)) * Math.cos((Math.PI * at) / 32) ** 2;
}

/** Power of the echo that is left over that of noise, in the samples from `from` on, block by block. */
function residual(settings: EchoCancellerSettings, echo: Echo, samples: number, from: number, seed = 1): number {
  const { power, delay, drift = 0, turn_rad = 0 } = echo;
  const stream = new RandomStream(seed, "echo");
  const canceller = new EchoCanceller(settings);
  const arrays = Array.from({ length: 6 }, () => new Float32Array(block));
  const [knownRe, knownIm, receivedRe, receivedIm, outRe, outIm] = arrays;
  const sentRe = new Float64Array(samples + 64);
  const sentIm = new Float64Array(samples + 64);
  const noiseRe = new Float64Array(block);
  const noiseIm = new Float64Array(block);
  for (let i = 0; i < sentRe.length; i++) {
    sentRe[i] = stream.uniform() < 0.5 ? Math.SQRT1_2 : -Math.SQRT1_2;
    sentIm[i] = stream.uniform() < 0.5 ? Math.SQRT1_2 : -Math.SQRT1_2;
  }
  let left = 0;
  let noise = 0;
  for (let start = 0; start < samples; start += block) {
    for (let n = 0; n < block; n++) {
      const at = start + n;
      const now = delay + drift * at;
      const phase = turn_rad * at;
      let re = 0;
      let im = 0;
      for (let k = Math.max(0, Math.ceil(now) - 16); k <= now + 16 && k <= at; k++) {
        const gain = Math.sqrt(power) * delayed(k - now);
        re += gain * sentRe[at - k];
        im += gain * sentIm[at - k];
      }
      noiseRe[n] = Math.SQRT1_2 * stream.gaussian();
      noiseIm[n] = Math.SQRT1_2 * stream.gaussian();
      knownRe[n] = sentRe[at];
      knownIm[n] = sentIm[at];
      receivedRe[n] = re * Math.cos(phase) - im * Math.sin(phase) + noiseRe[n];
      receivedIm[n] = re * Math.sin(phase) + im * Math.cos(phase) + noiseIm[n];
    }
    canceller.cancel(knownRe, knownIm, receivedRe, receivedIm, outRe, outIm);
    for (let n = 0; n < block; n++) {
      if (start + n < from) continue;
      left += (outRe[n] - noiseRe[n]) ** 2 + (outIm[n] - noiseIm[n]) ** 2;
      noise += noiseRe[n] ** 2 + noiseIm[n] ** 2;
    }
  }
  return left / noise;
}

/** In dB, of the ratio to theory. */
function off_dB(found: number, theory: number): number {
  return 10 * Math.log10(found / theory);
}

describe("cancellation of a known signal", () => {
  for (const stepSize of [0.1, 0.5, 1]) {
    it(`leaves with NLMS mu / (2 - mu) of the noise, whatever the echo's power: mu = ${stepSize}`, () => {
      const settings: EchoCancellerSettings = { adaptation: { kind: "nlms", stepSize }, taps: 24 };
      for (const power of [1, 1e4]) {
        // A whole delay: the filter holds the echo without a rest.
        const found = residual(settings, { power, delay: 11 }, 40_000, 10_000);
        expect(Math.abs(off_dB(found, nlmsResidualEcho(stepSize)))).toBeLessThan(0.35);
      }
    });
  }

  for (const forgetting of [0.99, 0.998]) {
    it(`leaves with RLS taps (1 - lambda) / (1 + lambda) of the noise: lambda = ${forgetting}`, () => {
      const settings: EchoCancellerSettings = { adaptation: { kind: "rls", forgetting }, taps: 12, firstDelay: 0 };
      const found = residual(settings, { power: 100, delay: 5 }, 30_000, 5000);
      expect(Math.abs(off_dB(found, rlsResidualEcho(forgetting, 12)))).toBeLessThan(0.35);
    });
  }

  it("converges with RLS as least squares does: taps / n of the noise after n samples", () => {
    const settings: EchoCancellerSettings = { adaptation: { kind: "rls", forgetting: 1 }, taps: 10 };
    // Between n = 500 and n = 1000, the mean of taps / n is taps ln(2) / 500.
    let found = 0;
    for (let seed = 1; seed <= 30; seed++) found += residual(settings, { power: 1e3, delay: 4 }, 1000, 500, seed) / 30;
    expect(Math.abs(off_dB(found, (10 * Math.log(2)) / 500))).toBeLessThan(0.5);
  });

  it("converges with NLMS by (1 - mu (2 - mu) / taps) a sample, and with RLS within a block", () => {
    // Error power 1e6 at first; NLMS of 20 taps and mu = 0.5 takes 0.166 dB a sample off it, in the mean over seeds.
    const nlms: EchoCancellerSettings = { adaptation: { kind: "nlms", stepSize: 0.5 }, taps: 20 };
    const rls: EchoCancellerSettings = { adaptation: { kind: "rls", forgetting: 0.999 }, taps: 20 };
    const echo = { power: 1e6, delay: 9 };
    const decay = 1 - (0.5 * 1.5) / 20;
    let found = 0;
    for (let seed = 1; seed <= 60; seed++) found += residual(nlms, echo, 500, 200, seed) / 60;
    // Samples share most of their taps with the ones before: a tenth of the 33 dB is left for that.
    expect(Math.abs(off_dB(found, meanPower(decay, 200, 500, nlmsResidualEcho(0.5))))).toBeLessThan(3.5);
    expect(residual(rls, echo, 500, 200)).toBeLessThan(0.1);
  });

  it("covers a fraction of a sample by its taps: 48 taps hold a band-limited echo to -30 dB", () => {
    const settings: EchoCancellerSettings = { adaptation: { kind: "rls", forgetting: 1 }, taps: 48, firstDelay: 4 };
    const found = residual(settings, { power: 1000, delay: 26.4 }, 4000, 2000);
    expect(found).toBeLessThan(48 / 2000 + 1e-2);
  });

  it("lags behind a Doppler shift by as much as the loop says, NLMS and RLS", () => {
    const turn_rad = 2e-4;
    const power = 1e4;
    const nlms = residual(
      { adaptation: { kind: "nlms", stepSize: 0.2 }, taps: 16 },
      { power, delay: 7, turn_rad },
      30_000,
      10_000,
    );
    const theory = power * nlmsLaggingEcho(0.2, 16, turn_rad) + nlmsResidualEcho(0.2);
    expect(Math.abs(off_dB(nlms, theory))).toBeLessThan(0.4);
    const rls = residual(
      { adaptation: { kind: "rls", forgetting: 0.99 }, taps: 16 },
      { power, delay: 7, turn_rad },
      30_000,
      10_000,
    );
    expect(Math.abs(off_dB(rls, power * rlsLaggingEcho(0.99, turn_rad) + rlsResidualEcho(0.99, 16)))).toBeLessThan(0.7);
  });

  it("lags behind a delay that drifts as its memory of 1 / (1 - lambda) samples says", () => {
    // 40 ppm, both ways of a LEO link. Of a band-limited signal, d samples of error leave (pi d)^2 / 3 of its power.
    const [drift, forgetting, power] = [4e-5, 0.995, 1000];
    const settings: EchoCancellerSettings = { adaptation: { kind: "rls", forgetting }, taps: 40 };
    const found = residual(settings, { power, delay: 20, drift }, 20_000, 3000);
    const theory = (power * (Math.PI * (drift / (1 - forgetting))) ** 2) / 3 + rlsResidualEcho(forgetting, 40);
    expect(Math.abs(off_dB(found, theory))).toBeLessThan(1);
  });

  it("gives the same whatever the blocks, and forgets on reset", () => {
    const settings: EchoCancellerSettings = { adaptation: { kind: "nlms", stepSize: 0.5 }, taps: 8, firstDelay: 3 };
    const stream = new RandomStream(3, "echo-blocks");
    const [xRe, xIm, yRe, yIm] = Array.from({ length: 4 }, () => {
      return Float32Array.from({ length: 300 }, () => stream.gaussian());
    });
    const run = (canceller: EchoCanceller, size: number) => {
      const [outRe, outIm] = [new Float32Array(300), new Float32Array(300)];
      for (let start = 0; start < 300; start += size) {
        const [a, b, c, d, e, f] = [xRe, xIm, yRe, yIm, outRe, outIm].map((each) => each.subarray(start, start + size));
        canceller.cancel(a, b, c, d, e, f);
      }
      return [...outRe, ...outIm];
    };
    const canceller = new EchoCanceller(settings);
    const whole = run(canceller, 300);
    canceller.reset();
    expect(run(canceller, 50)).toEqual(whole);
    expect(run(new EchoCanceller(settings), 1)).toEqual(whole);
  });

  it("refuses settings outside their range and lengths that differ", () => {
    expect(() => new EchoCanceller({ adaptation: { kind: "nlms", stepSize: 2 }, taps: 8 })).toThrow(/stepSize/);
    expect(() => new EchoCanceller({ adaptation: { kind: "rls", forgetting: 1.1 }, taps: 8 })).toThrow(/forgetting/);
    expect(() => new EchoCanceller({ adaptation: { kind: "rls", forgetting: 1 }, taps: 0 })).toThrow(/taps/);
    const canceller = new EchoCanceller({ adaptation: { kind: "rls", forgetting: 1 }, taps: 4 });
    const [two, three] = [new Float32Array(2), new Float32Array(3)];
    expect(() => canceller.cancel(two, two, two, three, two, two)).toThrow(/expected 2/);
  });
});

/** Mean of noise plus a power that decays from 1e6. */
function meanPower(decay: number, from: number, to: number, floor: number): number {
  let sum = 0;
  for (let n = from; n < to; n++) sum += 1e6 * decay ** n;
  return sum / (to - from) + floor;
}
