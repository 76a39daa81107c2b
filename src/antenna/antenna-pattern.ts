/**
 * How an antenna's gain depends on direction. Angles count from boresight, for an array from its broadside.
 *
 * - `circularAperture`: TR 38.811, 6.4.1, peak from diameter and efficiency.
 * - `planarArray`: rows x columns of equal elements, steered electronically.
 * - `fixedGain`: the same in all directions.
 * - `ituS465`: earth station mask of ITU-R S.465-6.
 * - `ituS1528`: satellite mask of ITU-R S.1528, recommends 1.2.
 */
export type AntennaPattern = CircularAperture | PlanarArray | FixedGain | ItuS465 | ItuS1528;

export interface CircularAperture {
  readonly kind: "circularAperture";
  readonly diameter_m: number;
  /** Aperture efficiency, 0 to 1. */
  readonly efficiency: number;
}

export interface PlanarArray {
  readonly kind: "planarArray";
  readonly rows: number;
  readonly columns: number;
  /** Distance of neighbouring rows and columns in wavelengths at the carrier. */
  readonly rowSpacing: number;
  readonly columnSpacing: number;
  /** Element power pattern g0 cos(theta)^q: g0, as given. */
  readonly elementGain_dBi: number;
  /** q of the element power pattern. */
  readonly elementExponent: number;
  readonly taper: ArrayTaper;
  /** Ohmic and feed loss. */
  readonly loss_dB: number;
  /** Largest angle from broadside to which the beam is steered. */
  readonly scanLimit_deg: number;
}

/**
 * Amplitudes along rows and columns alike: `uniform`; `cosine`, cos(pi x / L) at the distance x from the middle of an
 * array of length L = number x spacing (half a spacing beyond the outer elements).
 */
export type ArrayTaper = "uniform" | "cosine";

interface FixedGain {
  readonly kind: "fixedGain";
  readonly gain_dBi: number;
}

export interface ItuS465 {
  readonly kind: "ituS465";
  readonly gain_dBi: number;
  readonly diameter_m: number;
}

export interface ItuS1528 {
  readonly kind: "ituS1528";
  readonly gain_dBi: number;
  /** One half of the 3 dB beamwidth. */
  readonly halfBeamwidth_deg: number;
  /** Near-in side-lobe level relative to the peak, -15, -20, -25 or -30 dB in the Recommendation. */
  readonly sideLobe_dB: number;
}
