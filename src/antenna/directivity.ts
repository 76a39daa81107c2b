import { fromdB } from "../decibel.js";
import type { ArrayDirection } from "./array-direction.js";
import type { FarField } from "./far-field.js";
import { gaussLegendre } from "./gauss-legendre.js";

/** What an integral over the sphere says of an antenna. */
export interface SphereIntegral {
  /** Mean gain over the sphere, both polarisations: the part of the accepted power that is radiated, the efficiency; linear. */
  readonly radiatedPart: number;
  /** The sampled direction with the highest gain. */
  readonly highest: ArrayDirection;
}

/** Operations beyond which an integral is not made: seconds. */
const mostOperations = 4e9;
/** Samples of a pattern that depends on theta alone, or whose size is not known. */
const roundSamples = 20_000;
const leastSamples = 720;
const phiSamples = 360;

/**
 * Integral of an antenna's gain over the sphere, 1 / (4 pi) of it.
 *
 * The power pattern of an antenna of radius a has no more detail than spherical harmonics of degree 2 k a: Gauss and Legendre in
 * cos(theta) and equal steps in phi are exact beyond that, but for the step of an element's pattern at the horizon, where the
 * intervals meet.
 *
 * @returns undefined where it would take too long
 */
export function sphereIntegral(field: FarField): SphereIntegral | undefined {
  const { largestTheta_deg, isRound, isWhole, radius, detail_deg, cost } = field;
  let sum = 0;
  let best = Number.NEGATIVE_INFINITY;
  let highest: ArrayDirection = { theta_deg: 0, phi_deg: 0 };
  const add = (direction: ArrayDirection, weight: number) => {
    const { co_dBi, cross_dBi } = field.at(direction);
    if (co_dBi > best) {
      best = co_dBi;
      highest = direction;
    }
    sum += weight * (fromdB(co_dBi) + (isWhole ? 0 : fromdB(cross_dBi)));
  };
  if (isRound || radius === undefined) {
    const ofDetail = Math.ceil((4 * largestTheta_deg) / (detail_deg ?? 1));
    const thetas = isRound ? roundSamples : Math.min(roundSamples, Math.max(leastSamples, ofDetail));
    const phis = isRound ? 1 : phiSamples;
    const step = (largestTheta_deg * Math.PI) / 180 / thetas;
    for (let index = 0; index < thetas; index++) {
      const theta = (index + 0.5) * step;
      // The part of the sphere between the two neighbouring circles, exactly.
      const weight = Math.sin(theta) * Math.sin(step / 2) * (1 / phis);
      for (let turn = 0; turn < phis; turn++) {
        add({ theta_deg: (theta * 180) / Math.PI, phi_deg: (360 * turn) / phis }, weight);
      }
    }
    return { radiatedPart: sum, highest };
  }
  const degree = Math.ceil(4 * Math.PI * radius) + 24;
  const halves = largestTheta_deg > 90 ? [[1, 0] as const, [0, -1] as const] : [[1, 0] as const];
  const rings = Math.ceil(degree / 2) + 8;
  if (rings * halves.length * (degree + 1) * cost > mostOperations) return undefined;
  for (const [from, to] of halves) {
    const { nodes, weights } = gaussLegendre(rings, to, from);
    for (let index = 0; index < rings; index++) {
      const theta_deg = (Math.acos(nodes[index]) * 180) / Math.PI;
      for (let turn = 0; turn <= degree; turn++) {
        add({ theta_deg, phi_deg: (360 * turn) / (degree + 1) }, weights[index] / (2 * (degree + 1)));
      }
    }
  }
  return { radiatedPart: sum, highest };
}
