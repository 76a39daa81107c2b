import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { qcXor } from "../../../kernels/ldpc/create-qc-xor.js";
import type { QuasiCyclicCode } from "../../../kernels/ldpc/quasi-cyclic-code.js";
import { dvbLdpcParityIndex, dvbLdpcQuasiCyclic, dvbLdpcTable } from "../../../src/fec/dvb-ldpc.js";
import { DvbLdpcEncoder } from "../../../src/fec/dvb-ldpc-encoder.js";
import { nrLdpcQuasiCyclic } from "../../../src/fec/nr-ldpc-base-graph.js";
import { NrLdpcEncoder } from "../../../src/fec/nr-ldpc-encoder.js";
import { RandomStream } from "../../../src/random/random-stream.js";

const backends = ["reference", "simd"] as const;

function bits(count: number, seed: number): Uint8Array {
  const stream = new RandomStream(seed, "test.bits");
  return Uint8Array.from({ length: count }, () => (stream.uniform() < 0.5 ? 0 : 1));
}

function ones(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

describe("a quasi-cyclic matrix times bits", () => {
  it("is what the definition says of two small circulants", () => {
    // Check i meets bits (i + 1) mod 3 of column 0 and i of column 1; the second row lacks its first check.
    const code: QuasiCyclicCode = {
      liftingSize: 3,
      rows: 2,
      columns: 2,
      edges: [
        { row: 0, column: 0, shift: 1 },
        { row: 0, column: 1, shift: 0 },
        { row: 1, column: 0, shift: 2, lacksFirst: true },
      ],
    };
    for (const backend of backends) {
      const output = new Uint8Array(6);
      qcXor(code, backend).multiply(Uint8Array.of(1, 0, 0, 1, 1, 0), output);
      expect([...output]).toEqual([1, 1, 1, 0, 1, 0]);
    }
  });

  it.each([
    [1, 2],
    [1, 384],
    [2, 15],
    [2, 176],
  ] as const)("is 0 for every code word of NR base graph %i, Z = %i", (baseGraph, liftingSize) => {
    const code = nrLdpcQuasiCyclic(baseGraph, liftingSize);
    const encoder = new NrLdpcEncoder(baseGraph, liftingSize);
    const word = new Uint8Array(encoder.wordBits);
    encoder.encode(bits(encoder.informationBits, liftingSize), word);
    for (const backend of backends) {
      const parity = qcXor(code, backend);
      const syndrome = new Uint8Array(parity.outputBits).fill(1);
      parity.multiply(word, syndrome);
      expect(ones(syndrome)).toBe(0);
      const wrong = word.slice();
      wrong[5 * liftingSize + 1] ^= 1;
      parity.multiply(wrong, syndrome);
      expect(ones(syndrome)).toBe(code.edges.filter(({ column }) => column === 5).length);
    }
  });

  it("is 0 for a code word of DVB-S2, whose staircase has a corner", () => {
    const table = dvbLdpcTable("normal", "3/5");
    const encoder = new DvbLdpcEncoder(table);
    const sent = new Uint8Array(encoder.wordBits);
    sent.set(bits(encoder.informationBits, 1));
    encoder.encode(sent);
    const word = sent.slice();
    for (const [j, place] of dvbLdpcParityIndex(table).entries()) word[place] = sent[encoder.informationBits + j];
    // A last parity bit of 1 must not reach check 0.
    const last = word.length - 1;
    for (const backend of backends) {
      const parity = qcXor(dvbLdpcQuasiCyclic(table), backend);
      const syndrome = new Uint8Array(parity.outputBits);
      parity.multiply(word, syndrome);
      expect(ones(syndrome)).toBe(0);
      word[last] ^= 1;
      parity.multiply(word, syndrome);
      expect(ones(syndrome)).toBe(1);
      word[last] ^= 1;
    }
  });

  it("is linear, and accumulates on top of what is there", () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 7, 16, 36, 128), fc.nat(), fc.nat(), (liftingSize, a, b) => {
        const product = qcXor(nrLdpcQuasiCyclic(2, liftingSize));
        const [x, y] = [bits(product.inputBits, a), bits(product.inputBits, b)];
        const [hx, hy, both] = [0, 1, 2].map(() => new Uint8Array(product.outputBits));
        product.multiply(x, hx);
        product.multiply(y, hy);
        product.multiply(
          x.map((bit, i) => bit ^ y[i]),
          both,
        );
        expect(both).toEqual(hx.map((bit, i) => bit ^ hy[i]));
        product.accumulate(y, hx);
        expect(hx).toEqual(both);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it("refuses what does not fit, naming it", () => {
    const code = nrLdpcQuasiCyclic(2, 4);
    for (const backend of backends) {
      const product = qcXor(code, backend);
      expect(String(product)).toBe(`QcXor(42 x 52 blocks of 4, 197 edges, ${backend})`);
      expect(() => product.multiply(new Uint8Array(207), new Uint8Array(168))).toThrow(
        "qcXor: input.length: expected 208, found 207",
      );
      expect(() => product.accumulate(new Uint8Array(208), new Uint8Array(169))).toThrow(
        "qcXor: output.length: expected 168, found 169",
      );
      expect(() => qcXor({ ...code, rows: 41 }, backend)).toThrow(
        "row: expected a whole number from 0 to 40, found 41",
      );
      expect(() => qcXor({ ...code, liftingSize: Number.NaN }, backend)).toThrow(
        "liftingSize: expected a whole number",
      );
    }
  });
});
