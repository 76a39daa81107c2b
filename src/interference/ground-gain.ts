import { antennaGain_dBi } from "../antenna/antenna-gain.js";
import { arrayGain_dBi } from "../antenna/planar-array.js";
import type { Antenna } from "../budget/station.js";

const radian = Math.PI / 180;

/** A direction over the horizon. */
export interface SkyDirection {
  readonly azimuth_deg: number;
  readonly elevation_deg: number;
}

/**
 * Gain of a ground antenna towards another direction than the one it serves.
 *
 * A tracking antenna points at the wanted satellite; a fixed or zenith-pointing array steers its beam there, in the plane of
 * its rows as the link budget does; other fixed antennas stay where they point. Round patterns depend on the angle alone.
 *
 * @returns dBi; -Infinity where the pattern has no radiation
 */
export function groundGainTowards_dBi(
  { pattern, mount }: Antenna,
  carrier_Hz: number,
  wanted: SkyDirection,
  other: SkyDirection,
): number {
  const boresight = boresightOf(mount, wanted);
  if (pattern.kind !== "planarArray") return antennaGain_dBi(pattern, carrier_Hz, angleBetween_deg(boresight, other));
  const scan_deg = angleBetween_deg(boresight, wanted);
  const off_deg = angleBetween_deg(boresight, other);
  // Around broadside, counted from the direction of the beam; at broadside any direction will do.
  const turn_deg = scan_deg < 1e-6 ? 0 : turnBetween_deg(boresight, wanted, other);
  return arrayGain_dBi(pattern, { theta_deg: off_deg, phi_deg: turn_deg }, { theta_deg: scan_deg, phi_deg: 0 });
}

/** Angle between two directions of the sky, exact also where they nearly meet. */
export function angleBetween_deg(a: SkyDirection, b: SkyDirection): number {
  const [x, y, z] = vector(a);
  const [u, v, w] = vector(b);
  const cross = Math.hypot(y * w - z * v, z * u - x * w, x * v - y * u);
  return Math.atan2(cross, x * u + y * v + z * w) / radian;
}

function boresightOf(mount: Antenna["mount"], wanted: SkyDirection): SkyDirection {
  switch (mount.kind) {
    case "tracking":
      return wanted;
    case "zenith":
      return { azimuth_deg: 0, elevation_deg: 90 };
    case "fixed":
      return mount;
    case "nadir":
      throw new RangeError("groundGainTowards_dBi: a ground antenna is mounted tracking, zenith or fixed, found nadir");
  }
}

/** Angle around `axis` from the direction `from` to the direction `to`. */
function turnBetween_deg(axis: SkyDirection, from: SkyDirection, to: SkyDirection): number {
  const [x, y, z] = vector(axis);
  const flat = (direction: SkyDirection): [number, number, number] => {
    const [u, v, w] = vector(direction);
    const along = x * u + y * v + z * w;
    return [u - along * x, v - along * y, w - along * z];
  };
  const [a, b] = [flat(from), flat(to)];
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cross = x * (a[1] * b[2] - a[2] * b[1]) + y * (a[2] * b[0] - a[0] * b[2]) + z * (a[0] * b[1] - a[1] * b[0]);
  return Math.atan2(cross, dot) / radian;
}

function vector({ azimuth_deg, elevation_deg }: SkyDirection): [number, number, number] {
  const across = Math.cos(elevation_deg * radian);
  return [
    across * Math.sin(azimuth_deg * radian),
    across * Math.cos(azimuth_deg * radian),
    Math.sin(elevation_deg * radian),
  ];
}
