import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ReedSolomonCode,
  reedSolomonField,
  reedSolomonGenerator,
} from "../../kernels/reed-solomon/reed-solomon-code.js";
import { GaloisField } from "../../src/fec/galois-field.js";
import { type ReedSolomonSettings, type ReedSolomonSpec, reedSolomonCode } from "../../src/fec/reed-solomon.js";
import { RandomStream } from "../../src/random/random-stream.js";

const dvb: ReedSolomonSpec = {
  family: "reed-solomon",
  codedSymbols: 204,
  informationSymbols: 188,
  fieldPolynomial: 0x11d,
  firstRoot: 0,
};
const settings: readonly ReedSolomonSettings[] = [
  { decoder: "errors" },
  { decoder: "errors", backend: "reference" },
  { decoder: "errors-and-erasures" },
  { decoder: "errors-and-erasures", backend: "reference" },
];

/** A word's LLRs with wrong symbols and erased ones, the latter wrong half the time. */
function damaged(
  coded: Uint8Array,
  symbolBits: number,
  wrong: readonly number[],
  erased: readonly number[],
  stream: RandomStream,
) {
  const llrs = Float32Array.from(coded, (bit) => 4 - 8 * bit);
  const turn = (symbol: number) => {
    const change = 1 + Math.floor(stream.uniform() * (2 ** symbolBits - 1));
    for (let bit = 0; bit < symbolBits; bit++) if ((change >> bit) & 1) llrs[symbol * symbolBits + bit] *= -1;
  };
  for (const symbol of wrong) turn(symbol);
  for (const [i, symbol] of erased.entries()) {
    if (i % 2 === 0) turn(symbol);
    llrs[symbol * symbolBits + (i % symbolBits)] = 0;
  }
  return llrs;
}

function places(stream: RandomStream, length: number, count: number): number[] {
  const all = Array.from({ length }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(stream.uniform() * (length - i));
    [all[i], all[other]] = [all[other], all[i]];
  }
  return all.slice(0, count);
}

