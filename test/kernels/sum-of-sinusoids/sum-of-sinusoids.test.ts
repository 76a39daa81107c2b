import { describe, expect, it } from "vitest";
import { symmetricNumbers } from "../../../kernels/parity-input.js";
import { sumOfSinusoids } from "../../../kernels/sum-of-sinusoids/sum-of-sinusoids.js";
import { sumOfSinusoidsSimd } from "../../../kernels/sum-of-sinusoids/sum-of-sinusoids-simd.js";

const forms = [
  ["reference", sumOfSinusoids],
  ["simd", sumOfSinusoidsSimd],
] as const;

describe.each(forms)("sums of sinusoids, %s", (_, form) => {
  it("of one sinusoid turn by its frequency from its phase on", () => {
    const made = form({ paths: 1, sinusoids: 1, times: 5 });
    // 2 exp(2 pi j (250 t - 1/4)) at 0, 1, 2, 3 and -1 ms: -2j, 2, 2j, -2, -2.
    made.frequency_Hz[0] = 250;
    made.phase_turns[0] = -0.25;
    made.amplitude[0] = 2;
    made.time_s.set([0, 1e-3, 2e-3, 3e-3, -1e-3]);
    made.apply();
    const expected = { re: [0, 2, 0, -2, -2], im: [-2, 0, 2, 0, 0] };
    for (let n = 0; n < 5; n++) {
      expect(made.sumRe[n]).toBeCloseTo(expected.re[n], 6);
      expect(made.sumIm[n]).toBeCloseTo(expected.im[n], 6);
    }
  });

  it("from evenly spread angles of arrival have the Jakes autocorrelation J0(2 pi f T)", () => {
    // The mean over the phases of g(t + T) conj(g(t)) is the sum of a^2 exp(2 pi j f_m T): the same sum at phases of 0.
    // J0: Abramowitz and Stegun, table 9.1; the first zero: table 9.5.
    const published = [
      [0, 1],
      [1, 0.7651976866],
      [2, 0.2238907791],
      [2.4048255577, 0],
      [5, -0.1775967713],
      [10, -0.2459357645],
    ];
    const sinusoids = 64;
    const doppler_Hz = 120;
    const made = form({ paths: 1, sinusoids, times: published.length });
    for (let m = 0; m < sinusoids; m++)
      made.frequency_Hz[m] = doppler_Hz * Math.cos((2 * Math.PI * (m + 0.5)) / sinusoids);
    made.amplitude.fill(1 / sinusoids);
    made.time_s.set(published.map(([x]) => x / (2 * Math.PI * doppler_Hz)));
    made.apply();
    for (const [n, [, value]] of published.entries()) {
      expect(Math.abs(made.sumRe[n] - value)).toBeLessThan(5e-7);
      expect(Math.abs(made.sumIm[n])).toBeLessThan(5e-7);
    }
  });

  it("are the same, bit for bit, at whatever step, part and order they are sampled", () => {
    const [paths, sinusoids] = [3, 20];
    const sampled = (times: readonly number[]) => {
      const made = form({ paths, sinusoids, times: times.length });
      made.frequency_Hz.set(symmetricNumbers(paths * sinusoids, 1, 4e4));
      made.phase_turns.set(symmetricNumbers(paths * sinusoids, 2, 1));
      made.amplitude.set(symmetricNumbers(paths * sinusoids, 3, 0.1));
      made.time_s.set(times);
      made.apply();
      const { sumRe, sumIm } = made;
      return (path: number, n: number) => [sumRe[path * times.length + n], sumIm[path * times.length + n]];
    };
    const start_s = 417.25;
    const fine = sampled(Array.from({ length: 101 }, (_value, n) => start_s + 0.5e-3 * n));
    const coarse = sampled(Array.from({ length: 51 }, (_value, n) => start_s + 0.5e-3 * (2 * n)));
    const backward = sampled(Array.from({ length: 30 }, (_value, n) => start_s + 0.5e-3 * (70 - n)));
    for (let path = 0; path < paths; path++) {
      for (let n = 0; n < 51; n++) expect(coarse(path, n)).toEqual(fine(path, 2 * n));
      for (let n = 0; n < 30; n++) expect(backward(path, n)).toEqual(fine(path, 70 - n));
    }
  });

  it("keep their phase after 2^30 turns", () => {
    const made = form({ paths: 1, sinusoids: 1, times: 4 });
    made.frequency_Hz[0] = 2 ** 20;
    made.amplitude[0] = 1;
    // 2^30 turns and 0, 1/8, 1/4 and 3/4.
    made.time_s.set([0, 0.125, 0.25, 0.75].map((turns) => 2 ** 10 + turns / 2 ** 20));
    made.apply();
    const expected = [
      [1, 0],
      [Math.SQRT1_2, Math.SQRT1_2],
      [0, 1],
      [0, -1],
    ];
    for (const [n, [re, im]] of expected.entries()) {
      expect(Math.abs(made.sumRe[n] - re)).toBeLessThan(3e-7);
      expect(Math.abs(made.sumIm[n] - im)).toBeLessThan(3e-7);
    }
  });

  it("of no sinusoids are 0", () => {
    const made = form({ paths: 2, sinusoids: 0, times: 5 });
    made.sumRe.fill(7);
    made.sumIm.fill(7);
    made.apply();
    expect([...made.sumRe, ...made.sumIm].every((value) => value === 0)).toBe(true);
  });

  it("refuse counts that make no sense, and times, frequencies and phases that are no numbers", () => {
    const shape = { paths: 2, sinusoids: 3, times: 4 };
    expect(() => form({ ...shape, times: -1 })).toThrow(
      "sumOfSinusoids: times: expected a whole number from 0, found -1",
    );
    expect(() => form({ ...shape, paths: 1.5 })).toThrow("paths: expected a whole number from 0, found 1.5");
    expect(() => form({ ...shape, times: 2 ** 26 })).toThrow("expected at most 67108864 sums and sinusoids");
    for (const key of ["time_s", "frequency_Hz", "phase_turns"] as const) {
      const made = form(shape);
      made[key][3] = Number.NaN;
      expect(() => made.apply()).toThrow(`sumOfSinusoids: ${key}[3]: expected a finite number, found NaN`);
    }
  });
});
