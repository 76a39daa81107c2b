import type { NrAllocation, NrDirection } from "./nr-allocation.js";
import { nrPdschDmrsPositions, nrPuschDmrsPositions } from "./nr-dmrs.data.js";
import type { NrNumerology } from "./nr-numerology.js";
import { checkNrChoice, checkNrWhole, NrSettingError } from "./nr-setting-error.js";

/** Demodulation reference signals of PDSCH (TS 38.211, 7.4.1.1) and PUSCH (6.4.1.1). */
export interface NrDmrsSettings {
  /** Configuration type: 1 on every other subcarrier, 2 on two of every six. */
  readonly type: 1 | 2;
  /** Symbols of each position, 1 or 2. */
  readonly length: 1 | 2;
  /** dmrs-AdditionalPosition: 0 to 3, with double symbols 0 or 1. Short allocations get fewer. */
  readonly additionalPositions: 0 | 1 | 2 | 3;
  /** dmrs-TypeA-Position: symbol of the first DM-RS with mapping type A; 2 if left out. */
  readonly typeAPosition?: 2 | 3;
  /**
   * Of each layer in turn, counted from 0 (antenna port 1000 of PDSCH, 0 of PUSCH): type 1 has 4 ports, or 8 with double
   * symbols, type 2 has 6 or 12.
   */
  readonly ports: readonly number[];
  /** CDM groups 0 to n - 1 carry no data in DM-RS symbols, whoever uses them: 1 or 2, with type 2 up to 3. */
  readonly cdmGroupsWithoutData: 1 | 2 | 3;
  /** N_ID of the sequence: 0 to 65535, with transform precoding (n_ID^RS) 0 to 1007. */
  readonly scramblingIdentity: number;
  /** n_SCID; 0 if left out. */
  readonly nScid?: 0 | 1;
}

/** What DM-RS lie in: their slot and their allocation, checked already. */
export interface NrDmrsPlace {
  readonly direction: NrDirection;
  readonly numerology: NrNumerology;
  readonly allocation: NrAllocation;
  readonly transformPrecoding: boolean;
}

/** Symbols of the slot that hold DM-RS: TS 38.211, 7.4.1.1.2 and 6.4.1.1.3. */
export function nrDmrsSymbols({ direction, allocation }: NrDmrsPlace, settings: NrDmrsSettings): readonly number[] {
  const { mapping, firstSymbol, symbols } = allocation;
  const { length, additionalPositions, typeAPosition = 2 } = settings;
  const isTypeA = mapping === "A";
  const duration = isTypeA ? firstSymbol + symbols : symbols;
  const tables = direction === "downlink" ? nrPdschDmrsPositions : nrPuschDmrsPositions;
  const positions = tables[length][mapping][duration]?.[additionalPositions];
  const kind = `${length === 1 ? "single" : "double"}-symbol DM-RS of mapping type ${mapping}`;
  if (positions === undefined) {
    throw new NrSettingError(
      "dmrs.length",
      `${kind} do not fit ${duration} symbols; lengthen the allocation, or change dmrs.length or allocation.mapping`,
    );
  }
  const origin = isTypeA ? 0 : firstSymbol;
  const first = isTypeA ? typeAPosition : 0;
  const found = positions.flatMap((position) => {
    const start = origin + (position === 0 ? first : position);
    return Array.from({ length }, (_, i) => start + i);
  });
  const isWithin = found.every((symbol) => symbol >= firstSymbol && symbol < firstSymbol + symbols);
  if (!isWithin) {
    throw new NrSettingError(
      isTypeA ? "dmrs.typeAPosition" : "dmrs.length",
      `${kind} lie in symbols ${found.join(", ")}, outside the allocation's ${firstSymbol} to ${firstSymbol + symbols - 1}; ` +
        "lengthen the allocation or move the first DM-RS",
    );
  }
  return found;
}

/** @throws NrSettingError naming a setting of `dmrs` that cannot be, with what to change */
export function checkNrDmrs(
  { allocation, transformPrecoding, direction }: NrDmrsPlace,
  settings: NrDmrsSettings,
): void {
  const { type, length, additionalPositions, typeAPosition = 2, ports, cdmGroupsWithoutData } = settings;
  checkNrChoice("dmrs.type", type, [1, 2]);
  checkNrChoice("dmrs.length", length, [1, 2]);
  checkNrChoice("dmrs.typeAPosition", typeAPosition, [2, 3]);
  checkNrWhole("dmrs.scramblingIdentity", settings.scramblingIdentity, 0, transformPrecoding ? 1007 : 65_535);
  checkNrChoice("dmrs.nScid", settings.nScid ?? 0, [0, 1]);
  checkNrWhole("dmrs.additionalPositions", additionalPositions, 0, 3);
  if (length === 2 && additionalPositions > 1) {
    throw new NrSettingError(
      "dmrs.additionalPositions",
      `expected 0 or 1 with double-symbol DM-RS, found ${additionalPositions}; take single symbols (dmrs.length 1) for more`,
    );
  }
  if (allocation.mapping === "A" && additionalPositions === 3 && typeAPosition === 3) {
    throw new NrSettingError(
      "dmrs.additionalPositions",
      "expected at most 2 with the first DM-RS in symbol 3, found 3; put dmrs.typeAPosition to 2",
    );
  }
  const duration = allocation.firstSymbol + allocation.symbols;
  if (allocation.mapping === "A" && typeAPosition === 3 && duration === (length === 1 ? 3 : 4)) {
    throw new NrSettingError(
      "dmrs.typeAPosition",
      `expected 2 where the allocation ends after ${duration} symbols of the slot, found 3; lengthen the allocation`,
    );
  }
  checkNrWhole("dmrs.cdmGroupsWithoutData", cdmGroupsWithoutData, 1, type === 1 ? 2 : 3);
  const portCount = (type === 1 ? 4 : 6) * length;
  const groups = type === 1 ? 2 : 3;
  for (const port of ports) {
    if (!(Number.isInteger(port) && port >= 0 && port < portCount)) {
      throw new NrSettingError(
        "dmrs.ports",
        `expected ports from 0 to ${portCount - 1} with ${length === 1 ? "single" : "double"}-symbol DM-RS of type ${type}, ` +
          `found ${port}; double symbols have twice as many, type 2 half as many again`,
      );
    }
    const group = Math.floor(port / 2) % groups;
    if (group >= cdmGroupsWithoutData) {
      throw new NrSettingError(
        "dmrs.cdmGroupsWithoutData",
        `expected at least ${group + 1}, for port ${port} lies in CDM group ${group}, found ${cdmGroupsWithoutData}`,
      );
    }
  }
  if (new Set(ports).size !== ports.length) {
    throw new NrSettingError("dmrs.ports", `expected a port of its own for each layer, found ${ports.join(", ")}`);
  }
  if (transformPrecoding) {
    if (direction === "downlink")
      throw new NrSettingError("transformPrecoding", "expected false in the downlink, found true");
    if (type !== 1) throw new NrSettingError("dmrs.type", "expected 1 with transform precoding, found 2");
    if (cdmGroupsWithoutData !== 2) {
      throw new NrSettingError(
        "dmrs.cdmGroupsWithoutData",
        `expected 2 with transform precoding (no data beside DM-RS), found ${cdmGroupsWithoutData}`,
      );
    }
  }
}
