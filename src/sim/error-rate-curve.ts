import { LeolinkError } from "../leolink-error.js";
import type { Estimate } from "../statistics/estimate.js";
import { normalQuantile } from "../statistics/normal-quantile.js";
import { wilsonEstimate } from "../statistics/wilson.js";
import { type CountedPoint, countPoint, type PointEnd, type PointRule, type PointWatch } from "./error-rate-point.js";
import type { FrameCounter } from "./frame-counter.js";
import type { FrameCounts } from "./frame-counts.js";

/** One point of an error-rate curve. */
export interface ErrorRatePoint {
  /** On the axis: Es/N0 in dB, or the probability of a BSC or erasure channel. */
  readonly level: number;
  readonly counts: FrameCounts;
  readonly stoppedBy: PointEnd;
  /** Wrong frames over frames: BLER, FER. Wilson's interval of 95 %. */
  readonly frameErrorRate: Estimate;
  /** Wrong information bits over information bits; normal interval of 95 % from the spread between frames. */
  readonly bitErrorRate: Estimate;
  readonly meanIterations: number;
}

/** `esn0_dB` rises, `probability` falls along a curve. */
export type LevelAxis = "esn0_dB" | "probability";

/** What a curve is measured on. */
export interface CurveLink {
  readonly axis: LevelAxis;
  readonly informationBits: number;
  readonly counter: FrameCounter;
}

export interface CurveRule extends PointRule {
  /** The curve ends with the first point whose frame error rate is at or below this; a list of levels goes on. */
  readonly targetFrameErrorRate: number;
}

export interface CurveWatch extends Omit<PointWatch, "onProgress"> {
  /** A batch of the point at `level` has been counted. */
  readonly onProgress?: (level: number, counts: FrameCounts, found: readonly ErrorRatePoint[]) => void;
  /** A point is finished. */
  readonly onPoint?: (point: ErrorRatePoint) => void;
}

/** Points at the levels of a list, in its order. Ends early where time is over or the user interrupts. */
export async function listedCurve(
  link: CurveLink,
  levels: readonly number[],
  rule: CurveRule,
  watch: CurveWatch = {},
): Promise<ErrorRatePoint[]> {
  const points: ErrorRatePoint[] = [];
  for (const level of levels) {
    if (!(await addPoint(link, level, rule, watch, points))) break;
  }
  return points;
}

/** Frames of a scouting look, which finds the waterfall. */
const scoutRule: PointRule = { errors: 24, frames: 96 };
const scoutStep_dB = 1;
const finestScoutStep_dB = 1 / 16;
/** The first point has nearly every frame wrong. */
const firstErrorRate = 0.9;
/** Each point shall have about this part of the errors of the one before. */
const ratioAPoint = 1 / 2.5;
/** Neighbours whose rates are further apart get a point between them. */
const leastRatio = 1 / 8;
/** The last point aims at this part of the target. */
const belowTarget = 0.8;
const leastStep_dB = 0.02;
const mostStep_dB = 1;
/** Levels are whole hundredths. */
const gridADecibel = 100;
const mostPoints = 60;
const mostScouts = 200;
/** Of the axis; a curve that has not fallen there never does. */
const highest_dB = 120;

/**
 * A curve whose points are put on the waterfall as it is found: scouting looks climb or descend from `start_dB` to
 * where nine frames in ten fail, then points go up, each as far from the last as the fall between the two before
 * says, until the target is reached or a point sees no error, and gaps are filled last. Every choice depends on counts only, so the points are
 * the same for any number of workers.
 *
 * Levels are walked in decibels: Es/N0, or -10 log10 of the probability.
 */
export async function automaticCurve(
  link: CurveLink,
  start_dB: number,
  rule: CurveRule,
  watch: CurveWatch = {},
): Promise<ErrorRatePoint[]> {
  const points: ErrorRatePoint[] = [];
  const first_dB = await waterfallStart_dB(link, start_dB, watch);
  let at_dB = first_dB;
  let step_dB = finestScoutStep_dB * 2;
  while (points.length < mostPoints && at_dB <= highest_dB) {
    at_dB = onGrid(at_dB);
    if (!(await addPoint(link, levelAt(link.axis, at_dB), rule, watch, points))) break;
    const last = points[points.length - 1];
    if (last.frameErrorRate.value <= rule.targetFrameErrorRate) break;
    const before = points[points.length - 2];
    if (before) step_dB = nextStep_dB(before, last, step_dB, rule.targetFrameErrorRate);
    at_dB += step_dB;
  }
  await fillGaps(link, rule, watch, points);
  return points;
}

/** Puts points between neighbours that a fall steeper than foreseen has left too far apart. */
async function fillGaps(link: CurveLink, rule: CurveRule, watch: CurveWatch, points: ErrorRatePoint[]): Promise<void> {
  for (let index = 1; index < points.length && points.length < mostPoints; ) {
    const [above, below] = [points[index - 1], points[index]];
    // A point without an error may stand anywhere below its interval's upper end.
    const ratio = (below.frameErrorRate.value || below.frameErrorRate.high) / above.frameErrorRate.value;
    const middle_dB = onGrid((decibels(link.axis, above.level) + decibels(link.axis, below.level)) / 2);
    const gap_dB = decibels(link.axis, below.level) - decibels(link.axis, above.level);
    if (ratio >= leastRatio || gap_dB < 2 * leastStep_dB) {
      index++;
      continue;
    }
    const between: ErrorRatePoint[] = [];
    const isMet = await addPoint(link, levelAt(link.axis, middle_dB), rule, watch, between);
    points.splice(index, 0, ...between);
    if (!isMet) return;
  }
}

