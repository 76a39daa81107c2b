import type { Estimate } from "../statistics/estimate.js";
import { normalQuantile } from "../statistics/normal-quantile.js";
import { type CurveLink, onGrid, waterfallStart_dB } from "./error-rate-curve.js";
import { countPoint } from "./error-rate-point.js";

/** How exactly a threshold is sought. */
export interface ThresholdRule {
  /** Frame error rate whose level is sought, below 0.5. */
  readonly frameErrorRate: number;
  /** Standard deviation that ends the search, in dB. */
  readonly deviation_dB: number;
  /** Most frames of all points together. */
  readonly frames: number;
}

interface Probit {
  readonly level_dB: number;
  readonly frames: number;
  readonly errors: number;
}

/** Of a look for the waterfall, where most frames fail and so take longest. */
const scoutErrors = 8;
/** Frame errors of a first look at a level. */
const lookErrors = 16;
/** Looks at levels before and while the fit settles. */
const mostLooks = 60;
/** Of the error rate: levels this far from the target say little about it. */
const widest = 4;

/**
 * The Es/N0 at which a link has a given frame error rate, with its interval of 95 %.
 *
 * The frame error rate of a code in its waterfall is close to the tail of a normal distribution over Es/N0 in
 * decibels (finite blocklength: Polyanskiy, Poor, Verdu, 2010), so the probits of the measured rates are fitted with
 * a straight line, weighted by their information, over levels whose rates lie within a factor of four of the target.
 * Levels are added where the line meets the target until the deviation is met.
 *
 * @param start_dB  where the search begins, e.g. the level of the channel's capacity
 * @throws RangeError where no level within 60 dB has the rate, or the most frames do not reach the deviation
 */
export async function errorRateThreshold(
  link: CurveLink,
  start_dB: number,
  rule: ThresholdRule,
  watch: { readonly signal?: AbortSignal } = {},
): Promise<Estimate> {
  const { frameErrorRate: target, deviation_dB } = rule;
  if (!(target > 0 && target < 0.5)) {
    throw new RangeError(`errorRateThreshold: frameErrorRate: expected a rate between 0 and 0.5, found ${target}`);
  }
  const points: Probit[] = [];
  let used = 0;
  const look = async (level_dB: number, errors: number) => {
    watch.signal?.throwIfAborted();
    const most = Math.ceil((errors * widest) / target);
    const rule = { errors, frames: most, firstFrame: used };
    const { counts } = await countPoint(link.counter, link.informationBits, level_dB, rule, { signal: watch.signal });
    used += counts.frames;
    points.push({ level_dB, frames: counts.frames, errors: counts.frameErrors });
    return counts.frameErrors / counts.frames;
  };

  // Up from where frames fail to the first level whose rate is below the target.
  let at_dB = onGrid(await waterfallStart_dB(link, start_dB, watch, { errors: scoutErrors, frames: 2 * scoutErrors }));
  let step_dB = 0.05;
  for (let looks = 0; (await look(at_dB, lookErrors)) > target; looks++) {
    if (looks >= mostLooks) throw notFound(target, start_dB);
    at_dB = onGrid(at_dB + step_dB);
    step_dB *= 1.4;
  }

  for (let errors = lookErrors; ; errors *= 2) {
    const bracket = bracket_dB(points, target);
    const line = soundLine(probitLine(usable(points, target), target), bracket);
    if (line && line.deviation_dB <= deviation_dB) return interval(line);
    if (used >= rule.frames) {
      throw new RangeError(
        `errorRateThreshold: ${used} frames: expected a deviation of ${deviation_dB} dB, found ${line?.deviation_dB ?? "none"}`,
      );
    }
    // On both sides of the target, so that the line's slope is known too.
    const [low_dB, high_dB] = line
      ? [line.level_dB - Math.min(0.3 / line.slope, 0.5), line.level_dB + Math.min(0.3 / line.slope, 0.5)]
      : middleOf(bracket);
    await look(low_dB, errors);
    await look(high_dB, errors);
  }
}

