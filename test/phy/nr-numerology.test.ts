import { describe, expect, it } from "vitest";
import { NrNumerology } from "../../src/phy/nr-numerology.js";

const all = [0, 1, 2, 3, 4].map((numerology) => new NrNumerology(numerology));

describe("the frame structure of NR", () => {
  it("has the slots of TS 38.211, Table 4.3.2-1", () => {
    expect(all.map(({ slotsPerFrame }) => slotsPerFrame)).toEqual([10, 20, 40, 80, 160]);
    expect(all.map(({ slotsPerSubframe }) => slotsPerSubframe)).toEqual([1, 2, 4, 8, 16]);
    expect(all.map(({ symbolsPerSlot }) => symbolsPerSlot)).toEqual([14, 14, 14, 14, 14]);
    expect(all.map((numerology) => numerology.subcarrierSpacing_Hz / 1e3)).toEqual([15, 30, 60, 120, 240]);
  });

  it("has the extended cyclic prefix at 60 kHz: 12 symbols in 40 slots a frame (Table 4.3.2-2), 4.17 us", () => {
    const extended = new NrNumerology(2, "extended");
    expect([extended.symbolsPerSlot, extended.slotsPerFrame]).toEqual([12, 40]);
    expect(extended.cyclicPrefix_s(3, 5)).toBeCloseTo(512 / 4 / 30.72e6, 15);
    expect(extended.symbolStart_s(1, 12)).toBeCloseTo(0.25e-3, 15);
    expect(() => new NrNumerology(1, "extended")).toThrow(/cyclicPrefix: .* 30 kHz/);
  });

  it("has cyclic prefixes of 4.69 us at 15 kHz, the first and the eighth 5.21 us", () => {
    const prefixes = Array.from({ length: 14 }, (_, symbol) => all[0].cyclicPrefix_s(0, symbol) * 1e6);
    prefixes.forEach((prefix, symbol) => {
      expect(prefix).toBeCloseTo(symbol % 7 === 0 ? 5.2083 : 4.6875, 4);
    });
  });

  it("lengthens the first symbol of every half millisecond alone, by 0.52 us", () => {
    for (const numerology of all) {
      const usual = 144 / numerology.slotsPerSubframe / 30.72e6;
      for (let slot = 0; slot < numerology.slotsPerFrame; slot++) {
        for (let symbol = 0; symbol < 14; symbol++) {
          const start_s = numerology.slotStart_s(slot) + numerology.symbolStart_s(slot, symbol);
          const isFirst = Math.abs(start_s / 0.5e-3 - Math.round(start_s / 0.5e-3)) < 1e-6;
          expect(numerology.cyclicPrefix_s(slot, symbol)).toBeCloseTo(usual + (isFirst ? 16 / 30.72e6 : 0), 15);
        }
      }
    }
  });

  it("puts symbols and slots one after another without gaps, subframes on whole milliseconds", () => {
    for (const numerology of all) {
      for (let slot = 0; slot < 40; slot++) {
        for (let symbol = 0; symbol < 14; symbol++) {
          const length_s = numerology.symbolStart_s(slot, symbol + 1) - numerology.symbolStart_s(slot, symbol);
          expect(length_s).toBeCloseTo(numerology.cyclicPrefix_s(slot, symbol) + numerology.usefulSymbol_s, 15);
        }
        const next_s = numerology.slotStart_s(slot) + numerology.symbolStart_s(slot, 14);
        expect(next_s).toBeCloseTo(numerology.slotStart_s(slot + 1), 13);
      }
      expect(numerology.slotStart_s(7 * numerology.slotsPerSubframe)).toBe(7e-3);
    }
  });

  it("refuses numerologies, slots and symbols that are not", () => {
    expect(() => new NrNumerology(5)).toThrow(/numerology: .* 0 to 4, found 5/);
    expect(() => all[0].slotStart_s(-1)).toThrow(/slot/);
    expect(() => all[0].cyclicPrefix_s(0, 14)).toThrow(/symbol: .* 0 to 13/);
  });
});
