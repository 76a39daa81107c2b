import type { Warning } from "../leolink-error.js";
import type { PatternFile } from "./antenna-pattern.js";
import type { PatternTable } from "./pattern-table.js";

/** The table of a pattern that was read. */
export function patternTable({ table, file }: PatternFile): PatternTable {
  if (table === undefined) throw new RangeError(`patternTable: expected ${file} to be read first`);
  return table;
}

/**
 * Gain of an imported pattern at an angle from boresight, used in its cut at phi; with a pointing error the lower of both
 * directions, since a pattern need not fall with the angle.
 */
export function importedGain_dBi(
  pattern: PatternFile,
  offBoresight_deg: number,
  error_deg: number,
  phi_deg: number,
): number {
  const table = patternTable(pattern);
  const [further, nearer] = [Math.min(offBoresight_deg + error_deg, 180), offBoresight_deg - error_deg];
  const { co_dBi } = table.at(further, phi_deg);
  return error_deg === 0 ? co_dBi : Math.min(co_dBi, table.at(nearer, phi_deg).co_dBi);
}

/** What a reader of a budget must know of an imported pattern. */
export function importedWarnings(pattern: PatternFile, use: "antenna" | "element"): Warning[] {
  const table = patternTable(pattern);
  const source = `pattern ${pattern.file}`;
  const warnings: Warning[] = [];
  if (table.largestTheta_deg < (use === "element" ? 90 : 180)) {
    const message = `ends at ${table.largestTheta_deg} deg from boresight; beyond, no radiation is taken`;
    warnings.push({ source, message });
  }
  if (table.phiCount > 1) {
    const message =
      "a budget uses its cut at phi = 0: a scenario does not say how the antenna is turned about its boresight";
    warnings.push({ source, message });
  }
  return warnings;
}
