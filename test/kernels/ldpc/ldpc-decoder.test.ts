import { describe, expect, it } from "vitest";
import { ldpcDecoder } from "../../../kernels/ldpc/create-ldpc-decoder.js";
import type { LdpcTrace } from "../../../kernels/ldpc/ldpc-decoder.js";
import type { LdpcSettings } from "../../../kernels/ldpc/ldpc-settings.js";
import type { QuasiCyclicCode } from "../../../kernels/ldpc/quasi-cyclic-code.js";
import { nrLdpcQuasiCyclic } from "../../../src/fec/nr-ldpc-base-graph.js";
import { RandomStream } from "../../../src/random/random-stream.js";

const layered: LdpcSettings = {
  arithmetic: "float32",
  schedule: "layered",
  checkRule: { kind: "sumProduct" },
  iterations: 20,
  stop: "parity",
};
/** Hamming code (7, 4) as a quasi-cyclic code of Z = 1. */
const hamming: QuasiCyclicCode = {
  liftingSize: 1,
  rows: 3,
  columns: 7,
  edges: [
    [0, 1, 2, 4],
    [0, 1, 3, 5],
    [0, 2, 3, 6],
  ].flatMap((columns, row) => columns.map((column) => ({ row, column, shift: 0 }))),
};

/** LLRs of BPSK zeros on a code whose first two columns are not sent, as NR's. */
function received(code: QuasiCyclicCode, rows: number, esn0: number, seed: number): Float32Array {
  const stream = new RandomStream(seed, "test.llrs");
  const z = code.liftingSize;
  const sent = (code.columns - code.rows + rows) * z;
  return Float32Array.from({ length: code.columns * z }, (_, i) => {
    if (i < 2 * z || i >= sent) return 0;
    return 4 * esn0 + Math.sqrt(8 * esn0) * stream.gaussian();
  });
}

describe("sum-product decoding", () => {
  it("of a single check gives the exact LLR, 2 artanh of the product of tanh", () => {
    const check: QuasiCyclicCode = {
      liftingSize: 4,
      rows: 2,
      columns: 3,
      edges: [0, 1, 2]
        .flatMap((column) => [{ row: 0, column, shift: 0 }])
        .concat([
          { row: 1, column: 0, shift: 0 },
          { row: 1, column: 1, shift: 0 },
          { row: 1, column: 2, shift: 0 },
        ]),
    };
    const traces: LdpcTrace[] = [];
    const decoder = ldpcDecoder(
      check,
      { ...layered, schedule: "flooding", iterations: 1 },
      { onIteration: (trace) => traces.push(trace) },
    );
    decoder.decode(Float32Array.from([1, 0.2, -3, 30, 2, -0.7, 0.1, 25, 4, 4, 4, 4]), new Uint8Array(12));
    for (const [place, a, b] of [
      [0, 2, 4],
      [1, -0.7, 4],
      [2, 0.1, 4],
      [3, 25, 4],
    ]) {
      expect(traces[0].messages[place]).toBeCloseTo(2 * Math.atanh(Math.tanh(a / 2) * Math.tanh(b / 2)), 5);
    }
  });

  it("decides as the reference does on SIMD, over frames from hopeless to easy", () => {
    const code = nrLdpcQuasiCyclic(2, 52);
    const size = code.columns * code.liftingSize;
    const [a, b] = [new Uint8Array(size), new Uint8Array(size)];
    const reference = ldpcDecoder(code, { ...layered, backend: "reference" }, { rows: 12 });
    const simd = ldpcDecoder(code, { ...layered, backend: "simd" }, { rows: 12 });
    let agreed = 0;
    for (let seed = 0; seed < 40; seed++) {
      const llrs = received(code, 12, 0.45 + seed / 80, seed);
      if (reference.decode(llrs, a) === simd.decode(llrs, b)) agreed++;
      // Where both end on a code word, it is the same one.
      if (reference.iterations < 20 && simd.iterations < 20) expect(b).toEqual(a);
      expect(Math.abs(reference.iterations - simd.iterations)).toBeLessThanOrEqual(1);
    }
    expect(agreed).toBeGreaterThanOrEqual(39);
  });

  it("stays finite for LLRs as large as float32 holds", () => {
    const code = nrLdpcQuasiCyclic(2, 7);
    const size = code.columns * code.liftingSize;
    const hard = new Uint8Array(size);
    for (const backend of ["reference", "simd"] as const) {
      const decoder = ldpcDecoder(code, { ...layered, backend });
      expect(decoder.decode(new Float32Array(size).fill(3e38), hard)).toBe(true);
      expect(hard.every((bit) => bit === 0)).toBe(true);
      decoder.decode(
        Float32Array.from({ length: size }, (_, i) => (i % 3 === 0 ? -3e38 : 3e38)),
        hard,
      );
      expect(hard.every((bit) => bit === 0 || bit === 1)).toBe(true);
    }
  });
});

