/**
 * A quasi-cyclic parity-check matrix: blocks of Z x Z, each a sum of shifted identity matrices.
 *
 * Variable `column * Z + j` and check `row * Z + i`: an edge (row, column, shift) connects check i of the block row
 * with variable (i + shift) mod Z of the block column. Two edges may join the same blocks (DVB-S2, CCSDS C2 and
 * telecommand codes).
 */
export interface QuasiCyclicCode {
  /** Z, 1 or more, not only multiples of a SIMD width. */
  readonly liftingSize: number;
  readonly rows: number;
  readonly columns: number;
  /** By rising row; a layer of the layered schedule is a block row. */
  readonly edges: readonly QuasiCyclicEdge[];
}

export interface QuasiCyclicEdge {
  readonly row: number;
  readonly column: number;
  /** 0 to Z - 1. */
  readonly shift: number;
  /**
   * Check 0 of the block row has no such edge: the corner of DVB-S2's parity staircase. Decoders take one such edge a
   * block row, in a column that no other edge of the row joins.
   */
  readonly lacksFirst?: boolean;
}
