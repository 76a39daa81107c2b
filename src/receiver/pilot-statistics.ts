import {
  type Correlation,
  exponentialDelayCorrelation,
  rectangularDelayCorrelation,
  rectangularDopplerCorrelation,
} from "../channel/channel-correlation.js";

/** What samples of a channel on pilots say of its statistics. */
export interface PilotStatistics {
  /** Of the channel in a sample, without noise. */
  power: number;
  meanDelay_s: number;
  /** Root mean square. */
  delaySpread_s: number;
  /** Of the mean shift; 0 with a single instant. */
  meanDoppler_Hz: number;
  /** Root mean square; 0 with a single instant. */
  dopplerSpread_Hz: number;
}

/** Where samples lie: `[branch][instant][unit]`, the instants `interval_s` apart on average, the units equally far. */
export interface SampleGrid {
  readonly branches: number;
  readonly instants: number;
  readonly units: number;
  readonly spacing_Hz: number;
  readonly interval_s: number;
}

/** Correlation down to which a lag still lies well within the main lobe, where its loss grows with the square of the spread. */
const leastCorrelation = 0.6;

/**
 * Delay and Doppler spread from the correlation of least-squares samples: in between samples the noise is independent, so that
 * only the power needs the noise's variance. The loss of correlation at a lag d is taken as that of a rectangular profile,
 * |r(d)| = sinc(d W), rms = W / sqrt(12), at the longest lag of 1, 2, 4 ... units at which it stays above 0.6.
 *
 * Delays beyond half the reciprocal of the units' spacing fold.
 *
 * @param noiseVariance  of a sample
 */
export function estimateStatistics(
  re: Float32Array,
  im: Float32Array,
  from: number,
  grid: SampleGrid,
  noiseVariance: number,
  out: PilotStatistics,
): void {
  const { branches, instants, units, spacing_Hz, interval_s } = grid;
  const rows = branches * instants;
  let total = 0;
  for (let i = from; i < from + rows * units; i++) total += re[i] * re[i] + im[i] * im[i];
  const power = Math.max(total / (rows * units) - noiseVariance, (0.01 * total) / (rows * units), 1e-30);
  out.power = power;
  out.meanDelay_s = 0;
  out.delaySpread_s = 0;
  for (let lag = 1; 2 * lag <= units; lag *= 2) {
    let [sumRe, sumIm] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const start = from + row * units;
      for (let i = start; i + lag < start + units; i++) {
        sumRe += re[i + lag] * re[i] + im[i + lag] * im[i];
        sumIm += im[i + lag] * re[i] - re[i + lag] * im[i];
      }
    }
    const correlation = Math.hypot(sumRe, sumIm) / (rows * (units - lag) * power);
    if (lag > 1 && correlation < leastCorrelation) break;
    if (lag === 1) out.meanDelay_s = -Math.atan2(sumIm, sumRe) / (2 * Math.PI * spacing_Hz);
    out.delaySpread_s = sincArgument(correlation) / (lag * spacing_Hz * Math.sqrt(12));
  }
  out.meanDoppler_Hz = 0;
  out.dopplerSpread_Hz = 0;
  if (instants < 2) return;
  let [sumRe, sumIm] = [0, 0];
  for (let branch = 0; branch < branches; branch++) {
    const start = from + branch * instants * units;
    for (let i = start; i < start + (instants - 1) * units; i++) {
      const j = i + units;
      sumRe += re[j] * re[i] + im[j] * im[i];
      sumIm += im[j] * re[i] - re[j] * im[i];
    }
  }
  const correlation = Math.hypot(sumRe, sumIm) / (branches * (instants - 1) * units * power);
  out.meanDoppler_Hz = Math.atan2(sumIm, sumRe) / (2 * Math.PI * interval_s);
  out.dopplerSpread_Hz = sincArgument(correlation) / (interval_s * Math.sqrt(12));
}

/** x with sin(pi x) / (pi x) = value, in the main lobe; 0 from 1 up. */
function sincArgument(value: number): number {
  if (value >= 1) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const x = (low + high) / 2;
    if (Math.sin(Math.PI * x) / (Math.PI * x) > value) low = x;
    else high = x;
  }
  return (low + high) / 2;
}

/** Profile that stands for an estimated delay spread. */
export type DelayProfile = "rectangular" | "exponential";

/** Over frequency, with the mean and rms delay given. */
export function spreadCorrelation(profile: DelayProfile, meanDelay_s: number, delaySpread_s: number): Correlation {
  const half = Math.sqrt(3) * delaySpread_s;
  return profile === "rectangular"
    ? rectangularDelayCorrelation(meanDelay_s - half, meanDelay_s + half)
    : exponentialDelayCorrelation(delaySpread_s, meanDelay_s - delaySpread_s);
}

/** Over time, of a band of Doppler shifts with the mean and rms given. */
export function dopplerCorrelation(meanDoppler_Hz: number, dopplerSpread_Hz: number): Correlation {
  const half = Math.sqrt(3) * dopplerSpread_Hz;
  return rectangularDopplerCorrelation(meanDoppler_Hz - half, meanDoppler_Hz + half);
}
