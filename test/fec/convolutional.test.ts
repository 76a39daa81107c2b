import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convolutionalTrellis, trellisOutputs } from "../../kernels/viterbi/convolutional-trellis.js";
import { type ConvolutionalSpec, convolutionalCode } from "../../src/fec/convolutional.js";
import type { ConvolutionalSettings } from "../../src/fec/convolutional-settings.js";
import { RandomStream } from "../../src/random/random-stream.js";

const k3: ConvolutionalSpec = {
  family: "convolutional",
  informationBits: 8,
  constraintLength: 3,
  generators: ["7", "5"],
};
const k7: ConvolutionalSpec = { ...k3, informationBits: 1024, constraintLength: 7, generators: ["171", "133"] };
const float: ConvolutionalSettings = { decoder: "viterbi", arithmetic: "float32" };
const decoders: readonly ConvolutionalSettings[] = [
  float,
  { decoder: "viterbi", arithmetic: "int16" },
  { decoder: "viterbi", arithmetic: "int16", backend: "reference" },
  { decoder: "viterbi", arithmetic: "int8" },
  { decoder: "viterbi", arithmetic: "int8", backend: "reference" },
  { decoder: "bcjr-log", arithmetic: "float32" },
  { decoder: "bcjr-max-log", arithmetic: "float32" },
  { decoder: "bcjr-max-log", arithmetic: "int8" },
];

function encoded(spec: ConvolutionalSpec, information: ArrayLike<number>): Uint8Array {
  const code = convolutionalCode(spec);
  const coded = new Uint8Array(code.codedBits);
  code.encode(Uint8Array.from(information), coded);
  return coded;
}

function bits(stream: RandomStream, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => (stream.uniform() < 0.5 ? 1 : 0));
}

/** LLRs of BPSK in white Gaussian noise. */
function received(stream: RandomStream, coded: Uint8Array, esn0: number): Float32Array {
  return Float32Array.from(coded, (bit) => 4 * esn0 * (1 - 2 * bit) + Math.sqrt(8 * esn0) * stream.gaussian());
}

/** Rises with the likelihood of a word. */
function correlation(llrs: Float32Array, coded: Uint8Array): number {
  return llrs.reduce((sum, llr, i) => sum + llr * (1 - 2 * coded[i]), 0);
}

const specs: readonly ConvolutionalSpec[] = [
  k3,
  { ...k3, termination: "truncated" },
  { ...k3, termination: "tail-biting" },
  { ...k3, inverted: [true, false] },
  { ...k3, puncturing: { C1: "101", C2: "110" } },
  { ...k3, constraintLength: 2, generators: ["3", "1"] },
  { ...k3, constraintLength: 4, generators: ["13", "15", "17"], termination: "tail-biting" },
  { ...k3, constraintLength: 9, generators: ["561", "753"] },
  { ...k3, informationBits: 1 },
  { ...k3, informationBits: 1, constraintLength: 7, generators: ["171", "133"], termination: "tail-biting" },
  { ...k3, informationBits: 40, constraintLength: 12, generators: ["4335", "5723"] },
];

