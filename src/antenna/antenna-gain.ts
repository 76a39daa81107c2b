import type { Warning } from "../leolink-error.js";
import type { AntennaPattern, PlanarArray } from "./antenna-pattern.js";
import { aperturePeakGain_dBi, apertureRelativeGain_dB } from "./circular-aperture.js";
import { s465Gain_dBi, s465Warnings } from "./itu-s465.js";
import { s1528Gain_dBi, s1528Warnings } from "./itu-s1528.js";
import { type ArrayDirection, arrayGain_dBi, arrayScanGain_dBi, arrayWarnings } from "./planar-array.js";

/** Gain on boresight, for an array at broadside; dBi. */
export function peakGain_dBi(pattern: AntennaPattern, carrier_Hz: number): number {
  switch (pattern.kind) {
    case "circularAperture":
      return aperturePeakGain_dBi(pattern, carrier_Hz);
    case "planarArray":
      return arrayScanGain_dBi(pattern, 0);
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
 * costs most; beyond the scan limit the beam stays at the limit and the gain falls as the array factor does.
 *
 * @param offBoresight_deg  angle between boresight (broadside) and the other end, 0 to 180
 * @param pointingError_deg angle by which the antenna or its beam points beside, from 0
 * @param azimuth_deg       of the other end around an array's broadside, from the axis along which its columns are counted;
 *                          the other patterns are round
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
    displacedAcross({ theta_deg: scan_deg, phi_deg }, error_deg),
  ];
  return Math.min(...missed.map((beam) => arrayGain_dBi(array, direction, beam)));
}

/** The direction an angle away from another on the great circle at right angles to the plane through broadside. */
function displacedAcross({ theta_deg, phi_deg }: ArrayDirection, angle_deg: number): ArrayDirection {
  const radian = Math.PI / 180;
  const along = Math.sin(theta_deg * radian) * Math.cos(angle_deg * radian);
  const across = Math.sin(angle_deg * radian);
  const up = Math.cos(theta_deg * radian) * Math.cos(angle_deg * radian);
  return {
    theta_deg: Math.atan2(Math.hypot(along, across), up) / radian,
    phi_deg: phi_deg + Math.atan2(across, along) / radian,
  };
}
