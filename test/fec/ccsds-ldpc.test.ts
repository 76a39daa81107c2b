import { describe, expect, it } from "vitest";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { QuasiCyclicCode } from "../../kernels/ldpc/quasi-cyclic-code.js";
import { type CcsdsLdpcSpec, ccsdsLdpcCode } from "../../src/fec/ccsds-ldpc.js";
import { ar4jaEncoder, generatorEncoder } from "../../src/fec/ccsds-ldpc-encoder.js";
import {
  type Ar4jaRate,
  ar4jaQuasiCyclic,
  ar4jaSize,
  c2QuasiCyclic,
  telecommandQuasiCyclic,
} from "../../src/fec/ccsds-ldpc-matrix.js";
import { CirculantMatrix } from "../../src/fec/circulant-matrix.js";
import { RandomStream } from "../../src/random/random-stream.js";

const settings: LdpcSettings = {
  arithmetic: "float32",
  schedule: "layered",
  checkRule: { kind: "sumProduct" },
  iterations: 50,
  stop: "parity",
};
const sizes = [1024, 4096, 16_384];
const rates: readonly Ar4jaRate[] = ["1/2", "2/3", "4/5"];
const all: readonly CcsdsLdpcSpec[] = [
  ...sizes.flatMap((informationBits) =>
    rates.map((rate) => ({ family: "ccsds-ldpc", code: "ar4ja", informationBits, rate }) as const),
  ),
  { family: "ccsds-ldpc", code: "c2" },
  { family: "ccsds-ldpc", code: "telecommand", codedBits: 128 },
  { family: "ccsds-ldpc", code: "telecommand", codedBits: 512 },
];

function randomBits(length: number, seed: number): Uint8Array {
  const stream = new RandomStream(seed, "test.ccsds-ldpc");
  return Uint8Array.from({ length }, () => (stream.uniform() < 0.5 ? 1 : 0));
}

/** Checks that a word of all variables does not meet. */
function unmet({ liftingSize: z, rows, edges }: QuasiCyclicCode, word: Uint8Array): number {
  const sums = new Uint8Array(rows * z);
  for (const { row, column, shift } of edges) {
    for (let i = 0; i < z; i++) sums[row * z + i] ^= word[column * z + ((i + shift) % z)];
  }
  return sums.reduce((count, sum) => count + sum, 0);
}

/** Of a matrix over GF(2), by elimination. */
function rank({ liftingSize: z, rows, columns, edges }: QuasiCyclicCode): number {
  const words = Math.ceil((columns * z) / 32);
  const left = Array.from({ length: rows * z }, () => new Uint32Array(words));
  for (const { row, column, shift } of edges) {
    for (let i = 0; i < z; i++) {
      const variable = column * z + ((i + shift) % z);
      left[row * z + i][variable >>> 5] ^= 1 << (variable & 31);
    }
  }
  let found = 0;
  for (let variable = 0; variable < columns * z && found < left.length; variable++) {
    const [word, bit] = [variable >>> 5, 1 << (variable & 31)];
    const pivot = left.findIndex((each, index) => index >= found && (each[word] & bit) !== 0);
    if (pivot < 0) continue;
    [left[found], left[pivot]] = [left[pivot], left[found]];
    for (let index = found + 1; index < left.length; index++) {
      if ((left[index][word] & bit) === 0) continue;
      for (let w = word; w < words; w++) left[index][w] ^= left[found][w];
    }
    found++;
  }
  return found;
}

/** Four bits a digit, the first the most significant. */
function hex(bits: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bits.length; i += 4) {
    text += (8 * bits[i] + 4 * bits[i + 1] + 2 * bits[i + 2] + bits[i + 3]).toString(16);
  }
  return text;
}

