import { BitChannel } from "./bit-channel.js";
import { type ChannelSpec, isBitChannel } from "./channel-spec.js";
import { type Constellation, symbolCount } from "./constellation.js";
import { constellationByName } from "./constellation-by-name.js";
import type { Demapping, HostBackend } from "./demapper.js";
import type { LinkChannel } from "./link-channel.js";
import { ModulatedChannel } from "./modulated-channel.js";

export type { ChannelSpec } from "./channel-spec.js";
export type { Demapping, HostBackend } from "./demapper.js";

export interface SymbolLinkOptions {
  /** A constellation or its name, e.g. `QPSK`. A channel of bits does not use it. */
  readonly modulation: string | Constellation;
  readonly demapping: Demapping;
  readonly channel: ChannelSpec;
  /** Bits of a frame; the last symbol is filled up with 0 where need be. */
  readonly codedBits: number;
  /** Whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** `simd` if left out. */
  readonly backend?: HostBackend;
}

/**
 * From coded bits to LLRs: modulation, channel, coherent detection, demapping; or a channel of bits.
 *
 * Noise, fading and bit errors of frame n come from Philox streams that (seed, n) name, of the same values on every
 * backend. `transmit` allocates nothing of a frame's size.
 */
export class SymbolLink {
  /** Symbols of a frame. */
  readonly symbols: number;
  readonly codedBits: number;
  readonly #seed: number;
  readonly #channel: LinkChannel;

  constructor({ modulation, demapping, channel, codedBits, seed, backend = "simd" }: SymbolLinkOptions) {
    if (!(Number.isSafeInteger(codedBits) && codedBits >= 1)) {
      throw new RangeError(`SymbolLink: codedBits: expected a whole number from 1, found ${codedBits}`);
    }
    const constellation = typeof modulation === "string" ? constellationByName(modulation) : modulation;
    this.codedBits = codedBits;
    this.symbols = symbolCount(codedBits, constellation);
    this.#seed = seed;
    this.#channel = isBitChannel(channel)
      ? new BitChannel(channel, codedBits, seed, backend)
      : new ModulatedChannel(channel, constellation, demapping, codedBits, seed, backend);
  }

  /**
   * One frame; the same arguments give the same LLRs.
   *
   * @param coded  `codedBits` bits
   * @param level  Es/N0 in dB, or the probability of a BSC or erasure channel
   * @param frame  whole number from 0 to 2^53 - 1
   * @param llrs   receives `codedBits` LLRs, positive where 0 is more likely
   */
  transmit(coded: Uint8Array, level: number, frame: number, llrs: Float32Array): void {
    if (coded.length !== this.codedBits || llrs.length !== this.codedBits) {
      const found = `${coded.length} and ${llrs.length}`;
      throw new RangeError(`SymbolLink: coded, llrs: expected ${this.codedBits} elements each, found ${found}`);
    }
    if (!(Number.isSafeInteger(frame) && frame >= 0)) {
      throw new RangeError(`SymbolLink: frame: expected a whole number from 0 to 2^53 - 1, found ${frame}`);
    }
    this.#channel.transmit(coded, level, frame, llrs);
  }

  toString(): string {
    return `SymbolLink(${this.#channel}, ${this.codedBits} bits, seed ${this.#seed})`;
  }
}

/** Symbols of the named constellation that carry so many bits. */
export function symbolsOfBits(bits: number, modulation: string): number {
  return symbolCount(bits, constellationByName(modulation));
}
