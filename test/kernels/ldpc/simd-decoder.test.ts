import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ldpcDecoder } from "../../../kernels/ldpc/create-ldpc-decoder.js";
import type { LdpcTrace } from "../../../kernels/ldpc/ldpc-decoder.js";
import type { CheckRule, LdpcSettings } from "../../../kernels/ldpc/ldpc-settings.js";
import type { QuasiCyclicCode } from "../../../kernels/ldpc/quasi-cyclic-code.js";
import { dvbLdpcQuasiCyclic, dvbLdpcTable } from "../../../src/fec/dvb-ldpc.js";
import { nrLdpcQuasiCyclic } from "../../../src/fec/nr-ldpc-base-graph.js";
import { RandomStream } from "../../../src/random/random-stream.js";

/** What a decoder does with frames, down to its messages after each iteration. */
function work(code: QuasiCyclicCode, settings: LdpcSettings, frames: readonly Float32Array[], rows: number): unknown[] {
  const seen: unknown[] = [];
  const onIteration = ({ iteration, posteriors, messages }: LdpcTrace) => {
    seen.push(iteration, Array.from(posteriors, plain), Array.from(messages, plain));
  };
  const decoder = ldpcDecoder(code, settings, { rows, onIteration });
  const hard = new Uint8Array(code.columns * code.liftingSize);
  for (const llrs of frames) seen.push(decoder.decode(llrs, hard), decoder.iterations, [...hard]);
  return seen;
}

/** Without a sign of zero, which nothing depends on. */
function plain(value: number): number {
  return value + 0;
}

function expectSame(code: QuasiCyclicCode, settings: LdpcSettings, frames: readonly Float32Array[], rows = code.rows) {
  const reference = work(code, { ...settings, backend: "reference" }, frames, rows);
  expect(work(code, { ...settings, backend: "simd" }, frames, rows)).toEqual(reference);
}

function gaussian(size: number, seed: number, mean: number, deviation: number): Float32Array {
  const stream = new RandomStream(seed, "test.llrs");
  return Float32Array.from({ length: size }, () => mean + deviation * stream.gaussian());
}

/** Rows of random edges, any number to the same blocks; the first row may have an edge that lacks its first check. */
const codes = fc
  .record({
    liftingSize: fc.integer({ min: 1, max: 40 }),
    rows: fc.integer({ min: 1, max: 5 }),
    columns: fc.integer({ min: 2, max: 9 }),
    degrees: fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 5, maxLength: 5 }),
    hasCorner: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ liftingSize, rows, columns, degrees, hasCorner, seed }): QuasiCyclicCode => {
    const stream = new RandomStream(seed, "test.code");
    const draw = (count: number) => Math.floor(stream.uniform() * count);
    const edges = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: degrees[row] }, () => ({ row, column: draw(columns), shift: draw(liftingSize) })),
    ).flat();
    const corner = { row: 0, column: columns, shift: liftingSize - 1, lacksFirst: true };
    return { liftingSize, rows, columns: columns + 1, edges: hasCorner ? [corner, ...edges] : edges };
  });

const rules: readonly CheckRule[] = [
  { kind: "minSum" },
  { kind: "normalisedMinSum", factor: 0.8125 },
  { kind: "offsetMinSum", offset: 0.4 },
];

describe("the SIMD decoder", () => {
  it("does what the reference does on any code, number for number", () => {
    fc.assert(
      fc.property(
        codes,
        fc.constantFrom("int8", "int16", "float32"),
        fc.constantFrom("layered", "flooding"),
        fc.constantFrom(...rules),
        fc.constantFrom("parity", "none"),
        (code, arithmetic, schedule, checkRule, stop) => {
          const size = code.columns * code.liftingSize;
          const frames = [gaussian(size, 1, 0, 3), gaussian(size, 2, 2, 2), gaussian(size, 3, 0, 1e5)];
          expectSame(code, { arithmetic, schedule, checkRule, iterations: 5, stop }, frames);
        },
      ),
      { numRuns: 400, seed: 1 },
    );
  });

  it("does so with all shapes of NR, a degree-1 column a row", () => {
    for (const [baseGraph, liftingSize, rows] of [
      [1, 2, 46],
      [1, 15, 4],
      [2, 36, 5],
      [2, 208, 20],
    ] as const) {
      const code = nrLdpcQuasiCyclic(baseGraph, liftingSize);
      const frames = [
        gaussian(code.columns * liftingSize, 4, 2.5, 2.2),
        gaussian(code.columns * liftingSize, 5, 0, 50),
      ];
      for (const arithmetic of ["int8", "int16", "float32"] as const) {
        const settings = {
          arithmetic,
          schedule: "layered",
          checkRule: rules[1],
          iterations: 3,
          stop: "parity",
        } as const;
        expectSame(code, settings, frames, rows);
      }
    }
  });

  it("does so with DVB-S2's staircase and its blocks of several circulants", () => {
    const code = dvbLdpcQuasiCyclic(dvbLdpcTable("short", "1/4"));
    for (const schedule of ["layered", "flooding"] as const) {
      const settings = { arithmetic: "int16", schedule, checkRule: rules[2], iterations: 2, stop: "parity" } as const;
      expectSame(code, settings, [gaussian(16_200, 6, 1, 1.4)]);
    }
  });

  it("leaves bits alone that the rows in use do not reach", () => {
    const code = nrLdpcQuasiCyclic(2, 20);
    const size = code.columns * 20;
    for (const backend of ["reference", "simd"] as const) {
      const hard = new Uint8Array(size).fill(7);
      const settings = { arithmetic: "int8", schedule: "layered", checkRule: rules[0], iterations: 3 } as const;
      ldpcDecoder(code, { ...settings, stop: "none", backend }, { rows: 6 }).decode(gaussian(size, 7, 1, 1), hard);
      expect(hard.subarray(0, 16 * 20).every((bit) => bit <= 1)).toBe(true);
      expect(hard.subarray(16 * 20).every((bit) => bit === 7)).toBe(true);
    }
  });
});

describe("sum-product on SIMD", () => {
  it("has the messages of the reference to 1e-5, from certain to next to nothing known", () => {
    const code = nrLdpcQuasiCyclic(1, 24);
    const size = code.columns * 24;
    for (const deviation of [1e-3, 0.1, 1, 5, 20]) {
      const llrs = gaussian(size, 8, 0, deviation);
      const [reference, simd] = (["reference", "simd"] as const).map((backend) => {
        const traces: LdpcTrace[] = [];
        const settings = { arithmetic: "float32", schedule: "flooding", checkRule: { kind: "sumProduct" } } as const;
        ldpcDecoder(
          code,
          { ...settings, iterations: 1, stop: "none", backend },
          { onIteration: (trace) => traces.push(trace) },
        ).decode(llrs, new Uint8Array(size));
        return traces[0].messages;
      });
      for (const [index, message] of reference.entries()) {
        expect(Math.abs(simd[index] - message)).toBeLessThan(2e-6 + 1e-6 * Math.abs(message));
      }
    }
  });
});
