import { antennaGain_dBi, antennaWarnings, peakGain_dBi } from "../antenna/antenna-gain.js";
import type { Warning } from "../leolink-error.js";
import type { HopGeometry } from "./hop-path.js";
import type { Antenna } from "./station.js";

/** An antenna's gain towards the other end of a hop. */
export interface DirectedGain {
  /** Between boresight (an array's broadside) and the other end. */
  readonly offBoresight_deg: number;
  readonly peakGain_dBi: number;
  /** Pattern, scan loss and pointing error included. */
  readonly gain_dBi: number;
  readonly warnings: readonly Warning[];
}

/**
 * Gain of an antenna at one end of a hop; undefined where an array's scan limit is passed.
 *
 * A tracking mount points at the other end, so that only the pointing error remains; an array is steered from where its
 * mount points, in the plane of its rows.
 *
 * @param end  at which end of the hop the antenna stands
 */
export function directedGain(
  { pattern, mount, pointingError_deg }: Antenna,
  carrier_Hz: number,
  geometry: HopGeometry,
  end: "satellite" | "ground",
): DirectedGain | undefined {
  const offBoresight_deg = end === "satellite" ? fromNadir(mount, geometry) : fromGround(mount, geometry);
  if (pattern.kind === "planarArray" && offBoresight_deg > pattern.scanLimit_deg) return undefined;
  return {
    offBoresight_deg,
    peakGain_dBi: peakGain_dBi(pattern, carrier_Hz),
    gain_dBi: antennaGain_dBi(pattern, carrier_Hz, offBoresight_deg, pointingError_deg),
    warnings: antennaWarnings(pattern, carrier_Hz),
  };
}

function fromNadir(mount: Antenna["mount"], { nadirAngle_deg }: HopGeometry): number {
  if (mount.kind === "tracking") return 0;
  if (mount.kind === "nadir") return nadirAngle_deg;
  throw new RangeError(`directedGain: a satellite's antenna is mounted tracking or nadir, found ${mount.kind}`);
}

function fromGround(mount: Antenna["mount"], { elevation_deg, azimuth_deg }: HopGeometry): number {
  switch (mount.kind) {
    case "tracking":
      return 0;
    case "zenith":
      return 90 - elevation_deg;
    case "fixed": {
      const radian = Math.PI / 180;
      const [e1, e2] = [elevation_deg * radian, mount.elevation_deg * radian];
      const turn = (azimuth_deg - mount.azimuth_deg) * radian;
      const cosine = Math.sin(e1) * Math.sin(e2) + Math.cos(e1) * Math.cos(e2) * Math.cos(turn);
      return Math.acos(Math.max(-1, Math.min(1, cosine))) / radian;
    }
    case "nadir":
      throw new RangeError("directedGain: a ground antenna is mounted tracking, zenith or fixed, found nadir");
  }
}
