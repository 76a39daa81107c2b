import type { AccessPoint } from "../sim/random-access-run.js";
import { fixedText, plainText } from "./number-text.js";
import { bold, type TerminalStyle } from "./terminal-text.js";

interface Column {
  readonly head: string;
  readonly unit: string;
  readonly width: number;
  readonly text: (point: AccessPoint) => string;
}

const columns: readonly Column[] = [
  { head: "load", unit: "pkt/slot", width: 9, text: ({ load }) => plainText(load) },
  { head: "frames", unit: "", width: 9, text: ({ counts }) => String(counts.frames) },
  { head: "lost", unit: "pkt", width: 9, text: ({ counts }) => String(counts.lost) },
  { head: "throughput", unit: "pkt/slot", width: 12, text: ({ throughput }) => fixedText(throughput.value, 4) },
  {
    head: "95 % interval",
    unit: "",
    width: 16,
    text: ({ throughput: { low, high } }) => `${fixedText(low, 4)}..${fixedText(high, 4)}`,
  },
  { head: "loss rate", unit: "", width: 11, text: ({ packetLossRate }) => lossText(packetLossRate.value) },
  {
    head: "95 % interval",
    unit: "",
    width: 20,
    text: ({ packetLossRate: { low, high } }) => `${lossText(low)}..${lossText(high)}`,
  },
];
const asymptotic: Column = {
  head: "asymptotic",
  unit: "",
  width: 12,
  text: ({ asymptoticLossRate }) => lossText(asymptoticLossRate ?? Number.NaN),
};

/** The lines above the points of a load curve. */
export function accessHeads(hasAsymptotic: boolean, style: TerminalStyle = {}): string {
  const shown = columnsOf(hasAsymptotic);
  const line = (of: (column: Column) => string) => shown.map((column) => of(column).padStart(column.width)).join("");
  return [bold(line(({ head }) => head).trimEnd(), style), line(({ unit }) => unit).trimEnd()].join("\n");
}

/** One point as a line under `accessHeads`, marked where its rule was not met. */
export function accessLine(hasAsymptotic: boolean, point: AccessPoint): string {
  const cells = columnsOf(hasAsymptotic).map(({ text, width }) => text(point).padStart(width));
  const isMet = point.stoppedBy === "lossyFrames" || point.stoppedBy === "frames";
  return `${cells.join("")}${isMet ? "" : `  (${point.stoppedBy})`}`.trimEnd();
}

/** Loss rates keep their magnitude in view: `0.1234` and `4.57e-5`; what is below 1e-12 is nothing. */
export function lossText(value: number): string {
  if (Number.isNaN(value)) return "-";
  if (value < 1e-12) return "0";
  return value >= 0.01 ? fixedText(value, 4) : value.toExponential(2);
}

function columnsOf(hasAsymptotic: boolean): readonly Column[] {
  return hasAsymptotic ? [...columns, asymptotic] : columns;
}