/** The highest level whose rate is above the target and the lowest one whose rate is below. */
function bracket_dB(points: readonly Probit[], target: number): [number, number] {
  const above = points.filter(({ errors, frames }) => errors / frames > target);
  const below = points.filter(({ errors, frames }) => errors / frames <= target);
  const low = Math.max(...above.map(({ level_dB }) => level_dB));
  const high = Math.min(...below.map(({ level_dB }) => level_dB));
  // Where the first look was below the target already, its neighbourhood is all there is.
  return [Number.isFinite(low) ? low : high - 0.2, high];
}

/** A line that crosses the target where the looks say it is; undefined for one that noise has drawn. */
function soundLine(line: Line | undefined, [a_dB, b_dB]: readonly [number, number]): Line | undefined {
  if (line === undefined) return undefined;
  const room_dB = Math.max(Math.abs(b_dB - a_dB), 0.05);
  const isInside = line.level_dB >= Math.min(a_dB, b_dB) - room_dB && line.level_dB <= Math.max(a_dB, b_dB) + room_dB;
  return isInside ? line : undefined;
}

/** The two levels that part an interval in three. */
function middleOf([low_dB, high_dB]: readonly [number, number]): [number, number] {
  return [low_dB + (high_dB - low_dB) / 3, high_dB - (high_dB - low_dB) / 3];
}

interface Line {
  readonly level_dB: number;
  readonly deviation_dB: number;
  /** Of the probit, a decibel. */
  readonly slope: number;
}

/** Points near enough to the target and with enough errors for their probit to be near normal. */
function usable(points: readonly Probit[], target: number): Probit[] {
  return points.filter(({ errors, frames }) => {
    const rate = errors / frames;
    return errors >= lookErrors / 2 && rate <= Math.min(0.8, target * widest) && rate >= target / widest;
  });
}

/** Weighted least squares of the probit over the level; undefined without two different levels and a falling rate. */
function probitLine(points: readonly Probit[], target: number): Line | undefined {
  const weighted = points.map(({ level_dB, frames, errors }) => {
    const rate = errors / frames;
    const probit = -normalQuantile(rate);
    const density = Math.exp((-probit * probit) / 2) / Math.sqrt(2 * Math.PI);
    // Variance of the probit by the delta method: p (1 - p) / (n phi^2).
    return { level_dB, probit, weight: (frames * density * density) / (rate * (1 - rate)) };
  });
  const sum = (of: (point: (typeof weighted)[number]) => number) =>
    weighted.reduce((total, point) => total + of(point), 0);
  const weight = sum((point) => point.weight);
  const meanLevel = sum((point) => point.weight * point.level_dB) / weight;
  const meanProbit = sum((point) => point.weight * point.probit) / weight;
  const spread = sum((point) => point.weight * (point.level_dB - meanLevel) ** 2);
  const slope = sum((point) => point.weight * (point.level_dB - meanLevel) * (point.probit - meanProbit)) / spread;
  if (!(slope > 0 && slope < Infinity)) return undefined;
  const distance_dB = (-normalQuantile(target) - meanProbit) / slope;
  // Variance of the level on the line: of its height and of its slope.
  const variance = (1 / weight + (distance_dB * distance_dB) / spread) / (slope * slope);
  return { level_dB: meanLevel + distance_dB, deviation_dB: Math.sqrt(variance), slope };
}

function interval({ level_dB, deviation_dB }: Line): Estimate {
  const confidence = 0.95;
  const halfWidth = normalQuantile((1 + confidence) / 2) * deviation_dB;
  return { value: level_dB, low: level_dB - halfWidth, high: level_dB + halfWidth, confidence };
}

function notFound(target: number, start_dB: number): RangeError {
  return new RangeError(
    `errorRateThreshold: expected a frame error rate of ${target}, found none from ${start_dB} dB on`,
  );
}
