import { numberAndUnit } from "../scenario/sweep-axis.js";
import type { SweepPlan } from "../scenario/sweep-plan.js";
import type { AxisScalar } from "../scenario/sweep-spec.js";
import type { Estimate } from "../statistics/estimate.js";
import { plainText, significantText } from "./number-text.js";
import { bold, type TerminalStyle } from "./terminal-text.js";

/** Figures that a reader of a sweep most likely wants, most wanted first. */
const wanted = [
  "throughput_Mbps",
  "latencyMean_ms",
  "packetLoss",
  "availability",
  "cn0_dBHz",
  "cnir_dB",
  "margin_dB",
  "idealThroughput_Mbps",
  "idealAvailability",
];
const mostShown = 4;
const least = 10;

/** Which figures of the first point a table shows where the user names none. */
export function shownFigures(figures: Readonly<Record<string, Estimate>>): readonly string[] {
  return wanted.filter((name) => name in figures).slice(0, mostShown);
}

/** The line above the points of a sweep. */
export function sweepHeads({ columns }: SweepPlan, figures: readonly string[], style: TerminalStyle): string {
  const cells = [...columns.map(({ path }) => shortPath(path)), ...figures];
  return bold(cells.map((cell) => cell.padStart(widthOf(cell))).join("  "), style);
}

/** A finished point as a line under `sweepHeads`. */
export function sweepLine(
  { columns }: SweepPlan,
  figures: readonly string[],
  values: readonly AxisScalar[],
  found: Readonly<Record<string, Estimate>> | string,
): string {
  const axes = columns.map(({ path }, place) => shownValue(values[place]).padStart(widthOf(shortPath(path))));
  if (typeof found === "string") return `${axes.join("  ")}  ${found}`;
  const cells = figures.map((name) => {
    const value = found[name]?.value;
    return (value === undefined ? "-" : significantText(value, 5)).padStart(widthOf(name));
  });
  return [...axes, ...cells].join("  ");
}

function shownValue(value: AxisScalar): string {
  const quantity = numberAndUnit(String(value));
  return quantity ? `${plainText(quantity.number)} ${quantity.unit}`.trimEnd() : String(value);
}

function shortPath(path: string): string {
  return path.split(".").slice(-2).join(".");
}

function widthOf(head: string): number {
  return Math.max(least, head.length);
}
