import {
  type GroundView,
  placeAtElevation,
  type SatelliteFrame,
  SphereCap,
  type UnitVector,
  viewPlace,
} from "../geometry/satellite-frame.js";
import type { RandomStream } from "../random/random-stream.js";
import type { BeamField } from "./beam-field.js";
import { type BeamPowers, beamPowers, emptyBeamPowers, servingBeam } from "./beam-powers.js";
import { type BeamSet, beamCentres } from "./beam-set.js";

/** Users on the ground with the beam that serves each, the one it receives the most power from. */
export interface UserDrop {
  readonly length: number;
  /** Direction cosines at the satellite. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly slantRange_m: Float64Array;
  readonly elevation_deg: Float64Array;
  /** Index of the serving beam. */
  readonly beam: Uint16Array;
  /** Power of the serving beam towards the user over that of a nominal beam on its axis. */
  readonly wanted: Float64Array;
  /** The same of all other beams on the serving beam's frequency and polarisation. */
  readonly coChannel: Float64Array;
  /** The same of all beams on its frequency in the other polarisation, before any isolation. */
  readonly crossPolar: Float64Array;
}

/** A place is tried so often for each user wanted before the layout is given up as one without users. */
const mostTriesPerUser = 2000;
const radian = Math.PI / 180;

/**
 * Drops users uniformly by area on the ground cells of the inner beams: uniformly on a cap of the sphere that holds these
 * cells, and kept where an inner beam is the strongest and the satellite stands high enough.
 *
 * O(tries x beams); between one and four tries a user.
 *
 * @param count               users wanted
 * @param minimumElevation_deg of the satellite over a user, from 0
 * @throws RangeError where no inner beam reaches the ground at that elevation
 */
export function dropUsers(
  beams: BeamSet,
  field: BeamField,
  count: number,
  minimumElevation_deg: number,
  stream: RandomStream,
): UserDrop {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`dropUsers: count: expected a whole number from 1, found ${count}`);
  }
  const cap = innerCap(beams, minimumElevation_deg);
  const drop = emptyDrop(count);
  const view: GroundView = { u: 0, v: 0, w: 1, slantRange_m: 0, sinElevation: 1 };
  const powers = emptyBeamPowers();
  const leastSine = Math.sin(minimumElevation_deg * radian);
  let tries = mostTriesPerUser * count;
  for (let user = 0; user < count; ) {
    if (tries-- === 0) throw noUsers(minimumElevation_deg);
    viewPlace(beams.frame, cap.place(stream.uniform(), stream.uniform()), view);
    if (view.sinElevation < leastSine) continue;
    const serving = servingBeam(beams, field, view);
    if (!beams.isInner[serving]) continue;
    beamPowers(beams, field, view, powers, serving);
    writeUser(drop, user++, view, powers);
  }
  return drop;
}

function emptyDrop(length: number): UserDrop {
  const column = () => new Float64Array(length);
  return {
    length,
    u: column(),
    v: column(),
    slantRange_m: column(),
    elevation_deg: column(),
    beam: new Uint16Array(length),
    wanted: column(),
    coChannel: column(),
    crossPolar: column(),
  };
}

function writeUser(drop: UserDrop, user: number, view: GroundView, powers: BeamPowers): void {
  drop.u[user] = view.u;
  drop.v[user] = view.v;
  drop.slantRange_m[user] = view.slantRange_m;
  drop.elevation_deg[user] = Math.asin(view.sinElevation) / radian;
  drop.beam[user] = powers.beam;
  drop.wanted[user] = powers.wanted;
  drop.coChannel[user] = powers.coChannel;
  drop.crossPolar[user] = powers.crossPolar;
}

/**
 * A cap around the inner cells: centred on the mean of the beam centres, as wide as the farthest of them and one spacing
 * of beams more on the ground, so that no side lobe far from the cells takes part. Where a beam misses the Earth, the cap
 * reaches the lowest elevation.
 */
function innerCap(beams: BeamSet, minimumElevation_deg: number): SphereCap {
  const centres = beamCentres(beams);
  const inner = centres.flatMap((centre, beam) => (beams.isInner[beam] && centre ? [centre] : []));
  if (inner.length === 0) throw noUsers(minimumElevation_deg);
  const sum = inner.reduce<UnitVector>(([x, y, z], [a, b, c]) => [x + a, y + b, z + c], [0, 0, 0]);
  const length = Math.hypot(...sum);
  const centre: UnitVector = [sum[0] / length, sum[1] / length, sum[2] / length];
  const farthest = inner.reduce((least, place) => Math.min(least, dot(place, centre)), 1);
  const isCutOff = centres.some((place, beam) => beams.isInner[beam] && !place);
  const horizon = horizonCosine(beams.frame, centre, minimumElevation_deg);
  if (isCutOff) return new SphereCap(centre, horizon);
  // A corner of a hexagonal cell lies 1 / sqrt(3) of the spacing from its centre; beams of unequal power reach further.
  const half_rad = Math.acos(farthest) + (beams.hasEqualPowers ? 0.75 : 1.5) * widestGap_rad(inner, centres);
  return new SphereCap(centre, Math.max(horizon, Math.cos(Math.min(half_rad, Math.PI / 2))));
}

/** Cosine of the angle at the Earth's centre from `centre` to the farthest place at the lowest elevation. */
function horizonCosine(frame: SatelliteFrame, centre: UnitVector, minimumElevation_deg: number): number {
  const opposite = placeAtElevation(frame, minimumElevation_deg, Math.atan2(-centre[1], -centre[0]));
  return dot(opposite, centre);
}

/** Widest distance of one of `places` from the nearest other centre of a beam; a half turn where there is none. */
function widestGap_rad(places: readonly UnitVector[], centres: readonly (UnitVector | undefined)[]): number {
  const nearest = places.map((place) =>
    centres.reduce((most, other) => (!other || other === place ? most : Math.max(most, dot(place, other))), -1),
  );
  return Math.acos(Math.min(1, Math.min(...nearest)));
}

function dot([a, b, c]: UnitVector, [x, y, z]: UnitVector): number {
  return a * x + b * y + c * z;
}

function noUsers(minimumElevation_deg: number): RangeError {
  return new RangeError(
    `dropUsers: no inner beam serves a place that sees the satellite above ${minimumElevation_deg} deg`,
  );
}
