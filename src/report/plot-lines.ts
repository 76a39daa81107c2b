import { type ColourGroup, colourBarMarker, colourGroups, groupStyle, needsColourBar } from "./colour-groups.js";
import { decimatedIndices } from "./decimate.js";
import { plotText } from "./html.js";
import { intervalBand, intervalBars } from "./interval-traces.js";
import { decadeFloor, rateAxis } from "./log-axis.js";
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
} from "./results-plot.js";
import { colour } from "./theme.js";

/** Lines or markers over x: a figure a unit of the y columns, in each a line a colour and column. */
export function linePlots(data: ResultsPlotData, kind: "line" | "scatter"): Plot[] {
  const facets = facetsOf(data);
  return unitGroups(data.y).flatMap((ys, index) =>
    facets.map((facet) => lineFigure(data, ys, facet, kind, `${index + 1}${facet.id}`)),
  );
}

/** More bands than this hide each other. */
const mostBands = 8;
/** More bars of intervals than this hide each other. */
const mostBars = 200;
/** Longer lines are drawn without a marker a row. */
const mostMarkers = 80;

function lineFigure(
  data: ResultsPlotData,
  ys: readonly PlotColumn[],
  facet: Facet,
  kind: "line" | "scatter",
  id: string,
): Plot {
  const { x, color } = data;
  const isRate = ys[0].isErrorRate && ys[0].isLog;
  const floor = isRate ? decadeFloor(ys.flatMap((y) => ratesOf(y, data.rows))) : 0;
  // Colours and ranges are those of all facets, so that these can be compared.
  const isFaceted = facet.text !== "";
  const inFacet = new Set(facet.rows);
  const hasBar = needsColourBar(color, data.rows);
  // Markers take a colour each: one trace holds them all.
  const groups = colourGroups(hasBar && kind === "scatter" ? undefined : color, data.rows);
  const hasBands = kind === "line" && groups.length * ys.length <= mostBands;
  const bands: PlotObject[] = [];
  const lines: PlotObject[] = [];
  const drawn = { hasUnseen: false, hasRepeats: false, hasInterval: false, hasBars: false, left: 0 };
  for (const [yIndex, y] of ys.entries()) {
    for (const group of groups) {
      const rows = rowsInOrder(x, isFaceted ? group.rows.filter((row) => inFacet.has(row)) : group.rows);
      if (rows.length === 0) continue;
      const style = color
        ? { ...group, ...(yIndex > 0 ? { dash: groupStyle(yIndex * 6).dash } : {}) }
        : groupStyle(yIndex);
      const isLine = kind === "line" && x.kind !== "text";
      const repeats = isLine && hasRepeats(x, rows);
      const line = lineTrace(x, y, rows, style, isLine && !repeats);
      const name = lineName(group, y, ys.length);
      const coloured = hasBar && kind === "scatter" ? colouredMarkers(line, color, rows) : line;
      lines.push({ ...coloured, name, showlegend: name !== "" && !hasBar, legendgroup: name });
      const unseen = isRate ? rows.filter((row) => y.values[row] === 0 && (y.high?.[row] ?? 0) > 0) : [];
      if (unseen.length > 0) lines.push(unseenTrace(x, y, unseen, style.colour, name));
      if (y.low && hasBands && isLine && !repeats) bands.push(...intervalBand(x, y, rows, style.colour, floor / 10));
      drawn.hasUnseen ||= unseen.length > 0;
      drawn.hasRepeats ||= repeats;
      drawn.hasBars ||= "error_y" in line;
      drawn.hasInterval ||= y.low !== undefined;
      if (y.isLog) drawn.left += rows.filter((row) => Number(y.values[row] ?? 1) <= 0).length - unseen.length;
    }
  }
  if (hasBar) lines.push(barTrace(colourBarMarker(color, data.rows)));
  const names = new Set(lines.flatMap((line) => (line.showlegend ? [line.name] : [])));
  const yTitle = ys.length === 1 ? ys[0].title : isRate ? "Rate" : ys[0].unit || ys.map(({ text }) => text).join(", ");
  return facetFigure(facet, {
    id,
    title: figureTitle(subjectText(ys, [x]), facet),
    caption: captionOf(drawn, hasBands),
    summary: summaryOf(ys, facet.rows, x),
    traces: [...bands, ...lines],
    layout: layoutOf({
      xaxis: columnAxis(x, data.rows, isFaceted ? sharedRange([x], data.rows) : {}),
      yaxis: {
        ...columnAxis({ ...ys[0], title: yTitle }, data.rows, { tickmode: "auto" }),
        ...(isRate ? rateAxis(floor) : isFaceted ? sharedRange(ys, data.rows) : {}),
      },
      showlegend: names.size > 0,
      legend: {
        ...legendAbove(1),
        ...(color && names.size > 0
          ? { title: { text: `${plotText(color.title)}  `, font: { size: 12, color: colour("muted") } } }
          : {}),
      },
      margin: { l: 62, r: 18, t: names.size > 0 || hasBar ? 34 : 14, b: 48 },
    }),
    height_px: isFaceted ? 340 : 460,
    table: rowsTable([x, ...ys, ...(color ? [color] : [])], rowsInOrder(x, facet.rows)),
  });
}

