import type { NrReferenceValues } from "../phy/nr-dmrs.js";
import type { ReceivedBlock } from "./received-block.js";

export interface NrCommonPhaseSettings {
  /** PT-RS, flat places `symbol * subcarriers + k` that rise. */
  readonly ptrsElements: Int32Array;
  /** Symbols with DM-RS, where the channel's estimate holds the phase already. */
  readonly dmrsSymbols: readonly number[];
  readonly dataElements: Int32Array;
  readonly symbols: number;
  readonly subcarriers: number;
  /** Layer, among the block's, that sends the PT-RS; the transmitter's layers, which share its oscillator. */
  readonly ptrsLayer: number;
  readonly firstLayer: number;
  readonly layers: number;
}

/**
 * Common phase error of each symbol from PT-RS: the angle of sum y (h x)* over the symbol's PT-RS and all branches, h from the
 * data elements beside them; on symbols without PT-RS straight between neighbours, those with DM-RS counting as 0. The channel's
 * estimate is turned by it.
 */
export class NrCommonPhase {
  /** `[symbol]`, of the last slot. */
  readonly phase_rad: Float64Array;
  readonly #settings: NrCommonPhaseSettings;
  /** `[PT-RS]`: data elements on both sides; the same twice at an edge. */
  readonly #before: Int32Array;
  readonly #after: Int32Array;
  readonly #sumRe: Float64Array;
  readonly #sumIm: Float64Array;
  /** Symbols where the phase is known, ascending. */
  readonly #known: readonly number[];

  /** @throws RangeError where there are no PT-RS, or none beside data */
  constructor(settings: NrCommonPhaseSettings) {
    const { ptrsElements, dataElements, symbols, subcarriers, dmrsSymbols } = settings;
    if (ptrsElements.length === 0)
      throw new RangeError("commonPhase: expected PT-RS in the shared channel, found none");
    this.#settings = settings;
    const place = new Map<number, number>();
    dataElements.forEach((element, e) => {
      place.set(element, e);
    });
    const beside = (element: number, step: number) => {
      const k = (element % subcarriers) + step;
      return k < 0 || k >= subcarriers ? undefined : place.get(element + step);
    };
    const pair = (element: number) => {
      const [before, after] = [beside(element, -1), beside(element, 1)];
      const found = before ?? after;
      if (found === undefined) throw new RangeError("commonPhase: expected data beside each PT-RS, found none");
      return [before ?? found, after ?? found];
    };
    this.#before = ptrsElements.map((element) => pair(element)[0]);
    this.#after = ptrsElements.map((element) => pair(element)[1]);
    this.phase_rad = new Float64Array(symbols);
    this.#sumRe = new Float64Array(symbols);
    this.#sumIm = new Float64Array(symbols);
    const withPtrs = Array.from(ptrsElements, (element) => Math.floor(element / subcarriers));
    this.#known = [...new Set([...withPtrs, ...dmrsSymbols])].sort((a, b) => a - b);
  }

  /**
   * Estimates the phases and turns the block's channel by them.
   *
   * @param y  `[receive][symbol][subcarrier]`
   */
  correct(
    y: { readonly re: Float32Array; readonly im: Float32Array },
    { re: xRe, im: xIm }: NrReferenceValues,
    block: ReceivedBlock,
  ): void {
    this.#correlate(y, xRe, xIm, block);
    this.#interpolate();
    this.#turn(block);
  }

  #correlate(
    y: { readonly re: Float32Array; readonly im: Float32Array },
    xRe: Float32Array,
    xIm: Float32Array,
    { receive, layers, elements, hRe, hIm }: ReceivedBlock,
  ): void {
    const { ptrsElements, subcarriers, symbols, ptrsLayer } = this.#settings;
    this.#sumRe.fill(0);
    this.#sumIm.fill(0);
    for (let r = 0; r < receive; r++) {
      const column = (r * layers + ptrsLayer) * elements;
      const grid = r * symbols * subcarriers;
      for (let i = 0; i < ptrsElements.length; i++) {
        const [a, b] = [column + this.#before[i], column + this.#after[i]];
        const gRe = (hRe[a] + hRe[b]) / 2;
        const gIm = (hIm[a] + hIm[b]) / 2;
        const sRe = gRe * xRe[i] - gIm * xIm[i];
        const sIm = gRe * xIm[i] + gIm * xRe[i];
        const [yRe, yIm] = [y.re[grid + ptrsElements[i]], y.im[grid + ptrsElements[i]]];
        const symbol = Math.floor(ptrsElements[i] / subcarriers);
        this.#sumRe[symbol] += yRe * sRe + yIm * sIm;
        this.#sumIm[symbol] += yIm * sRe - yRe * sIm;
      }
    }
  }

  #interpolate(): void {
    const { phase_rad } = this;
    const known = this.#known;
    // Phases follow one another by less than half a turn.
    let last = 0;
    for (const symbol of known) {
      const angle = Math.atan2(this.#sumIm[symbol], this.#sumRe[symbol]);
      last = angle + 2 * Math.PI * Math.round((last - angle) / (2 * Math.PI));
      phase_rad[symbol] = last;
    }
    for (let symbol = 0, next = 0; symbol < phase_rad.length; symbol++) {
      if (next < known.length && known[next] === symbol) {
        next++;
        continue;
      }
      const after = known[Math.min(next, known.length - 1)];
      const before = known[Math.max(next - 1, 0)];
      const part = after === before ? 0 : (symbol - before) / (after - before);
      phase_rad[symbol] = phase_rad[before] + part * (phase_rad[after] - phase_rad[before]);
    }
  }

  #turn({ receive, layers, elements, hRe, hIm }: ReceivedBlock): void {
    const { dataElements, subcarriers, firstLayer, layers: own } = this.#settings;
    let [symbol, c, s] = [-1, 1, 0];
    for (let e = 0; e < elements; e++) {
      const here = (dataElements[e] / subcarriers) | 0;
      if (here !== symbol) {
        symbol = here;
        c = Math.cos(this.phase_rad[here]);
        s = Math.sin(this.phase_rad[here]);
      }
      for (let r = 0; r < receive; r++) {
        for (let layer = firstLayer; layer < firstLayer + own; layer++) {
          const at = (r * layers + layer) * elements + e;
          const [x, y] = [hRe[at], hIm[at]];
          hRe[at] = x * c - y * s;
          hIm[at] = x * s + y * c;
        }
      }
    }
  }
}
