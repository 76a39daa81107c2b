import { LeolinkError } from "../leolink-error.js";
import { colourBar, mostNames } from "./colour-groups.js";
import { plotText } from "./html.js";
import { decadeText } from "./log-axis.js";
import { layoutOf, type Plot, type PlotObject } from "./plot.js";
import { distinctValues, type PlotColumn, plotValue, valueText } from "./plot-column.js";
import {
  columnAxis,
  type Facet,
  facetFigure,
  facetsOf,
  figureTitle,
  isEven,
  type ResultsPlotData,
  rowsTable,
  subjectText,
} from "./results-plot.js";

/** Viridis: even steps to the eye, also in grey and for the colour-blind, on a light ground as on a dark one. */
const viridis = [
  "#440154",
  "#482878",
  "#3e4989",
  "#31688e",
  "#26828e",
  "#1f9e89",
  "#35b779",
  "#6ece58",
  "#b5de2b",
  "#fde725",
];

/** More cells than this have no room for their numbers. */
const mostNumbers = 150;

interface Grid {
  readonly xs: readonly (number | string)[];
  readonly ys: readonly (number | string)[];
  /** By y, then x; null where there is no value. */
  readonly rows: readonly (readonly (number | null)[])[];
}

/**
 * A colour over two axes. All facets share one scale.
 *
 * @throws LeolinkError (`input`) when two rows stand on one place, or a contour has no grid to run through
 */
export function gridPlots(data: ResultsPlotData & { readonly z: PlotColumn }, kind: "heatmap" | "contour"): Plot[] {
  const { z, rows } = data;
  const values = rows.map((row) => zValue(z, row)).filter((value) => value !== null);
  if (values.length === 0) throw refusal("--z", `expected numbers, found none in ${z.name}`);
  const range = {
    zmin: values.reduce((a, b) => Math.min(a, b)),
    zmax: values.reduce((a, b) => Math.max(a, b)),
  };
  return facetsOf(data).map((facet) => gridFigure(data, facet, kind, range));
}

function gridFigure(
  { x, y: [y], z, rows, facet: facetColumn }: ResultsPlotData & { readonly z: PlotColumn },
  facet: Facet,
  kind: "heatmap" | "contour",
  range: { readonly zmin: number; readonly zmax: number },
): Plot {
  const grid = gridOf(x, y, z, facet, facetColumn);
  if (kind === "contour" && (grid.xs.length < 2 || grid.ys.length < 2)) {
    throw refusal("--kind", `expected two values of ${x.name} and of ${y.name} at least for a contour, found fewer`);
  }
  if (kind === "contour" && (x.kind === "text" || y.kind === "text")) {
    throw refusal("--kind", `expected numbers on both axes for a contour, found texts; a heatmap takes them`);
  }
  // Cells of unlike sizes would say something that the values do not: uneven values stand side by side, like names.
  const xPlace = placed(x, grid.xs, kind);
  const yPlace = placed(y, grid.ys, kind);
  const largest = Math.max(Math.abs(range.zmin), Math.abs(range.zmax));
  const common: PlotObject = {
    x: grid.xs.map((value) => plotValue(xPlace, xPlace === x ? value : valueText(x, value))),
    y: grid.ys.map((value) => plotValue(yPlace, yPlace === y ? value : valueText(y, value))),
    z: grid.rows.map((line) => line.map((value) => (value === null ? null : Number(value.toPrecision(7))))),
    ...(range.zmax > range.zmin ? range : { zmin: range.zmin - 1, zmax: range.zmax + 1 }),
    colorscale: viridis.map((hex, index) => [index / (viridis.length - 1), hex]),
    colorbar: colourBar(plotText(z.title), z.isLog ? decadeBar(range) : {}),
    text: grid.rows.map((line) => line.map((value) => (value === null ? "" : cellText(z, value, largest)))),
    hovertemplate: `${plotText(z.text)} %{text} ${plotText(z.unit)}<br>%{x}, %{y}<extra></extra>`,
    hoverongaps: false,
  };
  const hasNumbers = grid.xs.length * grid.ys.length <= mostNumbers && grid.xs.length <= 12;
  const missing = grid.rows.flat().filter((value) => value === null).length;
  const unpositive = z.isLog ? facet.rows.filter((row) => Number(z.values[row] ?? 1) <= 0).length : 0;
  return facetFigure(facet, {
    id: `grid${facet.id}`,
    title: figureTitle(subjectText([z], [x, y]), facet),
    caption: [
      missing - unpositive > 0 &&
        `Places of the grid without a value: ${missing - unpositive} of ${grid.xs.length * grid.ys.length}.`,
      unpositive > 0 && `Values of 0, which have no place on the logarithmic scale: ${unpositive}.`,
    ]
      .filter(Boolean)
      .join(" "),
    summary: `${z.text} from ${cellText(z, range.zmin, largest)} to ${cellText(z, range.zmax, largest)} ${z.unit} on a grid of ${grid.xs.length} by ${grid.ys.length}.`,
    traces: [
      kind === "heatmap"
        ? { type: "heatmap", ...common, xgap: 1, ygap: 1, ...(hasNumbers ? { texttemplate: "%{text}" } : {}) }
        : {
            type: "contour",
            ...common,
            ncontours: 12,
            contours: { coloring: "heatmap", showlabels: true, labelfont: { size: 11 } },
            line: { width: 1, smoothing: 0.6 },
            connectgaps: false,
          },
    ],
    layout: layoutOf({
      xaxis: columnAxis(xPlace, rows, { showgrid: false, ticks: "outside" }),
      yaxis: columnAxis(yPlace, rows, { showgrid: false }),
      margin: { l: 62, r: 18, t: 14, b: 48 },
    }),
    height_px: facet.text === "" ? 500 : 400,
    table: rowsTable([x, y, z], facet.rows),
  });
}