/** Columns that share an axis, together. */
function unitGroups(columns: readonly PlotColumn[]): PlotColumn[][] {
  const groups = new Map<string, PlotColumn[]>();
  for (const column of columns) {
    const { kind, unit, isLog, isErrorRate, name } = column;
    // What has no unit is only alike where both are rates of errors.
    const key = [kind, unit || (isErrorRate ? "rate" : name), isLog].join();
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()];
}

function lineTrace(
  x: PlotColumn,
  y: PlotColumn,
  all: readonly number[],
  { colour: lineColour, dash, symbol }: Pick<ColourGroup, "colour" | "dash" | "symbol">,
  isLine: boolean,
): PlotObject {
  const numbers = all.map((row) => Number(y.values[row] ?? Number.NaN));
  const rows = isLine && y.kind === "number" ? decimatedIndices(numbers).map((index) => all[index]) : all;
  const hasMarkers = !isLine || rows.length <= mostMarkers;
  const hasIntervals = y.low !== undefined && hasMarkers;
  return {
    type: "scatter",
    mode: !isLine ? "markers" : hasMarkers ? "lines+markers" : "lines",
    x: rows.map((row) => plotValue(x, x.values[row])),
    y: rows.map((row) => plotValue(y, y.values[row])),
    line: { color: lineColour, width: 1.8, dash, simplify: false },
    marker: { color: lineColour, size: 7, symbol, ...(isLine ? {} : { opacity: 0.85 }) },
    connectgaps: false,
    ...(hasIntervals && !isLine && rows.length <= mostBars
      ? { error_y: intervalBars(y, rows, colour("muted")) ?? {} }
      : {}),
    ...(hasIntervals ? { text: rows.map((row) => intervalText(y, row)) } : {}),
    hovertemplate: `%{y:.4~g} ${plotText(y.unit)} at %{x}${hasIntervals ? "<br>%{text}" : ""}`,
  };
}

function intervalText(y: PlotColumn, row: number): string {
  const [low, high] = [y.low?.[row] ?? null, y.high?.[row] ?? null];
  return low === null || high === null ? "" : `${valueText(y, low)} to ${valueText(y, high)}`;
}

function colouredMarkers(line: PlotObject, color: PlotColumn, rows: readonly number[]): PlotObject {
  const { cmin, cmax, colorscale } = colourBarMarker(color, rows);
  return {
    ...line,
    marker: { ...Object(line.marker), color: rows.map((row) => Number(color.values[row])), cmin, cmax, colorscale },
  };
}

