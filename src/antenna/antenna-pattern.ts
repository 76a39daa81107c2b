import type { PatternTable } from "./pattern-table.js";

/**
 * How an antenna's gain depends on direction. Angles count from boresight, for an array from its broadside.
 *
 * - `circularAperture`: TR 38.811, 6.4.1, peak from diameter and efficiency.
 * - `planarArray`: rows x columns of equal elements, steered electronically.
 * - `fixedGain`: the same in all directions.
 * - `ituS465`: earth station mask of ITU-R S.465-6.
 * - `ituS1528`: satellite mask of ITU-R S.1528, recommends 1.2.
 * - `imported`: measured or computed elsewhere, read from a file.
 */
export type AntennaPattern = CircularAperture | PlanarArray | FixedGain | ItuS465 | ItuS1528 | ImportedPattern;

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
  /** Element power pattern g0 cos(theta)^q: g0, as given; with `elementPattern` what that has at broadside. */
  readonly elementGain_dBi: number;
  /** q of the element power pattern; of no effect with `elementPattern`. */
  readonly elementExponent: number;
  readonly taper: ArrayTaper;
  /** Ohmic and feed loss. */
  readonly loss_dB: number;
  /** Largest angle from broadside to which the beam is steered. */
  readonly scanLimit_deg: number;
  /** Rectangular if left out. */
  readonly lattice?: ArrayLattice;
  /** Ideal (`digital`, nothing quantised) if left out. */
  readonly beamformer?: Beamformer;
  /** None if left out. */
  readonly errors?: ArrayErrors;
  /** Pure if left out. */
  readonly polarisation?: PolarisationPurity;
  /** Embedded pattern of an element, by which mutual coupling enters, in place of g0 cos(theta)^q. */
  readonly elementPattern?: PatternFile;
}

/** `triangular`: each second row stands half a column's spacing aside. */
export type ArrayLattice = "rectangular" | "triangular";

/** Amplitudes of the elements: the product of a taper over the rows and one over the columns. One alone holds for both. */
export type ArrayTaper = LineTaper | { readonly rows: LineTaper; readonly columns: LineTaper };

/**
 * Amplitudes along a line of elements: `uniform`; `cosine`, cos(pi x / L) at the distance x from the middle of an array of
 * length L = number x spacing (half a spacing beyond the outer elements); those of Taylor and of Dolph and Chebyshev, with
 * side lobes relative to the peak, negative.
 */
export type LineTaper =
  | "uniform"
  | "cosine"
  | {
      readonly kind: "taylor";
      readonly sideLobe_dB: number;
      /** n-bar: the side lobes on each side up to the (n-bar - 1)th stand at the level; further out they fall. */
      readonly nBar: number;
    }
  | { readonly kind: "chebyshev"; readonly sideLobe_dB: number };

/**
 * How the phases of a beam are made, which decides what happens beside the carrier.
 *
 * - `digital`: every element has the phase it needs at every frequency, as true time delay would give: no squint.
 * - `analog`: a phase shifter at every element, set for the carrier and the same over the band: the beam squints.
 * - `hybrid`: phase shifters within sub-arrays, and one control for each sub-array.
 */
export interface Beamformer {
  readonly architecture: "digital" | "analog" | "hybrid";
  /** Of `hybrid` alone. */
  readonly subArray?: SubArray;
  /** Bits of the phase shifters, of `digital` the bits of the weights' phase; exact if left out. Time delays are exact. */
  readonly phaseBits?: number;
  /** Steps of the attenuators that make the taper; exact if left out. */
  readonly attenuator?: { readonly bits: number; readonly step_dB: number };
}

export interface SubArray {
  readonly rows: number;
  readonly columns: number;
  /** What steers a sub-array as a whole, to the phase of its centre: a true time delay, or a phase shifter set for the carrier. */
  readonly control: "timeDelay" | "phase";
  /** Whether the elements within have phase shifters, or are `fixed` to broadside. */
  readonly elements: "phaseShifter" | "fixed";
}

/** How the elements differ from what they should be; the draws are a pure function of the seed. */
export interface ArrayErrors {
  /** Standard deviation of the phases, Gaussian, independent. */
  readonly phase_deg: number;
  /** Standard deviation of the amplitudes in decibels, Gaussian, independent. */
  readonly amplitude_dB: number;
  /** Part of the elements that have failed, 0 to 1: so many, rounded to whole elements, drawn without replacement. */
  readonly failedFraction: number;
  /** Elements that have failed besides, as [row, column] counted from 0. */
  readonly failedElements: readonly (readonly [row: number, column: number])[];
  readonly seed: number;
}

/** What an antenna radiates in the other polarisation. */
export interface PolarisationPurity {
  /** Cross-polar discrimination, co-polar over cross-polar power; Infinity is pure. */
  readonly xpd_dB: number;
  /** Turn of the antenna about its broadside against the polarisation it is meant for. */
  readonly rotation_deg: number;
}

/** A pattern from a file. */
export interface PatternFile {
  readonly file: string;
  readonly format: "csv" | "graspCut";
  /** Which component of a GRASP file is co-polar; a CSV file says so itself. */
  readonly coPolar: "first" | "second";
  /** To what the highest co-polar gain is scaled; as in the file if left out. */
  readonly peakGain_dBi?: number;
  /** What stands in the file; who loads a scenario reads it, and a pattern without it has no gain. */
  readonly table?: PatternTable;
}

export interface ImportedPattern extends PatternFile {
  readonly kind: "imported";
}

export interface FixedGain {
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
