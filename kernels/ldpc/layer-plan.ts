import type { QuasiCyclicCode, QuasiCyclicEdge } from "./quasi-cyclic-code.js";

/** One edge of a layer, in the order in which a decoder works through it. */
export interface PlannedEdge extends QuasiCyclicEdge {
  /** Place in `code.edges`, which orders the messages. */
  readonly index: number;
  /** Another edge of the layer before it joins the same blocks. */
  readonly isRepeated: boolean;
}

export interface PlannedLayer {
  /** With messages, in the code's order. */
  readonly edges: readonly PlannedEdge[];
  /** The edge of a column of degree 1: its LLR goes in, nothing goes back. */
  readonly input?: PlannedEdge;
}

/** What a decoder does with a code, row by row. */
export interface LayerPlan {
  readonly layers: readonly PlannedLayer[];
  /** Columns up to the last one that the layers reach. */
  readonly columns: number;
}

/**
 * The layers of the first `rows` block rows.
 *
 * A column with a single edge in all of them is input only: what its check would tell it can reach no other check, and
 * its bits are decided by their LLRs alone. Where every row has such a column, none is treated so, or no check would be
 * left to say when to stop.
 *
 * @throws RangeError where the code is malformed
 */
export function layerPlan(code: QuasiCyclicCode, rows = code.rows): LayerPlan {
  checkCode(code, rows);
  const used = code.edges.flatMap((edge, index) => (edge.row < rows ? [{ ...edge, index }] : []));
  const degrees = new Int32Array(code.columns);
  for (const { column } of used) degrees[column]++;
  const rowsWithInput = new Set(used.filter(({ column }) => degrees[column] === 1).map(({ row }) => row));
  const hasInputs = rowsWithInput.size < rows;
  const layers: PlannedLayer[] = [];
  for (let row = 0; row < rows; row++) {
    const seen = new Set<number>();
    const edges: PlannedEdge[] = [];
    let input: PlannedEdge | undefined;
    for (const edge of used) {
      if (edge.row !== row) continue;
      const planned = { ...edge, isRepeated: seen.has(edge.column) };
      seen.add(edge.column);
      if (hasInputs && degrees[edge.column] === 1 && !input && !edge.lacksFirst) input = planned;
      else edges.push(planned);
    }
    if (edges.length + (input ? 1 : 0) < 2) {
      throw new RangeError(`layerPlan: row ${row}: expected two edges or more, found ${edges.length}`);
    }
    layers.push({ edges, ...(input && { input }) });
  }
  return { layers, columns: Math.max(...used.map(({ column }) => column)) + 1 };
}

function checkCode({ liftingSize, rows: all, columns, edges }: QuasiCyclicCode, rows: number): void {
  if (!(Number.isInteger(liftingSize) && liftingSize >= 1)) {
    throw new RangeError(`layerPlan: liftingSize: expected a whole number from 1, found ${liftingSize}`);
  }
  if (!(Number.isInteger(rows) && rows >= 1 && rows <= all)) {
    throw new RangeError(`layerPlan: rows: expected a whole number from 1 to ${all}, found ${rows}`);
  }
  const isIndex = (value: number, count: number) => Number.isInteger(value) && value >= 0 && value < count;
  for (const [index, { row, column, shift }] of edges.entries()) {
    const isWithin = isIndex(row, all) && isIndex(column, columns) && isIndex(shift, liftingSize);
    if (!isWithin || (index > 0 && row < edges[index - 1].row)) {
      throw new RangeError(
        `layerPlan: edge ${index}: expected a place inside ${all} rows (rising), ${columns} columns and shifts below ` +
          `${liftingSize}, found row ${row}, column ${column}, shift ${shift}`,
      );
    }
  }
  for (const { row, column } of edges.filter(({ lacksFirst }) => lacksFirst)) {
    const rivals = edges.filter((edge) => edge.row === row && (edge.lacksFirst || edge.column === column));
    if (rivals.length > 1) {
      throw new RangeError(
        `layerPlan: row ${row}: expected at most one edge that lacks its first check, alone in its column, found ` +
          `${rivals.length} edges in its way`,
      );
    }
  }
}
