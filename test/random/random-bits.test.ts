import { expect, test } from "vitest";
import { philox4x32 } from "../../kernels/philox/philox4x32.js";
import { fillRandomBits, RandomBits } from "../../src/random/random-bits.js";
import { streamKey } from "../../src/random/stream-key.js";

test("bits are the words of the stream, the least significant first", () => {
  const { key0, key1 } = streamKey(5, "a name");
  const words = new Uint32Array(400);
  philox4x32(words, 0, 0, 7, 1, key0, key1);
  const bits = new Uint8Array(12_789);
  new RandomBits(5, "a name").fill(bits, 2 ** 32 + 7);
  for (let i = 0; i < bits.length; i++) expect(bits[i]).toBe((words[i >> 5] >>> (i & 31)) & 1);
});

test.each([0, 1, 31, 32, 33, 4095, 4096, 4097, 10_000])("%i bits are the beginning of more bits", (count) => {
  const [some, more] = [new Uint8Array(count), new Uint8Array(20_000)];
  const stream = new RandomBits(1, "x");
  stream.fill(some, 3);
  stream.fill(more, 3);
  expect(some).toEqual(more.slice(0, count));
});

test("the same bits come from the function, whatever was drawn before", () => {
  const stream = new RandomBits(9, "y");
  const [first, second] = [new Uint8Array(100), new Uint8Array(100)];
  stream.fill(first, 5);
  stream.fill(first, 4);
  fillRandomBits(second, 9, "y", 4);
  expect(first).toEqual(second);
});

test("half of the bits are 1, and two frames, names or seeds differ in half of them", () => {
  const count = 1_000_000;
  const fill = (seed: number, name: string, frame: number) => {
    const bits = new Uint8Array(count);
    fillRandomBits(bits, seed, name, frame);
    return bits;
  };
  const bits = fill(1, "bits", 0);
  const differences = [new Uint8Array(count), fill(1, "bits", 1), fill(2, "bits", 0), fill(1, "other", 0)].map(
    (other) => bits.reduce((sum, bit, i) => sum + (bit ^ other[i]), 0),
  );
  for (const difference of differences)
    expect(Math.abs(difference - count / 2)).toBeLessThan(3.3 * Math.sqrt(count / 4));
});

test("a frame that is no whole number is refused", () => {
  const stream = new RandomBits(1, "x");
  for (const frame of [-1, 0.5, Number.NaN, 2 ** 53]) {
    expect(() => stream.fill(new Uint8Array(1), frame)).toThrow(/RandomBits: number: expected a whole number/);
  }
  expect(String(stream)).toBe("RandomBits(x, seed 1)");
});
