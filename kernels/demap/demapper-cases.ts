import type { ParityCase } from "../kernel.js";
import { symmetricNumbers, uniformNumbers } from "../parity-input.js";
import { grayLevel, squareSpacing } from "./gray-square.js";
import type { DemapperShape, SymbolDemapper, SymbolDemapperForm } from "./symbol-demapper.js";

type Points = Omit<DemapperShape, "symbols">;

/** Square QAM of TS 38.211, 2 to 10 bits a symbol. */
function squareQam(bitsPerSymbol: number): Points {
  const levelBits = bitsPerSymbol / 2;
  const spacing = squareSpacing(bitsPerSymbol);
  const level = (label: number) => spacing * grayLevel(label, levelBits, 2);
  const labels = Array.from({ length: 2 ** bitsPerSymbol }, (_, label) => label);
  return {
    bitsPerSymbol,
    pointsRe: Float64Array.from(labels, (label) => level(label >> 1)),
    pointsIm: Float64Array.from(labels, level),
  };
}

/** Points of unit mean power anywhere. */
function scatteredPoints(bitsPerSymbol: number): Points {
  const count = 2 ** bitsPerSymbol;
  const values = symmetricNumbers(2 * count, 40 + bitsPerSymbol, 1);
  const scale = Math.sqrt(count / values.reduce((sum, value) => sum + value ** 2, 0));
  return {
    bitsPerSymbol,
    pointsRe: Float64Array.from(values.subarray(0, count), (value) => scale * value),
    pointsIm: Float64Array.from(values.subarray(count), (value) => scale * value),
  };
}

/** Two points on a diagonal. */
const bpsk: Points = {
  bitsPerSymbol: 1,
  pointsRe: Float64Array.of(Math.SQRT1_2, -Math.SQRT1_2),
  pointsIm: Float64Array.of(Math.SQRT1_2, -Math.SQRT1_2),
};

const constellations: readonly [string, Points][] = [
  ["BPSK", bpsk],
  ...[2, 4, 6, 8, 10].map((bits): [string, Points] => [`square QAM of ${2 ** bits} points`, squareQam(bits)]),
  ...[2, 3, 4, 5, 8].map((bits): [string, Points] => [`${2 ** bits} scattered points`, scatteredPoints(bits)]),
];

/** Where symbols fall, and how strong they are against the noise. */
interface Reception {
  readonly title: string;
  readonly symbols: number;
  /** From numbers uniform in -1 to 1, and the symbol's index. */
  readonly part: (uniform: number, index: number) => number;
  /** From numbers uniform in 0 to 1. */
  readonly snr: (uniform: number, index: number) => number;
}

const receptions: readonly Reception[] = [
  ...[0, 1, 3, 4, 5, 7, 8, 9, 200].map((symbols) => ({
    title: `${symbols} symbols at -20 to 40 dB`,
    symbols,
    part: (uniform: number) => 2 * uniform,
    snr: (uniform: number) => 10 ** (6 * uniform - 2),
  })),
  { title: "no signal", symbols: 9, part: () => 0, snr: () => 0 },
  { title: "symbols of which nothing is known", symbols: 9, part: (uniform) => uniform, snr: () => 0 },
  { title: "next to no noise", symbols: 50, part: (uniform) => 1.5 * uniform, snr: (uniform) => 1e12 * uniform },
  { title: "symbols far outside", symbols: 50, part: (uniform) => 1e6 * uniform, snr: (uniform) => uniform },
  { title: "symbols farther still", symbols: 50, part: (uniform) => 1e18 * uniform, snr: (uniform) => uniform },
  { title: "the smallest numbers", symbols: 50, part: (uniform) => 1e-38 * uniform, snr: (uniform) => 1e-30 * uniform },
  {
    title: "the middles between levels",
    symbols: 64,
    part: (_, index) => ((index % 9) - 4) * Math.sqrt(0.1),
    snr: () => 100,
  },
];

/** Of a typical slot: 256QAM at 25 dB. */
export const demapperBenchmark = {
  unit: "LLR",
  prepare: (form: SymbolDemapperForm) => {
    const symbols = 4096;
    const demapper = form({ ...squareQam(8), symbols });
    demapper.re.set(symmetricNumbers(symbols, 1, 1.2));
    demapper.im.set(symmetricNumbers(symbols, 2, 1.2));
    demapper.snr.fill(10 ** 2.5);
    return { work: 8 * symbols, run: () => demapper.demap(symbols) };
  },
};

/**
 * LLRs in units of `floor` + snr (1 + |y|): the size of the distances, of which an LLR is the difference.
 */
export function* demapperCases(floor: number): Generator<ParityCase<SymbolDemapperForm>> {
  for (const [name, points] of constellations) {
    for (const { title, symbols, part, snr } of receptions) {
      yield {
        title: `${name}, ${title}`,
        run: async (form) => {
          const demapper = form({ ...points, symbols: symbols + 3 });
          demapper.re.set(symmetricNumbers(symbols, 11, 1).map(part));
          demapper.im.set(symmetricNumbers(symbols, 12, 1).map((uniform, index) => part(uniform, index >> 3)));
          demapper.snr.set(uniformNumbers(symbols, 13).map(snr));
          await demapper.demap(symbols);
          demapper.close?.();
          return inUnits(demapper, symbols, points.bitsPerSymbol, floor);
        },
      };
    }
  }
}

function inUnits(demapper: SymbolDemapper, symbols: number, bitsPerSymbol: number, floor: number): Float64Array {
  const { re, im, snr, llrs } = demapper;
  return Float64Array.from({ length: symbols * bitsPerSymbol }, (_, index) => {
    const symbol = Math.floor(index / bitsPerSymbol);
    const unit = floor + snr[symbol] * (1 + Math.hypot(re[symbol], im[symbol]));
    return unit === 0 ? llrs[index] : llrs[index] / unit;
  });
}
