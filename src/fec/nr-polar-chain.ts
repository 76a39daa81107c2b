import { checkWhole } from "./check-arguments.js";
import { type Crc, nrCrc } from "./crc.js";
import type { NrPolarInterleavers } from "./nr-polar-codeword.js";
import type { NrPolarBlock } from "./nr-polar-construction.js";

/** A use of NR's polar code: TS 38.212, 5.3.1. */
export type NrPolarSpec =
  | NrDownlinkControlSpec
  | NrBroadcastSpec
  | NrUplinkControlSpec
  /** The code alone, with rate matching and without CRC, for studies. */
  | {
      readonly family: "nr-polar";
      readonly kind: "plain";
      /** K, 1 to 1024. */
      readonly informationBits: number;
      /** E, K to 8192; N follows by 5.3.1, up to 1024. */
      readonly codedBits: number;
    };

/** DCI on the PDCCH: CRC24C over 24 ones and the payload, distributed by the information interleaver; N up to 512. */
export interface NrDownlinkControlSpec {
  readonly family: "nr-polar";
  readonly kind: "downlinkControl";
  /** A, 12 to 140; shorter formats are padded to 12 with zeros by 7.3.1. */
  readonly payloadBits: number;
  /** E, A + 24 to 8192. */
  readonly codedBits: number;
  /** Masks the CRC's last 16 bits; 0 if left out. */
  readonly rnti?: number;
}

/** The PBCH's 32 bits after payload generation and scrambling, in 864. */
export interface NrBroadcastSpec {
  readonly family: "nr-polar";
  readonly kind: "broadcast";
}

/** UCI of 12 bits or more on PUCCH or PUSCH; shorter ones do not use the polar code. */
export interface NrUplinkControlSpec {
  readonly family: "nr-polar";
  readonly kind: "uplinkControl";
  /** A, 12 to 1706. */
  readonly payloadBits: number;
  /** E_UCI, of all code blocks. */
  readonly codedBits: number;
}

/** A chain's numbers; all of its code blocks have the same lengths. */
export interface NrPolarChain {
  readonly name: string;
  /** A. */
  readonly informationBits: number;
  /** Of all code blocks. */
  readonly codedBits: number;
  readonly codeBlocks: 1 | 2;
  /** Zeros in front of the payload: 1 where two code blocks share an odd payload. */
  readonly fillerBits: 0 | 1;
  readonly block: NrPolarBlock;
  readonly interleavers: NrPolarInterleavers;
  readonly check?: NrPolarCheck;
}

const owner = "nrPolarCode";
/** Largest E of TS 38.212, 5.4.1.3; taken for the downlink too. */
const largestCodedBits = 8192;

/** @throws RangeError where no such code exists, naming the argument */
export function nrPolarChain(spec: NrPolarSpec): NrPolarChain {
  switch (spec.kind) {
    case "plain": {
      const { informationBits, codedBits } = spec;
      checkWhole(owner, "informationBits", informationBits, 1, 1024);
      checkWhole(owner, "codedBits", codedBits, informationBits, largestCodedBits);
      const block = blockOf(informationBits, codedBits, 10, 0, 0);
      const name = `NR polar K=${informationBits} E=${codedBits}`;
      const interleavers = { information: false, codedBits: false };
      return { name, informationBits, codedBits, codeBlocks: 1, fillerBits: 0, block, interleavers };
    }
    case "downlinkControl": {
      const { payloadBits, codedBits, rnti = 0 } = spec;
      checkWhole(owner, "payloadBits", payloadBits, 12, 140);
      checkWhole(owner, "codedBits", codedBits, payloadBits + 24, largestCodedBits);
      checkWhole(owner, "rnti", rnti, 0, 0xffff);
      const name = `NR polar DCI A=${payloadBits} E=${codedBits}${rnti === 0 ? "" : ` RNTI ${rnti}`}`;
      return downlink(name, payloadBits, codedBits, new NrPolarCheck(nrCrc["24C"], 24, rnti));
    }
    case "broadcast":
      return downlink("NR polar PBCH A=32 E=864", 32, 864, new NrPolarCheck(nrCrc["24C"]));
    case "uplinkControl":
      return uplink(spec);
    default:
      throw new RangeError(
        `${owner}: kind: expected plain, downlinkControl, broadcast or uplinkControl, found ${String((spec as { kind: unknown }).kind)}`,
      );
  }
}

