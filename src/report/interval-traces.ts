import type { PlotObject } from "./plot.js";
import { type PlotColumn, plotValue } from "./plot-column.js";
import { translucent } from "./theme.js";

/**
 * A figure's interval along rows in the order of x, as filled areas: one a stretch in which both ends are known.
 *
 * @param floor  where an end of 0 or less stands on a logarithmic axis
 */
export function intervalBand(
  x: PlotColumn,
  { low, high, isLog }: PlotColumn,
  rows: readonly number[],
  bandColour: string,
  floor: number,
): PlotObject[] {
  if (!low || !high) return [];
  const stretches: number[][] = [];
  let isOpen = false;
  for (const row of rows) {
    const isKnown = low[row] !== null && high[row] !== null && (!isLog || (high[row] ?? 0) > 0);
    if (!isKnown) isOpen = false;
    else if (isOpen) stretches[stretches.length - 1].push(row);
    else {
      stretches.push([row]);
      isOpen = true;
    }
  }
  const end = (value: number | null) => Number((isLog ? Math.max(value ?? 0, floor) : (value ?? 0)).toPrecision(7));
  return stretches
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => {
      const back = [...stretch].reverse();
      return {
        type: "scatter",
        mode: "lines",
        x: [...stretch, ...back].map((row) => plotValue(x, x.values[row])),
        y: [...stretch.map((row) => end(high[row])), ...back.map((row) => end(low[row]))],
        fill: "toself",
        fillcolor: translucent(bandColour, 0.16),
        line: { width: 0, color: translucent(bandColour, 0) },
        hoverinfo: "skip",
        showlegend: false,
      };
    });
}

/** A figure's intervals as bars through its markers; empty where there are none. */
export function intervalBars(column: PlotColumn, rows: readonly number[], barColour: string): PlotObject | undefined {
  const { low, high, values, isLog } = column;
  if (!low || !high) return undefined;
  const distance = (row: number, end: number | null) => {
    const value = values[row];
    if (typeof value !== "number" || end === null) return 0;
    // Down to 0 there is no end on a logarithmic axis: the bar runs out of the drawing.
    const kept = isLog && end <= 0 ? value * 1e-12 : end;
    return Number(Math.abs(kept - value).toPrecision(7));
  };
  return {
    type: "data",
    symmetric: false,
    array: rows.map((row) => distance(row, high[row])),
    arrayminus: rows.map((row) => distance(row, low[row])),
    color: barColour,
    thickness: 1.1,
    width: 3,
  };
}
