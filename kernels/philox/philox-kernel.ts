import type { Kernel, ParityCase } from "../kernel.js";
import { philoxSimd } from "./philox-simd.js";
import { type PhiloxForm, philox4x32 } from "./philox4x32.js";

export const philoxKernel: Kernel<PhiloxForm> = {
  name: "philox",
  describe: "random words of Philox4x32-10",
  forms: [
    { backend: "reference", open: () => philox4x32 },
    { backend: "simd", open: philoxSimd },
  ],
  tolerance: { abs: 0, rel: 0, reason: "integers: every form gives the same words" },
  parityCases,
  benchmark: {
    unit: "word",
    prepare: (form) => {
      const out = new Uint32Array(4096);
      let frame = 0;
      return { work: out.length, run: () => form(out, 0, 0, frame++, 0, 1, 2) };
    },
  },
};

const largest = 0xffff_ffff;

function* parityCases(): Generator<ParityCase<PhiloxForm>> {
  for (const blocks of [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 511, 512, 513, 1025, 5000]) {
    yield philoxCase(`${blocks} blocks`, blocks, [0, 0, 7, 0, 0x243f_6a88, 0x85a3_08d3]);
  }
  const edges: [string, number[]][] = [
    ["every word 0", [0, 0, 0, 0, 0, 0]],
    ["every word the largest", [largest, largest, largest, largest, largest, largest]],
    ["the first counter word wraps within four blocks", [largest - 1, 5, 1, 2, 3, 4]],
    ["the first counter word wraps between chunks", [largest - 511, largest, 1, 2, 3, 4]],
    ["the sign bit of every word", [2 ** 31, 2 ** 31, 2 ** 31, 2 ** 31, 2 ** 31, 2 ** 31]],
  ];
  for (const [title, words] of edges) yield philoxCase(title, 1030, words);
}

function philoxCase(title: string, blocks: number, words: readonly number[]): ParityCase<PhiloxForm> {
  const [low, high, n0, n1, key0, key1] = words;
  return {
    title,
    run: (form) => {
      const out = new Uint32Array(4 * blocks);
      form(out, low, high, n0, n1, key0, key1);
      return out;
    },
  };
}
