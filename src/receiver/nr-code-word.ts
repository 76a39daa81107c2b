import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { ChannelDecoder } from "../fec/channel-code.js";
import { type NrSoftChannelCode, type NrTransportBlockSpec, nrTransportBlockCode } from "../fec/nr-transport-block.js";
import { type Constellation, checkConstellation } from "../phy/constellation.js";
import type { CodeWord } from "./code-word.js";

/** What a transport block is sent by: the shared channel, as far as a code word's receiver must know it. */
export interface NrWordChannel {
  readonly constellation: Constellation;
  /** Of one transmission. */
  readonly transportBlock: NrTransportBlockSpec;
  /** M of DFT-s-OFDM. */
  readonly transformSize?: number;
  /** The scrambling sequence of a slot, `codedBits` bits: TS 38.211, 7.3.1.1 and 6.3.1.1. */
  scrambling(slot: number): Uint8Array;
  /** Scrambles, maps and (with DFT-s-OFDM) transforms coded bits: symbols of the data elements, `[layer][element]`. */
  layerSymbols(coded: Uint8Array, slot: number, re: Float32Array, im: Float32Array): void;
}

/** A transport block of NR: TS 38.212, 6.2 and 7.2, without HARQ: one transmission stands for itself. */
export class NrCodeWord implements CodeWord {
  readonly constellation: Constellation;
  readonly codedBits: number;
  readonly layers: number;
  readonly transformSize?: number;
  readonly information: Uint8Array;
  /** Slot that the word was sent in, which the scrambling depends on. */
  slot = 0;
  readonly posterior?: (llrs: Float32Array) => void;
  readonly #channel: NrWordChannel;
  readonly #code: NrSoftChannelCode;
  readonly #decoder: ChannelDecoder;
  /** Descrambled. */
  readonly #llrs: Float32Array;
  readonly #coded: Uint8Array;

  /**
   * @param keepsPosteriors  of the coded bits, for soft cancellation and iterative detection
   * @throws RangeError where the transport block cannot be, or is one of several transmissions
   */
  constructor(channel: NrWordChannel, decoder: LdpcSettings, keepsPosteriors = false) {
    const { constellation, transportBlock, transformSize } = channel;
    checkConstellation(constellation);
    if ((transportBlock.redundancyVersions?.length ?? 1) !== 1) {
      const found = transportBlock.redundancyVersions?.length;
      throw new RangeError(`NrCodeWord: redundancyVersions: expected one transmission, found ${found}`);
    }
    if (transportBlock.modulationOrder !== constellation.bitsPerSymbol) {
      throw new RangeError(
        `NrCodeWord: modulationOrder: expected the ${constellation.bitsPerSymbol} bits of ${constellation.name}, found ` +
          `${transportBlock.modulationOrder}`,
      );
    }
    this.#channel = channel;
    this.#code = nrTransportBlockCode(transportBlock);
    this.#decoder = this.#code.decoder(decoder, { keepsPosteriors });
    this.constellation = constellation;
    this.codedBits = this.#code.codedBits;
    this.layers = transportBlock.layers ?? 1;
    if (transformSize !== undefined) this.transformSize = transformSize;
    this.information = new Uint8Array(this.#code.informationBits);
    this.#llrs = new Float32Array(this.codedBits);
    this.#coded = new Uint8Array(this.codedBits);
    if (keepsPosteriors) {
      this.posterior = (llrs) => {
        this.#decoder.posterior?.(llrs);
        turnScrambled(llrs, this.#channel.scrambling(this.slot), llrs);
      };
    }
  }

  get iterations(): number {
    return this.#decoder.iterations;
  }

  decode(llrs: Float32Array): boolean {
    turnScrambled(llrs, this.#channel.scrambling(this.slot), this.#llrs);
    return this.#decoder.decode(this.#llrs, this.information);
  }

  remodulate(re: Float32Array, im: Float32Array): void {
    this.#code.encode(this.information, this.#coded);
    this.#channel.layerSymbols(this.#coded, this.slot, re, im);
  }

  toString(): string {
    return `NrCodeWord(${this.#code.name}, ${this.constellation.name}, ${this.#decoder})`;
  }
}

/** LLRs with the other sign where the scrambling sequence has a 1: its own inverse. */
function turnScrambled(llrs: Float32Array, scrambling: Uint8Array, out: Float32Array): void {
  if (scrambling.length !== llrs.length) {
    throw new RangeError(`NrCodeWord: scrambling: expected ${llrs.length} bits, found ${scrambling.length}`);
  }
  // The sign is the first bit of a float: no branch on a random bit, and no arithmetic.
  const from = new Int32Array(llrs.buffer, llrs.byteOffset, llrs.length);
  const to = new Int32Array(out.buffer, out.byteOffset, llrs.length);
  for (let i = 0; i < from.length; i++) to[i] = from[i] ^ (scrambling[i] << 31);
}