/** Where about nine frames in ten fail, found with few frames. */
export async function waterfallStart_dB(
  link: CurveLink,
  start_dB: number,
  watch: CurveWatch,
  rule: PointRule = scoutRule,
): Promise<number> {
  let looks = 0;
  const isHigh = async (at_dB: number): Promise<boolean> => {
    looks++;
    const level = levelAt(link.axis, onGrid(at_dB));
    const { counts } = await countPoint(link.counter, link.informationBits, level, rule, {
      isOver: watch.isOver,
      signal: watch.signal,
      onProgress: (counted) => watch.onProgress?.(level, counted, []),
    });
    return counts.frameErrors >= firstErrorRate * counts.frames;
  };
  const isEnded = () => watch.signal?.aborted || watch.isOver?.() || looks >= mostScouts;
  let at_dB = start_dB;
  let step_dB = scoutStep_dB;
  let high = await isHigh(at_dB);
  // Out to the other side of the edge, then halving back to it; a curve that never fails there starts at its floor.
  const floor_dB = link.axis === "esn0_dB" ? start_dB - 40 : 10 * Math.log10(2);
  for (const wasHigh = high; high === wasHigh && !isEnded(); ) {
    const next_dB = at_dB + (high ? step_dB : -step_dB);
    if (next_dB < floor_dB) return floor_dB;
    if (next_dB > highest_dB) throw neverFalls(at_dB);
    at_dB = next_dB;
    high = await isHigh(at_dB);
  }
  while (step_dB > finestScoutStep_dB && !isEnded()) {
    step_dB /= 2;
    at_dB += high ? step_dB : -step_dB;
    high = await isHigh(at_dB);
  }
  return high ? at_dB : at_dB - step_dB;
}

function neverFalls(at_dB: number): LeolinkError {
  return new LeolinkError("input", [
    {
      message: `expected a level at which most frames are decoded, found none up to ${at_dB.toFixed(0)} dB`,
      hint: "the code may not decode from what is sent, e.g. a redundancy version without the information bits",
    },
  ]);
}

/** As far as makes the wanted ratio, if the curve falls on as it did between the last two points. */
function nextStep_dB(before: ErrorRatePoint, last: ErrorRatePoint, step_dB: number, target: number): number {
  const fall = Math.log(before.frameErrorRate.value / last.frameErrorRate.value);
  // The last point shall lie just below the target: every decade beyond takes ten times as long.
  const toTarget = Math.min(0.95, (belowTarget * target) / last.frameErrorRate.value);
  // A step that would end just above the target would cost nearly as much as the one that ends below it.
  const wanted = -Math.log(toTarget > ratioAPoint / 2 ? toTarget : ratioAPoint);
  // Near the top, or within the noise, the fall says little: reach out.
  if (!(fall > 0.1)) return Math.min(step_dB * 1.6, mostStep_dB);
  return Math.min(Math.max((step_dB * wanted) / fall, leastStep_dB, step_dB / 3), mostStep_dB, step_dB * 1.6);
}

async function addPoint(
  { counter, informationBits }: CurveLink,
  level: number,
  rule: CurveRule,
  watch: CurveWatch,
  points: ErrorRatePoint[],
): Promise<boolean> {
  const counted = await countPoint(counter, informationBits, level, rule, {
    isOver: watch.isOver,
    signal: watch.signal,
    onProgress: (counts) => watch.onProgress?.(level, counts, points),
  });
  if (counted.counts.frames > 0) {
    const point = errorRatePoint(level, informationBits, counted);
    points.push(point);
    watch.onPoint?.(point);
  }
  return counted.stoppedBy === "errors" || counted.stoppedBy === "frames";
}

/** The rates of a counted point with their intervals. */
export function errorRatePoint(
  level: number,
  informationBits: number,
  { counts, stoppedBy }: CountedPoint,
): ErrorRatePoint {
  const { frames, frameErrors, iterations } = counts;
  return {
    level,
    counts,
    stoppedBy,
    frameErrorRate: wilsonEstimate(frameErrors, frames),
    bitErrorRate: bitErrorRate(counts, informationBits),
    meanIterations: iterations / frames,
  };
}

/**
 * The bit error rate with a normal interval from the variance between frames; where no frame failed, its upper end
 * is that of the frame error rate, since a failing frame has at most all bits wrong.
 */
function bitErrorRate({ frames, frameErrors, bitErrors, squaredBitErrors }: FrameCounts, bits: number): Estimate {
  const confidence = 0.95;
  const value = bitErrors / (frames * bits);
  if (frameErrors === 0 || frames < 2) {
    const { low, high } = wilsonEstimate(frameErrors, frames, confidence);
    return { value, low: Math.min(low, value), high: Math.max(high, value), confidence };
  }
  const mean = bitErrors / frames;
  const variance = Math.max(0, (squaredBitErrors - frames * mean * mean) / (frames - 1));
  const halfWidth = (normalQuantile((1 + confidence) / 2) * Math.sqrt(variance / frames)) / bits;
  return { value, low: Math.max(0, value - halfWidth), high: Math.min(1, value + halfWidth), confidence };
}

function levelAt(axis: LevelAxis, at_dB: number): number {
  return axis === "esn0_dB" ? at_dB : 10 ** (-at_dB / 10);
}

function decibels(axis: LevelAxis, level: number): number {
  return axis === "esn0_dB" ? level : -10 * Math.log10(level);
}

/** The nearest level that a search may use. */
export function onGrid(at_dB: number): number {
  return Math.round(at_dB * gridADecibel) / gridADecibel;
}
