import { ldpcDecoder } from "../../kernels/ldpc/create-ldpc-decoder.js";
import type { LdpcTrace } from "../../kernels/ldpc/ldpc-decoder.js";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { QuasiCyclicCode } from "../../kernels/ldpc/quasi-cyclic-code.js";
import { ar4jaEncoder, generatorEncoder, type LdpcWordEncoder } from "./ccsds-ldpc-encoder.js";
import {
  type Ar4jaRate,
  ar4jaExtraBlocks,
  ar4jaQuasiCyclic,
  ar4jaSize,
  c2QuasiCyclic,
  telecommandQuasiCyclic,
} from "./ccsds-ldpc-matrix.js";
import type { ChannelCode, ChannelDecoder } from "./channel-code.js";
import { checkLength, checkLlrs } from "./check-arguments.js";

/** An LDPC code of CCSDS telemetry (131.0-B) or telecommand (231.0-B). */
export type CcsdsLdpcSpec =
  | {
      readonly family: "ccsds-ldpc";
      readonly code: "ar4ja";
      /** 1024, 4096 or 16384. */
      readonly informationBits: number;
      readonly rate: Ar4jaRate;
    }
  /** (8160, 7136), for near-Earth links. */
  | { readonly family: "ccsds-ldpc"; readonly code: "c2" }
  /** (128, 64) and (512, 256). */
  | { readonly family: "ccsds-ldpc"; readonly code: "telecommand"; readonly codedBits: 128 | 512 };

/** How an LDPC word is sent. */
interface CcsdsLdpcShape {
  readonly name: string;
  readonly matrix: QuasiCyclicCode;
  readonly encoder: LdpcWordEncoder;
  /** Leading variables that are 0 and are not sent. */
  readonly shortened: number;
  readonly informationBits: number;
  /** Variables that are sent after those. */
  readonly sent: number;
  /** Zeros that are sent behind the word. */
  readonly fill: number;
}

/** A CCSDS LDPC code, whose decoder can tell what it does in each iteration. */
export interface CcsdsLdpcCode extends ChannelCode<LdpcSettings> {
  /** @param options  `onIteration` is told the decoder's posteriors and messages */
  decoder(settings: LdpcSettings, options?: { readonly onIteration?: (trace: LdpcTrace) => void }): ChannelDecoder;
}

/** LLR of a bit that is known to be 0: beyond any received one, within every arithmetic's own clip. */
const knownLlr = 1e4;

/** @throws RangeError with the codes that there are */
export function ccsdsLdpcCode(spec: CcsdsLdpcSpec): CcsdsLdpcCode {
  const { name, matrix, encoder, shortened, informationBits, sent, fill } = shapeOf(spec);
  const codedBits = sent + fill;
  const variables = matrix.columns * matrix.liftingSize;
  const word = new Uint8Array(variables);
  return {
    name,
    informationBits,
    codedBits,
    encode: (information, coded) => {
      checkLength(name, "information", information, informationBits);
      checkLength(name, "coded", coded, codedBits);
      word.set(information, shortened);
      encoder.encode(word);
      coded.fill(0);
      for (let i = 0; i < sent; i++) coded[i] = word[shortened + i];
    },
    decoder: (settings, options) => {
      const decoder = ldpcDecoder(matrix, settings, options ?? {});
      const inner = new Float32Array(variables);
      const hard = new Uint8Array(variables);
      inner.fill(knownLlr, 0, shortened);
      return {
        get iterations() {
          return decoder.iterations;
        },
        decode: (llrs, information) => {
          checkLlrs(name, "llrs", llrs, codedBits);
          checkLength(name, "information", information, informationBits);
          for (let i = 0; i < sent; i++) inner[shortened + i] = llrs[i];
          const holds = decoder.decode(inner, hard);
          for (let i = 0; i < informationBits; i++) information[i] = hard[shortened + i];
          return holds;
        },
        toString: () => String(decoder),
      };
    },
    toString: () => name,
  };
}

function shapeOf(spec: CcsdsLdpcSpec): CcsdsLdpcShape {
  switch (spec.code) {
    case "ar4ja": {
      const { informationBits, rate } = spec;
      const size = ar4jaSize(informationBits, rate);
      const matrix = ar4jaQuasiCyclic(size, rate);
      return {
        name: `CCSDS AR4JA k=${informationBits} ${rate}`,
        matrix,
        encoder: ar4jaEncoder(size, rate),
        shortened: 0,
        informationBits,
        // The last M variables are punctured.
        sent: (ar4jaExtraBlocks[rate] + 4) * size,
        fill: 0,
      };
    }
    case "c2": {
      const matrix = c2QuasiCyclic();
      return {
        name: "CCSDS C2 (8160, 7136)",
        matrix,
        // The matrix has rank 1020: the standard's generator has the last bit of both parity blocks at 0.
        encoder: generatorEncoder(matrix, 1022, [510, 1021]),
        shortened: 18,
        informationBits: 7136,
        sent: 8158,
        fill: 2,
      };
    }
    case "telecommand": {
      const { codedBits } = spec;
      if (codedBits !== 128 && codedBits !== 512) {
        throw new RangeError(`ccsdsLdpcCode: codedBits: expected 128 or 512, found ${codedBits}`);
      }
      const matrix = telecommandQuasiCyclic(codedBits);
      return {
        name: `CCSDS telecommand LDPC (${codedBits}, ${codedBits / 2})`,
        matrix,
        encoder: generatorEncoder(matrix, codedBits / 2),
        shortened: 0,
        informationBits: codedBits / 2,
        sent: codedBits,
        fill: 0,
      };
    }
    default:
      throw new RangeError(
        `ccsdsLdpcCode: code: expected ar4ja, c2 or telecommand, found ${JSON.stringify((spec as { code: unknown }).code)}`,
      );
  }
}
