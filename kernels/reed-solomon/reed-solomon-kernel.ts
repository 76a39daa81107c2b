import type { Kernel, ParityCase } from "../kernel.js";
import { uniformNumbers } from "../parity-input.js";
import type { ReedSolomonCode } from "./reed-solomon-code.js";
import type { ReedSolomonCodec } from "./reed-solomon-codec.js";
import { ReferenceReedSolomonCodec } from "./reed-solomon-reference.js";
import { SimdReedSolomonCodec } from "./reed-solomon-simd.js";

/** Makes a codec of a frame. */
export type ReedSolomonForm = (code: ReedSolomonCode) => ReedSolomonCodec;

export const reedSolomonKernel: Kernel<ReedSolomonForm> = {
  name: "reed-solomon",
  describe: "errors-and-erasures decoder of Reed-Solomon codes over GF(8) to GF(256)",
  forms: [
    { backend: "reference", open: () => (code) => new ReferenceReedSolomonCodec(code) },
    { backend: "simd", open: () => (code) => new SimdReedSolomonCodec(code) },
  ],
  tolerance: { abs: 0, rel: 0, reason: "arithmetic of a finite field is exact; the same words are refused" },
  parityCases: function* () {
    for (const [name, code] of codes()) {
      const { parity, symbols } = code;
      const half = parity >> 1;
      // Errors and erasures of each word: none, one, all that the parity allows, and too many.
      const loads = [
        [0, 0],
        [1, 0],
        [half, 0],
        [half + 1, 0],
        [0, parity],
        [0, parity + 1],
        [half >> 1, parity - 2 * (half >> 1)],
        [half >> 1, parity - 2 * (half >> 1) + 1],
        [symbols, 0],
        [0, symbols],
      ];
      for (const [errors, erasures] of loads) {
        for (const seed of [1, 2])
          yield damageCase(`${name}, ${errors} errors, ${erasures} erasures`, code, errors, erasures, seed);
      }
      yield receiveCase(`${name}, LLRs, no erasures`, code, -1, (value) => value + 1.4);
      yield receiveCase(`${name}, LLRs, erasures`, code, 0.05, (value) => value + 1.4);
      yield receiveCase(`${name}, zeros`, code, 0, () => 0);
      yield receiveCase(`${name}, huge`, code, 0, (value) => 8e37 * (value + 1.4));
      yield receiveCase(`${name}, few levels`, code, 0, (value) => Math.round(value) + 2);
      yield receiveCase(`${name}, not a number`, code, 0, (value, last) => (last ? Number.NaN : value));
      yield receiveCase(`${name}, infinite`, code, -1, (value, last) => (last ? Infinity : value));
    }
  },
  benchmark: {
    unit: "information bit",
    prepare: (form) => {
      const code = { ...base, symbols: 255, parity: 32, firstRoot: 112, rootStep: 11, interleaving: 1 };
      const codec = form(code);
      // The word of zeros with 8 wrong symbols.
      const llrs = new Float32Array(8 * 255).fill(4);
      for (let i = 0; i < 8; i++) llrs[(30 * i + 5) * 8 + i] = -1;
      const bits = new Uint8Array(8 * 223);
      const run = () => {
        codec.receive(llrs, -1);
        codec.correct();
        codec.information(bits);
      };
      return { work: bits.length, run };
    },
  },
};

const base = { symbolBits: 8, fieldPolynomial: 0x187 } as const;

