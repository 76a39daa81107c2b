import type { Constellation } from "./constellation.js";
import { dvbConstellation } from "./dvb-constellation.js";
import { type DvbModcodCode, dvbModcodCode } from "./dvb-modcod-code.js";
import { plHeader_symbols, plHeaderSymbols, plsCode, type Symbols } from "./dvb-pl-header.js";
import { plScrambling } from "./dvb-pl-scrambling.js";
import { pilotBlock_symbols, plFrameLayout } from "./pl-frame.js";

/** A run of pilots whose values the receiver knows. */
export interface PilotBlock {
  /** Place of the first one in the frame. */
  readonly first: number;
  readonly symbols: Symbols;
}

/**
 * PLFRAMEs of one MODCOD: PLHEADER, XFECFRAME and pilots, scrambled. EN 302 307-1, 5.5.
 *
 * Owns the frame's buffer; symbols have unit mean power.
 */
export class PlFramer {
  readonly modcod: DvbModcodCode;
  readonly constellation: Constellation;
  readonly plsCode: number;
  /** Symbols of a frame, header and pilots included. */
  readonly symbols: number;
  readonly dataSymbols: number;
  /** The header, then every pilot block. */
  readonly known: readonly PilotBlock[];
  /** Place of each data symbol. */
  readonly place: Int32Array;
  readonly frame: Symbols;
  /** Quarter turns of each data symbol. */
  readonly #turns: Uint8Array;

  /**
   * @param name            a MODCOD as `dvbModcodCode` knows it
   * @param scramblingCode  of the physical layer, 0 unless the network says otherwise
   */
  constructor(
    name: string,
    { pilots, scramblingCode = 0 }: { readonly pilots: boolean; readonly scramblingCode?: number },
  ) {
    const modcod = dvbModcodCode(name);
    const constellation = modcod && dvbConstellation(modcod.constellation);
    if (!modcod || !constellation) throw new RangeError(`PlFramer: expected the name of a MODCOD, found ${name}`);
    const layout = plFrameLayout(modcod.frame, constellation.bitsPerSymbol, pilots);
    const turns = plScrambling(scramblingCode, layout.symbols - plHeader_symbols);
    this.modcod = modcod;
    this.constellation = constellation;
    this.plsCode = plsCode(name, pilots);
    this.symbols = layout.symbols;
    this.dataSymbols = layout.dataSymbols;
    const header = plHeaderSymbols(this.plsCode);
    this.frame = { re: new Float32Array(this.symbols), im: new Float32Array(this.symbols) };
    this.frame.re.set(header.re);
    this.frame.im.set(header.im);
    const isData = new Uint8Array(this.symbols).fill(1, plHeader_symbols);
    const blocks = layout.pilotBlocks.map((first): PilotBlock => {
      isData.fill(0, first, first + pilotBlock_symbols);
      const symbols = { re: new Float32Array(pilotBlock_symbols), im: new Float32Array(pilotBlock_symbols) };
      for (let i = 0; i < pilotBlock_symbols; i++) {
        const turn = turns[first + i - plHeader_symbols];
        symbols.re[i] = turn === 0 || turn === 3 ? Math.SQRT1_2 : -Math.SQRT1_2;
        symbols.im[i] = turn < 2 ? Math.SQRT1_2 : -Math.SQRT1_2;
      }
      this.frame.re.set(symbols.re, first);
      this.frame.im.set(symbols.im, first);
      return { first, symbols };
    });
    this.known = [{ first: 0, symbols: header }, ...blocks];
    this.place = Int32Array.from(isData.keys()).filter((at) => isData[at] === 1);
    this.#turns = Uint8Array.from(this.place, (at) => turns[at - plHeader_symbols]);
  }

  /** Puts the scrambled symbols of an XFECFRAME into `frame`. */
  put(re: Float32Array, im: Float32Array): void {
    const { frame, place, dataSymbols } = this;
    const turns = this.#turns;
    for (let i = 0; i < dataSymbols; i++) {
      const at = place[i];
      const [x, y] = [re[i], im[i]];
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

  /** Takes the data symbols out of a received frame, descrambled. */
  take(received: Symbols, re: Float32Array, im: Float32Array): void {
    const { place, dataSymbols } = this;
    const turns = this.#turns;
    for (let i = 0; i < dataSymbols; i++) {
      const at = place[i];
      const [x, y] = [received.re[at], received.im[at]];
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
  }

  toString(): string {
    return `PlFramer(${this.modcod.name}, ${this.symbols} symbols, ${this.known.length - 1} pilot blocks)`;
  }
}
