import { type ArrayDirection, displaced } from "./array-direction.js";
import type { FarField, PolarGain } from "./far-field.js";

/** A cut through a pattern: directions on a great circle by their angle from its middle. */
export interface CutPlane {
  readonly name: string;
  readonly direction: (angle_deg: number) => ArrayDirection;
}

/** What a cut shows of a beam; angles from the middle of the cut, levels relative to the gain there. */
export interface CutFigures {
  /** Full width at 3 dB below the middle; undefined where the gain does not fall so far. */
  readonly beamwidth_deg: number | undefined;
  /** The higher of the lobes next to the main one. */
  readonly firstSideLobe: { readonly angle_deg: number; readonly level_dB: number } | undefined;
  /** The highest lobe beyond the first minima. */
  readonly highestSideLobe: { readonly angle_deg: number; readonly level_dB: number } | undefined;
}

/** Drop at which TR 38.821 takes beamwidths; half the power is 3.0103 dB. */
const beamwidthDrop_dB = 3;

/** The cut at an angle phi through boresight; angles are theta, negative on the other side. */
export function phiCut(phi_deg: number): CutPlane {
  return { name: `phi = ${phi_deg} deg`, direction: (theta_deg) => ({ theta_deg, phi_deg }) };
}

/** The cuts through a direction: in the plane through boresight, and at right angles to that. */
export function beamCuts(middle: ArrayDirection): readonly [along: CutPlane, across: CutPlane] {
  return [
    { name: "through the beam, in its plane with boresight", direction: (angle) => displaced(middle, angle, "along") },
    { name: "through the beam, across that plane", direction: (angle) => displaced(middle, angle, "across") },
  ];
}

/** Gains along a cut from -span to span. */
export function cutGains(
  field: FarField,
  cut: CutPlane,
  span_deg: number,
  step_deg: number,
): { readonly angle_deg: number[]; readonly gains: PolarGain[] } {
  const steps = Math.round(span_deg / step_deg);
  const angle_deg = Array.from({ length: 2 * steps + 1 }, (_, index) => (index - steps) * step_deg);
  return { angle_deg, gains: angle_deg.map((angle) => field.at(cut.direction(angle))) };
}

/**
 * Beamwidth and side lobes of a cut about its middle, which is the beam's peak.
 *
 * @param step_deg  well within a lobe
 * @param span_deg  how far to look on each side
 */
export function cutFigures(field: FarField, cut: CutPlane, step_deg: number, span_deg: number): CutFigures {
  const gain_dBi = (angle_deg: number) => field.at(cut.direction(angle_deg)).co_dBi;
  const peak_dBi = gain_dBi(0);
  const sides = [1, -1].map((sign) => sideFigures((angle) => gain_dBi(sign * angle) - peak_dBi, step_deg, span_deg));
  const [right, left] = sides;
  const lobes = (pick: (side: SideFigures) => Lobe | undefined) => {
    const found = [right, left].flatMap((side, index) => {
      const lobe = pick(side);
      return lobe ? [{ angle_deg: index === 0 ? lobe.angle : -lobe.angle, level_dB: lobe.level_dB }] : [];
    });
    return found.length === 0 ? undefined : found.reduce((a, b) => (b.level_dB > a.level_dB ? b : a));
  };
  return {
    beamwidth_deg: right.half === undefined || left.half === undefined ? undefined : right.half + left.half,
    firstSideLobe: lobes(({ first }) => first),
    highestSideLobe: lobes(({ highest }) => highest),
  };
}

interface Lobe {
  readonly angle: number;
  readonly level_dB: number;
}

interface SideFigures {
  readonly half: number | undefined;
  readonly first: Lobe | undefined;
  readonly highest: Lobe | undefined;
}

function sideFigures(level_dB: (angle: number) => number, step: number, span: number): SideFigures {
  const count = Math.max(2, Math.floor(span / step));
  const levels = Float64Array.from({ length: count + 1 }, (_, index) => level_dB(index * step));
  const fallen = levels.findIndex((level) => !(level > -beamwidthDrop_dB));
  const half = fallen < 1 ? undefined : crossing(level_dB, (fallen - 1) * step, fallen * step);
  // A mask's flat parts are no lobes: a lobe rises and falls.
  let first: Lobe | undefined;
  let highest: Lobe | undefined;
  let hasRisen = false;
  for (let index = Math.max(1, fallen); fallen >= 0 && index < count; index++) {
    if (levels[index] > levels[index - 1] + 1e-9) hasRisen = true;
    if (!hasRisen || !(levels[index] >= levels[index - 1] && levels[index] > levels[index + 1])) continue;
    const lobe = summit(level_dB, (index - 1) * step, (index + 1) * step);
    first ??= lobe;
    if (!highest || lobe.level_dB > highest.level_dB) highest = lobe;
    hasRisen = false;
  }
  return { half, first, highest };
}

function crossing(level_dB: (angle: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (level_dB(middle) > -beamwidthDrop_dB) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The top of a lobe between two angles, by golden sections. */
function summit(level_dB: (angle: number) => number, from: number, to: number): Lobe {
  const share = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  for (let cut = 0; cut < 60; cut++) {
    const [a, b] = [high - share * (high - low), low + share * (high - low)];
    if (level_dB(a) > level_dB(b)) high = b;
    else low = a;
  }
  const angle = (low + high) / 2;
  return { angle, level_dB: level_dB(angle) };
}
