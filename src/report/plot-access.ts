import { asymptoticLossRate } from "../receiver/random-access/density-evolution.js";
import type { AccessCurve, AccessPoint } from "../sim/random-access-run.js";
import type { Estimate } from "../statistics/estimate.js";
import { lossText } from "./access-table.js";
import { plotNumber } from "./decimate.js";
import { decadeFloor, rateAxis } from "./log-axis.js";
import { fixedText, plainText } from "./number-text.js";
import { axis, type DataTable, layoutOf, legendAbove, type Plot, type PlotObject } from "./plot.js";
import { type ColourName, colour } from "./theme.js";

/** Points of a line that theory draws. */
const theoryPoints = 200;

/** Packets received a slot over packets sent a slot, beside infinitely long frames and plain slotted ALOHA. */
export function accessThroughputPlot(curve: AccessCurve): Plot {
  const { points } = curve;
  const best = points.reduce((a, b) => (b.throughput.value > a.throughput.value ? b : a));
  const loads = theoryLoads(curve);
  return {
    id: "throughput",
    title: "Throughput",
    caption: "Bars: 95 % intervals over frames.",
    summary: `At most ${fixedText(best.throughput.value, 3)} packets a slot, at a load of ${plainText(best.load)}.`,
    traces: [
      ...(curve.spec.reception.kind === "collision"
        ? [theoryLine("Infinitely long frames", "series2", loads, (load) => load * (1 - longFrames(curve, load)))]
        : []),
      theoryLine("Slotted ALOHA, G exp(-G)", "muted", loads, (load) => load * Math.exp(-load)),
      measured("Simulated", points, ({ throughput }) => throughput),
    ],
    layout: layoutOf({
      xaxis: axis("Load G (packets a slot)", { rangemode: "tozero", nticks: 10 }),
      yaxis: axis("Throughput (packets a slot)", { rangemode: "tozero", nticks: 8 }),
      showlegend: true,
      legend: legendAbove(1),
    }),
    height_px: 420,
    table: throughputData(curve),
  };
}

/** Packet loss over load, on a logarithmic scale. */
export function accessLossPlot(curve: AccessCurve): Plot {
  const { points } = curve;
  const seen = points.filter(({ packetLossRate }) => packetLossRate.value > 0);
  const unseen = points.filter(({ packetLossRate }) => packetLossRate.value === 0);
  const floor = decadeFloor(points.map(({ packetLossRate: { value, high } }) => (value > 0 ? value : high)));
  const last = points[points.length - 1];
  return {
    id: "packet-loss",
    title: "Packet loss",
    caption:
      "Bars: 95 % intervals by the spread between frames. A load without a lost packet stands at the upper end of its interval as an open triangle.",
    summary: `From ${lossText(points[0].packetLossRate.value)} at a load of ${plainText(points[0].load)} to ${lossText(last.packetLossRate.value)} at ${plainText(last.load)}.`,
    traces: [
      ...(curve.spec.reception.kind === "collision"
        ? [
            theoryLine(
              "Infinitely long frames",
              "series2",
              theoryLoads(curve),
              (load) => longFrames(curve, load),
              floor,
            ),
          ]
        : []),
      measured("Simulated", seen, ({ packetLossRate }) => packetLossRate),
      {
        type: "scatter",
        mode: "markers",
        name: "Simulated, no packet lost",
        showlegend: false,
        x: unseen.map(({ load }) => plotNumber(load)),
        y: unseen.map(({ packetLossRate }) => plotNumber(packetLossRate.high)),
        marker: { size: 10, symbol: "triangle-down-open", color: colour("series1") },
        hovertemplate: "loss below %{y:.3~g} at %{x:.4~g}<extra></extra>",
      },
    ],
    layout: layoutOf({
      xaxis: axis("Load G (packets a slot)", { rangemode: "tozero", nticks: 10 }),
      yaxis: axis("Packet loss rate", rateAxis(floor)),
      showlegend: true,
      legend: legendAbove(1),
    }),
    height_px: 420,
    table: lossData(curve),
  };
}

function longFrames({ spec }: AccessCurve, load: number): number {
  return asymptoticLossRate(spec.distribution, load, spec.iterations);
}

function theoryLoads({ points }: AccessCurve): number[] {
  const most = Math.max(...points.map(({ load }) => load));
  return Array.from({ length: theoryPoints }, (_, index) => ((index + 1) / theoryPoints) * most);
}

function theoryLine(
  name: string,
  colourName: ColourName,
  loads: readonly number[],
  of: (load: number) => number,
  floor = -Infinity,
): PlotObject {
  const shown = loads.map((load) => ({ load, value: of(load) })).filter(({ value }) => value >= floor);
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: shown.map(({ load }) => plotNumber(load)),
    y: shown.map(({ value }) => plotNumber(value)),
    line: { color: colour(colourName), width: 1.5, dash: "dash" },
    hovertemplate: `${name} %{y:.3~g} at %{x:.4~g}<extra></extra>`,
  };
}

function measured(name: string, points: readonly AccessPoint[], of: (point: AccessPoint) => Estimate): PlotObject {
  const values = points.map(of);
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: points.map(({ load }) => plotNumber(load)),
    y: values.map(({ value }) => plotNumber(value)),
    error_y: {
      type: "data",
      symmetric: false,
      array: values.map(({ value, high }) => plotNumber(high - value)),
      arrayminus: values.map(({ value, low }) => plotNumber(value - low)),
      color: colour("series1"),
      thickness: 1.2,
      width: 4,
    },
    line: { color: colour("series1"), width: 1.8 },
    marker: { size: 7 },
    hovertemplate: `${name} %{y:.3~g} at %{x:.4~g}<extra></extra>`,
  };
}

/** What frames gave, one row a load. */
function throughputData({ points }: AccessCurve): DataTable {
  return {
    columns: ["Load", "Frames", "Packets", "Throughput", "Low", "High", "Mean iterations"],
    rows: points.map(({ load, counts, throughput: { value, low, high }, meanIterations }) => [
      plainText(load),
      String(counts.frames),
      String(counts.users),
      ...[value, low, high].map((each) => fixedText(each, 4)),
      fixedText(meanIterations, 2),
    ]),
  };
}

/** What frames lost, one row a load. */
function lossData({ points }: AccessCurve): DataTable {
  return {
    columns: ["Load", "Frames with a loss", "Lost", "Undetected", "Loss rate", "Low", "High", "Infinitely long frames"],
    rows: points.map(({ load, counts, packetLossRate: { value, low, high }, asymptoticLossRate: asymptotic }) => [
      plainText(load),
      String(counts.lossyFrames),
      String(counts.lost),
      String(counts.undetectedErrors),
      ...[value, low, high, asymptotic ?? Number.NaN].map(lossText),
    ]),
  };
}
