import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { polarBit } from "../../kernels/polar/polar-code.js";
import { informationInterleaverPattern, polarSequence, subBlockPattern } from "../../src/fec/nr-polar.data.js";
import {
  type NrPolarBlock,
  nrPolarBits,
  nrPolarLength,
  nrPolarRateMatching,
  subBlockOrder,
} from "../../src/fec/nr-polar-construction.js";
import { informationOrder, nrPolarSelection, triangularOrder } from "../../src/fec/nr-polar-rate-matching.js";

const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
const upTo = (length: number) => Array.from({ length }, (_, i) => i);

function block(bits: number, codedBits: number, largestExponent: 9 | 10 = 10, parityBits = 0, leastWeight = 0) {
  return { bits, codedBits, largestExponent, parityBits, leastWeightParityBits: leastWeight } satisfies NrPolarBlock;
}

describe("tables of NR polar codes", () => {
  it("the reliability sequence holds every index once", () => {
    expect(sorted(polarSequence)).toEqual(upTo(1024));
  });

  it("a bit is more reliable than one whose index has a subset of its ones, whatever the channel", () => {
    // Mori and Tanaka, 2009. The further order by place of the ones is not kept everywhere: 26 stands before 22.
    const rank = new Uint16Array(1024);
    polarSequence.forEach((index, place) => {
      rank[index] = place;
    });
    for (let index = 0; index < 1024; index++) {
      for (let bit = 0; bit < 10; bit++) {
        if (((index >> bit) & 1) === 0) expect(rank[index]).toBeLessThan(rank[index | (1 << bit)]);
      }
    }
  });

  it("the interleavers are permutations, and the sub-block interleaver pairs blocks n and 31 - n", () => {
    expect(sorted(informationInterleaverPattern)).toEqual(upTo(164));
    expect(sorted(subBlockPattern)).toEqual(upTo(32));
    for (let n = 0; n < 32; n++) expect(subBlockPattern[n] + subBlockPattern[31 - n]).toBe(31);
  });

  it("the information interleaver places each of the first check bits before the last information bit", () => {
    // The purpose of a distributed CRC: some of it can be checked early.
    const order = informationOrder(64);
    const lastInformation = Math.max(...[...order.keys()].filter((place) => order[place] < 40));
    const early = [...order.slice(0, lastInformation)].filter((k) => k >= 40);
    expect(early.length).toBeGreaterThan(0);
    expect(sorted(order)).toEqual(upTo(64));
  });
});

describe("construction of NR polar codes", () => {
  it.each([
    // K, E, n_max -> N by TS 38.212, 5.3.1, by hand.
    [56, 864, 9, 512], // PBCH
    [36, 48, 9, 64],
    [36, 108, 9, 128],
    [64, 1728, 9, 512],
    [18, 8192, 10, 256], // 8 K = 144
    [512, 1024, 10, 1024],
    [100, 288, 10, 256], // E at 9/8 of 256 and K/E below 9/16
    [100, 289, 10, 512],
    [162, 288, 10, 512], // K/E at 9/16
    [5, 6, 10, 32],
  ] as const)("K = %i, E = %i, n_max = %i has N = %i", (bits, codedBits, largestExponent, expected) => {
    expect(nrPolarLength(block(bits, codedBits, largestExponent))).toBe(expected);
  });

  it("carries K bits and n_PC parity bits, none where a place is shortened", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.constantFrom<9 | 10>(9, 10),
        (bits, extra, exponent) => {
          const codedBits = bits + extra;
          const shape = block(bits, codedBits, exponent);
          if (bits > nrPolarLength(shape)) return;
          const kinds = nrPolarBits(shape);
          expect(kinds.filter((kind) => kind === polarBit.information)).toHaveLength(bits);
          const { source, knownZeros } = nrPolarSelection(shape, false);
          for (const index of knownZeros) expect(kinds[index]).toBe(polarBit.frozen);
          // What is sent and what is known to be 0 or was punctured make up the word.
          const sent = new Set(source);
          const unsent = kinds.length - sent.size;
          const kind = nrPolarRateMatching(shape);
          expect(knownZeros).toHaveLength(kind === "shortening" ? unsent : 0);
          if (kind === "repetition") expect(unsent).toBe(0);
        },
      ),
      { numRuns: 200, seed: 38212 },
    );
  });

  it("a shortened bit is 0 whatever the information: no data reaches it", () => {
    const shape = block(36, 48, 9);
    const kinds = nrPolarBits(shape);
    const { knownZeros } = nrPolarSelection(shape, false);
    expect(knownZeros.length).toBe(16);
    // Coded bit i is the sum of the input bits whose index covers i.
    for (const i of knownZeros) {
      for (let j = 0; j < kinds.length; j++) if ((i & ~j) === 0) expect(kinds[j]).toBe(polarBit.frozen);
    }
  });

  it("three parity bits stand on the least reliable places, or one of them on a row of least weight", () => {
    const places = (leastWeight: number) => {
      const kinds = nrPolarBits(block(18, 250, 10, 3, leastWeight));
      return [...kinds.keys()].filter((index) => kinds[index] === polarBit.parity);
    };
    const length = 256;
    const data = polarSequence.filter((index) => index < length);
    // E = 250 of 256: punctured; the 6 unsent places and the first 67 indices are frozen, all less reliable here.
    const used = nrPolarBits(block(18, 250, 10, 3, 0));
    const ordered = data.filter((index) => used[index] !== polarBit.frozen);
    expect(ordered).toHaveLength(21);
    expect(places(0)).toEqual(sorted(ordered.slice(0, 3)));
    const ones = (index: number) => [...index.toString(2)].filter((digit) => digit === "1").length;
    const most = ordered.slice(3);
    const least = Math.min(...most.map(ones));
    const moved = most.filter((index) => ones(index) === least).at(-1)!;
    expect(places(1)).toEqual(sorted([...ordered.slice(0, 2), moved]));
  });

  it("refuses more bits than there are places", () => {
    expect(() => nrPolarBits(block(600, 700, 9))).toThrow(/bits: expected at most 512 bits with E = 700, found 600/);
  });
});

describe("interleavers of NR polar codes", () => {
  it("the sub-block interleaver moves 32 blocks as wholes", () => {
    expect(subBlockOrder(32)).toEqual([...subBlockPattern]);
    expect(subBlockOrder(64).slice(6, 10)).toEqual([8, 9, 6, 7]);
    expect(sorted(subBlockOrder(1024))).toEqual(upTo(1024));
  });

  it("the triangle of six bits is read column by column", () => {
    // Rows 0 1 2 / 3 4 / 5.
    expect([...triangularOrder(6)]).toEqual([0, 3, 5, 1, 4, 2]);
    // Rows 0 1 2 3 / 4 5 6 / 7: the last places are empty.
    expect([...triangularOrder(8)]).toEqual([0, 4, 7, 1, 5, 2, 6, 3]);
  });

  it("the triangle is a permutation for every length", () => {
    for (const length of [1, 2, 3, 18, 100, 1001, 8192]) expect(sorted(triangularOrder(length))).toEqual(upTo(length));
  });
});
