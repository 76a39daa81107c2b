import { dB, fromdB } from "../decibel.js";
import { efficientFormats } from "../phy/transport-format.js";
import { RandomStream } from "../random/random-stream.js";
import type { LinkSampler } from "./link-sampler.js";
import type { AdaptationConfig, MacPhy, MacRandom } from "./mac-config.js";

/** Moments of a report's averaging window. */
const averagedMoments = 32;

/**
 * The transmitter's choice of MODCOD from reports of Es/N0.
 *
 * The receiver measures every `reportInterval_s`, with a Gaussian error; the report is in use one propagation delay and
 * the processing delay later, or when the report before it is, if that is later. At the start of a run the first
 * report is already in use: acquisition is not modelled. A measurement without visibility ends the use of any MODCOD at once
 * (the transmitter knows the orbit), and after it the first report must clear margin and hysteresis.
 *
 * Only MODCODs that no other one beats in both threshold and rate are used. The thresholds are the standard's.
 */
export class LinkAdaptation {
  /** Index into the waveform's MODCODs that the transmitter uses, -1 for none. */
  modcod = -1;
  /** Whether that MODCOD is fit for the link: always under `acm`; for a fixed one, the last measurement reached its threshold. */
  isUsable = false;
  /** When the next report comes into use. */
  next_s = 0;
  readonly #sampler: LinkSampler;
  readonly #config: AdaptationConfig;
  /** Indices of the MODCODs in use and their thresholds, rising. */
  readonly #ladder: readonly number[];
  readonly #threshold_dB: Float64Array;
  readonly #isFixed: boolean;
  readonly #stream: RandomStream;
  /** Place on the ladder, -1 for none. */
  #rung = -1;
  #report = 0;
  #pendingEsn0_dB = 0;

  constructor(phy: MacPhy, config: AdaptationConfig, sampler: LinkSampler, { seed, replication }: MacRandom) {
    this.#sampler = sampler;
    this.#config = config;
    this.#stream = new RandomStream(seed, "mac.estimationError", replication);
    const { mode } = config;
    this.#isFixed = mode.kind === "fixed";
    if (mode.kind === "fixed") {
      const index = phy.formats.findIndex(({ name }) => name === mode.modcod);
      if (index < 0) {
        throw new RangeError(
          `LinkAdaptation: expected one of ${phy.formats.map(({ name }) => name).join(", ")}, found ${mode.modcod}`,
        );
      }
      this.#ladder = [index];
      this.modcod = index;
    } else {
      this.#ladder = efficientFormats(phy.formats);
    }
    this.#threshold_dB = Float64Array.from(this.#ladder, (index) => phy.formats[index].threshold_dB);
    this.#measure();
    // The first report: in use from the start, and with no MODCOD before it to hold on to.
    this.#use(this.#pendingEsn0_dB, 0);
    this.next_s = 0;
    this.#measureNext();
  }

  /** Brings the report that is due at `next_s` into use. */
  advance(): void {
    this.#use(this.#pendingEsn0_dB, this.#config.hysteresis_dB);
    this.#measureNext();
  }

  #measureNext(): void {
    const before_s = this.next_s;
    this.#report++;
    const time_s = this.#report * this.#config.reportInterval_s;
    this.#measure(time_s);
    const isSeen = this.#pendingEsn0_dB > -Infinity;
    const inUse_s = isSeen ? time_s + this.#sampler.delay_s(time_s) + this.#config.processingDelay_s : time_s;
    this.next_s = Math.max(before_s, inUse_s);
  }

  #measure(time_s = 0): void {
    const esn0_dB = this.#averageEsn0_dB(time_s);
    const error_dB =
      this.#isFixed || this.#config.estimationError_dB === 0
        ? 0
        : this.#config.estimationError_dB * this.#stream.gaussian();
    this.#pendingEsn0_dB = esn0_dB + error_dB;
  }

  /** Over the window before a moment, as far as the run and visibility reach back; -Infinity out of sight. */
  #averageEsn0_dB(time_s: number): number {
    const now_dB = this.#sampler.esn0_dB(time_s);
    const window_s = Math.min(this.#config.averagingWindow_s ?? 0, time_s);
    if (!(window_s > 0) || now_dB === -Infinity) return now_dB;
    let sum = 0;
    let count = 0;
    for (let moment = 0; moment < averagedMoments; moment++) {
      const esn0_dB = this.#sampler.esn0_dB(time_s - ((moment + 0.5) / averagedMoments) * window_s);
      if (esn0_dB === -Infinity) break;
      sum += fromdB(esn0_dB);
      count++;
    }
    return count > 0 ? dB(sum / count) : now_dB;
  }

  #use(esn0_dB: number, hysteresis_dB: number): void {
    if (this.#isFixed) {
      this.isUsable = esn0_dB >= this.#threshold_dB[0];
      return;
    }
    const clear_dB = esn0_dB - this.#config.margin_dB;
    let held = this.#ladder.length - 1;
    while (held >= 0 && !(clear_dB >= this.#threshold_dB[held])) held--;
    let risen = held;
    while (risen >= 0 && !(clear_dB >= this.#threshold_dB[risen] + hysteresis_dB)) risen--;
    // What no longer holds is left at once; what lies higher must clear the hysteresis too.
    this.#rung = Math.max(risen, Math.min(held, this.#rung));
    this.modcod = this.#rung >= 0 ? this.#ladder[this.#rung] : -1;
    this.isUsable = this.#rung >= 0;
  }
}
