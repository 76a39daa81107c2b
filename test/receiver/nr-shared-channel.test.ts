import { expect, test } from "vitest";
import { NrSharedChannel, type NrSharedChannelSettings } from "../../src/receiver/nr-shared-channel.js";

const plain: NrSharedChannelSettings = {
  direction: "downlink",
  numerology: 1,
  carrierBlocks: 106,
  allocation: { firstBlock: 0, blocks: 50, firstSymbol: 0, symbols: 14, mapping: "A" },
  mcsTable: 1,
  mcs: 10,
  layers: 1,
  dmrs: { type: 1, length: 1, additionalPositions: 1, ports: [0], cdmGroupsWithoutData: 2, scramblingIdentity: 0 },
  rnti: 1,
  dataScramblingIdentity: 0,
};

test("a slot of 50 blocks with two DM-RS symbols has 12 symbols of data", () => {
  const channel = new NrSharedChannel(plain);
  expect(channel.layout.dmrs.symbols).toEqual([2, 11]);
  expect(channel.dataElements.length).toBe(12 * 600);
  expect(channel.codedBits).toBe(4 * 12 * 600);
});
