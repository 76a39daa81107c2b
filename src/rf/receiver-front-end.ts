import { fromdB } from "../decibel.js";

/** Gain and phase error between the two branches of a quadrature receiver. */
export interface IqImbalance {
  /** Of the amplitudes of the branches. */
  readonly gain_dB: number;
  readonly phase_deg: number;
}

/** An analogue-to-digital converter of each branch. */
export interface Quantiser {
  /** 1 to 16. */
  readonly bits: number;
  /** Full scale over the signal's rms value in a branch. */
  readonly crestFactor_dB: number;
}

/**
 * y = mu x + nu x*, mu = (1 + g exp(-j p)) / 2, nu = (1 - g exp(j p)) / 2 (M. Valkama et al., IEEE Trans. Signal Process. 49, 2001).
 */
export function applyIqImbalance({ gain_dB, phase_deg }: IqImbalance, re: Float32Array, im: Float32Array): void {
  const g = 10 ** (gain_dB / 20);
  const p = (phase_deg * Math.PI) / 180;
  const [c, s] = [g * Math.cos(p), g * Math.sin(p)];
  // The real branch is untouched; the imaginary one has gain and phase error: I, g (Q cos p - I sin p).
  for (let n = 0; n < re.length; n++) im[n] = c * im[n] - s * re[n];
}

/** mu: what such a receiver makes of a carrier's gain. */
export function imbalanceGain({ gain_dB, phase_deg }: IqImbalance): { re: number; im: number } {
  const g = 10 ** (gain_dB / 20);
  const p = (phase_deg * Math.PI) / 180;
  return { re: (1 + g * Math.cos(p)) / 2, im: (-g * Math.sin(p)) / 2 };
}

/** |mu|^2 / |nu|^2, linear: wanted over image. */
export function imageRejection({ gain_dB, phase_deg }: IqImbalance): number {
  const g = 10 ** (gain_dB / 20);
  const cosine = Math.cos((phase_deg * Math.PI) / 180);
  return (1 + 2 * g * cosine + g * g) / (1 - 2 * g * cosine + g * g);
}

/** Rounds both branches to the middle of a step and clips at full scale. @param rms of a branch */
export function quantise(quantiser: Quantiser, rms: number, re: Float32Array, im: Float32Array): void {
  const { step, most } = steps(quantiser, rms);
  const perStep = 1 / step;
  for (const x of [re, im]) {
    for (let n = 0; n < x.length; n++) {
      const y = step * (Math.floor(x[n] * perStep) + 0.5);
      x[n] = Math.max(-most, Math.min(most, y));
    }
  }
}

/**
 * What a converter makes of a signal in a branch: y = a x + d (Bussgang), by integration over 8 standard deviations.
 *
 * @param density  of the branch at unit variance, up to a factor; Gaussian if left out
 * @returns the gain a and the ratio of wanted to distortion power, linear
 */
export function quantisation(
  quantiser: Quantiser,
  density: (x: number) => number = (x) => Math.exp((-x * x) / 2),
): { readonly gain: number; readonly ratio: number } {
  const { step, most } = steps(quantiser, 1);
  const points = 20_000;
  let [cross, power, input] = [0, 0, 0];
  for (let i = 0; i < points; i++) {
    const x = (16 * (i + 0.5)) / points - 8;
    const weight = density(x);
    const y = Math.max(-most, Math.min(most, step * (Math.floor(x / step) + 0.5)));
    cross += weight * x * y;
    power += weight * y * y;
    input += weight * x * x;
  }
  const wanted = (cross * cross) / input;
  return { gain: cross / input, ratio: wanted / (power - wanted) };
}

/**
 * Density in a branch of a constellation of unit mean power in noise, its carrier at any phase, at unit variance: the sum of
 * Gaussians about 32 phases of each ring.
 *
 * @param snr  Es/N0, linear
 */
export function branchDensity({ re, im }: { re: Float64Array; im: Float64Array }, snr: number): (x: number) => number {
  const phases = 32;
  const rings = new Map<number, number>();
  for (let k = 0; k < re.length; k++) {
    const radius = Math.round(1e3 * Math.hypot(re[k], im[k])) / 1e3;
    rings.set(radius, (rings.get(radius) ?? 0) + 1);
  }
  // Both parts have half of signal and noise; then scaled to variance 1.
  const scale = Math.sqrt(2 / (1 + 1 / snr));
  const variance = (scale * scale) / (2 * snr);
  const centres = [...rings].flatMap(([radius, count]) =>
    Array.from(
      { length: phases },
      (_, i) => [scale * radius * Math.cos((Math.PI * (i + 0.5)) / phases), count] as const,
    ),
  );
  return (x) => {
    let sum = 0;
    for (const [centre, count] of centres) sum += count * Math.exp(-((x - centre) ** 2) / (2 * variance));
    return sum;
  };
}

/** @param rms of a branch; @throws RangeError for a converter that cannot be */
function steps({ bits, crestFactor_dB }: Quantiser, rms: number): { readonly step: number; readonly most: number } {
  if (!(Number.isInteger(bits) && bits >= 1 && bits <= 16 && Number.isFinite(crestFactor_dB))) {
    throw new RangeError(
      `quantiser: expected 1 to 16 bits and a finite crest factor, found ${bits}, ${crestFactor_dB}`,
    );
  }
  const fullScale = rms * Math.sqrt(fromdB(crestFactor_dB));
  const step = (2 * fullScale) / 2 ** bits;
  return { step, most: fullScale - step / 2 };
}