describe("Reed-Solomon code", () => {
  it("has words that are multiples of the generator: every root is one of theirs", () => {
    const code = reedSolomonCode(dvb);
    const field = new GaloisField(8, 0x11d);
    const stream = new RandomStream(1, "test");
    const information = Uint8Array.from({ length: code.informationBits }, () => (stream.uniform() < 0.5 ? 1 : 0));
    const coded = new Uint8Array(code.codedBits);
    code.encode(information, coded);
    expect(coded.subarray(0, code.informationBits)).toEqual(information);
    for (let j = 0; j < 16; j++) {
      let value = 0;
      for (let i = 0; i < 204; i++) {
        const symbol = Number.parseInt(coded.subarray(8 * i, 8 * i + 8).join(""), 2);
        value = field.mul(value, field.exp[j]) ^ symbol;
      }
      expect(value).toBe(0);
    }
  });

  it("of DVB has the generator of EN 300 421", () => {
    const code: ReedSolomonCode = {
      symbolBits: 8,
      fieldPolynomial: 0x11d,
      symbols: 204,
      parity: 16,
      firstRoot: 0,
      rootStep: 1,
      interleaving: 1,
    };
    // x^16 + 59 x^15 + 13 x^14 + ...: its product form's expansion, as in every implementation.
    expect([...reedSolomonGenerator(code, reedSolomonField(code))]).toEqual([
      1, 59, 13, 104, 189, 68, 209, 30, 8, 163, 65, 41, 229, 98, 50, 36, 59,
    ]);
  });

  it("meets the Singleton bound: the weights of (7, 3) over GF(8) are those of an MDS code", () => {
    const code = reedSolomonCode({ family: "reed-solomon", codedSymbols: 7, informationSymbols: 3, symbolBits: 3 });
    const counts = new Array(8).fill(0);
    const information = new Uint8Array(9);
    const coded = new Uint8Array(21);
    for (let value = 0; value < 512; value++) {
      for (let i = 0; i < 9; i++) information[i] = (value >> i) & 1;
      code.encode(information, coded);
      let weight = 0;
      for (let i = 0; i < 21; i += 3) if (coded[i] | coded[i + 1] | coded[i + 2]) weight++;
      counts[weight]++;
    }
    // A_w = C(7, w) sum_j (-1)^j C(w, j) (8^(w - 4 - j) - 1), j = 0 to w - 5.
    expect(counts).toEqual([1, 0, 0, 0, 0, 147, 147, 217]);
  });

  const shapes: readonly ReedSolomonSpec[] = [
    dvb,
    { family: "reed-solomon", codedSymbols: 255, informationSymbols: 223 },
    { family: "reed-solomon", codedSymbols: 40, informationSymbols: 7, firstRoot: 17, rootStep: 7 },
    { family: "reed-solomon", codedSymbols: 15, informationSymbols: 9, symbolBits: 4 },
    { family: "reed-solomon", codedSymbols: 63, informationSymbols: 40, symbolBits: 6, firstRoot: 0 },
    { family: "reed-solomon", codedSymbols: 4, informationSymbols: 3 },
  ];

  it.each(shapes)("corrects e errors and f erasures where 2 e + f is within the parity: %j", (spec) => {
    const { codedSymbols, informationSymbols, symbolBits = 8 } = spec;
    const parity = codedSymbols - informationSymbols;
    const code = reedSolomonCode(spec);
    const information = new Uint8Array(code.informationBits);
    const coded = new Uint8Array(code.codedBits);
    const found = new Uint8Array(code.informationBits);
    for (const each of settings) {
      const decoder = code.decoder(each);
      const most = each.decoder === "errors" ? 0 : parity;
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: most }),
          fc.nat(1e6),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (erasures, number, share) => {
            const stream = new RandomStream(2, "test", number);
            const allowed = (parity - erasures) >> 1;
            // The most that is allowed in half of the cases.
            const errors = Math.min(allowed, Math.floor(2 * share * (allowed + 1)));
            const chosen = places(stream, codedSymbols, errors + erasures);
            for (let i = 0; i < information.length; i++) information[i] = stream.uniform() < 0.5 ? 1 : 0;
            code.encode(information, coded);
            const llrs = damaged(coded, symbolBits, chosen.slice(0, errors), chosen.slice(errors), stream);
            expect(decoder.decode(llrs, found)).toBe(true);
            expect(found).toEqual(information);
          },
        ),
        { seed: 4, numRuns: each.backend ? 15 : 60 },
      );
    }
  });

  it("refuses words with more errors, and then leaves what was decided", () => {
    // A random word lies within 8 errors of a word of (204, 188) with a probability below 1 / 8! times (204/255)^8.
    const code = reedSolomonCode(dvb);
    const decoder = code.decoder({ decoder: "errors" });
    const coded = new Uint8Array(code.codedBits);
    const found = new Uint8Array(code.informationBits);
    for (let number = 0; number < 300; number++) {
      const stream = new RandomStream(3, "test", number);
      const llrs = damaged(coded, 8, places(stream, 204, 9 + (number % 40)), [], stream);
      expect(decoder.decode(llrs, found)).toBe(false);
      expect(found).toEqual(Uint8Array.from(llrs.subarray(0, found.length), (llr) => (llr < 0 ? 1 : 0)));
    }
  });

  it("refuses nearly as many as theory says where the code is weak", () => {
    // (15, 9) over GF(16), random words: sum over w <= 3 of C(15, w) 15^w / 16^6 are within 3 errors of a word.
    const code = reedSolomonCode(shapes[3]);
    const share = (1 + 15 * 15 + 105 * 225 + 455 * 3375) / 16 ** 6;
    const decoder = code.decoder({ decoder: "errors" });
    const found = new Uint8Array(code.informationBits);
    const stream = new RandomStream(5, "test");
    let accepted = 0;
    const trials = 20_000;
    for (let n = 0; n < trials; n++) {
      const llrs = Float32Array.from({ length: 60 }, () => (stream.uniform() < 0.5 ? 1 : -1));
      if (decoder.decode(llrs, found)) accepted++;
    }
    expect(Math.abs(accepted - trials * share)).toBeLessThan(4 * Math.sqrt(trials * share * (1 - share)));
  });

  it("erases a symbol by the weakest of its bits", () => {
    const code = reedSolomonCode(dvb);
    const llrs = new Float32Array(code.codedBits).fill(3);
    const found = new Uint8Array(code.informationBits);
    // 16 wrong symbols, each with a weak bit besides.
    for (let i = 0; i < 16; i++) {
      llrs[8 * (12 * i)] = -3;
      llrs[8 * (12 * i) + 5] = i % 2 === 0 ? 0.5 : -0.25;
    }
    const decode = (erasureThreshold: number) =>
      code.decoder({ decoder: "errors-and-erasures", erasureThreshold }).decode(llrs, found);
    expect(decode(0)).toBe(false);
    expect(decode(0.25)).toBe(false);
    expect(decode(0.5)).toBe(true);
    expect(found.includes(1)).toBe(false);
    expect(decode(3)).toBe(false);
  });

  it.each([
    [{ codedSymbols: 256 }, /codedSymbols: expected a whole number from 2 to 255, found 256/],
    [{ informationSymbols: 204 }, /informationSymbols: expected a whole number from 1 to 203, found 204/],
    [{ informationSymbols: Number.NaN }, /informationSymbols/],
    [{ symbolBits: 9 }, /symbolBits/],
    [{ fieldPolynomial: 0x11b }, /fieldPolynomial: expected a primitive polynomial, found 0x11b/],
    [{ fieldPolynomial: 0x1d }, /fieldPolynomial/],
    [{ firstRoot: 255 }, /firstRoot/],
    [{ rootStep: 5 }, /rootStep: expected no factor in common with 255, found 5/],
    [{ interleaving: 0 }, /interleaving/],
  ])("does not exist with %j", (change, message) => {
    expect(() => reedSolomonCode({ ...dvb, ...change })).toThrow(message);
  });

  it("refuses settings, lengths and LLRs that mean nothing", () => {
    const code = reedSolomonCode(dvb);
    const open = (change: object) => () => code.decoder({ decoder: "errors", ...change } as ReedSolomonSettings);
    expect(open({ decoder: "soft" })).toThrow(/decoder: expected errors or errors-and-erasures, found soft/);
    expect(open({ backend: "gpu" })).toThrow(/backend/);
    expect(open({ erasureThreshold: 1 })).toThrow(/erasureThreshold/);
    expect(open({ decoder: "errors-and-erasures", erasureThreshold: Number.NaN })).toThrow(/erasureThreshold/);
    for (const each of settings) {
      const decoder = code.decoder(each);
      const found = new Uint8Array(code.informationBits);
      const llrs = new Float32Array(code.codedBits).fill(1);
      expect(() => decoder.decode(llrs.subarray(1), found)).toThrow(/llrs: expected 1632 elements, found 1631/);
      expect(() => decoder.decode(llrs, found.subarray(1))).toThrow(/information: expected 1504/);
      for (const wrong of [Number.NaN, Infinity]) {
        llrs[1631] = wrong;
        expect(() => decoder.decode(llrs, found)).toThrow(`llrs: expected finite LLRs, found ${wrong} at index 1631`);
      }
    }
  });
});