describe("convolutional encoder", () => {
  it("puts out 11 10 11 for a single 1 of the code 7/5", () => {
    expect(encoded(k3, [1, 0, 0, 0, 0, 0, 0, 0]).join("")).toBe("11101100000000000000");
  });

  it("inverts, punctures and orders as told", () => {
    const first = [1, 0, 0, 0, 0, 0, 0, 0];
    expect(encoded({ ...k3, inverted: [false, true] }, first).join("")).toBe("10111001010101010101");
    // Of 11 10 11 00 ...: C2 of the second and C1 of the third of every three steps are left out.
    expect(encoded({ ...k3, puncturing: { C1: "110", C2: "101" } }, first).join("")).toBe("11110000000000");
  });

  it.each(specs.filter(({ inverted }) => !inverted))("is linear: $generators $termination", (spec) => {
    const word = fc.array(fc.integer({ min: 0, max: 1 }), {
      minLength: spec.informationBits,
      maxLength: spec.informationBits,
    });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const sum = encoded(spec, a).map((bit, i) => bit ^ encoded(spec, b)[i]);
        expect(
          encoded(
            spec,
            a.map((bit, i) => bit ^ b[i]),
          ),
        ).toEqual(sum);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it("turns a tail-biting word round when its information is turned", () => {
    const spec: ConvolutionalSpec = { ...k7, informationBits: 11, termination: "tail-biting" };
    const information = bits(new RandomStream(1, "test"), 11);
    const turned = Uint8Array.from(information, (_, i) => information[(i + 3) % 11]);
    const coded = encoded(spec, information);
    expect(encoded(spec, turned)).toEqual(Uint8Array.from(coded, (_, i) => coded[(i + 6) % 22]));
  });
});

describe("convolutional decoders", () => {
  it.each(specs)("bring every word back from its own LLRs: K=$constraintLength $generators $termination", (spec) => {
    const code = convolutionalCode(spec);
    const stream = new RandomStream(2, "test");
    for (const settings of decoders) {
      const decoder = code.decoder(settings);
      const found = new Uint8Array(code.informationBits);
      for (let frame = 0; frame < 10; frame++) {
        const information = bits(stream, code.informationBits);
        const llrs = Float32Array.from(encoded(spec, information), (bit) => 6 - 12 * bit);
        expect(decoder.decode(llrs, found)).toBe(true);
        expect(found, `${decoder}`).toEqual(information);
      }
    }
  });

  it.each(specs.filter(({ informationBits, termination }) => informationBits <= 8 && termination !== "tail-biting"))(
    "find the most likely of all words: K=$constraintLength $generators $termination",
    (spec) => {
      const code = convolutionalCode(spec);
      const all = Array.from({ length: 2 ** spec.informationBits }, (_, number) =>
        Uint8Array.from({ length: spec.informationBits }, (_, i) => (number >> i) & 1),
      );
      const words = all.map((information) => encoded(spec, information));
      const stream = new RandomStream(3, "test");
      for (const settings of [float, { ...float, decoder: "bcjr-max-log" }] as const) {
        const decoder = code.decoder(settings);
        const found = new Uint8Array(spec.informationBits);
        for (let frame = 0; frame < 40; frame++) {
          const llrs = received(stream, words[frame % words.length], 0.3);
          const likelihoods = words.map((word) => correlation(llrs, word));
          decoder.decode(llrs, found);
          expect(found).toEqual(all[likelihoods.indexOf(Math.max(...likelihoods))]);
        }
      }
    },
  );

  it("of tail-biting words are seldom worse than the most likely one", () => {
    const spec: ConvolutionalSpec = { ...k3, informationBits: 10, termination: "tail-biting" };
    const code = convolutionalCode(spec);
    const all = Array.from({ length: 1024 }, (_, number) =>
      Uint8Array.from({ length: 10 }, (_, i) => (number >> i) & 1),
    );
    const words = all.map((information) => encoded(spec, information));
    const stream = new RandomStream(4, "test");
    const decoder = code.decoder(float);
    const found = new Uint8Array(10);
    let same = 0;
    for (let frame = 0; frame < 300; frame++) {
      const llrs = received(stream, words[frame], 1);
      const likelihoods = words.map((word) => correlation(llrs, word));
      decoder.decode(llrs, found);
      if (found.join() === all[likelihoods.indexOf(Math.max(...likelihoods))].join()) same++;
    }
    expect(same).toBeGreaterThan(290);
  });

  it("err as often as the union bound of 171/133 says at 4 dB", () => {
    const bitWeights = bitWeightsOf171133(16);
    expect(bitWeights.slice(10)).toEqual([36, 0, 211, 0, 1404, 0, 11633]);
    const ebn0 = 10 ** 0.4;
    const bound = bitWeights
      .map((ones, weight) => (ones === 0 ? 0 : ones * gaussianTail(Math.sqrt(weight * ebn0))))
      .reduce((sum, term) => sum + term);
    const code = convolutionalCode({ ...k7, informationBits: 20_000 });
    const decoder = code.decoder({ decoder: "viterbi", arithmetic: "int16" });
    const coded = new Uint8Array(code.codedBits);
    const found = new Uint8Array(code.informationBits);
    let errors = 0;
    const frames = 100;
    for (let frame = 0; frame < frames; frame++) {
      const stream = new RandomStream(5, "test", frame);
      const information = bits(stream, code.informationBits);
      code.encode(information, coded);
      decoder.decode(received(stream, coded, ebn0 / 2), found);
      for (let i = 0; i < found.length; i++) errors += found[i] ^ information[i];
    }
    const rate = errors / (frames * code.informationBits);
    expect(bound).toBeGreaterThan(1e-5);
    expect(rate / bound).toBeGreaterThan(0.3);
    expect(rate / bound).toBeLessThan(1.5);
  });

  it("in int8 lose less than 0.05 dB to float32 at the default format, in int16 nothing", () => {
    // Frame errors fall by 12 % in 0.05 dB here (3 dB), so 0.05 dB makes 1.13 times as many.
    const code = convolutionalCode(k7);
    const opened = decoders.filter(({ decoder, backend }) => decoder === "viterbi" && !backend).slice(1);
    const errors = countErrors(
      code,
      opened.map((settings) => code.decoder(settings)),
      3,
      8000,
    );
    expect(errors[0]).toBeGreaterThan(400);
    expect(errors[1] / errors[0]).toBeLessThan(1.13);
    const few = countErrors(code, [code.decoder(float), code.decoder(decoders[1])], 2, 60);
    expect(Math.abs(few[0] - few[1])).toBeLessThanOrEqual(1);
  });
});

function countErrors(
  code: ReturnType<typeof convolutionalCode>,
  opened: readonly ReturnType<typeof code.decoder>[],
  ebn0_dB: number,
  frames: number,
): number[] {
  const esn0 = (10 ** (ebn0_dB / 10) * code.informationBits) / code.codedBits;
  const coded = new Uint8Array(code.codedBits);
  const found = new Uint8Array(code.informationBits);
  const errors = opened.map(() => 0);
  for (let frame = 0; frame < frames; frame++) {
    const stream = new RandomStream(6, "test", frame);
    const information = bits(stream, code.informationBits);
    code.encode(information, coded);
    const llrs = received(stream, coded, esn0);
    for (const [i, decoder] of opened.entries()) {
      decoder.decode(llrs, found);
      if (found.some((bit, at) => bit !== information[at])) errors[i]++;
    }
  }
  return errors;
}

/** Ones among the inputs of all paths of each weight that leave state 0 once and come back, by following them all. */
function bitWeightsOf171133(largest: number): number[] {
  const trellis = convolutionalTrellis(7, [0o171, 0o133]);
  const total = new Array<number>(largest + 1).fill(0);
  // Of the paths at a state with a weight: how many, and the ones of all of them.
  let paths = new Map<number, readonly [count: number, ones: number]>([[64 * 2 + 1, [1, 1]]]);
  while (paths.size > 0) {
    const next = new Map<number, readonly [number, number]>();
    for (const [place, [count, ones]] of paths) {
      for (const input of [0, 1]) {
        const window = 2 * (place % 64) + input;
        const outputs = trellisOutputs(trellis, window);
        const weight = Math.floor(place / 64) + (outputs & 1) + (outputs >> 1);
        if (weight > largest) continue;
        if (window % 64 === 0) {
          total[weight] += ones;
          continue;
        }
        const [otherCount, otherOnes] = next.get(64 * weight + (window % 64)) ?? [0, 0];
        next.set(64 * weight + (window % 64), [otherCount + count, otherOnes + ones + input * count]);
      }
    }
    paths = next;
  }
  return total;
}

/** Q(x), by the continued fraction of Mills' ratio; for x above 2. */
function gaussianTail(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / fraction;
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI) / fraction;
}

describe("convolutional specification", () => {
  it("gives names to read in a legend", () => {
    expect(convolutionalCode(k7).name).toBe("convolutional K=7 171/133 terminated, 1024 bits");
    expect(convolutionalCode({ ...k3, puncturing: { C1: "101", C2: "110" } }).name).toBe(
      "convolutional K=3 7/5 punctured 3/4 terminated, 8 bits",
    );
  });

  it.each([
    [{ informationBits: 0 }, /informationBits: expected a whole number from 1/],
    [{ informationBits: Number.NaN }, /informationBits/],
    [{ constraintLength: 15 }, /constraintLength/],
    [{ generators: ["79", "5"] }, /generators\[0\]: expected an octal number as text, found 79/],
    [{ generators: ["17", "5"] }, /generators\[0\]: expected a whole number from 1 to 7/],
    [{ puncturing: { C1: "10" } }, /puncturing.C2: expected a text of 0 and 1, found undefined/],
    [{ puncturing: { C1: "10", C2: "110" } }, /puncturing.C2: expected as many steps as C1 \(2\), found 3/],
    [{ puncturing: { C1: "10", C2: "01", C3: "11" } }, /puncturing: expected patterns of C1, C2, found one of C3/],
    [{ puncturing: { C1: "00", C2: "00" } }, /expected a bit to send/],
    [{ puncturing: { C1: "1000", C2: "0000" } }, /at least 8 bits to send/],
    [{ inverted: [true, true, true] }, /inverted/],
  ])("refuses %j", (change, message) => {
    expect(() => convolutionalCode({ ...k3, ...change } as ConvolutionalSpec)).toThrow(message);
  });

  it("refuses settings that no decoder has", () => {
    const code = convolutionalCode(k3);
    const open = (settings: object) => () => code.decoder({ ...float, ...settings } as ConvolutionalSettings);
    expect(open({ decoder: "fano" })).toThrow(/decoder: expected viterbi, bcjr-max-log or bcjr-log, found fano/);
    expect(open({ arithmetic: "int4" })).toThrow(/arithmetic/);
    expect(open({ backend: "gpu" })).toThrow(/backend/);
    expect(open({ backend: "simd" })).toThrow(/backend/);
    expect(open({ decoder: "bcjr-log", backend: "simd" })).toThrow(/backend/);
    expect(open({ decoder: "bcjr-log", arithmetic: "int8" })).toThrow(/arithmetic/);
    expect(open({ wrapSteps: 5 })).toThrow(/wrapSteps/);
    expect(open({ quantisation: { llrScale: 1, largestLlr: 7 } })).toThrow(/quantisation|Quantisation/);
  });

  it.each(decoders)(
    "refuses frames of wrong lengths and values that are no numbers: $decoder $arithmetic $backend",
    (settings) => {
      const code = convolutionalCode(k3);
      const decoder = code.decoder(settings);
      const information = new Uint8Array(8);
      const llrs = new Float32Array(20).fill(1);
      expect(() => decoder.decode(llrs.subarray(1), information)).toThrow(/llrs: expected 20 elements, found 19/);
      expect(() => decoder.decode(llrs, new Uint8Array(9))).toThrow(/information: expected 8 elements, found 9/);
      for (const wrong of [Number.NaN, Infinity, -Infinity]) {
        llrs[13] = wrong;
        expect(() => decoder.decode(llrs, information)).toThrow(
          `llrs: expected finite LLRs, found ${wrong} at index 13`,
        );
      }
      expect(() => code.encode(information, new Uint8Array(3))).toThrow(/coded: expected 20/);
      expect(() => code.encode(new Uint8Array(3), new Uint8Array(20))).toThrow(/information: expected 8/);
    },
  );

  it.each([
    [["3", "5"], 3, "3"],
    [["33", "25"], 5, "7"],
    [["7", "7"], 3, "7"],
    [["6", "5"], 3, "3"],
  ])("refuses the catastrophic generators %j", (generators, constraintLength, factor) => {
    const spec = { family: "convolutional" as const, informationBits: 10, constraintLength, generators };
    expect(() => convolutionalCode(spec)).toThrow(`with the factor ${factor} (octal): a catastrophic code`);
  });

  it.each([
    [["171", "133"], 7],
    [["5", "7"], 3],
    [["4", "6"], 3],
    [["133", "165", "171"], 7],
  ])("takes %j", (generators, constraintLength) => {
    const spec = { family: "convolutional" as const, informationBits: 10, constraintLength, generators };
    expect(convolutionalCode(spec).informationBits).toBe(10);
  });
});
