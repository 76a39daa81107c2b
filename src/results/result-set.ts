import type { Estimate } from "../statistics/estimate.js";
import { type FigureSample, figureSample } from "./figure-sample.js";
import type { Tolerance } from "./figure-tolerance.js";

/** Reads a text file; throws LeolinkError (`input`) where it cannot. */
export type ReadText = (file: string) => string;

/** A figure of a result, with what it says of its own noise. */
export interface Figure {
  /** NaN where there is no finite figure. */
  readonly estimate: Estimate;
  readonly sample: FigureSample;
}

/** One point of a result; a run has one only. */
export interface ResultPoint {
  /** Where it stands on the axes, e.g. `orbit.fixed.elevation 30 deg`; empty for a run. */
  readonly label: string;
  /** Why it could not be run. */
  readonly refused?: string;
  readonly names: readonly string[];
  readonly figure: (name: string) => Figure | undefined;
}

/** A run, a sweep, a curve or a baseline, ready to be compared with another. */
export interface ResultSet {
  readonly kind: "run" | "sweep" | "curve";
  /** Its path. */
  readonly name: string;
  /** Names of the axes that points are matched by. */
  readonly axes: readonly string[];
  /** By a text of their places on the axes. */
  readonly points: ReadonlyMap<string, ResultPoint>;
  /** That a baseline file holds. */
  readonly tolerances: readonly Tolerance[];
  readonly scenarioSha256?: string;
}

/** Of a run with packets. */
export interface RunSize {
  readonly replications?: number;
  /** Delivered or lost. */
  readonly packets?: number;
  readonly frames?: number;
}

const frameRates = ["frameErrorRate", "undetectedFrameErrorRate", "headerErrorRate"];

/** A stored figure of a run or a sweep's point. */
export function runFigure(name: string, estimate: Estimate, { replications, packets, frames }: RunSize): Figure {
  const trials = name.startsWith("packetLoss") ? packets : frameRates.includes(name) ? frames : undefined;
  return { estimate, sample: figureSample(estimate, { replications, trials }) };
}

/** A point of figures that are all at hand. */
export function pointOf(label: string, figures: ReadonlyMap<string, Figure>): ResultPoint {
  return { label, names: [...figures.keys()], figure: (name) => figures.get(name) };
}

/** Points by their places; of points at one place the second is told from the first. */
export function pointsByPlace(
  points: Iterable<{ readonly place: readonly (number | string)[]; readonly point: ResultPoint }>,
): Map<string, ResultPoint> {
  const byPlace = new Map<string, ResultPoint>();
  for (const { place, point } of points) {
    const rounded = place.map((value) => (typeof value === "number" ? Number(value.toPrecision(12)) : value));
    let key = JSON.stringify(rounded);
    for (let copy = 2; byPlace.has(key); copy++) key = `${JSON.stringify(rounded)} ${copy}`;
    byPlace.set(key, point);
  }
  return byPlace;
}
