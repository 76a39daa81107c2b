import { describe, expect, it } from "vitest";
import { nrLowPaprSequence } from "../../src/phy/nr-low-papr-sequence.js";

/** Normalised periodic cross-correlation at every lag. */
function correlations(a: { re: Float64Array; im: Float64Array }, b: { re: Float64Array; im: Float64Array }): number[] {
  const length = a.re.length;
  return Array.from({ length }, (_, lag) => {
    let re = 0;
    let im = 0;
    for (let n = 0; n < length; n++) {
      const m = (n + lag) % length;
      re += a.re[n] * b.re[m] + a.im[n] * b.im[m];
      im += a.im[n] * b.re[m] - a.re[n] * b.im[m];
    }
    return Math.hypot(re, im) / length;
  });
}

/** Peak over mean power of the sequence on adjacent subcarriers, eight times oversampled. */
function peakToAverage_dB({ re, im }: { re: Float64Array; im: Float64Array }): number {
  const length = re.length;
  let peak = 0;
  for (let t = 0; t < 8 * length; t++) {
    let sumRe = 0;
    let sumIm = 0;
    for (let k = 0; k < length; k++) {
      const phase = (2 * Math.PI * k * t) / (8 * length);
      sumRe += re[k] * Math.cos(phase) - im[k] * Math.sin(phase);
      sumIm += re[k] * Math.sin(phase) + im[k] * Math.cos(phase);
    }
    peak = Math.max(peak, sumRe ** 2 + sumIm ** 2);
  }
  return 10 * Math.log10(peak / length);
}

describe("low-PAPR base sequences (TS 38.211, 5.2.2)", () => {
  it("have unit amplitude in all groups and lengths", () => {
    for (const length of [6, 12, 18, 24, 30, 36, 72, 300]) {
      for (let group = 0; group < 30; group++) {
        const { re, im } = nrLowPaprSequence(group, length);
        for (let n = 0; n < length; n++) expect(Math.hypot(re[n], im[n])).toBeCloseTo(1, 12);
      }
    }
  });

  it("of prime length, before the cyclic extension, have no correlation but at lag 0 (Zadoff-Chu)", () => {
    const whole = nrLowPaprSequence(11, 36);
    const prime = { re: whole.re.slice(0, 31), im: whole.im.slice(0, 31) };
    const [atZero, ...others] = correlations(prime, prime);
    expect(atZero).toBeCloseTo(1, 12);
    for (const value of others) expect(value).toBeLessThan(1e-9);
    expect(whole.re[31]).toBeCloseTo(whole.re[0], 12);
    expect(whole.im[35]).toBeCloseTo(whole.im[4], 12);
  });

  it("of different groups differ: correlation of Zadoff-Chu sequences of prime length is 1 over its root", () => {
    const [a, b] = [3, 17].map((group) => nrLowPaprSequence(group, 36));
    const part = ({ re, im }: typeof a) => ({ re: re.slice(0, 31), im: im.slice(0, 31) });
    for (const value of correlations(part(a), part(b))) expect(value).toBeCloseTo(1 / Math.sqrt(31), 9);
    for (const length of [6, 12, 18, 24]) {
      const all = Array.from({ length: 30 }, (_, group) => nrLowPaprSequence(group, length));
      expect(new Set(all.map(({ re, im }) => `${re.join()} ${im.join()}`)).size).toBe(30);
    }
  });

  it("have the low peaks that they are made for: 4 dB of the tables, 6 dB of Zadoff-Chu sequences", () => {
    for (const length of [6, 12, 18, 24, 30, 36]) {
      for (let group = 0; group < 30; group++) {
        expect(peakToAverage_dB(nrLowPaprSequence(group, length))).toBeLessThan(length >= 30 ? 6 : 4);
      }
    }
  });

  it("refuse groups and lengths that are not", () => {
    expect(() => nrLowPaprSequence(30, 36)).toThrow(/group/);
    expect(() => nrLowPaprSequence(0, 35)).toThrow(/length/);
  });
});
