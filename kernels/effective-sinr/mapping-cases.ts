import { uniformNumbers } from "../parity-input.js";
import type { BlockShape } from "./block-sinrs.js";

/** SINRs on which every form of a mapping must agree with the reference. */
export interface MappingCase {
  readonly title: string;
  readonly shape: BlockShape;
  /** `[block][element]`, linear. */
  readonly sinr: Float32Array;
}

/** Lengths about the lanes of SIMD and the stretches of elements that are added in float32. */
const lengths = [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 63, 64, 65, 255, 256, 257, 1023, 1024, 1025, 4097];

/** Random SINRs of every length about the forms' own, and extreme ones. */
export function mappingCases(): MappingCase[] {
  const random = lengths.map((elements) => {
    const shape = { blocks: 3, elements };
    const sinr = uniformNumbers(3 * elements, elements).map((value) => 10 ** (6 * value - 3));
    return { title: `3 blocks of ${elements} SINRs from -30 to 30 dB`, shape, sinr };
  });
  const extreme: [string, number, (value: number, index: number) => number][] = [
    ["no signal at all", 100, () => 0],
    ["every SINR the same", 100, () => 12.5],
    ["SINRs so high that exp(-sinr) is 0 in any precision", 100, (value) => 1e30 * value],
    ["SINRs from the smallest float32 on", 129, (_, index) => 2 ** (index - 149)],
    ["one weak element among strong ones", 200, (_, index) => (index === 77 ? 1e-3 : 1e5)],
    ["one infinite SINR", 37, (_, index) => (index === 5 ? Infinity : 3)],
    [
      "powers of two and their neighbours",
      96,
      (_, index) => 2 ** ((index % 32) - 14) * (1 + ((index % 3) - 1) * 2 ** -23),
    ],
  ];
  const edge = extreme.map(([title, elements, sinrOf]) => {
    const uniform = uniformNumbers(elements, 99);
    return { title, shape: { blocks: 1, elements }, sinr: Float32Array.from(uniform, sinrOf) };
  });
  return [...random, ...edge, { title: "no block", shape: { blocks: 0, elements: 12 }, sinr: new Float32Array(0) }];
}
