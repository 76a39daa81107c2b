import type { GpuAdapter } from "../gpu/gpu-adapter.js";
import { blockMinimum } from "./block-minimum.js";
import { type BlockMapping, type BlockShape, refuseSinrs } from "./block-sinrs.js";
import { checkInformationMapping, type InformationMappingForm, meanInformation } from "./information-mapping.js";
import type { InformationTable } from "./information-table.js";

/** Elements that one thread adds; their sums are added here, in float64. */
const stretch = 64;

/**
 * The mapping by mutual information on a graphics processor. The place in the table comes from the logarithm, since
 * gpu.js knows no bits of a float; a rounding across a power of two changes nothing, for both octaves hold that entry.
 */
export function informationMappingGpu(gpu: GpuAdapter): InformationMappingForm {
  return (shape: BlockShape, { entries }: InformationTable): BlockMapping => {
    checkInformationMapping(shape, entries);
    const { blocks, elements } = shape;
    const sums = gpu.program<[Float32Array, Float32Array, number, number]>(
      function (sinr, table, count, length) {
        let sum = 0;
        for (let i = 0; i < length; i++) {
          if (this.thread.x * length + i < count) {
            const value = sinr[this.thread.y * count + this.thread.x * length + i];
            // The table spans 2^-12 to 2^16, 64 entries an octave.
            const place = Math.min(Math.max(value, 0.000244140625), 65535.99609375);
            const octave = Math.min(Math.floor(Math.log2(place)), 15);
            const position = (octave + 12 + place / 2 ** octave - 1) * 64;
            const entry = Math.min(Math.max(Math.floor(position), 0), 1791);
            const low = table[entry];
            const information = low + (position - entry) * (table[entry + 1] - low);
            sum += information * Math.min(1, value * 4096);
          }
        }
        return sum;
      },
      ["Array", "Array", "Integer", "Integer"],
    );
    const sinr = new Float32Array(blocks * elements);
    const mapped = new Float64Array(blocks);
    const stretches = Math.ceil(elements / stretch);
    const map = async () => {
      for (let block = 0; block < blocks; block++) {
        // A NaN may vanish on a graphics processor: it is looked for here.
        if (!(blockMinimum(sinr, block, elements) >= 0)) refuseSinrs("informationMapping", sinr, block, elements);
      }
      const parts = await sums.run([stretches, blocks], sinr, entries, elements, stretch);
      for (let block = 0; block < blocks; block++) {
        let sum = 0;
        for (let i = block * stretches; i < (block + 1) * stretches; i++) sum += parts[i];
        mapped[block] = meanInformation(sinr, block, elements, sum);
      }
    };
    return { sinr, mapped, map, close: () => sums.close() };
  };
}
