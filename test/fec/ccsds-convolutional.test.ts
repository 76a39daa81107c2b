import { describe, expect, it } from "vitest";
import { convolutionalTrellis, trellisOutputs } from "../../kernels/viterbi/convolutional-trellis.js";
import {
  type CcsdsConvolutionalRate,
  ccsdsConvolutionalCode,
  ccsdsConvolutionalSpec,
  ccsdsPuncturing,
} from "../../src/fec/ccsds-convolutional.js";
import { RandomStream } from "../../src/random/random-stream.js";

const rates: readonly CcsdsConvolutionalRate[] = ["1/2", "2/3", "3/4", "5/6", "7/8"];

function encoded(information: readonly number[], rate: CcsdsConvolutionalRate): Uint8Array {
  const code = ccsdsConvolutionalCode({
    family: "ccsds-convolutional",
    informationBits: information.length,
    rate,
    termination: "truncated",
  });
  const coded = new Uint8Array(code.codedBits);
  code.encode(Uint8Array.from(information), coded);
  return coded;
}

/** Least weight of a way from state 0 back to it, from any step of the puncturing pattern on. */
function freeDistance(rate: CcsdsConvolutionalRate): number {
  const trellis = convolutionalTrellis(7, [0o171, 0o133]);
  const patterns = rate === "1/2" ? { C1: "1", C2: "1" } : ccsdsPuncturing[rate];
  const period = patterns.C1.length;
  const weight = (window: number, phase: number) => {
    const outputs = trellisOutputs(trellis, window);
    return (outputs & Number(patterns.C1[phase])) + ((outputs >> 1) & Number(patterns.C2[phase]));
  };
  let least = Infinity;
  for (let first = 0; first < period; first++) {
    let metrics = new Float64Array(64).fill(Infinity);
    metrics[1] = weight(1, first);
    for (let step = 1; step < 200; step++) {
      const next = new Float64Array(64).fill(Infinity);
      for (let state = 1; state < 64; state++) {
        for (const input of [0, 1]) {
          const window = 2 * state + input;
          const metric = metrics[state] + weight(window, (first + step) % period);
          if (window % 64 === 0) least = Math.min(least, metric);
          else next[window % 64] = Math.min(next[window % 64], metric);
        }
      }
      metrics = next;
    }
  }
  return least;
}

describe("CCSDS convolutional code", () => {
  it("gives the reference sequence at rate 1/2, the second output inverted", () => {
    // Computed from figure 3-1 of CCSDS 131.0-B-2 by an independent program.
    const information = Array.from("101100000001", Number);
    expect(encoded(information, "1/2").join("")).toBe("101101110000010011100110");
  });

  it("punctures the same sequence, not inverted", () => {
    const information = Array.from("101100000001", Number);
    const plain = encoded(information, "1/2").map((bit, i) => bit ^ (i % 2));
    for (const rate of rates.slice(1) as Exclude<CcsdsConvolutionalRate, "1/2">[]) {
      const { C1, C2 } = ccsdsPuncturing[rate];
      const sent = [...plain].filter((_, i) => (i % 2 === 0 ? C1 : C2)[(i >> 1) % C1.length] === "1");
      expect([...encoded(information, rate)]).toEqual(sent);
    }
  });

  it.each(rates)("sends at rate %s", (rate) => {
    const [information, coded] = rate.split("/").map(Number);
    expect(encoded(new Array(information * 10).fill(0), rate)).toHaveLength(coded * 10);
  });

  it.each([
    // Yasuda, Kashiki, Hirata (1984).
    ["1/2", 10],
    ["2/3", 6],
    ["3/4", 5],
    ["5/6", 4],
    ["7/8", 3],
  ] as const)("of rate %s has the free distance %i", (rate, distance) => {
    expect(freeDistance(rate)).toBe(distance);
  });

  it.each(rates)("of rate %s comes through noise of few errors", (rate) => {
    const code = ccsdsConvolutionalCode({ family: "ccsds-convolutional", informationBits: 1784, rate });
    const decoder = code.decoder({ decoder: "viterbi", arithmetic: "int8" });
    const information = new Uint8Array(1784);
    const coded = new Uint8Array(code.codedBits);
    const found = new Uint8Array(1784);
    for (let frame = 0; frame < 20; frame++) {
      const stream = new RandomStream(1, "test", frame);
      for (let i = 0; i < information.length; i++) information[i] = stream.uniform() < 0.5 ? 1 : 0;
      code.encode(information, coded);
      // Es/N0 = 6 dB: one hard decision in 420 is wrong.
      const llrs = Float32Array.from(coded, (bit) => 16 * (1 - 2 * bit) + Math.sqrt(32) * stream.gaussian());
      decoder.decode(llrs, found);
      expect(found).toEqual(information);
    }
  });

  it("refuses other rates", () => {
    const spec = { family: "ccsds-convolutional", informationBits: 8, rate: "4/5" as "1/2" } as const;
    expect(() => ccsdsConvolutionalSpec(spec)).toThrow(/rate: expected 1\/2, 2\/3, 3\/4, 5\/6 or 7\/8, found 4\/5/);
  });
});