function codes(): readonly [string, ReedSolomonCode][] {
  return [
    ["(255, 223)", { ...base, symbols: 255, parity: 32, firstRoot: 112, rootStep: 11, interleaving: 1 }],
    [
      "(255, 239), other symbols, 5 words",
      { ...base, symbols: 255, parity: 16, firstRoot: 120, rootStep: 11, interleaving: 5, sentSymbols: turned() },
    ],
    [
      "(204, 188)",
      { ...base, fieldPolynomial: 0x11d, symbols: 204, parity: 16, firstRoot: 0, rootStep: 1, interleaving: 2 },
    ],
    ["(33, 1)", { ...base, symbols: 33, parity: 32, firstRoot: 112, rootStep: 11, interleaving: 3 }],
    ["(4, 3)", { ...base, symbols: 4, parity: 1, firstRoot: 1, rootStep: 1, interleaving: 1 }],
    ["(17, 10)", { ...base, symbols: 17, parity: 7, firstRoot: 254, rootStep: 2, interleaving: 1 }],
    ["(255, 155)", { ...base, symbols: 255, parity: 100, firstRoot: 3, rootStep: 1, interleaving: 1 }],
    ["(200, 167)", { ...base, symbols: 200, parity: 33, firstRoot: 1, rootStep: 1, interleaving: 1 }],
    ["(255, 1)", { ...base, symbols: 255, parity: 254, firstRoot: 1, rootStep: 1, interleaving: 1 }],
    [
      "GF(8), (7, 3)",
      { symbolBits: 3, fieldPolynomial: 0xb, symbols: 7, parity: 4, firstRoot: 1, rootStep: 1, interleaving: 2 },
    ],
    [
      "GF(16), (15, 9)",
      { symbolBits: 4, fieldPolynomial: 0x13, symbols: 15, parity: 6, firstRoot: 1, rootStep: 2, interleaving: 1 },
    ],
    [
      "GF(64), (50, 30)",
      { symbolBits: 6, fieldPolynomial: 0x43, symbols: 50, parity: 20, firstRoot: 0, rootStep: 1, interleaving: 1 },
    ],
  ];
}

function turned(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, i) => (7 * i + 3) % 256);
}

/** A frame of random words, damaged; twice, for no frame may leave a trace in the next one. */
function damageCase(
  title: string,
  code: ReedSolomonCode,
  errors: number,
  erasures: number,
  seed: number,
): ParityCase<ReedSolomonForm> {
  return {
    title,
    run: (form) => {
      const codec = form(code);
      const output: number[] = [];
      for (const round of [0, 1]) {
        fill(codec, code, seed + 10 * round);
        codec.encode();
        output.push(...codec.symbols);
        damage(codec, code, errors, erasures, seed + 10 * round);
        output.push(codec.correct() ? 1 : 0, ...codec.corrected, ...codec.symbols);
      }
      return Int16Array.from(output);
    },
  };
}

function fill(codec: ReedSolomonCodec, { symbolBits }: ReedSolomonCode, seed: number): void {
  const numbers = uniformNumbers(codec.symbols.length, seed);
  for (let i = 0; i < numbers.length; i++) codec.symbols[i] = Math.floor(numbers[i] * 2 ** symbolBits);
  codec.erased.fill(0);
}

/** Wrong symbols in distinct random places of each word; behind them places that are erased, every third untouched. */
function damage(
  codec: ReedSolomonCodec,
  { symbols, symbolBits, interleaving }: ReedSolomonCode,
  errors: number,
  erasures: number,
  seed: number,
): void {
  for (let w = 0; w < interleaving; w++) {
    const keys = uniformNumbers(symbols, seed + 100 + w);
    const values = uniformNumbers(symbols, seed + 200 + w);
    const places = Array.from(keys, (_, i) => i).sort((a, b) => keys[a] - keys[b]);
    for (const [rank, place] of places.slice(0, errors + erasures).entries()) {
      const at = place * interleaving + w;
      const change = 1 + Math.floor(values[place] * (2 ** symbolBits - 1));
      if (rank < errors) codec.symbols[at] ^= change;
      else {
        codec.erased[at] = 1;
        if (rank % 3 !== 0) codec.symbols[at] ^= change;
      }
    }
  }
}

/** LLRs of the word of zeros. */
function receiveCase(
  title: string,
  code: ReedSolomonCode,
  threshold: number,
  llr: (value: number, isLast: boolean) => number,
): ParityCase<ReedSolomonForm> {
  return {
    title,
    run: (form) => {
      const codec = form(code);
      const count = code.symbols * code.interleaving * code.symbolBits;
      const llrs = uniformNumbers(count, 77).map((u, i) => llr(4 * u - 2, i === count - 1));
      if (!codec.receive(llrs, threshold)) return Int16Array.of(-1);
      const received = [...codec.symbols, ...codec.erased];
      const isAccepted = codec.correct();
      const bits = new Uint8Array((code.symbols - code.parity) * code.interleaving * code.symbolBits);
      codec.information(bits);
      return Int16Array.from([...received, isAccepted ? 1 : 0, ...codec.corrected, ...codec.symbols, ...bits]);
    },
  };
}
