import { describe, expect, test } from "vitest";
import { gaussianSimd } from "../../kernels/gaussian/gaussian-simd.js";
import { type Constellation, modulate } from "../../src/phy/constellation.js";
import { constellationByName } from "../../src/phy/constellation-by-name.js";
import { Demapper, type Demapping, type HostBackend } from "../../src/phy/demapper.js";
import { nrModulationNames } from "../../src/phy/nr-modulation.js";
import { fillRandomBits } from "../../src/random/random-bits.js";

const demappings: readonly Demapping[] = ["exact", "max-log"];
const backends: readonly HostBackend[] = ["reference", "simd"];

/** LLRs of random bits at 1 / N0 = snr. */
function received(constellation: Constellation, demapping: Demapping, snr: number, count: number, seed = 1) {
  const bits = new Uint8Array(count);
  fillRandomBits(bits, seed, "demapper.test", 0);
  const { re, im } = modulate(constellation, bits);
  const noise = new Float32Array(2 * re.length);
  gaussianSimd().fill(noise, seed, 1, 0, 0, Math.sqrt(0.5 / snr));
  for (let i = 0; i < re.length; i++) {
    re[i] += noise[i];
    im[i] += noise[re.length + i];
  }
  const llrs = new Float32Array(count);
  new Demapper(constellation, demapping, count).demap(re, im, snr, llrs);
  return { bits, llrs };
}

describe.each(backends)("%s", (backend) => {
  test.each(nrModulationNames)("without noise the sign of every LLR of %s is its bit's: positive is 0", (name) => {
    const constellation = constellationByName(name);
    const { bitsPerSymbol, re } = constellation;
    const bits = Uint8Array.from({ length: re.length * bitsPerSymbol }, (_, i) => {
      return (Math.floor(i / bitsPerSymbol) >> (bitsPerSymbol - 1 - (i % bitsPerSymbol))) & 1;
    });
    const symbols = modulate(constellation, bits);
    for (const demapping of demappings) {
      const llrs = new Float32Array(bits.length);
      new Demapper(constellation, demapping, bits.length, backend).demap(symbols.re, symbols.im, 1e6, llrs);
      expect(Uint8Array.from(llrs, (llr) => (llr < 0 ? 1 : 0))).toEqual(bits);
      expect(llrs.every((llr) => Number.isFinite(llr) && Math.abs(llr) > 1e3)).toBe(true);
    }
  });

  test.each(demappings)("LLRs of QPSK are 2 sqrt(2) y / N0 (%s)", (demapping) => {
    const re = Float32Array.of(0.3, -1.2, 0);
    const im = Float32Array.of(0.1, 2, -0.7);
    const llrs = new Float32Array(6);
    new Demapper(constellationByName("QPSK"), demapping, 6, backend).demap(re, im, 4, llrs);
    [0.3, 0.1, -1.2, 2, 0, -0.7].forEach((part, i) => {
      expect(llrs[i]).toBeCloseTo(2 * Math.SQRT2 * 4 * part, 5);
    });
  });

  test("the exact LLR of the second bit of 16QAM is that of its four levels", () => {
    const [y, snr] = [0.55, 3];
    const a = 1 / Math.sqrt(10);
    const p = (x: number) => Math.exp(-snr * (y - x * a) ** 2);
    const llrs = new Float32Array(4);
    const demapper = new Demapper(constellationByName("16QAM"), "exact", 4, backend);
    demapper.demap(Float32Array.of(y), Float32Array.of(0), snr, llrs);
    expect(llrs[0]).toBeCloseTo(Math.log((p(1) + p(3)) / (p(-1) + p(-3))), 5);
    expect(llrs[2]).toBeCloseTo(Math.log((p(1) + p(-1)) / (p(3) + p(-3))), 5);
  });

  test("each symbol has its own SNR, and no LLRs where it is 0", () => {
    const demapper = new Demapper(constellationByName("64QAM"), "exact", 18, backend);
    const [re, im] = [Float32Array.of(0.5, 0.5, 0.5), Float32Array.of(-0.2, -0.2, -0.2)];
    const [each, one] = [new Float32Array(18), new Float32Array(18)];
    demapper.demap(re, im, Float32Array.of(10, 0, 40), each);
    demapper.demap(re, im, 10, one);
    expect(each.slice(0, 6)).toEqual(one.slice(0, 6));
    for (const llr of each.slice(6, 12)) expect(llr).toBeCloseTo(0, 6);
    demapper.demap(re, im, 40, one);
    expect(each.slice(12)).toEqual(one.slice(12));
  });

  test("bits that fill up the last symbol get no LLR", () => {
    const [re, im] = [Float32Array.of(0.5, -0.1), Float32Array.of(-0.2, 1)];
    const [some, all] = [new Float32Array(9), new Float32Array(16)];
    new Demapper(constellationByName("256QAM"), "max-log", 9, backend).demap(re, im, 10, some);
    new Demapper(constellationByName("256QAM"), "max-log", 16, backend).demap(re, im, 10, all);
    expect(some).toEqual(all.slice(0, 9));
  });
});

