import type { LdpcDecoder, LdpcOptions } from "./ldpc-decoder.js";
import type { LdpcSettings } from "./ldpc-settings.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";
import { ReferenceLdpcDecoder } from "./reference-decoder.js";
import { SimdLdpcDecoder, simdObstacle } from "./simd-decoder.js";

/**
 * A decoder of a quasi-cyclic LDPC code. Without `settings.backend` it is the SIMD form where that has what is asked
 * for (the layered schedule, no trace, posteriors of 8 or 16 bits), else the reference; both give the same integers.
 *
 * @throws RangeError where a setting is outside its range, naming it
 */
export function ldpcDecoder(code: QuasiCyclicCode, settings: LdpcSettings, options: LdpcOptions = {}): LdpcDecoder {
  const { backend } = settings;
  if (backend !== undefined && backend !== "reference" && backend !== "simd") {
    throw new RangeError(`LdpcSettings: backend: expected reference or simd, found ${backend}`);
  }
  const isReference =
    backend === "reference" || (backend === undefined && simdObstacle(settings, options) !== undefined);
  return isReference ? new ReferenceLdpcDecoder(code, settings, options) : new SimdLdpcDecoder(code, settings, options);
}
