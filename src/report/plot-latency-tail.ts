import type { AbstractedResult, RunResult } from "../sim/run-result.js";
import { plotNumber } from "./decimate.js";
import { plainText, significantText } from "./number-text.js";
import { axis, type DataTable, layoutOf, type Plot, type PlotObject } from "./plot.js";
import { colour } from "./theme.js";

type LatencyCdf = AbstractedResult["latencyCdf"];

/** Quantiles that stand among the key figures, so that plot and figures show one number. */
const marked = [
  { p: 0.5, label: "median", key: "latencyMedian_ms" },
  { p: 0.95, label: "p95", key: "latencyP95_ms" },
  { p: 0.99, label: "p99", key: "latencyP99_ms" },
] as const;

/** Share of packets later than a latency, on a logarithmic scale; undefined where no packet arrived. */
export function latencyTailPlot({ abstracted, kpi }: RunResult): Plot | undefined {
  if (!abstracted) return undefined;
  const points = tailPoints(abstracted.latencyCdf);
  if (points.length < 2) return undefined;
  const marks = marked
    .map(({ p, label, key }) => ({ p, label, latency_ms: kpi[key]?.value ?? Number.NaN }))
    .filter(({ latency_ms }) => latency_ms > 0);
  const first_ms = points[0].latency_ms;
  const last_ms = points[points.length - 1].latency_ms;
  const isWide = first_ms > 0 && last_ms > 30 * first_ms;
  const lowest = Math.min(0.005, ...points.map(({ exceeded }) => exceeded));
  return {
    id: "latency-tail",
    title: "Latency distribution, with its tail",
    caption:
      "Share of delivered packets later than the value on the axis, all replications pooled. Marks: the key figures.",
    summary:
      `Latencies from ${significantText(first_ms, 3)} to ${significantText(last_ms, 3)} milliseconds` +
      `${marks.map(({ label, latency_ms }) => `, ${label} ${significantText(latency_ms, 4)}`).join("")}.`,
    traces: [
      {
        type: "scatter",
        mode: "lines",
        x: points.map(({ latency_ms }) => plotNumber(latency_ms)),
        y: points.map(({ exceeded }) => plotNumber(exceeded)),
        line: { color: colour("series1"), width: 1.8, simplify: false },
        hovertemplate: "%{x:.4~g} ms exceeded by %{y:.3~g}<extra></extra>",
      },
      {
        type: "scatter",
        mode: "markers+text",
        x: marks.map(({ latency_ms }) => plotNumber(latency_ms)),
        y: marks.map(({ p }) => plotNumber(1 - p)),
        text: marks.map(({ label, latency_ms }) => ` ${label} ${significantText(latency_ms, 4)} ms`),
        textposition: "middle right",
        cliponaxis: false,
        textfont: { size: 12, color: colour("ink") },
        marker: { color: colour("background"), size: 8, line: { color: colour("series2"), width: 2 } },
        hoverinfo: "skip",
      },
    ],
    layout: layoutOf({
      xaxis: axis(
        "Latency (ms)",
        isWide ? logTicks(first_ms, last_ms) : { range: linearRange(first_ms, last_ms), nticks: 7 },
      ),
      yaxis: axis("Share of packets later", {
        type: "log",
        range: [Math.floor(Math.log10(lowest)), 0.08],
        ...shareTicks(lowest),
      }),
      margin: { l: 62, r: 40, t: 14, b: 48 },
    }),
    height_px: 380,
    table: tailTable(abstracted.latencyCdf),
    isHalf: true,
  };
}

/** 1 - CDF without its last point, which no logarithm can show; at most 2000 points. */
function tailPoints({
  latency_s,
  probability,
}: LatencyCdf): { readonly latency_ms: number; readonly exceeded: number }[] {
  const points: { latency_ms: number; exceeded: number }[] = [];
  for (let index = 0; index < latency_s.length; index++) {
    if (!(latency_s[index] >= 0 && probability[index] >= 0 && probability[index] < 1)) continue;
    points.push({ latency_ms: latency_s[index] * 1e3, exceeded: 1 - probability[index] });
  }
  const limit = 2000;
  if (points.length <= limit) return points;
  const stride = (points.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, index) => points[Math.round(index * stride)]);
}

/** Room on the right for the words beside the marks. */
function linearRange(first_ms: number, last_ms: number): number[] {
  const span = last_ms - first_ms || last_ms || 1;
  return [Math.max(0, first_ms - 0.06 * span), last_ms + 0.06 * span];
}

/** Ticks at 1, 2 and 5 of each decade; at 1 only where there are many decades. */
function logTicks(first_ms: number, last_ms: number): PlotObject {
  const from = Math.floor(Math.log10(first_ms));
  const to = Math.ceil(Math.log10(last_ms));
  const steps = to - from > 4 ? [1] : [1, 2, 5];
  const values = Array.from({ length: to - from + 1 }, (_, decade) =>
    steps.map((step) => step * 10 ** (from + decade)),
  ).flat();
  return {
    type: "log",
    range: [Math.log10(first_ms) - 0.05, Math.log10(last_ms) + 0.1],
    tickmode: "array",
    tickvals: values,
    ticktext: values.map((value) => plainText(value, 3)),
  };
}

/** `1`, `10 %`, `1 %`, `0.1 %` ... */
function shareTicks(lowest: number): PlotObject {
  const decades = Array.from({ length: Math.ceil(-Math.log10(lowest)) + 1 }, (_, decade) => -decade);
  return {
    tickmode: "array",
    tickvals: decades.map((decade) => 10 ** decade),
    ticktext: decades.map((decade) =>
      decade >= -5 ? `${plainText(100 * 10 ** decade, 3)} %` : `10<sup>${decade + 2}</sup> %`,
    ),
  };
}

function tailTable(cdf: LatencyCdf): DataTable {
  const shares = [0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999, 1];
  const known = shares.filter((p) => p === 1 || cdf.probability.some((reached) => reached >= p && reached < 1));
  return {
    columns: ["Share of packets not later", "Latency (ms)"],
    rows: known.map((p) => [p === 1 ? "all" : `${plainText(p * 100)} %`, significantText(quantile_ms(cdf, p), 5)]),
    note: "Read from the pooled distribution, linear between its points.",
  };
}

function quantile_ms({ latency_s, probability }: LatencyCdf, p: number): number {
  const above = probability.findIndex((reached) => reached >= p);
  if (above < 0) return Number.NaN;
  if (above === 0) return latency_s[0] * 1e3;
  const fraction = (p - probability[above - 1]) / (probability[above] - probability[above - 1]);
  return (latency_s[above - 1] + fraction * (latency_s[above] - latency_s[above - 1])) * 1e3;
}
