import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { ChannelDecoder } from "./channel-code.js";
import { checkLength, checkLlrs, checkWhole } from "./check-arguments.js";
import { type Crc, nrCrc } from "./crc.js";
import { NrCodeBlockDecoder, type NrIterationListener } from "./nr-code-block-decoder.js";
import type { NrChannelCode } from "./nr-ldpc.js";
import { nrBaseGraphChoice } from "./nr-ldpc-base-graph.js";
import { NrLdpcEncoder } from "./nr-ldpc-encoder.js";
import {
  type NrCodeBlock,
  type NrModulationOrder,
  type NrRedundancyVersion,
  nrRateMatchingIndex,
  nrRowsReached,
  nrTransmissions,
} from "./nr-ldpc-rate-matching.js";
import { type NrSegmentation, nrSegmentation } from "./nr-ldpc-segmentation.js";
import { NrSoftBuffer } from "./nr-soft-buffer.js";

/** A transport block of NR's shared channels: TS 38.212, 6.2 and 7.2. */
export interface NrTransportBlockSpec {
  readonly family: "nr-transport-block";
  /** A. */
  readonly transportBlockBits: number;
  /** G, bits of each transmission. */
  readonly codedBits: number;
  /** R, the target code rate of the MCS, which chooses the base graph. */
  readonly codeRate: number;
  readonly modulationOrder: NrModulationOrder;
  /** NL, layers that the transport block is mapped to, 1 to 4; 1 if left out. */
  readonly layers?: number;
  /** 0 if left out. */
  readonly redundancyVersion?: NrRedundancyVersion;
  /** HARQ: transmissions of G bits each, sent one after another and combined; `[redundancyVersion]` if left out. */
  readonly redundancyVersions?: readonly NrRedundancyVersion[];
  /** Nref of each code block; the circular buffers are whole if left out. */
  readonly limitedBufferBits?: number;
}

/** CRC of a transport block of A bits: TS 38.212, 6.2.1 and 7.2.1. */
export function nrTransportBlockCrc(transportBlockBits: number): Crc {
  return transportBlockBits > 3824 ? nrCrc["24A"] : nrCrc["16"];
}

/**
 * E of each code block: TS 38.212, 5.4.2.1, with every code block sent.
 * @throws RangeError unless G is a multiple of layers times modulation order, with at least that for each block
 */
export function nrCodedBitsOfBlocks(
  codedBits: number,
  codeBlocks: number,
  layers: number,
  modulationOrder: number,
): readonly number[] {
  const unit = layers * modulationOrder;
  checkWhole("nrCodedBitsOfBlocks", "codedBits", codedBits, unit * codeBlocks, Number.MAX_SAFE_INTEGER);
  if (codedBits % unit !== 0) {
    throw new RangeError(
      `nrCodedBitsOfBlocks: codedBits: expected a multiple of ${unit} (layers times modulation order), found ${codedBits}`,
    );
  }
  const symbols = codedBits / unit;
  const shorter = codeBlocks - (symbols % codeBlocks);
  return Array.from({ length: codeBlocks }, (_, block) =>
    block < shorter ? unit * Math.floor(symbols / codeBlocks) : unit * Math.ceil(symbols / codeBlocks),
  );
}

/** A transport block's chain, whose decoder can tell the posteriors of the coded bits. */
export interface NrSoftChannelCode extends NrChannelCode {
  /**
   * @param options  `onIteration` is told the decoder's posteriors and messages; `keepsPosteriors` makes a decoder that
   *                 has `posterior`, which costs a pass over the code's edges for each code block decoded
   */
  decoder(
    settings: LdpcSettings,
    options?: { readonly onIteration?: NrIterationListener; readonly keepsPosteriors?: boolean },
  ): ChannelDecoder;
}

/** @throws RangeError naming the argument where no such transport block exists */
export function nrTransportBlockCode(spec: NrTransportBlockSpec): NrSoftChannelCode {
  return new NrTransportBlockCode(spec);
}

/** What is sent of a code block in every transmission. */
interface BlockPlan {
  readonly indices: readonly Int32Array[];
  readonly rows: number;
}

class NrTransportBlockCode implements NrSoftChannelCode {
  readonly name: string;
  readonly informationBits: number;
  readonly codedBits: number;
  readonly #crc: Crc;
  readonly #segmentation: NrSegmentation;
  readonly #block: NrCodeBlock;
  readonly #transmissions: number;
  readonly #plans: readonly BlockPlan[];
  readonly #encoder: NrLdpcEncoder;
  /** The transport block with its CRC. */
  readonly #payload: Uint8Array;
  /** K bits of a code block: data, CRC, filler, which stays 0. */
  readonly #information: Uint8Array;
  readonly #words: readonly Uint8Array[];

