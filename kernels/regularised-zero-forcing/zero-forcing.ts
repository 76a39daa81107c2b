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

/** Share of its power that a user must keep beside the others: up to it the matrix counts as singular. */
export const singularShare = 2 ** -30;

/** Complex numbers of H that an object may hold: half a gigabyte. */
export const mostChannelNumbers = 2 ** 26;

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
