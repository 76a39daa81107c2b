import { type ComplexMatrix, choleskyInPlace, complexMatrix } from "../complex-matrix.js";
import type { PathState } from "./multipath-channel.js";

/** How the ports of both ends are correlated in the scattered taps, and the phases of the line of sight across them. */
export interface PortCorrelation {
  /** Hermitian, positive definite, ones on the diagonal; its rows are the ports. */
  readonly receive: ComplexMatrix;
  readonly transmit: ComplexMatrix;
  /** Of the line of sight at each port, of unit amplitude; all ones if left out. */
  readonly receiveSteering?: { readonly re: Float64Array; readonly im: Float64Array };
  readonly transmitSteering?: { readonly re: Float64Array; readonly im: Float64Array };
}

/** Makes correlated gains of independent ones: H = L_r G L_t^T with R = L L^H of each end, the Kronecker model. */
export class PortMixer {
  readonly receivePorts: number;
  readonly transmitPorts: number;
  readonly #receive: ComplexMatrix;
  readonly #transmit: ComplexMatrix;
  readonly #steering: { readonly re: Float64Array; readonly im: Float64Array };
  readonly #half: ComplexMatrix;

  /** @throws RangeError where a matrix is not a correlation matrix */
  constructor(ports?: PortCorrelation) {
    this.#receive = factor("receive", ports?.receive);
    this.#transmit = factor("transmit", ports?.transmit);
    this.receivePorts = this.#receive.rows;
    this.transmitPorts = this.#transmit.rows;
    const pairs = this.receivePorts * this.transmitPorts;
    this.#steering = { re: new Float64Array(pairs), im: new Float64Array(pairs) };
    for (let r = 0; r < this.receivePorts; r++) {
      const [aRe, aIm] = [ports?.receiveSteering?.re[r] ?? 1, ports?.receiveSteering?.im[r] ?? 0];
      for (let t = 0; t < this.transmitPorts; t++) {
        const [bRe, bIm] = [ports?.transmitSteering?.re[t] ?? 1, ports?.transmitSteering?.im[t] ?? 0];
        this.#steering.re[r * this.transmitPorts + t] = aRe * bRe - aIm * bIm;
        this.#steering.im[r * this.transmitPorts + t] = aRe * bIm + aIm * bRe;
      }
    }
    this.#half = complexMatrix(this.receivePorts, this.transmitPorts);
  }

  /** Writes the line of sight's gain at every pair of ports. */
  lineOfSight(re: number, im: number, out: PathState, at: number): void {
    const { re: sRe, im: sIm } = this.#steering;
    for (let pair = 0; pair < sRe.length; pair++) {
      out.gainRe[at + pair] = re * sRe[pair] - im * sIm[pair];
      out.gainIm[at + pair] = re * sIm[pair] + im * sRe[pair];
    }
  }

  /** Writes a tap's gains of independent ones, `[receivePort][transmitPort]` from index `from`. */
  scattered(re: Float64Array, im: Float64Array, from: number, amplitude: number, out: PathState, at: number): void {
    const { receivePorts, transmitPorts } = this;
    if (receivePorts === 1 && transmitPorts === 1) {
      out.gainRe[at] = amplitude * re[from];
      out.gainIm[at] = amplitude * im[from];
      return;
    }
    const half = this.#half;
    // L_r G: the factor is lower triangular.
    for (let r = 0; r < receivePorts; r++) {
      for (let t = 0; t < transmitPorts; t++) {
        let sumRe = 0;
        let sumIm = 0;
        for (let k = 0; k <= r; k++) {
          const [lRe, lIm] = [this.#receive.re[r * receivePorts + k], this.#receive.im[r * receivePorts + k]];
          const p = from + k * transmitPorts + t;
          sumRe += lRe * re[p] - lIm * im[p];
          sumIm += lRe * im[p] + lIm * re[p];
        }
        half.re[r * transmitPorts + t] = sumRe;
        half.im[r * transmitPorts + t] = sumIm;
      }
    }
    for (let r = 0; r < receivePorts; r++) {
      for (let t = 0; t < transmitPorts; t++) {
        let sumRe = 0;
        let sumIm = 0;
        for (let k = 0; k <= t; k++) {
          const [lRe, lIm] = [this.#transmit.re[t * transmitPorts + k], this.#transmit.im[t * transmitPorts + k]];
          const p = r * transmitPorts + k;
          sumRe += lRe * half.re[p] - lIm * half.im[p];
          sumIm += lRe * half.im[p] + lIm * half.re[p];
        }
        out.gainRe[at + r * transmitPorts + t] = amplitude * sumRe;
        out.gainIm[at + r * transmitPorts + t] = amplitude * sumIm;
      }
    }
  }
}

function factor(end: string, correlation: ComplexMatrix | undefined): ComplexMatrix {
  if (!correlation) return { rows: 1, columns: 1, re: Float64Array.of(1), im: Float64Array.of(0) };
  const { rows, columns, re, im } = correlation;
  const isOne = (value: number) => Math.abs(value - 1) < 1e-9;
  const isHermitian = Array.from({ length: rows * columns }, (_, p) => {
    const q = (p % columns) * columns + Math.floor(p / columns);
    return Math.abs(re[p] - re[q]) < 1e-9 && Math.abs(im[p] + im[q]) < 1e-9;
  }).every(Boolean);
  const hasOnes = Array.from({ length: rows }, (_, i) => isOne(re[i * columns + i])).every(Boolean);
  const copy = { rows, columns, re: re.slice(), im: im.slice() };
  if (!(rows >= 1 && rows === columns && hasOnes && isHermitian && choleskyInPlace(copy, 1e-12))) {
    throw new RangeError(`PortMixer: ${end}: expected a Hermitian positive definite matrix with ones on its diagonal`);
  }
  return copy;
}
