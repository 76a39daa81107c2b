/** Guards against programming mistakes: each throws a RangeError with the quantity, the rule and the value found; NaN fails. */

export function expectAbove(name: string, value: number, minimum: number): void {
  if (!(value > minimum && value < Infinity)) {
    throw new RangeError(`${name}: expected a number above ${minimum}, found ${value}`);
  }
}

export function expectAtLeast(name: string, value: number, minimum: number): void {
  if (!(value >= minimum && value < Infinity)) {
    throw new RangeError(`${name}: expected a number from ${minimum}, found ${value}`);
  }
}

export function expectBetween(name: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high)) {
    throw new RangeError(`${name}: expected a number from ${low} to ${high}, found ${value}`);
  }
}

/** A path that leaves the ground: above 0 up to 90 degrees. */
export function expectElevation_deg(elevation_deg: number): void {
  if (!(elevation_deg > 0 && elevation_deg <= 90)) {
    throw new RangeError(`elevation_deg: expected a number above 0 up to 90, found ${elevation_deg}`);
  }
}

/** Percentage of time for which a value is exceeded: above 0, below 100. */
export function expectExceedance_pct(exceedance_pct: number): void {
  if (!(exceedance_pct > 0 && exceedance_pct < 100)) {
    throw new RangeError(`exceedance_pct: expected a number above 0 and below 100, found ${exceedance_pct}`);
  }
}
