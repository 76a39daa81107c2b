import type { Scenario } from "../scenario/scenario.js";
import { type SatellitePass, satellitePasses } from "./run-span.js";
import { skyOf } from "./sky.js";

/**
 * Passes of a scenario's satellites over its site, in a window from its start, in the order of their rise.
 *
 * @param window_s              above 0
 * @param minimumElevation_deg  the site's if left out
 * @throws LeolinkError (`input`) for a fixed geometry
 */
export function scenarioPasses(scenario: Scenario, window_s: number, minimumElevation_deg?: number): SatellitePass[] {
  return satellitePasses(scenario, skyOf(scenario.orbit), window_s, minimumElevation_deg);
}
