import { LeolinkError, type Warning } from "../leolink-error.js";
import { speedOfLight_ms } from "../physics.js";
import type { ItuS465 } from "./antenna-pattern.js";

const source = "ITU-R S.465-6";
const floor_dBi = -10;

/**
 * Gain of an earth station antenna by the reference pattern of ITU-R S.465-6, recommends 2:
 * 32 - 25 log10(phi) dBi from the smallest angle phi_min to 48 deg, -10 dBi beyond.
 *
 * The Recommendation leaves the main lobe open; below phi_min this is the extension of the ITU's antenna pattern library
 * (APEREC025V01, after Report ITU-R S.2196): the parabola G - 0.0025 (D/lambda phi)^2 down to the plateau of the first
 * side lobe (D/lambda above 54.5), or to 0.9 x 114 (D/lambda)^-1.09 deg and then the higher of parabola and mask.
 * NOTE 5 (receiving antennas with D/lambda below 33.3) is not applied.
 *
 * @param offBoresight_deg -180 to 180
 * @returns dBi
 * @throws LeolinkError (`input`) where the gain is below the first side lobe of an antenna of that diameter
 */
export function s465Gain_dBi(pattern: ItuS465, carrier_Hz: number, offBoresight_deg: number): number {
  const angle_deg = Math.abs(offBoresight_deg);
  if (!(angle_deg <= 180)) {
    throw new RangeError(`s465Gain_dBi: expected an angle from -180 to 180 deg, found ${offBoresight_deg}`);
  }
  const diameterInWavelengths = (pattern.diameter_m * carrier_Hz) / speedOfLight_ms;
  const mainLobe_dBi = pattern.gain_dBi - 2.5e-3 * (diameterInWavelengths * angle_deg) ** 2;
  const mask_dBi = Math.max(32 - 25 * Math.log10(angle_deg), floor_dBi);

  if (diameterInWavelengths > 54.5) {
    const plateauEnd_deg = 15.85 * diameterInWavelengths ** -0.6;
    const plateau_dBi = 32 - 25 * Math.log10(plateauEnd_deg);
    if (!(pattern.gain_dBi > plateau_dBi)) throw tooLittleGain(pattern, plateau_dBi);
    const mainLobeEnd_deg = (20 / diameterInWavelengths) * Math.sqrt(pattern.gain_dBi - plateau_dBi);
    if (angle_deg < mainLobeEnd_deg) return mainLobe_dBi;
    return angle_deg < plateauEnd_deg ? plateau_dBi : mask_dBi;
  }
  const parabolaEnd_deg = 0.9 * 114 * diameterInWavelengths ** -1.09;
  const smallest_deg = s465SmallestAngle_deg(diameterInWavelengths);
  if (!(pattern.gain_dBi > 32 - 25 * Math.log10(smallest_deg))) {
    throw tooLittleGain(pattern, 32 - 25 * Math.log10(smallest_deg));
  }
  if (angle_deg < parabolaEnd_deg) return mainLobe_dBi;
  return angle_deg < smallest_deg ? Math.max(mainLobe_dBi, mask_dBi) : mask_dBi;
}

/** phi_min, from which on the mask holds: 1 deg or 100 lambda/D, below 50 wavelengths 2 deg or 114 (D/lambda)^-1.09. */
export function s465SmallestAngle_deg(diameterInWavelengths: number): number {
  return diameterInWavelengths >= 50
    ? Math.max(1, 100 / diameterInWavelengths)
    : Math.max(2, 114 * diameterInWavelengths ** -1.09);
}

/** Where the Recommendation does not reach: carriers outside 2 to 31 GHz, and antennas below 33.3 wavelengths. */
export function s465Warnings(pattern: ItuS465, carrier_Hz: number): Warning[] {
  const warnings: Warning[] = [];
  if (!(carrier_Hz >= 2e9 && carrier_Hz <= 31e9)) {
    warnings.push({ source, message: `valid from 2 to 31 GHz, used at ${carrier_Hz / 1e9} GHz` });
  }
  const diameterInWavelengths = (pattern.diameter_m * carrier_Hz) / speedOfLight_ms;
  if (!(diameterInWavelengths >= 33.3)) {
    const size = diameterInWavelengths.toFixed(1);
    warnings.push({
      source,
      message: `an antenna of ${size} wavelengths is smaller than the 33.3 of NOTE 5; the pattern is a rough guide`,
    });
  }
  return warnings;
}

function tooLittleGain({ gain_dBi, diameter_m }: ItuS465, sideLobe_dBi: number): LeolinkError {
  const message = `${source}: expected a gain above the first side lobe of a ${diameter_m} m antenna, ${sideLobe_dBi.toFixed(1)} dBi, found ${gain_dBi} dBi`;
  return new LeolinkError("input", [{ message }]);
}
