import type { Backend } from "../../kernels/kernel.js";
import type { ReedSolomonCode } from "../../kernels/reed-solomon/reed-solomon-code.js";
import type { ReedSolomonCodec } from "../../kernels/reed-solomon/reed-solomon-codec.js";
import { ReferenceReedSolomonCodec } from "../../kernels/reed-solomon/reed-solomon-reference.js";
import { SimdReedSolomonCodec } from "../../kernels/reed-solomon/reed-solomon-simd.js";
import { hasWasmSimd } from "../../kernels/wasm-simd.js";
import { smallestPrimitivePolynomial } from "./bch-generator.js";
import type { ChannelCode, ChannelDecoder } from "./channel-code.js";
import { checkLength, checkLlrs, checkWhole } from "./check-arguments.js";

/** A systematic Reed-Solomon code, whole or shortened, one word or several interleaved. */
export interface ReedSolomonSpec {
  readonly family: "reed-solomon";
  /** n, symbols of a word as sent: 2^m - 1, or fewer where leading information symbols are 0 and not sent. */
  readonly codedSymbols: number;
  /** k, information symbols of a word as sent. */
  readonly informationSymbols: number;
  /** m, 3 to 8; 8 if left out. */
  readonly symbolBits?: number;
  /** With its term x^m; the smallest primitive one if left out, e.g. 0x11d for m = 8. */
  readonly fieldPolynomial?: number;
  /** b: the generator's roots are beta^b to beta^(b + n - k - 1); 1 if left out. */
  readonly firstRoot?: number;
  /** p: beta = alpha^p, without a factor in common with 2^m - 1; 1 if left out. */
  readonly rootStep?: number;
  /** Words of a frame, whose symbols are sent in turn; 1 if left out. */
  readonly interleaving?: number;
}

/** A decoder of Reed-Solomon codes, from hard decisions: an LLR of 0 is decided as 0. */
export interface ReedSolomonSettings {
  /** `errors-and-erasures`: symbols with an LLR close to 0 are erased; a word has twice as many of them corrected. */
  readonly decoder: "errors" | "errors-and-erasures";
  /** A symbol is erased where the magnitude of one of its LLRs is this or less; 0 if left out. */
  readonly erasureThreshold?: number;
  /** `simd` if left out; both give the same bits. */
  readonly backend?: Exclude<Backend, "gpu">;
}

/**
 * A Reed-Solomon code: bits fill symbols from the highest; information, then parity, symbol i of each word in turn.
 *
 * A frame is accepted where every word is; a refused word comes out as it was decided.
 *
 * @throws RangeError where no such code exists, naming the argument
 */
export function reedSolomonCode(spec: ReedSolomonSpec): ChannelCode<ReedSolomonSettings> {
  const { codedSymbols, informationSymbols, symbolBits = 8, firstRoot = 1, rootStep = 1, interleaving = 1 } = spec;
  checkWhole("ReedSolomonSpec", "symbolBits", symbolBits, 3, 8);
  checkWhole("ReedSolomonSpec", "codedSymbols", codedSymbols, 2, 2 ** symbolBits - 1);
  checkWhole("ReedSolomonSpec", "informationSymbols", informationSymbols, 1, codedSymbols - 1);
  const words = interleaving === 1 ? "" : ` x ${interleaving}`;
  return new ReedSolomonChannelCode(
    {
      symbolBits,
      fieldPolynomial: spec.fieldPolynomial ?? smallestPrimitivePolynomial(symbolBits),
      symbols: codedSymbols,
      parity: codedSymbols - informationSymbols,
      firstRoot,
      rootStep,
      interleaving,
    },
    `Reed-Solomon (${codedSymbols}, ${informationSymbols})${words} GF(${2 ** symbolBits})`,
  );
}

/** `reedSolomonCode` of a code as the kernel has it, under a name of one's own. */
export class ReedSolomonChannelCode implements ChannelCode<ReedSolomonSettings> {
  readonly name: string;
  readonly informationBits: number;
  readonly codedBits: number;
  readonly #code: ReedSolomonCode;
  readonly #codec: ReedSolomonCodec;

  constructor(code: ReedSolomonCode, name: string) {
    this.name = name;
    this.#code = code;
    this.#codec = hasWasmSimd() ? new SimdReedSolomonCodec(code) : new ReferenceReedSolomonCodec(code);
    const { symbols, parity, interleaving, symbolBits } = code;
    this.informationBits = (symbols - parity) * interleaving * symbolBits;
    this.codedBits = symbols * interleaving * symbolBits;
  }

  encode(information: Uint8Array, coded: Uint8Array): void {
    checkLength(this.name, "information", information, this.informationBits);
    checkLength(this.name, "coded", coded, this.codedBits);
    const { symbolBits } = this.#code;
    const { symbols } = this.#codec;
    packSymbols(information, symbolBits, symbols);
    this.#codec.encode();
    for (let i = 0, at = 0; i < symbols.length; i++) {
      for (let shift = symbolBits - 1; shift >= 0; shift--) coded[at++] = (symbols[i] >> shift) & 1;
    }
  }

  decoder(settings: ReedSolomonSettings): ChannelDecoder {
    const { name, codedBits, informationBits } = this;
    const threshold = erasureThresholdOf(settings);
    const codec = reedSolomonCodec(this.#code, settings);
    return {
      iterations: 1,
      decode: (llrs, information) => {
        checkLength(name, "llrs", llrs, codedBits);
        checkLength(name, "information", information, informationBits);
        if (!codec.receive(llrs, threshold)) checkLlrs(name, "llrs", llrs, codedBits);
        const isAccepted = codec.correct();
        codec.information(information);
        return isAccepted;
      },
      toString: () => `${codec}, ${settings.decoder}`,
    };
  }

  /** A codec of this code on its own. */
  codec(settings: ReedSolomonSettings): ReedSolomonCodec {
    erasureThresholdOf(settings);
    return reedSolomonCodec(this.#code, settings);
  }

  toString(): string {
    return this.name;
  }
}

/** Bits to symbols of a frame, the first bit of each the highest; leaves the rest of the symbols. */
export function packSymbols(bits: Uint8Array, symbolBits: number, symbols: Uint8Array): void {
  for (let at = 0, i = 0; at < bits.length; i++) {
    let symbol = 0;
    for (const end = at + symbolBits; at < end; at++) symbol = 2 * symbol + bits[at];
    symbols[i] = symbol;
  }
}

function reedSolomonCodec(code: ReedSolomonCode, { backend }: ReedSolomonSettings): ReedSolomonCodec {
  if (backend !== undefined && backend !== "reference" && backend !== "simd") {
    throw new RangeError(`ReedSolomonSettings: backend: expected reference or simd, found ${backend}`);
  }
  return backend === "reference" ? new ReferenceReedSolomonCodec(code) : new SimdReedSolomonCodec(code);
}

/** Below 0 where nothing is erased. */
function erasureThresholdOf({ decoder, erasureThreshold }: ReedSolomonSettings): number {
  if (decoder === "errors") {
    if (erasureThreshold === undefined) return -1;
    throw new RangeError("ReedSolomonSettings: erasureThreshold: expected none with the decoder of errors, found one");
  }
  if (decoder !== "errors-and-erasures") {
    throw new RangeError(`ReedSolomonSettings: decoder: expected errors or errors-and-erasures, found ${decoder}`);
  }
  const threshold = erasureThreshold ?? 0;
  if (!(threshold >= 0 && threshold < Infinity)) {
    throw new RangeError(`ReedSolomonSettings: erasureThreshold: expected 0 or more, found ${threshold}`);
  }
  return threshold;
}
