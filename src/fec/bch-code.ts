import { Bch } from "./bch.js";
import { smallestPrimitivePolynomial } from "./bch-generator.js";
import type { ChannelCode } from "./channel-code.js";
import { checkLength, checkLlrs, checkWhole } from "./check-arguments.js";

/** A binary BCH code with hard decision. */
export interface BchSpec {
  readonly family: "bch";
  /** m, 3 to 16: code words of 2^m - 1 bits unless shortened. */
  readonly fieldDegree: number;
  /** t. */
  readonly correctableErrors: number;
  /** Information bits left out; 0 if left out. */
  readonly shortenedBits?: number;
  /** With its term x^m; the smallest primitive one if left out, e.g. x^4 + x + 1. */
  readonly primitivePolynomial?: number;
}

/**
 * BCH code over hard decisions, an LLR of 0 decided as 0. A frame with more errors than the code can find comes out as
 * decided, not accepted.
 *
 * @throws RangeError naming the argument where no such code exists
 */
export function bchCode(spec: BchSpec): ChannelCode<object> {
  const { fieldDegree, correctableErrors, shortenedBits = 0 } = spec;
  checkWhole("bchCode", "fieldDegree", fieldDegree, 3, 16);
  checkWhole("bchCode", "shortenedBits", shortenedBits, 0, 2 ** fieldDegree - 2);
  const parameters = {
    fieldDegree,
    primitivePolynomial: spec.primitivePolynomial ?? smallestPrimitivePolynomial(fieldDegree),
    correctableErrors,
    codedBits: 2 ** fieldDegree - 1 - shortenedBits,
  };
  const encoder = new Bch(parameters);
  const { informationBits, codedBits } = encoder;
  const name = encoder.toString();
  return {
    name,
    informationBits,
    codedBits,
    encode: (information, coded) => {
      checkLength(name, "information", information, informationBits);
      checkLength(name, "coded", coded, codedBits);
      coded.set(information);
      encoder.encode(coded);
    },
    decoder: () => {
      const bch = new Bch(parameters);
      const word = new Uint8Array(codedBits);
      return {
        iterations: 1,
        decode: (llrs, information) => {
          checkLlrs(name, "llrs", llrs, codedBits);
          checkLength(name, "information", information, informationBits);
          for (let i = 0; i < codedBits; i++) word[i] = llrs[i] < 0 ? 1 : 0;
          const isCorrected = bch.correct(word) >= 0;
          for (let i = 0; i < informationBits; i++) information[i] = word[i];
          return isCorrected;
        },
        toString: () => "hard decision, Berlekamp-Massey",
      };
    },
    toString: () => name,
  };
}