  constructor(spec: NrTransportBlockSpec) {
    const owner = "nrTransportBlockCode";
    const { transportBlockBits, codedBits, codeRate, modulationOrder, limitedBufferBits, layers = 1 } = spec;
    checkWhole(owner, "transportBlockBits", transportBlockBits, 1, Number.MAX_SAFE_INTEGER);
    checkWhole(owner, "layers", layers, 1, 4);
    if (!(codeRate > 0 && codeRate < 1)) {
      throw new RangeError(`${owner}: codeRate: expected a rate between 0 and 1, found ${codeRate}`);
    }
    const versions = nrTransmissions(owner, spec);
    this.#crc = nrTransportBlockCrc(transportBlockBits);
    const baseGraph = nrBaseGraphChoice(transportBlockBits, codeRate);
    const segmentation = nrSegmentation(transportBlockBits + this.#crc.width, baseGraph);
    const { codeBlocks, payloadBits, liftingSize } = segmentation;
    if (codedBits * versions.length < codeBlocks * payloadBits) {
      throw new RangeError(
        `${owner}: codedBits: expected at least the ${codeBlocks * payloadBits} bits with CRC over all transmissions, ` +
          `found ${codedBits} in each of ${versions.length}`,
      );
    }
    this.#segmentation = segmentation;
    this.#block = {
      baseGraph,
      liftingSize,
      payloadBits,
      ...(limitedBufferBits !== undefined && { limitedBufferBits }),
    };
    this.#transmissions = versions.length;
    // Blocks have one of two lengths; those of a length share their tables.
    const planOfLength = new Map<number, BlockPlan>();
    this.#plans = nrCodedBitsOfBlocks(codedBits, codeBlocks, layers, modulationOrder).map((bits) => {
      const known = planOfLength.get(bits);
      if (known) return known;
      const indices = versions.map((redundancyVersion) =>
        nrRateMatchingIndex(this.#block, { bits, redundancyVersion, modulationOrder }),
      );
      const plan = { indices, rows: nrRowsReached(this.#block, ...indices) };
      planOfLength.set(bits, plan);
      return plan;
    });
    const rows = Math.max(...[...planOfLength.values()].map((plan) => plan.rows));
    this.#encoder = new NrLdpcEncoder(baseGraph, liftingSize, rows);
    this.#payload = new Uint8Array(transportBlockBits + this.#crc.width);
    this.#information = new Uint8Array(this.#encoder.informationBits);
    this.#words = Array.from({ length: codeBlocks }, () => new Uint8Array(this.#encoder.wordBits));
    this.informationBits = transportBlockBits;
    this.codedBits = codedBits * versions.length;
    this.name =
      `NR transport block A=${transportBlockBits} BG${baseGraph} ${codeBlocks} x (Z=${liftingSize} K=${payloadBits}) ` +
      `G=${codedBits} Qm=${modulationOrder} RV ${versions.join(",")}`;
  }

  encode(information: Uint8Array, coded: Uint8Array): void {
    checkLength(this.name, "information", information, this.informationBits);
    checkLength(this.name, "coded", coded, this.codedBits);
    const { crcBits, payloadBits, codeBlocks } = this.#segmentation;
    const payload = this.#payload;
    payload.set(information);
    this.#crc.append(payload, 0, this.informationBits);
    const dataBits = payloadBits - crcBits;
    const block = this.#information;
    for (let r = 0; r < codeBlocks; r++) {
      block.set(payload.subarray(r * dataBits, (r + 1) * dataBits));
      if (crcBits > 0) nrCrc["24B"].append(block, 0, dataBits);
      this.#encoder.encode(block, this.#words[r]);
    }
    // TS 38.212, 5.5: one block after another, in each transmission.
    let next = 0;
    for (let transmission = 0; transmission < this.#transmissions; transmission++) {
      for (let r = 0; r < codeBlocks; r++) {
        const index = this.#plans[r].indices[transmission];
        gather(this.#words[r], index, coded, next);
        next += index.length;
      }
    }
  }

  decoder(
    settings: LdpcSettings,
    options?: { readonly onIteration?: NrIterationListener; readonly keepsPosteriors?: boolean },
  ): ChannelDecoder {
    const { crcBits, codeBlocks } = this.#segmentation;
    const blockCrc = crcBits > 0 ? nrCrc["24B"] : this.#crc;
    const blockDecoder = new NrCodeBlockDecoder(this.#block, settings, blockCrc, options?.onIteration);
    for (const { rows } of this.#plans) blockDecoder.prepare(rows);
    const soft = Array.from({ length: codeBlocks }, () => new NrSoftBuffer(this.#block));
    const Decoder = options?.keepsPosteriors ? NrSoftTransportBlockDecoder : NrTransportBlockDecoder;
    return new Decoder(this, this.#segmentation, this.#plans, this.#crc, soft, blockDecoder);
  }

  toString(): string {
    return this.name;
  }
}

/** A loop of its own, which the compiler knows all types of. */
function gather(word: Uint8Array, index: Int32Array, coded: Uint8Array, start: number): void {
  for (let i = 0; i < index.length; i++) coded[start + i] = word[index[i]];
}

class NrTransportBlockDecoder implements ChannelDecoder {
  /** Mean over the code blocks of the last `decode`. */
  iterations = 0;
  readonly #code: NrTransportBlockCode;
  readonly #segmentation: NrSegmentation;
  readonly #plans: readonly BlockPlan[];
  readonly #crc: Crc;
  readonly #soft: readonly NrSoftBuffer[];
  readonly #decoder: NrCodeBlockDecoder;
  readonly #block: Uint8Array;
  /** The beginning of `#block`, without CRC. */
  readonly #data: Uint8Array;
  readonly #payload: Uint8Array;
  /** The beginning of `#payload`, without CRC. */
  readonly #information: Uint8Array;

  constructor(
    code: NrTransportBlockCode,
    segmentation: NrSegmentation,
    plans: readonly BlockPlan[],
    crc: Crc,
    soft: readonly NrSoftBuffer[],
    decoder: NrCodeBlockDecoder,
  ) {
    this.#code = code;
    this.#segmentation = segmentation;
    this.#plans = plans;
    this.#crc = crc;
    this.#soft = soft;
    this.#decoder = decoder;
    this.#block = new Uint8Array(segmentation.payloadBits);
    this.#data = this.#block.subarray(0, segmentation.payloadBits - segmentation.crcBits);
    this.#payload = new Uint8Array(code.informationBits + crc.width);
    this.#information = this.#payload.subarray(0, code.informationBits);
  }

  decode(llrs: Float32Array, information: Uint8Array): boolean {
    checkLlrs(this.#code.name, "llrs", llrs, this.#code.codedBits);
    checkLength(this.#code.name, "information", information, this.#code.informationBits);
    this.#recover(llrs);
    const { codeBlocks } = this.#segmentation;
    const payload = this.#payload;
    let holds = true;
    let iterations = 0;
    for (let r = 0; r < codeBlocks; r++) {
      if (!this.#decoder.decode(this.#soft[r], this.#block, 0, r)) holds = false;
      this.afterBlock(this.#decoder, r);
      iterations += this.#decoder.iterations;
      payload.set(this.#data, r * this.#data.length);
    }
    this.iterations = iterations / codeBlocks;
    information.set(this.#information);
    return holds && this.#crc.holds(payload);
  }

  toString(): string {
    return String(this.#decoder);
  }

  /** What a decoder that keeps more does once code block r is decoded. */
  protected afterBlock(_decoder: NrCodeBlockDecoder, _r: number): void {}

  #recover(llrs: Float32Array): void {
    const soft = this.#soft;
    for (const buffer of soft) buffer.clear();
    let start = 0;
    for (let transmission = 0; start < llrs.length; transmission++) {
      for (let r = 0; r < soft.length; r++) {
        const { indices, rows } = this.#plans[r];
        soft[r].addIndexed(llrs, start, indices[transmission], rows);
        start += indices[transmission].length;
      }
    }
  }
}

/** Keeps the posteriors of every code block, which share one decoder. */
class NrSoftTransportBlockDecoder extends NrTransportBlockDecoder {
  readonly #softPlans: readonly BlockPlan[];
  /** Of each code block: of the word before puncturing. */
  readonly #posteriors: readonly Float32Array[];

  constructor(
    code: NrTransportBlockCode,
    segmentation: NrSegmentation,
    plans: readonly BlockPlan[],
    crc: Crc,
    soft: readonly NrSoftBuffer[],
    decoder: NrCodeBlockDecoder,
  ) {
    super(code, segmentation, plans, crc, soft, decoder);
    this.#softPlans = plans;
    this.#posteriors = soft.map(({ llrs }) => new Float32Array(llrs.length));
  }

  posterior(llrs: Float32Array): void {
    const posteriors = this.#posteriors;
    let next = 0;
    for (let transmission = 0; next < llrs.length; transmission++) {
      for (let r = 0; r < posteriors.length; r++) {
        const index = this.#softPlans[r].indices[transmission];
        const of = posteriors[r];
        for (let i = 0; i < index.length; i++) llrs[next++] = of[index[i]];
      }
    }
  }

  protected override afterBlock(decoder: NrCodeBlockDecoder, r: number): void {
    decoder.posteriors(this.#posteriors[r]);
  }
}