/** TS 38.212, 7.1.3 to 7.1.5 and 7.3.2 to 7.3.4. */
function downlink(name: string, informationBits: number, codedBits: number, check: NrPolarCheck): NrPolarChain {
  const block = blockOf(informationBits + check.width, codedBits, 9, 0, 0);
  const interleavers = { information: true, codedBits: false };
  return { name, informationBits, codedBits, codeBlocks: 1, fillerBits: 0, block, interleavers, check };
}

/** TS 38.212, 5.2.1 and 6.3.1.2.1 to 6.3.1.5. */
function uplink({ payloadBits, codedBits }: NrUplinkControlSpec): NrPolarChain {
  checkWhole(owner, "payloadBits", payloadBits, 12, 1706);
  checkWhole(owner, "codedBits", codedBits, 1, 2 * largestCodedBits);
  const codeBlocks = (payloadBits >= 360 && codedBits >= 1088) || payloadBits >= 1013 ? 2 : 1;
  const fillerBits = codeBlocks === 2 && payloadBits % 2 === 1 ? 1 : 0;
  const check = new NrPolarCheck(payloadBits <= 19 ? nrCrc["6"] : nrCrc["11"]);
  const bits = (payloadBits + fillerBits) / codeBlocks + check.width;
  const blockCodedBits = Math.floor(codedBits / codeBlocks);
  const hasParity = bits >= 18 && bits <= 25;
  const parityBits = hasParity ? 3 : 0;
  const leastWeight = hasParity && blockCodedBits - bits + 3 > 192 ? 1 : 0;
  if (!(blockCodedBits >= bits + parityBits && blockCodedBits <= largestCodedBits)) {
    const least = (bits + parityBits) * codeBlocks;
    throw new RangeError(
      `${owner}: codedBits: expected ${least} to ${largestCodedBits * codeBlocks} with ${payloadBits} payload bits, found ${codedBits}`,
    );
  }
  return {
    name: `NR polar UCI A=${payloadBits} E=${codedBits}`,
    informationBits: payloadBits,
    codedBits,
    codeBlocks,
    fillerBits,
    block: blockOf(bits, blockCodedBits, 10, parityBits, leastWeight),
    interleavers: { information: false, codedBits: true },
    check,
  };
}

function blockOf(
  bits: number,
  codedBits: number,
  largestExponent: 9 | 10,
  parityBits: number,
  leastWeightParityBits: number,
): NrPolarBlock {
  return { bits, codedBits, largestExponent, parityBits, leastWeightParityBits };
}

/** The CRC behind a code block's bits, as the channel forms it. */
export class NrPolarCheck {
  readonly width: number;
  readonly #crc: Crc;
  readonly #ones: number;
  readonly #mask: number;
  #scratch = new Uint8Array(0);

  /**
   * @param ones  ones that the CRC sees in front of the bits: TS 38.212, 7.3.2
   * @param mask  exclusive-or on the CRC: an RNTI
   */
  constructor(crc: Crc, ones = 0, mask = 0) {
    this.#crc = crc;
    this.#ones = ones;
    this.#mask = mask;
    this.width = crc.width;
  }

  /** Writes the check of all but the last `width` bits there. */
  append(bits: Uint8Array): void {
    const value = this.#value(bits);
    const first = bits.length - this.width;
    for (let i = 0; i < this.width; i++) bits[first + i] = (value >>> (this.width - 1 - i)) & 1;
  }

  holds(bits: Uint8Array): boolean {
    const value = this.#value(bits);
    const first = bits.length - this.width;
    for (let i = 0; i < this.width; i++) {
      if (bits[first + i] !== ((value >>> (this.width - 1 - i)) & 1)) return false;
    }
    return true;
  }

  #value(bits: Uint8Array): number {
    const payload = bits.length - this.width;
    if (this.#ones === 0) return this.#crc.ofBits(bits, 0, payload) ^ this.#mask;
    const length = this.#ones + payload;
    if (this.#scratch.length !== length) this.#scratch = new Uint8Array(length).fill(1, 0, this.#ones);
    for (let i = 0; i < payload; i++) this.#scratch[this.#ones + i] = bits[i];
    return this.#crc.ofBits(this.#scratch, 0, length) ^ this.#mask;
  }
}
