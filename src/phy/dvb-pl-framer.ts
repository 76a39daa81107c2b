import type { Constellation } from "./constellation.js";
import { dvbConstellation } from "./dvb-constellation.js";
import { type DvbModcodCode, dvbModcodCode } from "./dvb-modcod-code.js";
import { plHeader_symbols, plHeaderSymbols, plsCode, type Symbols, startOfFrame_symbols } from "./dvb-pl-header.js";
import { plScrambling } from "./dvb-pl-scrambling.js";
import {
  type PilotRun,
  type VlSnrModcod,
  vlSnrHeaderSymbols,
  vlSnrLayout,
  vlSnrModcods,
  vlSnrPlsCode,
} from "./dvb-vl-snr-frame.js";
import { pilotBlock_symbols, plFrameLayout } from "./pl-frame.js";

/** A run of symbols whose values the receiver knows. */
export interface KnownRun {
  /** Place of the first one in the frame. */
  readonly first: number;
  readonly symbols: Symbols;
}

/**
 * PLFRAMEs of one MODCOD: PLHEADER, XFECFRAME and pilots, scrambled. EN 302 307-1, 5.5; of the VL-SNR modes with their header and
 * pilots, EN 302 307-2, 5.5.2.5.
 *
 * Owns the frame's buffer; symbols have unit mean power.
 */
export class PlFramer {
  readonly modcod: DvbModcodCode | VlSnrModcod;
  readonly constellation: Constellation;
  readonly plsCode: number;
  /** Symbols of a frame, headers and pilots included. */
  readonly symbols: number;
  /** The same and the next frame's start, which follows on a carrier that never stops. */
  readonly span: number;
  /** Places of data. */
  readonly dataSymbols: number;
  /** Symbols that the code gives: fewer than the places where each is sent twice. */
  readonly codedSymbols: number;
  /** The headers, then every pilot block, then the next frame's start. */
  readonly known: readonly KnownRun[];
  /** Place of each data symbol. */
  readonly place: Int32Array;
  /** `[span]` */
  readonly frame: Symbols;
  /** Times that each symbol is sent, one right after another. */
  readonly #spreading: number;
  /** Quarter turns of each data symbol: scrambling, and those of pi/2-BPSK. */
  readonly #turns: Uint8Array;

