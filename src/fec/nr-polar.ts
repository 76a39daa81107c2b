import type { Backend } from "../../kernels/kernel.js";
import type { PolarListDecoder } from "../../kernels/polar/polar-list-decoder.js";
import { ReferencePolarListDecoder } from "../../kernels/polar/polar-list-reference.js";
import { SimdPolarListDecoder } from "../../kernels/polar/polar-list-simd.js";
import type { PolarQuantisation } from "../../kernels/polar/polar-settings.js";
import type { ChannelCode, ChannelDecoder } from "./channel-code.js";
import { checkLength, checkLlrs } from "./check-arguments.js";
import { type NrPolarChain, type NrPolarSpec, nrPolarChain } from "./nr-polar-chain.js";
import { NrPolarCodeword } from "./nr-polar-codeword.js";

/** A decoder of NR polar codes. */
export interface PolarSettings {
  /** `sc`: successive cancellation; `scl`: with a list. */
  readonly decoder: "sc" | "scl";
  /** Paths of `scl`: 1, 2, 4, 8, 16 or 32; 8 if left out. None, or 1, with `sc`. */
  readonly listSize?: number;
  readonly arithmetic: "float32" | "int16" | "int8";
  /** Of the integer arithmetics; their defaults (`polarQuantisation`) if left out. */
  readonly quantisation?: Partial<PolarQuantisation>;
  /** The best path whose CRC holds is chosen, if there is one; else the best path. True if left out. */
  readonly crcAided?: boolean;
  /** `simd` if left out; both give the same bits. */
  readonly backend?: Exclude<Backend, "gpu">;
}

/**
 * A polar code of 5G NR: CRC, segmentation, polar code with its parity bits, rate matching and interleavers.
 *
 * TS 38.212, 5.2.1, 5.3.1, 5.4.1, 5.5; 6.3.1.2 to 6.3.1.5 and 6.3.2.2 to 6.3.2.5 (uplink control), 7.1.3 to 7.1.5
 * (broadcast), 7.3.2 to 7.3.4 (downlink control).
 *
 * @throws RangeError where no such code exists, naming the argument
 */
export function nrPolarCode(spec: NrPolarSpec): ChannelCode<PolarSettings> {
  return new NrPolarCode(nrPolarChain(spec));
}

class NrPolarCode implements ChannelCode<PolarSettings> {
  readonly name: string;
  readonly informationBits: number;
  readonly codedBits: number;
  readonly #chain: NrPolarChain;
  readonly #codeword: NrPolarCodeword;
  readonly #bits: Uint8Array;

  constructor(chain: NrPolarChain) {
    this.name = chain.name;
    this.informationBits = chain.informationBits;
    this.codedBits = chain.codedBits;
    this.#chain = chain;
    this.#codeword = new NrPolarCodeword(chain.block, chain.interleavers);
    this.#bits = new Uint8Array(chain.block.bits);
  }

  encode(information: Uint8Array, coded: Uint8Array): void {
    checkLength(this.name, "information", information, this.informationBits);
    checkLength(this.name, "coded", coded, this.codedBits);
    const { codeBlocks, fillerBits, check, block } = this.#chain;
    const bits = this.#bits;
    const payload = bits.length - (check?.width ?? 0);
    // A bit left over after the code blocks is 0: TS 38.212, 6.3.1.5.
    coded.fill(0);
    for (let r = 0; r < codeBlocks; r++) {
      for (let i = 0; i < payload; i++) {
        const from = r * payload + i - fillerBits;
        bits[i] = from < 0 ? 0 : information[from];
      }
      check?.append(bits);
      this.#codeword.encode(bits, coded.subarray(r * block.codedBits, (r + 1) * block.codedBits));
    }
  }

  decoder(settings: PolarSettings): ChannelDecoder {
    return new NrPolarDecoder(this.#chain, settings);
  }

  toString(): string {
    return `${this.name}: ${this.#chain.codeBlocks} x ${this.#codeword}`;
  }
}

class NrPolarDecoder implements ChannelDecoder {
  readonly iterations = 1;
  readonly #chain: NrPolarChain;
  readonly #codeword: NrPolarCodeword;
  readonly #decoders: readonly PolarListDecoder[];
  readonly #crcAided: boolean;
  readonly #bits: Uint8Array;

  constructor(chain: NrPolarChain, settings: PolarSettings) {
    const { decoder, arithmetic, quantisation, backend = "simd", crcAided = true } = settings;
    if (decoder !== "sc" && decoder !== "scl") {
      throw new RangeError(`PolarSettings: decoder: expected sc or scl, found ${decoder}`);
    }
    const { listSize = decoder === "sc" ? 1 : 8 } = settings;
    if (decoder === "sc" && listSize !== 1) {
      throw new RangeError(`PolarSettings: listSize: expected 1 or none with decoder sc, found ${listSize}`);
    }
    if (backend !== "simd" && backend !== "reference") {
      throw new RangeError(`PolarSettings: backend: expected simd or reference, found ${backend}`);
    }
    this.#chain = chain;
    this.#crcAided = crcAided;
    this.#codeword = new NrPolarCodeword(chain.block, chain.interleavers);
    this.#bits = new Uint8Array(chain.block.bits);
    const Form = backend === "simd" ? SimdPolarListDecoder : ReferencePolarListDecoder;
    const open = (knownBits: number) =>
      new Form(this.#codeword.code(knownBits), { listSize, arithmetic, quantisation });
    // The first of two code blocks may begin with a filler bit, which the decoder knows.
    this.#decoders = Array.from({ length: chain.codeBlocks }, (_, r) => open(r === 0 ? chain.fillerBits : 0));
  }

  decode(llrs: Float32Array, information: Uint8Array): boolean {
    const { name, informationBits, codedBits, fillerBits, check, block } = this.#chain;
    checkLlrs(name, "llrs", llrs, codedBits);
    checkLength(name, "information", information, informationBits);
    const bits = this.#bits;
    const payload = bits.length - (check?.width ?? 0);
    let isAccepted = true;
    for (let r = 0; r < this.#decoders.length; r++) {
      const decoder = this.#decoders[r];
      this.#codeword.decode(llrs.subarray(r * block.codedBits, (r + 1) * block.codedBits), decoder);
      if (!this.#choose(decoder)) isAccepted = false;
      for (let i = r === 0 ? fillerBits : 0; i < payload; i++) information[r * payload + i - fillerBits] = bits[i];
    }
    return isAccepted;
  }

  toString(): string {
    return `${this.#decoders[0]}${this.#crcAided && this.#chain.check ? ", CRC-aided" : ""}`;
  }

  /** Leaves the chosen path's bits in the work buffer; says whether its CRC holds, true where there is none. */
  #choose(decoder: PolarListDecoder): boolean {
    const { check } = this.#chain;
    const ranks = this.#crcAided && check ? decoder.paths : 1;
    for (let rank = 0; rank < ranks; rank++) {
      this.#codeword.candidate(decoder, rank, this.#bits);
      if (check === undefined || check.holds(this.#bits)) return true;
    }
    if (ranks > 1) this.#codeword.candidate(decoder, 0, this.#bits);
    return false;
  }
}
