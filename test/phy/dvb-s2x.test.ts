import { expect, test } from "vitest";
import { dvbS2xModcods, modcodByName, modcodNames, symbolRate_Hz } from "../../src/phy/dvb-s2x.js";

test("the standards' tables give 28 MODCODs of DVB-S2 and 38 of DVB-S2X, each name once", () => {
  const count = (table: string) => dvbS2xModcods.filter((modcod) => modcod.table === table).length;
  expect(count("EN 302 307-1 Table 13")).toBe(28);
  expect(count("EN 302 307-2 Table 20a")).toBe(38);
  expect(new Set(modcodNames()).size).toBe(66);
});

// EN 302 307-1, Table 13; EN 302 307-2, Table 20a.
test.each([
  ["QPSK 1/4", -2.35, 16008],
  ["QPSK 9/10", 6.42, 58192],
  ["8PSK 3/4", 7.91, 48408],
  ["16APSK 3/4", 10.21, 48408],
  ["32APSK 9/10", 16.05, 58192],
  ["QPSK 13/45", -2.03, 18528],
  ["8APSK 5/9-L", 4.73, 35808],
  ["64APSK 4/5", 15.87, 51648],
  ["256APSK 3/4", 19.57, 48408],
])("%s needs %d dB and carries %d bits of BBFRAME", (name, threshold_dB, kbch_bit) => {
  expect(modcodByName(name)).toMatchObject({ threshold_dB, kbch_bit });
});

test("the tables' sums guard against a slip of the pen", () => {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const of = (table: string) => dvbS2xModcods.filter((modcod) => modcod.table === table);
  const table13 = of("EN 302 307-1 Table 13");
  const table20a = of("EN 302 307-2 Table 20a");
  expect(sum(table13.map(({ threshold_dB }) => threshold_dB))).toBeCloseTo(220.23, 6);
  expect(sum(table20a.map(({ threshold_dB }) => threshold_dB))).toBeCloseTo(409.07, 6);
  expect(sum(table13.map(({ kbch_bit }) => kbch_bit))).toBe(1_328_440);
  expect(sum(table20a.map(({ kbch_bit }) => kbch_bit))).toBe(1_631_456);
});

test("names come in rising order of threshold, and an unknown name is undefined", () => {
  expect(modcodNames()[0]).toBe("QPSK 1/4");
  expect(modcodNames().at(-1)).toBe("256APSK 3/4");
  expect(modcodByName("QPSK 7/8")).toBeUndefined();
});

test("every threshold lies above the Shannon limit of its efficiency", () => {
  for (const { threshold_dB, printedEfficiency } of dvbS2xModcods) {
    expect(Math.log2(1 + 10 ** (threshold_dB / 10))).toBeGreaterThan(printedEfficiency);
  }
});

test("250 MHz at roll-off 0.05 hold 238.1 Msymbol/s", () => {
  expect(symbolRate_Hz(250e6, 0.05)).toBeCloseTo(238.095238e6, 0);
});

test.each([
  [0, 0.2],
  [Number.NaN, 0.2],
  [1e6, 0.3],
  [1e6, Number.NaN],
])("a bandwidth of %d Hz at roll-off %d is refused", (bandwidth, rollOff) => {
  expect(() => symbolRate_Hz(bandwidth, rollOff)).toThrow(RangeError);
});
