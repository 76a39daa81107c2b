import type { GroundView } from "../geometry/satellite-frame.js";
import type { BeamField } from "./beam-field.js";
import type { BeamSet } from "./beam-set.js";

/** What a place receives from the beams of a satellite, over the power of a nominal beam on its axis. */
export interface BeamPowers {
  /** The strongest beam, the lowest index among equals. */
  beam: number;
  wanted: number;
  /** All other beams of the same frequency and polarisation. */
  coChannel: number;
  /** All beams of the same frequency in the other polarisation, before any isolation. */
  crossPolar: number;
}

export function emptyBeamPowers(): BeamPowers {
  return { beam: 0, wanted: 0, coChannel: 0, crossPolar: 0 };
}

/**
 * Fills `out` with the powers of all beams at a place, each beam serving the places at which it is the strongest (RSRP).
 *
 * O(beams). Beams of one round shape and power are told apart by their axes alone, so that only those on the serving beam's
 * frequency are evaluated.
 *
 * @param best the serving beam, where it is known already
 */
export function beamPowers(
  beams: BeamSet,
  field: BeamField,
  view: GroundView,
  out: BeamPowers,
  best = servingBeam(beams, field, view),
): void {
  const { length, amplitude, frequency, polarisation, isLit } = beams;
  const { u, v, w } = view;
  let coChannel = 0;
  let crossPolar = 0;
  const ownFrequency = frequency[best];
  const ownPolarisation = polarisation[best];
  for (let beam = 0; beam < length; beam++) {
    if (frequency[beam] !== ownFrequency || beam === best || isLit[beam] === 0) continue;
    const value = amplitude[beam] * field.at(beam, u, v, w);
    if (polarisation[beam] === ownPolarisation) coChannel += value * value;
    else crossPolar += value * value;
  }
  out.beam = best;
  out.wanted = (amplitude[best] * field.at(best, u, v, w)) ** 2;
  out.coChannel = coChannel;
  out.crossPolar = crossPolar;
}

/** The strongest beam at a place, the lowest index among equals. */
export function servingBeam(beams: BeamSet, field: BeamField, view: GroundView): number {
  return field.isRound && beams.hasEqualPowers ? nearestBeam(beams, view) : strongestBeam(beams, field, view);
}

function nearestBeam({ length, u, v, w }: BeamSet, view: GroundView): number {
  const { u: toU, v: toV, w: toW } = view;
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let beam = 0; beam < length; beam++) {
    const cosine = u[beam] * toU + v[beam] * toV + w[beam] * toW;
    if (cosine > most) {
      most = cosine;
      best = beam;
    }
  }
  return best;
}

function strongestBeam({ length, amplitude }: BeamSet, field: BeamField, { u, v, w }: GroundView): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let beam = 0; beam < length; beam++) {
    const power = (amplitude[beam] * field.at(beam, u, v, w)) ** 2;
    if (power > most) {
      most = power;
      best = beam;
    }
  }
  return best;
}
