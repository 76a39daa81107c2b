import { describe, expect, it } from "vitest";
import { bchGenerator } from "../../src/fec/bch-generator.js";
import { dvbBchRows } from "../../src/fec/dvb-bch.data.js";
import { dvbBch, dvbFecFrame, dvbFecFrames, dvbSentBits } from "../../src/fec/dvb-fec-frame.js";
import { GaloisField } from "../../src/fec/galois-field.js";
import { RandomStream } from "../../src/random/random-stream.js";

/** Parity of information bit i = ((3 i^2 + 7 i + 1) >> 3) & 1, from an independent encoder. */
const parities: readonly (readonly ["normal" | "short", string, number, string])[] = [
  ["normal", "1/4", 16008, "db0efeb994c6b47fbe6129b64baff847a9ff9770aa569c43"],
  ["normal", "2/3", 43040, "8a7a7c82eb73004ec46846695f6b2378532b9826"],
  ["normal", "9/10", 58192, "1e5fcbcb3a151ea353ec26af835b7a84"],
  ["normal", "96/180", 34368, "ab9bdf3af145e3a13d0e21be89c9850ff763cf8b0258c0d9"],
  ["normal", "18/30", 38688, "15e0bf78f2ef863c4c999644d327f6861ce507a9f7316bf2"],
  ["normal", "124/180", 44448, "4a36ab3509f7928ea63aa42129ee7f0fdff52ca1bcd4f0e2"],
  ["normal", "22/30", 47328, "69d8ed7995a0109807f2df7ace67c24c937b7c03adebf709"],
  ["short", "1/4", 3072, "e8369121306c226750f6c9872406b099dcfabc2b63"],
  ["short", "2/3", 10632, "488836e87fdda618bcb53a6fb62e46ab83ce086ff0"],
  ["short", "11/45", 3792, "6fa2f6a937ffd262eef507774df73fe48b8e517d39"],
  ["short", "26/45", 9192, "1e6598cf7ee300c3c4db29ad144f73d08b3d88eb2a"],
  ["short", "4/15 VL-SNR", 4152, "1faadcd3dceff4cbb19cc3a9af6f2b416b3be89fd6"],
];

const withOuterCode = dvbFecFrames.filter((frame) => frame.outerCode !== undefined);

