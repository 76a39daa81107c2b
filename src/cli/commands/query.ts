import type { QueryResult, QueryValue } from "../../results/query.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";

export const queryCommand: Command = {
  usage: "query <sql> [folders..]",
  describe: "Ask folders of results by SQL",
  details:
    "The views `points` (sweeps and curves), `series` (time series) and `figures` (key figures of runs) stand over the " +
    "folders' files, with a column `folder` where there are several. The SQL is DuckDB's and may name files too.",
  positionals: { sql: "One SQL query", folders: "Folders of runs, sweeps and curves" },
  options: {
    csv: { kind: "flag", describe: "Print comma-separated values" },
    rows: { kind: "text", value: "N", describe: "Most rows of the table for the terminal; 100 if left out" },
    json: { ...jsonOption, describe: "Print one JSON array with an object a row" },
  },
  examples: [
    ['leolink query "SELECT * FROM points WHERE margin_dB < 1" results/sweep-mine', "points of a sweep"],
    [
      "leolink query \"SELECT folder, value, low, high FROM figures WHERE figure = 'throughput_Mbps'\" results/*",
      "of runs",
    ],
    ['leolink query "SELECT max(doppler_Hz) FROM series" results/mine --json', "of a time series"],
  ],
  execute,
};

const mostRows = 1_000_000;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const rows = args.wholeNumber("rows", 1, mostRows) ?? 100;
  if (args.flag("csv") && args.flag("json")) throw wrongOption("csv", "expected no --json beside it, found one");
  const [{ queryResults }, { resultFolder }] = await Promise.all([
    import("../../results/query.js"),
    import("../../results/result-folder.js"),
  ]);
  const result = await queryResults(args.requiredText("sql"), args.list("folders").map(resultFolder), io.signal);
  if (args.flag("json")) io.print(JSON.stringify(objects(result), null, 2));
  else if (args.flag("csv")) io.print(csv(result));
  else await printTable(result, rows, io);
  return exitStatus.done;
}

function objects({ columns, rows }: QueryResult): Record<string, QueryValue>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]])));
}

/** RFC 4180, with an empty field for null. */
function csv({ columns, rows }: QueryResult): string {
  const field = (value: QueryValue) => {
    const text = value === null ? "" : cellText(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => row.map(field).join(",")).join("\r\n");
}

async function printTable({ columns, types, rows }: QueryResult, most: number, io: CliIo): Promise<void> {
  const [{ alignedLines, bold }, { significantText }] = await Promise.all([
    import("../../report/terminal-text.js"),
    import("../../report/number-text.js"),
  ]);
  const shownText = (value: QueryValue) =>
    value === null ? "-" : typeof value === "number" ? significantText(value, 6) : cellText(value);
  const shapes = types.map((type) => ({ align: /INT|DOUBLE|FLOAT|DECIMAL/.test(type) ? "right" : "left" }) as const);
  const shown = rows.slice(0, most).map((row) => row.map(shownText));
  const [head, ...lines] = alignedLines(shapes, [columns, ...shown], io.style.width ?? Infinity);
  io.print([bold(head, io.style), ...lines].join("\n"));
  if (rows.length > most) io.note(`${rows.length - most} more rows; --rows, --csv or --json show them`);
}

function cellText(value: QueryValue): string {
  if (typeof value === "number") return String(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
