import type { Constellation } from "../phy/constellation.js";
import type { KnownRun } from "../phy/dvb-pl-framer.js";
import type { Symbols } from "../phy/dvb-pl-header.js";
import { PhaseScore } from "../phy/phase-score.js";
import { PhaseLattice } from "./phase-lattice.js";
import { RandomWalkSmoother } from "./random-walk-smoother.js";

/** Symbols of a stretch over which gain and phase count as the same; of data and of known symbols at most. */
const dataStretch = 45;
const knownStretch = 90;
/** Passes over the data against the smoothed phase; one fewer behind the lattice. */
const finalPasses = 2;
/** Of a stretch of data, 1 / rad^2: below, its likelihood is so wide that a lattice tells no more than the score does. */
const leastInformation = 30;
/** Of the lattice over which data move the phase from the pilots' one. */
const mostSteps = 61;
const mostRange_rad = 0.7;
/** Amplitudes below this share of the rms count as it: nothing is divided by 0 in a fade. */
const leastAmplitude = 0.05;

/** What a frame says of its carrier. */
export interface CarrierEstimate {
  /** Turns a symbol. */
  frequency: number;
  /** Of the complex noise, from what known symbols leave of a fit. */
  noiseVariance: number;
  /** Mean variance of the phase estimate, rad^2, the phase's own walk within a stretch included. */
  phaseVariance: number;
  /** Mean variance of the amplitude estimate, over the mean power. */
  amplitudeVariance: number;
}

/** How fast a carrier's phase and amplitude walk. */
export interface CarrierWalk {
  /** Mean square of the phase's change from symbol to symbol, rad^2. */
  readonly phase: number;
  /** The same of a fading gain's change in each quadrature, over its mean power. */
  readonly gain: number;
}

/**
 * Gain, phase, frequency and noise over a PLFRAME, from its header and pilots, the next frame's start and the data itself.
 *
 * 1. A gain by least squares from each stretch of known symbols, the frequency from the phases between pilot blocks, then
 *    from a straight line through them; the noise from what the fits leave.
 * 2. Phase and amplitude as random walks: forward-backward smoothing over all stretches of the frame.
 * 3. Where a stretch of data tells its phase to some ten degrees, the likelihoods of data and pilots over a lattice of phases
 *    about the smoothed one, forward-backward: so the phase between pilots is followed without slips.
 * 4. The score of each stretch of data against the phase so far, by its soft symbols, makes a measurement of the phase (a
 *    step of Fisher scoring, weighted by the information that a symbol of this constellation has at this SNR), and the
 *    smoother runs again. At low SNR that information vanishes and the pilots decide.
 *
 * A frequency offset must stay below half a turn from pilot block to pilot block (1 / 2952 of the symbol rate). Without
 * pilots none is estimated, and the phase is followed from the header on through the data alone.
 *
 * Owns the buffers of a frame.
 */
export class CarrierTracker {
  readonly #constellation: Constellation;
  readonly #walk: CarrierWalk;
  readonly #first: Int32Array;
  readonly #count: Int32Array;
  readonly #isKnown: Uint8Array;
  readonly #centre: Float64Array;
  /** Stretches of pilot blocks as far apart as most are. */
  readonly #pairs: readonly (readonly [number, number])[];
  readonly #pairDistance: number;
  readonly #hasPilots: boolean;
  /** What takes a symbol's own phase out: conjugates of known symbols, the turns of the scrambling. */
  readonly #reference: Symbols;
  readonly #plain: Symbols;
  readonly #turned: Symbols;
  readonly #gainRe: Float64Array;
  readonly #gainIm: Float64Array;
  readonly #phase: RandomWalkSmoother;
  readonly #amplitude: RandomWalkSmoother;
  readonly #power: RandomWalkSmoother;
  readonly #lattice: PhaseLattice;
  readonly #scores = new Map<number, PhaseScore>();