describe("the parity-check matrices of CCSDS", () => {
  it.each([
    [1024, "1/2", 512, 2560, 7680],
    [1024, "2/3", 256, 1792, 5888],
    [1024, "4/5", 128, 1408, 4992],
  ] as const)(
    "AR4JA k = %d, rate %s: M = %d, %d variables, %d edges (CCSDS 131.0-B, table 7-2)",
    (k, rate, size, n, edges) => {
      expect(ar4jaSize(k, rate)).toBe(size);
      const matrix = ar4jaQuasiCyclic(size, rate);
      expect(matrix.columns * matrix.liftingSize).toBe(n);
      expect(matrix.edges.length * matrix.liftingSize).toBe(edges);
    },
  );

  it.each([
    // CCSDS 131.0-B and 231.0-B: n - k checks; C2's 1022 rows have rank 1020.
    ["AR4JA 1024 1/2", ar4jaQuasiCyclic(512, "1/2"), 1536],
    ["AR4JA 1024 2/3", ar4jaQuasiCyclic(256, "2/3"), 768],
    ["AR4JA 1024 4/5", ar4jaQuasiCyclic(128, "4/5"), 384],
    ["C2", c2QuasiCyclic(), 1020],
    ["telecommand 128", telecommandQuasiCyclic(128), 64],
    ["telecommand 512", telecommandQuasiCyclic(512), 256],
  ] as const)("of %s has its rank", (_, matrix, expected) => {
    expect(rank(matrix)).toBe(expected);
  });

  it("have 32 and 8 edges a check in C2 and telecommand", () => {
    expect(c2QuasiCyclic().edges.filter(({ row }) => row === 0)).toHaveLength(32);
    for (const bits of [128, 512] as const) {
      for (let row = 0; row < 4; row++) {
        expect(telecommandQuasiCyclic(bits).edges.filter((edge) => edge.row === row)).toHaveLength(8);
      }
    }
  });
});

describe("a CCSDS LDPC encoder", () => {
  it.each(all)("of $code $informationBits $rate $codedBits gives words that meet every check", (spec) => {
    const code = ccsdsLdpcCode(spec);
    const matrix =
      spec.code === "ar4ja"
        ? ar4jaQuasiCyclic(ar4jaSize(spec.informationBits, spec.rate), spec.rate)
        : spec.code === "c2"
          ? c2QuasiCyclic()
          : telecommandQuasiCyclic(spec.codedBits);
    const coded = new Uint8Array(code.codedBits);
    const information = randomBits(code.informationBits, 1);
    code.encode(information, coded);
    expect(coded.subarray(0, code.informationBits)).toEqual(information);
    const word = new Uint8Array(matrix.columns * matrix.liftingSize);
    const shortened = spec.code === "c2" ? 18 : 0;
    word.set(coded.subarray(0, word.length - shortened), shortened);
    if (spec.code === "ar4ja") {
      // With the punctured variables, which are not sent; decoding would hide a wrong parity bit.
      ar4jaEncoder(ar4jaSize(spec.informationBits, spec.rate), spec.rate).encode(word);
      expect(word.subarray(0, coded.length)).toEqual(coded);
    }
    expect(unmet(matrix, word)).toBe(0);
  });

  it.each([
    // Parity of the first information bit alone, from a public encoder of 131.0-B-2 that has its own generator tables.
    ["4/5", "678ecb51fe821d5cfa5f424bf55927aa3e82691332e04b0c4f88862b803432ef"],
    [
      "2/3",
      "51236781781d416ab0c8419fa21559a85f14e1e4d88726f1762f6ed6cf32f06d8abfd971e17a0be9a5d147741b698d142a58ab30e2bc32d39f251fbc5db8c768",
    ],
    [
      "1/2",
      "cfa794f49fa5a0d88bb31d8fca7ea8bba7ae7ee8a68580e3e922f9e13359b28491f72ae8f2d6bf7830a1f83b3cdbd463ce95c0ec1f609370d7e791c870229c1e71ef3fdf60e2878478934db285dec9dc0e95c103008b6bcdd2daf85cae7322108326ee83c1fba56fdd15b2ddb31fe7f23ba0bb43f83c67bda1f6aee46aef4e62",
    ],
  ] as const)("of AR4JA k = 1024, rate %s, has the first generator row that others have", (rate, row) => {
    const code = ccsdsLdpcCode({ family: "ccsds-ldpc", code: "ar4ja", informationBits: 1024, rate });
    const information = new Uint8Array(1024);
    information[0] = 1;
    const coded = new Uint8Array(code.codedBits);
    code.encode(information, coded);
    expect(hex(coded.subarray(1024))).toBe(row);
  });

  it.each([
    [128, ["0e69166bef4c0bc2", "7766137ebb248418", "c480feb9cd53a713", "4eaa22fa465eea11"]],
    [
      512,
      [
        "1d21794a22761fae59945014257e130d74d60540037940142dadeb9ca25ef12e",
        "60e0b6623c5ce5124d2c81ecc7f469ab20678dbfb7523ece2b54b906a9dbe98c",
        "f6739bcf54273e77167bda120c6c47744c071eff5e32a7593138670c095c39b5",
        "28706bd0453002582dab85f05b9201d08dfdee2d9d84ca88b371fae63a4eb07e",
      ],
    ],
  ] as const)("of telecommand's %d bits has the generator rows that the standard prints", (bits, rows) => {
    const code = ccsdsLdpcCode({ family: "ccsds-ldpc", code: "telecommand", codedBits: bits });
    rows.forEach((row, block) => {
      const information = new Uint8Array(bits / 2);
      information[(block * bits) / 8] = 1;
      const coded = new Uint8Array(bits);
      code.encode(information, coded);
      expect(hex(coded.subarray(bits / 2))).toBe(row);
    });
  });

  it("of C2 has the circulants of the standard's generator: the first two of the annex, in hexadecimal", () => {
    // 512 bits with a leading 0 for 511; the same in several public implementations.
    const first =
      "55bf56cc55283dfeefea8c8cff04e1ebd9067710988e25048d67525426939e2068d2dc6fcd2f822beb6bd96c8a76f4932aae9bc53ad20a2a9c86bb461e43759c";
    const second =
      "6855ae08698a50aa3051768793dc238544af3fe987391021aaf6383a6503409c3ce971a80b3ece12363ee809a01d91204f1811123eab867d3e40e8c652585d28";
    const encoder = generatorEncoder(c2QuasiCyclic(), 1022, [510, 1021]);
    const word = new Uint8Array(8176);
    word[0] = 1;
    encoder.encode(word);
    expect(hex(Uint8Array.of(0, ...word.subarray(7154, 7665)))).toBe(first);
    expect(hex(Uint8Array.of(0, ...word.subarray(7665)))).toBe(second);
  });
});

