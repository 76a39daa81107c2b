import { ldpcArithmetic, ldpcInput } from "../../kernels/ldpc/ldpc-arithmetic.js";
import type { LdpcTrace } from "../../kernels/ldpc/ldpc-decoder.js";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { QuasiCyclicCode } from "../../kernels/ldpc/quasi-cyclic-code.js";
import { polarChannelValues, polarCounts } from "../../kernels/polar/polar-settings.js";
import { viterbiCount, viterbiCounts } from "../../kernels/viterbi/viterbi-settings.js";
import { type BchSpec, bchCode } from "./bch-code.js";
import {
  type CcsdsConcatenatedSettings,
  type CcsdsConcatenatedSpec,
  ccsdsConcatenatedCode,
  ccsdsConcatenatedInner,
} from "./ccsds-concatenated.js";
import { type CcsdsConvolutionalSpec, ccsdsConvolutionalCode, ccsdsConvolutionalSpec } from "./ccsds-convolutional.js";
import { type CcsdsLdpcSpec, ccsdsLdpcCode } from "./ccsds-ldpc.js";
import { type CcsdsReedSolomonSpec, ccsdsReedSolomonCode } from "./ccsds-reed-solomon.js";
import { type CcsdsTurboSpec, ccsdsTurboCode } from "./ccsds-turbo.js";
import type { ChannelCode, ChannelDecoder } from "./channel-code.js";
import { ConvolutionalCode, type ConvolutionalSpec, convolutionalCode } from "./convolutional.js";
import type { ConvolutionalSettings } from "./convolutional-settings.js";
import { type DvbS2Spec, dvbS2Code } from "./dvb-s2.js";
import { type NrLdpcSpec, nrLdpcCode } from "./nr-ldpc.js";
import { nrPolarCode, type PolarSettings } from "./nr-polar.js";
import type { NrPolarSpec } from "./nr-polar-chain.js";
import { type NrTransportBlockSpec, nrTransportBlockCode } from "./nr-transport-block.js";
import { type ReedSolomonSettings, type ReedSolomonSpec, reedSolomonCode } from "./reed-solomon.js";
import { turboCounts } from "./turbo-decoder.js";
import type { TurboOptions, TurboSettings } from "./turbo-settings.js";
import { type UncodedSpec, uncodedCode } from "./uncoded.js";

/** A code and its decoder as plain data, tagged by the code's family. */
export type CodeAndDecoder =
  | { readonly family: "uncoded"; readonly code: UncodedSpec; readonly decoder: object }
  | { readonly family: "nr-ldpc"; readonly code: NrLdpcSpec; readonly decoder: LdpcSettings }
  | { readonly family: "nr-transport-block"; readonly code: NrTransportBlockSpec; readonly decoder: LdpcSettings }
  | { readonly family: "nr-polar"; readonly code: NrPolarSpec; readonly decoder: PolarSettings }
  | { readonly family: "dvb-s2"; readonly code: DvbS2Spec; readonly decoder: LdpcSettings }
  | { readonly family: "ccsds-ldpc"; readonly code: CcsdsLdpcSpec; readonly decoder: LdpcSettings }
  | { readonly family: "ccsds-turbo"; readonly code: CcsdsTurboSpec; readonly decoder: TurboSettings }
  | {
      readonly family: "ccsds-concatenated";
      readonly code: CcsdsConcatenatedSpec;
      readonly decoder: CcsdsConcatenatedSettings;
    }
  | {
      readonly family: "ccsds-convolutional";
      readonly code: CcsdsConvolutionalSpec;
      readonly decoder: ConvolutionalSettings;
    }
  | {
      readonly family: "ccsds-reed-solomon";
      readonly code: CcsdsReedSolomonSpec;
      readonly decoder: ReedSolomonSettings;
    }
  | { readonly family: "convolutional"; readonly code: ConvolutionalSpec; readonly decoder: ConvolutionalSettings }
  | { readonly family: "reed-solomon"; readonly code: ReedSolomonSpec; readonly decoder: ReedSolomonSettings }
  | { readonly family: "bch"; readonly code: BchSpec; readonly decoder: object };

/** A code with a decoder of its own, ready for one frame after another. */
export interface DecodedCode extends Pick<ChannelCode<never>, "name" | "informationBits" | "codedBits" | "encode"> {
  readonly decoder: ChannelDecoder;
}

