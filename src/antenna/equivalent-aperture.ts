import { fromdB } from "../decibel.js";
import { speedOfLight_ms } from "../physics.js";
import { peakGain_dBi } from "./antenna-gain.js";
import type { AntennaPattern } from "./antenna-pattern.js";
import { arrayEfficiency } from "./planar-array.js";

/** A circular aperture that gathers as much as an antenna does. */
export interface EquivalentAperture {
  readonly diameter_m: number;
  readonly efficiency: number;
}

/**
 * Circular aperture that stands for an antenna where a model asks for its size, as the averaging of scintillation over the
 * aperture does (ITU-R P.618, 2.4.1: effective diameter sqrt(efficiency) x diameter).
 *
 * An array is the circle of its area; where only the gain is known, the circle of efficiency 1 with that gain. The efficiency
 * follows from the peak gain, so that efficiency (pi D / lambda)^2 is always that gain.
 */
export function equivalentAperture(pattern: AntennaPattern, carrier_Hz: number): EquivalentAperture {
  const wavelength_m = speedOfLight_ms / carrier_Hz;
  switch (pattern.kind) {
    case "circularAperture":
      return { diameter_m: pattern.diameter_m, efficiency: pattern.efficiency };
    case "planarArray": {
      const area_m2 = pattern.rows * pattern.rowSpacing * pattern.columns * pattern.columnSpacing * wavelength_m ** 2;
      return { diameter_m: Math.sqrt((4 * area_m2) / Math.PI), efficiency: arrayEfficiency(pattern) };
    }
    case "ituS465": {
      const fullGain = ((Math.PI * pattern.diameter_m) / wavelength_m) ** 2;
      return { diameter_m: pattern.diameter_m, efficiency: fromdB(pattern.gain_dBi) / fullGain };
    }
    case "fixedGain":
    case "imported":
    case "ituS1528": {
      const gain = fromdB(peakGain_dBi(pattern, carrier_Hz));
      return { diameter_m: (wavelength_m / Math.PI) * Math.sqrt(gain), efficiency: 1 };
    }
  }
}
