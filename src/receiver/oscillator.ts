import { PhaseNoise, type PhaseNoisePoint } from "../rf/phase-noise.js";

/** What is wrong with an oscillator, or left of a Doppler shift; what is left out is ideal. */
export interface OscillatorErrors {
  readonly phaseNoise?: readonly PhaseNoisePoint[];
  /** Left after coarse correction. */
  readonly frequencyOffset_Hz?: number;
  /** Left after compensation. */
  readonly dopplerRate_Hzs?: number;
}

export function isIdealOscillator({ phaseNoise, frequencyOffset_Hz, dopplerRate_Hzs }: OscillatorErrors): boolean {
  return !phaseNoise && !frequencyOffset_Hz && !dopplerRate_Hzs;
}

/**
 * Phase of an oscillator at the samples of a slot, 0 at the slot's start but for noise. The noise of each slot is a realisation
 * of its own; what is slower than the slot stands still in it.
 */
export class Oscillator {
  readonly #errors: OscillatorErrors;
  readonly #rate_Hz: number;
  readonly #noise: PhaseNoise | undefined;
  readonly #phase: Float64Array;

  /** @param name  of the random stream of its noise */
  constructor(errors: OscillatorErrors, rate_Hz: number, samples: number, seed: number, name: string) {
    this.#errors = errors;
    this.#rate_Hz = rate_Hz;
    this.#noise = errors.phaseNoise && new PhaseNoise(errors.phaseNoise, rate_Hz, samples, seed, name);
    this.#phase = new Float64Array(samples);
  }

  /** Makes the phase of a slot. */
  prepare(slot: number): void {
    const { frequencyOffset_Hz = 0, dopplerRate_Hzs = 0 } = this.#errors;
    const phase = this.#phase;
    for (let n = 0; n < phase.length; n++) {
      const t = n / this.#rate_Hz;
      const turns = (frequencyOffset_Hz + (dopplerRate_Hzs * t) / 2) * t;
      phase[n] = 2 * Math.PI * (turns - Math.floor(turns));
    }
    this.#noise?.addTo(phase, slot);
  }

  /** Turns samples that begin at sample `first` of the slot; gives the mean of exp(j phase), the turn that a symbol has in common. */
  turn(re: Float32Array, im: Float32Array, first: number, common: { re: number; im: number }): void {
    let [sumRe, sumIm] = [0, 0];
    for (let n = 0; n < re.length; n++) {
      const angle = this.#phase[first + n];
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const [x, y] = [re[n], im[n]];
      re[n] = x * c - y * s;
      im[n] = x * s + y * c;
      sumRe += c;
      sumIm += s;
    }
    common.re = sumRe / re.length;
    common.im = sumIm / re.length;
  }
}
