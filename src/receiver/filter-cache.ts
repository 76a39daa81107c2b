import { type DelayProfile, dopplerCorrelation, spreadCorrelation } from "./pilot-statistics.js";
import {
  type ChannelStatistics,
  completedWiener,
  type FrequencyStage,
  type SeparableFilter,
  type SeparablePlaces,
  separableLinear,
  separableWiener,
  wienerOverFrequency,
} from "./separable-filter.js";

/** Filters of a comb, made when first asked for. Statistics are taken to the nearest of a grid, so that few are ever made. */
export interface FilterCache {
  linear(): SeparableFilter;
  /** @param owner  names the statistics, which must be the same for every call with it */
  known(owner: number, statistics: ChannelStatistics, noiseRatio: number): SeparableFilter;
  estimated(
    profile: DelayProfile,
    meanDelay_s: number,
    delaySpread_s: number,
    dopplerSpread_Hz: number,
    noiseRatio: number,
  ): SeparableFilter;
}

/** Steps of the grid: 1 dB of noise, half an octave of spread, upwards. */
const noiseStep_dB = 1;
const stepsOfOctave = 2;
/** Filters kept; more are as good as never needed, and then all are made anew. */
const mostFilters = 4096;
/** Noise ratios of a filter: beyond, a better filter than the one at the edge gains nothing. */
const noiseRange_dB = 60;
const levels = 1024;
/** Spread, over the reciprocal of a comb's span, below which nothing changes over the comb. */
const leastShare = 0.01;

export function cachedFilters(places: SeparablePlaces): FilterCache {
  const filters = new Map<number, SeparableFilter>();
  let straight: SeparableFilter | undefined;
  const { samples: units } = places.frequency;
  const { samples: instants } = places.time;
  const leastDelay_s = leastShare / span(units);
  const leastDoppler_Hz = leastShare / span(instants);
  const delayStep_s = 0.04 / neighbour(units);
  const stages = new Map<number, FrequencyStage>();
  const keepStage = (key: number, make: () => FrequencyStage) => {
    const found = stages.get(key);
    if (found) return found;
    if (stages.size >= mostFilters) stages.clear();
    const made = make();
    stages.set(key, made);
    return made;
  };
  const keep = (key: number, make: () => SeparableFilter) => {
    const found = filters.get(key);
    if (found) return found;
    if (filters.size >= mostFilters) filters.clear();
    const made = make();
    filters.set(key, made);
    return made;
  };
  return {
    linear() {
      straight ??= separableLinear(places);
      return straight;
    },
    known(owner, statistics, noiseRatio) {
      const noise = noiseLevel(noiseRatio);
      return keep(owner * levels + noise, () => separableWiener(places, statistics, ratioOf(noise)));
    },
    estimated(profile, meanDelay_s, delaySpread_s, dopplerSpread_Hz, noiseRatio) {
      const noise = noiseLevel(noiseRatio);
      const delay = spreadLevel(delaySpread_s / leastDelay_s);
      const doppler = spreadLevel(dopplerSpread_Hz / leastDoppler_Hz);
      const mean = Math.max(0, Math.min(levels - 1, Math.round(meanDelay_s / delayStep_s) + levels / 2));
      const key = ((delay * 256 + doppler) * levels + mean) * levels + noise;
      return keep(key, () => {
        const stage = keepStage((delay * levels + mean) * levels + noise, () => {
          const meanOfLevel_s = (mean - levels / 2) * delayStep_s;
          const overFrequency = spreadCorrelation(profile, meanOfLevel_s, spreadOf(delay, leastDelay_s));
          return wienerOverFrequency(places, overFrequency, ratioOf(noise));
        });
        const overTime = dopplerCorrelation(0, spreadOf(doppler, leastDoppler_Hz));
        return completedWiener(stage, places, overTime, ratioOf(noise));
      });
    },
  };
}

function noiseLevel(ratio: number): number {
  const ratio_dB = Math.max(-noiseRange_dB, Math.min(noiseRange_dB, 10 * Math.log10(ratio)));
  return Math.round((ratio_dB + noiseRange_dB) / noiseStep_dB);
}

function ratioOf(level: number): number {
  return 10 ** ((level * noiseStep_dB - noiseRange_dB) / 10);
}

function spreadLevel(spread: number): number {
  return spread <= 1 ? 0 : Math.min(255, Math.ceil(stepsOfOctave * Math.log2(spread)));
}

function spreadOf(level: number, least: number): number {
  return least * 2 ** (level / stepsOfOctave);
}

function span(places: ArrayLike<number>): number {
  return places.length > 1 ? places[places.length - 1] - places[0] : 1;
}

function neighbour(places: ArrayLike<number>): number {
  return places.length > 1 ? places[1] - places[0] : 1;
}
