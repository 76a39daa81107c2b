import type { ModcodMargin } from "../budget/link-budget.js";
import { formatWord } from "../scenario/waveform-formats.js";
import type { RunResult } from "../sim/run-result.js";
import { plotNumber } from "./decimate.js";
import { plotText } from "./html.js";
import { isOneMoment } from "./key-figures.js";
import { fixedText } from "./number-text.js";
import { axis, layoutOf, legendAbove, type Plot, type PlotObject } from "./plot.js";
import { type ColourName, colour } from "./theme.js";

interface Row {
  readonly modcod: string;
  readonly threshold_dB: number;
  readonly culmination_dB: number;
  readonly edge_dB: number;
}

/** Threshold of every MODCOD against the link's Es/(N0+I0) at both moments; undefined without MODCODs. */
export function modcodMarginsPlot(result: RunResult): Plot | undefined {
  const rows = marginRows(result.culmination.margins, result.edge.margins);
  if (rows.length === 0) return undefined;
  const isSingle = isOneMoment(result);
  const word = formatWord(result.scenario.waveform);
  const classes: readonly { name: string; of: (row: Row) => boolean; symbol: string; fill: ColourName }[] = isSingle
    ? [
        { name: "closes", of: (row) => row.culmination_dB >= 0, symbol: "circle", fill: "series1" },
        { name: "does not close", of: (row) => !(row.culmination_dB >= 0), symbol: "x-thin-open", fill: "series6" },
      ]
    : [
        { name: "closes at the edge too", of: (row) => row.edge_dB >= 0, symbol: "circle", fill: "series1" },
        {
          name: "closes at culmination",
          of: (row) => !(row.edge_dB >= 0) && row.culmination_dB >= 0,
          symbol: "circle-open",
          fill: "series1",
        },
        {
          name: "does not close",
          of: (row) => !(row.edge_dB >= 0) && !(row.culmination_dB >= 0),
          symbol: "x-thin-open",
          fill: "series6",
        },
      ];
  const traces = classes.flatMap(({ name, of, symbol, fill }): PlotObject[] => {
    const indices = rows.flatMap((row, index) => (of(row) ? [index] : []));
    if (indices.length === 0) return [];
    return [
      {
        type: "scatter",
        mode: "markers",
        name,
        x: indices,
        y: indices.map((index) => plotNumber(rows[index].threshold_dB)),
        text: indices.map((index) => hoverText(rows[index], isSingle)),
        hovertemplate: "%{text}<extra></extra>",
        marker: { symbol, color: colour(fill), size: 7, line: { color: colour(fill), width: 1.5 } },
      },
    ];
  });
  const lines = [
    { label: isSingle ? "Es/(N0+I0)" : "culmination", esn0_dB: esn0_dB(rows, "culmination_dB") },
    ...(isSingle ? [] : [{ label: "edge", esn0_dB: esn0_dB(rows, "edge_dB") }]),
  ].filter((line) => Number.isFinite(line.esn0_dB));
  const closing = (of: (row: Row) => number) => rows.filter((row) => of(row) >= 0).length;
  return {
    id: "modcod-margins",
    title: `Es/(N0+I0) against the threshold of every ${word}`,
    caption:
      "The margin is the distance from a point up to the line. Thresholds " +
      (word === "MCS" ? "by the normal approximation and measured gaps of the code" : "as the standard prints them") +
      ", in additive white Gaussian noise.",
    summary:
      `Of ${rows.length} ${word === "MCS" ? word : `${word}s`} ${closing((row) => row.culmination_dB)} close` +
      (isSingle ? "." : ` at culmination and ${closing((row) => row.edge_dB)} at the edge.`),
    traces,
    layout: layoutOf({
      showlegend: true,
      legend: legendAbove(1.0),
      xaxis: axis("", {
        tickmode: "array",
        tickvals: rows.map((_, index) => index),
        ticktext: rows.map(({ modcod }) => plotText(modcod)),
        tickangle: -90,
        tickfont: { size: 10.5, color: colour("muted") },
        range: [-0.8, rows.length - 0.2],
        showgrid: false,
      }),
      yaxis: axis("Es/(N0+I0), threshold (dB)"),
      shapes: lines.map((line, index) => ({
        type: "line",
        xref: "paper",
        x0: 0,
        x1: 1,
        yref: "y",
        y0: line.esn0_dB,
        y1: line.esn0_dB,
        line: { color: colour("series2"), width: 1.4, dash: index === 0 ? "solid" : "dash" },
      })),
      annotations: lines.map((line) => ({
        xref: "paper",
        x: 0.005,
        xanchor: "left",
        yref: "y",
        y: line.esn0_dB,
        yanchor: "bottom",
        text: `${line.label} ${fixedText(line.esn0_dB, 2).replace("-", "−")} dB`,
        showarrow: false,
        font: { size: 11.5, color: colour("series2") },
      })),
      margin: { l: 62, r: 18, t: 34, b: 84 },
    }),
    height_px: 420,
    table: {
      columns: isSingle
        ? [word, "Threshold (dB)", "Margin (dB)"]
        : [word, "Threshold (dB)", "Margin at culmination (dB)", "Margin at the edge (dB)"],
      rows: rows.map((row) => [
        row.modcod,
        fixedText(row.threshold_dB, 2),
        fixedText(row.culmination_dB, 2),
        ...(isSingle ? [] : [fixedText(row.edge_dB, 2)]),
      ]),
    },
  };
}

function marginRows(culmination: readonly ModcodMargin[], edge: readonly ModcodMargin[]): Row[] {
  const atEdge = new Map(edge.map(({ modcod, margin_dB }) => [modcod, margin_dB]));
  return culmination
    .map(({ modcod, threshold_dB, margin_dB }) => ({
      modcod,
      threshold_dB,
      culmination_dB: margin_dB,
      edge_dB: atEdge.get(modcod) ?? Number.NaN,
    }))
    .sort((a, b) => a.threshold_dB - b.threshold_dB);
}

/** Margin and threshold add up to the link's own ratio, the same for every MODCOD. */
function esn0_dB(rows: readonly Row[], moment: "culmination_dB" | "edge_dB"): number {
  return rows[0].threshold_dB + rows[0][moment];
}

function hoverText(row: Row, isSingle: boolean): string {
  const margins = isSingle
    ? `margin ${fixedText(row.culmination_dB, 2)} dB`
    : `margin ${fixedText(row.culmination_dB, 2)} dB at culmination, ${fixedText(row.edge_dB, 2)} dB at the edge`;
  return `${plotText(row.modcod)}: threshold ${fixedText(row.threshold_dB, 2)} dB, ${margins}`;
}
