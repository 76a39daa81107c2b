import type { PathResponse, PathResponseForm } from "../../kernels/path-response/path-response.js";
import { pathResponseSimd } from "../../kernels/path-response/path-response-simd.js";
import { expectAbove } from "../propagation/domain.js";
import { type MultipathChannel, type PathState, pathState } from "./multipath-channel.js";

/** Subcarriers of a resource grid. */
export interface SubcarrierGrid {
  readonly subcarriers: number;
  readonly spacing_Hz: number;
  /** Of the first subcarrier, from the carrier; negative below it. */
  readonly first_Hz: number;
}

/** Gains of a resource grid, planar: `[receivePort][transmitPort][symbol][subcarrier]`, row-major. */
export interface GridGains {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/**
 * Frequency-selective gains of a multipath channel on a resource grid, H(f, t) = sum g_p(t) exp(-j 2 pi f tau_p).
 *
 * The direct sum over the paths (kernel `path-response`), which takes fractional delays as they are; a Fourier transform would
 * have to spread them over its bins, and the channels here have few paths. A symbol sees the channel at one moment of it:
 * gains that move within a symbol, by which subcarriers leak into one another, belong to the time domain. In the SIMD form
 * within 2e-6 of the sum of the paths' magnitudes.
 */
export class FrequencyResponse {
  readonly #channel: MultipathChannel;
  readonly #grid: SubcarrierGrid;
  readonly #state: PathState;
  readonly #response: PathResponse;

  /** @param form  of the kernel; SIMD where not given */
  constructor(channel: MultipathChannel, grid: SubcarrierGrid, form: PathResponseForm = pathResponseSimd) {
    expectAbove("spacing_Hz", grid.spacing_Hz, 0);
    if (!Number.isFinite(grid.first_Hz)) throw new RangeError(`first_Hz: expected a number, found ${grid.first_Hz}`);
    const { pathCount: paths, receivePorts, transmitPorts } = channel;
    this.#channel = channel;
    this.#grid = grid;
    this.#state = pathState(channel);
    this.#response = form({ paths, pairs: receivePorts * transmitPorts, subcarriers: grid.subcarriers });
  }

  /**
   * @param times_s  of the symbols
   * @param out      room for receivePorts x transmitPorts x symbols x subcarriers
   */
  at(times_s: Float64Array, out: GridGains): void {
    const { receivePorts, transmitPorts } = this.#channel;
    const { subcarriers, spacing_Hz, first_Hz } = this.#grid;
    const pairs = receivePorts * transmitPorts;
    const symbols = times_s.length;
    const size = pairs * symbols * subcarriers;
    if (out.re.length !== size || out.im.length !== size) {
      throw new RangeError(
        `FrequencyResponse: expected room for ${size} gains, found ${out.re.length} and ${out.im.length}`,
      );
    }
    const { excessDelay_s, gainRe, gainIm } = this.#state;
    const { responseRe, responseIm } = this.#response;
    for (let symbol = 0; symbol < symbols; symbol++) {
      this.#channel.at(times_s[symbol], this.#state);
      this.#response.delay_s.set(excessDelay_s);
      this.#response.gainRe.set(gainRe);
      this.#response.gainIm.set(gainIm);
      this.#response.apply(first_Hz, spacing_Hz);
      for (let pair = 0, from = 0; pair < pairs; pair++) {
        const to = (pair * symbols + symbol) * subcarriers;
        for (let k = 0; k < subcarriers; k++, from++) {
          out.re[to + k] = responseRe[from];
          out.im[to + k] = responseIm[from];
        }
      }
    }
  }

  toString(): string {
    const { subcarriers, spacing_Hz } = this.#grid;
    return `FrequencyResponse(${this.#channel}, ${subcarriers} subcarriers of ${spacing_Hz} Hz)`;
  }
}
