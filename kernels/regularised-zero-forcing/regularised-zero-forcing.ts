import { GroupWeights } from "./group-weights.js";

/** Groups of resource elements (e.g. resource blocks), each with a channel matrix of its own. */
export interface ZeroForcingShape {
  /** Rows of the channel matrix: users, or streams of a receiver. */
  readonly users: number;
  /** Columns: antenna elements, ports or feeds. */
  readonly antennas: number;
  readonly groups: number;
}

/**
 * Owns the work buffers of the weights; all float32, complex numbers planar, row-major. Fill channel and
 * regularisation before `apply`.
 */
export interface ZeroForcing {
  /** H: `[group][user][antenna]` */
  readonly channelRe: Float32Array;
  readonly channelIm: Float32Array;
  /** alpha of each group, from 0 (zero forcing) on, in the unit of |h|^2: `[group]` */
  readonly regularisation: Float32Array;
  /** W: `[group][antenna][user]`, set by `apply`, as the precoder takes it; NaN in groups that are singular. */
  readonly weightsRe: Float32Array;
  readonly weightsIm: Float32Array;
  /**
   * `[group]`, set by `apply`: the least 1 / (A_kk (A^-1)_kk) of all users k, A = H H^H + alpha I, from 1 (orthogonal
   * users) to 0 (singular). Where alpha is 0 it is the share of the user's power outside the span of the others'
   * channels: zero forcing costs the user 10 lg of it in decibels.
   */
  readonly leastShare: Float32Array;

  /** @throws RangeError where a regularisation is no number from 0 on */
  apply(): void;
}

/** A form of this kernel: makes the object for the given shape. */
export type ZeroForcingForm = (shape: ZeroForcingShape) => ZeroForcing;

/** Complex numbers of H that an object may hold: half a gigabyte. */
export const mostChannelNumbers = 2 ** 26;

/**
 * Weights of regularised zero forcing, W = H^H (H H^H + alpha I)^-1 of every group: the reference form, in float64,
 * rounded to float32.
 *
 * alpha = 0 is zero forcing (H W = I), alpha = users N0 / P the minimum mean square error at a sum power P (Peel,
 * Hochwald and Swindlehurst 2005), and alpha to infinity maximum ratio, H^H / alpha. The columns are not scaled to a
 * power. Groups whose matrix is singular get NaN for weights and a `leastShare` of 0: where it is no more than
 * 2^-30, and where the channel is no number.
 *
 * It gives receivers too. Of y = G x + n, G `[antenna][stream]`, the filter (G^H G + alpha I)^-1 G^H is W^H where H is
 * G^H, and by reciprocity W^T where H is G^T; with alpha = N0 / Es it is the linear minimum mean square error.
 *
 * O(groups users^2 (3 / 2 antennas + users / 3)) complex products.
 */
export function regularisedZeroForcing(shape: ZeroForcingShape): ZeroForcing {
  checkZeroForcingShape(shape);
  const { users, antennas, groups } = shape;
  const numbers = groups * users * antennas;
  const channelRe = new Float32Array(numbers);
  const channelIm = new Float32Array(numbers);
  const regularisation = new Float32Array(groups);
  const weightsRe = new Float32Array(numbers);
  const weightsIm = new Float32Array(numbers);
  const leastShare = new Float32Array(groups);
  const made = { channelRe, channelIm, regularisation, weightsRe, weightsIm, leastShare };
  const weights = new GroupWeights(users, antennas);
  const apply = () => {
    checkRegularisation(regularisation);
    for (let group = 0; group < groups; group++) weights.solve(made, group);
  };
  return { ...made, apply };
}

/** @throws RangeError unless users and antennas are whole numbers from 1, groups from 0, H at most as large as allowed */
export function checkZeroForcingShape(shape: ZeroForcingShape): void {
  const minimum = { users: 1, antennas: 1, groups: 0 };
  for (const key of ["users", "antennas", "groups"] as const) {
    if (!(Number.isInteger(shape[key]) && shape[key] >= minimum[key])) {
      const expected = `expected a whole number from ${minimum[key]}`;
      throw new RangeError(`regularisedZeroForcing: ${key}: ${expected}, found ${shape[key]}`);
    }
  }
  const numbers = shape.users * shape.antennas * shape.groups;
  if (!(numbers <= mostChannelNumbers)) {
    const expected = `expected at most ${mostChannelNumbers} numbers of H`;
    throw new RangeError(`regularisedZeroForcing: ${expected}, found ${numbers}`);
  }
}

/** @throws RangeError unless every number is finite and from 0 on */
export function checkRegularisation(regularisation: Float32Array): void {
  for (let group = 0; group < regularisation.length; group++) {
    const alpha = regularisation[group];
    if (!(alpha >= 0 && alpha < Infinity)) {
      const place = `regularisation[${group}]`;
      throw new RangeError(`regularisedZeroForcing: ${place}: expected a number from 0 on, found ${alpha}`);
    }
  }
}
