/** A direction with its power; angles of one coordinate only, degrees. */
export interface WeightedAngle {
  readonly angle_deg: number;
  readonly power: number;
}

const radian = Math.PI / 180;

/**
 * Root-mean-square angular spread, sqrt(-2 ln |sum P exp(j angle)| / sum P).
 *
 * 3GPP TR 38.901, Annex A.1.
 *
 * @returns degrees, 0 for one direction, Infinity where the directions cancel
 */
export function angularSpread_deg(angles: readonly WeightedAngle[]): number {
  const { re, im, total } = resultant(angles);
  // A rounded length above 1 would have no logarithm.
  const length = Math.min(Math.hypot(re, im) / total, 1);
  return Math.sqrt(-2 * Math.log(length)) / radian;
}

/** An angle brought to -180 (excluded) to 180 degrees. */
export function wrapped_deg(angle_deg: number): number {
  return angle_deg - 360 * Math.ceil((angle_deg - 180) / 360);
}

function resultant(angles: readonly WeightedAngle[]): { re: number; im: number; total: number } {
  let re = 0;
  let im = 0;
  let total = 0;
  for (const { angle_deg, power } of angles) {
    re += power * Math.cos(angle_deg * radian);
    im += power * Math.sin(angle_deg * radian);
    total += power;
  }
  return { re, im, total };
}
