import type { Warning } from "../leolink-error.js";

/** Lowest and highest value, both included. */
type Interval = readonly [number, number];

/** Where a model is valid, as its standard states it; what is not named is not limited. */
export interface ModelRange {
  /** The standard and clause. */
  readonly source: string;
  readonly frequency_GHz?: Interval;
  readonly elevation_deg?: Interval;
  /** Percentage of an average year for which the value is exceeded. */
  readonly exceedance_pct?: Interval;
}

/** The quantities a `ModelRange` may limit. */
type RangedQuantity = "frequency_GHz" | "elevation_deg" | "exceedance_pct";

const wording: Readonly<Record<RangedQuantity, readonly [string, string]>> = {
  frequency_GHz: ["frequency", "GHz"],
  elevation_deg: ["elevation", "deg"],
  exceedance_pct: ["exceedance", "%"],
};

/**
 * What of the given values lies outside a model's range. A model outside its range still returns its value; whoever
 * calls it hands these warnings on.
 */
export function rangeWarnings(range: ModelRange, used: Partial<Record<RangedQuantity, number>>): readonly Warning[] {
  return (["frequency_GHz", "elevation_deg", "exceedance_pct"] as const).flatMap((quantity) => {
    const interval = range[quantity];
    const value = used[quantity];
    if (!interval || value === undefined || isWithin(interval, value)) return [];
    const [name, unit] = wording[quantity];
    return [
      {
        source: range.source,
        message: `${name} ${value} ${unit} is outside the model's range of ${interval[0]} to ${interval[1]} ${unit}`,
      },
    ];
  });
}

/** A percentage made of `100 - availability` carries rounding, so the ends are taken with a part in 1e9. */
function isWithin([low, high]: Interval, value: number): boolean {
  return value >= low - Math.abs(low) * 1e-9 && value <= high + Math.abs(high) * 1e-9;
}
