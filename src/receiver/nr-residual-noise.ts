import { rectangularDelayCorrelation } from "../channel/channel-correlation.js";
import { type InterpolationFilter, wienerFilter } from "./interpolation-filter.js";
import type { NrPilotComb, NrPilots } from "./nr-pilot-comb.js";

export interface NrResidualNoiseSettings {
  readonly receive: number;
  /** Of the grid. */
  readonly symbols: number;
  readonly subcarriers: number;
  readonly spacing_Hz: number;
  readonly combs: readonly NrPilotComb[];
  /** DM-RS of each layer in some slot. */
  readonly pilots: readonly NrPilots[];
  /** Resource blocks whose pilots are taken together; the last group may be smaller by less than half, or larger. */
  readonly groupBlocks: number;
  /** Longest delay that counts as the channel's, the cyclic prefix: what comes later is taken for noise. */
  readonly longestDelay_s: number;
}

/** Noise over channel power that the smoother is made for: its own error stands so far below the signal. */
const smootherRatio = 1e-4;
const smootherTaps = 24;
/** Earliest delay over the longest: a margin for pulses before the first path. */
const earlyShare = 1 / 4;

interface Smoother {
  readonly comb: NrPilotComb;
  /** From units to the subcarriers of `[unit][member]`. */
  readonly filter: InterpolationFilter;
  /** `[unit][member]` */
  readonly group: Int32Array;
}

/**
 * Covariance of noise and interference over the receive branches, by groups of resource blocks, from what is left at the DM-RS
 * when the channel is taken out: R = sum r r^H / d.
 *
 * The channel is smoothed over frequency as one of delays up to the cyclic prefix, so it takes a part of the noise with it; the
 * residuals r = (I - S) y of white noise of variance 1 have the energy ||I - S||_F^2, summed in d over the elements of a group, so
 * that the estimate has no bias. `samples` is d: about that many independent residuals. The smoother's own error stands 40 dB
 * below the layers' signal, and counts as noise. What interferes is taken as it stands at the pilots: an interferer whose power
 * or place at the DM-RS differs from that at the data is seen so.
 */
export class NrResidualNoise {
  readonly groups: number;
  /** `[group]` of each subcarrier. */
  readonly groupOfSubcarrier: Int32Array;
  /** `[group]` */
  readonly samples: Float64Array;
  /** `[group][receive][receive]`, set by `estimate`. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly #settings: NrResidualNoiseSettings;
  readonly #smoothers: readonly Smoother[];
  readonly #smoothRe: Float32Array;
  readonly #smoothIm: Float32Array;
  readonly #leftRe: Float32Array;
  readonly #leftIm: Float32Array;

  constructor(settings: NrResidualNoiseSettings) {
    const { receive, subcarriers, spacing_Hz, combs, pilots, groupBlocks, longestDelay_s } = settings;
    this.#settings = settings;
    const blocks = subcarriers / 12;
    this.groups = Math.max(1, Math.round(blocks / groupBlocks));
    this.groupOfSubcarrier = Int32Array.from({ length: subcarriers }, (_, k) =>
      Math.min(this.groups - 1, Math.floor(k / (12 * groupBlocks))),
    );
    const correlation = rectangularDelayCorrelation(-earlyShare * longestDelay_s, longestDelay_s);
    this.#smoothers = combs.map((comb) => {
      const { units, members, element, subcarrier } = comb;
      const subcarrierOf = Array.from({ length: units * members }, (_, i) => element[i] % subcarriers);
      const places = {
        samples: Float64Array.from(subcarrier, (k) => k * spacing_Hz),
        outputs: subcarrierOf.map((k) => k * spacing_Hz),
        taps: smootherTaps,
      };
      const group = Int32Array.from(subcarrierOf, (k) => this.groupOfSubcarrier[k]);
      return { comb, filter: wienerFilter(places, correlation, smootherRatio), group };
    });
    this.samples = new Float64Array(this.groups);
    for (const smoother of this.#smoothers) addFreedom(smoother, pilots, this.samples);
    this.re = new Float64Array(this.groups * receive * receive);
    this.im = new Float64Array(this.groups * receive * receive);
    const most = Math.max(...combs.map(({ units, members }) => units * members));
    this.#smoothRe = new Float32Array(most);
    this.#smoothIm = new Float32Array(most);
    this.#leftRe = new Float32Array(receive * most);
    this.#leftIm = new Float32Array(receive * most);
  }

  /** Mean over groups and branches of the last estimate. */
  get meanVariance(): number {
    const { receive } = this.#settings;
    let sum = 0;
    for (let group = 0; group < this.groups; group++) {
      for (let r = 0; r < receive; r++) sum += this.re[(group * receive + r) * receive + r];
    }
    return sum / (this.groups * receive);
  }

