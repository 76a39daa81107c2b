import { type ArrayDirection, displaced, folded } from "./array-direction.js";
import type { FarField } from "./far-field.js";

/** Where a beam is strongest. */
export interface BeamPeak {
  readonly direction: ArrayDirection;
  readonly co_dBi: number;
}

/**
 * The highest co-polar gain near a direction, by steps along and across that halve; a flat top keeps the direction it began at.
 *
 * @param step_deg  first step, within the main lobe
 */
export function beamPeak(field: FarField, start: ArrayDirection, step_deg: number): BeamPeak {
  let direction = folded(start.theta_deg, start.phi_deg);
  let co_dBi = field.at(direction).co_dBi;
  for (let step = step_deg; step > 1e-6; step /= 2) {
    for (let improved = true; improved; ) {
      improved = false;
      for (const course of ["along", "across"] as const) {
        for (const sign of [1, -1]) {
          const next = displaced(direction, sign * step, course);
          const gain_dBi = field.at(next).co_dBi;
          // Less than this is rounding, and would lead along a flat top.
          if (!(gain_dBi > co_dBi + 1e-10)) continue;
          direction = folded(next.theta_deg, next.phi_deg);
          co_dBi = gain_dBi;
          improved = true;
        }
      }
    }
  }
  return { direction, co_dBi };
}
