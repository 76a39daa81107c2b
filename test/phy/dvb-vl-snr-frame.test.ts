import { describe, expect, it } from "vitest";
import { dvbS2Code } from "../../src/fec/dvb-s2.js";
import { PlFramer } from "../../src/phy/dvb-pl-framer.js";
import { plScrambling } from "../../src/phy/dvb-pl-scrambling.js";
import { vlSnrHeaderSymbols, vlSnrLayout, vlSnrModcods } from "../../src/phy/dvb-vl-snr-frame.js";

describe("a VL-SNR frame", () => {
  it.each([
    // EN 302 307-2, table 18a: payload 30,780 and 14,976 symbols; frames as long as QPSK normal and 16APSK normal with pilots.
    [1, 33_282, 30_780, 22 * 36 + 18 * 34 + 3 * 36],
    [2, 16_686, 14_976, 11 * 36 + 9 * 32 + 36],
  ] as const)("of set %i has %i symbols, %i of them data and %i pilots", (set, symbols, data, pilots) => {
    const layout = vlSnrLayout(set);
    const sum = layout.pilots.reduce((total, run) => total + run.symbols, 0);
    expect(layout.symbols).toBe(symbols);
    expect(sum).toBe(pilots);
    expect(symbols - 90 - 900 - sum).toBe(data);
    expect(new PlFramer(set === 1 ? "QPSK 1/4" : "16APSK 3/4", { pilots: true }).symbols).toBe(symbols);
  });

  it("keeps every pilot block where an S2 frame has one, so that receivers of S2 can pass over it", () => {
    for (const set of [1, 2] as const) {
      const regular = vlSnrLayout(set).pilots.filter((_, i) => i % 2 === 0);
      regular.forEach(({ first, symbols }, i) => {
        expect(first).toBe(90 + 1440 + 1476 * i);
        expect(symbols).toBe(36);
      });
    }
  });

  it.each(vlSnrModcods.map((modcod) => [modcod.name, modcod]))("of %s is filled by its code", (name, modcod) => {
    const { frame, rate, modulation } = modcod;
    const code = dvbS2Code({ family: "dvb-s2", frame, rate, outerCode: true, bitInterleaver: modulation });
    const framer = new PlFramer(name, { pilots: true });
    expect(framer.codedSymbols * framer.constellation.bitsPerSymbol).toBe(code.codedBits);
    expect(framer.plsCode).toBe(modcod.set === 1 ? 129 : 131);
  });

  it("has headers that differ from each other in half of the rows", () => {
    const headers = Array.from({ length: 16 }, (_, index) => vlSnrHeaderSymbols(index));
    for (let a = 0; a < 16; a++) {
      for (let b = 0; b < a; b++) {
        expect(headers[a].im.filter((y, i) => y * headers[b].im[i] < 0).length).toBe(448);
      }
    }
  });

  it("begins its header with 00 and the first row, fbf23e837f9bc4, in pi/2-BPSK", () => {
    const { re, im } = vlSnrHeaderSymbols(0);
    expect(re.length).toBe(900);
    const bits = Array.from(im.slice(0, 14), (y) => (y > 0 ? 0 : 1)).join("");
    expect(bits).toBe(`00${(0xfbf).toString(2)}`);
    // Even symbols on the diagonal I = Q, odd ones on I = -Q.
    for (let i = 0; i < 900; i++) expect(Math.sign(re[i] * im[i])).toBe(i % 2 === 0 ? 1 : -1);
    // Header 1 turns every other row over.
    const other = vlSnrHeaderSymbols(1);
    expect(Math.sign(other.im[2] * im[2])).toBe(1);
    expect(Math.sign(other.im[2 + 56] * im[2 + 56])).toBe(-1);
  });

  it("scrambles pi/2-BPSK by signs: a bit's symbols stay on their diagonals", () => {
    const framer = new PlFramer("BPSK-S 1/5 short", { pilots: true });
    const value = new Float32Array(framer.codedSymbols).fill(Math.SQRT1_2);
    framer.put(value, value);
    const turns = plScrambling(0, framer.symbols);
    framer.place.forEach((at, i) => {
      const sign = turns[at - 90] & 1 ? -1 : 1;
      expect(Math.sign(framer.frame.im[at])).toBe(sign);
      expect(Math.sign(framer.frame.re[at])).toBe(i % 2 === 0 ? sign : -sign);
    });
    const [re, im, snr] = [0, 1, 2].map(() => new Float32Array(framer.codedSymbols));
    framer.take(framer.frame, new Float32Array(framer.span).fill(3), re, im, snr);
    for (let i = 0; i < re.length; i++) expect([re[i], im[i], snr[i]]).toEqual([value[i], value[i], 6]);
  });
});
