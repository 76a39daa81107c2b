import { fromdB } from "../decibel.js";
import { speedOfLight_ms } from "../physics.js";
import { antennaGain_dBi, peakGain_dBi } from "./antenna-gain.js";
import type { AntennaPattern } from "./antenna-pattern.js";
import { besselJ1 } from "./bessel-j1.js";

/** Patterns that depend on the angle from their axis alone, so that a beam is the same wherever it points. */
export type RoundPattern = Exclude<AntennaPattern, { readonly kind: "planarArray" | "fixedGain" | "imported" }>;

/** Steps of the table to a radian of the argument of 2 J1(x) / x: cubic interpolation then errs by less than 1e-7. */
const stepsPerRadian = 16;
/** Steps to a radian of sin(angle / 2) for the masks, which are smooth but for their corners. */
const maskSteps = 1 << 16;

/**
 * Field of a round beam relative to its peak, tabulated over sin(angle / 2) for many evaluations: about 10 ns each.
 *
 * An aperture's field keeps its sign, which turns from lobe to lobe; of a mask, which gives a power, it is the square root.
 */
export class OffAxisField {
  readonly #values: Float64Array;
  readonly #scale: number;
  readonly #end: number;
  readonly #field: (s: number) => number;

  /** @param reach_rad angle up to which the field is tabulated; beyond it every value is computed anew */
  constructor(pattern: RoundPattern, carrier_Hz: number, reach_rad: number) {
    if (!(reach_rad > 0)) throw new RangeError(`OffAxisField: expected a reach above 0 rad, found ${reach_rad}`);
    if (pattern.kind === "circularAperture") {
      const argument = (Math.PI * pattern.diameter_m * carrier_Hz) / speedOfLight_ms;
      this.#scale = 2 * argument * stepsPerRadian;
      // Beyond 90 deg an aperture does not radiate: TR 38.811, 6.4.1.
      this.#field = (s) => (s > Math.SQRT1_2 ? 0 : apertureField(2 * argument * s * Math.sqrt(1 - s * s)));
    } else {
      const peak_dBi = peakGain_dBi(pattern, carrier_Hz);
      this.#scale = maskSteps;
      this.#field = (s) => {
        const angle_deg = (2 * Math.asin(Math.min(1, Math.abs(s))) * 180) / Math.PI;
        return Math.sqrt(fromdB(antennaGain_dBi(pattern, carrier_Hz, angle_deg) - peak_dBi));
      };
    }
    const steps = Math.ceil(Math.sin(Math.min(reach_rad, Math.PI / 2) / 2) * this.#scale);
    // From one step before 0 to two beyond the end. The last steps before 90 deg are computed: there the field ends.
    this.#values = Float64Array.from({ length: steps + 4 }, (_, index) => this.#field((index - 1) / this.#scale));
    this.#end = Math.min(steps / this.#scale, Math.SQRT1_2 - 3 / this.#scale);
  }

  /** @param cosine of the angle between the beam's axis and the direction, -1 to 1 */
  at(cosine: number): number {
    const s = Math.sqrt(0.5 * Math.max(0, 1 - cosine));
    if (!(s < this.#end)) return this.#field(s);
    const position = s * this.#scale;
    const index = Math.floor(position);
    const t = position - index;
    const values = this.#values;
    const before = values[index];
    const here = values[index + 1];
    const next = values[index + 2];
    const after = values[index + 3];
    // The cubic through four points.
    const c1 = next - before / 3 - here / 2 - after / 6;
    const c2 = (before + next) / 2 - here;
    const c3 = (after - before) / 6 + (here - next) / 2;
    return here + t * (c1 + t * (c2 + t * c3));
  }

  toString(): string {
    return `field of a round beam, ${this.#values.length} points`;
  }
}

/** 2 J1(x) / x, even in x; TR 38.811, 6.4.1. */
function apertureField(x: number): number {
  const size = Math.abs(x);
  return size < 1e-3 ? 1 - size ** 2 / 8 : (2 * besselJ1(size)) / size;
}
