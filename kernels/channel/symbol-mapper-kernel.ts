import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers, uniformNumbers } from "../parity-input.js";
import { type SymbolMapperForm, symbolMapper } from "./symbol-mapper.js";
import { symbolMapperSimd } from "./symbol-mapper-simd.js";

export const symbolMapperKernel: Kernel<SymbolMapperForm> = {
  name: "symbol-mapper",
  describe: "bits to the points of a constellation",
  forms: [
    { backend: "reference", open: () => symbolMapper },
    { backend: "simd", open: () => symbolMapperSimd },
  ],
  tolerance: { abs: 0, rel: 0, reason: "points are looked up" },
  parityCases,
  benchmark: {
    unit: "bit",
    prepare: (form) => {
      const symbols = 8192;
      const mapper = form({ ...anyPoints(2), symbols });
      mapper.bits.set(randomBits(mapper.bits.length));
      return { work: mapper.bits.length, run: () => mapper.map(symbols) };
    },
  },
};

function anyPoints(bitsPerSymbol: number) {
  const pointsRe = Float64Array.from(symmetricNumbers(2 ** bitsPerSymbol, 1, 1));
  const pointsIm = Float64Array.from(symmetricNumbers(2 ** bitsPerSymbol, 2, 1));
  return { bitsPerSymbol, pointsRe, pointsIm };
}

function randomBits(count: number): Uint8Array {
  return Uint8Array.from(uniformNumbers(count, 3), (value) => (value < 0.5 ? 0 : 1));
}

function* parityCases(): Generator<ParityCase<SymbolMapperForm>> {
  for (const bitsPerSymbol of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    for (const symbols of [0, 1, 3, 7, 8, 9, 2000]) {
      yield {
        title: `${symbols} symbols of ${bitsPerSymbol} bits`,
        run: async (form) => {
          const mapper = form({ ...anyPoints(bitsPerSymbol), symbols });
          mapper.bits.set(randomBits(mapper.bits.length));
          await mapper.map(symbols);
          mapper.close?.();
          return Float32Array.of(...mapper.re, ...mapper.im);
        },
      };
    }
  }
}
