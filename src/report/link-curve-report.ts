import type { Making } from "../results/manifest.js";
import type { ErrorRatePoint } from "../sim/error-rate-curve.js";
import type { LinkCurve, LinkCurves } from "../sim/link-error-rates.js";
import { plotNumber } from "./decimate.js";
import { pageHeader } from "./header-section.js";
import { html } from "./html.js";
import { htmlPage } from "./html-page.js";
import { decadeFloor, rateAxis } from "./log-axis.js";
import { fixedText, significantText } from "./number-text.js";
import { axis, type DataTable, layoutOf, legendAbove, type Plot, type PlotObject } from "./plot.js";
import { makingRows, termTable } from "./provenance-section.js";
import { bold, type TerminalStyle } from "./terminal-text.js";
import { colour } from "./theme.js";

const colours = ["series1", "series2", "series3", "series4", "series5", "series6"] as const;
const dashes = ["solid", "dash", "dot", "dashdot"] as const;

/** The page of a scenario's curves: block error rate and throughput over Es/N0. */
export function linkCurveReport(curves: LinkCurves, plotlySource: string, making: Making): string {
  const { title, specs, rule, scenarioText, end } = curves;
  const facts: [string, string][] = [
    ["Formats", curves.curves.map(({ format }) => format).join(", ")],
    ["Es/N0", "without the channel's own gain"],
    ["Rule", `${rule.errors} frame errors or ${rule.frames} frames a point`],
    ["Seed", String(specs[0]?.seed ?? "")],
  ];
  return htmlPage({
    title,
    header: pageHeader("error rates of a scenario's link", title, facts, making.leolink),
    sections: [
      {
        id: "curves",
        title: "Error rates",
        before:
          end === "finished"
            ? undefined
            : html`<p><strong>Not finished: the last point may be short of its rule.</strong></p>`,
        plots: [blerPlot(curves.curves), throughputPlot(curves.curves)],
      },
      {
        id: "provenance",
        title: "Scenario and provenance",
        plots: [],
        before: html`${termTable("Provenance", makingRows(making))}
<h3 style="margin-top:28px">Scenario as run</h3>
<pre tabindex="0" aria-label="Scenario as run, YAML">${scenarioText}</pre>
`,
      },
    ],
    footer: `Made by leolink ${making.leolink}, ${making.started}. The numbers of this page stand in curves.json and points.parquet beside it.`,
    plotlySource,
  });
}

/** The lines above the points of one format. */
export function linkCurveHead(
  { format, rate_bps, threshold_dB }: Omit<LinkCurve, "points">,
  style: TerminalStyle,
): string {
  const name = `${format}: ${significantText(rate_bps / 1e6, 4)} Mbit/s, threshold ${fixedText(threshold_dB, 2)} dB`;
  const heads = ["Es/N0", "frames", "errors", "BLER", "95 % interval", "BER", "iter.", "Mbit/s"];
  const widths = [7, 9, 8, 10, 21, 10, 7, 10];
  return `${bold(name, style)}\n${heads.map((head, i) => head.padStart(widths[i])).join("")}`;
}

/** One point as a line under `linkCurveHead`. */
export function linkCurveLine(
  { rate_bps }: Omit<LinkCurve, "points">,
  { level, counts, frameErrorRate: { value, low, high }, bitErrorRate, meanIterations }: ErrorRatePoint,
): string {
  return (
    fixedText(level, 2).padStart(7) +
    String(counts.frames).padStart(9) +
    String(counts.frameErrors).padStart(8) +
    significantText(value, 3).padStart(10) +
    `${significantText(low, 3)}..${significantText(high, 3)}`.padStart(21) +
    significantText(bitErrorRate.value, 3).padStart(10) +
    fixedText(meanIterations, 1).padStart(7) +
    significantText(((1 - value) * rate_bps) / 1e6, 4).padStart(10)
  );
}