  /**
   * @param reference  of each symbol of the frame: its conjugate where it is known, the conjugate of its scrambling elsewhere
   * @param known      the runs of known symbols: the header at 0, pilots, the next frame's start
   */
  constructor(constellation: Constellation, reference: Symbols, known: readonly KnownRun[], walk: CarrierWalk) {
    const symbols = reference.re.length;
    this.#constellation = constellation;
    this.#reference = reference;
    this.#walk = walk;
    const first: number[] = [];
    const count: number[] = [];
    const isKnown: number[] = [];
    const stretch = (from: number, end: number, most: number, known: boolean) => {
      const parts = Math.ceil((end - from) / most);
      for (let part = 0; part < parts; part++) {
        const at = from + Math.round((part * (end - from)) / parts);
        first.push(at);
        count.push(from + Math.round(((part + 1) * (end - from)) / parts) - at);
        isKnown.push(known ? 1 : 0);
      }
    };
    const pilotStretches: number[] = [];
    let at = 0;
    known.forEach((run, index) => {
      stretch(at, run.first, dataStretch, false);
      if (index > 0 && index < known.length - 1) pilotStretches.push(first.length);
      at = run.first + run.symbols.re.length;
      stretch(run.first, at, knownStretch, true);
    });
    stretch(at, symbols, dataStretch, false);
    const { length } = first;
    this.#first = Int32Array.from(first);
    this.#count = Int32Array.from(count);
    this.#isKnown = Uint8Array.from(isKnown);
    this.#centre = Float64Array.from(first, (from, i) => from + (count[i] - 1) / 2);
    this.#hasPilots = pilotStretches.length > 0;
    const anchors = pilotStretches.length > 1 ? pilotStretches : [0, ...pilotStretches];
    const apart = (i: number) => this.#centre[anchors[i + 1]] - this.#centre[anchors[i]];
    this.#pairDistance = anchors.length > 1 ? apart(0) : 1;
    this.#pairs = anchors
      .slice(1)
      .map((to, i): readonly [number, number] => [anchors[i], to])
      .filter((_, i) => Math.abs(apart(i) - this.#pairDistance) < 1);
    this.#plain = { re: new Float32Array(symbols), im: new Float32Array(symbols) };
    this.#turned = { re: new Float32Array(symbols), im: new Float32Array(symbols) };
    this.#gainRe = new Float64Array(length);
    this.#gainIm = new Float64Array(length);
    this.#phase = new RandomWalkSmoother(length);
    this.#amplitude = new RandomWalkSmoother(length);
    this.#power = new RandomWalkSmoother(length);
    this.#lattice = new PhaseLattice(length, mostSteps);
  }

  /** Writes the gain at every symbol of the frame. */
  estimate({ re, im }: Symbols, gain: Symbols, out: CarrierEstimate): void {
    const { re: refRe, im: refIm } = this.#reference;
    const { re: yRe, im: yIm } = this.#plain;
    for (let n = 0; n < yRe.length; n++) {
      yRe[n] = re[n] * refRe[n] - im[n] * refIm[n];
      yIm[n] = re[n] * refIm[n] + im[n] * refRe[n];
    }
    out.frequency = this.#coarseFrequency();
    out.frequency += this.#fineFrequency(out.frequency);
    out.noiseVariance = this.#fit(out.frequency);
    this.#turnBack(out.frequency);
    this.#smooth(out);
    this.#write(out.frequency, gain);
  }

  /** Gains of the known stretches against exp(j 2 pi f n), f being 0 at the stretch's centre; returns the noise variance. */
  #fit(frequency: number): number {
    const { re, im } = this.#plain;
    const stepRe = Math.cos(2 * Math.PI * frequency);
    const stepIm = -Math.sin(2 * Math.PI * frequency);
    let energy = 0;
    let degrees = 0;
    for (let s = 0; s < this.#first.length; s++) {
      if (!this.#isKnown[s]) continue;
      const [first, count] = [this.#first[s], this.#count[s]];
      const start = 2 * Math.PI * frequency * this.#centre[s] - 2 * Math.PI * frequency * first;
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
      this.#gainRe[s] = gRe / count;
      this.#gainIm[s] = gIm / count;
      energy -= (gRe * gRe + gIm * gIm) / count;
      degrees += count - 1;
    }
    return Math.max(energy / degrees, 1e-12);
  }

  #coarseFrequency(): number {
    this.#fit(0);
    const [gRe, gIm] = [this.#gainRe, this.#gainIm];
    let [re, im] = [0, 0];
    for (const [a, b] of this.#pairs) {
      re += gRe[b] * gRe[a] + gIm[b] * gIm[a];
      im += gIm[b] * gRe[a] - gRe[b] * gIm[a];
    }
    return this.#pairs.length > 0 ? Math.atan2(im, re) / (2 * Math.PI * this.#pairDistance) : 0;
  }

  /** Slope of a straight line through the phases that the coarse frequency leaves, turns a symbol. */
  #fineFrequency(coarse: number): number {
    if (this.#pairs.length < 2) return 0;
    this.#fit(coarse);
    let [sum, at, square, cross] = [0, 0, 0, 0];
    let phase = 0;
    const stretches = [this.#pairs[0][0], ...this.#pairs.map(([, b]) => b)];
    const middle = this.#centre[stretches[stretches.length >> 1]];
    for (const s of stretches) {
      const x = this.#centre[s] - middle;
      const found = Math.atan2(this.#gainIm[s], this.#gainRe[s]) - 2 * Math.PI * coarse * this.#centre[s];
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

  #turnBack(frequency: number): void {
    const { re, im } = this.#plain;
    const [stepRe, stepIm] = [Math.cos(2 * Math.PI * frequency), -Math.sin(2 * Math.PI * frequency)];
    let [turnRe, turnIm] = [1, 0];
    for (let n = 0; n < re.length; n++) {
      const [x, y] = [re[n], im[n]];
      re[n] = x * turnRe - y * turnIm;
      im[n] = x * turnIm + y * turnRe;
      const next = turnRe * stepRe - turnIm * stepIm;
      turnIm = turnRe * stepIm + turnIm * stepRe;
      turnRe = next;
    }
    for (let s = 0; s < this.#first.length; s++) {
      if (!this.#isKnown[s]) continue;
      const angle = -2 * Math.PI * frequency * this.#centre[s];
      const [c, d] = [Math.cos(angle), Math.sin(angle)];
      const [x, y] = [this.#gainRe[s], this.#gainIm[s]];
      this.#gainRe[s] = x * c - y * d;
      this.#gainIm[s] = x * d + y * c;
    }
  }

  #smooth(out: CarrierEstimate): void {
    const [power, phase, amplitude] = [this.#power, this.#phase, this.#amplitude];
    const { length } = this.#first;
    const noise = out.noiseVariance;
    let [total, symbols] = [0, 0];
    for (let s = 0; s < length; s++) {
      if (!this.#isKnown[s]) continue;
      const count = this.#count[s];
      power.value[s] = this.#gainRe[s] ** 2 + this.#gainIm[s] ** 2 - noise / count;
      total += count * power.value[s];
      symbols += count;
    }
    const mean = Math.max(total / symbols, 1e-3 * noise);
    for (let s = 0; s < length; s++) {
      const apart = s + 1 < length ? this.#centre[s + 1] - this.#centre[s] : 0;
      const walk = mean * this.#walk.gain * apart;
      power.walk[s] = 4 * mean * walk;
      amplitude.walk[s] = walk;
      const count = this.#count[s];
      const known = this.#isKnown[s];
      power.information[s] = known ? 1 / ((2 * mean + noise / count) * (noise / count)) : 0;
      amplitude.information[s] = known ? (2 * count) / noise : 0;
      phase.information[s] = 0;
    }
    power.smooth(false);
    const least = leastAmplitude ** 2 * mean;
    for (let s = 0; s < length; s++) {
      const local = Math.max(power.mean[s], least);
      power.mean[s] = local;
      const apart = s + 1 < length ? this.#centre[s + 1] - this.#centre[s] : 0;
      phase.walk[s] = (this.#walk.phase + (this.#walk.gain * mean) / local) * apart;
      if (!this.#isKnown[s]) continue;
      phase.value[s] = Math.atan2(this.#gainIm[s], this.#gainRe[s]);
      phase.information[s] = (2 * this.#count[s] * local) / noise;
    }
    let passes = finalPasses;
    if (this.#hasPilots) {
      phase.smooth(true);
      if (this.#followData(noise, mean)) passes--;
    } else {
      phase.smooth(true, (s, expected) => this.#score(s, expected, expected, noise));
    }
    for (let pass = 0; pass < passes; pass++) {
      for (let s = 0; s < length; s++) {
        const before = s > 0 ? phase.mean[s - 1] : phase.mean[s];
        const after = s + 1 < length ? phase.mean[s + 1] : phase.mean[s];
        this.#score(s, (before + phase.mean[s]) / 2, (after + phase.mean[s]) / 2, noise);
      }
      phase.smooth(true);
    }
    for (let s = 0; s < length; s++) {
      if (!this.#isKnown[s]) continue;
      const [c, d] = [Math.cos(phase.mean[s]), Math.sin(phase.mean[s])];
      amplitude.value[s] = this.#gainRe[s] * c + this.#gainIm[s] * d;
    }
    amplitude.smooth(false);
    let [phaseVariance, amplitudeVariance] = [0, 0];
    for (let s = 0; s < length; s++) {
      amplitude.mean[s] = Math.max(amplitude.mean[s], leastAmplitude * Math.sqrt(mean));
      phaseVariance += phase.variance[s] / length;
      amplitudeVariance += amplitude.variance[s] / (mean * length);
    }
    // A walk between two known ends, and here over half of its length: q n / 6, mean.
    out.phaseVariance = phaseVariance + (this.#walk.phase * dataStretch) / 6;
    out.amplitudeVariance = amplitudeVariance;
  }

  /**
   * Moves the phase that the pilots give to the one that data and pilots together make likely, over a lattice about it. Left out
   * where data say little of the phase.
   *
   * @returns whether it was done
   */
  #followData(noise: number, mean: number): boolean {
    const phase = this.#phase;
    const { length } = this.#first;
    const information = this.#scoresAt(mean / noise).information;
    if (!(information * dataStretch > leastInformation)) return false;
    let most = 0;
    for (let s = 0; s < length; s++) most = Math.max(most, phase.variance[s]);
    // Of a walk that is measured at every symbol: sqrt(q r) / 2 (steady state of the smoother).
    const reached = Math.sqrt(this.#walk.phase / information) / 2;
    if (!(reached < most)) return false;
    const range = Math.min(4 * Math.sqrt(most), mostRange_rad);
    const half = Math.min((mostSteps - 1) / 2, Math.ceil(range / (0.6 * Math.sqrt(reached))));
    const steps = 2 * half + 1;
    const width = range / half;
    const { likelihood, walk, mean: moved } = this.#lattice;
    likelihood.fill(0, 0, length * steps);
    const { re, im } = this.#plain;
    for (let s = 0; s < length; s++) {
      const row = s * steps;
      const base = phase.mean[s];
      walk[s] = phase.walk[s];
      if (this.#isKnown[s]) {
        let off = phase.value[s] - base;
        off -= 2 * Math.PI * Math.round(off / (2 * Math.PI));
        for (let j = 0; j < steps; j++) {
          likelihood[row + j] = -(phase.information[s] * ((j - half) * width - off) ** 2) / 2;
        }
        continue;
      }
      const [first, count, local] = [this.#first[s], this.#count[s], this.#power.mean[s]];
      const scores = this.#scoresAt(local / noise);
      scores.likelihoods(re, im, first, count, base - range, width, steps, 1 / Math.sqrt(local), likelihood, row);
    }
    this.#lattice.run(steps, width);
    for (let s = 0; s < length; s++) phase.mean[s] += moved[s];
    return true;
  }

  /** The measurement of a stretch of data against a straight line of phase. */
  #score(s: number, from: number, to: number, noise: number): void {
    if (this.#isKnown[s]) return;
    const [first, count] = [this.#first[s], this.#count[s]];
    const local = this.#power.mean[s];
    const scores = this.#scoresAt(local / noise);
    const { re, im } = this.#plain;
    const { re: tRe, im: tIm } = this.#turned;
    const step = (to - from) / count;
    const scale = 1 / Math.sqrt(local);
    const start = from + step / 2;
    let [turnRe, turnIm] = [scale * Math.cos(start), -scale * Math.sin(start)];
    const [stepRe, stepIm] = [Math.cos(step), -Math.sin(step)];
    for (let n = first; n < first + count; n++) {
      const [x, y] = [re[n], im[n]];
      tRe[n] = x * turnRe - y * turnIm;
      tIm[n] = x * turnIm + y * turnRe;
      const next = turnRe * stepRe - turnIm * stepIm;
      turnIm = turnRe * stepIm + turnIm * stepRe;
      turnRe = next;
    }
    const information = count * scores.information;
    this.#phase.information[s] = information;
    this.#phase.value[s] = (from + to) / 2 + scores.sum(tRe, tIm, first, count) / information;
  }

  /** Tables for every decibel, made as they are needed. */
  #scoresAt(snr: number): PhaseScore {
    const level = Math.max(-20, Math.min(40, Math.round(10 * Math.log10(snr))));
    const found = this.#scores.get(level);
    if (found) return found;
    const made = new PhaseScore(this.#constellation, 10 ** (level / 10));
    this.#scores.set(level, made);
    return made;
  }

  /** Straight lines of phase and amplitude between the stretches' centres. */
  #write(frequency: number, { re, im }: Symbols): void {
    const [phase, amplitude, centre] = [this.#phase.mean, this.#amplitude.mean, this.#centre];
    const { length } = centre;
    for (let s = -1; s < length; s++) {
      const a = Math.max(s, 0);
      const b = Math.min(s + 1, length - 1);
      const first = s < 0 ? 0 : Math.ceil(centre[s]);
      const end = s + 1 < length ? Math.ceil(centre[s + 1]) : re.length;
      const apart = a === b ? 1 : centre[b] - centre[a];
      const slope = (phase[b] - phase[a]) / apart;
      const rise = (amplitude[b] - amplitude[a]) / apart;
      const step = slope + 2 * Math.PI * frequency;
      const start = phase[a] + slope * (first - centre[a]) + 2 * Math.PI * frequency * first;
      let [turnRe, turnIm] = [Math.cos(start), Math.sin(start)];
      const [stepRe, stepIm] = [Math.cos(step), Math.sin(step)];
      for (let n = first; n < end; n++) {
        const size = amplitude[a] + rise * (n - centre[a]);
        re[n] = size * turnRe;
        im[n] = size * turnIm;
        const next = turnRe * stepRe - turnIm * stepIm;
        turnIm = turnRe * stepIm + turnIm * stepRe;
        turnRe = next;
      }
    }
  }
}
