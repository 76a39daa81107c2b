import type { Warning } from "../leolink-error.js";
import type { AntennaPattern, PlanarArray } from "./antenna-pattern.js";
import { type ArrayDirection, displaced } from "./array-direction.js";
import { ArrayElements } from "./array-elements.js";
import { ArrayField } from "./array-field.js";
import { arrayWarnings } from "./array-warnings.js";
import { aperturePeakGain_dBi, apertureRelativeGain_dB } from "./circular-aperture.js";
import { importedGain_dBi, importedWarnings, patternTable } from "./imported-pattern.js";
import { s465Gain_dBi, s465Warnings } from "./itu-s465.js";
import { s1528Gain_dBi, s1528Warnings } from "./itu-s1528.js";
import { hasClosedForm } from "./line-taper.js";
import { arrayGain_dBi, arrayScanGain_dBi } from "./planar-array.js";

/** Gain on boresight, for an array at broadside, of an imported pattern the highest; dBi. */
export function peakGain_dBi(pattern: AntennaPattern, carrier_Hz: number): number {
  switch (pattern.kind) {
    case "circularAperture":
      return aperturePeakGain_dBi(pattern, carrier_Hz);
    case "planarArray":
      return arrayScanGain_dBi(pattern, 0);
    case "imported":
      return patternTable(pattern).peakGain_dBi;
    case "fixedGain":
    case "ituS465":
    case "ituS1528":
      return pattern.gain_dBi;
  }
}

/**
 * Gain towards the other end of the link.
 *
 * A fixed beam (`circularAperture`, the masks) is used at the angle from its boresight plus the pointing error, the worst the
 * error can do. An array steers its beam to the direction and misses it by the pointing error, in the direction in which that
 * costs most; beyond the scan limit the beam stays at the limit and the gain falls as the array factor does. An imported
 * pattern is used at the angle less and plus the pointing error, whichever gives less.
 *
 * @param offBoresight_deg  angle between boresight (broadside) and the other end, 0 to 180
 * @param pointingError_deg angle by which the antenna or its beam points beside, from 0
 * @param azimuth_deg       of the other end around an array's broadside, from the axis along which its columns are counted;
 *                          or around an imported pattern's boresight; the other patterns are round
 * @returns dBi; -Infinity where the pattern has no radiation
 */
export function antennaGain_dBi(
  pattern: AntennaPattern,
  carrier_Hz: number,
  offBoresight_deg: number,
  pointingError_deg = 0,
  azimuth_deg = 0,
): number {
  if (!(offBoresight_deg >= 0 && offBoresight_deg <= 180)) {
    throw new RangeError(`antennaGain_dBi: expected an angle from 0 to 180 deg, found ${offBoresight_deg}`);
  }
  if (!(pointingError_deg >= 0 && pointingError_deg <= 180)) {
    throw new RangeError(`antennaGain_dBi: expected a pointing error from 0 to 180 deg, found ${pointingError_deg}`);
  }
  const angle_deg = Math.min(offBoresight_deg + pointingError_deg, 180);
  switch (pattern.kind) {
    case "circularAperture":
      return (
        aperturePeakGain_dBi(pattern, carrier_Hz) + apertureRelativeGain_dB(pattern.diameter_m, carrier_Hz, angle_deg)
      );
    case "planarArray":
      return steeredGain_dBi(pattern, { theta_deg: offBoresight_deg, phi_deg: azimuth_deg }, pointingError_deg);
    case "fixedGain":
      return pattern.gain_dBi;
    case "ituS465":
      return s465Gain_dBi(pattern, carrier_Hz, angle_deg);
    case "ituS1528":
      return s1528Gain_dBi(pattern, angle_deg);
    case "imported":
      return importedGain_dBi(pattern, offBoresight_deg, pointingError_deg, azimuth_deg);
  }
}

/** What the pointing error costs at an angle from boresight: gain without it less gain with it; dB, from 0 within a main lobe. */
export function pointingLoss_dB(
  pattern: AntennaPattern,
  carrier_Hz: number,
  offBoresight_deg: number,
  pointingError_deg: number,
): number {
  return (
    antennaGain_dBi(pattern, carrier_Hz, offBoresight_deg) -
    antennaGain_dBi(pattern, carrier_Hz, offBoresight_deg, pointingError_deg)
  );
}

/** Use of a pattern outside what it is valid for. */
export function antennaWarnings(pattern: AntennaPattern, carrier_Hz: number): Warning[] {
  switch (pattern.kind) {
    case "planarArray":
      return arrayWarnings(pattern);
    case "ituS465":
      return s465Warnings(pattern, carrier_Hz);
    case "ituS1528":
      return s1528Warnings(pattern, carrier_Hz);
    case "imported":
      return importedWarnings(pattern, "antenna");
    case "circularAperture":
    case "fixedGain":
      return [];
  }
}

function steeredGain_dBi(array: PlanarArray, direction: ArrayDirection, error_deg: number): number {
  const scan_deg = Math.min(direction.theta_deg, array.scanLimit_deg);
  const { phi_deg } = direction;
  if (error_deg === 0) return arrayGain_dBi(array, direction, { theta_deg: scan_deg, phi_deg });
  const missed: readonly ArrayDirection[] = [
    { theta_deg: scan_deg + error_deg, phi_deg },
    { theta_deg: scan_deg - error_deg, phi_deg },
    displaced({ theta_deg: scan_deg, phi_deg }, error_deg, "across"),
  ];
  if (hasClosedForm(array)) return Math.min(...missed.map((beam) => arrayGain_dBi(array, direction, beam)));
  const elements = new ArrayElements(array);
  return Math.min(...missed.map((beam) => new ArrayField(array, beam, { elements }).gains(direction).co_dBi));
}
