import type { Kernel, ParityCase } from "../kernel.js";
import { uniformNumbers } from "../parity-input.js";
import { type QcXor, qcXorReference } from "./qc-xor.js";
import { qcXorSimd } from "./qc-xor-simd.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";
import { extended, syntheticCodes } from "./synthetic-codes.js";

/** Makes the product with a code's matrix. */
export type QcXorForm = (code: QuasiCyclicCode) => QcXor;

export const qcXorKernel: Kernel<QcXorForm> = {
  name: "qc-xor",
  describe: "quasi-cyclic matrix over GF(2) times bits, for LDPC encoders",
  forms: [
    { backend: "reference", open: () => qcXorReference },
    { backend: "simd", open: () => qcXorSimd },
  ],
  tolerance: { abs: 0, rel: 0, reason: "bits are exact" },
  parityCases: function* () {
    for (const [name, code] of syntheticCodes()) yield parityCase(name, code);
    for (const z of [1, 31, 63, 64, 65, 128]) yield parityCase(`extended, Z=${z}`, extended(z, 6, 5, z));
    yield parityCase("rows without edges", {
      liftingSize: 20,
      rows: 3,
      columns: 2,
      edges: [{ row: 1, column: 1, shift: 19 }],
    });
    yield parityCase("no rows", { liftingSize: 5, rows: 0, columns: 2, edges: [] });
    yield parityCase("no columns", { liftingSize: 5, rows: 2, columns: 0, edges: [] });
  },
  benchmark: {
    unit: "information bit",
    prepare: (form) => {
      // As NR's base graph 1 at rate 1/2, Z = 384.
      const code = extended(384, 22, 20, 1);
      const product = form(code);
      const input = bits(product.inputBits, 1);
      const output = new Uint8Array(product.outputBits);
      return { work: 22 * 384, run: () => product.multiply(input, output) };
    },
  },
};

/** Two products, the second on top of the first; then one more that must not know of them. */
function parityCase(title: string, code: QuasiCyclicCode): ParityCase<QcXorForm> {
  return {
    title,
    run: (form) => {
      const product = form(code);
      const { inputBits, outputBits } = product;
      const output = new Uint8Array(3 * outputBits);
      for (const [index, seed] of [1, 2, 3].entries()) {
        const part = output.subarray(index * outputBits, (index + 1) * outputBits);
        part.fill(1);
        if (index === 1) part.set(output.subarray(0, outputBits));
        product[index === 1 ? "accumulate" : "multiply"](bits(inputBits, seed), part);
      }
      return output;
    },
  };
}

function bits(count: number, seed: number): Uint8Array {
  return Uint8Array.from(uniformNumbers(count, seed), (u) => (u < 0.5 ? 0 : 1));
}
