import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { ChannelCode, ChannelDecoder } from "./channel-code.js";
import { checkLength, checkLlrs, checkWhole } from "./check-arguments.js";
import { type Crc, nrCrc } from "./crc.js";
import { NrCodeBlockDecoder, type NrIterationListener } from "./nr-code-block-decoder.js";
import { type NrBaseGraph, nrBaseGraphChoice, nrBaseGraphTable } from "./nr-ldpc-base-graph.js";
import { NrLdpcEncoder } from "./nr-ldpc-encoder.js";
import {
  type NrCodeBlock,
  type NrModulationOrder,
  type NrRedundancyVersion,
  nrRateMatchingIndex,
  nrRowsReached,
  nrTransmissions,
} from "./nr-ldpc-rate-matching.js";
import { nrInformationColumns, nrLongestCodeBlock, nrSmallestLiftingSize } from "./nr-ldpc-segmentation.js";
import { NrSoftBuffer } from "./nr-soft-buffer.js";

/** One code block of the NR LDPC chain: TS 38.212, 5.2.2 to 5.4.2. */
export interface NrLdpcSpec {
  readonly family: "nr-ldpc";
  /** Bits of the user's data, before `crc`. */
  readonly informationBits: number;
  /** E, bits of each transmission. */
  readonly codedBits: number;
  /** By TS 38.212, 7.2.2, with A = informationBits and R = informationBits / codedBits if left out. */
  readonly baseGraph?: NrBaseGraph;
  /** Zc; the smallest that holds the block by TS 38.212, 5.2.2, if left out. */
  readonly liftingSize?: number;
  /** Appended to the user's data in the block; none if left out. */
  readonly crc?: "24A" | "24B" | "16" | "none";
  /** 0 if left out. */
  readonly redundancyVersion?: NrRedundancyVersion;
  /** HARQ: transmissions of E bits each, sent one after another and combined; `[redundancyVersion]` if left out. */
  readonly redundancyVersions?: readonly NrRedundancyVersion[];
  /** Qm of the bit interleaver; 1, which leaves the order alone, if left out. */
  readonly modulationOrder?: NrModulationOrder;
  /** Nref; the circular buffer is whole if left out. */
  readonly limitedBufferBits?: number;
}

/** An NR chain, whose decoder can tell what it does in each iteration. */
export interface NrChannelCode extends ChannelCode<LdpcSettings> {
  /** @param options  `onIteration` is told the decoder's posteriors and messages */
  decoder(settings: LdpcSettings, options?: { readonly onIteration?: NrIterationListener }): ChannelDecoder;
}

/** @throws RangeError naming the argument where no such code exists */
export function nrLdpcCode(spec: NrLdpcSpec): NrChannelCode {
  return new NrLdpcCode(spec);
}

/** Shape of the code block of a spec: the choices that it leaves open are made here. */
export function nrLdpcCodeBlock(spec: NrLdpcSpec): NrCodeBlock {
  const { informationBits, codedBits, limitedBufferBits } = spec;
  checkWhole("nrLdpcCode", "informationBits", informationBits, 1, Number.MAX_SAFE_INTEGER);
  checkWhole("nrLdpcCode", "codedBits", codedBits, 1, Number.MAX_SAFE_INTEGER);
  const payloadBits = informationBits + (crcOf(spec)?.width ?? 0);
  const baseGraph = spec.baseGraph ?? nrBaseGraphChoice(informationBits, informationBits / codedBits);
  const { systematicColumns } = nrBaseGraphTable(baseGraph);
  const longest = nrLongestCodeBlock(baseGraph);
  if (payloadBits > longest) {
    throw new RangeError(
      `nrLdpcCode: informationBits: expected at most ${longest} bits with CRC in a code block of base graph ` +
        `${baseGraph}, found ${payloadBits}`,
    );
  }
  const liftingSize =
    spec.liftingSize ?? nrSmallestLiftingSize(payloadBits, nrInformationColumns(payloadBits, baseGraph));
  if (payloadBits > liftingSize * systematicColumns) {
    throw new RangeError(
      `nrLdpcCode: liftingSize: expected room for ${payloadBits} bits, found ${liftingSize}, which holds ` +
        `${liftingSize * systematicColumns}`,
    );
  }
  return { baseGraph, liftingSize, payloadBits, ...(limitedBufferBits !== undefined && { limitedBufferBits }) };
}

