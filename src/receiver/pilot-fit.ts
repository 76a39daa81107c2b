import type { Symbols } from "../phy/dvb-pl-header.js";
import type { FrameStretches } from "./frame-stretches.js";

/**
 * What the known symbols of a frame say by themselves: the carrier's frequency, a gain by least squares of each stretch, the
 * noise that the fits leave. Symbols come with their own phase taken out, so that known ones are a gain and noise.
 */
export class PilotFit {
  /** `[stretch]`, of known ones, at their centres. */
  readonly gainRe: Float64Array;
  readonly gainIm: Float64Array;
  readonly #stretches: FrameStretches;
  /** Pilot blocks as far apart as the first two are. */
  readonly #pairs: readonly (readonly [number, number])[];
  readonly #pairDistance: number;

  constructor(stretches: FrameStretches) {
    const { centre, pilots } = stretches;
    this.#stretches = stretches;
    const anchors = pilots.length > 1 ? pilots : [0, ...pilots];
    const apart = (i: number) => centre[anchors[i + 1]] - centre[anchors[i]];
    this.#pairDistance = anchors.length > 1 ? apart(0) : 1;
    this.#pairs = anchors
      .slice(1)
      .map((to, i): readonly [number, number] => [anchors[i], to])
      .filter((_, i) => Math.abs(apart(i) - this.#pairDistance) < 1);
    this.gainRe = new Float64Array(centre.length);
    this.gainIm = new Float64Array(centre.length);
  }

  /** Turns a symbol: from the phases between pilot blocks, then from a straight line through them; 0 without pilots. */
  frequency(symbols: Symbols): number {
    const coarse = this.#coarse(symbols);
    return coarse + this.#fine(symbols, coarse);
  }

  /** Gains of the known stretches against exp(j 2 pi f n), f being 0 at the stretch's centre; returns the noise variance. */
  gains({ re, im }: Symbols, frequency: number): number {
    const stepRe = Math.cos(2 * Math.PI * frequency);
    const stepIm = -Math.sin(2 * Math.PI * frequency);
    let energy = 0;
    let degrees = 0;
    for (let s = 0; s < this.#stretches.first.length; s++) {
      if (!this.#stretches.isKnown[s]) continue;
      const [first, count] = [this.#stretches.first[s], this.#stretches.count[s]];
      const start = 2 * Math.PI * frequency * this.#stretches.centre[s] - 2 * Math.PI * frequency * first;
      let [turnRe, turnIm] = [Math.cos(start), Math.sin(start)];
      let [gRe, gIm] = [0, 0];
      for (let n = first; n < first + count; n++) {
        gRe += re[n] * turnRe - im[n] * turnIm;
        gIm += re[n] * turnIm + im[n] * turnRe;
        energy += re[n] * re[n] + im[n] * im[n];
        const next = turnRe * stepRe - turnIm * stepIm;
        turnIm = turnRe * stepIm + turnIm * stepRe;
        turnRe = next;
      }
      this.gainRe[s] = gRe / count;
      this.gainIm[s] = gIm / count;
      energy -= (gRe * gRe + gIm * gIm) / count;
      degrees += count - 1;
    }
    return Math.max(energy / degrees, 1e-12);
  }

  #coarse(symbols: Symbols): number {
    this.gains(symbols, 0);
    const [gRe, gIm] = [this.gainRe, this.gainIm];
    let [re, im] = [0, 0];
    for (const [a, b] of this.#pairs) {
      re += gRe[b] * gRe[a] + gIm[b] * gIm[a];
      im += gIm[b] * gRe[a] - gRe[b] * gIm[a];
    }
    return this.#pairs.length > 0 ? Math.atan2(im, re) / (2 * Math.PI * this.#pairDistance) : 0;
  }

  /** Slope of a straight line through the phases that the coarse frequency leaves, turns a symbol. */
  #fine(symbols: Symbols, coarse: number): number {
    if (this.#pairs.length < 2) return 0;
    this.gains(symbols, coarse);
    let [sum, at, square, cross] = [0, 0, 0, 0];
    let phase = 0;
    const stretches = [this.#pairs[0][0], ...this.#pairs.map(([, b]) => b)];
    const middle = this.#stretches.centre[stretches[stretches.length >> 1]];
    for (const s of stretches) {
      const x = this.#stretches.centre[s] - middle;
      const found = Math.atan2(this.gainIm[s], this.gainRe[s]) - 2 * Math.PI * coarse * this.#stretches.centre[s];
      const change = found - phase;
      phase += s === stretches[0] ? change : change - 2 * Math.PI * Math.round(change / (2 * Math.PI));
      sum += phase;
      at += x;
      square += x * x;
      cross += x * phase;
    }
    const count = stretches.length;
    return (cross - (at * sum) / count) / (square - (at * at) / count) / (2 * Math.PI);
  }
}
