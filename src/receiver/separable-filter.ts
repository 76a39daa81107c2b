import type { Correlation } from "../channel/channel-correlation.js";
import {
  type FilterMoments,
  filterMoments,
  type InterpolationFilter,
  type InterpolationPlaces,
  linearFilter,
  wienerFilter,
} from "./interpolation-filter.js";

/** Interpolation from the samples of a comb to every symbol and subcarrier: first over frequency, then over time. */
export interface SeparableFilter {
  /** From units to subcarriers. */
  readonly frequency: InterpolationFilter;
  /** From instants to symbols, `[symbol][instant]`. */
  readonly timeRe: Float64Array;
  readonly timeIm: Float64Array;
  /** `[symbol]`: what the estimate misses of a channel of unit power, the mean over the subcarriers. */
  readonly missed: Float64Array;
  /** `[symbol]`: noise in the estimate over the noise of a sample. */
  readonly noise: Float64Array;
}

/** Correlations over Hz and over s. */
export interface ChannelStatistics {
  readonly frequency: Correlation;
  readonly time: Correlation;
}

/** Places of a comb in Hz and s. */
export interface SeparablePlaces {
  readonly frequency: InterpolationPlaces;
  readonly time: InterpolationPlaces;
}

/**
 * Wiener filters over frequency and over time, the latter made for what the former leaves: with E(h_f,t h*) = r_f r_t, and c, A
 * and B the means over the subcarriers of what the former makes of the channel (with it, its power) and of the noise, the weights
 * over time are (A R + r B I)^-1 c r_t. One filter over both would be better by little (Hoeher, Kaiser and Robertson, ICASSP 1997).
 *
 * The mean-square error is exact for these statistics.
 *
 * @param noiseRatio  noise of a sample over the channel's power
 */
export function separableWiener(
  places: SeparablePlaces,
  { frequency, time }: ChannelStatistics,
  noiseRatio: number,
): SeparableFilter {
  return completedWiener(wienerOverFrequency(places, frequency, noiseRatio), places, time, noiseRatio);
}

/** The first half of `separableWiener`, which costs nearly all of its time. */
export interface FrequencyStage {
  readonly frequency: InterpolationFilter;
  readonly mean: Moments;
}

export function wienerOverFrequency(
  places: SeparablePlaces,
  overFrequency: Correlation,
  noiseRatio: number,
): FrequencyStage {
  const frequency = wienerFilter(places.frequency, overFrequency, noiseRatio);
  return { frequency, mean: meanMoments(frequency, places.frequency, overFrequency) };
}

/** The other half. */
export function completedWiener(
  { frequency, mean }: FrequencyStage,
  places: SeparablePlaces,
  overTime: Correlation,
  noiseRatio: number,
): SeparableFilter {
  const time = wienerFilter(places.time, overTime, (noiseRatio * mean.noise) / mean.channel);
  const scale = { re: mean.crossRe / mean.channel, im: -mean.crossIm / mean.channel };
  const filter = withTime(frequency, time, places.time, scale);
  errorsOf(filter, mean, places.time, overTime);
  return filter;
}

/** Straight lines over frequency and time; without statistics what they miss of the channel is not known and stands as 0. */
export function separableLinear(places: SeparablePlaces): SeparableFilter {
  const frequency = linearFilter(places.frequency);
  const filter = withTime(frequency, linearFilter(places.time), places.time, { re: 1, im: 0 });
  const still: Correlation = () => ({ re: 1, im: 0 });
  errorsOf(filter, meanMoments(frequency, places.frequency, still), places.time, still);
  filter.missed.fill(0);
  return filter;
}

/** Errors of a filter in a channel that may have other statistics than those it was made for; changes `missed`. */
export function errorsUnder(
  filter: SeparableFilter,
  places: SeparablePlaces,
  { frequency, time }: ChannelStatistics,
): void {
  errorsOf(filter, meanMoments(filter.frequency, places.frequency, frequency), places.time, time);
}

type Moments = FilterMoments;

function meanMoments(filter: InterpolationFilter, places: InterpolationPlaces, correlation: Correlation): Moments {
  const mean = { crossRe: 0, crossIm: 0, channel: 0, noise: 0 };
  for (const { crossRe, crossIm, channel, noise } of filterMoments(filter, places, correlation)) {
    mean.crossRe += crossRe / filter.outputs;
    mean.crossIm += crossIm / filter.outputs;
    mean.channel += channel / filter.outputs;
    mean.noise += noise / filter.outputs;
  }
  return mean;
}

/** Spreads the runs of a filter over time to all instants, which are few. */
function withTime(
  frequency: InterpolationFilter,
  { taps, first, row, re, im, outputs }: InterpolationFilter,
  { samples }: InterpolationPlaces,
  scale: { readonly re: number; readonly im: number },
): SeparableFilter {
  const instants = samples.length;
  const timeRe = new Float64Array(outputs * instants);
  const timeIm = new Float64Array(outputs * instants);
  for (let symbol = 0; symbol < outputs; symbol++) {
    for (let i = 0; i < taps; i++) {
      const [a, b] = [re[row[symbol] * taps + i], im[row[symbol] * taps + i]];
      timeRe[symbol * instants + first[symbol] + i] = a * scale.re - b * scale.im;
      timeIm[symbol * instants + first[symbol] + i] = a * scale.im + b * scale.re;
    }
  }
  return { frequency, timeRe, timeIm, missed: new Float64Array(outputs), noise: new Float64Array(outputs) };
}

function errorsOf(
  { timeRe, timeIm, missed, noise }: SeparableFilter,
  mean: Moments,
  { samples, outputs }: InterpolationPlaces,
  overTime: Correlation,
): void {
  const instants = samples.length;
  for (let symbol = 0; symbol < outputs.length; symbol++) {
    let [crossRe, crossIm, channel, energy] = [0, 0, 0, 0];
    for (let i = 0; i < instants; i++) {
      const [aRe, aIm] = [timeRe[symbol * instants + i], timeIm[symbol * instants + i]];
      const r = overTime(samples[i] - outputs[symbol]);
      crossRe += aRe * r.re - aIm * r.im;
      crossIm += aRe * r.im + aIm * r.re;
      energy += aRe * aRe + aIm * aIm;
      for (let j = 0; j < instants; j++) {
        const [bRe, bIm] = [timeRe[symbol * instants + j], timeIm[symbol * instants + j]];
        const q = overTime(samples[i] - samples[j]);
        channel += (aRe * bRe + aIm * bIm) * q.re - (aIm * bRe - aRe * bIm) * q.im;
      }
    }
    const cross = mean.crossRe * crossRe - mean.crossIm * crossIm;
    missed[symbol] = Math.max(0, 1 - 2 * cross + mean.channel * channel);
    noise[symbol] = mean.noise * energy;
  }
}
