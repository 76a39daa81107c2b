import type { Kernel, ParityCase } from "../kernel.js";
import { philox4x32 } from "../philox/philox4x32.js";
import { type PolarCode, polarBit } from "./polar-code.js";
import type { PolarListDecoder } from "./polar-list-decoder.js";
import { ReferencePolarListDecoder } from "./polar-list-reference.js";
import { SimdPolarListDecoder } from "./polar-list-simd.js";
import { largestPolarLlr, type PolarListSettings } from "./polar-settings.js";

/** Makes a decoder of a code. */
export type PolarListForm = (code: PolarCode, settings: PolarListSettings) => PolarListDecoder;

export const polarListKernel: Kernel<PolarListForm> = {
  name: "polar-list",
  describe: "successive-cancellation list decoder of polar codes, lists of 1 to 32, int8, int16 or float32",
  forms: [
    { backend: "reference", open: () => (code, settings) => new ReferencePolarListDecoder(code, settings) },
    { backend: "simd", open: () => (code, settings) => new SimdPolarListDecoder(code, settings) },
  ],
  tolerance: {
    abs: 0,
    rel: 0,
    reason: "integers are exact, and the reference forms its float32 sums in the lanes' order",
  },
  parityCases: function* () {
    for (const arithmetic of ["int8", "int16", "float32"] as const) {
      for (const listSize of [1, 2, 4, 8, 16, 32]) {
        for (const [name, code] of codes()) {
          yield parityCase(`${arithmetic}, list ${listSize}, ${name}, noise`, code, { arithmetic, listSize }, (seed) =>
            noise(code.bits.length, seed, 3),
          );
        }
        const code = heavierHalf(256, 100);
        const settings = { arithmetic, listSize };
        yield parityCase(`${arithmetic}, list ${listSize}, zeros`, code, settings, () => new Float32Array(256));
        yield parityCase(`${arithmetic}, list ${listSize}, huge`, code, settings, (seed) =>
          noise(256, seed, 3).map((llr) => llr * 1e37),
        );
        yield parityCase(`${arithmetic}, list ${listSize}, few levels, so many ties`, code, settings, (seed) =>
          noise(256, seed, 1).map((llr) => Math.sign(llr)),
        );
        yield parityCase(`${arithmetic}, list ${listSize}, known and unknown bits`, code, settings, (seed) =>
          noise(256, seed, 2).map((llr, i) => (i % 7 === 3 ? largestPolarLlr : i % 5 === 2 ? 0 : llr)),
        );
      }
    }
    const narrow: PolarListSettings = {
      listSize: 8,
      arithmetic: "int8",
      quantisation: { llrScale: 1.5, llrBits: 4, internalBits: 5 },
    };
    yield parityCase("5 bits", heavierHalf(512, 256), narrow, (seed) => noise(512, seed, 4));
  },
  benchmark: {
    unit: "information bit",
    prepare: (form) => {
      const code = heavierHalf(1024, 512);
      const decoder = form(code, { listSize: 8, arithmetic: "int8" });
      // Zeros sent by BPSK at Es/N0 = 0 dB: LLRs of mean 4 and variance 8.
      const frames = Array.from({ length: 8 }, (_, seed) => noise(1024, seed, Math.sqrt(8)).map((llr) => llr + 4));
      const word = new Uint8Array(1024);
      let frame = 0;
      const run = () => {
        decoder.decode(frames[frame]);
        decoder.word(0, word);
        frame = (frame + 1) % frames.length;
      };
      return { work: 512, run };
    },
  },
};

function parityCase(
  title: string,
  code: PolarCode,
  settings: PolarListSettings,
  llrs: (seed: number) => Float32Array,
): ParityCase<PolarListForm> {
  return {
    title,
    run: (form) => {
      const decoder = form(code, settings);
      const { length } = code.bits;
      const output: number[] = [];
      const word = new Uint8Array(length);
      // Twice: no frame may leave a trace in the next one.
      for (const seed of [1, 2]) {
        decoder.decode(llrs(seed));
        output.push(decoder.paths);
        for (let rank = 0; rank < decoder.paths; rank++) {
          decoder.word(rank, word);
          output.push(decoder.metric(rank), ...word);
        }
      }
      return Float64Array.from(output);
    },
  };
}

/** Codes of every node kind, every length, and without any information. */
function* codes(): Iterable<[string, PolarCode]> {
  for (const length of [1, 2, 4, 8, 16, 32, 64, 128]) {
    yield [`N=${length} all free`, { bits: new Uint8Array(length).fill(polarBit.information) }];
    yield [`N=${length} half free`, heavierHalf(length, Math.ceil(length / 2))];
  }
  for (const length of [2, 16, 64]) {
    yield [`N=${length} repetition`, heavierHalf(length, 1)];
    yield [`N=${length} single parity`, heavierHalf(length, length - 1)];
    yield [`N=${length} frozen`, heavierHalf(length, 0)];
  }
  yield ["N=512 K=64", heavierHalf(512, 64)];
  yield ["N=64 any bits", { bits: Uint8Array.from(noise(64, 9, 1), (value) => (value > 0 ? 1 : 0)) }];
  yield [
    "N=128 parity bits",
    { bits: heavierHalf(128, 40).bits.map((bit, i) => (bit !== 0 && i % 4 === 1 ? polarBit.parity : bit)) },
  ];
}

/** The `information` indices of most ones in binary (later ones first) carry information: a Reed-Muller-like order. */
function heavierHalf(length: number, information: number): PolarCode {
  const weight = (index: number) => [...index.toString(2)].filter((digit) => digit === "1").length;
  const order = Array.from({ length }, (_, i) => i).sort((a, b) => weight(b) - weight(a) || b - a);
  const bits = new Uint8Array(length);
  for (const index of order.slice(0, information)) bits[index] = polarBit.information;
  return { bits };
}

/** Gaussian numbers of mean 0, by Box and Muller. */
function noise(count: number, seed: number, deviation: number): Float32Array {
  const words = new Uint32Array(Math.ceil(count / 2) * 4);
  philox4x32(words, 0, 0, seed, 0, 0x706f6c61, 0x72);
  return Float32Array.from({ length: count }, (_, i) => {
    const radius = Math.sqrt(-2 * Math.log((words[2 * (i - (i % 2))] + 0.5) / 2 ** 32));
    const angle = (2 * Math.PI * words[2 * (i - (i % 2)) + 1]) / 2 ** 32;
    return deviation * radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
}
