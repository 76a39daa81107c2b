import type { RunResult } from "../sim/run-result.js";
import { windowsText } from "./bit-true-section.js";
import { confidence_pct, isOneMoment, keyFigures, linkFigures } from "./key-figures.js";
import { plainText } from "./number-text.js";
import { alignedLines, bold, dim, type TerminalStyle, type TextColumn, wrappedLines } from "./terminal-text.js";
import { utcText } from "./time-plot.js";

/** The key figures of a run for a terminal: the link at both moments, then the run with its intervals. */
export function terminalTable(result: RunResult, style: TerminalStyle = {}): string {
  const { width = 80 } = style;
  return [
    ...heading(result, style),
    "",
    ...linkLines(result, width, style),
    "",
    ...runLines(result, width, style),
  ].join("\n");
}

function heading(result: RunResult, style: TerminalStyle): string[] {
  const { scenario, fidelity, seed, abstracted, bitTrue, timeline } = result;
  const { start_ms, length, step_s } = timeline;
  const parts = [
    fidelity,
    `seed ${seed}`,
    ...(abstracted ? [replicationsText(abstracted)] : []),
    `${scenario.orbit.kind === "fixed" ? "" : `${utcText(start_ms)}, `}${plainText(length * step_s)} s`,
  ];
  const { width = 80 } = style;
  return [
    ...wrappedLines(scenario.title, width, "").map((line) => bold(line, style)),
    ...wrappedLines(parts.join(", "), width, "").map((line) => dim(line, style)),
    ...(bitTrue ? ["", ...wrappedLines(windowsText(bitTrue), width, "").map((line) => dim(line, style))] : []),
  ];
}

/** How many there were, and whether the relative error asked for was met. */
function replicationsText({ replications, stoppedBy }: NonNullable<RunResult["abstracted"]>): string {
  const count = `${replications} replication${replications === 1 ? "" : "s"}`;
  return stoppedBy === "maximum" ? `${count} (the limit; the relative error asked for is not met)` : count;
}

const linkColumns: readonly TextColumn[] = [
  { align: "left", gives: true },
  { align: "right" },
  { align: "right" },
  { align: "left" },
];

function linkLines(result: RunResult, width: number, style: TerminalStyle): string[] {
  const isSingle = isOneMoment(result);
  const rows = linkFigures(result).map(({ label, unit, culmination, edge }) =>
    isSingle ? [`  ${label}`, culmination, unit] : [`  ${label}`, culmination, edge, unit],
  );
  const head = isSingle ? ["The link", "", ""] : ["The link", "culmination", "edge", ""];
  const columns = isSingle ? linkColumns.toSpliced(2, 1) : linkColumns;
  return headed(alignedLines(columns, [head, ...rows], width), style);
}

const runColumns: readonly TextColumn[] = [
  { align: "left", gives: true },
  { align: "right" },
  { align: "left" },
  { align: "left" },
];

/** Key figures with their intervals, under a heading. */
export function runLines(
  result: Pick<RunResult, "kpi">,
  width: number,
  style: TerminalStyle,
  title = "The run",
): string[] {
  const confidence = confidence_pct(result);
  const rows = keyFigures(result).map(({ label, unit, value, low, high }) => [
    `${/^(of|by) /.test(label) ? "    " : "  "}${label}`,
    value,
    unit,
    low === undefined || high === undefined ? "" : `${low} to ${high}`,
  ]);
  const head = [title, "", "", confidence === undefined ? "" : `${confidence} % interval`];
  return headed(alignedLines(runColumns, [head, ...rows], width), style);
}

function headed([head, ...lines]: readonly string[], style: TerminalStyle): string[] {
  return [bold(head, style), ...lines];
}
