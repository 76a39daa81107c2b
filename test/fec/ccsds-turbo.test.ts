import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ccsdsRandomize } from "../../src/fec/ccsds-randomizer.js";
import { type CcsdsTurboRate, ccsdsTurboCode } from "../../src/fec/ccsds-turbo.js";
import { ccsdsTurboInterleaver, ccsdsTurboSizes } from "../../src/fec/ccsds-turbo-interleaver.js";
import type { TurboSettings, TurboTrace } from "../../src/fec/turbo-settings.js";
import { RandomStream } from "../../src/random/random-stream.js";

const int16: TurboSettings = {
  arithmetic: "int16",
  algorithm: "max-log",
  iterations: 10,
  extrinsicScale: 0.75,
  stop: "agreement",
};
const rates: readonly CcsdsTurboRate[] = ["1/2", "1/3", "1/4", "1/6"];

function randomBits(length: number, seed: number): Uint8Array {
  const stream = new RandomStream(seed, "test.ccsds-turbo");
  return Uint8Array.from({ length }, () => (stream.uniform() < 0.5 ? 1 : 0));
}

/** LLRs of BPSK over AWGN. */
function received(coded: Uint8Array, esn0_dB: number, seed: number): Float32Array {
  const esn0 = 10 ** (esn0_dB / 10);
  const noise = new RandomStream(seed, "test.ccsds-turbo.noise");
  return Float32Array.from(coded, (bit) => 4 * esn0 * (1 - 2 * bit) + Math.sqrt(8 * esn0) * noise.gaussian());
}

/** Delays of the polynomials of the standard, `10011` and so on, written out bit by bit. */
const polynomials = {
  feedback: [3, 4],
  0: [],
  1: [0, 1, 3, 4],
  2: [0, 2, 4],
  3: [0, 1, 2, 3, 4],
} as const;

/** Outputs 0 to 3 of one encoder by its shift register's own history: no state, no table. */
function modelOutputs(information: Uint8Array): number[][] {
  const register: number[] = [];
  const past = (delay: number) => register[register.length - delay] ?? 0;
  const planes: number[][] = [[], [], [], []];
  for (let step = 0; step < information.length + 4; step++) {
    const fedBack = polynomials.feedback.reduce((sum, delay) => sum ^ past(delay), 0);
    // In the tail the input cancels what is fed back.
    const input = step < information.length ? information[step] : fedBack;
    register.push(input ^ fedBack);
    planes[0].push(input);
    for (const output of [1, 2, 3] as const) {
      planes[output].push(polynomials[output].reduce<number>((sum, delay) => sum ^ past(delay + 1), 0));
    }
  }
  return planes;
}

/** CCSDS 131.0-B, figure 6-2: what leaves in a step, by its number modulo 2. */
const modelOrder: Readonly<Record<CcsdsTurboRate, readonly [string, string]>> = {
  "1/2": ["0a 1a", "0a 1b"],
  "1/3": ["0a 1a 1b", "0a 1a 1b"],
  "1/4": ["0a 2a 3a 1b", "0a 2a 3a 1b"],
  "1/6": ["0a 1a 2a 3a 1b 3b", "0a 1a 2a 3a 1b 3b"],
};

describe("the interleaver of CCSDS turbo codes", () => {
  it.each([
    [1784, "58a4256d3dc8c62be7c4a82f27b0aff4df82ee82340fbabf1e6297b856042bfa"],
    [3568, "625f09a9004f795a001ea7af26f6aef6e01da5881c206da09b0bd3b5d53ff3d2"],
    [7136, "2949a6ce58e7686053f37f9e18e28b190efd6af5a463da9fb6b3b1c107981692"],
    [8920, "799bf5649b3adbcb7daf0beba4a93eb8ceb507a7e1ffa770c10de364e6662599"],
  ])("of %d bits is the one that others compute (SHA-256 of 16-bit words, counted from 1)", (bits, sha256) => {
    const words = Uint16Array.from(ccsdsTurboInterleaver(bits), (place) => place + 1);
    expect(createHash("sha256").update(new Uint8Array(words.buffer)).digest("hex")).toBe(sha256);
  });

  it("begins as the standard's algorithm says, and is a permutation", () => {
    const first = [...ccsdsTurboInterleaver(1784).subarray(0, 8)].map((place) => place + 1);
    expect(first).toEqual([4, 171, 300, 467, 596, 763, 892, 1059]);
    for (const bits of ccsdsTurboSizes) expect(new Set(ccsdsTurboInterleaver(bits)).size).toBe(bits);
  });
});

