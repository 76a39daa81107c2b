import { type PolarCode, parityRegisterLength, polarBit } from "../../kernels/polar/polar-code.js";
import type { PolarListDecoder } from "../../kernels/polar/polar-list-decoder.js";
import { largestPolarLlr } from "../../kernels/polar/polar-settings.js";
import { polarTransform } from "../../kernels/polar/polar-transform.js";
import { type NrPolarBlock, nrPolarBits, nrPolarLength, nrPolarRateMatching } from "./nr-polar-construction.js";
import { informationOrder, nrPolarSelection } from "./nr-polar-rate-matching.js";

/** Which of the chain's interleavers a channel uses. */
export interface NrPolarInterleavers {
  /** I_IL: information interleaver (downlink). */
  readonly information: boolean;
  /** I_BIL: interleaver of coded bits (uplink). */
  readonly codedBits: boolean;
}

/** One code block between its K bits, CRC included, and its E coded bits; owns its work buffers. */
export class NrPolarCodeword {
  readonly block: NrPolarBlock;
  /** N, bits of the mother code word. */
  readonly length: number;
  /** For each of the K bits, its place before the transform. */
  readonly places: Uint16Array;
  readonly #bits: Uint8Array;
  readonly #source: Uint16Array;
  readonly #knownZeros: Uint16Array;
  readonly #word: Uint8Array;
  readonly #register = new Uint8Array(parityRegisterLength);
  readonly #llrs: Float32Array;

  constructor(block: NrPolarBlock, interleavers: NrPolarInterleavers) {
    this.block = block;
    this.length = nrPolarLength(block);
    this.#bits = nrPolarBits(block);
    const { source, knownZeros } = nrPolarSelection(block, interleavers.codedBits);
    this.#source = source;
    this.#knownZeros = knownZeros;
    this.#word = new Uint8Array(this.length);
    this.#llrs = new Float32Array(this.length);
    const open = [...this.#bits.keys()].filter((index) => this.#bits[index] === polarBit.information);
    this.places = new Uint16Array(block.bits);
    const order = interleavers.information ? informationOrder(block.bits) : this.places.keys();
    let next = 0;
    for (const k of order) this.places[k] = open[next++];
  }

  /**
   * The code that a list decoder sees.
   * @param knownBits  that many of the first of the K bits are known to be 0 (filler)
   */
  code(knownBits = 0): PolarCode {
    const bits = this.#bits.slice();
    for (const place of this.places.subarray(0, knownBits)) bits[place] = polarBit.frozen;
    return { bits };
  }

  /**
   * @param bits   K bits
   * @param coded  receives E bits
   */
  encode(bits: Uint8Array, coded: Uint8Array): void {
    const word = this.#word;
    word.fill(0);
    for (let k = 0; k < bits.length; k++) word[this.places[k]] = bits[k];
    if (this.block.parityBits > 0) this.#setParityBits(word);
    polarTransform(word);
    for (let k = 0; k < coded.length; k++) coded[k] = word[this.#source[k]];
  }

  /** Runs a list decoder on E LLRs: repeated bits add up, punctured ones are unknown, shortened ones are 0. */
  decode(llrs: Float32Array, decoder: PolarListDecoder): void {
    const mother = this.#llrs;
    mother.fill(0);
    for (let k = 0; k < llrs.length; k++) mother[this.#source[k]] += llrs[k];
    for (const index of this.#knownZeros) mother[index] = largestPolarLlr;
    decoder.decode(mother);
  }

  /**
   * @param rank  of the paths of the last decoding
   * @param bits  receives the path's K bits
   */
  candidate(decoder: PolarListDecoder, rank: number, bits: Uint8Array): void {
    decoder.word(rank, this.#word);
    for (let k = 0; k < bits.length; k++) bits[k] = this.#word[this.places[k]];
  }

  toString(): string {
    const { bits, codedBits, parityBits } = this.block;
    const parity = parityBits > 0 ? ` and ${parityBits} parity bits` : "";
    return `polar K=${bits}${parity} N=${this.length} E=${codedBits}, ${nrPolarRateMatching(this.block)}`;
  }

  /** The register of TS 38.212, 5.3.1.2, which turns by one place a bit, here with a pointer that turns. */
  #setParityBits(word: Uint8Array): void {
    const register = this.#register;
    register.fill(0);
    for (let n = 0; n < word.length; n++) {
      const y0 = n % parityRegisterLength;
      if (this.#bits[n] === polarBit.parity) word[n] = register[y0];
      else register[y0] ^= word[n];
    }
  }
}
