import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  dvbFrame_bit,
  dvbLdpcAddresses,
  dvbLdpcParityIndex,
  dvbLdpcQuasiCyclic,
  dvbLdpcStep,
  dvbLdpcTable,
  dvbLdpcTables,
} from "../../src/fec/dvb-ldpc.js";
import { DvbLdpcEncoder } from "../../src/fec/dvb-ldpc-encoder.js";
import { RandomStream } from "../../src/random/random-stream.js";

/**
 * Standard, frame, rate, rows, addresses, sum of address times its place from 1 on modulo 2^31 - 1: computed from the
 * public transcriptions, apart from the project's own tables.
 */
const checksums: readonly (readonly [string, "normal" | "medium" | "short", string, number, number, number])[] = [
  ["S2", "normal", "1/4", 45, 270, 861_294_068],
  ["S2", "normal", "1/3", 60, 360, 1_429_723_330],
  ["S2", "normal", "2/5", 72, 432, 1_865_730_072],
  ["S2", "normal", "1/2", 90, 450, 1_252_120_989],
  ["S2", "normal", "3/5", 108, 648, 104_493_392],
  ["S2", "normal", "2/3", 120, 480, 853_412_916],
  ["S2", "normal", "3/4", 135, 540, 851_485_392],
  ["S2", "normal", "4/5", 144, 576, 732_141_047],
  ["S2", "normal", "5/6", 150, 600, 677_069_317],
  ["S2", "normal", "8/9", 160, 500, 301_829_512],
  ["S2", "normal", "9/10", 162, 504, 275_283_647],
  ["S2", "short", "1/4", 9, 63, 14_450_359],
  ["S2", "short", "1/3", 15, 90, 23_320_882],
  ["S2", "short", "2/5", 18, 108, 31_630_180],
  ["S2", "short", "1/2", 20, 85, 10_691_000],
  ["S2", "short", "3/5", 27, 162, 37_259_026],
  ["S2", "short", "2/3", 30, 120, 10_977_121],
  ["S2", "short", "3/4", 33, 108, 7_844_813],
  ["S2", "short", "4/5", 35, 105, 6_414_062],
  ["S2", "short", "5/6", 37, 121, 6_520_007],
  ["S2", "short", "8/9", 40, 125, 4_937_582],
  ["S2X", "normal", "2/9", 40, 280, 1_030_516_450],
  ["S2X", "normal", "13/45", 52, 372, 1_541_489_684],
  ["S2X", "normal", "9/20", 81, 495, 2_081_112_794],
  ["S2X", "normal", "11/20", 99, 567, 259_781_359],
  ["S2X", "normal", "26/45", 104, 608, 444_198_951],
  ["S2X", "normal", "28/45", 112, 544, 1_722_412_958],
  ["S2X", "normal", "23/36", 115, 520, 1_574_172_120],
  ["S2X", "normal", "25/36", 125, 605, 1_848_500_023],
  ["S2X", "normal", "13/18", 130, 600, 1_587_648_213],
  ["S2X", "normal", "7/9", 140, 640, 1_408_784_466],
  ["S2X", "normal", "90/180", 90, 530, 2_144_160_964],
  ["S2X", "normal", "96/180", 96, 573, 324_936_896],
  ["S2X", "normal", "100/180", 100, 550, 156_829_534],
  ["S2X", "normal", "104/180", 104, 602, 321_386_243],
  ["S2X", "normal", "116/180", 116, 623, 87_341_157],
  ["S2X", "normal", "124/180", 124, 647, 9_886_255],
  ["S2X", "normal", "128/180", 128, 649, 1_977_828_205],
  ["S2X", "normal", "132/180", 132, 661, 1_867_625_399],
  ["S2X", "normal", "135/180", 135, 645, 1_727_983_896],
  ["S2X", "normal", "140/180", 140, 705, 1_772_405_542],
  ["S2X", "normal", "154/180", 154, 707, 1_176_918_467],
  ["S2X", "normal", "18/30", 108, 647, 1_176_488_431],
  ["S2X", "normal", "20/30", 120, 661, 952_649_620],
  ["S2X", "normal", "22/30", 132, 679, 456_075_461],
  ["S2X", "short", "11/45", 11, 68, 14_564_997],
  ["S2X", "short", "4/15", 12, 96, 35_072_515],
  ["S2X", "short", "14/45", 14, 93, 21_868_090],
  ["S2X", "short", "7/15", 21, 155, 63_696_710],
  ["S2X", "short", "8/15", 24, 167, 68_906_416],
  ["S2X", "short", "26/45", 26, 152, 37_393_208],
  ["S2X", "short", "32/45", 32, 143, 22_129_915],
  ["S2X", "medium", "1/5", 18, 144, 135_530_399],
  ["S2X", "medium", "11/45", 22, 136, 113_789_562],
  ["S2X", "medium", "1/3", 30, 180, 162_379_480],
];

