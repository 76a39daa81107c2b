import { peakGain_dBi } from "../antenna/antenna-gain.js";
import type { PlanarArray } from "../antenna/antenna-pattern.js";
import { directionOf } from "../antenna/array-direction.js";
import { ElementResponse } from "../antenna/array-response.js";
import { fromdB } from "../decibel.js";
import type { BeamField } from "./beam-field.js";

/** The transmit antennas of a satellite that a precoder drives: the feeds of a reflector or the elements of an array. */
export interface TransmitAperture {
  readonly antennas: number;
  /**
   * Writes each antenna's response towards a direction, scaled so that the best unit-power weights for a place on the axis of
   * an unsteered beam give 1: then its square is the SNR over that on a nominal beam's axis.
   *
   * @param u, v, w    direction cosines at the satellite
   * @param frequency  over the carrier: the phases of an array's elements follow it (beam squint)
   * @param re, im     receive `antennas` values from index `from`
   */
  response(u: number, v: number, w: number, frequency: number, re: Float64Array, im: Float64Array, from: number): void;
}

/** A feed a beam: real responses, since all feeds share the reflector's phase centre. */
export function feedAperture(field: BeamField, beams: readonly number[]): TransmitAperture {
  return {
    antennas: beams.length,
    response: (u, v, w, _frequency, re, im, from) => {
      for (let feed = 0; feed < beams.length; feed++) {
        re[from + feed] = field.at(beams[feed], u, v, w);
        im[from + feed] = 0;
      }
    },
  };
}

/**
 * Every element of a planar array with its own chain (digital beamforming), errors and failures included; a nominal beam is
 * the array's own, taper included, at broadside.
 */
export function elementAperture(array: PlanarArray, carrier_Hz: number): TransmitAperture {
  const elements = new ElementResponse(array);
  const scale = 1 / Math.sqrt(fromdB(peakGain_dBi(array, carrier_Hz)));
  return {
    antennas: elements.count,
    response: (u, v, w, frequency, re, im, from) => {
      elements.towards(directionOf(u, v, w), frequency, re, im, from);
      for (let element = from; element < from + elements.count; element++) {
        re[element] *= scale;
        im[element] *= scale;
      }
    },
  };
}
