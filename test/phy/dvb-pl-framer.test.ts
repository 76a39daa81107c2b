import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dvbModcodCodes } from "../../src/phy/dvb-modcod-code.js";
import { PlFramer } from "../../src/phy/dvb-pl-framer.js";
import { PlsDetector, plHeaderSymbols, plsCode, plsWord } from "../../src/phy/dvb-pl-header.js";
import { plScrambling } from "../../src/phy/dvb-pl-scrambling.js";
import { RandomStream } from "../../src/random/random-stream.js";

const hex = (bits: Uint8Array) =>
  Array.from({ length: bits.length / 4 }, (_, i) =>
    Number.parseInt(bits.slice(4 * i, 4 * i + 4).join(""), 2).toString(16),
  ).join("");

describe("the PLHEADER of DVB-S2", () => {
  // Two public transmitters and one receiver agree on these words.
  it.each([
    [0, "719d83c953422dfa"],
    [1, "24c8d69c061778af"],
    [2, "8e627c36acbdd205"],
    [4, "719d83c9acbdd205"],
    [8, "719d7c365342d205"],
    [17, "2437d66306e87850"],
  ])("has the word of PLS code %i", (code, word) => {
    expect(hex(plsWord(code))).toBe(word);
  });

  it("gives PLS code 13 x 4 + pilots to 8PSK 2/3, and table 17a's codes to S2X", () => {
    expect(plsCode("8PSK 2/3", true)).toBe(53);
    expect(plsCode("QPSK 1/4 short", false)).toBe(6);
    expect(plsCode("256APSK 3/4", true)).toBe(215);
    const codes = dvbModcodCodes.map(({ name }) => plsCode(name, false));
    expect(new Set(codes).size).toBe(dvbModcodCodes.length);
  });

  it("keeps the distance 32 of a bi-orthogonal code among the words of S2", () => {
    const words = Array.from({ length: 128 }, (_, code) => plsWord(code));
    for (let a = 0; a < 128; a++) {
      for (let b = 0; b < a; b++) {
        expect(words[a].filter((bit, i) => bit !== words[b][i]).length).toBeGreaterThanOrEqual(32);
      }
    }
  });

  it("starts with the start of frame in pi/2-BPSK, unit power", () => {
    const { re, im } = plHeaderSymbols(53);
    // Bits 0 1 1: +(1 + j), -(-1 + j), -(1 + j), over sqrt(2).
    const signs = Array.from({ length: 3 }, (_, i) => [Math.sign(re[i]), Math.sign(im[i])]);
    expect(signs).toEqual([
      [1, 1],
      [1, -1],
      [-1, -1],
    ]);
    for (let i = 0; i < 90; i++) expect(re[i] ** 2 + im[i] ** 2).toBeCloseTo(1, 6);
  });

  it("is found at Es/N0 = -6 dB about as often as the union bound of 126 words at distance 32 says", () => {
    const detector = new PlsDetector(Array.from({ length: 128 }, (_, code) => code));
    const stream = new RandomStream(3, "test.pls", 0);
    const trials = 3000;
    const n0 = 10 ** 0.6;
    let errors = 0;
    for (let trial = 0; trial < trials; trial++) {
      const code = trial % 128;
      const { re, im } = plHeaderSymbols(code);
      for (let i = 0; i < 90; i++) {
        re[i] += Math.sqrt(n0 / 2) * stream.gaussian();
        im[i] += Math.sqrt(n0 / 2) * stream.gaussian();
      }
      if (detector.detect(re, im) !== code) errors++;
    }
    // Pairwise Q(sqrt(2 d Es/N0)), d = 32: Q(sqrt(64 / 3.98)) = 3.0e-5, times 126: 3.8e-3.
    expect(errors / trials).toBeLessThan(3.8e-3 + 3 * Math.sqrt(3.8e-3 / trials));
    expect(errors).toBeGreaterThan(0);
  });
});

describe("physical-layer scrambling", () => {
  it("is the sequence that two formulations give over the longest frame", () => {
    expect(Array.from(plScrambling(0, 16))).toEqual([0, 1, 1, 1, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 3, 3]);
    expect(Array.from(plScrambling(10_949, 16))).toEqual([1, 0, 0, 2, 2, 0, 2, 2, 3, 1, 3, 1, 1, 0, 1, 1]);
    const digest = createHash("sha256").update(plScrambling(0, 66_420)).digest("hex");
    expect(digest).toBe("78f4369498508df839ddfe1d4ef0a8a16f1017c2c265e754ad337b354fc52de3");
  });
});

describe("a PLFRAME", () => {
  it("has the symbols of EN 302 307-1, 5.5.3: QPSK normal 33,282 with pilots, 32,490 without; short 8,370", () => {
    expect(new PlFramer("QPSK 1/2", { pilots: true }).symbols).toBe(33_282);
    expect(new PlFramer("QPSK 1/2", { pilots: false }).symbols).toBe(32_490);
    expect(new PlFramer("QPSK 1/2 short", { pilots: true }).symbols).toBe(90 + 8100 + 5 * 36);
    // 128APSK is padded to 103 slots.
    expect(new PlFramer("128APSK 3/4", { pilots: false }).symbols).toBe(90 + 103 * 90);
  });

  it("puts a pilot block of 36 after each 16 slots", () => {
    const { known } = new PlFramer("16APSK 3/4", { pilots: true });
    expect(known.slice(0, 3).map(({ first }) => first)).toEqual([0, 90 + 1440, 90 + 1440 + 1476]);
    for (const { symbols } of known) {
      for (let i = 0; i < symbols.re.length; i++) {
        expect(symbols.re[i] ** 2 + symbols.im[i] ** 2).toBeCloseTo(1, 6);
      }
    }
  });

  it.each(["QPSK 1/4", "8PSK 3/5", "16APSK 77/90", "64APSK 4/5", "256APSK 3/4", "32APSK 2/3 short"])(
    "gives back the symbols of %s that were put in",
    (name) => {
      const framer = new PlFramer(name, { pilots: true, scramblingCode: 21_898 });
      const stream = new RandomStream(1, "test.framer", 0);
      const re = Float32Array.from({ length: framer.dataSymbols }, () => stream.gaussian());
      const im = Float32Array.from({ length: framer.dataSymbols }, () => stream.gaussian());
      const [outRe, outIm] = [new Float32Array(re.length), new Float32Array(im.length)];
      framer.put(re, im);
      framer.take(framer.frame, new Float32Array(framer.symbols).fill(2), outRe, outIm, new Float32Array(re.length));
      expect(outRe).toEqual(re);
      expect(outIm).toEqual(im);
      for (const { first, symbols } of framer.known) {
        expect(framer.frame.re.slice(first, first + symbols.re.length)).toEqual(symbols.re);
      }
    },
  );

  it("refuses what is no MODCOD", () => {
    expect(() => new PlFramer("QPSK 7/8", { pilots: true })).toThrow("expected the name of a MODCOD, found QPSK 7/8");
  });
});
