import type { NrNumerology } from "./nr-numerology.js";
import { checkNrChoice, checkNrWhole, NrSettingError } from "./nr-setting-error.js";

export type NrDirection = "downlink" | "uplink";
export type NrMapping = "A" | "B";

/** Resource blocks and symbols of one PDSCH or PUSCH, all of them in each other's every combination. */
export interface NrAllocation {
  /** Counted from common resource block 0, where the carrier starts here. */
  readonly firstBlock: number;
  readonly blocks: number;
  /** S of TS 38.214, Tables 5.1.2.1-1 and 6.1.2.1-1. */
  readonly firstSymbol: number;
  /** L of the same tables. */
  readonly symbols: number;
  readonly mapping: NrMapping;
}

/** Largest carrier: TS 38.211, 4.4.2. */
const nrMostBlocks = 275;

/**
 * Checks an allocation against carrier, slot and the valid S and L of TS 38.214, Tables 5.1.2.1-1 (PDSCH) and 6.1.2.1-1
 * (PUSCH).
 * @param typeAPosition  dmrs-TypeA-Position: PDSCH of mapping type A may start in symbol 3 only if that is 3
 */
export function checkNrAllocation(
  direction: NrDirection,
  numerology: NrNumerology,
  carrierBlocks: number,
  allocation: NrAllocation,
  typeAPosition: 2 | 3,
): void {
  const { firstBlock, blocks, firstSymbol, symbols, mapping } = allocation;
  const { symbolsPerSlot } = numerology;
  checkNrChoice("direction", direction, ["downlink", "uplink"]);
  checkNrWhole("carrierBlocks", carrierBlocks, 1, nrMostBlocks);
  checkNrWhole("allocation.firstBlock", firstBlock, 0, carrierBlocks - 1);
  checkNrWhole("allocation.blocks", blocks, 1, nrMostBlocks);
  if (firstBlock + blocks > carrierBlocks) {
    throw new NrSettingError(
      "allocation.blocks",
      `expected at most the ${carrierBlocks - firstBlock} blocks of the carrier from block ${firstBlock} on, found ${blocks}`,
    );
  }
  checkNrChoice("allocation.mapping", mapping, ["A", "B"]);
  const isUplink = direction === "uplink";
  const latest = mapping === "B" ? (isUplink ? symbolsPerSlot - 1 : symbolsPerSlot - 2) : isUplink ? 0 : 3;
  checkNrWhole("allocation.firstSymbol", firstSymbol, 0, latest);
  if (mapping === "A" && firstSymbol === 3 && typeAPosition !== 3) {
    throw new NrSettingError(
      "allocation.firstSymbol",
      "expected 0 to 2 with the first DM-RS in symbol 2, found 3; start earlier or put dmrs.typeAPosition to 3",
    );
  }
  const fewest = mapping === "B" ? (isUplink ? 1 : 2) : isUplink ? 4 : 3;
  const most = !isUplink && mapping === "B" ? symbolsPerSlot - (symbolsPerSlot === 14 ? 1 : 0) : symbolsPerSlot;
  checkNrWhole("allocation.symbols", symbols, fewest, most);
  if (firstSymbol + symbols > symbolsPerSlot) {
    throw new NrSettingError(
      "allocation.symbols",
      `expected at most ${symbolsPerSlot - firstSymbol} from symbol ${firstSymbol} to the end of the slot, found ${symbols}`,
    );
  }
}
