import type { Kernel, ParityCase } from "../kernel.js";
import { uniformNumbers } from "../parity-input.js";
import { type InformationMappingForm, informationMapping } from "./information-mapping.js";
import { informationMappingGpu } from "./information-mapping-gpu.js";
import { informationMappingSimd } from "./information-mapping-simd.js";
import { informationTable } from "./information-table.js";
import { mappingCases } from "./mapping-cases.js";

export const informationMappingKernel: Kernel<InformationMappingForm> = {
  name: "information-mapping",
  describe: "mean mutual information of square QAM, by table",
  forms: [
    { backend: "reference", open: () => informationMapping },
    { backend: "simd", open: () => informationMappingSimd },
    { backend: "gpu", open: (gpu) => gpu && informationMappingGpu(gpu) },
  ],
  tolerance: {
    abs: 2e-6,
    rel: 2e-6,
    reason: "bits a symbol: places in the table and sums of 64 elements are float32, not float64",
  },
  parityCases,
  benchmark: {
    unit: "SINR",
    prepare: (form) => {
      const shape = { blocks: 16, elements: 4096 };
      const mapping = form(shape, informationTable(4));
      mapping.sinr.set(uniformNumbers(mapping.sinr.length, 1).map((value) => 100 * value));
      return { work: shape.blocks * shape.elements, run: () => mapping.map() };
    },
  },
};

function* parityCases(): Generator<ParityCase<InformationMappingForm>> {
  const tables = [2, 4, 6].map(informationTable);
  for (const [index, { title, shape, sinr }] of mappingCases().entries()) {
    yield {
      title,
      run: async (form) => {
        const mapping = form(shape, tables[index % tables.length]);
        mapping.sinr.set(sinr);
        await mapping.map();
        mapping.close?.();
        return mapping.mapped;
      },
    };
  }
}
