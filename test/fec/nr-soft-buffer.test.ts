import { describe, expect, it } from "vitest";
import { nrRateMatchingIndex } from "../../src/fec/nr-ldpc-rate-matching.js";
import { NrSoftBuffer } from "../../src/fec/nr-soft-buffer.js";

const block = { baseGraph: 2, liftingSize: 8, payloadBits: 70 } as const;

describe("a soft buffer", () => {
  it("knows filler, and nothing else, before anything is received", () => {
    const { llrs } = new NrSoftBuffer(block);
    expect(llrs).toHaveLength(52 * 8);
    expect(llrs.every((llr, i) => (i >= 70 && i < 80 ? llr > 1000 : llr === 0))).toBe(true);
  });

  it("adds what comes again and fills in what is new", () => {
    const buffer = new NrSoftBuffer(block);
    const first = { bits: 100, redundancyVersion: 0, modulationOrder: 2 } as const;
    const second = { bits: 60, redundancyVersion: 2, modulationOrder: 4 } as const;
    const ones = new Float32Array(100).fill(1);
    buffer.add(ones, first);
    expect(buffer.rows).toBe(6);
    buffer.add(ones, first);
    buffer.add(
      ones.subarray(0, 60).map(() => 5),
      second,
    );
    expect(buffer.rows).toBe(25);
    const expected = new Float32Array(52 * 8).fill(0);
    for (const position of nrRateMatchingIndex(block, first)) expected[position] += 2;
    for (const position of nrRateMatchingIndex(block, second)) expected[position] += 5;
    expected.fill(buffer.llrs[70], 70, 80);
    expect(buffer.llrs).toEqual(expected);
    buffer.clear();
    expect(buffer.llrs).toEqual(new NrSoftBuffer(block).llrs);
    expect(buffer.rows).toBe(4);
  });

  it("adds every repetition within a transmission", () => {
    const buffer = new NrSoftBuffer(block);
    const sent = 50 * 8 - 10;
    buffer.add(new Float32Array(3 * sent).fill(1), { bits: 3 * sent, redundancyVersion: 1, modulationOrder: 1 });
    expect(buffer.llrs.every((llr, i) => (i < 16 ? llr === 0 : i >= 70 && i < 80 ? llr > 1000 : llr === 3))).toBe(true);
    expect(buffer.rows).toBe(42);
  });

  it("refuses a wrong length and LLRs that are not finite", () => {
    const buffer = new NrSoftBuffer(block);
    const sent = { bits: 100, redundancyVersion: 0, modulationOrder: 2 } as const;
    expect(() => buffer.add(new Float32Array(99), sent)).toThrow(/NrSoftBuffer: llrs: expected 100 .* found 99/);
    expect(() => buffer.add(new Float32Array(100).fill(Number.NaN), sent)).toThrow(/NaN at index 0/);
  });
});
