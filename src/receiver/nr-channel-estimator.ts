import type { BranchTransform } from "./branch-transform.js";
import { cachedFilters, type FilterCache } from "./filter-cache.js";
import { leastSquares, type NrPilotComb, type NrPilots, nrPilotCombs, unitEnergy } from "./nr-pilot-comb.js";
import { addInstantProducts, fitPhaseTrack, type PhaseTrack, type PhaseTracking, trackedAngle } from "./phase-track.js";
import { type DelayProfile, estimateStatistics, type PilotStatistics } from "./pilot-statistics.js";
import type { ChannelStatistics, SeparableFilter, SeparablePlaces } from "./separable-filter.js";

/** How the channel of pilots becomes that of the data. */
export type NrInterpolation =
  /** Straight lines between samples. */
  | { readonly kind: "linear" }
  /** Wiener filters with the statistics of each transmitter given. */
  | { readonly kind: "wiener"; readonly statistics: readonly ChannelStatistics[]; readonly taps?: number }
  /** Wiener filters with delay and Doppler spread estimated from the pilots of each slot. */
  | { readonly kind: "estimatedWiener"; readonly delayProfile: DelayProfile; readonly taps?: number };

export interface NrChannelEstimatorSettings {
  readonly receive: number;
  /** Of the grid. */
  readonly subcarriers: number;
  readonly spacing_Hz: number;
  /** Middles of the symbols from the slot's start, `[symbol]`. */
  readonly symbolTime_s: Float64Array;
  /** DM-RS of each layer in some slot: their places. */
  readonly pilots: readonly NrPilots[];
  /** `[layer]`: whose layer it is; the layers of a transmitter share statistics and oscillator. */
  readonly transmitter: readonly number[];
  /** Where the channel is wanted, `[element]`: flat places that rise by symbol. */
  readonly dataElements: Int32Array;
  readonly interpolation: NrInterpolation;
  readonly tracking: PhaseTracking;
}

/** Samples that each output of a Wiener filter over frequency is made of, where not given. */
const defaultTaps = 24;

/** Planar numbers. */
interface Planar {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

interface CombState {
  readonly comb: NrPilotComb;
  readonly places: SeparablePlaces;
  readonly time_s: Float64Array;
  readonly filters: FilterCache;
}

/**
 * The channel of a slot at its data elements from DM-RS: least squares with despreading, then filters over frequency and time.
 *
 * First `sample`, then `estimate`. Owns its buffers; a slot allocates nothing but for filters that are needed for the first
 * time. A channel that varies over the elements of one despread unit (two neighbouring pilots, or two symbols) leaks between
 * layers: the error is not part of the error variance.
 */
export class NrChannelEstimator {
  readonly combs: readonly NrPilotComb[];
  /** `[transmitter]`, of the last slot. */
  readonly tracks: readonly PhaseTrack[];
  /** `[layer]`: mean-square error of the estimate that the channel's change causes, and what noise causes. */
  readonly channelError: Float64Array;
  readonly noiseError: Float64Array;
  /** `[layer]`: of the last slot; zeros with linear interpolation, which needs none. */
  readonly statistics: readonly PilotStatistics[];
  /** Of each layer: `[receive][instant][unit]`, set by `sample`. */
  readonly samples: readonly Planar[];
  readonly #settings: NrChannelEstimatorSettings;
  readonly #states: readonly CombState[];
  readonly #combOf: Int32Array;
  readonly #energy: Float64Array;
  readonly #rows: Planar;
  readonly #subcarrier: Int32Array;
  /** Elements of each symbol: `[symbol]` first, one more at the end. */
  readonly #firstOfSymbol: Int32Array;
  readonly #products: { readonly re: Float64Array; readonly im: Float64Array };
  readonly #turnRe: Float64Array;
  readonly #turnIm: Float64Array;

