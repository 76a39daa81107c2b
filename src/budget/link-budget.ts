/** One line of an itemised link budget. Losses are positive, gains signed. */
export interface BudgetItem {
  /** Stable name with its unit, e.g. `freeSpaceLoss_dB`; the key in `--json`. */
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** How the item enters: a level adds, a loss subtracts, a result is derived from the lines above it. */
  readonly role: "level" | "gain" | "loss" | "result" | "information";
  /** The formula as an engineer writes it, in plain text. */
  readonly formula: string;
  /** Standard, clause, equation; or `scenario` for a given figure. */
  readonly source: string;
  readonly inputs: readonly { readonly name: string; readonly value: number | string; readonly unit: string }[];
}

/** One hop: from a transmitting end to a receiving end. */
export interface HopBudget {
  readonly name: "user link" | "feeder link";
  /** At this hop's ground station. */
  readonly elevation_deg: number;
  readonly items: readonly BudgetItem[];
}

/** The margin of one MODCOD at this moment. */
export interface ModcodMargin {
  readonly modcod: string;
  readonly threshold_dB: number;
  readonly margin_dB: number;
}

/** The itemised account of a link at one moment. */
export interface LinkBudget {
  /** Unix time in milliseconds, UTC; undefined for a fixed geometry. */
  readonly time_ms?: number;
  readonly elevation_deg: number;
  readonly hops: readonly HopBudget[];
  /** Both hops combined: C/N0, C/N, C/I, C/(N+I), Es/(N0+I0), the MODCOD in use and its rate. */
  readonly total: readonly BudgetItem[];
  readonly margins: readonly ModcodMargin[];
}
