import type { GpuAdapter } from "../gpu/gpu-adapter.js";
import { blockMinimum } from "./block-minimum.js";
import { type BlockShape, checkBlockShape } from "./block-sinrs.js";
import {
  checkedBeta,
  type ExponentialMapping,
  type ExponentialMappingForm,
  effectiveSinr,
} from "./exponential-mapping.js";

/** Elements that one thread adds; their sums are added here, in float64. */
const stretch = 64;

/** The exponential mapping on a graphics processor, float32 with sums of 64 elements a thread. */
export function exponentialMappingGpu(gpu: GpuAdapter): ExponentialMappingForm {
  return (shape: BlockShape): ExponentialMapping => {
    checkBlockShape("exponentialMapping", shape);
    const { blocks, elements } = shape;
    const sums = gpu.program<[Float32Array, Float32Array, Float32Array, number, number]>(
      function (sinr, minimum, inverseBeta, count, length) {
        let sum = 0;
        for (let i = 0; i < length; i++) {
          if (this.thread.x * length + i < count) {
            const below = minimum[this.thread.y] - sinr[this.thread.y * count + this.thread.x * length + i];
            sum += Math.exp(below * inverseBeta[this.thread.y]);
          }
        }
        return sum;
      },
      ["Array", "Array", "Array", "Integer", "Integer"],
    );
    const sinr = new Float32Array(blocks * elements);
    const beta = new Float32Array(blocks);
    const mapped = new Float64Array(blocks);
    const minimum = new Float32Array(blocks);
    const inverseBeta = new Float32Array(blocks);
    const stretches = Math.ceil(elements / stretch);
    const map = async () => {
      for (let block = 0; block < blocks; block++) {
        inverseBeta[block] = 1 / checkedBeta(beta, block);
        // A NaN may vanish on a graphics processor: it is looked for here.
        minimum[block] = blockMinimum(sinr, block, elements);
      }
      const parts = await sums.run([stretches, blocks], sinr, minimum, inverseBeta, elements, stretch);
      for (let block = 0; block < blocks; block++) {
        let sum = 0;
        for (let i = block * stretches; i < (block + 1) * stretches; i++) sum += parts[i];
        mapped[block] = effectiveSinr(sinr, block, elements, minimum[block], sum, beta[block]);
      }
    };
    return { sinr, beta, mapped, map, close: () => sums.close() };
  };
}