  constructor(settings: NrChannelEstimatorSettings) {
    const { pilots, subcarriers, spacing_Hz, symbolTime_s, receive, transmitter, dataElements, interpolation } =
      settings;
    this.#settings = settings;
    this.combs = nrPilotCombs(pilots, subcarriers);
    const taps = (interpolation.kind === "linear" ? undefined : interpolation.taps) ?? defaultTaps;
    const every = Float64Array.from({ length: subcarriers }, (_, k) => k * spacing_Hz);
    this.#states = this.combs.map((comb) => {
      const time_s = Float64Array.from(comb.symbol, (symbol) => at(symbolTime_s, symbol));
      const places = {
        frequency: { samples: Float64Array.from(comb.subcarrier, (k) => k * spacing_Hz), outputs: every, taps },
        time: { samples: time_s, outputs: symbolTime_s },
      };
      return { comb, places, time_s, filters: cachedFilters(places) };
    });
    const layers = pilots.length;
    this.#combOf = new Int32Array(layers);
    this.combs.forEach((comb, index) => {
      for (const layer of comb.layers) this.#combOf[layer] = index;
    });
    const size = (layer: number) => {
      const { instants, units } = this.combs[this.#combOf[layer]];
      return receive * instants * units;
    };
    this.samples = pilots.map((_, layer) => planar(size(layer)));
    const mostInstants = Math.max(...this.combs.map(({ instants }) => instants));
    this.#rows = planar(mostInstants * subcarriers);
    this.#energy = new Float64Array(layers);
    this.channelError = new Float64Array(layers);
    this.noiseError = new Float64Array(layers);
    this.tracks = Array.from({ length: Math.max(...transmitter) + 1 }, () => ({ frequency_Hz: 0, rate_Hzs: 0 }));
    this.statistics = pilots.map(() => ({
      power: 0,
      meanDelay_s: 0,
      delaySpread_s: 0,
      meanDoppler_Hz: 0,
      dopplerSpread_Hz: 0,
    }));
    this.#products = { re: new Float64Array(mostInstants), im: new Float64Array(mostInstants) };
    this.#turnRe = new Float64Array(symbolTime_s.length * mostInstants);
    this.#turnIm = new Float64Array(symbolTime_s.length * mostInstants);
    this.#subcarrier = dataElements.map((element) => element % subcarriers);
    this.#firstOfSymbol = new Int32Array(symbolTime_s.length + 1);
    for (const element of dataElements) this.#firstOfSymbol[Math.floor(element / subcarriers) + 1]++;
    for (let symbol = 0; symbol < symbolTime_s.length; symbol++) {
      this.#firstOfSymbol[symbol + 1] += this.#firstOfSymbol[symbol];
    }
  }

  /** @param y  `[receive][symbol][subcarrier]`; @param pilots  of this slot, places as at the start */
  sample(y: Planar, pilots: readonly NrPilots[]): void {
    const { receive, subcarriers, symbolTime_s } = this.#settings;
    const grid = symbolTime_s.length * subcarriers;
    for (let layer = 0; layer < pilots.length; layer++) {
      const { comb } = this.#states[this.#combOf[layer]];
      const count = comb.instants * comb.units;
      for (let r = 0; r < receive; r++) {
        leastSquares(comb, pilots[layer], y, r * grid, this.samples[layer], r * count);
      }
      this.#energy[layer] = unitEnergy(comb, pilots[layer]);
    }
    this.#track();
  }

  /** Multiplies the samples over the branches, so that their noise is white; the channel that `estimate` gives is multiplied too. */
  transform(transform: BranchTransform): void {
    for (let layer = 0; layer < this.samples.length; layer++) {
      const { re, im } = this.samples[layer];
      const { comb } = this.#states[this.#combOf[layer]];
      const count = comb.instants * comb.units;
      transform.whiten(re, im, count, 0, count);
    }
  }

