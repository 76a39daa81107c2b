import type { LinkSnapshot } from "../receiver/link-snapshot.js";
import { plotNumber } from "./decimate.js";
import { plotText } from "./html.js";
import { fixedText, significantText } from "./number-text.js";
import { axis, type DataTable, layoutOf, legendAbove, type Plot, type PlotObject } from "./plot.js";
import { type ColourName, colour } from "./theme.js";

/** Rows of a table and points of a trace, at most. */
const mostRows = 60;
const mostPoints = 2000;

/** What a real link's last block looked like inside: constellation, LLRs, channel estimate and SINR by stage. */
export function snapshotPlots(snapshot: LinkSnapshot): Plot[] {
  return [constellationPlot(snapshot), llrPlot(snapshot), channelEstimatePlot(snapshot), stagesPlot(snapshot)].filter(
    (plot) => plot !== undefined,
  );
}

/** Equalised symbols over the points that were sent. */
function constellationPlot({ name, constellation: { re, im, pointsRe, pointsIm }, evm }: LinkSnapshot): Plot {
  const shown = every(re.length, mostPoints);
  const listed = every(pointsRe.length, mostRows);
  const marks = (x: ArrayLike<number>, y: ArrayLike<number>, indices: readonly number[]) => ({
    type: "scatter",
    mode: "markers",
    x: indices.map((index) => plotNumber(x[index])),
    y: indices.map((index) => plotNumber(y[index])),
  });
  return {
    id: "constellation",
    title: `Constellation of ${name}`,
    caption: `${shown.length} equalised symbols of the last frame that the first replication sent, in units of the root mean square of what is sent. Open circles: the points sent. EVM ${significantText(100 * evm, 3)} %.`,
    summary: `${shown.length} equalised symbols of ${name}, error vector magnitude ${significantText(100 * evm, 3)} percent.`,
    traces: [
      {
        ...marks(re, im, shown),
        name: "received",
        marker: { size: 3, color: colour("series1"), opacity: 0.45 },
        hovertemplate: "%{x:.3f}, %{y:.3f}<extra>received</extra>",
      },
      {
        ...marks(pointsRe, pointsIm, every(pointsRe.length, mostPoints)),
        name: "sent",
        marker: { size: 8, symbol: "circle-open", color: colour("series2"), line: { width: 2 } },
        hovertemplate: "%{x:.3f}, %{y:.3f}<extra>sent</extra>",
      },
    ],
    layout: layoutOf({
      xaxis: axis("In phase (rms = 1)"),
      yaxis: axis("Quadrature (rms = 1)", { scaleanchor: "x", scaleratio: 1 }),
      showlegend: true,
      legend: legendAbove(1),
      margin: { l: 62, r: 18, t: 34, b: 48 },
    }),
    height_px: 420,
    table: {
      columns: ["Point sent", "In phase", "Quadrature"],
      rows: listed.map((index) => [String(index), fixedText(pointsRe[index], 4), fixedText(pointsIm[index], 4)]),
      ...(listed.length < pointsRe.length && { note: `${listed.length} of ${pointsRe.length} points.` }),
    },
    isHalf: true,
  };
}

/** What the decoder was told of bits that were 0 and of those that were 1. */
function llrPlot({ llrs: { edges, zeros, ones }, name }: LinkSnapshot): Plot {
  const centres = Array.from(zeros, (_, index) => (edges[index] + edges[index + 1]) / 2);
  const total = sum(zeros) + sum(ones);
  const wrong = sum(zeros.filter((_, index) => centres[index] < 0)) + sum(ones.filter((_, i) => centres[i] > 0));
  const bars = (label: string, counts: Uint32Array, fill: ColourName): PlotObject => ({
    type: "bar",
    name: label,
    x: centres,
    y: Array.from(counts),
    marker: { color: colour(fill), opacity: 0.65 },
    hovertemplate: `%{y} bits about %{x:.1f}<extra>${label}</extra>`,
  });
  return {
    id: "llr-histogram",
    title: "LLRs before the decoder",
    caption: `${name}, the same frame. Positive says 0. The outer classes hold what lies beyond; ${significantText((100 * wrong) / total, 3)} % of the bits are on the wrong side.`,
    summary: `${total} coded bits, ${significantText((100 * wrong) / total, 3)} percent with an LLR of the wrong sign.`,
    traces: [bars("sent as 0", zeros, "series1"), bars("sent as 1", ones, "series2")],
    layout: layoutOf({
      xaxis: axis("LLR (nat)"),
      yaxis: axis("Coded bits (count)", { rangemode: "tozero" }),
      barmode: "overlay",
      bargap: 0,
      showlegend: true,
      legend: legendAbove(1),
      margin: { l: 62, r: 18, t: 34, b: 48 },
    }),
    height_px: 420,
    table: {
      columns: ["LLR from", "to", "Sent as 0", "Sent as 1"],
      rows: every(zeros.length, mostRows).map((index) => [
        fixedText(edges[index], 2),
        fixedText(edges[index + 1], 2),
        String(zeros[index]),
        String(ones[index]),
      ]),
    },
    isHalf: true,
  };
}

