import FFT from "fft.js";
import { fromdB } from "../decibel.js";
import { RandomStream } from "../random/random-stream.js";

/** A point of a single-sideband phase-noise mask. */
export interface PhaseNoisePoint {
  readonly offset_Hz: number;
  readonly level_dBcHz: number;
}

/** Longest sequence: 2^20. */
const mostSamples = 2 ** 20;

/**
 * Single-sideband phase noise L(f), linear, per Hz: straight between the mask's points in decibels over log f, held beyond the
 * last one, and 0 below the first.
 */
export function phaseNoiseLevel(mask: readonly PhaseNoisePoint[], offset_Hz: number): number {
  if (offset_Hz < mask[0].offset_Hz) return 0;
  const last = mask[mask.length - 1];
  if (offset_Hz >= last.offset_Hz) return fromdB(last.level_dBcHz);
  let i = 1;
  while (mask[i].offset_Hz <= offset_Hz) i++;
  const [a, b] = [mask[i - 1], mask[i]];
  const part = Math.log(offset_Hz / a.offset_Hz) / Math.log(b.offset_Hz / a.offset_Hz);
  return fromdB(a.level_dBcHz + part * (b.level_dBcHz - a.level_dBcHz));
}

/**
 * Variance of the phase, rad^2, that the mask holds from `low_Hz` to `high_Hz`: 2 times the integral of L, exact for each
 * straight piece (a power of f).
 */
export function phaseNoiseVariance(mask: readonly PhaseNoisePoint[], low_Hz: number, high_Hz: number): number {
  checkMask(mask);
  const edges = [low_Hz, ...mask.map(({ offset_Hz }) => offset_Hz).filter((f) => f > low_Hz && f < high_Hz), high_Hz];
  let sum = 0;
  for (let i = 1; i < edges.length; i++) {
    const [f1, f2] = [edges[i - 1], edges[i]];
    const level = phaseNoiseLevel(mask, f1);
    if (level === 0 || f2 <= f1) continue;
    // The level just below f2: the piece's own, not the next one's.
    const end = f2 <= mask[mask.length - 1].offset_Hz ? phaseNoiseLevel(mask, f2) : level;
    const power = Math.log(end / level) / Math.log(f2 / f1);
    sum +=
      Math.abs(power + 1) < 1e-9
        ? level * f1 * Math.log(f2 / f1)
        : (level * f1 * ((f2 / f1) ** (power + 1) - 1)) / (power + 1);
  }
  return 2 * sum;
}

/**
 * Phase noise at equal steps, frame by frame: Gaussian, with the spectrum of a mask from rate / (samples of the transform) to
 * rate / 2 (Fourier synthesis, two frames a transform). What is slower is the same over a frame and left out. Each
 * frame is a realisation of its own and a pure function of (seed, name, frame).
 */
export class PhaseNoise {
  readonly #name: string;
  readonly #seed: number;
  readonly #fft: FFT;
  readonly #deviation: Float64Array;
  readonly #spectrum: Float64Array;
  readonly #pair: Float64Array;
  #made = -1;

  /**
   * @param rate_Hz  samples a second
   * @param length   samples of a frame, up to 2^20
   * @throws RangeError for a mask whose offsets do not rise, or a length out of range
   */
  constructor(mask: readonly PhaseNoisePoint[], rate_Hz: number, length: number, seed: number, name: string) {
    checkMask(mask);
    if (!(Number.isInteger(length) && length >= 2 && length <= mostSamples && rate_Hz > 0)) {
      throw new RangeError(
        `PhaseNoise: expected 2 to ${mostSamples} samples and a rate above 0 Hz, found ${length}, ${rate_Hz}`,
      );
    }
    const size = 2 ** Math.ceil(Math.log2(length));
    this.#seed = seed;
    this.#name = name;
    this.#fft = new FFT(size);
    this.#spectrum = new Float64Array(2 * size);
    this.#pair = new Float64Array(2 * size);
    const bin_Hz = rate_Hz / size;
    // Real and imaginary part are two processes of two-sided spectrum L each: 2 L bin in each complex bin, half in each part.
    this.#deviation = Float64Array.from({ length: size }, (_, k) => {
      const offset_Hz = Math.min(k, size - k) * bin_Hz;
      return k === 0 ? 0 : Math.sqrt(phaseNoiseLevel(mask, offset_Hz) * bin_Hz);
    });
  }

  /** Adds the phase of frame `frame`, in radians. */
  addTo(phase: Float64Array, frame: number): void {
    const pair = Math.floor(frame / 2);
    if (pair !== this.#made) {
      const stream = new RandomStream(this.#seed, this.#name, pair);
      for (let k = 0; k < this.#deviation.length; k++) {
        this.#spectrum[2 * k] = this.#deviation[k] * stream.gaussian();
        this.#spectrum[2 * k + 1] = this.#deviation[k] * stream.gaussian();
      }
      this.#fft.transform(this.#pair, this.#spectrum);
      this.#made = pair;
    }
    const part = frame % 2;
    for (let n = 0; n < phase.length; n++) phase[n] += this.#pair[2 * n + part];
  }
}

function checkMask(mask: readonly PhaseNoisePoint[]): void {
  const isRising = mask.every(({ offset_Hz }, i) => offset_Hz > (i === 0 ? 0 : mask[i - 1].offset_Hz));
  if (!(mask.length >= 1 && isRising && mask.every(({ level_dBcHz }) => level_dBcHz < 0))) {
    throw new RangeError("phase-noise mask: expected offsets that rise from above 0 Hz and levels below 0 dBc/Hz");
  }
}