  /**
   * @param noiseVariance   of an element, the mean over the receive branches
   * @param power           `[layer]`: mean power of the channel; estimated from the slot where left out
   * @param hRe             `[receive][layer][element]`
   * @param errorVariance   `[layer]`
   */
  estimate(
    noiseVariance: number,
    power: Float64Array | undefined,
    hRe: Float32Array,
    hIm: Float32Array,
    errorVariance: Float64Array,
  ): void {
    for (let layer = 0; layer < this.samples.length; layer++) {
      const sampleNoise = noiseVariance / this.#energy[layer];
      if (this.#settings.interpolation.kind !== "linear") this.#learn(layer, sampleNoise);
      const channelPower = power ? power[layer] : this.statistics[layer].power;
      const filter = this.#filter(layer, sampleNoise / channelPower);
      this.#apply(layer, filter, hRe, hIm);
      this.#errors(layer, filter, channelPower, sampleNoise);
      errorVariance[layer] = this.channelError[layer] + this.noiseError[layer];
    }
  }

  #track(): void {
    const { transmitter, tracking, receive } = this.#settings;
    if (tracking === "none") return;
    const { re, im } = this.#products;
    for (let owner = 0; owner < this.tracks.length; owner++) {
      // All layers of a transmitter have their pilots in the same symbols.
      re.fill(0);
      im.fill(0);
      let times: Float64Array | undefined;
      for (let layer = 0; layer < transmitter.length; layer++) {
        if (transmitter[layer] !== owner) continue;
        const { comb, time_s } = this.#states[this.#combOf[layer]];
        times = time_s;
        const samples = this.samples[layer];
        addInstantProducts(samples.re, samples.im, 0, receive, comb.instants, comb.units, this.#products);
      }
      if (times) fitPhaseTrack(this.#products, times, tracking, this.tracks[owner]);
    }
  }

  #learn(layer: number, noise: number): void {
    const { receive, spacing_Hz } = this.#settings;
    const { comb, time_s } = this.#states[this.#combOf[layer]];
    const { instants, units, subcarrier } = comb;
    const { re, im } = this.samples[layer];
    const interval_s = instants > 1 ? (time_s[instants - 1] - time_s[0]) / (instants - 1) : 1;
    const unit_Hz = units > 1 ? ((subcarrier[units - 1] - subcarrier[0]) / (units - 1)) * spacing_Hz : spacing_Hz;
    const grid = { branches: receive, instants, units, spacing_Hz: unit_Hz, interval_s };
    estimateStatistics(re, im, 0, grid, noise, this.statistics[layer]);
  }

  #filter(layer: number, noiseRatio: number): SeparableFilter {
    const { interpolation, transmitter, tracking } = this.#settings;
    const { filters } = this.#states[this.#combOf[layer]];
    if (interpolation.kind === "linear") return filters.linear();
    if (interpolation.kind === "wiener") {
      const owner = transmitter[layer];
      return filters.known(owner, interpolation.statistics[owner], noiseRatio);
    }
    const { meanDelay_s, delaySpread_s, meanDoppler_Hz, dopplerSpread_Hz } = this.statistics[layer];
    // What is not tracked widens the band around 0.
    const doppler_Hz = tracking === "none" ? Math.hypot(meanDoppler_Hz, dopplerSpread_Hz) : dopplerSpread_Hz;
    return filters.estimated(interpolation.delayProfile, meanDelay_s, delaySpread_s, doppler_Hz, noiseRatio);
  }

