import { describe, expect, it } from "vitest";
import { dvbInterleaverColumns } from "../../src/fec/dvb-bit-interleaver.js";
import { dvbFecFrame } from "../../src/fec/dvb-fec-frame.js";
import { dvbConstellation } from "../../src/phy/dvb-constellation.js";
import { dvbModcodCode, dvbModcodCodes } from "../../src/phy/dvb-modcod-code.js";
import { dvbS2xModcods } from "../../src/phy/dvb-s2x.js";

describe("codes of the MODCODs of DVB-S2 and DVB-S2X", () => {
  it("are there for all 28 of S2 and 38 of S2X in normal frames, 24 and 17 in short ones", () => {
    const count = (standard: string, frame: string) =>
      dvbModcodCodes.filter((modcod) => modcod.standard === standard && modcod.frame === frame).length;
    expect([count("S2", "normal"), count("S2X", "normal")]).toEqual([28, 38]);
    expect([count("S2", "short"), count("S2X", "short")]).toEqual([24, 17]);
    expect(new Set(dvbModcodCodes.map(({ name }) => name)).size).toBe(dvbModcodCodes.length);
  });

  it("have the k_bch of the threshold tables, but for 32APSK 2/3-L", () => {
    for (const { name, kbch_bit, bitsPerSymbol } of dvbS2xModcods) {
      const modcod = dvbModcodCode(name);
      expect(modcod, name).toBeDefined();
      if (modcod === undefined) continue;
      const informationBits = dvbFecFrame(modcod.frame, modcod.rate).outerCode?.informationBits;
      expect(informationBits, name).toBe(name === "32APSK 2/3-L" ? 43_040 : kbch_bit);
      expect(dvbConstellation(modcod.constellation)?.bitsPerSymbol, name).toBe(bitsPerSymbol);
    }
  });

  it("have a constellation, an outer code and a bit interleaver for each", () => {
    for (const { name, frame, rate, standard, modulation, constellation } of dvbModcodCodes) {
      const points = dvbConstellation(constellation);
      expect(points, name).toBeDefined();
      expect(dvbFecFrame(frame, rate, standard).outerCode, name).toBeDefined();
      const columns = dvbInterleaverColumns(frame, modulation, rate);
      expect(columns.length, name).toBe(modulation === "QPSK" ? 0 : points?.bitsPerSymbol);
    }
  });

  it("are undefined by another name", () => {
    expect(dvbModcodCode("QPSK 9/10 short")).toBeUndefined();
  });
});
