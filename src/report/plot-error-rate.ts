import type { CurvePoint, ErrorRateCurve } from "../sim/error-rate-run.js";
import { plotNumber } from "./decimate.js";
import { decadeFloor, rateAxis } from "./log-axis.js";
import { fixedText, significantText } from "./number-text.js";
import { axis, type DataTable, layoutOf, legendAbove, type Plot, type PlotObject } from "./plot.js";
import { type ColourName, colour } from "./theme.js";

/** Block and bit error rates over the channel's level with their intervals, on a logarithmic scale. */
export function errorRatePlot(curve: ErrorRateCurve): Plot {
  const { points } = curve;
  const isSnr = curve.axis === "esn0_dB";
  const x = points.map(({ level }) => level);
  const floor = decadeFloor(
    points.flatMap(({ frameErrorRate, bitErrorRate }) => positive([frameErrorRate, bitErrorRate])),
  );
  const first = points[0];
  const last = points[points.length - 1];
  return {
    id: "error-rate",
    title: "Error rates",
    caption: `Bars: 95 % intervals. A point without an error stands at the upper end of its interval as an open triangle.${
      isSnr ? "" : " The channel is better to the right."
    }`,
    summary:
      points.length === 0
        ? "No point was finished."
        : `Block error rate from ${rateText(first.frameErrorRate.value)} at ${levelText(curve, first)} to ${rateText(last.frameErrorRate.value)} at ${levelText(curve, last)}.`,
    traces: [
      ...rateTraces("BLER", "series1", points, x, ({ frameErrorRate }) => frameErrorRate),
      ...rateTraces("BER", "series2", points, x, ({ bitErrorRate }) => bitErrorRate),
    ],
    layout: layoutOf({
      xaxis: isSnr
        ? axis("Es/N0 (dB)", { nticks: 10 })
        : axis("Probability", { type: "log", autorange: "reversed", nticks: 8 }),
      yaxis: axis("Error rate", rateAxis(floor)),
      showlegend: true,
      legend: legendAbove(1),
    }),
    height_px: 460,
    table: errorRateData(curve),
  };
}

/** Mean iterations over the channel's level; undefined where the decoder does not iterate. */
export function iterationsPlot(curve: ErrorRateCurve): Plot | undefined {
  const { points } = curve;
  if (!points.some(({ meanIterations }) => meanIterations !== 1)) return undefined;
  const last = points[points.length - 1];
  return {
    id: "iterations",
    title: "Decoder iterations",
    caption: "Mean over frames, as the stop rule left them.",
    summary: `From ${fixedText(points[0].meanIterations, 2)} iterations down to ${fixedText(last.meanIterations, 2)}.`,
    traces: [
      {
        type: "scatter",
        mode: "lines+markers",
        x: points.map(({ level }) => plotNumber(level)),
        y: points.map(({ meanIterations }) => plotNumber(meanIterations)),
        line: { color: colour("series3"), width: 1.8 },
        marker: { size: 6 },
        hovertemplate: "%{y:.2f} iterations at %{x:.2f}<extra></extra>",
      },
    ],
    layout: layoutOf({
      xaxis:
        curve.axis === "esn0_dB"
          ? axis("Es/N0 (dB)", { nticks: 10 })
          : axis("Probability", { type: "log", autorange: "reversed", nticks: 8 }),
      yaxis: axis("Mean iterations", { rangemode: "tozero", nticks: 6 }),
    }),
    height_px: 280,
    table: {
      columns: [levelHead(curve), "Mean iterations"],
      rows: points.map((point) => [levelCell(curve, point), fixedText(point.meanIterations, 3)]),
    },
  };
}

type Rate = (point: CurvePoint) => { readonly value: number; readonly low: number; readonly high: number };

function rateTraces(
  name: string,
  colourName: ColourName,
  points: readonly CurvePoint[],
  x: readonly number[],
  rate: Rate,
): PlotObject[] {
  const seen = points.flatMap((point, index) => (rate(point).value > 0 ? [index] : []));
  const unseen = points.flatMap((point, index) => (rate(point).value > 0 ? [] : [index]));
  const values = seen.map((index) => rate(points[index]));
  return [
    {
      type: "scatter",
      mode: "lines+markers",
      name,
      x: seen.map((index) => plotNumber(x[index])),
      y: values.map(({ value }) => plotNumber(value)),
      error_y: {
        type: "data",
        symmetric: false,
        array: values.map(({ value, high }) => plotNumber(high - value)),
        arrayminus: values.map(({ value, low }) => plotNumber(value - low)),
        color: colour(colourName),
        thickness: 1.2,
        width: 4,
      },
      line: { color: colour(colourName), width: 1.8, dash: name === "BER" ? "dash" : "solid" },
      marker: { size: 7, symbol: name === "BER" ? "square" : "circle" },
      hovertemplate: `${name} %{y:.3~g} at %{x:.4~g}<extra></extra>`,
    },
    {
      type: "scatter",
      mode: "markers",
      name: `${name}, no error seen`,
      showlegend: false,
      x: unseen.map((index) => plotNumber(x[index])),
      y: unseen.map((index) => plotNumber(rate(points[index]).high)),
      marker: { size: 10, symbol: "triangle-down-open", color: colour(colourName) },
      hovertemplate: `${name} below %{y:.3~g} at %{x:.4~g}<extra></extra>`,
    },
  ];
}

/** The numbers of the curve, one row a point. */
function errorRateData(curve: ErrorRateCurve): DataTable {
  const isSnr = curve.axis === "esn0_dB";
  return {
    columns: [
      ...(isSnr ? ["Es/N0 (dB)", "Eb/N0 (dB)", "C/N (dB)"] : ["Probability"]),
      "Frames",
      "Frame errors",
      "Undetected",
      "BLER",
      "BLER low",
      "BLER high",
      "BER",
      "Mean iterations",
    ],
    rows: curve.points.map(({ snr, level, counts, frameErrorRate, bitErrorRate, meanIterations }) => [
      ...(snr
        ? [fixedText(snr.esn0_dB, 2), fixedText(snr.ebn0_dB, 3), fixedText(snr.cn_dB, 3)]
        : [significantText(level, 4)]),
      String(counts.frames),
      String(counts.frameErrors),
      String(counts.undetectedErrors),
      rateText(frameErrorRate.value),
      rateText(frameErrorRate.low),
      rateText(frameErrorRate.high),
      rateText(bitErrorRate.value),
      fixedText(meanIterations, 2),
    ]),
  };
}

function positive(estimates: readonly { readonly value: number; readonly high: number }[]): number[] {
  return estimates.map(({ value, high }) => (value > 0 ? value : high)).filter((value) => value > 0);
}

function rateText(value: number): string {
  return significantText(value, 3);
}

function levelHead({ axis: levels }: ErrorRateCurve): string {
  return levels === "esn0_dB" ? "Es/N0 (dB)" : "Probability";
}

function levelCell({ axis: levels }: ErrorRateCurve, { level }: CurvePoint): string {
  return levels === "esn0_dB" ? fixedText(level, 2) : significantText(level, 4);
}

function levelText(curve: ErrorRateCurve, point: CurvePoint): string {
  return curve.axis === "esn0_dB" ? `${levelCell(curve, point)} dB` : `probability ${levelCell(curve, point)}`;
}