  #apply(layer: number, filter: SeparableFilter, hRe: Float32Array, hIm: Float32Array): void {
    const { receive, subcarriers, transmitter, symbolTime_s, dataElements } = this.#settings;
    const { comb } = this.#states[this.#combOf[layer]];
    const { instants, units } = comb;
    const { length: elements } = dataElements;
    const layers = this.samples.length;
    this.#turns(this.tracks[transmitter[layer]], this.#states[this.#combOf[layer]].time_s, filter);
    for (let r = 0; r < receive; r++) {
      for (let instant = 0; instant < instants; instant++) {
        overFrequency(filter, this.samples[layer], (r * instants + instant) * units, this.#rows, instant * subcarriers);
      }
      const to = (r * layers + layer) * elements;
      for (let symbol = 0; symbol < symbolTime_s.length; symbol++) {
        const [first, end] = [this.#firstOfSymbol[symbol], this.#firstOfSymbol[symbol + 1]];
        this.#overTime(symbol, instants, first, end, hRe, hIm, to);
      }
    }
  }

  /** Weights over time with the track's turn between instant and symbol in them. */
  #turns(track: PhaseTrack, time_s: Float64Array, { timeRe, timeIm }: SeparableFilter): void {
    const { symbolTime_s } = this.#settings;
    const instants = time_s.length;
    for (let symbol = 0, i = 0; symbol < symbolTime_s.length; symbol++) {
      const here = trackedAngle(track, symbolTime_s[symbol]);
      for (let instant = 0; instant < instants; instant++, i++) {
        const angle = here - trackedAngle(track, time_s[instant]);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        this.#turnRe[i] = timeRe[i] * c - timeIm[i] * s;
        this.#turnIm[i] = timeRe[i] * s + timeIm[i] * c;
      }
    }
  }

  #overTime(
    symbol: number,
    instants: number,
    first: number,
    end: number,
    hRe: Float32Array,
    hIm: Float32Array,
    to: number,
  ): void {
    const { re, im } = this.#rows;
    const subcarrier = this.#subcarrier;
    const { subcarriers } = this.#settings;
    for (let instant = 0; instant < instants; instant++) {
      const wRe = this.#turnRe[symbol * instants + instant];
      const wIm = this.#turnIm[symbol * instants + instant];
      const row = instant * subcarriers;
      for (let e = first; e < end; e++) {
        const k = row + subcarrier[e];
        const x = re[k] * wRe - im[k] * wIm;
        const y = re[k] * wIm + im[k] * wRe;
        hRe[to + e] = instant === 0 ? x : hRe[to + e] + x;
        hIm[to + e] = instant === 0 ? y : hIm[to + e] + y;
      }
    }
  }

  #errors(layer: number, { missed, noise }: SeparableFilter, power: number, sampleNoise: number): void {
    let [channel, gain] = [0, 0];
    for (let symbol = 0; symbol < missed.length; symbol++) {
      const count = this.#firstOfSymbol[symbol + 1] - this.#firstOfSymbol[symbol];
      channel += count * missed[symbol];
      gain += count * noise[symbol];
    }
    const elements = this.#settings.dataElements.length;
    this.channelError[layer] = (power * channel) / elements;
    this.noiseError[layer] = (sampleNoise * gain) / elements;
  }

  toString(): string {
    const { interpolation, receive, tracking } = this.#settings;
    return `NrChannelEstimator(${interpolation.kind}, ${this.samples.length} layers, ${receive} receive, tracking ${tracking})`;
  }
}

/** One instant's samples to every subcarrier. */
function overFrequency(
  { frequency: { taps, first, row, re: wRe, im: wIm, outputs, isReal } }: SeparableFilter,
  { re: sRe, im: sIm }: Planar,
  from: number,
  out: Planar,
  to: number,
): void {
  const { re: outRe, im: outIm } = out;
  for (let k = 0; k < outputs; k++) {
    let x = 0;
    let y = 0;
    let w = row[k] * taps;
    let s = from + first[k];
    const end = s + taps;
    if (isReal) {
      for (; s < end; w++, s++) {
        const weight = wRe[w];
        x += weight * sRe[s];
        y += weight * sIm[s];
      }
    } else {
      for (; s < end; w++, s++) {
        const aRe = wRe[w];
        const aIm = wIm[w];
        const bRe = sRe[s];
        const bIm = sIm[s];
        x += aRe * bRe - aIm * bIm;
        y += aRe * bIm + aIm * bRe;
      }
    }
    outRe[to + k] = x;
    outIm[to + k] = y;
  }
}

function planar(length: number): Planar {
  return { re: new Float32Array(length), im: new Float32Array(length) };
}

/** Value at a place between whole ones. */
function at(values: Float64Array, place: number): number {
  const i = Math.floor(place);
  const part = place - i;
  return part === 0 ? values[i] : values[i] + part * (values[i + 1] - values[i]);
}
