import { decoderInput, type InnerListener, numberFormat, openCode } from "../fec/code-family.js";
import { CodedLink } from "./coded-link.js";
import type { CodedLinkSpec } from "./coded-link-spec.js";

/** Values of one place of the chain, a row a frame. */
export interface GoldenSignal {
  /** File name without ending, e.g. `llrs`, `iteration-01-messages`. */
  readonly name: string;
  readonly describe: string;
  readonly type: "bit" | "int8" | "int16" | "int32" | "float32";
  readonly frames: readonly (Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array)[];
  /** Numbers of the frames that have a row, where not all have: a frame that stopped has no later iterations. */
  readonly frameNumbers?: readonly number[];
}

/** Inputs and outputs of a chain that an implementation can be held to. */
export interface GoldenVectors {
  readonly link: CodedLinkSpec;
  readonly code: { readonly name: string; readonly informationBits: number; readonly codedBits: number };
  readonly decoder: string;
  /** How a decoder of integers counts, where it is known. */
  readonly numberFormat?: Readonly<Record<string, string | number>>;
  /** Es/N0 in dB, or the probability of a BSC or erasure channel. */
  readonly level: number;
  readonly signals: readonly GoldenSignal[];
}

/**
 * Golden vectors of frames 0 to `frames` - 1 of a coded link: information, coded bits, LLRs, the decoder's input in
 * its own number format, decided bits and the decoder's verdict; on request its messages and posteriors after each
 * iteration.
 *
 * @param isTraced  also the inner values of an iterative decoder
 * @throws RangeError where the decoder has none to show
 */
export function goldenVectors(link: CodedLinkSpec, level: number, frames: number, isTraced: boolean): GoldenVectors {
  const inner = new Map<string, InnerRows>();
  let frame = 0;
  const keep: InnerListener = (name, describe, values) => {
    const rows = inner.get(name) ?? { describe, frames: [], frameNumbers: [] };
    inner.set(name, rows);
    rows.frames.push(values.slice());
    rows.frameNumbers.push(frame);
  };
  const code = openCode(link.code, isTraced ? keep : undefined);
  const chain = new CodedLink(link, code);
  const information: Uint8Array[] = [];
  const coded: Uint8Array[] = [];
  const llrs: Float32Array[] = [];
  const inputs: GoldenSignal["frames"][number][] = [];
  const decided: Uint8Array[] = [];
  const verdicts: Int32Array[] = [];
  for (; frame < frames; frame++) {
    const isAccepted = chain.send(level, frame);
    const sent = chain.lastFrame;
    information.push(sent.information.slice());
    coded.push(sent.coded.slice());
    llrs.push(sent.llrs.slice());
    const input = decoderInput(link.code, sent.llrs);
    if (input) inputs.push(input);
    decided.push(sent.decided.slice());
    verdicts.push(Int32Array.of(isAccepted ? 1 : 0, code.decoder.iterations));
  }
  const signals: GoldenSignal[] = [
    { name: "information", describe: "information bits, encoder input", type: "bit", frames: information },
    { name: "coded", describe: "coded bits in the order they are sent", type: "bit", frames: coded },
    { name: "llrs", describe: "channel LLRs, one a coded bit", type: "float32", frames: llrs },
    ...(inputs.length > 0
      ? [
          {
            name: "llr-counts",
            describe: "the same LLRs as the decoder counts them",
            type: numberType(inputs[0]),
            frames: inputs,
          },
        ]
      : []),
    { name: "decided", describe: "decided information bits, decoder output", type: "bit", frames: decided },
    {
      name: "verdict",
      describe: "1 where the decoder accepts the frame, else 0; iterations",
      type: "int32",
      frames: verdicts,
    },
    ...[...inner].map(([name, rows]) => ({ name, ...rows, type: numberType(rows.frames[0]) })),
  ];
  return {
    link,
    code: { name: code.name, informationBits: code.informationBits, codedBits: code.codedBits },
    decoder: String(code.decoder),
    numberFormat: numberFormat(link.code),
    level,
    signals,
  };
}

interface InnerRows {
  readonly describe: string;
  readonly frames: GoldenSignal["frames"][number][];
  readonly frameNumbers: number[];
}

function numberType(values: GoldenSignal["frames"][number]): GoldenSignal["type"] {
  if (values instanceof Float32Array) return "float32";
  if (values instanceof Int8Array) return "int8";
  return values instanceof Int16Array ? "int16" : "int32";
}
