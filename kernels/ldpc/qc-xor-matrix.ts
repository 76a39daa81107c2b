import type { QuasiCyclicCode, QuasiCyclicEdge } from "./quasi-cyclic-code.js";

/** A quasi-cyclic matrix, checked, with what every form of `QcXor` needs of it. */
export interface QcXorMatrix {
  readonly liftingSize: number;
  readonly rows: number;
  readonly columns: number;
  readonly edges: readonly QuasiCyclicEdge[];
  readonly inputBits: number;
  readonly outputBits: number;
  /** @throws RangeError where a length is wrong */
  readonly check: (input: Uint8Array, output: Uint8Array) => void;
  readonly describe: (form: string) => string;
}

/** @throws RangeError where an edge lies outside the matrix; the edges may stand in any order */
export function qcXorMatrix({ liftingSize, rows, columns, edges }: QuasiCyclicCode): QcXorMatrix {
  checkWhole("liftingSize", liftingSize, 1, Number.MAX_SAFE_INTEGER);
  checkWhole("rows", rows, 0, Number.MAX_SAFE_INTEGER);
  checkWhole("columns", columns, 0, Number.MAX_SAFE_INTEGER);
  for (const [index, { row, column, shift }] of edges.entries()) {
    checkWhole(`edges[${index}].row`, row, 0, rows - 1);
    checkWhole(`edges[${index}].column`, column, 0, columns - 1);
    checkWhole(`edges[${index}].shift`, shift, 0, liftingSize - 1);
  }
  const inputBits = columns * liftingSize;
  const outputBits = rows * liftingSize;
  return {
    liftingSize,
    rows,
    columns,
    edges,
    inputBits,
    outputBits,
    check: (input, output) => {
      checkWhole("input.length", input.length, inputBits, inputBits);
      checkWhole("output.length", output.length, outputBits, outputBits);
    },
    describe: (form) => `QcXor(${rows} x ${columns} blocks of ${liftingSize}, ${edges.length} edges, ${form})`,
  };
}

function checkWhole(argument: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const expected = least === most ? `${least}` : `a whole number from ${least} to ${most}`;
  throw new RangeError(`qcXor: ${argument}: expected ${expected}, found ${value}`);
}
