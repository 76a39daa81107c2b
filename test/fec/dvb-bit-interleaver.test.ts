import { describe, expect, it } from "vitest";
import {
  dvbInterleaverS2,
  dvbInterleaverS2xNormal,
  dvbInterleaverS2xShort,
} from "../../src/fec/dvb-bit-interleaver.data.js";
import { dvbInterleaverColumns, dvbInterleaverIndex, dvbPadding } from "../../src/fec/dvb-bit-interleaver.js";
import { dvbFecFrames } from "../../src/fec/dvb-fec-frame.js";
import { dvbFrame_bit } from "../../src/fec/dvb-ldpc.js";

const bitsPerSymbol = { "8PSK": 3, "8APSK": 3, "16APSK": 4, "32APSK": 5, "64APSK": 6, "128APSK": 7, "256APSK": 8 };

const frames = [
  { frame: "normal", rows: dvbInterleaverS2 },
  { frame: "short", rows: dvbInterleaverS2.map(([m, rates, c]) => [m, rates.replace(" 9/10", ""), c] as const) },
  { frame: "normal", rows: dvbInterleaverS2xNormal },
  { frame: "short", rows: dvbInterleaverS2xShort },
] as const;

describe("DVB bit interleaver", () => {
  it("writes down the columns and reads along the rows: 8PSK of EN 302 307-1, figure 7", () => {
    const index = dvbInterleaverIndex(dvbInterleaverColumns("normal", "8PSK", "2/3"), 64_800);
    expect(Array.from(index.subarray(0, 6))).toEqual([0, 21_600, 43_200, 1, 21_601, 43_201]);
    expect(index[64_799]).toBe(64_799);
  });

  it("reads 8PSK 3/5 from the last column on: EN 302 307-1, figure 8", () => {
    for (const [frame, rows] of [["normal", 21_600] as const, ["short", 5_400] as const]) {
      const index = dvbInterleaverIndex(dvbInterleaverColumns(frame, "8PSK", "3/5"), 3 * rows);
      expect(Array.from(index.subarray(0, 6))).toEqual([2 * rows, rows, 0, 2 * rows + 1, rows + 1, 1]);
    }
  });

  it("sends the fifth column of 256APSK 29/45-L as the most significant bit: table 9a, 40372156", () => {
    const index = dvbInterleaverIndex(dvbInterleaverColumns("normal", "256APSK", "116/180"), 64_800);
    expect(Array.from(index.subarray(0, 8), (from) => from / 8_100)).toEqual([4, 0, 3, 7, 2, 1, 5, 6]);
  });

  it("has tables of 18, 35 and 11 modulations and codes, each with the columns of its symbols, each in the frame", () => {
    const entries = (rows: typeof dvbInterleaverS2) => rows.flatMap(([, rates]) => rates.split(" "));
    expect(entries(dvbInterleaverS2).length).toBe(17);
    // EN 302 307-2 has 35 rows in table 9a and 11 in table 9b.
    expect(entries(dvbInterleaverS2xNormal).length).toBe(35);
    expect(entries(dvbInterleaverS2xShort).length).toBe(11);
    for (const { frame, rows } of frames) {
      for (const [modulation, rates, columns] of rows) {
        const known = Array.from({ length: bitsPerSymbol[modulation] }, (_, i) => i).join("");
        expect(Array.from(columns).sort().join("")).toBe(known);
        for (const rate of rates.split(" ")) {
          expect(dvbFecFrames.some((known) => known.frame === frame && known.rate === rate)).toBe(true);
          expect(dvbInterleaverColumns(frame, modulation, rate).join("")).toBe(columns);
        }
      }
    }
  });

  it("is a permutation of the FECFRAME, but for the padding of 128APSK", () => {
    for (const { frame, rows } of frames) {
      const bits = dvbFrame_bit[frame];
      for (const [modulation, rates, columns] of rows) {
        const index = dvbInterleaverIndex(dvbInterleaverColumns(frame, modulation, rates.split(" ")[0]), bits);
        const taken = new Uint8Array(bits);
        for (const from of index) if (from >= 0) taken[from]++;
        expect(
          taken.every((count) => count === 1),
          `${modulation} ${columns}`,
        ).toBe(true);
        expect(index.length - bits).toBe(modulation === "128APSK" ? 90 : 0);
      }
    }
  });

  it("pads 128APSK to 103 slots of 90 symbols with 6 zeros in its last column and 84 ones", () => {
    const index = dvbInterleaverIndex(
      dvbInterleaverColumns("normal", "128APSK", "3/4".replace("3/4", "135/180")),
      64_800,
    );
    expect(index.length).toBe(103 * 90 * 7);
    expect(index.filter((from) => from === dvbPadding.zero).length).toBe(6);
    const columns = dvbInterleaverColumns("normal", "128APSK", "135/180");
    index.forEach((from, i) => {
      if (from === dvbPadding.zero) expect(columns[i % 7]).toBe(6);
    });
    expect(index.subarray(-84).every((from) => from === dvbPadding.one)).toBe(true);
    expect(index.subarray(0, -84).every((from) => from !== dvbPadding.one)).toBe(true);
  });

  it("leaves BPSK and QPSK alone", () => {
    expect(dvbInterleaverColumns("medium", "BPSK", "1/3 VL-SNR")).toEqual([]);
    expect(Array.from(dvbInterleaverIndex([], 5))).toEqual([0, 1, 2, 3, 4]);
  });

  it("does not exist for modulations and codes that the standard does not put together", () => {
    expect(() => dvbInterleaverColumns("short", "32APSK", "9/11")).toThrow(
      "rate: expected one that 32APSK has in the short frame (3/4, 4/5, 5/6, 8/9, 9/10, 2/3, 32/45), found 9/11",
    );
    expect(() => dvbInterleaverColumns("short", "256APSK", "3/4")).toThrow("(none), found 3/4");
    expect(() => dvbInterleaverIndex([0, 1, 2], 64_801)).toThrow("bits: expected a multiple of 3, found 64801");
  });
});
