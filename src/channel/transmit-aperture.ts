import type { PlanarArray } from "../antenna/antenna-pattern.js";
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
 * Every element of a planar array with its own chain (digital beamforming): rows along v, columns along u, counted from the
 * middle, phases exp(+j 2 pi (x u + y v)) with x and y in wavelengths. O(rows + columns) sines and cosines.
 */
export function elementAperture(array: PlanarArray): TransmitAperture {
  const { rows, columns, rowSpacing, columnSpacing, elementExponent } = array;
  const antennas = rows * columns;
  const lineRe = new Float64Array(columns);
  const lineIm = new Float64Array(columns);
  return {
    antennas,
    response: (u, v, w, frequency, re, im, from) => {
      // Element power pattern cos(theta)^q; nothing behind the array.
      const amplitude = w > 0 ? Math.sqrt(w ** elementExponent / antennas) : 0;
      for (let column = 0; column < columns; column++) {
        const phase = 2 * Math.PI * (column - (columns - 1) / 2) * columnSpacing * u * frequency;
        lineRe[column] = Math.cos(phase);
        lineIm[column] = Math.sin(phase);
      }
      for (let row = 0; row < rows; row++) {
        const phase = 2 * Math.PI * (row - (rows - 1) / 2) * rowSpacing * v * frequency;
        const rowRe = amplitude * Math.cos(phase);
        const rowIm = amplitude * Math.sin(phase);
        const at = from + row * columns;
        for (let column = 0; column < columns; column++) {
          re[at + column] = rowRe * lineRe[column] - rowIm * lineIm[column];
          im[at + column] = rowRe * lineIm[column] + rowIm * lineRe[column];
        }
      }
    },
  };
}