class NrLdpcCode implements NrChannelCode {
  readonly name: string;
  readonly informationBits: number;
  readonly codedBits: number;
  readonly #block: NrCodeBlock;
  readonly #crc: Crc | undefined;
  readonly #indices: readonly Int32Array[];
  readonly #rows: number;
  readonly #encoder: NrLdpcEncoder;
  /** K bits: payload, then filler, which stays 0. */
  readonly #information: Uint8Array;
  readonly #word: Uint8Array;

  constructor(spec: NrLdpcSpec) {
    const block = nrLdpcCodeBlock(spec);
    const versions = nrTransmissions("nrLdpcCode", spec);
    const bits = spec.codedBits;
    if (bits * versions.length < block.payloadBits) {
      throw new RangeError(
        `nrLdpcCode: codedBits: expected at least the payload of ${block.payloadBits} bits over all transmissions, found ` +
          `${bits} in each of ${versions.length}`,
      );
    }
    const modulationOrder = spec.modulationOrder ?? 1;
    this.#indices = versions.map((redundancyVersion) =>
      nrRateMatchingIndex(block, { bits, redundancyVersion, modulationOrder }),
    );
    this.#block = block;
    this.#crc = crcOf(spec);
    this.#rows = nrRowsReached(block, ...this.#indices);
    this.#encoder = new NrLdpcEncoder(block.baseGraph, block.liftingSize, this.#rows);
    this.#information = new Uint8Array(this.#encoder.informationBits);
    this.#word = new Uint8Array(this.#encoder.wordBits);
    this.informationBits = spec.informationBits;
    this.codedBits = bits * versions.length;
    this.name =
      `NR LDPC BG${block.baseGraph} Z=${block.liftingSize} K=${block.payloadBits} E=${bits}` +
      ` RV ${versions.join(",")}${this.#crc ? ` CRC${spec.crc}` : ""}`;
  }

  encode(information: Uint8Array, coded: Uint8Array): void {
    checkLength(this.name, "information", information, this.informationBits);
    checkLength(this.name, "coded", coded, this.codedBits);
    const word = this.#word;
    this.#information.set(information);
    this.#crc?.append(this.#information, 0, this.informationBits);
    this.#encoder.encode(this.#information, word);
    let next = 0;
    for (const index of this.#indices) {
      for (let i = 0; i < index.length; i++) coded[next++] = word[index[i]];
    }
  }

  decoder(settings: LdpcSettings, options?: { readonly onIteration?: NrIterationListener }): ChannelDecoder {
    const decoder = new NrCodeBlockDecoder(this.#block, settings, this.#crc, options?.onIteration);
    decoder.prepare(this.#rows);
    return new NrLdpcDecoder(this, this.#block, this.#indices, this.#rows, decoder);
  }

  toString(): string {
    return this.name;
  }
}

class NrLdpcDecoder implements ChannelDecoder {
  readonly #code: ChannelCode<LdpcSettings>;
  readonly #indices: readonly Int32Array[];
  readonly #rows: number;
  readonly #soft: NrSoftBuffer;
  readonly #decoder: NrCodeBlockDecoder;
  readonly #payload: Uint8Array;
  /** The beginning of `#payload`. */
  readonly #information: Uint8Array;

  constructor(
    code: ChannelCode<LdpcSettings>,
    block: NrCodeBlock,
    indices: readonly Int32Array[],
    rows: number,
    decoder: NrCodeBlockDecoder,
  ) {
    this.#code = code;
    this.#indices = indices;
    this.#rows = rows;
    this.#soft = new NrSoftBuffer(block);
    this.#decoder = decoder;
    this.#payload = new Uint8Array(block.payloadBits);
    this.#information = this.#payload.subarray(0, code.informationBits);
  }

  get iterations(): number {
    return this.#decoder.iterations;
  }

  decode(llrs: Float32Array, information: Uint8Array): boolean {
    checkLlrs(this.#code.name, "llrs", llrs, this.#code.codedBits);
    checkLength(this.#code.name, "information", information, this.#code.informationBits);
    this.#soft.clear();
    let start = 0;
    for (const index of this.#indices) {
      this.#soft.addIndexed(llrs, start, index, this.#rows);
      start += index.length;
    }
    const isAccepted = this.#decoder.decode(this.#soft, this.#payload, 0, 0);
    information.set(this.#information);
    return isAccepted;
  }

  toString(): string {
    return String(this.#decoder);
  }
}

function crcOf(spec: NrLdpcSpec): Crc | undefined {
  const { crc = "none" } = spec;
  if (crc === "none") return undefined;
  if (crc === "24A" || crc === "24B" || crc === "16") return nrCrc[crc];
  throw new RangeError(`nrLdpcCode: crc: expected 24A, 24B, 16 or none, found ${crc}`);
}
