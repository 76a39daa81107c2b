import { describe, expect, test } from "vitest";
import { checkConstellation, modulate, symbolCount } from "../../src/phy/constellation.js";
import { constellationByName } from "../../src/phy/constellation-by-name.js";
import { nrConstellation, nrModulationNames } from "../../src/phy/nr-modulation.js";

const bitsOf = (text: string) => Uint8Array.from(text, Number);

// TS 38.211, 5.1.2 to 5.1.7, evaluated by hand: bits, real and imaginary part times the root of the last number.
const published: readonly (readonly [string, string, number, number, number])[] = [
  ["BPSK", "0", 1, 1, 2],
  ["BPSK", "1", -1, -1, 2],
  ["QPSK", "00", 1, 1, 2],
  ["QPSK", "01", 1, -1, 2],
  ["QPSK", "10", -1, 1, 2],
  ["QPSK", "11", -1, -1, 2],
  ["16QAM", "0000", 1, 1, 10],
  ["16QAM", "0001", 1, 3, 10],
  ["16QAM", "0010", 3, 1, 10],
  ["16QAM", "0100", 1, -1, 10],
  ["16QAM", "1011", -3, 3, 10],
  ["16QAM", "1111", -3, -3, 10],
  ["64QAM", "000000", 3, 3, 42],
  ["64QAM", "000001", 3, 1, 42],
  ["64QAM", "000100", 3, 5, 42],
  ["64QAM", "001010", 7, 3, 42],
  ["64QAM", "010111", 1, -7, 42],
  ["64QAM", "111111", -7, -7, 42],
  ["256QAM", "00000000", 5, 5, 170],
  ["256QAM", "00101010", 15, 5, 170],
  ["256QAM", "10000001", -5, 7, 170],
  ["256QAM", "11111111", -15, -15, 170],
  ["1024QAM", "0000000000", 11, 11, 682],
  ["1024QAM", "1000000000", -11, 11, 682],
  ["1024QAM", "0010000001", 21, 9, 682],
  ["1024QAM", "1111111111", -31, -31, 682],
];

test.each(published)("%s of %s is that of TS 38.211", (name, bits, re, im, square) => {
  const symbols = modulate(constellationByName(name), bitsOf(bits));
  expect(symbols.re[0]).toBeCloseTo(re / Math.sqrt(square), 6);
  expect(symbols.im[0]).toBeCloseTo(im / Math.sqrt(square), 6);
});

// The equations of TS 38.211, 5.1.4 to 5.1.7, for the real part of bits b0, b2, ...; the imaginary part has b1, b3, ...
const equations: Readonly<Record<string, (b: number[]) => number>> = {
  "16QAM": ([b0, b2]) => ((1 - 2 * b0) * (2 - (1 - 2 * b2))) / Math.sqrt(10),
  "64QAM": ([b0, b2, b4]) => ((1 - 2 * b0) * (4 - (1 - 2 * b2) * (2 - (1 - 2 * b4)))) / Math.sqrt(42),
  "256QAM": ([b0, b2, b4, b6]) =>
    ((1 - 2 * b0) * (8 - (1 - 2 * b2) * (4 - (1 - 2 * b4) * (2 - (1 - 2 * b6))))) / Math.sqrt(170),
  "1024QAM": ([b0, b2, b4, b6, b8]) =>
    ((1 - 2 * b0) * (16 - (1 - 2 * b2) * (8 - (1 - 2 * b4) * (4 - (1 - 2 * b6) * (2 - (1 - 2 * b8)))))) /
    Math.sqrt(682),
};

test.each(Object.entries(equations))("every point of %s satisfies the equation of TS 38.211", (name, equation) => {
  const { re, im, bitsPerSymbol } = nrConstellation(name)!;
  for (let label = 0; label < re.length; label++) {
    const bits = Array.from({ length: bitsPerSymbol }, (_, i) => (label >> (bitsPerSymbol - 1 - i)) & 1);
    expect(re[label]).toBeCloseTo(equation(bits.filter((_, i) => i % 2 === 0)), 12);
    expect(im[label]).toBeCloseTo(equation(bits.filter((_, i) => i % 2 === 1)), 12);
  }
});

describe.each(nrModulationNames)("%s", (name) => {
  const constellation = nrConstellation(name)!;
  const { re, im, bitsPerSymbol } = constellation;

  test("has unit mean power, mean 0 and different points", () => {
    checkConstellation(constellation);
    expect(re.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
    expect(im.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
    expect(new Set(Array.from(re, (value, i) => `${value.toFixed(6)} ${im[i].toFixed(6)}`)).size).toBe(re.length);
  });

  test("neighbours differ in one bit", () => {
    for (let a = 0; a < re.length; a++) {
      const distances = Array.from(re, (value, b) => (a === b ? Infinity : Math.hypot(re[a] - value, im[a] - im[b])));
      const least = Math.min(...distances);
      distances.forEach((distance, b) => {
        if (distance < 1.001 * least) expect((a ^ b).toString(2).replaceAll("0", "")).toBe("1");
      });
    }
  });

  test("bits that do not fill the last symbol are filled up with 0", () => {
    const bits = new Uint8Array(3 * bitsPerSymbol + 1).fill(1);
    expect(symbolCount(bits.length, constellation)).toBe(bitsPerSymbol === 1 ? 4 : 4);
    const padded = new Uint8Array(4 * bitsPerSymbol);
    padded.set(bits);
    expect(modulate(constellation, bits)).toEqual(modulate(constellation, padded));
  });
});

test("no bits are no symbols", () => {
  expect(modulate(constellationByName("64QAM"), new Uint8Array(0)).re.length).toBe(0);
});

test("an unknown name is refused with the known ones", () => {
  expect(nrConstellation("32QAM")).toBeUndefined();
  expect(nrConstellation("toString")).toBeUndefined();
  expect(() => constellationByName("32QAM")).toThrow(/modulation: expected BPSK, QPSK, 16QAM.*found 32QAM/);
});

test("points of another power, or too few, are refused", () => {
  const constellation = nrConstellation("QPSK")!;
  const double = { ...constellation, re: constellation.re.map((value) => 2 * value) };
  expect(() => checkConstellation(double)).toThrow(/constellation QPSK: points: expected a mean power of 1, found 2.5/);
  expect(() => checkConstellation({ ...constellation, bitsPerSymbol: 3 })).toThrow(/expected 8 of each part/);
  expect(() => checkConstellation({ ...constellation, bitsPerSymbol: 0 })).toThrow(/expected 1 to 10, found 0/);
});
