import type { DecodedCode } from "../fec/code-family.js";
import { symbolsOfBits } from "../phy/symbol-link.js";
import type { CodedLinkSpec } from "./coded-link-spec.js";
import {
  automaticCurve,
  type CurveRule,
  type CurveWatch,
  type ErrorRatePoint,
  type LevelAxis,
  listedCurve,
} from "./error-rate-curve.js";
import type { FrameCounter } from "./frame-counter.js";

/** Where the points of a curve stand. */
export type CurveLevels =
  /** Put on the waterfall as it is found. */
  | { readonly kind: "automatic" }
  /** Es/N0 in dB, or probabilities, in the order they are run. */
  | { readonly kind: "list"; readonly levels: readonly number[] };

/** A curve of error rates over the channel's level, with what it was measured on. */
export interface ErrorRateCurve {
  readonly link: CodedLinkSpec;
  readonly rule: CurveRule;
  readonly code: Pick<DecodedCode, "name" | "informationBits" | "codedBits">;
  readonly decoder: string;
  readonly axis: LevelAxis;
  readonly symbols: number;
  /** Roll-off of the bandwidth that C/N refers to: symbol rate times (1 + roll-off). */
  readonly rollOff: number;
  readonly points: readonly CurvePoint[];
  /** Whether every point met the rule, or which end came first. */
  readonly end: "finished" | "time" | "interrupted";
}

export interface CurvePoint extends ErrorRatePoint {
  /** In decibels; undefined on a BSC or erasure channel. Eb is the energy of an information bit. */
  readonly snr?: { readonly esn0_dB: number; readonly ebn0_dB: number; readonly cn_dB: number };
}

/** Everything that fixes a curve; the counter only says where it is worked out. */
export interface ErrorRateTask {
  readonly link: CodedLinkSpec;
  /** The opened `link.code`. */
  readonly code: DecodedCode;
  readonly levels: CurveLevels;
  readonly rule: CurveRule;
  readonly rollOff: number;
}

/** What a run tells as it goes. */
export interface CurveRunWatch extends Omit<CurveWatch, "onPoint"> {
  readonly onPoint?: (point: CurvePoint) => void;
}

/** The axis that a channel's level is on. */
export function levelAxis({ channel }: CodedLinkSpec): LevelAxis {
  return channel.kind === "bsc" || channel.kind === "erasure" ? "probability" : "esn0_dB";
}

/** Es/N0 over Eb/N0 of a coded link, in dB: the information bits that a symbol carries. */
export function bitsPerSymbol_dB(link: CodedLinkSpec, code: DecodedCode): number {
  return 10 * Math.log10(code.informationBits / symbolsOfBits(code.codedBits, link.modulation));
}

/** Runs the points of a curve. The result is the same for any number of workers, unless time or the user ends it. */
export async function errorRateCurve(
  { link, code, levels, rule, rollOff }: ErrorRateTask,
  counter: FrameCounter,
  watch: CurveRunWatch = {},
): Promise<ErrorRateCurve> {
  const axis = levelAxis(link);
  const symbols = symbolsOfBits(code.codedBits, link.modulation);
  const withSnr = (point: ErrorRatePoint) => curvePoint(point, axis, bitsPerSymbol_dB(link, code), rollOff);
  let wasOver = false;
  const inner: CurveWatch = {
    ...watch,
    onPoint: (point) => watch.onPoint?.(withSnr(point)),
    isOver: () => {
      wasOver ||= watch.isOver?.() ?? false;
      return wasOver;
    },
  };
  const curveLink = { axis, informationBits: code.informationBits, counter };
  const found =
    levels.kind === "list"
      ? await listedCurve(curveLink, levels.levels, rule, inner)
      : await automaticCurve(curveLink, capacity_dB(axis, code, symbols), rule, inner);
  return {
    link,
    rule,
    code: { name: code.name, informationBits: code.informationBits, codedBits: code.codedBits },
    decoder: String(code.decoder),
    axis,
    symbols,
    rollOff,
    points: found.map(withSnr),
    end: watch.signal?.aborted ? "interrupted" : wasOver ? "time" : "finished",
  };
}

/** A point with its signal-to-noise ratios. */
function curvePoint(point: ErrorRatePoint, axis: LevelAxis, shift_dB: number, rollOff: number): CurvePoint {
  if (axis === "probability") return point;
  const esn0_dB = point.level;
  return {
    ...point,
    snr: {
      esn0_dB,
      ebn0_dB: esn0_dB - shift_dB,
      cn_dB: esn0_dB - 10 * Math.log10(1 + rollOff),
    },
  };
}

/**
 * Where a search for the waterfall starts: the level at which the channel's capacity equals the code's rate (AWGN
 * without constraint on the constellation; BSC: 1 - H2(p); erasures: 1 - p), in decibels of the axis.
 */
function capacity_dB(axis: LevelAxis, { informationBits, codedBits }: DecodedCode, symbols: number): number {
  if (axis === "esn0_dB") return 10 * Math.log10(2 ** (informationBits / symbols) - 1);
  // Of the two channels the erasure channel's limit is the wider one.
  return -10 * Math.log10(Math.max(1e-6, 1 - informationBits / codedBits));
}
