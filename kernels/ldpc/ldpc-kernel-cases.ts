import type { Kernel, ParityCase } from "../kernel.js";
import { uniformNumbers } from "../parity-input.js";
import type { LdpcDecoder } from "./ldpc-decoder.js";
import type { CheckRule, LdpcSettings } from "./ldpc-settings.js";
import type { QuasiCyclicCode, QuasiCyclicEdge } from "./quasi-cyclic-code.js";
import { ReferenceLdpcDecoder } from "./reference-decoder.js";
import { SimdLdpcDecoder } from "./simd-decoder.js";

/** Makes a decoder of the first rows of a code. */
export type LdpcForm = (code: QuasiCyclicCode, settings: LdpcSettings, rows?: number) => LdpcDecoder;

/** The layered decoder of one arithmetic as a kernel. */
export function ldpcKernel(
  arithmetic: LdpcSettings["arithmetic"],
  rules: readonly CheckRule[],
  reason: string,
): Kernel<LdpcForm> {
  return {
    name: `ldpc-${arithmetic}`,
    describe: `layered belief propagation on quasi-cyclic LDPC codes, ${arithmetic}`,
    forms: [
      {
        backend: "reference",
        open: () => (code, settings, rows) => new ReferenceLdpcDecoder(code, settings, { rows }),
      },
      { backend: "simd", open: () => (code, settings, rows) => new SimdLdpcDecoder(code, settings, { rows }) },
    ],
    tolerance: { abs: 0, rel: 0, reason },
    parityCases: function* () {
      for (const [name, code, rows] of codes()) {
        for (const checkRule of rules) {
          for (const [input, llrs] of inputs(code)) {
            const settings = { arithmetic, schedule: "layered", checkRule, iterations: 4, stop: "parity" } as const;
            yield parityCase(`${name}, ${checkRule.kind}, ${input}`, code, settings, llrs, rows);
          }
        }
      }
    },
    benchmark: {
      unit: "information bit",
      prepare: (form) => {
        // As NR's base graph 1 at rate 1/2, Z = 384, 10 fixed iterations.
        const code = extended(384, 22, 20, 1);
        const settings = {
          arithmetic,
          schedule: "layered",
          checkRule: { kind: "normalisedMinSum", factor: 0.75 },
          iterations: 10,
          stop: "none",
        } as const;
        const decoder = form(code, settings);
        const llrs = noise(code, 3, 2);
        const hard = new Uint8Array(llrs.length);
        const run = () => {
          decoder.decode(llrs, hard);
        };
        return { work: 22 * 384, run };
      },
    },
  };
}

function parityCase(
  title: string,
  code: QuasiCyclicCode,
  settings: LdpcSettings,
  llrs: readonly Float32Array[],
  rows?: number,
): ParityCase<LdpcForm> {
  return {
    title,
    run: (form) => {
      const decoder = form(code, settings, rows);
      const size = code.columns * code.liftingSize;
      const output = new Uint8Array(llrs.length * (size + 2));
      // One after another: no frame may leave a trace in the next one.
      for (const [frame, values] of llrs.entries()) {
        const start = frame * (size + 2);
        const holds = decoder.decode(values, output.subarray(start, start + size));
        output[start + size] = holds ? 1 : 0;
        output[start + size + 1] = decoder.iterations;
      }
      return output;
    },
  };
}

/** Z below, at, above and far from multiples of the lanes; the shapes of NR, DVB-S2 and CCSDS. */
function* codes(): Iterable<[string, QuasiCyclicCode, number?]> {
  for (const z of [2, 3, 7, 15, 16, 17, 36, 208, 384]) yield [`extended, Z=${z}`, extended(z, 6, 5, z)];
  yield ["extended, Z=36, some rows", extended(36, 6, 9, 5), 6];
  for (const z of [5, 16, 17, 360]) yield [`staircase, Z=${z}`, staircase(z, 6, 9, z)];
  for (const z of [16, 511]) yield [`double circulants, Z=${z}`, repeated(z, 8, () => 2)];
  for (const z of [24, 45]) yield [`one to four circulants, Z=${z}`, repeated(z, 7, (column) => 1 + (column % 4))];
  yield ["rows of 36 edges, Z=24", dense(24, 36)];
}

/** Noise at three levels; then what saturates, and what says nothing. */
function inputs(code: QuasiCyclicCode): [string, Float32Array[]][] {
  const silent = new Float32Array(code.columns * code.liftingSize);
  const turned = noise(code, 4, 1).map((llr) => (llr < 0 ? -1e6 : 1e6));
  return [
    ["noise", [noise(code, 1, -1), noise(code, 2, 1), noise(code, 3, 4)]],
    ["saturated, then zeros", [turned, silent, noise(code, 5, 2)]],
  ];
}

/** LLRs about a mean, for the word of zeros. */
function noise(code: QuasiCyclicCode, seed: number, mean: number): Float32Array {
  const size = code.columns * code.liftingSize;
  const first = uniformNumbers(size, 2 * seed);
  const second = uniformNumbers(size, 2 * seed + 1);
  return first.map((u, i) => mean + 3 * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * second[i]));
}

/** Four rows over all information columns with a dual diagonal, then rows with a parity column of their own. */
function extended(z: number, information: number, extension: number, seed: number): QuasiCyclicCode {
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
