import { describe, expect, it } from "vitest";
import { ScatteredProcesses } from "../../src/channel/scattered-process.js";
import { RandomStream } from "../../src/random/random-stream.js";

const maximumDoppler_Hz = 100;

function* ensemble(realisations: number, seed = 6): Generator<ScatteredProcesses> {
  for (let number = 0; number < realisations; number++) {
    yield new ScatteredProcesses(8, maximumDoppler_Hz, new RandomStream(seed, "test.scattered", number));
  }
}

function sampled(process: ScatteredProcesses, time_s: number): { re: Float64Array; im: Float64Array } {
  const [re, im] = [new Float64Array(process.count), new Float64Array(process.count)];
  process.at(time_s, re, im);
  return { re, im };
}

describe("scattered waves", () => {
  it("has the autocorrelation J0(2 pi f_D tau) of Clarke and Jakes", () => {
    // J0 by scipy.special.j0; the third lag is its first zero, 2.4048 / (2 pi 100).
    const lags = [
      [0.001, 0.9037126420924663],
      [0.002, 0.6425118365775732],
      [0.003827, 0.0001300743197504396],
      [0.005, -0.30424217764409384],
    ];
    for (const [lag_s, expected] of lags) {
      let sum = 0;
      let count = 0;
      for (const process of ensemble(800)) {
        const [a, b] = [sampled(process, 1), sampled(process, 1 + lag_s)];
        for (let i = 0; i < 8; i++, count++) sum += a.re[i] * b.re[i] + a.im[i] * b.im[i];
      }
      // 6400 products of variance at most 1: four standard deviations.
      expect(Math.abs(sum / count - expected)).toBeLessThan(0.05);
    }
  });

  it("is Rayleigh: quantiles, mean power 1, and E|g|^4 = 2 - 1/64", () => {
    const powers: number[] = [];
    for (const process of ensemble(1500)) {
      for (let look = 0; look < 10; look++) {
        const { re, im } = sampled(process, 7.31 * look);
        for (let i = 0; i < 8; i++) powers.push(re[i] ** 2 + im[i] ** 2);
      }
    }
    const n = powers.length;
    const mean = powers.reduce((sum, x) => sum + x, 0) / n;
    const square = powers.reduce((sum, x) => sum + x * x, 0) / n;
    expect(Math.abs(mean - 1)).toBeLessThan(0.015);
    expect(Math.abs(square - (2 - 1 / 64))).toBeLessThan(0.06);
    powers.sort((a, b) => a - b);
    for (const p of [0.01, 0.1, 0.5, 0.9]) {
      const found_dB = 10 * Math.log10(powers[Math.floor(p * n)]);
      // -ln(1 - p); 0.06 dB for the 64 sinusoids, the rest four standard deviations of 120,000 draws.
      expect(Math.abs(found_dB - 10 * Math.log10(-Math.log(1 - p)))).toBeLessThan(p < 0.05 ? 0.3 : 0.2);
    }
  });

  it("has the level-crossing rate and fade duration of Rice, sqrt(2 pi) f_D rho exp(-rho^2), in each realisation", () => {
    const rho = 0.5;
    let crossings = 0;
    let below = 0;
    const [steps, step_s] = [40_000, 1e-4];
    for (const process of ensemble(1, 3)) {
      let wasBelow = new Array(8).fill(false);
      for (let step = 0; step < steps; step++) {
        const { re, im } = sampled(process, step * step_s);
        const isBelow = Array.from(re, (value, i) => Math.hypot(value, im[i]) < rho);
        for (let i = 0; i < 8; i++) {
          if (isBelow[i]) below++;
          if (wasBelow[i] && !isBelow[i]) crossings++;
        }
        wasBelow = isBelow;
      }
    }
    const seconds = 8 * steps * step_s;
    const rate_Hz = Math.sqrt(2 * Math.PI) * maximumDoppler_Hz * rho * Math.exp(-(rho ** 2));
    // About 3100 crossings, nearly independent: four standard deviations are 7 %.
    expect(Math.abs(crossings / seconds / rate_Hz - 1)).toBeLessThan(0.1);
    const duration_s = (Math.exp(rho ** 2) - 1) / (rho * maximumDoppler_Hz * Math.sqrt(2 * Math.PI));
    expect(Math.abs((below * step_s) / crossings / duration_s - 1)).toBeLessThan(0.1);
  });

  it("keeps its real and imaginary parts apart in every realisation, so that a line of sight meets the same fading", () => {
    for (const process of ensemble(6, 9)) {
      const sums = [0, 0, 0];
      const looks = 4000;
      for (let look = 0; look < looks; look++) {
        const { re, im } = sampled(process, look * 0.0173);
        sums[0] += re[0] ** 2 / looks;
        sums[1] += im[0] ** 2 / looks;
        sums[2] += (re[0] * im[0]) / looks;
      }
      expect(Math.abs(sums[0] - sums[1])).toBeLessThan(0.12);
      expect(Math.abs(sums[2])).toBeLessThan(0.06);
    }
  });

  it("is the same at common times whatever the step, and in series as at single moments", () => {
    const [process] = ensemble(1);
    const coarse = Array.from({ length: 5 }, (_, n) => sampled(process, n * 1e-3));
    const fine = Array.from({ length: 9 }, (_, n) => sampled(process, n * 0.5e-3));
    for (let n = 0; n < 5; n++) expect(fine[2 * n]).toEqual(coarse[n]);
    const times = Float64Array.of(0, 3600.25, 1e-3, 86_400);
    const { re, im } = process.series(times);
    for (let n = 0; n < 4; n++) {
      const at = sampled(process, times[n]);
      for (let i = 0; i < 8; i++) {
        expect(Math.abs(re[i * 4 + n] - at.re[i])).toBeLessThan(2e-6);
        expect(Math.abs(im[i * 4 + n] - at.im[i])).toBeLessThan(2e-6);
      }
    }
  });

  it("stands still without motion, and refuses what is none", () => {
    const process = new ScatteredProcesses(1, 0, new RandomStream(1, "test"));
    expect(sampled(process, 1000)).toEqual(sampled(process, 0));
    expect(() => new ScatteredProcesses(1, Number.NaN, new RandomStream(1, "test"))).toThrow("Doppler");
    expect(() => new ScatteredProcesses(1, 1, new RandomStream(1, "test"), 4)).toThrow("8 sinusoids");
  });
});