  /**
   * @param y        `[receive][symbol][subcarrier]`
   * @param pilots   of this slot
   * @param samples  least squares, `[layer]`, each `[receive][instant][unit]`
   */
  estimate(
    y: { readonly re: Float32Array; readonly im: Float32Array },
    pilots: readonly NrPilots[],
    samples: readonly { readonly re: Float32Array; readonly im: Float32Array }[],
  ): void {
    this.re.fill(0);
    this.im.fill(0);
    for (const smoother of this.#smoothers) {
      for (let instant = 0; instant < smoother.comb.instants; instant++) {
        this.#residuals(smoother, instant, y, pilots, samples);
        this.#accumulate(smoother);
      }
    }
    const { receive } = this.#settings;
    const size = receive * receive;
    for (let group = 0; group < this.groups; group++) {
      const scale = 1 / this.samples[group];
      for (let i = group * size; i < (group + 1) * size; i++) {
        this.re[i] *= scale;
        this.im[i] *= scale;
      }
    }
  }

  #residuals(
    { comb, filter }: Smoother,
    instant: number,
    y: { readonly re: Float32Array; readonly im: Float32Array },
    pilots: readonly NrPilots[],
    samples: readonly { readonly re: Float32Array; readonly im: Float32Array }[],
  ): void {
    const { receive, symbols, subcarriers } = this.#settings;
    const { instants, units, members, element, pilot, layers } = comb;
    const count = units * members;
    const start = instant * count;
    const [leftRe, leftIm] = [this.#leftRe, this.#leftIm];
    for (let r = 0; r < receive; r++) {
      const grid = r * symbols * subcarriers;
      const to = r * count;
      for (let i = 0; i < count; i++) {
        leftRe[to + i] = y.re[grid + element[start + i]];
        leftIm[to + i] = y.im[grid + element[start + i]];
      }
      for (const layer of layers) {
        smooth(filter, samples[layer], (r * instants + instant) * units, this.#smoothRe, this.#smoothIm);
        const { re: pRe, im: pIm } = pilots[layer];
        for (let i = 0; i < count; i++) {
          const [aRe, aIm] = [pRe[pilot[start + i]], pIm[pilot[start + i]]];
          const [gRe, gIm] = [this.#smoothRe[i], this.#smoothIm[i]];
          leftRe[to + i] -= aRe * gRe - aIm * gIm;
          leftIm[to + i] -= aRe * gIm + aIm * gRe;
        }
      }
    }
  }

  #accumulate({ comb, group }: Smoother): void {
    const { receive } = this.#settings;
    const count = comb.units * comb.members;
    const [leftRe, leftIm] = [this.#leftRe, this.#leftIm];
    for (let a = 0; a < receive; a++) {
      for (let b = 0; b < receive; b++) {
        const place = a * receive + b;
        for (let i = 0, p = a * count, q = b * count; i < count; i++, p++, q++) {
          const to = group[i] * receive * receive + place;
          this.re[to] += leftRe[p] * leftRe[q] + leftIm[p] * leftIm[q];
          this.im[to] += leftIm[p] * leftRe[q] - leftRe[p] * leftIm[q];
        }
      }
    }
  }

  toString(): string {
    return `NrResidualNoise(${this.groups} groups of ${this.#settings.groupBlocks} blocks, ${this.#settings.receive} receive)`;
  }
}

function smooth(
  { outputs, taps, first, row, re: wRe, im: wIm }: InterpolationFilter,
  { re, im }: { readonly re: Float32Array; readonly im: Float32Array },
  from: number,
  outRe: Float32Array,
  outIm: Float32Array,
): void {
  for (let output = 0; output < outputs; output++) {
    let x = 0;
    let y = 0;
    let w = row[output] * taps;
    const start = from + first[output];
    for (let s = start; s < start + taps; s++, w++) {
      const aRe = wRe[w];
      const aIm = wIm[w];
      const bRe = re[s];
      const bIm = im[s];
      x += aRe * bRe - aIm * bIm;
      y += aRe * bIm + aIm * bRe;
    }
    outRe[output] = x;
    outIm[output] = y;
  }
}

/** Adds the energy of I - S, row by row, over all instants. */
function addFreedom({ comb, filter, group }: Smoother, pilots: readonly NrPilots[], out: Float64Array): void {
  const { instants, units, members, pilot, layers } = comb;
  const count = units * members;
  const { taps, first, row, re: wRe, im: wIm } = filter;
  for (let instant = 0; instant < instants; instant++) {
    const start = instant * count;
    for (let i = 0; i < count; i++) {
      let energy = 0;
      let own = false;
      for (let tap = 0; tap < taps; tap++) {
        const w = row[i] * taps + tap;
        const unit = first[i] + tap;
        for (let member = 0; member < members; member++) {
          const j = unit * members + member;
          let [re, im] = [0, 0];
          for (const layer of layers) {
            const { re: pRe, im: pIm } = pilots[layer];
            const unitStart = start + unit * members;
            let power = 0;
            for (let m = 0; m < members; m++) power += pRe[pilot[unitStart + m]] ** 2 + pIm[pilot[unitStart + m]] ** 2;
            const [a, b] = [pilot[start + i], pilot[start + j]];
            re += (pRe[a] * pRe[b] + pIm[a] * pIm[b]) / power;
            im += (pIm[a] * pRe[b] - pRe[a] * pIm[b]) / power;
          }
          const isOwn = j === i;
          if (isOwn) own = true;
          const x = (isOwn ? 1 : 0) - (wRe[w] * re - wIm[w] * im);
          const y = wRe[w] * im + wIm[w] * re;
          energy += x * x + y * y;
        }
      }
      out[group[i]] += energy + (own ? 0 : 1);
    }
  }
}
