import { describe, expect, it } from "vitest";
import { symmetricNumbers } from "../../../kernels/parity-input.js";
import { pathResponse } from "../../../kernels/path-response/path-response.js";
import { pathResponseSimd } from "../../../kernels/path-response/path-response-simd.js";

const forms = [
  ["reference", pathResponse],
  ["simd", pathResponseSimd],
] as const;

describe.each(forms)("the frequency response of paths, %s", (_, form) => {
  it("of one path is its gain, turned by a quarter where the delay is a quarter of a period", () => {
    const made = form({ paths: 1, pairs: 2, subcarriers: 5 });
    made.delay_s[0] = 1e-6;
    made.gainRe.set([2, 0]);
    made.gainIm.set([0, 3]);
    // 0, 250 kHz ... 1 MHz: exp(-2 pi j f 1 us) = 1, -j, -1, j, 1.
    made.apply(0, 250e3);
    const near = (found: Float32Array, expected: readonly number[]) => {
      expect(found.length).toBe(expected.length);
      for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(value, 5);
    };
    near(made.responseRe, [2, 0, -2, 0, 2, 0, 3, 0, -3, 0]);
    near(made.responseIm, [0, -2, 0, 2, 0, 3, 0, -3, 0, 3]);
  });

  it("of two equal paths is 2 |cos(pi f T)|, with its nulls at odd halves of 1/T", () => {
    const subcarriers = 3276;
    const made = form({ paths: 2, pairs: 1, subcarriers });
    made.delay_s.set([0.3e-6, 0.8e-6]);
    made.gainRe.fill(1);
    made.apply(-49.14e6, 30e3);
    for (let k = 0; k < subcarriers; k++) {
      const expected = 2 * Math.abs(Math.cos(Math.PI * (-49.14e6 + 30e3 * k) * 0.5e-6));
      expect(Math.abs(Math.hypot(made.responseRe[k], made.responseIm[k]) - expected)).toBeLessThan(4e-6);
    }
    // Nulls at (n + 1/2) 2 MHz, of which 33 MHz lies on the grid.
    const null33 = (33e6 + 49.14e6) / 30e3;
    expect(Math.hypot(made.responseRe[null33], made.responseIm[null33])).toBeLessThan(4e-6);
  });

  it("of 500 equal paths on a grid of delays is the comb of the discrete Fourier transform", () => {
    const [paths, subcarriers, spacing_Hz] = [500, 1001, 120e3];
    const made = form({ paths, pairs: 1, subcarriers });
    for (let path = 0; path < paths; path++) made.delay_s[path] = path / (paths * spacing_Hz);
    made.gainRe.fill(1 / paths);
    made.apply(0, spacing_Hz);
    for (let k = 0; k < subcarriers; k++) {
      expect(Math.abs(made.responseRe[k] - (k % paths === 0 ? 1 : 0))).toBeLessThan(2e-6);
      expect(Math.abs(made.responseIm[k])).toBeLessThan(2e-6);
    }
  });

  it("keeps its precision at delays of milliseconds: whole periods of the delay do not count", () => {
    const at = (delay_s: number) => {
      const made = form({ paths: 1, pairs: 1, subcarriers: 100 });
      made.delay_s[0] = delay_s;
      made.gainRe[0] = 1;
      made.apply(2e9, 125e3);
      return [...made.responseRe, ...made.responseIm];
    };
    // 8 ms are whole periods of 2 GHz and of 125 kHz; a path of 2.6 us beside one of 8 ms and 2.6 us.
    const [short, long] = [at(2.6e-6), at(8e-3 + 2.6e-6)];
    for (const [index, value] of short.entries()) expect(Math.abs(long[index] - value)).toBeLessThan(2e-6);
  });

  it("is the same part of the grid whether made alone or with the rest", () => {
    const whole = form({ paths: 7, pairs: 2, subcarriers: 200 });
    const part = form({ paths: 7, pairs: 2, subcarriers: 77 });
    for (const made of [whole, part]) {
      made.delay_s.set(symmetricNumbers(7, 1, 1e-6));
      made.gainRe.set(symmetricNumbers(14, 2, 0.1));
      made.gainIm.set(symmetricNumbers(14, 3, 0.1));
    }
    whole.apply(1e6, 15e3);
    part.apply(1e6 + 45 * 15e3, 15e3);
    for (let pair = 0; pair < 2; pair++) {
      for (let k = 0; k < 77; k++) {
        expect(Math.abs(part.responseRe[77 * pair + k] - whole.responseRe[200 * pair + 45 + k])).toBeLessThan(2e-6);
        expect(Math.abs(part.responseIm[77 * pair + k] - whole.responseIm[200 * pair + 45 + k])).toBeLessThan(2e-6);
      }
    }
  });

  it("of no paths is 0", () => {
    const made = form({ paths: 0, pairs: 2, subcarriers: 33 });
    made.responseRe.fill(7);
    made.responseIm.fill(7);
    made.apply(0, 15e3);
    expect([...made.responseRe, ...made.responseIm].every((value) => value === 0)).toBe(true);
  });

  it("refuses shapes, delays and frequencies that make no sense", () => {
    const shape = { paths: 2, pairs: 1, subcarriers: 12 };
    expect(() => form({ ...shape, pairs: 0 })).toThrow("pathResponse: pairs: expected a whole number from 1, found 0");
    expect(() => form({ ...shape, paths: -1 })).toThrow("paths: expected a whole number from 0, found -1");
    expect(() => form({ ...shape, subcarriers: 0.5 })).toThrow(
      "subcarriers: expected a whole number from 0, found 0.5",
    );
    expect(() => form({ ...shape, pairs: 2 ** 26 })).toThrow("expected at most 67108864 gains and responses");
    const made = form(shape);
    expect(() => made.apply(Number.NaN, 15e3)).toThrow("first_Hz: expected a finite number, found NaN");
    expect(() => made.apply(0, Infinity)).toThrow("spacing_Hz: expected a finite number, found Infinity");
    made.delay_s[1] = Number.NaN;
    expect(() => made.apply(0, 15e3)).toThrow("pathResponse: delay_s[1]: expected a finite number, found NaN");
  });
});
