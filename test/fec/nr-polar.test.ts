import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nrPolarCode, type PolarSettings } from "../../src/fec/nr-polar.js";
import type { NrPolarSpec } from "../../src/fec/nr-polar-chain.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";

const int8: PolarSettings = { decoder: "scl", listSize: 8, arithmetic: "int8" };

function randomBits(random: RandomStream, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => (random.uniform() < 0.5 ? 0 : 1));
}

/** LLRs of BPSK, 0 as +1, in Gaussian noise. */
function received(random: RandomStream, coded: Uint8Array, esn0_dB: number): Float32Array {
  const variance = 1 / (2 * 10 ** (esn0_dB / 10));
  return Float32Array.from(coded, (bit) => (2 * (1 - 2 * bit + Math.sqrt(variance) * random.gaussian())) / variance);
}

/** Frames in error out of `frames`, for each of the settings on the same noise. */
function frameErrors(spec: NrPolarSpec, esn0_dB: number, frames: number, settings: readonly PolarSettings[]): number[] {
  const code = nrPolarCode(spec);
  const decoders = settings.map((one) => code.decoder(one));
  const errors = settings.map(() => 0);
  const random = new RandomStream(5, "nr-polar.test");
  const coded = new Uint8Array(code.codedBits);
  const decided = new Uint8Array(code.informationBits);
  for (let frame = 0; frame < frames; frame++) {
    random.reset(frame);
    const information = randomBits(random, code.informationBits);
    code.encode(information, coded);
    const llrs = received(random, coded, esn0_dB);
    decoders.forEach((decoder, i) => {
      decoder.decode(llrs, decided);
      if (!decided.every((bit, k) => bit === information[k])) errors[i]++;
    });
  }
  return errors;
}

const family = "nr-polar";

describe("NR polar chain without noise", () => {
  const specs = fc.oneof(
    fc.record({ a: fc.integer({ min: 12, max: 140 }), extra: fc.integer({ min: 0, max: 1600 }) }).map(
      ({ a, extra }): NrPolarSpec => ({
        family,
        kind: "downlinkControl",
        payloadBits: a,
        codedBits: a + 24 + extra,
        rnti: 7 * extra,
      }),
    ),
    // 12 to 19 bits: parity bits.
    fc
      .record({ a: fc.integer({ min: 12, max: 19 }), extra: fc.integer({ min: 0, max: 600 }) })
      .map(
        ({ a, extra }): NrPolarSpec => ({ family, kind: "uplinkControl", payloadBits: a, codedBits: a + 9 + extra }),
      ),
    fc
      .record({ a: fc.integer({ min: 20, max: 1706 }), extra: fc.integer({ min: 1, max: 3000 }) })
      .map(
        ({ a, extra }): NrPolarSpec => ({ family, kind: "uplinkControl", payloadBits: a, codedBits: a + 24 + extra }),
      ),
    fc
      .record({ k: fc.integer({ min: 1, max: 1024 }), extra: fc.integer({ min: 0, max: 1500 }) })
      .map(({ k, extra }): NrPolarSpec => ({ family, kind: "plain", informationBits: k, codedBits: k + extra })),
  );

  it("returns what went in, for any lengths", () => {
    fc.assert(
      fc.property(specs, fc.integer({ min: 0, max: 1e6 }), (spec, seed) => {
        const code = nrPolarCode(spec);
        const information = randomBits(new RandomStream(seed, "loop-back"), code.informationBits);
        const coded = new Uint8Array(code.codedBits);
        code.encode(information, coded);
        const llrs = Float32Array.from(coded, (bit) => 3 - 6 * bit);
        for (const settings of [int8, { decoder: "sc", arithmetic: "float32" } as const]) {
          const decided = new Uint8Array(code.informationBits);
          expect(code.decoder(settings).decode(llrs, decided)).toBe(true);
          expect(decided).toEqual(information);
        }
      }),
      { numRuns: 150, seed: 212 },
    );
  });

  it("is linear, but for the CRC's ones and mask", () => {
    fc.assert(
      fc.property(specs, fc.integer({ min: 0, max: 1e6 }), (spec, seed) => {
        const code = nrPolarCode(spec);
        const random = new RandomStream(seed, "linear");
        const words = [randomBits(random, code.informationBits), randomBits(random, code.informationBits)];
        const zero = new Uint8Array(code.informationBits);
        const both = words[0].map((bit, i) => bit ^ words[1][i]);
        const [a, b, sum, offset] = [...words, both, zero].map((word) => {
          const coded = new Uint8Array(code.codedBits);
          code.encode(word, coded);
          return coded;
        });
        expect(a.map((bit, i) => bit ^ b[i] ^ offset[i])).toEqual(sum);
      }),
      { numRuns: 50, seed: 54 },
    );
  });

  it("two code blocks carry a long UCI; an odd coded bit is 0", () => {
    const code = nrPolarCode({ family, kind: "uplinkControl", payloadBits: 1013, codedBits: 2301 });
    expect(`${code}`).toContain("2 x polar K=518");
    const coded = new Uint8Array(2301).fill(1);
    code.encode(new Uint8Array(1013).fill(1), coded);
    expect(coded[2300]).toBe(0);
    expect(`${nrPolarCode({ family, kind: "uplinkControl", payloadBits: 359, codedBits: 2000 })}`).toContain("1 x");
    expect(`${nrPolarCode({ family, kind: "uplinkControl", payloadBits: 360, codedBits: 1087 })}`).toContain("1 x");
    expect(`${nrPolarCode({ family, kind: "uplinkControl", payloadBits: 360, codedBits: 1088 })}`).toContain("2 x");
  });
});

