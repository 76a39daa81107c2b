import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dvbS2xModcods } from "../../src/phy/dvb-s2x.js";
import { dvbLink, fromdB, mask } from "./dvb-link.js";

interface LossRow {
  readonly modcod: string;
  readonly realAt10pct_dB: number;
  readonly lossAt10pct_dB: number;
  readonly deviation_dB: number;
  readonly lossAt1pct_dB: number;
  readonly overTable13_dB: number;
}

const file = join(import.meta.dirname, "..", "..", "results", "baseline", "dvb-implementation-loss.json");
const { rows } = JSON.parse(readFileSync(file, "utf8")) as { rows: LossRow[] };

describe("the implementation loss of DVB-S2, phase noise of H.8 at 10 Mbaud", () => {
  it("is at most 0.5 dB for every MODCOD of QPSK to 16APSK, against an ideal receiver and table 13 of EN 302 307-1", () => {
    const names = dvbS2xModcods
      .filter(({ table, bitsPerSymbol }) => table === "EN 302 307-1 Table 13" && bitsPerSymbol <= 4)
      .map(({ name }) => name);
    expect(rows.map(({ modcod }) => modcod).sort()).toEqual(names.sort());
    expect(names.length).toBe(23);
    for (const { lossAt10pct_dB, lossAt1pct_dB, overTable13_dB, deviation_dB } of rows) {
      expect(deviation_dB).toBeLessThan(0.03);
      expect(lossAt10pct_dB + 3 * deviation_dB).toBeLessThan(0.5);
      expect(lossAt1pct_dB).toBeLessThan(0.5);
      expect(overTable13_dB).toBeLessThan(0.5);
    }
  });

  it.each(["QPSK 3/4", "8PSK 3/4", "16APSK 3/4"])(
    "is what the link has now: %s arrives 0.3 dB above its threshold",
    (modcod) => {
      const { realAt10pct_dB } = rows.find((row) => row.modcod === modcod)!;
      const link = dvbLink(modcod, {
        estimation: "pilots",
        demapping: "exact",
        decoder: {
          arithmetic: "float32",
          schedule: "layered",
          checkRule: { kind: "sumProduct" },
          iterations: 50,
          stop: "parity",
        },
        impairments: { phaseNoise: mask, frequencyOffset_Hz: 1000 },
        seed: 7,
      });
      const lost = (esN0_dB: number) => {
        let count = 0;
        for (let frame = 0; frame < 8; frame++) count += Number(link.send(0, frame, 0, fromdB(-esN0_dB)).isLost);
        return count;
      };
      expect(lost(realAt10pct_dB + 0.3)).toBe(0);
      expect(lost(realAt10pct_dB - 0.4)).toBe(8);
    },
  );
});
