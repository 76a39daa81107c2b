/** A figure to be made large or small. */
export interface Objective {
  readonly values: readonly (number | null)[];
  readonly isLargerBetter: boolean;
}

/**
 * The rows that no other row betters: none is at least as good in every objective and better in one. Of equal rows
 * all stand on the front. A row without a finite value in every objective takes no part.
 *
 * @returns indices of rows, ascending by the first objective's value
 */
export function paretoFront(objectives: readonly Objective[]): number[] {
  const [first] = objectives;
  const costs = first.values.flatMap((_, row) => {
    const cost = objectives.map(({ values, isLargerBetter }) => {
      const value = values[row] ?? Number.NaN;
      return isLargerBetter ? -value : value;
    });
    return cost.every(Number.isFinite) ? [{ row, cost }] : [];
  });
  // In the order of the first objective, then the next: what betters a row stands before it.
  costs.sort((a, b) => {
    const differing = a.cost.findIndex((value, index) => value !== b.cost[index]);
    return differing < 0 ? a.row - b.row : a.cost[differing] - b.cost[differing];
  });
  const front: typeof costs = [];
  let lowestSecond = Infinity;
  for (const each of costs) {
    // With two objectives only the best so far in the second one can better a row.
    const isBettered =
      objectives.length === 2
        ? each.cost[1] > lowestSecond || (each.cost[1] === lowestSecond && each.cost[0] !== front.at(-1)!.cost[0])
        : front.some(({ cost }) => betters(cost, each.cost));
    if (isBettered) continue;
    front.push(each);
    lowestSecond = Math.min(lowestSecond, each.cost[1]);
  }
  const value = (row: number) => first.values[row] as number;
  return front.map(({ row }) => row).sort((a, b) => value(a) - value(b) || a - b);
}

function betters(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, index) => value <= b[index]) && a.some((value, index) => value < b[index]);
}
