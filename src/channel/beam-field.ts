import type { AntennaPattern, PlanarArray } from "../antenna/antenna-pattern.js";
import { directionOf } from "../antenna/array-direction.js";
import { OffAxisField } from "../antenna/off-axis-field.js";
import { arrayGain_dBi, arrayScanGain_dBi } from "../antenna/planar-array.js";
import { fromdB } from "../decibel.js";
import { LeolinkError } from "../leolink-error.js";
import type { BeamSet } from "./beam-set.js";

/** The fields of the beams of a set. */
export interface BeamField {
  /**
   * Field of a beam towards a direction over that of an unsteered beam on its axis, so that its square times the peak gain is
   * the gain.
   *
   * @param beam    index into the beam set
   * @param u, v, w direction cosines at the satellite
   */
  at(beam: number, u: number, v: number, w: number): number;
  /** Whether every beam has one shape around its axis, so that of beams of equal power the nearest is the strongest. */
  readonly isRound: boolean;
}

/**
 * The field of every beam of a set, all made by one pattern: a round one (a reflector with a feed a beam) turned to each
 * beam's axis, or an array steered to it, whose beams widen and weaken away from broadside (nadir).
 *
 * @throws LeolinkError (`input`) for a pattern without beams
 */
export function beamField(pattern: AntennaPattern, carrier_Hz: number, beams: BeamSet): BeamField {
  switch (pattern.kind) {
    case "fixedGain":
      throw new LeolinkError("input", [
        { message: "expected an antenna with a beam, found fixedGain, which is the same in all directions" },
      ]);
    case "imported":
      throw new LeolinkError("input", [
        { message: "expected an antenna that is round around each beam, or an array; found a pattern from a file" },
      ]);
    case "planarArray":
      return steeredField(pattern, beams);
    default: {
      const table = new OffAxisField(pattern, carrier_Hz, widestAngle_rad(beams));
      const { u: beamU, v: beamV, w: beamW } = beams;
      return {
        at: (beam, u, v, w) => table.at(beamU[beam] * u + beamV[beam] * v + beamW[beam] * w),
        isRound: true,
      };
    }
  }
}

/** A quarter more than the angle between the farthest two axes: as far as a beam reaches over the others' cells. */
function widestAngle_rad({ length, u, v, w }: BeamSet): number {
  let least = 1;
  for (let a = 0; a < length; a++) {
    for (let b = 0; b < a; b++) least = Math.min(least, u[a] * u[b] + v[a] * v[b] + w[a] * w[b]);
  }
  return 1.25 * Math.acos(Math.max(-1, least)) + 0.01;
}

function steeredField(array: PlanarArray, { u, v, w }: BeamSet): BeamField {
  const peak_dBi = arrayScanGain_dBi(array, 0);
  const axes = Array.from(u, (_, beam) => directionOf(u[beam], v[beam], w[beam]));
  return {
    at: (beam, toU, toV, toW) =>
      Math.sqrt(fromdB(arrayGain_dBi(array, directionOf(toU, toV, toW), axes[beam]) - peak_dBi)),
    isRound: false,
  };
}