function blerPlot(curves: readonly LinkCurve[]): Plot {
  const rates = curves.flatMap(({ points }) => points.map(({ frameErrorRate: { value, high } }) => value || high));
  return {
    id: "link-bler",
    title: "Block error rate",
    caption:
      "Of frames sent bit by bit through the scenario's impairments, channel and receiver. Bars: 95 % intervals; a point without an error stands at the upper end of its interval.",
    summary: summaryOf(curves),
    traces: curves.map((curve, index) =>
      trace(curve, index, ({ frameErrorRate: { value, low, high } }) => ({ value: value || high, low, high })),
    ),
    layout: layoutOf({
      xaxis: axis("Es/N0 (dB)", { nticks: 10 }),
      yaxis: axis("Block error rate", rateAxis(decadeFloor(rates))),
      showlegend: true,
      legend: legendAbove(1),
    }),
    height_px: 460,
    table: tableOf(curves),
  };
}

function throughputPlot(curves: readonly LinkCurve[]): Plot {
  return {
    id: "link-throughput",
    title: "Throughput",
    caption: "Of frames back to back: the rate times the share of frames that arrive.",
    summary: summaryOf(curves),
    traces: curves.map((curve, index) => {
      const scale = curve.rate_bps / 1e6;
      return trace(curve, index, ({ frameErrorRate: { value, low, high } }) => ({
        value: (1 - value) * scale,
        low: (1 - high) * scale,
        high: (1 - low) * scale,
      }));
    }),
    layout: layoutOf({
      xaxis: axis("Es/N0 (dB)", { nticks: 10 }),
      yaxis: axis("Throughput (Mbit/s)", { rangemode: "tozero" }),
      showlegend: true,
      legend: legendAbove(1),
    }),
    height_px: 420,
    table: tableOf(curves),
  };
}

function trace(
  { format, points }: LinkCurve,
  index: number,
  of: (point: ErrorRatePoint) => { readonly value: number; readonly low: number; readonly high: number },
): PlotObject {
  const sorted = [...points].sort((a, b) => a.level - b.level);
  const values = sorted.map(of);
  const shade = colour(colours[index % colours.length]);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: format,
    x: sorted.map(({ level }) => plotNumber(level)),
    y: values.map(({ value }) => plotNumber(value)),
    error_y: {
      type: "data",
      symmetric: false,
      array: values.map(({ value, high }) => plotNumber(Math.max(0, high - value))),
      arrayminus: values.map(({ value, low }) => plotNumber(Math.max(0, value - low))),
      color: shade,
      thickness: 1.2,
      width: 4,
    },
    line: { color: shade, width: 1.8, dash: dashes[Math.floor(index / colours.length) % dashes.length] },
    marker: { size: 6 },
    hovertemplate: `%{y:.3~g} at %{x:.2f} dB<extra>${format}</extra>`,
  };
}

function summaryOf(curves: readonly LinkCurve[]): string {
  const parts = curves.flatMap(({ format, points }) => {
    const [last] = points.slice(-1);
    return last ? [`${format} ${significantText(last.frameErrorRate.value, 3)} at ${fixedText(last.level, 2)} dB`] : [];
  });
  return `Block error rates at the last points: ${parts.join(", ")}.`;
}

function tableOf(curves: readonly LinkCurve[]): DataTable {
  return {
    columns: ["Format", "Es/N0 (dB)", "Frames", "Frame errors", "BLER", "low", "high", "Throughput (Mbit/s)"],
    rows: curves.flatMap(({ format, rate_bps, points }) =>
      points.map(({ level, counts, frameErrorRate: { value, low, high } }) => [
        format,
        fixedText(level, 2),
        String(counts.frames),
        String(counts.frameErrors),
        significantText(value, 3),
        significantText(low, 3),
        significantText(high, 3),
        significantText(((1 - value) * rate_bps) / 1e6, 4),
      ]),
    ),
  };
}
