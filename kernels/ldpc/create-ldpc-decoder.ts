import { hasWasmSimd } from "../wasm-simd.js";
import type { LdpcDecoder, LdpcOptions } from "./ldpc-decoder.js";
import type { LdpcSettings } from "./ldpc-settings.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";
import { ReferenceLdpcDecoder } from "./reference-decoder.js";
import { SimdLdpcDecoder } from "./simd-decoder.js";

/**
 * A decoder of a quasi-cyclic LDPC code. Without `settings.backend` it is the SIMD form, or the reference where the
 * engine has no SIMD or `options.onIteration` asks for the inner numbers; both give the same integers.
 *
 * @throws RangeError where a setting is outside its range, naming it
 */
export function ldpcDecoder(code: QuasiCyclicCode, settings: LdpcSettings, options: LdpcOptions = {}): LdpcDecoder {
  const fastest = options.onIteration === undefined && hasWasmSimd() ? "simd" : "reference";
  const { backend = fastest } = settings;
  if (backend === "reference") return new ReferenceLdpcDecoder(code, settings, options);
  if (backend === "simd") return new SimdLdpcDecoder(code, settings, options);
  throw new RangeError(`LdpcSettings: backend: expected reference or simd, found ${backend}`);
}
