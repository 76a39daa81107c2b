import { describe, expect, it } from "vitest";
import {
  nrBaseGraphChoice,
  nrBaseGraphTable,
  nrLdpcQuasiCyclic,
  nrLiftingSet,
  nrLiftingSizes,
} from "../../src/fec/nr-ldpc-base-graph.js";

const graphs = [1, 2] as const;

describe("base graphs of TS 38.212, Tables 5.3.2-2 and 5.3.2-3", () => {
  it("have 46 x 68 blocks with 316 edges, and 42 x 52 with 197", () => {
    const sizes = graphs.map((graph) => {
      const { rows, columns, edges } = nrLdpcQuasiCyclic(graph, 2);
      return [rows, columns, edges.length];
    });
    expect(sizes).toEqual([
      [46, 68, 316],
      [42, 52, 197],
    ]);
  });

  it("start with four rows of degree 19, and of degree 8, 10, 8, 10", () => {
    expect(
      nrBaseGraphTable(1)
        .columnsOfRow.slice(0, 5)
        .map((row) => row.length),
    ).toEqual([19, 19, 19, 19, 3]);
    expect(
      nrBaseGraphTable(2)
        .columnsOfRow.slice(0, 5)
        .map((row) => row.length),
    ).toEqual([8, 10, 8, 10, 4]);
  });

  it("connect the first two columns, which are not sent, more often than any other", () => {
    for (const graph of graphs) {
      const { columns, edges } = nrLdpcQuasiCyclic(graph, 2);
      const degrees = Array.from({ length: columns }, (_, column) => edges.filter((e) => e.column === column).length);
      const others = Math.max(...degrees.slice(2));
      expect(Math.min(degrees[0], degrees[1])).toBeGreaterThan(others);
    }
  });

  it("have a column of degree 1 and shift 0 for each row from the fifth on", () => {
    for (const graph of graphs) {
      const { systematicColumns } = nrBaseGraphTable(graph);
      const { rows, edges } = nrLdpcQuasiCyclic(graph, 384);
      for (let row = 4; row < rows; row++) {
        expect(edges.filter((edge) => edge.column === systematicColumns + row)).toEqual([
          { row, column: systematicColumns + row, shift: 0 },
        ]);
      }
    }
  });

  it("have a shift for every edge in each of eight sets, below the largest lifting size", () => {
    for (const graph of graphs) {
      const { columnsOfRow, shiftsOfSet } = nrBaseGraphTable(graph);
      expect(shiftsOfSet.map((shifts) => shifts.length)).toEqual(new Array(8).fill(columnsOfRow.flat().length));
      expect(shiftsOfSet.flat().every((shift) => Number.isInteger(shift) && shift >= 0 && shift < 384)).toBe(true);
    }
  });

  it("rise from column to column in each row", () => {
    for (const graph of graphs) {
      for (const row of nrBaseGraphTable(graph).columnsOfRow) expect(row).toEqual([...row].sort((a, b) => a - b));
    }
  });
});

describe("lifting sizes of TS 38.212, Table 5.3.2-1", () => {
  it("are 51, from 2 to 384, a prime or 1 times a power of two", () => {
    expect(nrLiftingSizes).toHaveLength(51);
    expect(new Set(nrLiftingSizes).size).toBe(51);
    expect([nrLiftingSizes[0], nrLiftingSizes[50]]).toEqual([2, 384]);
  });

  it("belong to the set of their odd factor", () => {
    expect([384, 352, 208, 36, 15, 7, 256, 320].map(nrLiftingSet)).toEqual([1, 5, 6, 4, 7, 3, 0, 2]);
  });

  it("other than these are refused, as is a base graph 3", () => {
    expect(() => nrLdpcQuasiCyclic(1, 385)).toThrow(/liftingSize: .* found 385/);
    expect(() => nrLdpcQuasiCyclic(1, Number.NaN)).toThrow(/liftingSize/);
    // @ts-expect-error: only 1 and 2 exist
    expect(() => nrLdpcQuasiCyclic(3, 384)).toThrow(/baseGraph: expected 1 or 2, found 3/);
  });
});

describe("choice of the base graph (TS 38.212, 7.2.2)", () => {
  it("takes 2 up to 292 bits, up to 3824 bits at rates up to 0.67, and at rates up to 1/4", () => {
    expect(nrBaseGraphChoice(292, 0.9)).toBe(2);
    expect(nrBaseGraphChoice(293, 0.9)).toBe(1);
    expect(nrBaseGraphChoice(3824, 0.67)).toBe(2);
    expect(nrBaseGraphChoice(3824, 0.671)).toBe(1);
    expect(nrBaseGraphChoice(3825, 0.67)).toBe(1);
    expect(nrBaseGraphChoice(100_000, 0.25)).toBe(2);
    expect(nrBaseGraphChoice(100_000, 0.2501)).toBe(1);
  });
});
