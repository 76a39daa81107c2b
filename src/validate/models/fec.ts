import type { LdpcSettings } from "../../../kernels/ldpc/ldpc-settings.js";
import { type CodeAndDecoder, openCode } from "../../fec/code-family.js";
import { dvbBch, dvbFecFrame } from "../../fec/dvb-fec-frame.js";
import { dvbS2Code } from "../../fec/dvb-s2.js";
import type { NrBaseGraph } from "../../fec/nr-ldpc-base-graph.js";
import { goldenPayload, ldpcRateMatchedBits } from "../../fec/nr-ldpc-rate-matched.js";
import type { NrModulationOrder, NrRedundancyVersion } from "../../fec/nr-ldpc-rate-matching.js";
import { nrMcs, nrMcsCodeBlock } from "../../fec/nr-mcs.js";
import { CodedLink } from "../../sim/coded-link.js";
import type { CodedLinkSpec } from "../../sim/coded-link-spec.js";
import { errorRateThreshold } from "../../sim/error-rate-threshold.js";
import { inlineFrameCounter } from "../../sim/frame-counter.js";
import type { Estimate } from "../../statistics/estimate.js";
import { caseChoice, caseNumber, caseText } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

const frames = ["normal", "medium", "short"] as const;

/** Channel codes: golden words, and Es/N0 at an error rate. */
export const fecModels: readonly ValidationModel[] = [
  {
    name: "fec.nr.ldpcRateMatched",
    inputs: ["baseGraph", "liftingSize", "payloadBits", "rateMatchedBits", "redundancyVersion", "modulationOrder"],
    outputs: ["sha256"],
    evaluate: async (input) => {
      const bits = ldpcRateMatchedBits(
        {
          baseGraph: caseNumber(input, "baseGraph") as NrBaseGraph,
          liftingSize: caseNumber(input, "liftingSize"),
          payloadBits: caseNumber(input, "payloadBits"),
        },
        {
          bits: caseNumber(input, "rateMatchedBits"),
          redundancyVersion: caseNumber(input, "redundancyVersion") as NrRedundancyVersion,
          modulationOrder: caseNumber(input, "modulationOrder") as NrModulationOrder,
        },
      );
      return { sha256: await sha256Hex(packed(bits)) };
    },
  },
  {
    name: "fec.dvbs2.ldpcEncode",
    inputs: ["standard", "frame", "rate"],
    outputs: ["sha256"],
    evaluate: async (input) => {
      const code = dvbS2Code({
        family: "dvb-s2",
        standard: caseChoice<"S2" | "S2X">(input, "standard", ["S2", "S2X"]),
        frame: caseChoice(input, "frame", frames),
        rate: printedRate(caseText(input, "rate")),
        outerCode: false,
      });
      const coded = new Uint8Array(code.codedBits);
      code.encode(goldenPayload(code.informationBits), coded);
      return { sha256: await sha256Hex(packed(coded)) };
    },
  },
  {
    name: "fec.dvbs2.bchEncode",
    inputs: ["frame", "rate", "kbch"],
    outputs: ["parity_hex"],
    evaluate: (input) => {
      const kbch = caseNumber(input, "kbch");
      const bch = dvbBch(dvbFecFrame(caseChoice(input, "frame", frames), printedRate(caseText(input, "rate"))));
      if (bch.informationBits !== kbch) {
        throw new RangeError(`kbch: expected ${bch.informationBits} at this rate, found ${kbch}`);
      }
      const word = new Uint8Array(bch.codedBits);
      word.set(goldenPayload(kbch));
      bch.encode(word);
      return { parity_hex: hex(packed(word.subarray(kbch))) };
    },
  },
  {
    name: "fec.ebn0AtFer",
    inputs: ["code", "decoder", "iterations", "fer"],
    outputs: ["ebn0_dB"],
    isSlow: true,
    evaluate: async (input) => {
      const job = namedCode(caseText(input, "code"), caseText(input, "decoder"), caseNumber(input, "iterations"));
      const { informationBits, codedBits } = openCode(job);
      // BPSK and QPSK are one channel a bit; QPSK has half the symbols.
      const link = awgnLink(job, "QPSK");
      const { value, low, high, confidence } = await threshold(link, caseNumber(input, "fer"), 0.012);
      const shift_dB = 10 * Math.log10(informationBits / Math.ceil(codedBits / 2));
      return {
        ebn0_dB: { value: value - shift_dB, low: low - shift_dB, high: high - shift_dB, confidence },
      };
    },
  },
  {
    name: "fec.nr.snrAt10pct",
    inputs: ["mcsTable", "mcs", "codeBlockBits"],
    outputs: ["esn0_dB"],
    isSlow: true,
    evaluate: async (input) => {
      const [table, mcs] = [caseNumber(input, "mcsTable"), caseNumber(input, "mcs")];
      const code = nrMcsCodeBlock(table, mcs, caseNumber(input, "codeBlockBits"));
      const modulation = { 2: "QPSK", 4: "16QAM", 6: "64QAM", 8: "256QAM", 10: "1024QAM" } as Record<number, string>;
      const job: CodeAndDecoder = { family: "nr-ldpc", code, decoder: { ...sumProduct, iterations: 50 } };
      return { esn0_dB: await threshold(awgnLink(job, modulation[nrMcs(table, mcs).modulationOrder]), 0.1, 0.025) };
    },
  },
];

