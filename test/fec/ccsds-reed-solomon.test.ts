import { describe, expect, it } from "vitest";
import { reedSolomonField, reedSolomonGenerator } from "../../kernels/reed-solomon/reed-solomon-code.js";
import { ccsdsConcatenatedCode } from "../../src/fec/ccsds-concatenated.js";
import { ccsdsReedSolomonCode, dualBasisSymbols } from "../../src/fec/ccsds-reed-solomon.js";
import { GaloisField } from "../../src/fec/galois-field.js";
import { RandomStream } from "../../src/random/random-stream.js";

const field = new GaloisField(8, 0x187);

function randomBits(stream: RandomStream, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => (stream.uniform() < 0.5 ? 1 : 0));
}

function symbolsOf(bits: Uint8Array): number[] {
  return Array.from({ length: bits.length / 8 }, (_, i) =>
    Number.parseInt(bits.subarray(8 * i, 8 * i + 8).join(""), 2),
  );
}

describe("CCSDS Reed-Solomon code", () => {
  it.each([
    // CCSDS 131.0-B-2, 4.3.4 and its annex: powers of alpha of the coefficients, which read the same backwards.
    [16, [0, 249, 59, 66, 4, 43, 126, 251, 97, 30, 3, 213, 50, 66, 170, 5, 24]],
    [8, [0, 30, 230, 49, 235, 129, 81, 76, 173]],
  ])("for E = %i has the generator polynomial of the standard", (errors, half) => {
    const code = {
      symbolBits: 8,
      fieldPolynomial: 0x187,
      symbols: 255,
      parity: 2 * errors,
      firstRoot: 128 - errors,
      rootStep: 11,
      interleaving: 1,
    };
    const generator = reedSolomonGenerator(code, reedSolomonField(code));
    expect(Array.from(generator, (coefficient) => field.log[coefficient])).toEqual([
      ...half,
      ...half.slice(0, -1).reverse(),
    ]);
  });

  it("sends symbols in the dual basis: bit i is the trace of the element times alpha^(117 i)", () => {
    const sent = dualBasisSymbols();
    const trace = (element: number) => {
      let sum = 0;
      for (let i = 0, power = element; i < 8; i++, power = field.mul(power, power)) sum ^= power;
      return sum;
    };
    for (let element = 0; element < 256; element++) {
      for (let i = 0; i < 8; i++) {
        expect((sent[element] >> (7 - i)) & 1).toBe(trace(field.mul(element, field.exp[(117 * i) % 255])));
      }
    }
    // The way back, as the standard lists it: elements of the symbols 80, 40, ..., 01.
    const back = [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => sent.indexOf(1 << bit));
    expect(back).toEqual([0xc5, 0x42, 0x2e, 0xfd, 0xf0, 0x79, 0xac, 0xcc]);
    expect(new Set(sent).size).toBe(256);
  });

  it.each([223, 239] as const)(
    "(255, %i) has words with all roots of the standard, in either basis",
    (informationSymbols) => {
      const stream = new RandomStream(1, "test");
      const sent = dualBasisSymbols();
      for (const basis of ["dual", "conventional"] as const) {
        for (const interleaving of [1, 2, 3, 4, 5, 8]) {
          for (const virtualFill of [0, 1, 100]) {
            const code = ccsdsReedSolomonCode({
              family: "ccsds-reed-solomon",
              informationSymbols,
              interleaving,
              virtualFill,
              basis,
            });
            expect(code.informationBits).toBe(8 * interleaving * (informationSymbols - virtualFill));
            expect(code.codedBits).toBe(8 * interleaving * (255 - virtualFill));
            const information = randomBits(stream, code.informationBits);
            const coded = new Uint8Array(code.codedBits);
            code.encode(information, coded);
            expect(coded.subarray(0, information.length)).toEqual(information);
            const symbols = symbolsOf(coded);
            const word = symbols.filter((_, i) => i % interleaving === interleaving - 1);
            const elements = word.map((symbol) => (basis === "dual" ? sent.indexOf(symbol) : symbol));
            for (let j = informationSymbols === 223 ? 112 : 120; j < (informationSymbols === 223 ? 144 : 136); j++) {
              const root = field.pow(2, 11 * j);
              expect(elements.reduce((value, element) => field.mul(value, root) ^ element, 0)).toBe(0);
            }
          }
        }
      }
    },
  );

  it("spreads a burst over the words: 5 words of E = 16 bring back 80 wrong symbols in a row", () => {
    const code = ccsdsReedSolomonCode({ family: "ccsds-reed-solomon", informationSymbols: 223, interleaving: 5 });
    const information = randomBits(new RandomStream(2, "test"), code.informationBits);
    const coded = new Uint8Array(code.codedBits);
    const found = new Uint8Array(code.informationBits);
    code.encode(information, coded);
    for (const backend of ["simd", "reference"] as const) {
      const decoder = code.decoder({ decoder: "errors", backend });
      for (const start of [0, 333, 1195]) {
        const burst = (symbols: number) =>
          Float32Array.from(coded, (bit, i) => {
            const isWrong = i >= 8 * start && i < 8 * (start + symbols);
            return isWrong === (bit === 1) ? 1 : -1;
          });
        expect(decoder.decode(burst(80), found)).toBe(true);
        expect(found).toEqual(information);
        if (start < 1195) expect(decoder.decode(burst(81), found)).toBe(false);
      }
    }
  });

  it("is refused with figures that are none of the standard's", () => {
    const spec = { family: "ccsds-reed-solomon", informationSymbols: 223, interleaving: 1 } as const;
    expect(() => ccsdsReedSolomonCode({ ...spec, interleaving: 6 })).toThrow(
      /interleaving: expected one of 1,2,3,4,5,8/,
    );
    expect(() => ccsdsReedSolomonCode({ ...spec, informationSymbols: 231 as 223 })).toThrow(/informationSymbols/);
    expect(() => ccsdsReedSolomonCode({ ...spec, virtualFill: 223 })).toThrow(/virtualFill/);
    expect(() => ccsdsReedSolomonCode({ ...spec, basis: "natural" as "dual" })).toThrow(/basis/);
  });
});

