import { plotText } from "./html.js";
import { intervalBars } from "./interval-traces.js";
import { type Objective, paretoFront } from "./pareto-front.js";
import { layoutOf, legendAbove, type Plot, type PlotObject } from "./plot.js";
import { type PlotColumn, plotValue, valueText } from "./plot-column.js";
import {
  columnAxis,
  type Facet,
  facetFigure,
  facetsOf,
  figureTitle,
  numbersOf,
  paddedRange,
  type ResultsPlotData,
  rowsTable,
  subjectText,
  withinSentence,
} from "./results-plot.js";
import { colour } from "./theme.js";

/** A column and which way it is better. */
export interface ParetoObjective {
  readonly column: PlotColumn;
  readonly isLargerBetter: boolean;
}

/**
 * Every row over two figures, and the front of those that no other betters, a figure a facet.
 *
 * @param objectives  x and y first; more of them count for the front too
 * @param inputs  columns that say what a point of the front is, e.g. a sweep's axes
 */
export function paretoPlots(
  data: ResultsPlotData,
  objectives: readonly ParetoObjective[],
  inputs: readonly PlotColumn[],
): Plot[] {
  return facetsOf(data).map((facet) => paretoFigure(data, facet, objectives, inputs));
}

function paretoFigure(
  { x, y: [y], rows }: ResultsPlotData,
  facet: Facet,
  objectives: readonly ParetoObjective[],
  inputs: readonly PlotColumn[],
): Plot {
  const front = frontRows(facet.rows, objectives);
  const onFront = new Set(front);
  const rest = facet.rows.filter((row) => !onFront.has(row) && x.values[row] !== null && y.values[row] !== null);
  const words = (row: number) =>
    inputs.map((input) => plotText(`${input.text} ${valueText(input, input.values[row])} ${input.unit}`.trimEnd()));
  const hovertemplate = `%{x:.4~g} ${plotText(x.unit)}, %{y:.4~g} ${plotText(y.unit)}<br>%{text}<extra></extra>`;
  const of = (list: readonly number[]) => ({
    x: list.map((row) => plotValue(x, x.values[row])),
    y: list.map((row) => plotValue(y, y.values[row])),
    text: list.map((row) => words(row).join("<br>")),
    hovertemplate,
  });
  const isPlane = objectives.length === 2;
  const xIsLarger = objectives[0].isLargerBetter;
  const ends = (column: PlotColumn) => intervalBars(column, front, colour("series1"));
  const [errorX, errorY] = [ends(x), ends(y)];
  const isFaceted = facet.text !== "";
  const range = (column: PlotColumn): PlotObject => {
    const found = isFaceted ? paddedRange(numbersOf(column, rows), column.isLog) : undefined;
    return found ? { range: found } : {};
  };
  const goals = objectives.map(
    ({ column, isLargerBetter }) => `${isLargerBetter ? "large" : "small"} ${withinSentence(column.text)}`,
  );
  const aim = `Wanted: ${goals.join(", ")}.`;
  return facetFigure(facet, {
    id: `pareto${facet.id}`,
    title: figureTitle(`Pareto front: ${subjectText([y], [x])}`, facet),
    caption: `${aim} On the front, bettered by no other point: ${front.length} of ${front.length + rest.length}; the data table lists them.${
      errorX || errorY ? " Bars: intervals, which the front does not weigh." : ""
    }`,
    summary: `${aim} ${front.length} points on the front of ${front.length + rest.length}.`,
    traces: [
      {
        type: "scatter",
        mode: "markers",
        name: "bettered by another",
        ...of(rest),
        marker: { color: colour("series6"), size: 6, opacity: 0.6, symbol: "circle" },
      },
      {
        type: "scatter",
        mode: isPlane ? "lines+markers" : "markers",
        name: "Pareto front",
        ...of(front),
        // Along the front, what the figure at hand can be had with: the step turns where the next point takes over.
        line: { color: colour("series1"), width: 1.8, shape: xIsLarger ? "vh" : "hv" },
        marker: { color: colour("series1"), size: 8, symbol: "diamond" },
        ...(errorX ? { error_x: errorX } : {}),
        ...(errorY ? { error_y: errorY } : {}),
      },
    ],
    layout: layoutOf({
      xaxis: columnAxis(x, rows, { tickmode: "auto", nticks: 10, ...range(x) }),
      yaxis: columnAxis(y, rows, { tickmode: "auto", ...range(y) }),
      showlegend: true,
      legend: legendAbove(1),
      margin: { l: 62, r: 18, t: 34, b: 48 },
    }),
    height_px: isFaceted ? 360 : 480,
    table: rowsTable([...inputs, ...objectives.map(({ column }) => column)], front),
  });
}

function frontRows(rows: readonly number[], objectives: readonly ParetoObjective[]): number[] {
  const asked = objectives.map(
    ({ column, isLargerBetter }): Objective => ({
      values: rows.map((row) => {
        const value = column.values[row];
        return typeof value === "number" ? value : null;
      }),
      isLargerBetter,
    }),
  );
  return paretoFront(asked).map((index) => rows[index]);
}
