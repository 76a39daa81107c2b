import { describe, expect, it } from "vitest";
import { layerPlan } from "../../../kernels/ldpc/layer-plan.js";
import type { QuasiCyclicCode, QuasiCyclicEdge } from "../../../kernels/ldpc/quasi-cyclic-code.js";
import { dvbLdpcQuasiCyclic, dvbLdpcTables } from "../../../src/fec/dvb-ldpc.js";
import { nrLdpcQuasiCyclic } from "../../../src/fec/nr-ldpc-base-graph.js";

describe("the plan of layers", () => {
  it("takes each parity column of NR's rows from the fifth on as input only, for any number of rows", () => {
    for (const [baseGraph, information] of [
      [1, 22],
      [2, 10],
    ] as const) {
      const code = nrLdpcQuasiCyclic(baseGraph, 8);
      for (let rows = 4; rows <= code.rows; rows++) {
        const { layers, columns } = layerPlan(code, rows);
        expect(columns).toBe(information + rows);
        expect(layers.map(({ input }) => input?.column)).toEqual(
          layers.map((_, row) => (row < 4 ? undefined : information + row)),
        );
      }
    }
  });

  it("checks all rows of every DVB-S2 code", () => {
    for (const table of dvbLdpcTables) {
      const code = dvbLdpcQuasiCyclic(table);
      const { layers, columns } = layerPlan(code);
      expect(columns).toBe(code.columns);
      expect(layers.every(({ input }) => input === undefined)).toBe(true);
      expect(layers.flatMap(({ edges }) => edges)).toHaveLength(code.edges.length);
    }
  });

  const edge = (row: number, column: number, more: Partial<QuasiCyclicEdge> = {}) => ({
    row,
    column,
    shift: 0,
    ...more,
  });
  const code: QuasiCyclicCode = {
    liftingSize: 4,
    rows: 2,
    columns: 3,
    edges: [edge(0, 0), edge(0, 1), edge(1, 1), edge(1, 2)],
  };

  it.each<[string, Partial<QuasiCyclicCode>, number, string]>([
    ["a lifting size of 0", { liftingSize: 0 }, 2, "liftingSize: expected a whole number from 1, found 0"],
    ["more rows than there are", {}, 3, "rows: expected a whole number from 1 to 2, found 3"],
    ["a shift of Z", { edges: [edge(0, 0, { shift: 4 })] }, 2, "shifts below 4, found row 0, column 0, shift 4"],
    ["half a column", { edges: [edge(0, 0.5)] }, 2, "column 0.5"],
    ["falling rows", { edges: [edge(1, 0), edge(0, 0)] }, 2, "edge 1: expected a place inside 2 rows (rising)"],
    ["a row of one edge", { edges: [edge(0, 0), edge(1, 0), edge(1, 1)] }, 2, "row 0: expected two edges or more"],
    [
      "two edges without their first check in a row",
      { edges: [edge(0, 0, { lacksFirst: true }), edge(0, 1, { lacksFirst: true }), edge(1, 1), edge(1, 2)] },
      2,
      "row 0: expected at most one edge that lacks its first check",
    ],
    [
      "an edge without its first check beside another to the same blocks",
      { edges: [edge(0, 0, { lacksFirst: true }), edge(0, 0, { shift: 1 }), edge(1, 1), edge(1, 2)] },
      2,
      "row 0: expected at most one edge that lacks its first check",
    ],
  ])("refuses %s", (_, change, rows, message) => {
    expect(() => layerPlan({ ...code, ...change }, rows)).toThrow(message);
  });
});
