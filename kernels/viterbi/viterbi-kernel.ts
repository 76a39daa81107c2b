import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers, uniformNumbers } from "../parity-input.js";
import { type ConvolutionalTrellis, convolutionalTrellis } from "./convolutional-trellis.js";
import type { ViterbiDecoder, ViterbiFrame } from "./viterbi-decoder.js";
import { ReferenceViterbiDecoder } from "./viterbi-reference.js";
import type { ViterbiQuantisation } from "./viterbi-settings.js";
import { SimdViterbiDecoder } from "./viterbi-simd.js";

/** Makes a decoder of frames of one length. */
export type ViterbiForm = (
  trellis: ConvolutionalTrellis,
  frame: ViterbiFrame,
  arithmetic: "int16" | "int8",
  quantisation?: ViterbiQuantisation,
) => ViterbiDecoder;

export const viterbiKernel: Kernel<ViterbiForm> = {
  name: "viterbi",
  describe: "soft Viterbi decoder of convolutional codes of rate 1/n, int8 or int16",
  forms: [
    {
      backend: "reference",
      open:
        () =>
        (...job) =>
          new ReferenceViterbiDecoder(...job),
    },
    {
      backend: "simd",
      open:
        () =>
        (...job) =>
          new SimdViterbiDecoder(...job),
    },
  ],
  tolerance: { abs: 0, rel: 0, reason: "integers that never overflow: every form makes the same decisions" },
  parityCases: function* () {
    for (const arithmetic of ["int8", "int16"] as const) {
      for (const [name, trellis] of trellises()) {
        const frames = framesOf(trellis.constraintLength);
        for (const frame of frames) {
          const title = `${arithmetic}, ${name}, ${frame.steps} steps, ${frame.start} to ${frame.end}`;
          for (const [input, llrs] of inputs(frame.steps * trellis.outputs, frame === frames[0])) {
            yield parityCase(`${title}, ${input}`, frame.steps, llrs, (form) => form(trellis, frame, arithmetic));
          }
        }
      }
      const trellis = convolutionalTrellis(7, [0o171, 0o133]);
      const frame = { steps: 300, start: "zero", end: "zero" } as const;
      // From hard decisions to the widest clip that the metrics hold.
      for (const largestLlr of arithmetic === "int8" ? [1, 2, 7, 13, 14, 19, 20, 23] : [1, 63, 2047, 5957]) {
        const quantisation = { llrScale: largestLlr / 6, largestLlr };
        for (const [input, llrs] of inputs(600, true)) {
          yield parityCase(`${arithmetic}, clip ${largestLlr}, ${input}`, frame.steps, llrs, (form) =>
            form(trellis, frame, arithmetic, quantisation),
          );
        }
      }
    }
  },
  benchmark: {
    unit: "information bit",
    prepare: (form) => {
      const decoder = form(
        convolutionalTrellis(7, [0o171, 0o133]),
        { steps: 1030, start: "zero", end: "zero" },
        "int8",
      );
      // Zeros sent by BPSK at Eb/N0 = 3 dB: LLRs of mean 4 and variance 8.
      decoder.llrs.set(noise(2060, 1).map((value) => 4 + Math.sqrt(8) * value));
      const bits = new Uint8Array(1024);
      const run = () => {
        decoder.decode(bits);
      };
      return { work: bits.length, run };
    },
  },
};

function* trellises(): Iterable<[string, ConvolutionalTrellis]> {
  const codes: readonly (readonly [length: number, generators: readonly number[], inverted?: readonly boolean[]])[] = [
    [2, [0o3, 0o1]],
    [3, [0o7, 0o5]],
    [5, [0o23, 0o35]],
    [6, [0o53, 0o75]],
    [7, [0o171, 0o133]],
    [7, [0o171, 0o133], [false, true]],
    [7, [0o133, 0o171, 0o165]],
    // Without taps at both ends.
    [7, [0o130, 0o056]],
    [8, [0o247, 0o371]],
    [9, [0o561, 0o753]],
    [9, [0o765, 0o671, 0o513, 0o473]],
    [4, [0o13, 0o15, 0o15, 0o17, 0o13, 0o11, 0o17, 0o15], [true, false, false, true, true]],
    [7, [0o133]],
    [11, [0o2672, 0o3515]],
  ];
  for (const [length, generators, inverted] of codes) {
    const names = generators.map((generator) => generator.toString(8)).join("/");
    yield [`K=${length} ${names}${inverted ? " inverted" : ""}`, convolutionalTrellis(length, generators, inverted)];
  }
}

/** The longest first; the shortest that the tail allows; step counts about a vector's width. */
function framesOf(constraintLength: number): ViterbiFrame[] {
  const lengths = [131, constraintLength, constraintLength + 1, 16, 17].filter((steps) => steps >= constraintLength);
  return [
    ...lengths.map((steps) => ({ steps, start: "zero", end: "zero" }) as const),
    ...[1, 2, 5, 8, 40].map((steps) => ({ steps, start: "zero", end: "any" }) as const),
    ...[1, 40].map((steps) => ({ steps, start: "any", end: "any" }) as const),
  ];
}

/** Noise; and for one frame what saturates, what says nothing, what ties, and what is punctured. */
function* inputs(length: number, isThorough: boolean): Iterable<[string, readonly Float32Array[]]> {
  yield ["noise", [noise(length, 1).map((value) => 3 + 3 * value), noise(length, 2).map((value) => 4 * value)]];
  if (!isThorough) return;
  yield ["saturated, then zeros", [noise(length, 3).map((value) => 1e30 * value), new Float32Array(length)]];
  yield ["every LLR largest", [new Float32Array(length).fill(1e9), new Float32Array(length).fill(-1e9)]];
  yield ["few levels", [noise(length, 4).map(Math.sign), noise(length, 5).map((value) => Math.round(value))]];
  yield ["halves of a count", [symmetricNumbers(length, 6, 64).map((value) => Math.round(value) / 2 / 64)]];
  yield ["punctured", [noise(length, 7).map((value, i) => (i % 3 === 1 ? 0 : 3 + 2 * value))]];
  yield ["not a number", [noise(length, 8).map((value, i) => (i === length - 1 ? Number.NaN : value))]];
  yield ["infinite", [noise(length, 9).map((value, i) => (i === length >> 1 ? -Infinity : value))]];
}

/** One frame after another: none may leave a trace in the next one. */
function parityCase(
  title: string,
  steps: number,
  frames: readonly Float32Array[],
  open: (form: ViterbiForm) => ViterbiDecoder,
): ParityCase<ViterbiForm> {
  return {
    title,
    run: (form) => {
      const decoder = open(form);
      const output: number[] = [];
      for (const llrs of frames) {
        decoder.llrs.set(llrs);
        const bits = new Uint8Array(steps);
        const isSound = decoder.decode(bits);
        output.push(isSound ? 1 : 0, ...(isSound ? bits : []));
      }
      return Uint8Array.from(output);
    },
  };
}

function noise(length: number, seed: number): Float32Array {
  const angles = uniformNumbers(length, 1000 + seed);
  return uniformNumbers(length, seed).map((u, i) => Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * angles[i]));
}
