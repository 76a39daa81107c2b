import { wasmBase64 } from "../generated/regularised-zero-forcing.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { GroupWeights } from "./group-weights.js";
import { checkRegularisation, checkZeroForcingShape, type ZeroForcing, type ZeroForcingShape } from "./zero-forcing.js";

/**
 * Least share of a user's power, beside the others, at which the weights are done in float32: above it their error is
 * below 4e-6 of their norm, and what zero forcing leaves of interference below -106 dB (random and nearly dependent
 * users, up to 64 on 256 antennas). Both grow as the share's inverse.
 */
const float32Share = 2 ** -4;

/**
 * The weights in WebAssembly SIMD, float32; all arrays lie in the module's own memory.
 *
 * Groups whose users depend on each other are beyond float32 and done in float64, as in the reference, at its speed:
 * those of a `leastShare` up to 2^-4 (zero forcing would cost a user 12 dB), or of powers beyond 2^-100 to 2^100.
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
  const scratch = layout.take(functions.scratchBytes(users, antennas));
  reserve(layout.end);
  const [channelRe, channelIm, regularisation, weightsRe, weightsIm, leastShare] = starts.map(
    (start, index) => new Float32Array(memory.buffer, start, lengths[index]),
  );
  const made = { channelRe, channelIm, regularisation, weightsRe, weightsIm, leastShare };
  const [hRe, hIm, , wRe, wIm] = starts;
  const inDouble = new GroupWeights(users, antennas);
  const apply = () => {
    checkRegularisation(regularisation);
    for (let group = 0; group < groups; group++) {
      const at = 4 * group * perGroup;
      leastShare[group] = functions.weights(
        hRe + at,
        hIm + at,
        wRe + at,
        wIm + at,
        users,
        antennas,
        regularisation[group],
        float32Share,
        scratch,
      );
      if (leastShare[group] === 0) inDouble.solve(made, group);
    }
  };
  return { ...made, apply };
}
