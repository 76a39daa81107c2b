import { type ComplexMatrix, choleskyInPlace, choleskySolve, complexMatrix, gramMatrix } from "../../complex-matrix.js";
import { LeolinkError } from "../../leolink-error.js";

/**
 * Linear precoders of K users with one antenna each and N transmit antennas, H of K x N:
 * - `mrt`: maximum ratio transmission, w_k along h_k^H.
 * - `zf`: zero forcing, H^H (H H^H)^-1.
 * - `rzf`: regularised zero forcing, H^H (H H^H + a I)^-1; Peel, Hochwald and Swindlehurst, IEEE Trans. Commun. 53 (2005).
 *   a = K sigma^2 / P (MMSE) maximises the sum rate of many users with equal noise.
 * - `slnr`: most signal over leakage and noise, w_k along (sum over j != k of h_j^H h_j + K sigma^2 / P I)^-1 h_k^H;
 *   Sadek, Tarighat and Sayed, IEEE Trans. Wireless Commun. 6 (2007). By the matrix inversion lemma these are RZF's directions.
 */
export type PrecodingScheme = "mrt" | "zf" | "rzf" | "slnr";

/** Power of the users: each the same, or one factor for all columns as the precoder made them. */
export type PowerAllocation = "equalPerUser" | "commonScale";

/** What limits the transmitter: all antennas together, or each by itself to the same share of the power. */
export type PowerConstraint = "sum" | "perAntenna";

export interface PrecoderSettings {
  readonly scheme: PrecodingScheme;
  /** a of `rzf`, from 0, in units of the noise power; K / P, the MMSE's, if left out. `slnr` always takes K / P. */
  readonly regularisation?: number;
  readonly powerAllocation: PowerAllocation;
  readonly powerConstraint: PowerConstraint;
}

/** Makes precoding matrices of one size; owns the work buffers. */
export class LinearPrecoder {
  readonly users: number;
  readonly antennas: number;
  readonly settings: PrecoderSettings;
  readonly #gram: ComplexMatrix;
  readonly #rows: ComplexMatrix;

  constructor(users: number, antennas: number, settings: PrecoderSettings) {
    for (const [name, value] of Object.entries({ users, antennas })) {
      if (!(Number.isInteger(value) && value >= 1)) {
        throw new RangeError(`LinearPrecoder: ${name}: expected a whole number from 1, found ${value}`);
      }
    }
    const { scheme, regularisation } = settings;
    if (regularisation !== undefined && !(regularisation >= 0 && regularisation < Infinity)) {
      throw new RangeError(`LinearPrecoder: regularisation: expected a number from 0, found ${regularisation}`);
    }
    if (scheme === "zf" && users > antennas) {
      throw new LeolinkError("input", [
        {
          message: `zero forcing: expected at most as many users as antennas, found ${users} users and ${antennas} antennas`,
        },
      ]);
    }
    this.users = users;
    this.antennas = antennas;
    this.settings = settings;
    this.#gram = complexMatrix(users, users);
    this.#rows = complexMatrix(users, antennas);
  }

  /**
   * Precoding matrix for a channel; O(K^2 N).
   *
   * @param h       `[user][antenna]`, in units of each user's noise amplitude, so that |h w|^2 is an SNR
   * @param power   of all antennas together, in the unit of |w|^2
   * @param weights receives `[antenna][user]`
   * @returns false where zero forcing (or no regularisation) met users whose channels depend on each other; the weights are
   * unusable then
   */
  solve(h: ComplexMatrix, power: number, weights: ComplexMatrix): boolean {
    const { users, antennas } = this;
    const { scheme, regularisation, powerAllocation, powerConstraint } = this.settings;
    const rows = this.#rows;
    rows.re.set(h.re);
    rows.im.set(h.im);
    if (scheme !== "mrt") {
      const mmse = users / power;
      const diagonal = scheme === "zf" ? 0 : scheme === "slnr" ? mmse : (regularisation ?? mmse);
      gramMatrix(h, diagonal, this.#gram);
      if (!choleskyInPlace(this.#gram)) return false;
      // (H^H A^-1)^H = A^-1 H: the rows of the solution are the conjugate columns of the weights.
      choleskySolve(this.#gram, rows);
    }
    for (let user = 0; user < users; user++) {
      for (let antenna = 0; antenna < antennas; antenna++) {
        weights.re[antenna * users + user] = rows.re[user * antennas + antenna];
        weights.im[antenna * users + user] = -rows.im[user * antennas + antenna];
      }
    }
    if (powerAllocation === "equalPerUser") equalisePowers(weights);
    scale(weights, Math.sqrt(power / constrainedPower(weights, powerConstraint)));
    return true;
  }

  toString(): string {
    return `${this.settings.scheme} precoder, ${this.users} users on ${this.antennas} antennas`;
  }
}

/** Each user's column to the same power. */
function equalisePowers({ rows, columns, re, im }: ComplexMatrix): void {
  for (let user = 0; user < columns; user++) {
    let sum = 0;
    for (let p = user; p < rows * columns; p += columns) sum += re[p] ** 2 + im[p] ** 2;
    const factor = 1 / Math.sqrt(sum * columns);
    for (let p = user; p < rows * columns; p += columns) {
      re[p] *= factor;
      im[p] *= factor;
    }
  }
}

/** The power that the constraint counts: of all antennas, or that of the strongest as if all had it. */
export function constrainedPower({ rows, columns, re, im }: ComplexMatrix, constraint: PowerConstraint): number {
  let sum = 0;
  let largest = 0;
  for (let antenna = 0; antenna < rows; antenna++) {
    let power = 0;
    for (let p = antenna * columns; p < (antenna + 1) * columns; p++) power += re[p] ** 2 + im[p] ** 2;
    sum += power;
    largest = Math.max(largest, power);
  }
  return constraint === "sum" ? sum : largest * rows;
}

function scale({ re, im }: ComplexMatrix, factor: number): void {
  for (let p = 0; p < re.length; p++) {
    re[p] *= factor;
    im[p] *= factor;
  }
}
