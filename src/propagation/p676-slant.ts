import { expectElevation_deg } from "./domain.js";
import type { AirLayer } from "./p676-layers.js";
import { oxygenSpecificAttenuation_dBkm, waterSpecificAttenuation_dBkm } from "./p676-specific.js";

/** Attenuation by gases, with its two parts. */
export interface GasAttenuation {
  readonly oxygen_dB: number;
  readonly water_dB: number;
  readonly total_dB: number;
}

/**
 * Gaseous attenuation from the ground to space, line by line along a bent ray.
 *
 * ITU-R P.676-13, Annex 1, section 2.2.1, eq. (13), (17) to (19). The spectral lines are summed once a layer, in the
 * constructor (about 922 layers x 79 lines); after that an elevation costs two square roots a layer.
 */
export class GasSlantPath {
  readonly frequency_GHz: number;
  readonly #radius_km: Float64Array;
  readonly #thickness_km: Float64Array;
  readonly #refractiveIndex: Float64Array;
  readonly #oxygen_dBkm: Float64Array;
  readonly #water_dBkm: Float64Array;

  /**
   * @param frequency_GHz  above 0; valid from 1 to 1000
   * @param layers         from the site upwards (`airLayers`)
   */
  constructor(frequency_GHz: number, layers: readonly AirLayer[]) {
    if (layers.length === 0) throw new RangeError("GasSlantPath: expected at least one layer of air, found none");
    this.frequency_GHz = frequency_GHz;
    this.#radius_km = Float64Array.from(layers, (layer) => layer.radius_km);
    this.#thickness_km = Float64Array.from(layers, (layer) => layer.thickness_km);
    this.#refractiveIndex = Float64Array.from(layers, (layer) => layer.refractiveIndex);
    this.#oxygen_dBkm = Float64Array.from(layers, (layer) => oxygenSpecificAttenuation_dBkm(frequency_GHz, layer));
    this.#water_dBkm = Float64Array.from(layers, (layer) => waterSpecificAttenuation_dBkm(frequency_GHz, layer));
  }

  /** @param elevation_deg  apparent, at the site; above 0 up to 90 */
  at(elevation_deg: number): GasAttenuation {
    expectElevation_deg(elevation_deg);
    // Snell's law in spherical layers: n r sin(beta) keeps its value along the ray; beta is the angle to the vertical.
    const invariant = this.#refractiveIndex[0] * this.#radius_km[0] * Math.cos((elevation_deg * Math.PI) / 180);
    let oxygen_dB = 0;
    let water_dB = 0;
    for (let i = 0; i < this.#radius_km.length; i++) {
      const r = this.#radius_km[i];
      const delta = this.#thickness_km[i];
      const sine = invariant / (this.#refractiveIndex[i] * r);
      // A ray just above the horizontal may be bent down by a thin layer: it then runs along that layer's bottom.
      const vertical = r * Math.sqrt(Math.max(0, 1 - sine * sine));
      // (17), as a quotient: the difference would lose digits at the zenith.
      const rise = 2 * r * delta + delta * delta;
      const length_km = rise / (vertical + Math.sqrt(vertical * vertical + rise));
      oxygen_dB += length_km * this.#oxygen_dBkm[i];
      water_dB += length_km * this.#water_dBkm[i];
    }
    return { oxygen_dB, water_dB, total_dB: oxygen_dB + water_dB };
  }

  toString(): string {
    return `gas at ${this.frequency_GHz} GHz through ${this.#radius_km.length} layers of air`;
  }
}
