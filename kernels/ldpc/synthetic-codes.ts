import { uniformNumbers } from "../parity-input.js";
import type { QuasiCyclicCode, QuasiCyclicEdge } from "./quasi-cyclic-code.js";

/** Z below, at, above and far from multiples of the lanes; the shapes of NR, DVB-S2 and CCSDS. */
export function* syntheticCodes(): Iterable<[string, QuasiCyclicCode, number?]> {
  for (const z of [2, 3, 7, 15, 16, 17, 36, 208, 384]) yield [`extended, Z=${z}`, extended(z, 6, 5, z)];
  yield ["extended, Z=36, some rows", extended(36, 6, 9, 5), 6];
  for (const z of [5, 16, 17, 360]) yield [`staircase, Z=${z}`, staircase(z, 6, 9, z)];
  for (const z of [16, 511]) yield [`double circulants, Z=${z}`, repeated(z, 8, () => 2)];
  for (const z of [24, 45]) yield [`one to four circulants, Z=${z}`, repeated(z, 7, (column) => 1 + (column % 4))];
  yield ["rows of 36 edges, Z=24", dense(24, 36)];
}

/** Four rows over all information columns with a dual diagonal, then rows with a parity column of their own. */
export function extended(z: number, information: number, extension: number, seed: number): QuasiCyclicCode {
  const draw = draws(seed);
  const edges: QuasiCyclicEdge[] = [];
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < information; column++) {
      if (information < 8 || draw() < 0.82) edges.push({ row, column, shift: Math.floor(draw() * z) });
    }
    edges.push({ row, column: information + row, shift: 0 });
    if (row > 0) edges.push({ row, column: information + row - 1, shift: 0 });
  }
  for (let row = 4; row < 4 + extension; row++) {
    const taken = new Set<number>();
    while (taken.size < 3 + (row % 4)) taken.add(Math.floor(draw() * (information + 4)));
    for (const column of [...taken].sort((a, b) => a - b)) edges.push({ row, column, shift: Math.floor(draw() * z) });
    edges.push({ row, column: information + row, shift: 0 });
  }
  return { liftingSize: z, rows: 4 + extension, columns: information + 4 + extension, edges };
}

/** Information with double circulants among it, and DVB-S2's parity staircase with its open corner. */
function staircase(z: number, information: number, rows: number, seed: number): QuasiCyclicCode {
  const draw = draws(seed);
  const edges: QuasiCyclicEdge[] = [];
  for (let row = 0; row < rows; row++) {
    const column = Math.floor(draw() * information);
    const shift = Math.floor(draw() * z);
    edges.push({ row, column, shift }, { row, column, shift: (shift + 1 + Math.floor(draw() * (z - 1))) % z });
    edges.push({ row, column: (column + 1) % information, shift: Math.floor(draw() * z) });
    edges.push({ row, column: information + row, shift: 0 });
    if (row > 0) edges.push({ row, column: information + row - 1, shift: 0 });
    else edges.push({ row, column: information + rows - 1, shift: z - 1, lacksFirst: true });
  }
  return { liftingSize: z, rows, columns: information + rows, edges };
}

/** Rows over columns of several circulants each, as CCSDS C2 and some codes of DVB-S2. */
function repeated(z: number, columns: number, circulants: (column: number) => number): QuasiCyclicCode {
  const edges: QuasiCyclicEdge[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < columns; column++) {
      for (let k = 0; k < circulants(column); k++) {
        edges.push({ row, column, shift: (row * 5 + column * 3 + k * (7 + row)) % z });
      }
    }
  }
  return { liftingSize: z, rows: 3, columns, edges };
}

/** Rows longer than any that is unrolled. */
function dense(z: number, columns: number): QuasiCyclicCode {
  const edges: QuasiCyclicEdge[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < columns; column++)
      edges.push({ row, column, shift: (row * column * 5 + column) % z });
  }
  return { liftingSize: z, rows: 3, columns, edges };
}

/** Numbers in (0, 1), one after another. */
function draws(seed: number): () => number {
  const numbers = uniformNumbers(4096, seed + 100);
  let next = 0;
  return () => numbers[next++ % numbers.length];
}
