import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nrGaps_dB } from "../../src/abstraction/nr-threshold.data.js";
import { nrThreshold_dB } from "../../src/abstraction/nr-threshold.js";
import { nrMcsCount } from "../../src/fec/nr-mcs.js";

interface Row {
  readonly mcsTable: 1 | 2 | 3;
  readonly mcs: number;
  readonly modulationOrder: number;
  readonly rate1024: number;
  readonly bits: number;
  readonly esn0_dB: number;
}
const rows = JSON.parse(readFileSync("results/baseline/nr-ldpc-thresholds.json", "utf8")).rows as Row[];

test("a code block has the threshold at which it was measured, whatever MCS and size", () => {
  for (const { mcsTable, modulationOrder, rate1024, bits, esn0_dB } of rows) {
    // One block: its CRC belongs to the transport block.
    const transportBlockBits = bits - (bits - 24 > 3824 ? 24 : 16);
    const block = { modulationOrder, rate1024, transportBlockBits, codedBits: (bits * 1024) / rate1024 };
    const found_dB = nrThreshold_dB(mcsTable, block, 0.1);
    expect(Math.abs(found_dB - esn0_dB)).toBeLessThan(0.002);
  }
});

test("there is a gap for every MCS of tables 1 to 3", () => {
  expect(nrGaps_dB.map((table) => table.length)).toEqual([1, 2, 3].map((mcsTable) => nrMcsCount(mcsTable)));
});

test("many code blocks need more than one, and a lower error rate more than a higher", () => {
  // MCS 10 of table 1: 16QAM, 340 / 1024.
  const block = (transportBlockBits: number) => ({
    modulationOrder: 4,
    rate1024: 340,
    transportBlockBits,
    codedBits: transportBlockBits / 0.33,
  });
  expect(nrThreshold_dB(1, block(4000), 0.01)).toBeGreaterThan(nrThreshold_dB(1, block(4000), 0.1));
  const many_dB = nrThreshold_dB(1, block(84_096), 0.1) - nrThreshold_dB(1, block(84_096), 1 - 0.9 ** 10);
  expect(many_dB).toBeGreaterThan(0.03);
  expect(many_dB).toBeLessThan(0.3);
});
