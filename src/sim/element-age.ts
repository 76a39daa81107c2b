import { tleEpoch_ms } from "../geometry/tle.js";
import type { Warning } from "../leolink-error.js";
import { staleTle_d } from "../scenario/load-scenario.js";
import type { Scenario } from "../scenario/scenario.js";

const day_ms = 86_400_000;

/**
 * A warning where times are reached that lie too far from the element set's epoch though the scenario's start does
 * not (for the start itself, loading the scenario warns).
 *
 * @param latest_ms  latest time that is computed, e.g. the end of the run
 */
export function elementAgeWarnings({ orbit, time }: Scenario, latest_ms: number): Warning[] {
  if (orbit.kind !== "tle") return [];
  const epoch_ms = tleEpoch_ms(orbit.line1);
  const days = (latest_ms - epoch_ms) / day_ms;
  if (Math.abs(time.start_ms - epoch_ms) / day_ms > staleTle_d || !(Math.abs(days) > staleTle_d)) return [];
  return [
    {
      source: `TLE of ${orbit.name}`,
      message: `times up to ${Math.abs(days).toFixed(1)} days ${days > 0 ? "after" : "before"} the element set's epoch are computed; SGP4 drifts by kilometres a day, so look for newer elements`,
    },
  ];
}
