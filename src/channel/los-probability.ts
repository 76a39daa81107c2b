import { expectElevation_deg } from "../propagation/domain.js";
import { tr38811LosProbability_pct } from "./tr38811-los-probability.data.js";

/** How a table by elevation is read between its rows. */
export type ElevationRule = "nearest" | "linear";

/** A place in the tables of TR 38.811, whose rows are 10, 20, ... 90 degrees. */
export class ElevationPosition {
  readonly #low: number;
  readonly #share: number;

  /** @param elevation_deg  above 0 up to 90; below 10 the first row */
  constructor(elevation_deg: number, rule: ElevationRule) {
    expectElevation_deg(elevation_deg);
    const place = Math.max(elevation_deg / 10 - 1, 0);
    this.#low = rule === "nearest" ? Math.round(place) : Math.floor(place);
    this.#share = rule === "nearest" ? 0 : place - this.#low;
  }

  /** The value between rows, from a row's value by its index. */
  between(rowValue: (row: number) => number): number {
    const low = rowValue(this.#low);
    return this.#share === 0 ? low : low + this.#share * (rowValue(this.#low + 1) - low);
  }
}

/**
 * Probability that a user among these surroundings sees the satellite.
 *
 * 3GPP TR 38.811, 6.6.1, Table 6.6.1-1.
 *
 * @param elevation_deg  above 0 up to 90; below 10 the table's first row
 * @returns 0 to 1
 */
export function losProbability(
  environment: keyof typeof tr38811LosProbability_pct,
  elevation_deg: number,
  rule: ElevationRule,
): number {
  const table = tr38811LosProbability_pct[environment];
  return new ElevationPosition(elevation_deg, rule).between((row) => table[row]) / 100;
}
