import fc from "fast-check";
import { expect, test } from "vitest";
import { nrGoldSequence } from "../../src/phy/nr-gold-sequence.js";

/** The recurrences of TS 38.211, 5.2.1, bit by bit. */
function bitByBit(x1: number[], x2: number[], from: number, length: number): number[] {
  for (let n = 0; n + 31 < from + length; n++) {
    x1.push(x1[n + 3] ^ x1[n]);
    x2.push(x2[n + 3] ^ x2[n + 2] ^ x2[n + 1] ^ x2[n]);
  }
  return Array.from({ length }, (_, n) => x1[n + from] ^ x2[n + from]);
}

const bitsOf = (value: number) => Array.from({ length: 31 }, (_, i) => Math.floor(value / 2 ** i) % 2);

test("the first register stands at 0x54D21B24 after 1569 steps, as receivers of LTE and NR have it", () => {
  const after1569 = bitsOf(0x54d21b24);
  const zeros = new Array<number>(31).fill(0);
  expect(Array.from(nrGoldSequence(0, 200))).toEqual(bitByBit(after1569, zeros, 31, 200));
});

test("any part of a sequence is that of the recurrences", () => {
  const one = [1, ...new Array<number>(30).fill(0)];
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 200 }),
      (initial, length, first) => {
        const expected = bitByBit([...one], bitsOf(initial), 1600 + first, length);
        expect(Array.from(nrGoldSequence(initial, length, first))).toEqual(expected);
      },
    ),
    { numRuns: 40, seed: 1 },
  );
});

test("a sequence is balanced and unlike that of another initial value", () => {
  const length = 100_000;
  const [a, b] = [nrGoldSequence(12_345, length), nrGoldSequence(987_654_321, length)];
  const bound = 5 / (2 * Math.sqrt(length));
  expect(Math.abs(a.reduce((sum, bit) => sum + bit, 0) / length - 0.5)).toBeLessThan(bound);
  expect(Math.abs(a.reduce((sum, bit, i) => sum + (bit ^ b[i]), 0) / length - 0.5)).toBeLessThan(bound);
});

test("initial values beyond 31 bits and broken lengths are refused", () => {
  expect(() => nrGoldSequence(2 ** 31, 1)).toThrow(/initial/);
  expect(() => nrGoldSequence(Number.NaN, 1)).toThrow(/initial/);
  expect(() => nrGoldSequence(1, -1)).toThrow(/length/);
  expect(() => nrGoldSequence(1, 1, 0.5)).toThrow(/first/);
});