describe("CCSDS concatenated code", () => {
  const settings = {
    inner: { decoder: "viterbi", arithmetic: "int8" },
    outer: { decoder: "errors" },
  } as const;

  it.each([
    ["1/2", 1, 0, false, 3.0],
    ["7/8", 2, 100, true, 6.5],
    ["3/4", 5, 20, true, 5.0],
  ] as const)(
    "of rate %s, I = %i, fill %i comes through noise",
    (rate, interleaving, virtualFill, isRandomized, ebn0_dB) => {
      const code = ccsdsConcatenatedCode({
        family: "ccsds-concatenated",
        informationSymbols: 223,
        interleaving,
        virtualFill,
        rate,
        isRandomized,
      });
      const esn0 = (10 ** (ebn0_dB / 10) * code.informationBits) / code.codedBits;
      const decoder = code.decoder(settings);
      const coded = new Uint8Array(code.codedBits);
      const found = new Uint8Array(code.informationBits);
      for (let frame = 0; frame < 5; frame++) {
        const stream = new RandomStream(3, "test", frame);
        const information = randomBits(stream, code.informationBits);
        code.encode(information, coded);
        const llrs = Float32Array.from(
          coded,
          (bit) => 4 * esn0 * (1 - 2 * bit) + Math.sqrt(8 * esn0) * stream.gaussian(),
        );
        expect(decoder.decode(llrs, found)).toBe(true);
        expect(found).toEqual(information);
      }
    },
  );

  it("is refused by its outer code where the inner one fails", () => {
    const code = ccsdsConcatenatedCode({
      family: "ccsds-concatenated",
      informationSymbols: 239,
      interleaving: 1,
      rate: "1/2",
    });
    const stream = new RandomStream(4, "test");
    const llrs = Float32Array.from({ length: code.codedBits }, () => stream.gaussian());
    expect(code.decoder(settings).decode(llrs, new Uint8Array(code.informationBits))).toBe(false);
    expect(() => code.decoder({ ...settings, outer: { decoder: "errors-and-erasures" } })).toThrow(/outer.decoder/);
    llrs[7] = Number.NaN;
    expect(() => code.decoder(settings).decode(llrs, new Uint8Array(code.informationBits))).toThrow(
      /found NaN at index 7/,
    );
  });
});
