import type { ConvolutionalTrellis } from "./convolutional-trellis.js";
import { metricSpread } from "./metric-spread.js";
import type { ViterbiFrame } from "./viterbi-decoder.js";

/** Integers that stand for LLRs: fixed-point studies. */
export interface ViterbiQuantisation {
  /** Counts a unit of LLR; rounded to the nearest count, halves away from zero. */
  readonly llrScale: number;
  /** Clip, in counts: 1 for hard decisions with erasures. int8 and int16 bound it by what their path metrics hold. */
  readonly largestLlr: number;
}

export type ViterbiArithmetic = "float32" | "int16" | "int8";

/** A decoder's numbers, checked. */
export interface ViterbiCounts {
  readonly scale: number;
  readonly largestLlr: number;
  /** Steps between two subtractions of the least path metric that keep every metric within its width. */
  readonly normalisedEvery: number;
  /** Metric of each state before the first step. */
  readonly initialMetrics: Uint16Array;
}

const widestMetric = { int16: 65_535, int8: 255 } as const;
/** Of the default formats. */
const largestDefault = { int16: 2047, int8: 127 } as const;
/** Steps between two normalisations that the default clip leaves room for: the fewer, the slower. */
const defaultInterval = { int16: 8, int8: 4 } as const;

/**
 * LLR at which the default formats clip. Weak codes work at large LLRs, but the finest steps lose least where n is
 * large and LLRs are small. K = 7, 171/133 in int8: 14 counts for 10.5 LLR lose 0.03 dB at rate 1/2 (3 dB) and 0.02 dB
 * at rate 7/8 (5.2 dB), by 12,000 frames each of 1024 bits with the noise of int16, which loses nothing.
 */
function defaultRange_llr(arithmetic: "int16" | "int8", outputs: number): number {
  return arithmetic === "int16" ? 32 : 21 / Math.max(2, outputs);
}

/**
 * The integers of a frame's decoder; their path metrics never overflow, so they decide as unbounded ones would.
 *
 * @throws RangeError where a setting is outside its range, naming it
 */
export function viterbiCounts(
  trellis: ConvolutionalTrellis,
  frame: ViterbiFrame,
  arithmetic: "int16" | "int8",
  quantisation?: ViterbiQuantisation,
): ViterbiCounts {
  const { spread, startDistances } = metricSpread(trellis, frame);
  // Metrics in a normalised step are at most spread * clip + 1, and grow by outputs * clip a step.
  const room = widestMetric[arithmetic] - 1;
  const clipFor = (steps: number) => Math.floor(room / (spread + trellis.outputs * steps));
  const preferred = Math.min(largestDefault[arithmetic], clipFor(defaultInterval[arithmetic]));
  const { llrScale, largestLlr } = quantisation ?? {
    llrScale: preferred / defaultRange_llr(arithmetic, trellis.outputs),
    largestLlr: preferred,
  };
  if (!(llrScale > 0 && llrScale < 1e6)) {
    throw new RangeError(`ViterbiQuantisation: llrScale: expected a number between 0 and 1e6, found ${llrScale}`);
  }
  const most = Math.min(clipFor(1), arithmetic === "int16" ? 32_767 : 127);
  if (!(Number.isInteger(largestLlr) && largestLlr >= 1 && largestLlr <= most)) {
    throw new RangeError(
      `ViterbiQuantisation: largestLlr: expected a whole number from 1 to ${most}, which ${arithmetic} path metrics ` +
        `of this code hold, found ${largestLlr}`,
    );
  }
  const interval = Math.floor((room / largestLlr - spread) / trellis.outputs);
  return {
    scale: Math.fround(llrScale),
    largestLlr,
    normalisedEvery: 2 ** Math.min(5, Math.floor(Math.log2(interval))),
    initialMetrics: Uint16Array.from(startDistances, (distance, state) =>
      frame.start === "any" || state === 0 ? 0 : largestLlr * distance + 1,
    ),
  };
}

/** A channel LLR as counts. */
export function viterbiCount(llr: number, { scale, largestLlr }: ViterbiCounts): number {
  const x = Math.fround(llr * scale);
  const rounded = Math.trunc(Math.fround(x + (x < 0 ? -0.5 : 0.5)));
  return Math.max(-largestLlr, Math.min(largestLlr, rounded)) + 0;
}
