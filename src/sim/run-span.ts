import type { Pass } from "../geometry/passes.js";
import { passes } from "../geometry/passes.js";
import { LeolinkError } from "../leolink-error.js";
import { largestStepCount, type Scenario } from "../scenario/scenario.js";
import type { Sky } from "./sky.js";

const day_s = 86_400;
/** Windows in which the next pass is sought, one after the other. */
const searchWindows_s = [day_s / 4, day_s, 4 * day_s, 16 * day_s];

/** When a run takes place. */
export interface RunSpan {
  readonly start_ms: number;
  readonly step_s: number;
  /** Number of steps; the run lasts `length * step_s`. */
  readonly length: number;
  /** The one satellite that serves; undefined where the highest one does at every step. */
  readonly satellite?: number;
}

/** A pass of one of a scenario's satellites. */
export interface SatellitePass extends Pass {
  readonly satellite: number;
}

/**
 * When the scenario runs: its given duration, or from rise to set of the first pass that rises after its start.
 *
 * @throws LeolinkError (`input`) where no pass is found within 16 days, or the geometry is fixed
 */
export function runSpan(scenario: Scenario, sky: Sky): RunSpan {
  const { start_ms, duration_s, step_s } = scenario.time;
  if (duration_s !== "nextPass") {
    return { start_ms, step_s, length: Math.max(1, Math.round(duration_s / step_s)) };
  }
  const pass = nextPass(scenario, sky);
  if (pass.duration_s / step_s > largestStepCount) {
    throw new LeolinkError("input", [
      {
        message: `expected at most ${largestStepCount} steps, found a pass of ${pass.duration_s.toFixed(0)} s in steps of ${step_s} s`,
        location: { file: scenario.title, path: "time.step" },
      },
    ]);
  }
  return {
    start_ms: pass.rise_ms,
    step_s,
    length: Math.max(1, Math.floor(pass.duration_s / step_s)),
    satellite: pass.satellite,
  };
}

/** Passes of every satellite in a window from the scenario's start, in the order of their rise. */
export function satellitePasses(
  scenario: Scenario,
  sky: Sky,
  window_s: number,
  minimumElevation_deg?: number,
): SatellitePass[] {
  if (sky.ephemerides.length === 0) {
    throw new LeolinkError("input", [
      { message: "a fixed geometry has no passes", location: { file: scenario.title, path: "orbit.fixed" } },
    ]);
  }
  const { site, time } = scenario;
  const minimum_deg = minimumElevation_deg ?? site.minimumElevation_deg;
  return sky.ephemerides
    .flatMap((ephemeris, satellite) =>
      passes(ephemeris, site, time.start_ms, window_s, minimum_deg).map((pass) => ({ ...pass, satellite })),
    )
    .sort((a, b) => a.rise_ms - b.rise_ms || a.satellite - b.satellite);
}

function nextPass(scenario: Scenario, sky: Sky): SatellitePass {
  for (const window_s of searchWindows_s) {
    const end_ms = scenario.time.start_ms + window_s * 1e3;
    const next = satellitePasses(scenario, sky, window_s).find(
      ({ rise_ms, set_ms }) => rise_ms > scenario.time.start_ms && set_ms < end_ms,
    );
    if (next) return next;
  }
  throw new LeolinkError("input", [
    {
      message: `no pass above ${scenario.site.minimumElevation_deg} deg begins within 16 days of ${new Date(scenario.time.start_ms).toISOString()}`,
      location: { file: scenario.title, path: "time.duration" },
      hint: "lower site.minimumElevation, or give a duration",
    },
  ]);
}
