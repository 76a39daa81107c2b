import { describe, expect, it } from "vitest";
import {
  type NrBaseGraph,
  nrBaseGraphTable,
  nrLdpcQuasiCyclic,
  nrLiftingSizes,
} from "../../src/fec/nr-ldpc-base-graph.js";
import { NrLdpcEncoder } from "../../src/fec/nr-ldpc-encoder.js";
import { RandomStream } from "../../src/random/random-stream.js";

function randomBits(length: number, stream: RandomStream): Uint8Array {
  return Uint8Array.from({ length }, () => (stream.uniform() < 0.5 ? 0 : 1));
}

/** Parity checks that a word breaks, in the first `rows` block rows, straight from the matrix. */
function brokenChecks(graph: NrBaseGraph, size: number, word: Uint8Array, rows: number): number {
  const { edges } = nrLdpcQuasiCyclic(graph, size);
  const checks = new Uint8Array(rows * size);
  for (const { row, column, shift } of edges) {
    if (row >= rows) continue;
    for (let i = 0; i < size; i++) checks[row * size + i] ^= word[column * size + ((i + shift) % size)];
  }
  return checks.reduce((sum, check) => sum + check, 0);
}

describe("the NR LDPC encoder (TS 38.212, 5.3.2)", () => {
  for (const graph of [1, 2] as const) {
    it(`meets every parity check of base graph ${graph} with each of 51 lifting sizes`, () => {
      const stream = new RandomStream(7, "test.encoder", graph);
      for (const size of nrLiftingSizes) {
        const encoder = new NrLdpcEncoder(graph, size);
        const information = randomBits(encoder.informationBits, stream);
        const word = new Uint8Array(encoder.wordBits).fill(1);
        encoder.encode(information, word);
        expect(word.slice(0, information.length)).toEqual(information);
        expect(brokenChecks(graph, size, word, nrBaseGraphTable(graph).rows)).toBe(0);
      }
    });
  }

  it("gives the beginning of the same word where later rows are left out", () => {
    const stream = new RandomStream(8, "test.encoder");
    const whole = new NrLdpcEncoder(2, 13);
    const information = randomBits(whole.informationBits, stream);
    const word = new Uint8Array(whole.wordBits);
    whole.encode(information, word);
    for (const rows of [4, 5, 17]) {
      const part = new NrLdpcEncoder(2, 13, rows);
      const beginning = new Uint8Array(part.wordBits);
      part.encode(information, beginning);
      expect(beginning).toEqual(word.slice(0, (10 + rows) * 13));
    }
  });

  it("is linear, keeps no trace of the word before, and turns zeros into zeros", () => {
    const stream = new RandomStream(9, "test.encoder");
    const encoder = new NrLdpcEncoder(1, 26);
    const encode = (information: Uint8Array) => {
      const word = new Uint8Array(encoder.wordBits);
      encoder.encode(information, word);
      return word;
    };
    const a = randomBits(encoder.informationBits, stream);
    const b = randomBits(encoder.informationBits, stream);
    const sum = encode(a.map((bit, i) => bit ^ b[i]));
    const wordB = encode(b);
    expect(encode(a).map((bit, i) => bit ^ wordB[i])).toEqual(sum);
    expect(encode(new Uint8Array(a.length)).some((bit) => bit !== 0)).toBe(false);
  });

  it("refuses wrong lengths and rows by name", () => {
    const encoder = new NrLdpcEncoder(1, 2);
    expect(() => encoder.encode(new Uint8Array(43), new Uint8Array(136))).toThrow(
      /information: expected 44 .* found 43/,
    );
    expect(() => encoder.encode(new Uint8Array(44), new Uint8Array(1))).toThrow(/word: expected 136 .* found 1/);
    expect(() => new NrLdpcEncoder(1, 2, 3)).toThrow(/rows: .* 4 to 46, found 3/);
    expect(() => new NrLdpcEncoder(2, 2, 43)).toThrow(/rows: .* 4 to 42, found 43/);
    expect(() => new NrLdpcEncoder(2, 17)).toThrow(/liftingSize/);
  });
});
