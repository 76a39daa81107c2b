import { type SymbolMapper, symbolMapper } from "../../../kernels/channel/symbol-mapper.js";
import { symbolMapperSimd } from "../../../kernels/channel/symbol-mapper-simd.js";
import { type CodeAndDecoder, type DecodedCode, openCode } from "../../fec/code-family.js";
import { nrCrc } from "../../fec/crc.js";
import type { Constellation } from "../../phy/constellation.js";
import { constellationByName } from "../../phy/constellation-by-name.js";
import type { HostBackend } from "../../phy/demapper.js";
import { fillRandomBits } from "../../random/random-bits.js";
import type { KnownSymbols } from "./burst-estimation.js";

/** What a packet is on the air. */
export interface BurstFormat {
  /** Any code of `leolink codes` that carries at least `headBits` + 1 information bits. */
  readonly code: CodeAndDecoder;
  /** Known symbols before and after the data, the same for every user. */
  readonly preambleSymbols: number;
  readonly postambleSymbols: number;
}

/** Bits of the number that a packet's slots follow from: every replica points to the others by it. */
const accessWordBits = 32;
const crc = nrCrc["24A"];
/** Of a code's information bits, those that are no data of the user: access word in front, CRC24A (TS 38.212, 5.1) behind. */
export const headBits = accessWordBits + crc.width;

/**
 * Bursts of packets: access word, user's data and CRC24A through a code, QPSK (TS 38.211, 5.1.3), between preamble and
 * postamble. Owns the buffers of one burst.
 */
export class PacketBurst {
  readonly code: DecodedCode;
  readonly constellation: Constellation;
  /** Of a burst. */
  readonly symbols: number;
  readonly dataSymbols: number;
  readonly firstData: number;
  /** Preamble and postamble. */
  readonly pilots: KnownSymbols;
  /** The burst that `make` wrote. */
  readonly re: Float32Array;
  readonly im: Float32Array;
  readonly #coded: Uint8Array;
  readonly #mapper: SymbolMapper;

  /** @throws RangeError where the code carries too few bits or the burst has no known symbols */
  constructor({ code, preambleSymbols, postambleSymbols }: BurstFormat, backend: HostBackend = "simd") {
    this.code = openCode(code);
    if (this.code.informationBits <= headBits) {
      throw new RangeError(
        `code: expected more than ${headBits} information bits, which hold access word and CRC, found ${this.code.informationBits}`,
      );
    }
    for (const [name, symbols, least] of [
      ["preambleSymbols", preambleSymbols, 2],
      ["postambleSymbols", postambleSymbols, 0],
    ] as const) {
      if (!(Number.isInteger(symbols) && symbols >= least)) {
        throw new RangeError(`${name}: expected a whole number from ${least}, found ${symbols}`);
      }
    }
    this.constellation = constellationByName("QPSK");
    this.dataSymbols = Math.ceil(this.code.codedBits / 2);
    this.firstData = preambleSymbols;
    this.symbols = preambleSymbols + this.dataSymbols + postambleSymbols;
    this.re = new Float32Array(this.symbols);
    this.im = new Float32Array(this.symbols);
    this.#coded = new Uint8Array(this.code.codedBits);
    const { bitsPerSymbol, re: pointsRe, im: pointsIm } = this.constellation;
    const form = backend === "simd" ? symbolMapperSimd : symbolMapper;
    this.#mapper = form({
      bitsPerSymbol,
      pointsRe,
      pointsIm,
      symbols: Math.max(this.dataSymbols, preambleSymbols + postambleSymbols),
    });
    this.pilots = this.#knownSymbols(preambleSymbols, postambleSymbols);
  }

  /** Puts the CRC behind a packet's first bits. */
  seal(information: Uint8Array): void {
    const checked = information.length - crc.width;
    const remainder = crc.ofBits(information, 0, checked);
    for (let bit = 0; bit < crc.width; bit++) information[checked + bit] = (remainder >>> (crc.width - 1 - bit)) & 1;
  }

  /** Whether a packet's CRC holds. */
  isSealed(information: Uint8Array): boolean {
    const checked = information.length - crc.width;
    const remainder = crc.ofBits(information, 0, checked);
    for (let bit = 0; bit < crc.width; bit++) {
      if (information[checked + bit] !== ((remainder >>> (crc.width - 1 - bit)) & 1)) return false;
    }
    return true;
  }

  /** Writes the burst of a packet to `re` and `im`. */
  make(information: Uint8Array): void {
    this.code.encode(information, this.#coded);
    this.#mapper.bits.fill(0);
    this.#mapper.bits.set(this.#coded);
    this.#mapper.map(this.dataSymbols);
    const { at, re, im } = this.pilots;
    for (let i = 0; i < at.length; i++) [this.re[at[i]], this.im[at[i]]] = [re[i], im[i]];
    this.re.set(this.#mapper.re.subarray(0, this.dataSymbols), this.firstData);
    this.im.set(this.#mapper.im.subarray(0, this.dataSymbols), this.firstData);
  }

  #knownSymbols(preamble: number, postamble: number): KnownSymbols {
    const count = preamble + postamble;
    const bits = new Uint8Array(2 * count);
    fillRandomBits(bits, 0, "random-access.preamble", 0);
    this.#mapper.bits.set(bits);
    this.#mapper.map(count);
    return {
      at: Int32Array.from({ length: count }, (_, i) => (i < preamble ? i : i + this.dataSymbols)),
      re: this.#mapper.re.slice(0, count),
      im: this.#mapper.im.slice(0, count),
    };
  }

  toString(): string {
    return `PacketBurst(${this.code.name}, ${this.symbols} symbols, ${this.pilots.at.length} of them known)`;
  }
}

/** The number in a packet's first bits. */
export function accessWord(information: Uint8Array): number {
  let word = 0;
  for (let bit = 0; bit < accessWordBits; bit++) word = word * 2 + information[bit];
  return word;
}