/** SHA-256 of the packed code word of information bit i = ((3 i^2 + 7 i + 1) >> 3) & 1, from an independent encoder. */
const codeWordHashes: readonly (readonly ["normal" | "short", string, string])[] = [
  ["normal", "1/4", "000a8ea466ec44e1afd7ca073a26c18d3939c0213dcc0dd79777859712a1c3ce"],
  ["normal", "2/3", "7905994962e9c1a3bb99ae329c70c2640aa32ba6d42e93a67a8c650be9da272a"],
  ["normal", "9/10", "b25eed2fe3ca9940f061bbe58a4efd2099292bc42f67757897704d120f60eba6"],
  ["short", "3/5", "8d736213917cb3af17c182c35dfc429aaa30364fb95fe50f00b007bd9f12c1fe"],
  ["short", "8/9", "a8c509523864a5895766f29404efb789cd59b29b94c8b492c98baa232a23d71f"],
  ["normal", "26/45", "0c69487eabf2204be89f95d606ec8d2669fec8786697012ba9091ecc26f0039d"],
  ["normal", "7/9", "8b67b065655d4850c970532f304d2710056159d93af314e6a51dff2b40ac0d33"],
  ["normal", "116/180", "0b64620134c82ab69d4aabd546c44fcf66aaf1a8176e24b0354a75d8a91cb13f"],
  ["normal", "140/180", "f645ee7953620e11ccf5b78636c2eb8b0b24b1c62c4b724e1b90f161ccd16ce7"],
  ["short", "11/45", "e7e712ad4f72722cf5cfe35ccb4069194688525d84e0444541c31712924aa20d"],
  ["short", "26/45", "78c1832d6f368ce8a398c756966691106b7c532d9df7fb1f0ebf17382ace9c5e"],
];

function encoded(table: ReturnType<typeof dvbLdpcTable>, information: (i: number) => number): Uint8Array {
  const encoder = new DvbLdpcEncoder(table);
  const word = new Uint8Array(encoder.wordBits);
  for (let i = 0; i < encoder.informationBits; i++) word[i] = information(i);
  encoder.encode(word);
  return word;
}

/** Unmet checks by the standard's own rule, address by address, with no blocks. */
function unmetChecks(table: ReturnType<typeof dvbLdpcTable>, word: Uint8Array): number {
  const { informationBits } = table;
  const checks = dvbFrame_bit[table.frame] - informationBits;
  const step = dvbLdpcStep(table);
  const sums = new Uint8Array(checks);
  dvbLdpcAddresses(table).forEach((row, group) => {
    for (const address of row) {
      for (let m = 0; m < 360; m++) sums[(address + m * step) % checks] ^= word[360 * group + m];
    }
  });
  for (let j = 0; j < checks; j++) sums[j] ^= word[informationBits + j] ^ (j > 0 ? word[informationBits + j - 1] : 0);
  return sums.reduce((count, sum) => count + sum, 0);
}