/** Where no error was seen, the interval's upper end is what is known. */
function unseenTrace(
  x: PlotColumn,
  y: PlotColumn,
  rows: readonly number[],
  lineColour: string,
  name: string,
): PlotObject {
  return {
    type: "scatter",
    mode: "markers",
    name,
    legendgroup: name,
    showlegend: false,
    x: rows.map((row) => plotValue(x, x.values[row])),
    y: rows.map((row) => y.high?.[row] ?? null),
    marker: { size: 10, symbol: "triangle-down-open", color: lineColour },
    hovertemplate: "below %{y:.3~g} at %{x}",
  };
}

/** Draws nothing but the colour bar. */
function barTrace(marker: PlotObject): PlotObject {
  return {
    type: "scatter",
    mode: "markers",
    x: [null],
    y: [null],
    marker: { ...marker, color: [marker.cmin] },
    showlegend: false,
    hoverinfo: "skip",
  };
}

function lineName(group: ColourGroup, y: PlotColumn, count: number): string {
  if (count === 1) return group.name;
  return group.name === "" ? plotText(y.text) : `${plotText(y.text)}, ${group.name}`;
}

function rowsInOrder(x: PlotColumn, rows: readonly number[]): number[] {
  const known = rows.filter((row) => x.values[row] !== null);
  if (x.kind === "text") return known;
  return known.sort((a, b) => Number(x.values[a]) - Number(x.values[b]) || a - b);
}

function hasRepeats({ values }: PlotColumn, rows: readonly number[]): boolean {
  return rows.some((row, index) => index > 0 && values[row] === values[rows[index - 1]]);
}

/** Error rates that a logarithmic axis must reach: where none was seen, the interval's upper end. */
function ratesOf(y: PlotColumn, rows: readonly number[]): number[] {
  return rows.flatMap((row) => {
    const value = Number(y.values[row] ?? Number.NaN);
    return value > 0 ? [value] : (y.high?.[row] ?? 0) > 0 ? [y.high?.[row] ?? 0] : [];
  });
}

function sharedRange(columns: readonly PlotColumn[], rows: readonly number[]): PlotObject {
  const numbers = columns.flatMap((column) => [
    ...numbersOf(column, rows),
    ...rows.flatMap((row) => [column.low?.[row] ?? null, column.high?.[row] ?? null]),
  ]);
  const range = paddedRange(numbers, columns[0].isLog);
  return columns[0].kind === "number" && range ? { range } : {};
}

function captionOf(
  drawn: {
    readonly hasUnseen: boolean;
    readonly hasRepeats: boolean;
    readonly hasInterval: boolean;
    readonly hasBars: boolean;
    readonly left: number;
  },
  hasBands: boolean,
): string {
  const isBand = hasBands && !drawn.hasRepeats;
  const sentences = [
    drawn.hasBars
      ? "Bars: intervals."
      : drawn.hasInterval && (isBand ? "Bands: intervals." : "The data table has the intervals."),
    drawn.hasUnseen && "Where no error was seen, an open triangle stands at the interval's upper end.",
    drawn.hasRepeats &&
      "Several rows have the same x and are drawn as points: another colour, facet or filter tells them apart.",
    drawn.left > 0 && `${drawn.left} values of 0 or less have no place on the logarithmic axis.`,
  ];
  return sentences.filter(Boolean).join(" ");
}

function summaryOf(ys: readonly PlotColumn[], rows: readonly number[], x: PlotColumn): string {
  const spans = ys.map((y) => {
    const numbers = [...numbersOf(y, rows)];
    if (numbers.length === 0) return `${y.text}: no number`;
    const low = numbers.reduce((a, b) => Math.min(a, b));
    const high = numbers.reduce((a, b) => Math.max(a, b));
    return `${y.text} from ${valueText(y, low)} to ${valueText(y, high)} ${y.unit}`.trimEnd();
  });
  return `${spans.join("; ")}, over ${x.text}; ${rows.length} rows.`;
}
