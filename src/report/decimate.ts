/**
 * At most `limit` indices of a series, in order, that draw the same line: of each stretch its smallest and largest
 * value, and one gap (a value that is not finite) where there is one. First and last index are kept.
 */
export function decimatedIndices(values: ArrayLike<number>, limit = 2000): number[] {
  const { length } = values;
  if (length <= limit) return Array.from({ length }, (_, index) => index);
  const stretches = Math.floor((limit - 2) / 3);
  const kept = new Set([0, length - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * length) / stretches);
    const to = Math.floor(((stretch + 1) * length) / stretches);
    for (const index of extremes(values, from, to)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
}

function extremes(values: ArrayLike<number>, from: number, to: number): number[] {
  let lowest = -1;
  let highest = -1;
  let gap = -1;
  for (let index = from; index < to; index++) {
    if (!Number.isFinite(values[index])) {
      if (gap < 0) gap = index;
      continue;
    }
    if (lowest < 0 || values[index] < values[lowest]) lowest = index;
    if (highest < 0 || values[index] > values[highest]) highest = index;
  }
  return [lowest, highest, gap].filter((index) => index >= 0);
}

/** A number for a plot: seven significant digits are more than any screen shows; no number is a gap. */
export function plotNumber(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : null;
}
