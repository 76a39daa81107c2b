import { LeolinkError, type Problem } from "../leolink-error.js";
import { PatternTable } from "./pattern-table.js";

/** One sample of a pattern file, and the line that it stands in. */
export interface PatternSample {
  readonly line: number;
  /** -180 to 180; a negative angle lies on the other side of boresight. */
  readonly theta_deg: number;
  readonly phi_deg: number;
  readonly co_dBi: number;
  readonly cross_dBi?: number;
  readonly phase_deg?: number;
}

/** Neighbouring cuts further apart leave too much open to be interpolated. */
const widestGap_deg = 90;
/** Samples of one direction may differ by rounding. */
const samePlace_dB = 0.01;
const mostProblems = 20;

/**
 * A table from samples in any order, which must fill a grid of theta and phi. Negative theta is folded to the other side; one
 * phi alone makes a pattern that is the same all around; otherwise the cuts must go around, none more than 90 deg from the next.
 *
 * @param peakGain_dBi  to what the highest gain is scaled; as in the samples if left out
 * @throws LeolinkError (`input`) with file and line
 */
export function patternGrid(samples: readonly PatternSample[], file: string, peakGain_dBi?: number): PatternTable {
  if (samples.length === 0)
    throw refusal([{ message: "expected samples of a pattern, found none", location: { file } }]);
  const isSymmetric = new Set(samples.map(({ phi_deg }) => angleKey(phi_deg))).size === 1;
  const hasNegative = samples.some(({ theta_deg }) => theta_deg < 0);
  const places = new Map<string, PatternSample>();
  const problems: Problem[] = [];
  const put = (theta_deg: number, phi: string, sample: PatternSample) => {
    const key = `${angleKey(theta_deg)} ${phi}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, sample);
    else if (!(Math.abs(known.co_dBi - sample.co_dBi) <= samePlace_dB) && theta_deg !== 0) {
      const message = `expected the gain of line ${known.line}, ${known.co_dBi} dBi in the same direction, found ${sample.co_dBi} dBi`;
      problems.push({ message, location: { file, line: sample.line } });
    }
  };
  for (const sample of samples) {
    const isFolded = sample.theta_deg < 0;
    const isMiddle = sample.theta_deg === 0;
    if (isSymmetric && !hasNegative) put(sample.theta_deg, "0", sample);
    else {
      put(Math.abs(sample.theta_deg), angleKey(sample.phi_deg + (isFolded ? 180 : 0)), sample);
      if (isMiddle && hasNegative) put(0, angleKey(sample.phi_deg + 180), sample);
    }
  }
  const directions = [...places.keys()].map((key) => key.split(" ").map(Number));
  const thetas = distinct(directions.map(([theta]) => theta));
  const phis = distinct(directions.map(([, phi]) => phi));
  const add = (message: string) => problems.push({ message, location: { file } });
  if (thetas[0] !== 0) add(`expected samples from theta = 0 on, found ${thetas[0]} deg as the smallest`);
  const missing = thetas.flatMap((theta) =>
    phis.flatMap((phi) => (places.has(`${theta} ${phi}`) ? [] : [`theta ${theta} deg, phi ${phi} deg`])),
  );
  if (missing.length > 0) {
    add(
      `expected a sample at every theta and phi, found none at ${missing[0]}${missing.length > 1 ? ` and ${missing.length - 1} more` : ""}`,
    );
  }
  const gap = phis.length === 1 ? undefined : widestGap(phis);
  if (gap && gap.width > widestGap_deg) {
    add(
      `expected cuts around boresight no more than ${widestGap_deg} deg apart, found none from phi ${gap.from} to ${gap.from + gap.width} deg`,
    );
  }
  if (problems.length > 0) throw refusal(problems);
  const values = (get: (sample: PatternSample) => number) =>
    Float64Array.from(thetas.flatMap((theta) => phis.map((phi) => get(places.get(`${theta} ${phi}`)!))));
  const [first] = samples;
  return new PatternTable(
    {
      theta_deg: Float64Array.from(thetas),
      phi_deg: Float64Array.from(phis),
      co_dBi: values(({ co_dBi }) => co_dBi),
      ...(first.cross_dBi !== undefined && { cross_dBi: values(({ cross_dBi }) => cross_dBi!) }),
      ...(first.phase_deg !== undefined && { phase_deg: values(({ phase_deg }) => phase_deg!) }),
    },
    peakGain_dBi,
  );
}

/** An error of the pattern's file; beyond twenty problems the rest is only counted. */
export function refusal(problems: readonly Problem[]): LeolinkError {
  if (problems.length <= mostProblems) return new LeolinkError("input", problems);
  const message = `and ${problems.length - mostProblems} more problems`;
  return new LeolinkError("input", [...problems.slice(0, mostProblems), { message, location: problems[0].location }]);
}

/** Angles that differ by rounding alone are one; those of phi from 0 to below 360. */
function angleKey(angle_deg: number): string {
  const turned = angle_deg >= 0 && angle_deg < 360 ? angle_deg : angle_deg - 360 * Math.floor(angle_deg / 360);
  const rounded = Math.round(turned * 1e6) / 1e6;
  return String(rounded === 360 ? 0 : rounded);
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function widestGap(phis: readonly number[]): { readonly from: number; readonly width: number } {
  return phis
    .map((from, index) => ({ from, width: (phis[index + 1] ?? phis[0] + 360) - from }))
    .reduce((widest, gap) => (gap.width > widest.width ? gap : widest));
}
