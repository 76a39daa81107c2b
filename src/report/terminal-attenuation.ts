import { fixedText } from "./number-text.js";
import { alignedLines, bold, type TerminalStyle, type TextColumn } from "./terminal-text.js";

/** One part of a slant path's attenuation. */
export interface AttenuationRow {
  readonly label: string;
  readonly value_dB: number;
  /** Standard and clause. */
  readonly source: string;
}

const columns: readonly TextColumn[] = [
  { align: "left" },
  { align: "right" },
  { align: "left" },
  { align: "left", gives: true },
];

/** The parts of an attenuation, then what the models make of them together. */
export function attenuationTable(
  parts: readonly AttenuationRow[],
  total: AttenuationRow,
  style: TerminalStyle = {},
): string {
  const { width = 80 } = style;
  const lines = alignedLines(
    columns,
    [...parts, total].map(({ label, value_dB, source }) => [label, fixedText(value_dB, 2), "dB", source]),
    width,
  );
  return [...lines.slice(0, -1), bold(lines[lines.length - 1], style)].join("\n");
}
