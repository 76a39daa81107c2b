import { expectAbove, expectAtLeast, expectBetween, expectElevation_deg, expectExceedance_pct } from "./domain.js";
import type { ModelRange } from "./model-range.js";

/** Validity of the scintillation fade. */
export const p618ScintillationRange: ModelRange = {
  source: "ITU-R P.618-14, 2.4.1",
  frequency_GHz: [4, 55],
  elevation_deg: [5, 90],
  exceedance_pct: [0.01, 50],
};

/** Height of the turbulent layer, m: ITU-R P.618-14, section 2.4.1, step 4. */
const turbulenceHeight_m = 1000;

/** The aperture that averages the scintillation. */
export interface Aperture {
  readonly diameter_m: number;
  /** 0 to 1; 0.5 where it is not known. */
  readonly efficiency: number;
}

/**
 * Standard deviation of tropospheric scintillation, dB; 0 where the aperture averages it out.
 *
 * ITU-R P.618-14, section 2.4.1, steps 3 to 7. Valid for 4 to 55 GHz and from 5 degrees.
 *
 * @param wetRefractivity  median wet term of the surface refractivity, N-units (ITU-R P.453)
 */
export function scintillationDeviation_dB(
  frequency_GHz: number,
  elevation_deg: number,
  { diameter_m, efficiency }: Aperture,
  wetRefractivity: number,
): number {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  expectElevation_deg(elevation_deg);
  expectAtLeast("diameter_m", diameter_m, 0);
  expectBetween("efficiency", efficiency, 0, 1);
  expectAtLeast("wetRefractivity", wetRefractivity, 0);
  const sine = Math.sin((elevation_deg * Math.PI) / 180);
  const reference_dB = 3.6e-3 + 1e-4 * wetRefractivity;
  const path_m = (2 * turbulenceHeight_m) / (Math.sqrt(sine * sine + 2.35e-4) + sine);
  const x = (1.22 * efficiency * diameter_m * diameter_m * frequency_GHz) / path_m;
  const averaging = 3.86 * (x * x + 1) ** (11 / 12) * Math.sin((11 / 6) * Math.atan2(1, x)) - 7.08 * x ** (5 / 6);
  // Step 6: beyond x = 7 the square is negative and there is no fade.
  if (x >= 7 || averaging <= 0) return 0;
  return (reference_dB * frequency_GHz ** (7 / 12) * Math.sqrt(averaging)) / sine ** 1.2;
}

/**
 * Time percentage factor: the scintillation fade exceeded for p % is this times the standard deviation.
 *
 * ITU-R P.618-14, section 2.4.1, step 8. Valid for 0.01 to 50 %.
 */
export function scintillationTimeFactor(exceedance_pct: number): number {
  expectExceedance_pct(exceedance_pct);
  const l = Math.log10(exceedance_pct);
  return -0.061 * l ** 3 + 0.072 * l ** 2 - 1.71 * l + 3;
}
