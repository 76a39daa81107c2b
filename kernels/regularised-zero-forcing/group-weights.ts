import { singularShare, type ZeroForcing } from "./zero-forcing.js";

/** Weights of one group at a time in float64, by Cholesky's factors L L^H of H H^H + alpha I; owns the work buffers. */
export class GroupWeights {
  readonly #users: number;
  readonly #antennas: number;
  /** `[user][antenna]`: H, then L^-1 H, then W^H. */
  readonly #xRe: Float64Array;
  readonly #xIm: Float64Array;
  /** `[row][column]`, below the diagonal. */
  readonly #lRe: Float64Array;
  readonly #lIm: Float64Array;
  /** 1 / L on the diagonal. */
  readonly #inverse: Float64Array;
  /** Diagonal of A. */
  readonly #powers: Float64Array;
  /** A column of L^-1. */
  readonly #columnRe: Float64Array;
  readonly #columnIm: Float64Array;

  constructor(users: number, antennas: number) {
    this.#users = users;
    this.#antennas = antennas;
    this.#xRe = new Float64Array(users * antennas);
    this.#xIm = new Float64Array(users * antennas);
    this.#lRe = new Float64Array(users * users);
    this.#lIm = new Float64Array(users * users);
    this.#inverse = new Float64Array(users);
    this.#powers = new Float64Array(users);
    this.#columnRe = new Float64Array(users);
    this.#columnIm = new Float64Array(users);
  }

  /** Sets weights and share of one group. */
  solve(of: Omit<ZeroForcing, "apply">, group: number): void {
    const { channelRe, channelIm, regularisation, weightsRe, weightsIm, leastShare } = of;
    const users = this.#users;
    const antennas = this.#antennas;
    const xRe = this.#xRe;
    const xIm = this.#xIm;
    const start = group * users * antennas;
    for (let at = 0; at < users * antennas; at++) {
      xRe[at] = channelRe[start + at];
      xIm[at] = channelIm[start + at];
    }
    const share = this.#factorise(regularisation[group]) ? this.#leastShare() : 0;
    const isSingular = !(share > singularShare);
    leastShare[group] = isSingular ? 0 : share;
    if (isSingular) {
      weightsRe.fill(Number.NaN, start, start + users * antennas);
      weightsIm.fill(Number.NaN, start, start + users * antennas);
      return;
    }
    this.#substitute();
    for (let antenna = 0; antenna < antennas; antenna++) {
      for (let user = 0; user < users; user++) {
        weightsRe[start + antenna * users + user] = xRe[user * antennas + antenna];
        weightsIm[start + antenna * users + user] = -xIm[user * antennas + antenna];
      }
    }
  }

  /** Sets L of A = x x^H + alpha I, row by row. @returns whether there is one: not where A is singular or no number */
  #factorise(alpha: number): boolean {
    const users = this.#users;
    const antennas = this.#antennas;
    const [xRe, xIm, lRe, lIm, inverse] = [this.#xRe, this.#xIm, this.#lRe, this.#lIm, this.#inverse];
    for (let i = 0; i < users; i++) {
      for (let j = 0; j <= i; j++) {
        let re = 0;
        let im = 0;
        for (let a = i * antennas, b = j * antennas; a < (i + 1) * antennas; a++, b++) {
          re += xRe[a] * xRe[b] + xIm[a] * xIm[b];
          im += xIm[a] * xRe[b] - xRe[a] * xIm[b];
        }
        const power = re + alpha;
        for (let a = i * users, b = j * users; b < j * users + j; a++, b++) {
          re -= lRe[a] * lRe[b] + lIm[a] * lIm[b];
          im -= lIm[a] * lRe[b] - lRe[a] * lIm[b];
        }
        if (j < i) {
          lRe[i * users + j] = re * inverse[j];
          lIm[i * users + j] = im * inverse[j];
        } else {
          const pivot = re + alpha;
          if (!(pivot > singularShare * power && power < Infinity)) return false;
          this.#powers[i] = power;
          inverse[i] = 1 / Math.sqrt(pivot);
        }
      }
    }
    return true;
  }

  /** The least 1 / (A_kk (A^-1)_kk) of all rows k, where A^-1 = L^-H L^-1. */
  #leastShare(): number {
    const users = this.#users;
    const [lRe, lIm, inverse, re, im] = [this.#lRe, this.#lIm, this.#inverse, this.#columnRe, this.#columnIm];
    let largest = 1;
    for (let k = 0; k < users; k++) {
      let sum = 0;
      for (let i = k; i < users; i++) {
        let xRe = i === k ? 1 : 0;
        let xIm = 0;
        for (let j = k; j < i; j++) {
          xRe -= lRe[i * users + j] * re[j] - lIm[i * users + j] * im[j];
          xIm -= lRe[i * users + j] * im[j] + lIm[i * users + j] * re[j];
        }
        re[i] = xRe * inverse[i];
        im[i] = xIm * inverse[i];
        sum += re[i] ** 2 + im[i] ** 2;
      }
      largest = Math.max(largest, this.#powers[k] * sum);
    }
    return 1 / largest;
  }

  /** Replaces x by (L L^H)^-1 x. */
  #substitute(): void {
    const users = this.#users;
    for (let i = 0; i < users; i++) {
      for (let j = 0; j < i; j++) this.#subtractRow(i, j, this.#lRe[i * users + j], this.#lIm[i * users + j]);
      this.#scaleRow(i);
    }
    for (let i = users - 1; i >= 0; i--) {
      for (let j = i + 1; j < users; j++) this.#subtractRow(i, j, this.#lRe[j * users + i], -this.#lIm[j * users + i]);
      this.#scaleRow(i);
    }
  }

  /** Row i of x minus (re + j im) times row j. */
  #subtractRow(i: number, j: number, re: number, im: number): void {
    const antennas = this.#antennas;
    const xRe = this.#xRe;
    const xIm = this.#xIm;
    for (let a = i * antennas, b = j * antennas; b < (j + 1) * antennas; a++, b++) {
      const bRe = xRe[b];
      const bIm = xIm[b];
      xRe[a] -= re * bRe - im * bIm;
      xIm[a] -= re * bIm + im * bRe;
    }
  }

  #scaleRow(i: number): void {
    const scale = this.#inverse[i];
    for (let a = i * this.#antennas; a < (i + 1) * this.#antennas; a++) {
      this.#xRe[a] *= scale;
      this.#xIm[a] *= scale;
    }
  }
}
