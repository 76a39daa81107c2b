import { expect, test } from "vitest";
import { type DvbS2xModcod, dvbS2xModcods, modcodByName } from "../../src/phy/dvb-s2x.js";
import { dvbFormat, frameDuration_s, netBitRate_bps, plFrame, spectralEfficiency } from "../../src/phy/pl-frame.js";

const named = (name: string): DvbS2xModcod => {
  const modcod = modcodByName(name);
  if (modcod === undefined) throw new RangeError(name);
  return modcod;
};

test.each(dvbS2xModcods.map((modcod) => [modcod.name, modcod] as const))(
  "%s has the spectral efficiency that the standard prints",
  (_, modcod) => {
    expect(Math.abs(spectralEfficiency(modcod, false) - modcod.printedEfficiency)).toBeLessThan(6e-7);
  },
);

// EN 302 307-1, 5.5.2 and 5.5.3: 360, 240, 180, 144 slots; 22, 14, 11, 8 pilot blocks of 36 symbols.
test.each([
  ["QPSK 1/2", 32490, 33282],
  ["8PSK 2/3", 21690, 22194],
  ["16APSK 3/4", 16290, 16686],
  ["32APSK 3/4", 13050, 13338],
])("a PLFRAME of %s has %d symbols, %d with pilots", (name, symbols, symbolsWithPilots) => {
  expect(plFrame(named(name), { pilots: false }).symbols).toBe(symbols);
  expect(plFrame(named(name), { pilots: true }).symbols).toBe(symbolsWithPilots);
});

test("128APSK pads its 64,800 bits to 103 slots", () => {
  expect(plFrame(named("128APSK 3/4"), { pilots: false }).symbols).toBe(104 * 90);
});

test("no pilot block stands right before the next frame: 64APSK's 120 slots hold 7 blocks, 256APSK's 90 hold 5", () => {
  expect(plFrame(named("64APSK 4/5"), { pilots: true }).symbols).toBe(121 * 90 + 7 * 36);
  expect(plFrame(named("256APSK 3/4"), { pilots: true }).symbols).toBe(91 * 90 + 5 * 36);
});

test("QPSK 1/2 at 27.5 Msymbol/s carries 27.19 Mbps in frames of 1.18 ms", () => {
  const frame = plFrame(named("QPSK 1/2"), { pilots: false });
  expect(frame.payload_bit).toBe(32128);
  expect(frameDuration_s(frame, 27.5e6)).toBeCloseTo(32490 / 27.5e6, 15);
  expect(netBitRate_bps(named("QPSK 1/2"), 27.5e6, false)).toBeCloseTo(0.988858 * 27.5e6, -2);
});

test("a MODCOD as a format has its frame's payload and time on air", () => {
  expect(dvbFormat(named("QPSK 1/2"), 10e6, true)).toEqual({
    name: "QPSK 1/2",
    threshold_dB: 1,
    thresholdSource: "EN 302 307-1 Table 13",
    payload_bit: 32_128,
    payloadSource: "EN 302 307-1, 5.1, 5.3 and 5.5",
    duration_s: 33_282 / 10e6,
    deliveredShare: 1,
  });
});