describe("an LDPC decoder", () => {
  it("corrects each single error of the Hamming code, by any rule, schedule and arithmetic", () => {
    for (const arithmetic of ["float32", "int16", "int8"] as const) {
      for (const schedule of ["layered", "flooding"] as const) {
        const decoder = ldpcDecoder(hamming, { ...layered, arithmetic, schedule, checkRule: { kind: "minSum" } });
        for (let wrong = 0; wrong < 7; wrong++) {
          const llrs = Float32Array.from({ length: 7 }, (_, i) => (i === wrong ? -1 : 2.5));
          const hard = new Uint8Array(7);
          expect(decoder.decode(llrs, hard)).toBe(true);
          expect([...hard]).toEqual([0, 0, 0, 0, 0, 0, 0]);
        }
      }
    }
  });

  it("converges in about half the iterations when it is layered, as Hocevar found in 2004", () => {
    const code = nrLdpcQuasiCyclic(1, 24);
    const hard = new Uint8Array(code.columns * code.liftingSize);
    const mean = (schedule: "layered" | "flooding") => {
      const decoder = ldpcDecoder(code, { ...layered, schedule, iterations: 60, backend: "reference" }, { rows: 24 });
      let sum = 0;
      for (let seed = 0; seed < 12; seed++) {
        decoder.decode(received(code, 24, 0.85, seed), hard);
        sum += decoder.iterations;
      }
      return sum / 12;
    };
    const ratio = mean("flooding") / mean("layered");
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2.5);
  });

  it("goes on past a code word that the CRC refuses, and ends with the first that it accepts", () => {
    const code = nrLdpcQuasiCyclic(2, 16);
    const size = code.columns * code.liftingSize;
    for (const backend of ["reference", "simd"] as const) {
      let asked = 0;
      const decoder = ldpcDecoder(code, { ...layered, backend }, { accept: () => ++asked === 3 });
      expect(decoder.decode(new Float32Array(size).fill(8), new Uint8Array(size))).toBe(true);
      expect([asked, decoder.iterations]).toEqual([3, 3]);
    }
  });

  it("works with posteriors of fewer bits than its lanes have", () => {
    const quantisation = { llrScale: 2, llrBits: 4, messageBits: 4, posteriorBits: 6 };
    for (const backend of ["reference", "simd"] as const) {
      const settings = {
        ...layered,
        arithmetic: "int8",
        checkRule: { kind: "minSum" },
        quantisation,
        backend,
      } as const;
      const traces: LdpcTrace[] = [];
      const decoder = ldpcDecoder(hamming, settings, { onIteration: (trace) => traces.push(trace) });
      decoder.decode(new Float32Array(7).fill(100), new Uint8Array(7));
      // LLRs clip at 7 counts; three messages of 7 more reach 28 of the 31 that six bits hold.
      expect(Math.max(...traces[0].messages)).toBe(7);
      expect(Math.max(...traces[0].posteriors)).toBe(28);
    }
  });

  it("rounds LLRs to the nearest count, ties to even, and clips them", () => {
    const llrs = Float32Array.from([0.125, 0.375, -0.125, -0.375, 0.37, 100, -100]);
    for (const backend of ["reference", "simd"] as const) {
      const traces: LdpcTrace[] = [];
      const decoder = ldpcDecoder(
        // Only columns 4 to 6 are in one check alone, and they keep their LLRs where every message is 0.
        { ...hamming, edges: hamming.edges.map((edge) => ({ ...edge, column: (edge.column + 6) % 7 })) },
        { ...layered, arithmetic: "int8", checkRule: { kind: "offsetMinSum", offset: 16 }, iterations: 1, backend },
        { onIteration: (trace) => traces.push(trace) },
      );
      decoder.decode(llrs, new Uint8Array(7));
      expect([...traces[0].posteriors].map((count) => count + 0)).toEqual([0, 2, 0, -2, 1, 63, -63]);
    }
  });

  it("says in one line what it is", () => {
    const settings = { ...layered, checkRule: { kind: "normalisedMinSum", factor: 0.77 }, backend: "simd" } as const;
    const code = nrLdpcQuasiCyclic(1, 384);
    expect(String(ldpcDecoder(code, { ...settings, arithmetic: "int8" }, { rows: 24 }))).toBe(
      "LDPC 24 of 46 x 68 blocks of 384: layered min-sum x 0.75, " +
        "int8 (4 counts a unit of LLR; LLRs 7, messages 6, posteriors 8 bits), up to 20 iterations, simd",
    );
    expect(String(ldpcDecoder(hamming, { ...layered, stop: "none", backend: "reference" }))).toBe(
      "LDPC 3 x 7 blocks of 1: layered sum-product, float32, 20 iterations, reference",
    );
  });

  it.each<[string, Partial<LdpcSettings>, string]>([
    ["no iterations", { iterations: 0 }, "iterations: expected a whole number from 1, found 0"],
    ["sum-product in integers", { arithmetic: "int8" }, "checkRule: expected sumProduct with float32 only"],
    ["a factor over 1", { checkRule: { kind: "normalisedMinSum", factor: 1.5 } }, "checkRule.factor"],
    ["an offset that is none", { checkRule: { kind: "offsetMinSum", offset: Number.NaN } }, "checkRule.offset"],
    [
      "a format in float32",
      { quantisation: { llrScale: 1, llrBits: 5, messageBits: 5, posteriorBits: 8 } },
      "quantisation: expected none with float32",
    ],
    [
      "17 bits",
      {
        arithmetic: "int16",
        checkRule: { kind: "minSum" },
        quantisation: { llrScale: 1, llrBits: 17, messageBits: 5, posteriorBits: 8 },
      },
      "quantisation.llrBits: expected a whole number from 2 to 16, found 17",
    ],
    [
      "posteriors narrower than LLRs",
      {
        arithmetic: "int8",
        checkRule: { kind: "minSum" },
        quantisation: { llrScale: 1, llrBits: 6, messageBits: 4, posteriorBits: 5 },
      },
      "quantisation.posteriorBits: expected at least the 6 bits of LLRs and messages, found 5",
    ],
  ])("refuses %s, naming the setting", (_, change, message) => {
    expect(() => ldpcDecoder(hamming, { ...layered, ...change })).toThrow(message);
  });

  it("refuses frames of another length, naming the argument", () => {
    for (const backend of ["reference", "simd"] as const) {
      const decoder = ldpcDecoder(hamming, { ...layered, backend });
      expect(() => decoder.decode(new Float32Array(6), new Uint8Array(7))).toThrow(
        "llrs: expected 7 elements, found 6",
      );
      expect(() => decoder.decode(new Float32Array(7), new Uint8Array(8))).toThrow(
        "hard: expected 7 elements, found 8",
      );
    }
  });
});