describe("LDPC tables of DVB-S2 and DVB-S2X", () => {
  it("number 11 normal and 10 short codes of S2, 24 normal, 7 short and 3 medium ones of S2X", () => {
    const count = (standard: string, frame: string) =>
      dvbLdpcTables.filter((table) => table.standard === standard && table.frame === frame).length;
    expect([count("S2", "normal"), count("S2", "short")]).toEqual([11, 10]);
    expect([count("S2X", "normal"), count("S2X", "short"), count("S2X", "medium")]).toEqual([24, 7, 3]);
    expect(dvbLdpcTables.length).toBe(checksums.length);
  });

  it("hold the addresses of the public transcriptions", () => {
    for (const [standard, frame, rate, rows, addresses, sum] of checksums) {
      const table = dvbLdpcTable(frame, rate);
      const flat = dvbLdpcAddresses(table).flat();
      let checksum = 0;
      flat.forEach((address, i) => {
        checksum = (checksum + address * (i + 1)) % 2_147_483_647;
      });
      const found = [table.standard, dvbLdpcAddresses(table).length, flat.length, checksum];
      expect(found, `${frame} ${rate}`).toEqual([standard, rows, addresses, sum]);
    }
  });

  it("have every address below n - k, and a row for each 360 information bits", () => {
    for (const table of dvbLdpcTables) {
      const checks = dvbFrame_bit[table.frame] - table.informationBits;
      const rows = dvbLdpcAddresses(table);
      expect(rows.length * 360).toBe(table.informationBits);
      expect(rows.flat().every((address) => Number.isInteger(address) && address >= 0 && address < checks)).toBe(true);
    }
  });

  it("are asked for by a frame and a rate that exist", () => {
    expect(() => dvbLdpcTable("short", "9/10")).toThrow(/rate: expected one of 1\/4, 1\/3, .* found 9\/10/);
    expect(() => dvbLdpcTable("medium", "1/2")).toThrow("expected one of 1/5, 11/45, 1/3 (medium frame), found 1/2");
  });
});

describe("DVB LDPC encoder", () => {
  it.each(codeWordHashes)("gives the code word of an independent encoder: %s %s", (frame, rate, sha256) => {
    const word = encoded(dvbLdpcTable(frame, rate), (i) => ((3 * i * i + 7 * i + 1) >> 3) & 1);
    const packed = new Uint8Array(word.length / 8);
    word.forEach((bit, i) => {
      packed[i >> 3] |= bit << (7 - (i & 7));
    });
    expect(createHash("sha256").update(packed).digest("hex")).toBe(sha256);
  });

  it("meets every parity check of every code, by the standard's rule and by the quasi-cyclic matrix", () => {
    const stream = new RandomStream(1, "test.dvb-ldpc");
    for (const table of dvbLdpcTables) {
      const word = encoded(table, () => (stream.uniform() < 0.5 ? 1 : 0));
      expect(unmetChecks(table, word), `${table.table} ${table.rate}`).toBe(0);
      const { edges, rows, columns, liftingSize } = dvbLdpcQuasiCyclic(table);
      expect(columns * liftingSize).toBe(word.length);
      const variables = word.slice();
      dvbLdpcParityIndex(table).forEach((place, j) => {
        variables[place] = word[table.informationBits + j];
      });
      const sums = new Uint8Array(rows * liftingSize);
      for (const { row, column, shift, lacksFirst } of edges) {
        for (let i = lacksFirst ? 1 : 0; i < liftingSize; i++) {
          sums[row * liftingSize + i] ^= variables[column * liftingSize + ((i + shift) % liftingSize)];
        }
      }
      expect(
        sums.every((sum) => sum === 0),
        `${table.table} ${table.rate}`,
      ).toBe(true);
      word[0] ^= 1;
      expect(unmetChecks(table, word)).toBeGreaterThan(0);
    }
  });

  it("gives the zero word for zeros", () => {
    const table = dvbLdpcTable("short", "8/9");
    expect(encoded(table, () => 0).every((bit) => bit === 0)).toBe(true);
  });

  it("refuses a word that is too short", () => {
    const encoder = new DvbLdpcEncoder(dvbLdpcTable("short", "1/4"));
    expect(() => encoder.encode(new Uint8Array(16_199))).toThrow("word: expected 16200 elements, found 16199");
  });
});