/** Told the inner values of a decoder: a signal's name, what it is, and its values, which are only lent. */
export type InnerListener = (
  name: string,
  describe: string,
  values: Int8Array | Int16Array | Int32Array | Float32Array,
) => void;

/** Families whose decoders iterate and tell their inner values after each iteration. */
export const tracedFamilies: readonly CodeAndDecoder["family"][] = [
  "nr-ldpc",
  "nr-transport-block",
  "dvb-s2",
  "ccsds-ldpc",
  "ccsds-turbo",
];

/**
 * A code with its decoder.
 *
 * @param listener  told the decoder's inner values; of `tracedFamilies` only
 * @throws RangeError where no such code or decoder exists, naming the argument
 */
export function openCode(job: CodeAndDecoder, listener?: InnerListener): DecodedCode {
  if (listener && !tracedFamilies.includes(job.family)) {
    throw new RangeError(`openCode: listener: expected one of ${tracedFamilies.join(", ")}, found ${job.family}`);
  }
  switch (job.family) {
    case "uncoded":
      return decoded(uncodedCode(job.code), job.decoder);
    case "nr-ldpc":
      return decoded(nrLdpcCode(job.code), job.decoder, ldpcTrace(listener));
    case "nr-transport-block":
      return decoded(nrTransportBlockCode(job.code), job.decoder, ldpcTrace(listener));
    case "nr-polar":
      return decoded(nrPolarCode(job.code), job.decoder);
    case "dvb-s2":
      return decoded(dvbS2Code(job.code), job.decoder, ldpcTrace(listener));
    case "ccsds-ldpc":
      return decoded(ccsdsLdpcCode(job.code), job.decoder, ldpcTrace(listener));
    case "ccsds-turbo":
      return decoded(ccsdsTurboCode(job.code), job.decoder, turboTrace(listener));
    case "ccsds-concatenated":
      return decoded(ccsdsConcatenatedCode(job.code), job.decoder);
    case "ccsds-convolutional":
      return decoded(ccsdsConvolutionalCode(job.code), job.decoder);
    case "ccsds-reed-solomon":
      return decoded(ccsdsReedSolomonCode(job.code), job.decoder);
    case "convolutional":
      return decoded(convolutionalCode(job.code), job.decoder);
    case "reed-solomon":
      return decoded(reedSolomonCode(job.code), job.decoder);
    case "bch":
      return decoded(bchCode(job.code), job.decoder);
  }
}

function ldpcTrace(listener: InnerListener | undefined) {
  if (listener === undefined) return undefined;
  let hasEdges = false;
  return {
    onIteration: ({ code, rows, iteration, posteriors, messages }: LdpcTrace, codeBlock = 0) => {
      if (!hasEdges) listener("edges", edgesText(code, rows), edgeNumbers(code));
      hasEdges = true;
      const place = `${iterationName(iteration)}${codeBlock > 0 ? `-block-${codeBlock}` : ""}`;
      listener(`${place}-posteriors`, "posteriors of all variables, block column by block column", posteriors);
      listener(
        `${place}-messages`,
        "check-to-variable messages, edge by edge in the order of `edges`, check 0 to Z - 1 each",
        messages,
      );
    },
  };
}

function edgesText({ liftingSize, rows: all, columns }: QuasiCyclicCode, rows: number): string {
  return (
    `parity-check matrix of ${all} x ${columns} blocks of Z = ${liftingSize}, of which the first ${rows} block rows are in ` +
    "use, each a layer of the layered schedule; in the order of the messages, four numbers an edge: block row, block " +
    "column, shift, 1 where check 0 has no such edge; check i of the block row meets variable (i + shift) mod Z of the " +
    "block column. Unless every row has one: an edge to a block column that no other edge of the rows in use meets " +
    "counts in its check with the LLR, and its message stays 0"
  );
}

function edgeNumbers({ edges }: QuasiCyclicCode): Int32Array {
  return Int32Array.from(
    edges.flatMap(({ row, column, shift, lacksFirst }) => [row, column, shift, lacksFirst ? 1 : 0]),
  );
}

function turboTrace(listener: InnerListener | undefined): TurboOptions | undefined {
  if (listener === undefined) return undefined;
  return {
    onIteration: ({ iteration, posteriors, firstExtrinsics, secondExtrinsics }) => {
      const place = iterationName(iteration);
      listener(`${place}-posteriors`, "posteriors of the second component decoder, in the block's order", posteriors);
      listener(`${place}-extrinsics-a`, "what the first component decoder told the second", firstExtrinsics);
      listener(`${place}-extrinsics-b`, "what the second component decoder told the first", secondExtrinsics);
    },
  };
}