const sumProduct: LdpcSettings = {
  arithmetic: "float32",
  schedule: "layered",
  checkRule: { kind: "sumProduct" },
  iterations: 50,
  stop: "parity",
};

function awgnLink(code: CodeAndDecoder, modulation: string): CodedLinkSpec {
  return { code, modulation, demapping: "exact", channel: { kind: "awgn" }, seed: 1 };
}

/** Es/N0 at a frame error rate, on the calling thread. */
async function threshold(link: CodedLinkSpec, frameErrorRate: number, deviation_dB: number): Promise<Estimate> {
  const code = openCode(link.code);
  const counter = inlineFrameCounter(new CodedLink(link, code));
  const bitsASymbol = (code.informationBits / code.codedBits) * (link.modulation === "QPSK" ? 2 : 1);
  const start_dB = 10 * Math.log10(2 ** Math.max(bitsASymbol, 0.05) - 1);
  return errorRateThreshold({ axis: "esn0_dB", informationBits: code.informationBits, counter }, start_dB, {
    frameErrorRate,
    deviation_dB,
    frames: 3e5,
  });
}

/** The code and decoder that the texts of validation-cases name. */
function namedCode(code: string, decoder: string, iterations: number): CodeAndDecoder {
  const dvb = /^dvb-s2 (normal|short) (\S+) \((?:K=\d+, )?LDPC only\)$/.exec(code);
  if (dvb) {
    const [, frame, rate] = dvb;
    return {
      family: "dvb-s2",
      code: { family: "dvb-s2", frame: frame as "normal" | "short", rate, outerCode: false },
      decoder: ldpcSettings(decoder, iterations),
    };
  }
  const nr = /^nr bg([12]) Z=(\d+) K=(\d+) E=(\d+) rv([0-3]), no filler, no interleaver$/.exec(code);
  if (nr) {
    const [baseGraph, liftingSize, informationBits, codedBits, version] = nr.slice(1).map(Number);
    return {
      family: "nr-ldpc",
      code: {
        family: "nr-ldpc",
        baseGraph: baseGraph as NrBaseGraph,
        liftingSize,
        informationBits,
        codedBits,
        redundancyVersion: version as NrRedundancyVersion,
      },
      decoder: ldpcSettings(decoder, iterations),
    };
  }
  const polar = /^nr polar K=(\d+) N=(\d+), no CRC aid, list (\d+)$/.exec(code);
  if (polar) {
    const [informationBits, codedBits, listSize] = polar.slice(1).map(Number);
    if (decoder !== `successive cancellation list ${listSize}`) throw unknownDecoder(decoder, code);
    return {
      family: "nr-polar",
      code: { family: "nr-polar", kind: "plain", informationBits, codedBits },
      decoder: { decoder: "scl", listSize, arithmetic: "float32" },
    };
  }
  const convolutional = /^convolutional K=(\d+) (\d+)\/(\d+) terminated, (\d+) bits$/.exec(code);
  if (convolutional) {
    if (decoder !== "Viterbi soft") throw unknownDecoder(decoder, code);
    const [, constraintLength, first, second, informationBits] = convolutional;
    return {
      family: "convolutional",
      code: {
        family: "convolutional",
        informationBits: Number(informationBits),
        constraintLength: Number(constraintLength),
        generators: [first, second],
        termination: "terminated",
      },
      decoder: { decoder: "viterbi", arithmetic: "int16" },
    };
  }
  throw new RangeError(`code: expected a code that validation cases name, found ${JSON.stringify(code)}`);
}

function ldpcSettings(decoder: string, iterations: number): LdpcSettings {
  if (decoder === "sum-product layered") return { ...sumProduct, iterations };
  const normalised = /^normalised min-sum (0?\.\d+|1) layered$/.exec(decoder);
  if (!normalised) throw unknownDecoder(decoder, "an LDPC code");
  return { ...sumProduct, iterations, checkRule: { kind: "normalisedMinSum", factor: Number(normalised[1]) } };
}

function unknownDecoder(decoder: string, code: string): RangeError {
  return new RangeError(`decoder: expected one for ${code}, found ${JSON.stringify(decoder)}`);
}

/** `4_15_VLSNR` and `1_5_MEDIUM`, as reference tables write them, as they are printed: `4/15 VL-SNR`, `1/5 VL-SNR`. */
function printedRate(rate: string): string {
  const match = /^(\d+)_(\d+)_(?:VLSNR|MEDIUM)(_SF2)?$/.exec(rate);
  return match ? `${match[1]}/${match[2]} VL-SNR${match[3] ? " SF2" : ""}` : rate;
}

/** Bits packed most significant first, filled with 0. */
function packed(bits: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bits.length; i++) bytes[i >> 3] |= bits[i] << (7 - (i & 7));
  return bytes;
}

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes)));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