/** The channel's gain and the receiver's estimate of it: magnitude over phase. */
function channelEstimatePlot({ channel }: LinkSnapshot): Plot | undefined {
  if (!channel || channel.at.length === 0) return undefined;
  const { axis: along, at, truthRe, truthIm, estimateRe, estimateIm } = channel;
  const shown = every(at.length, mostPoints);
  const gains = (re: Float64Array, im: Float64Array) => shown.map((index) => polar(re[index], im[index]));
  const truth = gains(truthRe, truthIm);
  const estimate = gains(estimateRe, estimateIm);
  const x = shown.map((index) => at[index]);
  const error = shown.reduce(
    (all, i) => all + (estimateRe[i] - truthRe[i]) ** 2 + (estimateIm[i] - truthIm[i]) ** 2,
    0,
  );
  const power = shown.reduce((all, i) => all + truthRe[i] ** 2 + truthIm[i] ** 2, 0);
  const error_dB = 10 * Math.log10(error / power);
  const errorText = Number.isFinite(error_dB) ? `${fixedText(error_dB, 1)} dB` : "none";
  const line = (name: string, values: readonly Polar[], of: (gain: Polar) => number, second: boolean): PlotObject => ({
    type: "scatter",
    mode: "lines",
    name,
    x,
    y: values.map((gain) => plotNumber(of(gain))),
    ...(second && { yaxis: "y2", showlegend: false }),
    line:
      name === "truth"
        ? { color: colour("series6"), width: 3, simplify: false }
        : { color: colour("series1"), width: 1.4, dash: "dot", simplify: false },
    hovertemplate: `%{y:.2f} at %{x}<extra>${plotText(name)}</extra>`,
  });
  const rows = every(shown.length, mostRows);
  return {
    id: "channel-estimate",
    title: "Channel estimate against the truth",
    caption: `Gain of fading, oscillators and front end along the same frame. Mean squared error over the gain's power: ${errorText}.`,
    summary: `Mean squared error of the estimate over the channel's power: ${errorText}, over ${shown.length} ${along}s.`,
    traces: [
      line("truth", truth, ({ magnitude_dB }) => magnitude_dB, false),
      line("estimate", estimate, ({ magnitude_dB }) => magnitude_dB, false),
      line("truth", truth, ({ phase_deg }) => phase_deg, true),
      line("estimate", estimate, ({ phase_deg }) => phase_deg, true),
    ],
    layout: layoutOf({
      xaxis: axis(along === "symbol" ? "Symbol of the frame (count)" : "Subcarrier (count)", { anchor: "y2" }),
      yaxis: axis("Gain (dB)", { domain: [0.55, 1] }),
      yaxis2: axis("Phase (deg)", { domain: [0, 0.45], range: [-190, 190], dtick: 90 }),
      showlegend: true,
      legend: legendAbove(1),
      margin: { l: 62, r: 18, t: 34, b: 48 },
    }),
    height_px: 420,
    table: {
      columns: [
        along === "symbol" ? "Symbol" : "Subcarrier",
        "Gain (dB)",
        "Estimate (dB)",
        "Phase (deg)",
        "Estimate (deg)",
      ],
      rows: rows.map((index) => [
        String(x[index]),
        fixedText(truth[index].magnitude_dB, 2),
        fixedText(estimate[index].magnitude_dB, 2),
        fixedText(truth[index].phase_deg, 1),
        fixedText(estimate[index].phase_deg, 1),
      ]),
    },
  };
}

/** SINR behind one stage of the receiver after the other; undefined for a receiver of one stage. */
function stagesPlot({ stages }: LinkSnapshot): Plot | undefined {
  if (!stages || stages.length < 2) return undefined;
  const table: DataTable = {
    columns: ["Stage", "SINR (dB)"],
    rows: stages.map(({ name, sinr_dB }) => [name, fixedText(sinr_dB, 2)]),
  };
  const position = stages.map((_, index) => index);
  return {
    id: "sinr-stages",
    title: "SINR by stage",
    caption: "Behind each stage of the receiver, of the same block.",
    summary: `${stages.map(({ name, sinr_dB }) => `${name} ${fixedText(sinr_dB, 1)} dB`).join(", ")}.`,
    traces: [
      {
        type: "bar",
        x: position,
        y: stages.map(({ sinr_dB }) => plotNumber(sinr_dB)),
        marker: { color: colour("series3") },
        width: 0.55,
        text: stages.map(({ sinr_dB }) => `${fixedText(sinr_dB, 1)} dB`),
        textposition: "outside",
        cliponaxis: false,
        hoverinfo: "skip",
      },
    ],
    layout: layoutOf({
      xaxis: axis("", {
        tickmode: "array",
        tickvals: position,
        ticktext: stages.map(({ name }) => plotText(name)),
        showgrid: false,
        ticks: "",
      }),
      yaxis: axis("SINR (dB)", { zeroline: true, zerolinecolor: colour("rule") }),
      margin: { l: 62, r: 18, t: 30, b: 48 },
    }),
    height_px: 320,
    table,
  };
}

interface Polar {
  readonly magnitude_dB: number;
  readonly phase_deg: number;
}

function polar(re: number, im: number): Polar {
  return { magnitude_dB: 10 * Math.log10(re * re + im * im), phase_deg: (Math.atan2(im, re) * 180) / Math.PI };
}

/** Indices of at most `most` of `length` elements, evenly apart. */
function every(length: number, most: number): number[] {
  const apart = Math.max(1, Math.ceil(length / most));
  return Array.from({ length: Math.ceil(length / apart) }, (_, index) => index * apart);
}

function sum(counts: Uint32Array): number {
  return counts.reduce((all, count) => all + count, 0);
}