function iterationName(iteration: number): string {
  return `iteration-${String(iteration).padStart(2, "0")}`;
}

/** Channel LLRs as the decoder counts them; undefined where it works in float32 or on hard decisions. */
export function decoderInput(job: CodeAndDecoder, llrs: Float32Array): Int8Array | Int16Array | undefined {
  switch (job.family) {
    case "nr-ldpc":
    case "nr-transport-block":
    case "dvb-s2":
    case "ccsds-ldpc": {
      const arithmetic = ldpcArithmetic(job.decoder);
      const counts = countsOf(arithmetic.kind, llrs.length);
      if (counts) ldpcInput(llrs, arithmetic, counts);
      return counts;
    }
    case "nr-polar": {
      const { decoder } = job;
      const listSize = decoder.decoder === "sc" ? 1 : (decoder.listSize ?? 8);
      const counts = countsOf(decoder.arithmetic, llrs.length);
      if (counts) polarChannelValues(llrs, polarCounts({ ...decoder, listSize }), counts);
      return counts;
    }
    case "ccsds-turbo":
      return turboCounts(job.decoder, llrs);
    case "convolutional":
      return viterbiInput(job.code, job.decoder, llrs);
    case "ccsds-convolutional":
      return viterbiInput(ccsdsConvolutionalSpec(job.code), job.decoder, llrs);
    case "ccsds-concatenated":
      return viterbiInput(ccsdsConcatenatedInner(job.code), job.decoder.inner, llrs);
    default:
      return undefined;
  }
}

/** How an LDPC decoder of integers counts, for whoever builds the same; undefined for other decoders. */
export function numberFormat(job: CodeAndDecoder): Readonly<Record<string, string | number>> | undefined {
  if (!("checkRule" in job.decoder)) return undefined;
  const { kind, scale, largestLlr, largestMessage, largestPosterior, sixteenthsLess, offset } = ldpcArithmetic(
    job.decoder,
  );
  if (kind === "float32") return undefined;
  const word = kind === "int16" ? 32_767 : 127;
  return {
    llrs: `LLR times ${scale}, to the nearest whole number, ties to even, clipped to -${largestLlr} to ${largestLlr}`,
    inputs: `q = posterior - message of the edge, clipped to -${word + 1} to ${word}; a negative q counts as 1 in signs`,
    magnitudes:
      `m = least |q| of the check's other edges, at most ${word}; ` +
      `then m - ((m * ${sixteenthsLess} + 8) >> 4) - ${offset}, clipped to 0 to ${largestMessage}`,
    signs: "product of the signs of the check's other edges",
    posteriors: `q + new message, clipped to -${largestPosterior} to ${largestPosterior}; bit 1 where negative`,
  };
}

function viterbiInput(
  spec: ConvolutionalSpec,
  { decoder, arithmetic, quantisation }: ConvolutionalSettings,
  llrs: Float32Array,
): Int8Array | Int16Array | undefined {
  if (arithmetic === "float32" || decoder === "bcjr-log") return undefined;
  const { trellis, frame } = new ConvolutionalCode(spec, "frame");
  const format = viterbiCounts(trellis, frame, arithmetic, quantisation);
  const counts = arithmetic === "int8" ? new Int8Array(llrs.length) : new Int16Array(llrs.length);
  for (let i = 0; i < llrs.length; i++) counts[i] = viterbiCount(llrs[i], format);
  return counts;
}

function countsOf(arithmetic: string, length: number): Int8Array | Int16Array | undefined {
  if (arithmetic === "int8") return new Int8Array(length);
  return arithmetic === "int16" ? new Int16Array(length) : undefined;
}

interface TraceableCode<Settings, Options> extends ChannelCode<Settings> {
  decoder(settings: Settings, options?: Options): ChannelDecoder;
}

function decoded<Settings, Options>(
  code: TraceableCode<Settings, Options>,
  settings: Settings,
  options?: Options,
): DecodedCode {
  const { name, informationBits, codedBits } = code;
  return {
    name,
    informationBits,
    codedBits,
    encode: (information, coded) => code.encode(information, coded),
    decoder: code.decoder(settings, options),
  };
}
