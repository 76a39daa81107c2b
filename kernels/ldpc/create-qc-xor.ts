import type { Backend } from "../kernel.js";
import { hasWasmSimd } from "../wasm-simd.js";
import { type QcXor, qcXorReference } from "./qc-xor.js";
import { qcXorSimd } from "./qc-xor-simd.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";

/**
 * Multiplies bits by a quasi-cyclic matrix over GF(2), or by a part of one: give the edges of the block rows and columns
 * meant, counted from 0.
 *
 * @param backend  SIMD if left out, or the reference where there is none
 * @throws RangeError where an edge lies outside the matrix
 */
export function qcXor(
  code: QuasiCyclicCode,
  backend: Exclude<Backend, "gpu"> = hasWasmSimd() ? "simd" : "reference",
): QcXor {
  if (backend === "simd") return qcXorSimd(code);
  if (backend === "reference") return qcXorReference(code);
  throw new RangeError(`qcXor: backend: expected reference or simd, found ${backend}`);
}
