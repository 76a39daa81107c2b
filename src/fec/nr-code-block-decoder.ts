import { ldpcDecoder } from "../../kernels/ldpc/create-ldpc-decoder.js";
import type { LdpcDecoder, LdpcTrace } from "../../kernels/ldpc/ldpc-decoder.js";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { QuasiCyclicCode } from "../../kernels/ldpc/quasi-cyclic-code.js";
import type { Crc } from "./crc.js";
import { nrLdpcQuasiCyclic } from "./nr-ldpc-base-graph.js";
import type { NrCodeBlock } from "./nr-ldpc-rate-matching.js";
import type { NrSoftBuffer } from "./nr-soft-buffer.js";

/** Messages and posteriors of a code block (0 first) after an iteration, for golden vectors. */
export type NrIterationListener = (trace: LdpcTrace, codeBlock: number) => void;

/** Decodes code blocks of one shape from their soft buffers; one after another, so that blocks may share it. */
export class NrCodeBlockDecoder {
  /** Of the last `decode`. */
  iterations = 0;
  readonly #code: QuasiCyclicCode;
  readonly #payloadBits: number;
  readonly #settings: LdpcSettings;
  readonly #crc: Crc | undefined;
  readonly #onIteration: NrIterationListener | undefined;
  /** A decoder for each number of rows that was needed: rows whose parity was not received cost no time. */
  readonly #decoders = new Map<number, LdpcDecoder>();
  #last: LdpcDecoder | undefined;
  readonly #hard: Uint8Array;
  /** The beginning of `#hard`. */
  readonly #decided: Uint8Array;
  #codeBlock = 0;

  /**
   * @param crc  at the end of the payload; a frame is decided by it, and stops where it and the parity checks hold
   */
  constructor(block: NrCodeBlock, settings: LdpcSettings, crc?: Crc, onIteration?: NrIterationListener) {
    this.#code = nrLdpcQuasiCyclic(block.baseGraph, block.liftingSize);
    this.#payloadBits = block.payloadBits;
    this.#settings = settings;
    this.#crc = crc;
    this.#onIteration = onIteration;
    this.#hard = new Uint8Array(this.#code.columns * block.liftingSize);
    this.#decided = this.#hard.subarray(0, block.payloadBits);
  }

  /** Makes the decoder for a number of rows now rather than with the first frame. */
  prepare(rows: number): void {
    this.#decoder(rows);
  }

  /**
   * @param soft       of the same shape of block
   * @param payload    receives the K' bits decided, CRC among them
   * @param start      of the block in `payload`
   * @param codeBlock  that the listener is told
   * @returns whether the CRC holds, or the parity checks where there is no CRC
   */
  decode(soft: NrSoftBuffer, payload: Uint8Array, start: number, codeBlock: number): boolean {
    this.#codeBlock = codeBlock;
    const decoder = this.#decoder(soft.rows);
    this.#last = decoder;
    const meetsParity = decoder.decode(soft.llrs, this.#hard);
    this.iterations = decoder.iterations;
    payload.set(this.#decided, start);
    return this.#crc ? this.#crc.holds(this.#decided) : meetsParity;
  }

  /**
   * LLRs after the last `decode`, of channel and code together.
   * @param llrs  receives those of the word before puncturing, up to the last block column that the rows in use reach
   */
  posteriors(llrs: Float32Array): void {
    if (!this.#last) throw new RangeError("NrCodeBlockDecoder: posteriors: expected a decode before it, found none");
    this.#last.posteriors(llrs);
  }

  toString(): string {
    return [...this.#decoders.values()].join("; ");
  }

  #decoder(rows: number): LdpcDecoder {
    const made = this.#decoders.get(rows);
    if (made) return made;
    const crc = this.#crc;
    const onIteration = this.#onIteration;
    const decoder = ldpcDecoder(this.#code, this.#settings, {
      rows,
      ...(crc && { accept: (hard: Uint8Array) => crc.holds(hard, 0, this.#payloadBits) }),
      ...(onIteration && { onIteration: (trace: LdpcTrace) => onIteration(trace, this.#codeBlock) }),
    });
    this.#decoders.set(rows, decoder);
    return decoder;
  }
}