// E[exp(-L)] given bit 0 is the sum of P(y | 0) P(y | 1) / P(y | 0) over y: 1 for true LLRs. At low SNR, where the mean
// of few samples tells.
test.each([
  ["BPSK", 0],
  ["QPSK", 0],
  ["16QAM", 0],
  ["64QAM", 0],
] as const)("the mean of exp(-L) over bits 0 is 1 for exact LLRs of %s at %d dB", (name, esn0_dB) => {
  const constellation = constellationByName(name);
  const { bits, llrs } = received(constellation, "exact", 10 ** (esn0_dB / 10), 240_000);
  for (let bit = 0; bit < constellation.bitsPerSymbol; bit++) {
    const isAtBit = (i: number) => bits[i] === 0 && i % constellation.bitsPerSymbol === bit;
    const values = Array.from(
      llrs.filter((_, i) => isAtBit(i)),
      (llr) => Math.exp(-llr),
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(variance / values.length));
  }
});

/**
 * Errors of the signs of LLRs of size `low` to `high`, less those that the LLRs foretell (1 / (1 + exp |L|) each), in
 * standard deviations.
 */
function excessErrors(bits: Uint8Array, llrs: Float32Array, low: number, high: number): number {
  let [excess, variance] = [0, 0];
  for (let i = 0; i < bits.length; i++) {
    const size = Math.abs(llrs[i]);
    if (size < low || size >= high) continue;
    const p = 1 / (1 + Math.exp(size));
    excess += (Number(llrs[i] < 0) ^ bits[i]) - p;
    variance += p * (1 - p);
  }
  return excess / Math.sqrt(variance);
}

test.each([
  ["BPSK", 2],
  ["QPSK", 5],
  ["16QAM", 10],
  ["64QAM", 15],
  ["256QAM", 20],
  ["1024QAM", 25],
] as const)("exact LLRs of %s at %d dB are wrong as often as they say", (name, esn0_dB) => {
  const { bits, llrs } = received(constellationByName(name), "exact", 10 ** (esn0_dB / 10), 1_200_000);
  for (const [low, high] of [
    [0, 0.5],
    [0.5, 1],
    [1, 2],
    [2, 4],
    [4, 8],
  ]) {
    expect(Math.abs(excessErrors(bits, llrs, low, high))).toBeLessThan(4);
  }
});

test("max-log LLRs of 16QAM at 3 dB are wrong less often than they say", () => {
  const { bits, llrs } = received(constellationByName("16QAM"), "max-log", 10 ** 0.3, 240_000);
  expect(excessErrors(bits, llrs, 0, 8)).toBeLessThan(-10);
});

test.each(["16QAM", "64QAM", "256QAM", "1024QAM"])("max-log meets exact LLRs of %s as the noise goes", (name) => {
  const constellation = constellationByName(name);
  const difference = (esn0_dB: number) => {
    const snr = 10 ** (esn0_dB / 10);
    const exact = received(constellation, "exact", snr, 24_000).llrs;
    const maxLog = received(constellation, "max-log", snr, 24_000).llrs;
    const size = Math.sqrt(exact.reduce((sum, llr) => sum + llr * llr, 0));
    return Math.sqrt(exact.reduce((sum, llr, i) => sum + (llr - maxLog[i]) ** 2, 0)) / size;
  };
  expect(difference(10)).toBeGreaterThan(1e-3);
  expect(difference(50)).toBeLessThan(1e-5);
});

test("wrong lengths, SNRs and numbers of bits are refused by name", () => {
  const demapper = new Demapper(constellationByName("QPSK"), "exact", 4);
  const [two, four] = [new Float32Array(2), new Float32Array(4)];
  expect(() => demapper.demap(four, two, 1, four)).toThrow("Demapper: re: expected 2 elements, found 4");
  expect(() => demapper.demap(two, four, 1, four)).toThrow("Demapper: im: expected 2 elements, found 4");
  expect(() => demapper.demap(two, two, 1, two)).toThrow("Demapper: llrs: expected 4 elements, found 2");
  expect(() => demapper.demap(two, two, four, four)).toThrow("Demapper: snr: expected 2 elements, found 4");
  for (const snr of [0, -1, Number.NaN, Infinity]) {
    expect(() => demapper.demap(two, two, snr, four)).toThrow(/Demapper: snr: expected a finite number above 0/);
  }
  expect(() => new Demapper(constellationByName("QPSK"), "exact", 1.5)).toThrow(/Demapper: bits/);
  expect(String(demapper)).toBe("Demapper(QPSK, exact, 4 bits)");
});
