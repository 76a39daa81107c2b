import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { QueryResult } from "../../results/query.js";
import type { QueryValue } from "../../results/query-value.js";
import type { ResultFolder } from "../../results/result-folder.js";
import type { CliIo } from "../cli-io.js";
import type { Command } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";

export const queryCommand: Command = {
  usage: "query <sql>",
  describe: "Ask results by SQL (DuckDB): sweeps, curves and runs as tables",
  details:
    "Views over the folders, each with the column folder:\n" +
    "points: a row a point of every sweep and curve\n" +
    "series: a row a time step of every run, and of a sweep's points, by point, where it has series\n" +
    "figures: a row a key figure of every run (part, name, value, low, high, confidence)\n" +
    "folders: a row a folder (path, kind, leolink, started, seed, fidelity)\n\n" +
    "The SQL may name Parquet, CSV and JSON files too: FROM 'results/a/points.parquet'. Times are\n" +
    "UTC. One statement that reads; nothing is written to results. DuckDB comes with the optional\n" +
    "package @duckdb/node-api.",
  positionals: { sql: "One statement, e.g. 'SELECT * FROM points'" },
  options: {
    results: {
      kind: "list",
      value: "DIR",
      describe:
        "A result folder, a folder of them, or a .parquet file of points (may be repeated); results if left out",
    },
    json: { kind: "flag", describe: "Print one JSON object: columns with their types, rows" },
    csv: { kind: "flag", describe: "Print CSV" },
    parquet: { kind: "text", value: "FILE", describe: "Write the rows to a Parquet file" },
  },
  examples: [
    ["leolink query 'DESCRIBE points' --results results/sweep-a", "the columns of a sweep"],
    [
      "leolink query 'SELECT folder, min(esn0_dB) FROM points WHERE bler < 1e-3 GROUP BY folder'",
      "the threshold of every curve below results",
    ],
    ["leolink query 'FROM points' --results results/sweep-a --csv > sweep.csv", "for a spreadsheet"],
  ],
  execute,
};

const defaultFolder = "results";
/** Of a table on a terminal; a file or a pipe gets every row. */
const mostShownRows = 1000;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const sql = args.requiredText("sql");
  const file = args.text("parquet");
  const forms = ["json", "csv"].filter((name) => args.flag(name));
  if (file !== undefined) forms.push("parquet");
  if (forms.length > 1) throw wrongOption(forms[1], `expected one form of output, found --${forms[0]} too`);
  const [{ resultFolders }, { ResultDatabase, SqlError }] = await Promise.all([
    import("../../results/result-folder.js"),
    import("../../results/query.js"),
  ]);
  const paths = args.list("results");
  // Without results a statement may still name files of its own.
  const folders = paths.length > 0 ? resultFolders(paths) : existsSync(defaultFolder) ? openDefault(resultFolders) : [];
  if (file !== undefined) checkOutside(file, folders);
  const database = await ResultDatabase.open(folders, io.signal);
  try {
    if (file !== undefined) {
      const count = await database.store(sql, file);
      io.note(`${count} row${count === 1 ? "" : "s"}: ${file}`);
    } else {
      await printRows(await database.query(sql), args, io);
    }
    return exitStatus.done;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    noteSqlError(error.message, io);
    return exitStatus.input;
  } finally {
    database.close();
  }
}

/** Baselines and other folders that hold no result are no reason to refuse a query. */
function openDefault(open: (paths: readonly string[]) => ResultFolder[]): ResultFolder[] {
  try {
    return open([defaultFolder]);
  } catch {
    return [];
  }
}

/** Results stay as they were written. */
function checkOutside(file: string, folders: readonly ResultFolder[]): void {
  const inside = folders.find(({ path }) => {
    const way = relative(resolve(path), resolve(file));
    return way === "" || !(way.startsWith("..") || resolve(way) === way);
  });
  if (inside) throw wrongOption("parquet", `expected a file outside the results, found one in ${inside.path}`);
}

async function printRows(result: QueryResult, args: CommandArguments, io: CliIo): Promise<void> {
  const { csvCell, jsonValue } = await import("../../results/query-value.js");
  const names = result.columns.map(({ name }) => name);
  if (args.flag("csv")) {
    io.print(names.map(csvCell).join(","));
    for await (const rows of result.rows) io.print(rows.map((row) => row.map(csvCell).join(",")).join("\n"));
    return;
  }
  if (args.flag("json")) {
    const objects: string[] = [];
    for await (const rows of result.rows) {
      for (const row of rows) {
        // Member by member: an object would put columns that are called 5 and 10 first.
        const members = row.map(
          (value, index) => `${JSON.stringify(names[index])}: ${JSON.stringify(jsonValue(value))}`,
        );
        objects.push(`{ ${members.join(", ")} }`);
      }
    }
    const rows = objects.length > 0 ? `[\n    ${objects.join(",\n    ")}\n  ]` : "[]";
    io.print(`{\n  "columns": ${JSON.stringify(result.columns)},\n  "rows": ${rows}\n}`);
    return;
  }
  const { rowTable } = await import("../../report/terminal-rows.js");
  const { width } = io.style;
  const shown: (readonly QueryValue[])[] = [];
  let count = 0;
  for await (const rows of result.rows) {
    count += rows.length;
    for (const row of rows) if (width === undefined || shown.length < mostShownRows) shown.push(row);
  }
  io.print(rowTable(names, shown, io.style));
  if (count > shown.length) io.note(`the first ${shown.length} of ${count} rows; --csv and --json have all of them`);
}

/** What a terminal would obey in a text of the user's. */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** DuckDB shows the place on lines of its own, which only fit beneath each other. */
function noteSqlError(words: string, io: CliIo): void {
  const lines = words.split("\n").filter((line) => line.trim() !== "");
  lines.forEach((line, index) => {
    io.note(`${index === 0 ? "error: " : "  "}${line.replaceAll(controls, " ")}`);
  });
}