describe("outer code of a FECFRAME", () => {
  it.each([
    // Products of the minimal polynomials of EN 302 307-1, tables 6a and 6b, and of EN 302 307-2 for the medium frame.
    ["normal_t8", 16, 0x1002d, 8, "11c07255f712797bd19fc6d7504f9662b"],
    ["normal_t10", 16, 0x1002d, 10, "160150cedfc2a331f6a785703efd12301b8bb6591"],
    ["normal_t12", 16, 0x1002d, 12, "14e260e83845c511c50cf2cd8dc350889034785f7660255e7"],
    ["short_t12", 14, 0x402b, 12, "14062dbea9869b262cd23a39069528fe7d7d11905a5"],
    ["medium_t12", 15, 0x802d, 12, "1a84bb7db0018d0982039bf6a085335635742fc3d8410b"],
  ] as const)("has the generator polynomial of the standard: %s", (_, degree, polynomial, errors, hex) => {
    const generator = bchGenerator(new GaloisField(degree, polynomial), errors);
    expect(BigInt(`0b${Array.from(generator).join("")}`).toString(16)).toBe(hex);
  });

  it.each(parities)("gives the parity of an independent encoder: %s %s", (frame, rate, informationBits, hex) => {
    const bch = dvbBch(dvbFecFrame(frame, rate));
    expect(bch.informationBits).toBe(informationBits);
    const word = new Uint8Array(bch.codedBits);
    for (let i = 0; i < informationBits; i++) word[i] = ((3 * i * i + 7 * i + 1) >> 3) & 1;
    bch.encode(word);
    const parity = Array.from(word.subarray(informationBits)).join("");
    expect(BigInt(`0b${parity}`).toString(16).padStart(hex.length, "0")).toBe(hex);
  });

  it("has the k_bch and n_bch of the tables in every frame", () => {
    expect(withOuterCode.length).toBe(dvbBchRows.length);
    expect(dvbBchRows.length).toBe(60);
    for (const frame of withOuterCode) {
      const bch = dvbBch(frame);
      expect(bch.informationBits, `${frame.frame} ${frame.rate}`).toBe(frame.outerCode?.informationBits);
      expect(bch.codedBits).toBe(frame.ldpc.informationBits - frame.shortenedBits);
    }
  });

  it("corrects exactly t errors anywhere in a word of any frame", () => {
    const stream = new RandomStream(2, "test.dvb-bch");
    for (const frame of withOuterCode) {
      const bch = dvbBch(frame);
      const word = new Uint8Array(bch.codedBits);
      for (let i = 0; i < bch.informationBits; i++) word[i] = stream.uniform() < 0.5 ? 1 : 0;
      bch.encode(word);
      expect(bch.correct(word)).toBe(0);
      const received = word.slice();
      const places = new Set<number>([0, word.length - 1]);
      while (places.size < bch.correctableErrors) places.add(Math.floor(stream.uniform() * word.length));
      for (const place of places) received[place] ^= 1;
      expect(bch.correct(received), `${frame.frame} ${frame.rate}`).toBe(bch.correctableErrors);
      expect(received).toEqual(word);
    }
  });

  it("refuses words of t + 1 and of many errors and leaves them as they are", () => {
    const stream = new RandomStream(3, "test.dvb-bch");
    for (const [frame, rate] of [
      ["normal", "8/9"],
      ["normal", "1/2"],
      ["short", "1/4"],
      ["medium", "1/3 VL-SNR"],
    ] as const) {
      const bch = dvbBch(dvbFecFrame(frame, rate));
      for (const errors of [bch.correctableErrors + 1, bch.correctableErrors + 2, 40, 1000]) {
        const received = new Uint8Array(bch.codedBits);
        const places = new Set<number>();
        while (places.size < errors) places.add(Math.floor(stream.uniform() * received.length));
        for (const place of places) received[place] = 1;
        const copy = received.slice();
        expect(bch.correct(received)).toBe(-1);
        expect(received).toEqual(copy);
      }
    }
  });

  it("does not exist for an LDPC code that only VL-SNR modes use", () => {
    expect(() => dvbBch(dvbFecFrame("normal", "2/9"))).toThrow("rate: expected one with an outer code, found 2/9");
  });
});

describe("FECFRAME", () => {
  it("sends 61560, 30780, 15390 or 14976 bits in the VL-SNR modes (EN 302 307-2, table 19b)", () => {
    const sent = dvbFecFrames
      .filter((frame) => frame.rate.includes("VL-SNR"))
      .map((frame) => [frame.frame, frame.rate, dvbSentBits(frame)]);
    expect(sent).toEqual([
      ["normal", "2/9 VL-SNR", 61_560],
      ["medium", "1/5 VL-SNR", 30_780],
      ["medium", "11/45 VL-SNR", 30_780],
      ["medium", "1/3 VL-SNR", 30_780],
      ["short", "1/5 VL-SNR SF2", 15_390],
      ["short", "11/45 VL-SNR SF2", 15_390],
      ["short", "1/5 VL-SNR", 14_976],
      ["short", "4/15 VL-SNR", 14_976],
      ["short", "1/3 VL-SNR", 14_976],
    ]);
  });

  it("punctures within the parity bits", () => {
    for (const { ldpc, puncturingPeriod, puncturedBits, frame } of dvbFecFrames) {
      const parity = { normal: 64_800, medium: 32_400, short: 16_200 }[frame] - ldpc.informationBits;
      if (puncturedBits > 0) expect((puncturedBits - 1) * puncturingPeriod).toBeLessThan(parity);
    }
  });

  it("is asked for by a rate that its standard has", () => {
    expect(dvbFecFrame("normal", "3/4", "S2X")).toBe(dvbFecFrame("normal", "3/4", "S2"));
    expect(() => dvbFecFrame("normal", "90/180", "S2")).toThrow(
      "rate: expected one of 1/4, 1/3, 2/5, 1/2, 3/5, 2/3, 3/4, 4/5, 5/6, 8/9, 9/10 (S2, normal frame), found 90/180",
    );
    expect(() => dvbFecFrame("short", "11/20")).toThrow(/1\/5 VL-SNR SF2.* found 11\/20/);
    expect(() => dvbFecFrame("medium", "1/5", "S2")).toThrow("expected one of none (S2, medium frame)");
  });
});
