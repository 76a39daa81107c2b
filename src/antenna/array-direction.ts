/** A direction from an antenna: `theta_deg` from broadside, `phi_deg` around it from the axis along which an array's columns are counted. */
export interface ArrayDirection {
  readonly theta_deg: number;
  readonly phi_deg: number;
}

const radian = Math.PI / 180;

/** u = sin(theta) cos(phi) and v = sin(theta) sin(phi). */
export function directionCosines({ theta_deg, phi_deg }: ArrayDirection): [u: number, v: number] {
  const sinTheta = Math.sin(theta_deg * radian);
  return [sinTheta * Math.cos(phi_deg * radian), sinTheta * Math.sin(phi_deg * radian)];
}

/** The direction of a unit vector (u, v, w), w along broadside. */
export function directionOf(u: number, v: number, w: number): ArrayDirection {
  return { theta_deg: Math.atan2(Math.hypot(u, v), w) / radian, phi_deg: Math.atan2(v, u) / radian };
}

/**
 * The direction an angle away from another along a great circle.
 *
 * @param angle_deg  along the circle; positive leads away from broadside where the course is `along`
 * @param course     `along` the plane through broadside, or `across` it, at right angles
 */
export function displaced(
  { theta_deg, phi_deg }: ArrayDirection,
  angle_deg: number,
  course: "along" | "across",
): ArrayDirection {
  if (course === "along") return folded(theta_deg + angle_deg, phi_deg);
  const along = Math.sin(theta_deg * radian) * Math.cos(angle_deg * radian);
  const across = Math.sin(angle_deg * radian);
  const up = Math.cos(theta_deg * radian) * Math.cos(angle_deg * radian);
  return {
    theta_deg: Math.atan2(Math.hypot(along, across), up) / radian,
    phi_deg: phi_deg + Math.atan2(across, along) / radian,
  };
}

/** The same direction with theta from 0 to 180 deg. */
export function folded(theta_deg: number, phi_deg: number): ArrayDirection {
  const turned = theta_deg - 360 * Math.round(theta_deg / 360);
  return turned < 0 ? { theta_deg: -turned, phi_deg: phi_deg + 180 } : { theta_deg: turned, phi_deg };
}

/** Angle between two directions; exact also where they nearly meet. */
export function angleBetween_deg(a: ArrayDirection, b: ArrayDirection): number {
  const half = (x: number) => Math.sin((x * radian) / 2) ** 2;
  const haversine =
    half(a.theta_deg - b.theta_deg) +
    Math.sin(a.theta_deg * radian) * Math.sin(b.theta_deg * radian) * half(a.phi_deg - b.phi_deg);
  return (2 * Math.asin(Math.sqrt(Math.min(1, haversine)))) / radian;
}