describe("NR polar decoding in noise", () => {
  it("K = 512, N = 1024, list 8 without CRC has a frame error rate of 0.1 at Eb/N0 = 1.316 dB", () => {
    // AFF3CT 3.0.2, 32-bit float; within 0.06 dB. Eb/N0 less 3.01 dB is Es/N0 of BPSK at rate 1/2.
    const spec: NrPolarSpec = { family, kind: "plain", informationBits: 512, codedBits: 1024 };
    const frames = 4000;
    const settings: PolarSettings[] = [
      { decoder: "scl", listSize: 8, arithmetic: "float32" },
      { decoder: "scl", listSize: 8, arithmetic: "int16" },
      int8,
    ];
    const [easier, int16Errors, int8Errors] = frameErrors(spec, 1.376 - 3.0103, frames, settings);
    const [harder] = frameErrors(spec, 1.256 - 3.0103, frames, settings.slice(0, 1));
    // 0.06 dB to either side, the 95 % intervals exclude 0.1.
    expect(wilsonEstimate(easier, frames).high).toBeLessThan(0.1);
    expect(wilsonEstimate(harder, frames).low).toBeGreaterThan(0.1);
    // On the same noise: a loss of 0.01 dB would be 4 % more errors.
    expect(int16Errors).toBeLessThan(1.03 * easier);
    expect(int8Errors).toBeLessThan(1.1 * easier);
  });

  it("lists and the CRC each lower the error rate", () => {
    const spec: NrPolarSpec = { family, kind: "uplinkControl", payloadBits: 53, codedBits: 128 };
    const settings: PolarSettings[] = [1, 2, 8, 32].map((listSize) => ({
      decoder: "scl",
      listSize,
      arithmetic: "int8",
    }));
    settings.push({ decoder: "scl", listSize: 32, arithmetic: "int8", crcAided: false });
    const [one, two, eight, most, unaided] = frameErrors(spec, -2, 3000, settings);
    expect(two).toBeLessThan(0.8 * one);
    expect(eight).toBeLessThan(0.8 * two);
    expect(most).toBeLessThan(eight);
    expect(most).toBeLessThan(0.7 * unaided);
  });

  it("the CRC rejects noise but for one candidate in 2^11 each", () => {
    const code = nrPolarCode({ family, kind: "uplinkControl", payloadBits: 40, codedBits: 200 });
    const decoder = code.decoder(int8);
    const random = new RandomStream(6, "noise only");
    const frames = 3000;
    let accepted = 0;
    for (let frame = 0; frame < frames; frame++) {
      const llrs = Float32Array.from({ length: 200 }, () => 2 * random.gaussian());
      if (decoder.decode(llrs, new Uint8Array(40))) accepted++;
    }
    // 8 paths, 2^-11 each: 3.9e-3; four standard deviations.
    const expected = 8 * 2 ** -11;
    expect(Math.abs(accepted / frames - expected)).toBeLessThan(4 * Math.sqrt(expected / frames));
  });

  it("a word masked with another RNTI is rejected", () => {
    const spec = { family, kind: "downlinkControl", payloadBits: 40, codedBits: 216, rnti: 17921 } as const;
    const code = nrPolarCode(spec);
    const coded = new Uint8Array(216);
    code.encode(new Uint8Array(40).fill(1), coded);
    const llrs = Float32Array.from(coded, (bit) => 5 - 10 * bit);
    expect(code.decoder(int8).decode(llrs, new Uint8Array(40))).toBe(true);
    expect(
      nrPolarCode({ ...spec, rnti: 17920 })
        .decoder(int8)
        .decode(llrs, new Uint8Array(40)),
    ).toBe(false);
  });

  it("both backends decide the same through the whole chain", () => {
    const random = new RandomStream(7, "backends");
    for (const spec of [
      { family, kind: "uplinkControl", payloadBits: 16, codedBits: 300 },
      { family, kind: "uplinkControl", payloadBits: 401, codedBits: 1101 },
      { family, kind: "downlinkControl", payloadBits: 60, codedBits: 108 },
      { family, kind: "broadcast" },
    ] as const satisfies NrPolarSpec[]) {
      const code = nrPolarCode(spec);
      const coded = new Uint8Array(code.codedBits);
      for (const arithmetic of ["int8", "float32"] as const) {
        code.encode(randomBits(random, code.informationBits), coded);
        const llrs = received(random, coded, code.codedBits > 500 ? -8 : -1);
        const [first, second] = (["simd", "reference"] as const).map((backend) => {
          const decided = new Uint8Array(code.informationBits);
          const isAccepted = code.decoder({ decoder: "scl", listSize: 4, arithmetic, backend }).decode(llrs, decided);
          return [isAccepted, ...decided];
        });
        expect(first).toEqual(second);
      }
    }
  });
});