describe("a CCSDS LDPC decoder", () => {
  it.each([
    // Es/N0 in dB at which published curves have no error left, and where they have only errors.
    ["AR4JA 1/2", { family: "ccsds-ldpc", code: "ar4ja", informationBits: 1024, rate: "1/2" }, -0.2, -3],
    ["AR4JA 4/5", { family: "ccsds-ldpc", code: "ar4ja", informationBits: 4096, rate: "4/5" }, 2.7, 0.8],
    ["C2", { family: "ccsds-ldpc", code: "c2" }, 3.6, 1.8],
  ] as const)("of %s works where the code does and gives up where it cannot", (_, spec, good_dB, bad_dB) => {
    const code = ccsdsLdpcCode(spec);
    const coded = new Uint8Array(code.codedBits);
    const decided = new Uint8Array(code.informationBits);
    const decoder = code.decoder({
      ...settings,
      arithmetic: "int16",
      checkRule: { kind: "normalisedMinSum", factor: 0.8 },
    });
    for (let seed = 0; seed < 12; seed++) {
      const information = randomBits(code.informationBits, seed);
      code.encode(information, coded);
      for (const esn0_dB of [good_dB, bad_dB]) {
        const esn0 = 10 ** (esn0_dB / 10);
        const noise = new RandomStream(seed, `noise.${esn0_dB}`);
        const llrs = Float32Array.from(
          coded,
          (bit) => 4 * esn0 * (1 - 2 * bit) + Math.sqrt(8 * esn0) * noise.gaussian(),
        );
        const isAccepted = decoder.decode(llrs, decided);
        if (esn0_dB === good_dB) expect([isAccepted, decided]).toEqual([true, information]);
        else expect(isAccepted).toBe(false);
      }
    }
  });

  it("and its code refuse what there is not, naming the argument", () => {
    expect(() => ccsdsLdpcCode({ family: "ccsds-ldpc", code: "ar4ja", informationBits: 2048, rate: "1/2" })).toThrow(
      "informationBits, rate: expected 1024, 4096, 16384",
    );
    const code = ccsdsLdpcCode({ family: "ccsds-ldpc", code: "telecommand", codedBits: 128 });
    const decoder = code.decoder(settings);
    expect(() => decoder.decode(new Float32Array(127), new Uint8Array(64))).toThrow("llrs: expected 128 elements");
    expect(() => decoder.decode(new Float32Array(128).fill(Number.NaN), new Uint8Array(64))).toThrow(
      "llrs: expected finite",
    );
  });
});

describe("a matrix of circulants", () => {
  it("times its inverse is the identity, and multiplies vectors as it says", () => {
    const stream = new RandomStream(3, "test.circulants");
    for (const size of [32, 64, 256]) {
      const matrix = CirculantMatrix.zero(3, size);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          // Odd on the diagonal and even elsewhere: invertible modulo x + 1.
          for (let term = 0; term < (i === j ? 3 : 2); term++) matrix.toggle(i, j, Math.floor(stream.uniform() * size));
        }
      }
      const bits = randomBits(3 * size, size);
      const once = new Uint8Array(3 * size);
      const twice = new Uint8Array(3 * size);
      matrix.multiply(bits, once, 0);
      matrix.inverse().multiply(once, twice, 0);
      expect(twice).toEqual(bits);
    }
  });
});
