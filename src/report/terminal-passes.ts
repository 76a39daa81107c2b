import type { Pass } from "../geometry/passes.js";
import { speedOfLight_ms } from "../physics.js";
import { fixedText } from "./number-text.js";
import { alignedLines, bold, type TerminalStyle, type TextColumn } from "./terminal-text.js";

const columns: readonly TextColumn[] = [
  { align: "left" },
  { align: "left" },
  { align: "left" },
  { align: "right" },
  { align: "right" },
  { align: "right" },
  { align: "left" },
];

/**
 * Passes for a terminal, one a line of at most 80 columns; times in UTC.
 *
 * @param carrier_Hz  for the largest Doppler shift, to first order in v / c
 */
export function passTable(passes: readonly Pass[], carrier_Hz: number, style: TerminalStyle = {}): string {
  const { width = 80 } = style;
  if (passes.length === 0) return "no pass";
  const rows = passes.map((pass) => [
    time(pass.rise_ms),
    time(pass.culmination_ms).slice(11),
    time(pass.set_ms).slice(11),
    fixedText(pass.duration_s, 1),
    fixedText(pass.maxElevation_deg, 2),
    fixedText(((pass.maxRangeRate_ms / speedOfLight_ms) * carrier_Hz) / 1e3, 1),
    pass.isClipped ? "cut" : "",
  ]);
  const heads = [
    ["rise", "highest", "set", "duration", "elevation", "Doppler", ""],
    ["UTC", "", "", "s", "deg", "kHz", ""],
  ];
  const [first, second, ...lines] = alignedLines(columns, [...heads, ...rows], width);
  return [bold(first, style), bold(second, style), ...lines].join("\n");
}

/** `2025-12-01 00:07:52.1`: passes are found to a tenth of a second. */
function time(time_ms: number): string {
  if (!Number.isFinite(time_ms)) return "-";
  return new Date(Math.round(time_ms / 100) * 100).toISOString().slice(0, 21).replace("T", " ");
}