describe("arguments of NR polar codes", () => {
  const plain = nrPolarCode({ family, kind: "plain", informationBits: 10, codedBits: 32 });

  it.each<[NrPolarSpec, RegExp]>([
    [{ family, kind: "plain", informationBits: 0, codedBits: 32 }, /informationBits: expected .* 1 to 1024, found 0/],
    [{ family, kind: "plain", informationBits: 33, codedBits: 32 }, /codedBits: expected .* 33 to 8192, found 32/],
    [{ family, kind: "plain", informationBits: Number.NaN, codedBits: 32 }, /informationBits: .* found NaN/],
    [{ family, kind: "downlinkControl", payloadBits: 141, codedBits: 432 }, /payloadBits: .* 12 to 140, found 141/],
    [{ family, kind: "downlinkControl", payloadBits: 40, codedBits: 63 }, /codedBits: .* 64 to 8192, found 63/],
    [{ family, kind: "downlinkControl", payloadBits: 40, codedBits: 64, rnti: 65536 }, /rnti: .* found 65536/],
    [{ family, kind: "uplinkControl", payloadBits: 11, codedBits: 64 }, /payloadBits: .* 12 to 1706, found 11/],
    [{ family, kind: "uplinkControl", payloadBits: 12, codedBits: 20 }, /codedBits: expected 21 to 8192 .* found 20/],
    [{ family, kind: "uplinkControl", payloadBits: 1706, codedBits: 1727 }, /codedBits: expected 1728 .* found 1727/],
  ])("%o is refused", (spec, message) => {
    expect(() => nrPolarCode(spec)).toThrow(message);
  });

  it.each<[object, RegExp]>([
    [{ decoder: "scl", listSize: 3, arithmetic: "int8" }, /listSize: expected 1, 2, 4, 8, 16 or 32, found 3/],
    [{ decoder: "sc", listSize: 8, arithmetic: "int8" }, /listSize: expected 1 or none with decoder sc, found 8/],
    [{ decoder: "bp", arithmetic: "int8" }, /decoder: expected sc or scl, found bp/],
    [{ decoder: "sc", arithmetic: "int4" }, /arithmetic: .* found int4/],
    [{ decoder: "sc", arithmetic: "int8", backend: "gpu" }, /backend: .* found gpu/],
    [
      { decoder: "sc", arithmetic: "int8", quantisation: { llrScale: Number.NaN, llrBits: 6, internalBits: 8 } },
      /quantisation.llrScale: .* found NaN/,
    ],
    [
      { decoder: "sc", arithmetic: "int8", quantisation: { llrScale: 4, llrBits: 6, internalBits: 9 } },
      /quantisation.internalBits: expected a whole number from 2 to 8, found 9/,
    ],
    [
      { decoder: "sc", arithmetic: "int8", quantisation: { llrScale: 4, llrBits: 7, internalBits: 6 } },
      /quantisation.llrBits: expected internalBits \(6\) at most, found 7/,
    ],
    [
      { decoder: "sc", arithmetic: "float32", quantisation: { llrScale: 4, llrBits: 6, internalBits: 8 } },
      /quantisation: expected none with float32/,
    ],
  ])("%o is refused", (settings, message) => {
    expect(() => plain.decoder(settings as PolarSettings)).toThrow(message);
  });

  it("wrong lengths and LLRs that are not finite are refused, with the place", () => {
    const decoder = plain.decoder(int8);
    expect(() => plain.encode(new Uint8Array(9), new Uint8Array(32))).toThrow(/information: expected 10 .* found 9/);
    expect(() => plain.encode(new Uint8Array(10), new Uint8Array(31))).toThrow(/coded: expected 32 .* found 31/);
    expect(() => decoder.decode(new Float32Array(31), new Uint8Array(10))).toThrow(/llrs: expected 32 .* found 31/);
    expect(() => decoder.decode(new Float32Array(32), new Uint8Array(9))).toThrow(/information: expected 10/);
    const llrs = new Float32Array(32);
    llrs[7] = Number.NaN;
    expect(() => decoder.decode(llrs, new Uint8Array(10))).toThrow(/llrs: .* found NaN at index 7/);
    llrs[7] = -Infinity;
    expect(() => decoder.decode(llrs, new Uint8Array(10))).toThrow(/llrs: .* found -Infinity at index 7/);
  });

  it("the largest finite LLRs are taken, repeated ones too", () => {
    const code = nrPolarCode({ family, kind: "uplinkControl", payloadBits: 30, codedBits: 1000 });
    const information = randomBits(new RandomStream(8, "huge"), 30);
    const coded = new Uint8Array(1000);
    code.encode(information, coded);
    const llrs = Float32Array.from(coded, (bit) => (bit === 0 ? 3e38 : -3e38));
    for (const arithmetic of ["float32", "int16", "int8"] as const) {
      const decided = new Uint8Array(30);
      expect(code.decoder({ decoder: "scl", listSize: 4, arithmetic }).decode(llrs, decided)).toBe(true);
      expect(decided).toEqual(information);
    }
  });
});
