import type { CurvePoint, ErrorRateCurve } from "../sim/error-rate-run.js";
import { fixedText, significantText } from "./number-text.js";
import { bold, type TerminalStyle } from "./terminal-text.js";

interface Column {
  readonly head: string;
  readonly unit: string;
  readonly width: number;
  readonly text: (point: CurvePoint, rate_Mbps: number | undefined) => string;
}

const snrColumns: readonly Column[] = [
  { head: "Es/N0", unit: "dB", width: 7, text: ({ snr }) => fixedText(snr?.esn0_dB ?? Number.NaN, 2) },
  { head: "Eb/N0", unit: "dB", width: 8, text: ({ snr }) => fixedText(snr?.ebn0_dB ?? Number.NaN, 2) },
  { head: "C/N", unit: "dB", width: 8, text: ({ snr }) => fixedText(snr?.cn_dB ?? Number.NaN, 2) },
];
const probabilityColumns: readonly Column[] = [
  { head: "probability", unit: "", width: 12, text: ({ level }) => significantText(level, 4) },
];
const countColumns: readonly Column[] = [
  { head: "frames", unit: "", width: 9, text: ({ counts }) => String(counts.frames) },
  { head: "errors", unit: "", width: 7, text: ({ counts }) => String(counts.frameErrors) },
  { head: "BLER", unit: "", width: 9, text: ({ frameErrorRate }) => rate(frameErrorRate.value) },
  {
    head: "95 % interval",
    unit: "",
    width: 19,
    text: ({ frameErrorRate: { low, high } }) => `${rate(low)}..${rate(high)}`,
  },
  { head: "BER", unit: "", width: 9, text: ({ bitErrorRate }) => rate(bitErrorRate.value) },
  { head: "iter.", unit: "", width: 7, text: ({ meanIterations }) => fixedText(meanIterations, 2) },
  {
    head: "rate",
    unit: "Mb/s",
    width: 9,
    text: (_, rate_Mbps) => (rate_Mbps === undefined ? "" : significantText(rate_Mbps, 3)),
  },
];

/** The lines above the points of a curve. */
export function errorRateHeads(axis: ErrorRateCurve["axis"], style: TerminalStyle = {}): string {
  const columns = columnsOf(axis);
  const line = (of: (column: Column) => string) => columns.map((column) => of(column).padStart(column.width)).join("");
  return [bold(line(({ head }) => head).trimEnd(), style), line(({ unit }) => unit).trimEnd()].join("\n");
}

/**
 * One point as a line under `errorRateHeads`, marked where its rule was not met.
 *
 * @param rate_Mbps  information bits simulated in a second, in megabits
 */
export function errorRateLine(axis: ErrorRateCurve["axis"], point: CurvePoint, rate_Mbps?: number): string {
  const cells = columnsOf(axis).map(({ text, width }) => text(point, rate_Mbps).padStart(width));
  const note = point.stoppedBy === "errors" || point.stoppedBy === "frames" ? "" : `  (${point.stoppedBy})`;
  return `${cells.join("")}${note}`.trimEnd();
}

function columnsOf(axis: ErrorRateCurve["axis"]): readonly Column[] {
  return [...(axis === "esn0_dB" ? snrColumns : probabilityColumns), ...countColumns];
}

/** Error rates keep their magnitude in view: `0.123` and `4.57e-5`. */
function rate(value: number): string {
  if (value === 0) return "0";
  return value >= 0.01 ? fixedText(value, 4) : value.toExponential(2);
}