/** The column as its axis is drawn. */
function placed(column: PlotColumn, values: Grid["xs"], kind: "heatmap" | "contour"): PlotColumn {
  if (kind === "contour" || column.kind !== "number" || column.isLog) return column;
  const isUneven = values.length > 1 && values.length <= mostNames && !isEven(values.map(Number));
  return isUneven ? { ...column, kind: "text" } : column;
}

function gridOf(x: PlotColumn, y: PlotColumn, z: PlotColumn, facet: Facet, facetColumn: PlotColumn | undefined): Grid {
  const [xs, ys] = [x, y].map((column) => distinctValues(column, facet.rows));
  const column = new Map(xs.map((value, index) => [value, index]));
  const line = new Map(ys.map((value, index) => [value, index]));
  const rows = ys.map(() => xs.map((): number | null => null));
  const seen = new Set<number>();
  for (const row of facet.rows) {
    const i = column.get(x.values[row] ?? Number.NaN);
    const j = line.get(y.values[row] ?? Number.NaN);
    if (i === undefined || j === undefined) continue;
    const place = j * xs.length + i;
    if (seen.has(place)) {
      throw refusal(
        "--kind",
        `expected one row a place of the grid, found several at ${x.name} ${valueText(x, xs[i])}, ${y.name} ${valueText(y, ys[j])}`,
        facetColumn ? "filter with --where" : "tell them apart with --facet or --where",
      );
    }
    seen.add(place);
    rows[j][i] = zValue(z, row);
  }
  return { xs, ys, rows };
}

/** On a logarithmic scale the power of ten. */
function zValue(z: PlotColumn, row: number): number | null {
  const value = z.values[row];
  if (typeof value !== "number") return null;
  if (!z.isLog) return value;
  return value > 0 ? Math.log10(value) : null;
}

/** @param largest  of the plot by magnitude: beside it, what is far smaller is 0 */
function cellText(z: PlotColumn, value: number, largest: number): string {
  if (z.isLog) {
    const rate = 10 ** value;
    return rate >= 0.01 ? String(Number(rate.toPrecision(2))) : rate.toExponential(1).replace(".0e", "e");
  }
  const decimals = Math.min(12, Math.max(0, 4 - Math.ceil(Math.log10(largest || 1))));
  return String(Number(value.toFixed(decimals)));
}

function decadeBar({ zmin, zmax }: { readonly zmin: number; readonly zmax: number }): PlotObject {
  const stride = Math.max(1, Math.ceil((zmax - zmin) / 6));
  const decades: number[] = [];
  for (let decade = Math.floor(zmax); decade >= zmin; decade -= stride) decades.push(decade);
  if (decades.length === 0) return {};
  return { tickmode: "array", tickvals: decades, ticktext: decades.map(decadeText) };
}

function refusal(option: string, message: string, hint?: string): LeolinkError {
  return new LeolinkError("input", [{ message: `${option}: ${message}`, hint }]);
}
