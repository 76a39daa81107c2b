import fc from "fast-check";
import { expect, test } from "vitest";
import { philox4x32 } from "../../kernels/philox/philox4x32.js";

const words = (text: string) => text.split(" ").map((word) => Number.parseInt(word, 16));

// Random123, tests/kat_vectors, the three lines `philox4x32 10`: counter, key, output.
const knownAnswers = [
  ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
  ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
  ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
];

test.each(knownAnswers)(
  "Philox4x32-10 of counter %s under key %s is Random123's known answer",
  (counter, key, output) => {
    const [c0, c1, c2, c3] = words(counter);
    const [k0, k1] = words(key);
    const out = new Uint32Array(4);
    philox4x32(out, c0, c1, c2, c3, k0, k1);
    expect([...out]).toEqual(words(output));
  },
);

/** The definition in exact arithmetic. */
function exactPhilox(counter: number[], key: number[]): number[] {
  let [x0, x1, x2, x3] = counter.map(BigInt);
  let [k0, k1] = key.map(BigInt);
  for (let round = 0; round < 10; round++) {
    const p0 = 0xd2511f53n * x0;
    const p1 = 0xcd9e8d57n * x2;
    [x0, x1, x2, x3] = [(p1 >> 32n) ^ x1 ^ k0, p1 & 0xffffffffn, (p0 >> 32n) ^ x3 ^ k1, p0 & 0xffffffffn];
    k0 = BigInt.asUintN(32, k0 + 0x9e3779b9n);
    k1 = BigInt.asUintN(32, k1 + 0xbb67ae85n);
  }
  return [x0, x1, x2, x3].map(Number);
}

test("32-bit arithmetic gives the same words as exact arithmetic", () => {
  const word = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(0, 0xffff, 0x10000, 0xffffffff));
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
      const out = new Uint32Array(4);
      philox4x32(out, counter[0], counter[1], counter[2], counter[3], key[0], key[1]);
      expect([...out]).toEqual(exactPhilox([...counter], [...key]));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test("consecutive blocks count on from the first counter and carry into its second word", () => {
  const out = new Uint32Array(12);
  philox4x32(out, 0xffffffff, 7, 3, 4, 5, 6);
  expect([...out.subarray(0, 4)]).toEqual(exactPhilox([0xffffffff, 7, 3, 4], [5, 6]));
  expect([...out.subarray(4, 8)]).toEqual(exactPhilox([0, 8, 3, 4], [5, 6]));
  expect([...out.subarray(8, 12)]).toEqual(exactPhilox([1, 8, 3, 4], [5, 6]));
});

test("room for part of a block is refused", () => {
  expect(() => philox4x32(new Uint32Array(6), 0, 0, 0, 0, 0, 0)).toThrow(/whole blocks/);
});
