import { wasmBase64 } from "../generated/regularised-zero-forcing.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import {
  checkRegularisation,
  checkZeroForcingShape,
  singularShare,
  type ZeroForcing,
  type ZeroForcingShape,
} from "./zero-forcing.js";

/**
 * Least share of a user's power, beside the others, at which the weights are done in float32: above it their error is
 * below 4e-6 of their norm, and what zero forcing leaves of interference below -106 dB (random and nearly dependent
 * users, up to 64 on 256 antennas). Both grow as the share's inverse.
 */
const float32Share = 2 ** -4;

/**
 * The weights in WebAssembly SIMD; all arrays lie in the module's own memory.
 *
 * Groups whose users depend on each other are beyond float32 and done again in float64, at less than half the
 * speed: those of a `leastShare` up to 2^-4 (zero forcing would cost a user 12 dB), or of powers beyond 2^-100 to 2^100.
 */
export function regularisedZeroForcingSimd(shape: ZeroForcingShape): ZeroForcing {
  checkZeroForcingShape(shape);
  const { users, antennas, groups } = shape;
  const perGroup = users * antennas;
  const numbers = groups * perGroup;
  const lengths = [numbers, numbers, groups, numbers, numbers, groups];
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const starts = lengths.map((length) => layout.take(4 * length));
  const scratchBytes = functions.scratchBytes(users, antennas);
  const single = layout.take(scratchBytes);
  const double = layout.take(2 * scratchBytes);
  reserve(layout.end);
  const [channelRe, channelIm, regularisation, weightsRe, weightsIm, leastShare] = starts.map(
    (start, index) => new Float32Array(memory.buffer, start, lengths[index]),
  );
  const [hRe, hIm, , wRe, wIm] = starts;
  const { weightsSingle, weightsDouble } = functions;
  const apply = () => {
    checkRegularisation(regularisation);
    for (let group = 0; group < groups; group++) {
      const at = 4 * group * perGroup;
      const [h0, h1, w0, w1] = [hRe + at, hIm + at, wRe + at, wIm + at];
      const alpha = regularisation[group];
      let share = weightsSingle(h0, h1, w0, w1, users, antennas, alpha, float32Share, single);
      if (share === 0) share = weightsDouble(h0, h1, w0, w1, users, antennas, alpha, singularShare, double);
      if (share === 0) {
        weightsRe.fill(Number.NaN, group * perGroup, (group + 1) * perGroup);
        weightsIm.fill(Number.NaN, group * perGroup, (group + 1) * perGroup);
      }
      leastShare[group] = share;
    }
  };
  return { channelRe, channelIm, regularisation, weightsRe, weightsIm, leastShare, apply };
}
