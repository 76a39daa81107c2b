import type { DecodedCode } from "../fec/code-family.js";
import { SymbolLink } from "../phy/symbol-link.js";
import { RandomBits } from "../random/random-bits.js";
import type { CodedLinkSpec } from "./coded-link-spec.js";
import type { FrameCounts } from "./frame-counts.js";

/**
 * A code over a modulation and a memoryless channel, with all work buffers: sends frames and counts what arrives
 * wrong. The bits and the noise of frame n are those of streams that (seed, n) name, the same at every level of the
 * channel: which worker sends a frame, and when, changes nothing.
 */
export class CodedLink {
  readonly informationBits: number;
  readonly #code: DecodedCode;
  readonly #symbols: SymbolLink;
  readonly #source: RandomBits;
  readonly #information: Uint8Array;
  readonly #coded: Uint8Array;
  readonly #llrs: Float32Array;
  readonly #decided: Uint8Array;

  /** @param code  the opened `spec.code` */
  constructor(spec: CodedLinkSpec, code: DecodedCode) {
    this.#code = code;
    this.#source = new RandomBits(spec.seed, "coded-link.information");
    this.informationBits = code.informationBits;
    this.#symbols = new SymbolLink({
      modulation: spec.modulation,
      demapping: spec.demapping,
      channel: spec.channel,
      codedBits: code.codedBits,
      seed: spec.seed,
    });
    this.#information = new Uint8Array(code.informationBits);
    this.#coded = new Uint8Array(code.codedBits);
    this.#llrs = new Float32Array(code.codedBits);
    this.#decided = new Uint8Array(code.informationBits);
  }

  /**
   * @param level  Es/N0 in dB, or the probability of a BSC or erasure channel
   */
  count(level: number, firstFrame: number, frames: number): FrameCounts {
    const counts = {
      frames,
      frameErrors: 0,
      undetectedErrors: 0,
      bitErrors: 0,
      squaredBitErrors: 0,
      iterations: 0,
    };
    for (let frame = firstFrame; frame < firstFrame + frames; frame++) {
      const isAccepted = this.send(level, frame);
      counts.iterations += this.#code.decoder.iterations;
      const bitErrors = differences(this.#information, this.#decided);
      if (bitErrors === 0) continue;
      counts.frameErrors++;
      counts.bitErrors += bitErrors;
      counts.squaredBitErrors += bitErrors * bitErrors;
      if (isAccepted) counts.undetectedErrors++;
    }
    return counts;
  }

  /** One frame; returns whether the decoder accepts it. What was sent and received stands in the buffers. */
  send(level: number, frame: number): boolean {
    this.#source.fill(this.#information, frame);
    this.#code.encode(this.#information, this.#coded);
    this.#symbols.transmit(this.#coded, level, frame, this.#llrs);
    return this.#code.decoder.decode(this.#llrs, this.#decided);
  }

  /** Of the last frame sent; overwritten by the next. */
  get lastFrame(): CodedFrame {
    return { information: this.#information, coded: this.#coded, llrs: this.#llrs, decided: this.#decided };
  }

  toString(): string {
    return `CodedLink(${this.#code.name}, ${this.#symbols}, ${this.#code.decoder})`;
  }
}

/** What one frame was on its way. */
export interface CodedFrame {
  readonly information: Uint8Array;
  readonly coded: Uint8Array;
  readonly llrs: Float32Array;
  readonly decided: Uint8Array;
}

function differences(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) count += a[i] ^ b[i];
  return count;
}
