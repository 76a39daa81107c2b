import { type BeamReuse, beamColour, type LatticeBeam } from "../antenna/beam-lattice.js";
import { fromdB } from "../decibel.js";
import { groundPlace, type SatelliteFrame, type UnitVector, viewPlace } from "../geometry/satellite-frame.js";

/** The beams of a satellite at one moment. All arrays have an element a beam. */
export interface BeamSet {
  readonly frame: SatelliteFrame;
  readonly length: number;
  /** Of the beam's axis. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly w: Float64Array;
  /** What the beam sends on, from 0. */
  readonly frequency: Uint8Array;
  readonly polarisation: Uint8Array;
  /** Square root of the beam's power over the nominal one. */
  readonly amplitude: Float64Array;
  readonly hasEqualPowers: boolean;
  /** 1 where users are served whose figures count; 0 for the outer tiers, which only interfere. */
  readonly isInner: Uint8Array;
  /** 0 for a beam that sends nothing: its cell bounds those of the outermost beams that do. */
  readonly isLit: Uint8Array;
  /** Lattice coordinates, for the reader of a table. */
  readonly lattice: readonly LatticeBeam[];
}

export interface BeamSetParameters {
  readonly frame: SatelliteFrame;
  readonly lattice: readonly LatticeBeam[];
  readonly reuse: BeamReuse;
  /** Beams up to this tier serve the users that count. */
  readonly innerTiers: number;
  /** Beams up to this tier send. */
  readonly litTiers: number;
  /** Beams, by their place in `lattice`, whose power is not the nominal one. */
  readonly powerOffsets?: readonly { readonly beam: number; readonly offset_dB: number }[];
}

/** Satellite-fixed beams: the lattice stands still in the satellite's frame. */
export function beamSet(parameters: BeamSetParameters): BeamSet {
  const { frame, lattice, reuse, innerTiers, litTiers, powerOffsets = [] } = parameters;
  const amplitude = new Float64Array(lattice.length).fill(1);
  for (const { beam, offset_dB } of powerOffsets) amplitude[beam] = Math.sqrt(fromdB(offset_dB));
  const colours = lattice.map((beam) => beamColour(beam, reuse));
  return {
    frame,
    length: lattice.length,
    u: Float64Array.from(lattice, ({ u }) => u),
    v: Float64Array.from(lattice, ({ v }) => v),
    w: Float64Array.from(lattice, ({ u, v }) => Math.sqrt(1 - u * u - v * v)),
    frequency: Uint8Array.from(colours, ({ frequency }) => frequency),
    polarisation: Uint8Array.from(colours, ({ polarisation }) => polarisation),
    amplitude,
    hasEqualPowers: amplitude.every((value) => value === amplitude[0]),
    isInner: Uint8Array.from(lattice, ({ tier }) => (tier <= innerTiers ? 1 : 0)),
    isLit: Uint8Array.from(lattice, ({ tier }) => (tier <= litTiers ? 1 : 0)),
    lattice,
  };
}

/** Places on the ground of the centres of beams; undefined for a beam that misses the Earth. */
export function beamCentres({ frame, u, v }: BeamSet): (UnitVector | undefined)[] {
  return Array.from(u, (_, beam) => groundPlace(frame, u[beam], v[beam]));
}

/**
 * Earth-fixed beams: steered to places on the ground from wherever the satellite stands.
 *
 * @param centres places in the satellite's present frame, one a beam of `beams`
 */
export function steeredBeams(beams: BeamSet, centres: readonly UnitVector[]): BeamSet {
  const view = { u: 0, v: 0, w: 1, slantRange_m: 0, sinElevation: 1 };
  const [u, v, w] = [new Float64Array(beams.length), new Float64Array(beams.length), new Float64Array(beams.length)];
  for (const [beam, centre] of centres.entries()) {
    viewPlace(beams.frame, centre, view);
    [u[beam], v[beam], w[beam]] = [view.u, view.v, view.w];
  }
  return { ...beams, u, v, w };
}
