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

/** |mu|^2 / |nu|^2, linear: wanted over image. */
export function imageRejection({ gain_dB, phase_deg }: IqImbalance): number {
  const g = 10 ** (gain_dB / 20);
  const cosine = Math.cos((phase_deg * Math.PI) / 180);
  return (1 + 2 * g * cosine + g * g) / (1 - 2 * g * cosine + g * g);
}

/** Rounds both branches to the middle of a step and clips at full scale. @param rms of a branch */
export function quantise({ bits, crestFactor_dB }: Quantiser, rms: number, re: Float32Array, im: Float32Array): void {
  const fullScale = rms * Math.sqrt(fromdB(crestFactor_dB));
  const step = (2 * fullScale) / 2 ** bits;
  const most = fullScale - step / 2;
  const rounded = (x: number) => Math.max(-most, Math.min(most, step * (Math.floor(x / step) + 0.5)));
  for (let n = 0; n < re.length; n++) {
    re[n] = rounded(re[n]);
    im[n] = rounded(im[n]);
  }
}

/** Loss of a Gaussian signal's power in a branch to rounding and clipping, wanted over distortion, linear, by integration. */
export function quantisationRatio({ bits, crestFactor_dB }: Quantiser): number {
  const fullScale = Math.sqrt(fromdB(crestFactor_dB));
  const step = (2 * fullScale) / 2 ** bits;
  const most = fullScale - step / 2;
  // Gaussian of variance 1 up to 8 standard deviations: y = a x + d, a = E(x y).
  const points = 40_000;
  let cross = 0;
  let power = 0;
  for (let i = 0; i < points; i++) {
    const x = (16 * (i + 0.5)) / points - 8;
    const weight = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * (16 / points);
    const y = Math.max(-most, Math.min(most, step * (Math.floor(x / step) + 0.5)));
    cross += weight * x * y;
    power += weight * y * y;
  }
  return (cross * cross) / (power - cross * cross);
}
