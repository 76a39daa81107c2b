import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nrGaps_dB } from "../../src/abstraction/nr-threshold.data.js";
import { nrThreshold_dB } from "../../src/abstraction/nr-threshold.js";
import { nrMcsCount } from "../../src/fec/nr-mcs.js";

interface Row {
  readonly mcsTable: 1 | 2 | 3;
  readonly mcs: number;
  readonly rate1024: number;
  readonly bits: number;
  readonly esn0_dB: number;
}
const rows = JSON.parse(readFileSync("results/baseline/nr-ldpc-thresholds.json", "utf8")).rows as Row[];

test("a code block has the threshold at which it was measured, whatever MCS and size", () => {
  for (const { mcsTable, mcs, rate1024, bits, esn0_dB } of rows) {
    // One block: its CRC belongs to the transport block.
    const transportBlockBits = bits - (bits - 24 > 3824 ? 24 : 16);
    const found_dB = nrThreshold_dB(mcsTable, mcs, transportBlockBits, (bits * 1024) / rate1024, 0.1);
    expect(Math.abs(found_dB - esn0_dB)).toBeLessThan(0.002);
  }
});

test("there is a gap for every MCS of tables 1 to 3", () => {
  expect(nrGaps_dB.map((table) => table.length)).toEqual([1, 2, 3].map(nrMcsCount));
});

test("many code blocks need more than one, and a lower error rate more than a higher", () => {
  const one_dB = nrThreshold_dB(1, 10, 4000, 4000 / 0.33, 0.1);
  expect(nrThreshold_dB(1, 10, 4000, 4000 / 0.33, 0.01)).toBeGreaterThan(one_dB);
  const ten_dB = nrThreshold_dB(1, 10, 84_096, 84_096 / 0.33, 0.1);
  const blockOfTen_dB = nrThreshold_dB(1, 10, 84_096, 84_096 / 0.33, 1 - 0.9 ** 10);
  expect(ten_dB - blockOfTen_dB).toBeGreaterThan(0.03);
  expect(ten_dB - blockOfTen_dB).toBeLessThan(0.3);
});
