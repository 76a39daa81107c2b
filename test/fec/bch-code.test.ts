import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Bch } from "../../src/fec/bch.js";
import { bchCode } from "../../src/fec/bch-code.js";
import { bchGenerator, smallestPrimitivePolynomial } from "../../src/fec/bch-generator.js";
import { GaloisField } from "../../src/fec/galois-field.js";

function weights(fieldDegree: number, correctableErrors: number): number[] {
  const code = bchCode({ family: "bch", fieldDegree, correctableErrors });
  const counts = new Array<number>(code.codedBits + 1).fill(0);
  const information = new Uint8Array(code.informationBits);
  const coded = new Uint8Array(code.codedBits);
  for (let value = 0; value < 2 ** code.informationBits; value++) {
    for (let i = 0; i < information.length; i++) information[i] = (value >> i) & 1;
    code.encode(information, coded);
    counts[coded.reduce((weight, bit) => weight + bit, 0)]++;
  }
  return counts;
}

describe("BCH generator polynomial", () => {
  it.each([
    // x^4 + x + 1, x^8 + x^7 + x^6 + x^4 + 1, x^10 + x^8 + x^5 + x^4 + x^2 + x + 1: the example of every textbook.
    [4, 0x13, 1, "10011"],
    [4, 0x13, 2, "111010001"],
    [4, 0x13, 3, "10100110111"],
  ] as const)("of GF(2^%i), polynomial %i, t = %i is that of the textbooks", (degree, polynomial, errors, bits) => {
    expect(Array.from(bchGenerator(new GaloisField(degree, polynomial), errors)).join("")).toBe(bits);
  });

  it.each([
    // n, k, t of the primitive BCH codes: a table of every textbook.
    [3, [4, 1]],
    [4, [11, 7, 5]],
    [5, [26, 21, 16]],
    [6, [57, 51, 45, 39, 36, 30, 24, 18, 18, 18, 16, 10, 10, 7, 7]],
    [7, [120, 113, 106, 99, 92, 85, 78, 71, 71, 64]],
    [8, [247, 239, 231, 223, 215, 207, 199, 191, 187, 179]],
  ] as const)("leaves the known number of information bits for m = %i", (fieldDegree, informationBits) => {
    const found = informationBits.map(
      (_, i) => bchCode({ family: "bch", fieldDegree, correctableErrors: i + 1 }).informationBits,
    );
    expect(found).toEqual(informationBits);
  });
});

describe("smallest primitive polynomial", () => {
  it("is the known one of each degree", () => {
    const found = Array.from({ length: 15 }, (_, i) => smallestPrimitivePolynomial(i + 2).toString(16));
    const known = "7 b 13 25 43 83 11d 211 409 805 1053 201b 402b 8003 1002d";
    expect(found.join(" ")).toBe(known);
    for (let degree = 2; degree <= 16; degree++) new GaloisField(degree, smallestPrimitivePolynomial(degree));
  });
});

