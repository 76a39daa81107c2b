import type { QueueStatus } from "../sweep/queue/queue-office.js";
import { alignedLines, bold, type TerminalStyle, type TextColumn } from "./terminal-text.js";

const usualWidth = 100;
/** A driver that was silent for longer is shown with the time. */
const silence_s = 15;

/** What stands in a queue: shards by model version, sweeps, workers. */
export function queueTable({ server, versions, sweeps, workers }: QueueStatus, style: TerminalStyle = {}): string {
  const parts = [
    table(
      ["model version", "waiting", "at work", "failed", "workers", "threads"],
      versions.map(({ modelVersion, shards, workers: count, slots }) => [
        modelVersion,
        ...[shards.waiting, shards.active, shards.failed, count, slots].map(String),
      ]),
      style,
    ),
    table(
      ["sweep", "waiting", "at work", "landed", "points", "failed", "state", "scenario"],
      sweeps.map(({ id, shards, points, finished, failed, state, driver, silent_s, file }) => [
        id,
        ...[shards.waiting, shards.active, shards.landed].map(String),
        `${finished} of ${points}`,
        String(failed),
        state !== "running" ? state : silent_s > silence_s ? `silent for ${Math.round(silent_s)} s` : driver,
        file,
      ]),
      style,
    ),
    table(
      ["worker", "threads", "at work", "done", "model version"],
      workers.map(({ host, pid, slots, atWork, done, modelVersion }) => [
        `${host}:${pid}`,
        ...[slots, atWork, done].map(String),
        modelVersion,
      ]),
      style,
    ),
  ];
  const titles = ["shards", "sweeps", "workers"];
  const texts = parts.map((lines, index) => (lines.length > 0 ? lines.join("\n") : `no ${titles[index]}`));
  return [bold(server, style), ...texts].join("\n\n");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], style: TerminalStyle): string[] {
  if (rows.length === 0) return [];
  const isNumber = (column: number) => rows.every((row) => /^\d/.test(row[column]) && !row[column].includes("."));
  const columns: TextColumn[] = heads.map((_, index) => ({
    align: index > 0 && isNumber(index) ? "right" : "left",
    gives: index === heads.length - 1,
  }));
  const [head, ...lines] = alignedLines(columns, [heads, ...rows], style.width ?? usualWidth);
  return [bold(head, style), ...lines];
}