describe("a CCSDS turbo code", () => {
  it("sends (k + 4) / rate bits, its information among them", () => {
    for (const informationBits of ccsdsTurboSizes) {
      for (const rate of rates) {
        const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits, rate });
        expect(code.codedBits).toBe((informationBits + 4) * Number(rate[2]));
      }
    }
    const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 1784, rate: "1/3" });
    const information = randomBits(1784, 1);
    const coded = new Uint8Array(code.codedBits);
    code.encode(information, coded);
    expect(coded.filter((_, i) => i % 3 === 0).subarray(0, 1784)).toEqual(information);
  });

  it("has parities that the polynomials of the standard divide: (1 + D^3 + D^4) p = G u for each of them", () => {
    const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 1784, rate: "1/6" });
    const coded = new Uint8Array(code.codedBits);
    code.encode(randomBits(1784, 2), coded);
    const plane = (output: number) => coded.filter((_, i) => i % 6 === output);
    const times = (taps: readonly number[], bits: Uint8Array) =>
      bits.map((_, i) => taps.reduce((sum, delay) => sum ^ (bits[i - delay] ?? 0), 0));
    const feedback = [0, 3, 4];
    const input = times([0], plane(0));
    for (const [output, taps] of [
      [1, [0, 1, 3, 4]],
      [2, [0, 2, 4]],
      [3, [0, 1, 2, 3, 4]],
    ] as const) {
      expect(times(feedback, plane(output))).toEqual(times(taps, input));
    }
    // And it ends in state 0: the register's input, u / G0, is 0 in the last four steps.
    const register: number[] = [];
    plane(0).forEach((u, i) => {
      register.push(u ^ (register[i - 3] ?? 0) ^ (register[i - 4] ?? 0));
    });
    expect(register.slice(-4)).toEqual([0, 0, 0, 0]);
  });

  it.each(rates)("of rate %s sends every output of both encoders as a model of shift registers does", (rate) => {
    for (const informationBits of ccsdsTurboSizes) {
      const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits, rate });
      const information = randomBits(informationBits, informationBits);
      const interleaved = Uint8Array.from(ccsdsTurboInterleaver(informationBits), (bit) => information[bit]);
      const planes = { a: modelOutputs(information), b: modelOutputs(interleaved) };
      const expected: number[] = [];
      for (let step = 0; step < informationBits + 4; step++) {
        for (const [output, encoder] of modelOrder[rate][step % 2].split(" ")) {
          expected.push(planes[encoder === "a" ? "a" : "b"][Number(output)][step]);
        }
      }
      const coded = new Uint8Array(code.codedBits);
      code.encode(information, coded);
      expect(coded).toEqual(Uint8Array.from(expected));
    }
  });

  it.each(rates)("of rate %s decodes alike in both int16 forms, on noise, silence and LLRs of 1e30", (rate) => {
    const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 1784, rate });
    const coded = new Uint8Array(code.codedBits);
    code.encode(randomBits(1784, 5), coded);
    for (const llrs of [
      received(coded, 0.4 + 10 * Math.log10(1 / Number(rate[2])), 1),
      new Float32Array(coded.length),
      Float32Array.from(coded, (bit) => (bit === 0 ? 1e30 : -1e30)),
    ]) {
      const results = (["reference", "simd"] as const).map((backend) => {
        const decided = new Uint8Array(1784);
        const decoder = code.decoder({ ...int16, iterations: 2, backend });
        const isAccepted = decoder.decode(llrs, decided);
        return { decided, isAccepted, iterations: decoder.iterations };
      });
      expect(results[1]).toEqual(results[0]);
    }
  });

  it("tells of every iteration the LLRs that it exchanges; the last posteriors are what it decides", () => {
    const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 1784, rate: "1/3" });
    const coded = new Uint8Array(code.codedBits);
    code.encode(randomBits(1784, 6), coded);
    for (const arithmetic of ["int16", "float32"] as const) {
      const traces: TurboTrace[] = [];
      const decoder = code.decoder(
        { ...int16, arithmetic, stop: "none", iterations: 3 },
        { onIteration: (trace) => traces.push(trace) },
      );
      const decided = new Uint8Array(1784);
      decoder.decode(received(coded, -4.5, 6), decided);
      expect(traces.map(({ iteration }) => iteration)).toEqual([1, 2, 3]);
      expect(Uint8Array.from(traces[2].posteriors, (llr) => (llr < 0 ? 1 : 0))).toEqual(decided);
      expect(traces[1].firstExtrinsics).not.toEqual(traces[0].firstExtrinsics);
      expect(traces[1].secondExtrinsics).not.toEqual(traces[0].secondExtrinsics);
    }
  });

  it.each(rates)("of rate %s gives back what it encoded, in every decoder, without noise", (rate) => {
    const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 1784, rate });
    const information = randomBits(1784, 3);
    const coded = new Uint8Array(code.codedBits);
    code.encode(information, coded);
    const llrs = Float32Array.from(coded, (bit) => (bit === 0 ? 4 : -4));
    for (const settings of [
      int16,
      { ...int16, backend: "reference" },
      { ...int16, arithmetic: "float32", algorithm: "log" },
      { ...int16, arithmetic: "float32" },
    ] as const) {
      const decided = new Uint8Array(1784);
      expect(code.decoder({ ...settings, iterations: 3 }).decode(llrs, decided)).toBe(true);
      expect(decided).toEqual(information);
    }
  });

  it("loses little in eight int16 windows against whole frames in floating point", () => {
    const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 1784, rate: "1/3" });
    const coded = new Uint8Array(code.codedBits);
    const frames = 60;
    const failures = (settings: TurboSettings) => {
      const decoder = code.decoder({ ...settings, iterations: 6 });
      const decided = new Uint8Array(1784);
      let failed = 0;
      for (let seed = 0; seed < frames; seed++) {
        const information = randomBits(1784, seed);
        code.encode(information, coded);
        // Eb/N0 of 0.65 dB, in the waterfall of six iterations.
        decoder.decode(received(coded, 0.65 - 10 * Math.log10(3), seed), decided);
        if (decided.some((bit, i) => bit !== information[i])) failed++;
      }
      return failed;
    };
    const windows = failures(int16);
    const whole = failures({ ...int16, arithmetic: "float32" });
    expect(whole).toBeGreaterThan(0);
    expect(windows).toBeLessThanOrEqual(whole + 10);
  });

  it("works within a decibel of Shannon's limit, and not below it", () => {
    // Rate 1/3: the limit of BPSK is Eb/N0 = -0.50 dB.
    const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 8920, rate: "1/3" });
    const coded = new Uint8Array(code.codedBits);
    const decided = new Uint8Array(8920);
    const decoder = code.decoder(int16);
    for (let seed = 0; seed < 6; seed++) {
      const information = randomBits(8920, seed);
      code.encode(information, coded);
      decoder.decode(received(coded, 0.5 - 10 * Math.log10(3), seed), decided);
      expect(decided).toEqual(information);
      decoder.decode(received(coded, -0.7 - 10 * Math.log10(3), seed), decided);
      expect(decided).not.toEqual(information);
    }
  });

  it("refuses what there is not, naming the argument", () => {
    expect(() => ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 1000, rate: "1/3" })).toThrow(
      "informationBits, rate: expected 1784, 3568, 7136, 8920 bits",
    );
    const code = ccsdsTurboCode({ family: "ccsds-turbo", informationBits: 1784, rate: "1/2" });
    expect(() => code.decoder({ ...int16, algorithm: "log" })).toThrow("algorithm: expected max-log with int16");
    expect(() => code.decoder({ ...int16, extrinsicScale: 0 })).toThrow("extrinsicScale");
    expect(() => code.decoder({ ...int16, llrBits: 11 })).toThrow("llrBits: expected a whole number from 2 to 10");
    const decoder = code.decoder(int16);
    expect(() => decoder.decode(new Float32Array(10), new Uint8Array(1784))).toThrow("llrs: expected 3576 elements");
    const llrs = new Float32Array(3576).fill(1);
    llrs[7] = Number.NaN;
    expect(() => decoder.decode(llrs, new Uint8Array(1784))).toThrow("found NaN at index 7");
    expect(() => decoder.decode(llrs.fill(1), new Uint8Array(1785))).toThrow("information: expected 1784 elements");
    expect(() => code.encode(new Uint8Array(1783), new Uint8Array(3576))).toThrow(
      "information: expected 1784 elements",
    );
    llrs[7] = Number.POSITIVE_INFINITY;
    expect(() => decoder.decode(llrs, new Uint8Array(1784))).toThrow("found Infinity at index 7");
  });
});

describe("the randomizer of CCSDS", () => {
  it("begins with FF 48 0E C0 9A, as the standard prints, and repeats after 255 bits", () => {
    const sequence = new Uint8Array(600);
    ccsdsRandomize(new Uint8Array(600), sequence);
    const bytes = [0, 1, 2, 3, 4].map((byte) =>
      Number.parseInt(sequence.subarray(8 * byte, 8 * byte + 8).join(""), 2).toString(16),
    );
    expect(bytes).toEqual(["ff", "48", "e", "c0", "9a"]);
    expect(sequence.subarray(255, 510)).toEqual(sequence.subarray(0, 255));
  });
});