describe("BCH code", () => {
  it("(7, 4) has the weights of the Hamming code: 1 + 7 z^3 + 7 z^4 + z^7", () => {
    expect(weights(3, 1)).toEqual([1, 0, 0, 7, 7, 0, 0, 1]);
  });

  it("(15, 7) has its known weights: 1 + 18 z^5 + 30 z^6 + 15 z^7 and the same from the other end", () => {
    expect(weights(4, 2)).toEqual([1, 0, 0, 0, 0, 18, 30, 15, 15, 30, 18, 0, 0, 0, 0, 1]);
  });

  it("(15, 5) has its known weights: 1 + 15 z^7 + 15 z^8 + z^15", () => {
    expect(weights(4, 3)).toEqual([1, 0, 0, 0, 0, 0, 0, 15, 15, 0, 0, 0, 0, 0, 0, 1]);
  });

  it("(63, 51) corrects every pair of errors", () => {
    const code = bchCode({ family: "bch", fieldDegree: 6, correctableErrors: 2 });
    expect([code.codedBits, code.informationBits]).toEqual([63, 51]);
    const information = Uint8Array.from({ length: 51 }, (_, i) => (i * i + i / 3) & 1);
    const coded = new Uint8Array(63);
    code.encode(information, coded);
    const decoder = code.decoder({});
    const decided = new Uint8Array(51);
    const llrs = Float32Array.from(coded, (bit) => 1 - 2 * bit);
    for (let a = 0; a < 63; a++) {
      for (let b = a; b < 63; b++) {
        llrs[a] = -llrs[a];
        if (b !== a) llrs[b] = -llrs[b];
        expect(decoder.decode(llrs, decided)).toBe(true);
        expect(decided).toEqual(information);
        llrs[a] = -llrs[a];
        if (b !== a) llrs[b] = -llrs[b];
      }
    }
  });

  it("corrects up to t errors in words of any length, shortened or whole", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 11 }),
        fc.integer({ min: 1, max: 20 }),
        fc.infiniteStream(fc.nat()),
        (fieldDegree, wanted, numbers) => {
          const order = 2 ** fieldDegree - 1;
          const next = (limit: number) => (numbers.next().value ?? 0) % limit;
          const correctableErrors = Math.min(wanted, (order - 1) / 2 - 1);
          const primitivePolynomial = smallestPrimitivePolynomial(fieldDegree);
          const whole = new Bch({ fieldDegree, primitivePolynomial, correctableErrors, codedBits: order });
          const codedBits = order - next(whole.informationBits);
          const bch = new Bch({ fieldDegree, primitivePolynomial, correctableErrors, codedBits });
          const word = Uint8Array.from({ length: codedBits }, () => next(2));
          bch.encode(word);
          const received = word.slice();
          const places = new Set<number>();
          const errors = Math.min(next(correctableErrors + 1), codedBits);
          for (let i = 0; i < errors; i++) places.add(next(codedBits));
          for (const place of places) received[place] ^= 1;
          expect(bch.correct(received)).toBe(places.size);
          expect(received).toEqual(word);
        },
      ),
      { seed: 3, numRuns: 150 },
    );
  });

  it("of BCH(127, 64) t = 10 refuses most words of 11 errors and never gives a word that is further off than t", () => {
    const bch = new Bch({ fieldDegree: 7, primitivePolynomial: 0x83, correctableErrors: 10, codedBits: 127 });
    expect(bch.informationBits).toBe(64);
    let refused = 0;
    for (let trial = 0; trial < 200; trial++) {
      const received = new Uint8Array(127);
      for (let i = 0; i < 11; i++) received[(trial * 31 + i * i * 5 + i * 7) % 127] ^= 1;
      const copy = received.slice();
      const corrected = bch.correct(received);
      const changed = received.reduce((count, bit, i) => count + (bit ^ copy[i]), 0);
      if (corrected < 0) refused++;
      expect(changed).toBe(Math.max(0, corrected));
    }
    expect(refused).toBeGreaterThan(150);
  });

  it("decides an LLR of 0 as 0 and takes the largest LLRs", () => {
    const code = bchCode({ family: "bch", fieldDegree: 4, correctableErrors: 2 });
    const decided = new Uint8Array(7).fill(1);
    expect(code.decoder({}).decode(new Float32Array(15), decided)).toBe(true);
    expect(decided).toEqual(new Uint8Array(7));
    expect(code.decoder({}).decode(new Float32Array(15).fill(-3e38), decided)).toBe(true);
    expect(decided).toEqual(new Uint8Array(7).fill(1));
  });

  it("refuses wrong lengths, LLRs that are no numbers and codes that do not exist, by name", () => {
    const code = bchCode({ family: "bch", fieldDegree: 4, correctableErrors: 2 });
    expect(() => code.encode(new Uint8Array(6), new Uint8Array(15))).toThrow("information: expected 7 elements");
    expect(() => code.encode(new Uint8Array(7), new Uint8Array(16))).toThrow("coded: expected 15 elements");
    const llrs = new Float32Array(15);
    llrs[3] = Number.NaN;
    expect(() => code.decoder({}).decode(llrs, new Uint8Array(7))).toThrow("found NaN at index 3");
    expect(() => code.decoder({}).decode(new Float32Array(14), new Uint8Array(7))).toThrow("llrs: expected 15");
    expect(() => bchCode({ family: "bch", fieldDegree: 4, correctableErrors: 8 })).toThrow("correctableErrors");
    expect(() => bchCode({ family: "bch", fieldDegree: 2, correctableErrors: 1 })).toThrow("fieldDegree");
    expect(() => bchCode({ family: "bch", fieldDegree: 4, correctableErrors: 2, shortenedBits: 7 })).toThrow(
      "codedBits: expected a whole number from 9 to 15, found 8",
    );
    expect(() => bchCode({ family: "bch", fieldDegree: 4, correctableErrors: 2, shortenedBits: Number.NaN })).toThrow(
      "shortenedBits",
    );
  });
});
