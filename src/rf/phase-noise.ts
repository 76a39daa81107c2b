import { type Fft, fft } from "../../kernels/fft/fft.js";
import { fftSimd } from "../../kernels/fft/fft-simd.js";
import { gaussianSource } from "../../kernels/gaussian/gaussian.js";
import { gaussianSimd } from "../../kernels/gaussian/gaussian-simd.js";
import { fromdB } from "../decibel.js";
import { type StreamKey, streamKey } from "../random/stream-key.js";

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
 * Mean square of the phase's change over `lag_s`, rad^2: 8 times the integral of L sin^2(pi f lag) from `low_Hz` to
 * `high_Hz`, on a grid of 200 points a decade; beyond 10 turns of f lag the square of the sine is its mean.
 */
export function phaseNoiseIncrement(
  mask: readonly PhaseNoisePoint[],
  lag_s: number,
  low_Hz: number,
  high_Hz: number,
): number {
  checkMask(mask);
  const points = Math.ceil(200 * Math.log10(high_Hz / low_Hz));
  const ratio = (high_Hz / low_Hz) ** (1 / points);
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const f = low_Hz * ratio ** (i + 0.5);
    const turns = f * lag_s;
    const square = turns > 10 ? 0.5 : Math.sin(Math.PI * turns) ** 2;
    sum += phaseNoiseLevel(mask, f) * square * f * Math.log(ratio);
  }
  return 8 * sum;
}

/**
 * Variance of what an optimal smoother leaves of phase noise, rad^2: the non-causal Wiener filter's error, the integral of
 * S N / (S + N) over |f| < rate / 2, S the phase's spectrum and N = 1 / (rate information) that of the measurement's noise.
 *
 * @param information  on the phase in each symbol, 1 / rad^2: of known symbols 2 Es/N0
 */
export function trackedPhaseVariance(
  mask: readonly PhaseNoisePoint[],
  symbolRate_Hz: number,
  information: number,
): number {
  checkMask(mask);
  const low_Hz = mask[0].offset_Hz;
  const high_Hz = symbolRate_Hz / 2;
  const points = Math.ceil(200 * Math.log10(high_Hz / low_Hz));
  const ratio = (high_Hz / low_Hz) ** (1 / points);
  const noise = 1 / (symbolRate_Hz * information);
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const f = low_Hz * ratio ** (i + 0.5);
    const level = phaseNoiseLevel(mask, f);
    sum += ((level * noise) / (level + noise)) * f * Math.log(ratio);
  }
  return 2 * sum;
}

/**
 * Phase noise at equal steps, frame by frame: Gaussian, with the spectrum of a mask from rate / (samples of the transform) to
 * rate / 2 (Fourier synthesis, two frames a transform). What is slower is the same over a frame and left out. Each
 * frame is a realisation of its own and a pure function of (seed, name, frame).
 */
export class PhaseNoise {
  readonly #key: StreamKey;
  readonly #gaussian;
  /** Of the pair of frames made last: one in each part. */
  readonly #fft: Fft;
  readonly #deviation: Float32Array;
  readonly #samples: Float32Array;
  #made = -1;

  /**
   * @param rate_Hz  samples a second
   * @param length   samples of a frame, up to 2^20
   * @throws RangeError for a mask whose offsets do not rise, or a length out of range
   */
  constructor(
    mask: readonly PhaseNoisePoint[],
    rate_Hz: number,
    length: number,
    seed: number,
    name: string,
    backend: "reference" | "simd" = "simd",
  ) {
    checkMask(mask);
    if (!(Number.isInteger(length) && length >= 2 && length <= mostSamples && rate_Hz > 0)) {
      throw new RangeError(
        `PhaseNoise: expected 2 to ${mostSamples} samples and a rate above 0 Hz, found ${length}, ${rate_Hz}`,
      );
    }
    const size = 2 ** Math.ceil(Math.log2(length));
    this.#key = streamKey(seed, name);
    this.#gaussian = backend === "simd" ? gaussianSimd() : gaussianSource();
    this.#fft = (backend === "simd" ? fftSimd : fft)({ size });
    this.#samples = new Float32Array(2 * size);
    const bin_Hz = rate_Hz / size;
    // Real and imaginary part are two processes of two-sided spectrum L each: 2 L bin in each complex bin, half in each part.
    this.#deviation = Float32Array.from({ length: size }, (_, k) => {
      const offset_Hz = Math.min(k, size - k) * bin_Hz;
      return k === 0 ? 0 : Math.sqrt(phaseNoiseLevel(mask, offset_Hz) * bin_Hz);
    });
  }

  /** Adds the phase of frame `frame`, in radians. */
  addTo(phase: Float64Array, frame: number): void {
    const pair = Math.floor(frame / 2);
    if (pair !== this.#made) {
      const deviation = this.#deviation;
      const samples = this.#samples;
      const { re, im } = this.#fft;
      this.#gaussian.fill(samples, this.#key.key0, this.#key.key1, pair);
      for (let k = 0; k < deviation.length; k++) {
        re[k] = deviation[k] * samples[2 * k];
        im[k] = deviation[k] * samples[2 * k + 1];
      }
      this.#fft.forward();
      this.#made = pair;
    }
    const part = frame % 2 === 0 ? this.#fft.re : this.#fft.im;
    for (let n = 0; n < phase.length; n++) phase[n] += part[n];
  }
}

function checkMask(mask: readonly PhaseNoisePoint[]): void {
  const isRising = mask.every(({ offset_Hz }, i) => offset_Hz > (i === 0 ? 0 : mask[i - 1].offset_Hz));
  if (!(mask.length >= 1 && isRising && mask.every(({ level_dBcHz }) => level_dBcHz < 0))) {
    throw new RangeError("phase-noise mask: expected offsets that rise from above 0 Hz and levels below 0 dBc/Hz");
  }
}
