import { Hop } from "../budget/hop.js";
import { fromdB } from "../decibel.js";
import { nadirAngleSpherical_deg, slantRangeSpherical_m } from "../geometry/spherical-earth.js";
import type { Warning } from "../leolink-error.js";
import { freeSpaceLoss_dB } from "../propagation/free-space.js";
import type { Scenario } from "../scenario/scenario.js";
import { scenarioHops } from "./scenario-hops.js";

/** What a user on the axis of a nominal beam receives, by its elevation. */
export interface UserSnr {
  /** C/N in link.bandwidth, linear; 0 below the site's minimum elevation, or where the terminal's array cannot look. */
  peakSnr(slantRange_m: number, elevation_deg: number): number;
  /** Path loss, atmosphere, shadowing and clutter, less the gains of the beam's axis and of the terminal. */
  peakCouplingLoss_dB(slantRange_m: number, elevation_deg: number): number;
  /** C/I of what is not of the satellite's own beams, linear. */
  readonly otherInterference: number;
  readonly warnings: readonly Warning[];
}

/** A user dropped at the lowest elevation is one. */
const elevationTolerance_deg = 1e-9;

/** Elevations at which the budget is made, degrees: closer near the horizon, where the atmosphere changes faster. */
const steps_deg = [
  { to: 20, step: 0.5 },
  { to: 90, step: 1 },
];

/**
 * The user link's budget as a function of elevation, from a table of budgets: free space by the user's own slant range, the
 * rest (atmosphere, clutter, the terminal's gain and noise) linear in dB between them.
 *
 * @param altitude_m of the satellite over the sphere of 6371 km
 */
export function userSnr(scenario: Scenario, altitude_m: number): UserSnr {
  const { parameters } = scenarioHops(scenario).user;
  const { satellite, carrier_Hz } = parameters;
  // The satellite's gain is that of a beam's axis; what the user loses beside it is the beam's own pattern.
  const antenna = { ...satellite.antenna, mount: { kind: "tracking" }, pointingError_deg: 0 } as const;
  const hop = new Hop({ ...parameters, satellite: { ...satellite, antenna } });
  const elevations_deg = tableElevations(scenario.site.minimumElevation_deg);
  const cn_dB = new Float64Array(elevations_deg.length);
  const coupling_dB = new Float64Array(elevations_deg.length);
  const warnings: Warning[] = [];
  let ci_dB = Number.POSITIVE_INFINITY;
  for (const [index, elevation_deg] of elevations_deg.entries()) {
    const state = hop.at({
      elevation_deg,
      azimuth_deg: 0,
      slantRange_m: slantRangeSpherical_m(altitude_m, elevation_deg),
      nadirAngle_deg: nadirAngleSpherical_deg(altitude_m, elevation_deg),
    });
    if (!state) {
      cn_dB[index] = Number.NEGATIVE_INFINITY;
      coupling_dB[index] = Number.POSITIVE_INFINITY;
      continue;
    }
    if (warnings.length === 0) warnings.push(...state.warnings);
    ci_dB = state.ci_dB;
    // Without free space, which follows each user's own range.
    cn_dB[index] = state.cn_dB + state.freeSpaceLoss_dB;
    coupling_dB[index] =
      state.attenuation.total_dB +
      state.shadowing_dB +
      state.clutter_dB +
      state.polarisationLoss_dB -
      state.transmit.gain_dBi -
      state.receive.gain_dBi;
  }
  const at = interpolator(elevations_deg);
  const lowest_deg = scenario.site.minimumElevation_deg - elevationTolerance_deg;
  return {
    peakSnr: (slantRange_m, elevation_deg) =>
      elevation_deg < lowest_deg ? 0 : fromdB(at(cn_dB, elevation_deg) - freeSpaceLoss_dB(slantRange_m, carrier_Hz)),
    peakCouplingLoss_dB: (slantRange_m, elevation_deg) =>
      at(coupling_dB, elevation_deg) + freeSpaceLoss_dB(slantRange_m, carrier_Hz),
    otherInterference: fromdB(ci_dB),
    warnings,
  };
}

function tableElevations(lowest_deg: number): number[] {
  const elevations_deg = [lowest_deg];
  for (const { to, step } of steps_deg) {
    for (let next = elevations_deg[elevations_deg.length - 1] + step; next < to; next += step)
      elevations_deg.push(next);
    if (elevations_deg[elevations_deg.length - 1] < to) elevations_deg.push(to);
  }
  return elevations_deg;
}

/** Linear between the table's elevations; where one of two is out of reach, so is what lies between them. */
function interpolator(elevations_deg: readonly number[]): (values: Float64Array, elevation_deg: number) => number {
  return (values, elevation_deg) => {
    let low = 0;
    let high = elevations_deg.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (elevations_deg[middle] <= elevation_deg) low = middle;
      else high = middle;
    }
    const part = (elevation_deg - elevations_deg[low]) / (elevations_deg[high] - elevations_deg[low]);
    if (part <= 0) return values[low];
    if (part >= 1) return values[high];
    return values[low] * (1 - part) + values[high] * part;
  };
}
