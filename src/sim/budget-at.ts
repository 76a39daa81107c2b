import type { LinkBudget } from "../budget/link-budget.js";
import { LeolinkError, type Warning } from "../leolink-error.js";
import type { Scenario } from "../scenario/scenario.js";
import { LinkModel } from "./link-model.js";
import type { LinkState } from "./link-state.js";
import { neverInSight } from "./run.js";
import type { SkyView } from "./sky.js";

/** A moment of a run: a time, or the first time in the run at which the satellite climbs through an elevation. */
export type Moment = { readonly time_ms: number } | { readonly elevation_deg: number };

const timeTolerance_ms = 1;

/**
 * The itemised budget at one moment of a scenario's run; without a moment, where the satellite stands highest.
 *
 * @throws LeolinkError (`input`) where the link is out of sight then, or never reaches the elevation
 */
export function budgetAt(
  scenario: Scenario,
  moment?: Moment,
): { readonly budget: LinkBudget; readonly warnings: readonly Warning[] } {
  const { model, state } = stateAt(scenario, moment);
  return { budget: model.budgetOf(state), warnings: model.warnings };
}

/** Where the satellite stands over the site at a moment; the moment's time, where it has one. Throws as `budgetAt` does. */
export function momentView(
  scenario: Scenario,
  moment?: Moment,
): { readonly view: SkyView; readonly time_ms?: number; readonly warnings: readonly Warning[] } {
  const { model, state } = stateAt(scenario, moment);
  const { view, time_ms } = state;
  return { view, ...(scenario.orbit.kind === "fixed" ? {} : { time_ms }), warnings: model.warnings };
}

function stateAt(scenario: Scenario, moment: Moment | undefined): { model: LinkModel; state: LinkState } {
  const isFixed = scenario.orbit.kind === "fixed";
  const subject =
    scenario.orbit.kind === "fixed" && moment !== undefined && "elevation_deg" in moment
      ? { ...scenario, orbit: { ...scenario.orbit, elevation_deg: moment.elevation_deg } }
      : scenario;
  const model = new LinkModel(subject);
  const time_ms = isFixed ? model.span.start_ms : momentOf(model, subject, moment);
  const state = model.stateAt(time_ms);
  if (!state.signal) {
    throw new LeolinkError("input", [
      {
        message: `the link is out of sight at ${new Date(time_ms).toISOString()}: elevation ${state.view.elevation_deg.toFixed(2)} deg`,
        location: { file: scenario.title, path: "site.minimumElevation" },
      },
    ]);
  }
  return { model, state };
}

function momentOf(model: LinkModel, scenario: Scenario, moment: Moment | undefined): number {
  if (moment !== undefined && "time_ms" in moment) return moment.time_ms;
  const { start_ms, step_s, length } = model.span;
  const timeAt = (step: number) => start_ms + step * step_s * 1e3;
  const elevations_deg = Float64Array.from({ length }, (_, step) => elevationAt(model, scenario, timeAt(step)));
  const rising = Array.from(elevations_deg.keys()).sort((a, b) => elevations_deg[a] - elevations_deg[b]);
  const highest = rising[rising.length - 1];
  if (moment === undefined) {
    // The highest step may be out of an array's scan, or out of the gateway's sight.
    const best = rising.findLast((step) => model.stateAt(timeAt(step)).signal !== undefined);
    if (best === undefined) throw neverInSight(elevations_deg, scenario);
    return timeAt(best);
  }
  const wanted_deg = moment.elevation_deg;
  const next = elevations_deg.findIndex(
    (value, step) =>
      value >= wanted_deg && (step === 0 ? value - wanted_deg < 1e-3 : elevations_deg[step - 1] < wanted_deg),
  );
  if (next < 0) {
    throw new LeolinkError("input", [
      {
        message: `the satellite does not climb through ${wanted_deg} deg during the run: expected an elevation from ${Math.min(...elevations_deg).toFixed(2)} to ${elevations_deg[highest].toFixed(2)} deg`,
        location: { file: scenario.title, path: "time" },
      },
    ]);
  }
  if (next === 0) return start_ms;
  let [low_ms, high_ms] = [timeAt(next - 1), timeAt(next)];
  while (high_ms - low_ms > timeTolerance_ms) {
    const middle_ms = (low_ms + high_ms) / 2;
    if (elevationAt(model, scenario, middle_ms) < wanted_deg) low_ms = middle_ms;
    else high_ms = middle_ms;
  }
  return high_ms;
}

function elevationAt(model: LinkModel, { site }: Scenario, time_ms: number): number {
  const satellite = model.span.satellite ?? model.sky.highest(time_ms, site);
  return model.sky.view(satellite, time_ms, site).elevation_deg;
}
