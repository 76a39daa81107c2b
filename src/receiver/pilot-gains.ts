import type { PilotBlock } from "../phy/dvb-pl-framer.js";

/** What the known symbols of a frame say. */
export interface PilotEstimate {
  /** Turns a symbol. */
  frequency: number;
  /** Of the complex noise, from what the fit of each block leaves. */
  noiseVariance: number;
}

/**
 * The gain of a channel over a frame from its header and pilot blocks: a gain by least squares from each block, the frequency from
 * the phase between blocks, and straight lines in the complex plane between the blocks once that is taken out.
 *
 * A frequency offset must stay below half a turn from one pilot block to the next (1 / 2952 of the symbol rate).
 */
export class PilotGains {
  readonly #blocks: readonly PilotBlock[];
  readonly #centre: Float64Array;
  readonly #gainRe: Float64Array;
  readonly #gainIm: Float64Array;

  constructor(blocks: readonly PilotBlock[]) {
    this.#blocks = blocks;
    this.#centre = Float64Array.from(blocks, ({ first, symbols }) => first + (symbols.re.length - 1) / 2);
    this.#gainRe = new Float64Array(blocks.length);
    this.#gainIm = new Float64Array(blocks.length);
  }

  /** Writes the gain at every symbol of the frame. */
  estimate(re: Float32Array, im: Float32Array, outRe: Float32Array, outIm: Float32Array, out: PilotEstimate): void {
    const [gainRe, gainIm, centre] = [this.#gainRe, this.#gainIm, this.#centre];
    const count = this.#blocks.length;
    this.#fit(re, im, 0);
    // From pilots to pilots, whose distances are equal; with one alone, from the header to it.
    let [turnRe, turnIm] = [0, 0];
    for (let b = count > 2 ? 1 : 0; b + 1 < count; b++) {
      turnRe += gainRe[b + 1] * gainRe[b] + gainIm[b + 1] * gainIm[b];
      turnIm += gainIm[b + 1] * gainRe[b] - gainRe[b + 1] * gainIm[b];
    }
    const distance = count > 1 ? centre[count - 1] - centre[count - 2] : 1;
    const frequency = count > 1 ? Math.atan2(turnIm, turnRe) / (2 * Math.PI * distance) : 0;
    // Once more with the frequency taken out, so that a block's own turn costs nothing.
    const residual = this.#fit(re, im, frequency);
    out.frequency = frequency;
    out.noiseVariance = residual;
    this.#interpolate(frequency, outRe, outIm);
  }

  /** Gains of the blocks against exp(j 2 pi f n); returns the noise variance. */
  #fit(re: Float32Array, im: Float32Array, frequency: number): number {
    let energy = 0;
    let symbols = 0;
    this.#blocks.forEach(({ first, symbols: { re: sRe, im: sIm } }, block) => {
      const { length } = sRe;
      let [gRe, gIm] = [0, 0];
      for (let i = 0; i < length; i++) {
        const angle = -2 * Math.PI * frequency * (first + i);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const [yRe, yIm] = [re[first + i], im[first + i]];
        const [xRe, xIm] = [yRe * sRe[i] + yIm * sIm[i], yIm * sRe[i] - yRe * sIm[i]];
        gRe += xRe * c - xIm * s;
        gIm += xRe * s + xIm * c;
        energy += yRe * yRe + yIm * yIm;
      }
      this.#gainRe[block] = gRe / length;
      this.#gainIm[block] = gIm / length;
      energy -= (gRe * gRe + gIm * gIm) / length;
      symbols += length - 1;
    });
    return Math.max(energy / symbols, 1e-12);
  }

  #interpolate(frequency: number, outRe: Float32Array, outIm: Float32Array): void {
    const [gainRe, gainIm, centre] = [this.#gainRe, this.#gainIm, this.#centre];
    const last = centre.length - 1;
    let [turnRe, turnIm] = [1, 0];
    const [stepRe, stepIm] = [Math.cos(2 * Math.PI * frequency), Math.sin(2 * Math.PI * frequency)];
    for (let n = 0, block = 0; n < outRe.length; n++) {
      while (block < last && n > centre[block + 1]) block++;
      const next = Math.min(block + 1, last);
      const part = next === block ? 0 : Math.max(0, Math.min(1, (n - centre[block]) / (centre[next] - centre[block])));
      const gRe = gainRe[block] + part * (gainRe[next] - gainRe[block]);
      const gIm = gainIm[block] + part * (gainIm[next] - gainIm[block]);
      outRe[n] = gRe * turnRe - gIm * turnIm;
      outIm[n] = gRe * turnIm + gIm * turnRe;
      [turnRe, turnIm] = [turnRe * stepRe - turnIm * stepIm, turnRe * stepIm + turnIm * stepRe];
    }
  }
}