  /**
   * @param name            a MODCOD as `dvbModcodCode` knows it, or of `vlSnrModcods`
   * @param pilots          VL-SNR frames have them always
   * @param scramblingCode  of the physical layer, 0 unless the network says otherwise
   */
  constructor(
    name: string,
    { pilots, scramblingCode = 0 }: { readonly pilots: boolean; readonly scramblingCode?: number },
  ) {
    const vlSnr = vlSnrModcods.find((row) => row.name === name);
    const modcod = vlSnr ?? dvbModcodCode(name);
    const constellation = modcod && dvbConstellation(modcod.constellation);
    if (!modcod || !constellation) throw new RangeError(`PlFramer: expected the name of a MODCOD, found ${name}`);
    this.modcod = modcod;
    this.constellation = constellation;
    this.plsCode = vlSnr ? vlSnrPlsCode[vlSnr.set] : plsCode(name, pilots);
    this.#spreading = vlSnr?.spreading ?? 1;
    const { symbols, runs } = vlSnr ? vlSnrRuns(vlSnr) : plainRuns(name, constellation.bitsPerSymbol, pilots);
    this.symbols = symbols;
    const turns = plScrambling(scramblingCode, symbols - plHeader_symbols);
    const header = joined(plHeaderSymbols(this.plsCode), vlSnr && vlSnrHeaderSymbols(vlSnr.headerIndex));
    this.span = symbols + startOfFrame_symbols;
    this.frame = { re: new Float32Array(this.span), im: new Float32Array(this.span) };
    const next = {
      re: header.re.slice(0, startOfFrame_symbols),
      im: header.im.slice(0, startOfFrame_symbols),
    };
    const isData = new Uint8Array(symbols).fill(1, header.re.length);
    const blocks = runs.map(({ first, symbols: count }): KnownRun => {
      isData.fill(0, first, first + count);
      const pilot = { re: new Float32Array(count), im: new Float32Array(count) };
      for (let i = 0; i < count; i++) {
        const turn = turns[first + i - plHeader_symbols];
        pilot.re[i] = turn === 0 || turn === 3 ? Math.SQRT1_2 : -Math.SQRT1_2;
        pilot.im[i] = turn < 2 ? Math.SQRT1_2 : -Math.SQRT1_2;
      }
      return { first, symbols: pilot };
    });
    this.known = [{ first: 0, symbols: header }, ...blocks, { first: symbols, symbols: next }];
    for (const { first, symbols: run } of this.known) {
      this.frame.re.set(run.re, first);
      this.frame.im.set(run.im, first);
    }
    this.place = Int32Array.from(isData.keys()).filter((at) => isData[at] === 1);
    this.dataSymbols = this.place.length;
    this.codedSymbols = this.dataSymbols / this.#spreading;
    // EN 302 307-2, 5.5.4: pi/2-BPSK is scrambled by signs, not by quarter turns.
    const isBpsk = constellation.bitsPerSymbol === 1;
    this.#turns = Uint8Array.from(this.place, (at, i) => {
      const turn = turns[at - plHeader_symbols];
      return isBpsk ? (i & 1) + 2 * (turn & 1) : turn;
    });
  }

  /**
   * Of each symbol of the frame what takes its own phase out by multiplication: the conjugate of a known one; of data, the
   * conjugate of its turns, times `scale`.
   */
  reference(scale: { readonly re: number; readonly im: number } = { re: 1, im: 0 }): Symbols {
    const reference = { re: new Float32Array(this.span), im: new Float32Array(this.span) };
    for (const { first, symbols } of this.known) {
      reference.re.set(symbols.re, first);
      reference.im.set(
        symbols.im.map((im) => -im),
        first,
      );
    }
    this.place.forEach((at, i) => {
      const [re, im] = [
        [1, 0],
        [0, -1],
        [-1, 0],
        [0, 1],
      ][this.#turns[i]];
      reference.re[at] = re * scale.re - im * scale.im;
      reference.im[at] = re * scale.im + im * scale.re;
    });
    return reference;
  }

  /** Puts the scrambled symbols of an XFECFRAME, `codedSymbols`, into `frame`. */
  put(re: Float32Array, im: Float32Array): void {
    const { frame, place, dataSymbols } = this;
    const turns = this.#turns;
    const shift = this.#spreading - 1;
    for (let i = 0; i < dataSymbols; i++) {
      const at = place[i];
      const [x, y] = [re[i >> shift], im[i >> shift]];
      switch (turns[i]) {
        case 0:
          frame.re[at] = x;
          frame.im[at] = y;
          break;
        case 1:
          frame.re[at] = -y;
          frame.im[at] = x;
          break;
        case 2:
          frame.re[at] = -x;
          frame.im[at] = -y;
          break;
        default:
          frame.re[at] = y;
          frame.im[at] = -x;
      }
    }
  }

  /**
   * Takes the symbols out of a received frame, descrambled; those sent twice are combined by their SNR.
   *
   * @param snr    of each symbol of the span, linear
   * @param re     receives `codedSymbols` symbols
   * @param snrs   their SNR
   */
  take(received: Symbols, snr: Float32Array, re: Float32Array, im: Float32Array, snrs: Float32Array): void {
    const { place, dataSymbols } = this;
    const turns = this.#turns;
    if (this.#spreading === 1) {
      for (let i = 0; i < dataSymbols; i++) {
        const at = place[i];
        const [x, y] = [received.re[at], received.im[at]];
        snrs[i] = snr[at];
        switch (turns[i]) {
          case 0:
            re[i] = x;
            im[i] = y;
            break;
          case 1:
            re[i] = y;
            im[i] = -x;
            break;
          case 2:
            re[i] = -x;
            im[i] = -y;
            break;
          default:
            re[i] = -y;
            im[i] = x;
        }
      }
      return;
    }
    re.fill(0);
    im.fill(0);
    snrs.fill(0);
    for (let i = 0; i < dataSymbols; i++) {
      const at = place[i];
      const weight = snr[at];
      const [x, y] = [weight * received.re[at], weight * received.im[at]];
      const turn = turns[i];
      const sign = turn < 2 ? 1 : -1;
      const symbol = i >> 1;
      re[symbol] += sign * (turn & 1 ? y : x);
      im[symbol] += sign * (turn & 1 ? -x : y);
      snrs[symbol] += weight;
    }
    for (let symbol = 0; symbol < snrs.length; symbol++) {
      const scale = snrs[symbol] > 0 ? 1 / snrs[symbol] : 0;
      re[symbol] *= scale;
      im[symbol] *= scale;
    }
  }

  toString(): string {
    return `PlFramer(${this.modcod.name}, ${this.symbols} symbols, ${this.known.length - 2} pilot blocks)`;
  }
}

interface Runs {
  readonly symbols: number;
  readonly runs: readonly PilotRun[];
}

function plainRuns(name: string, bitsPerSymbol: number, pilots: boolean): Runs {
  const layout = plFrameLayout(name.endsWith(" short") ? "short" : "normal", bitsPerSymbol, pilots);
  const runs = layout.pilotBlocks.map((first) => ({ first, symbols: pilotBlock_symbols }));
  return { symbols: layout.symbols, runs };
}

function vlSnrRuns({ set }: VlSnrModcod): Runs {
  const { symbols, pilots } = vlSnrLayout(set);
  return { symbols, runs: pilots };
}

function joined(first: Symbols, second: Symbols | undefined): Symbols {
  if (!second) return first;
  return { re: Float32Array.of(...first.re, ...second.re), im: Float32Array.of(...first.im, ...second.im) };
}
