import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ResultFolder, seriesFiles } from "./result-folder.js";

/** A view over the results, by its name, and what it holds. */
export interface QueryView {
  readonly name: string;
  readonly sql: string;
}

/**
 * What a query finds of the result folders:
 *
 * - `points`: a row a point of every sweep and curve;
 * - `series`: a row a time step of every run, and of every point of a sweep that has series, by `point`;
 * - `figures`: a row a key figure of every run: `folder`, `part`, `name`, `value`, `low`, `high`, `confidence`;
 * - `folders`: a row a folder: `folder`, `path`, `kind`, `leolink`, `started`, `seed`, `fidelity`.
 *
 * Every view starts with `folder`. A view without any file is left out, except `folders`.
 */
export function queryViews(folders: readonly ResultFolder[]): QueryView[] {
  const points = folders.flatMap(({ name, points: file }) =>
    file ? [`SELECT ${text(name)} AS folder, * FROM read_parquet(${path(file)})`] : [],
  );
  const series = folders.flatMap((folder) => seriesSelect(folder));
  const figures = folders.flatMap((folder) => figureRows(folder));
  return [
    ...(points.length > 0 ? [{ name: "points", sql: union(points) }] : []),
    ...(series.length > 0 ? [{ name: "series", sql: union(series) }] : []),
    ...(figures.length > 0
      ? [
          {
            name: "figures",
            sql: `SELECT * FROM (VALUES ${figures.join(", ")}) AS t(folder, part, name, value, low, high, confidence)`,
          },
        ]
      : []),
    {
      name: "folders",
      sql: `SELECT * FROM (VALUES ${folders.map(folderRow).join(", ")}) AS t(folder, path, kind, leolink, started, seed, fidelity)`,
    },
  ];
}

function seriesSelect(folder: ResultFolder): string[] {
  const name = text(folder.name);
  const files = seriesFiles(folder);
  if (files.length === 0) return [];
  if (folder.kind === "run") return [`SELECT ${name} AS folder, * FROM read_parquet(${path(files[0].file)})`];
  const pattern = `${globLiteral(join(folder.path, "series"))}/point-*.parquet`;
  return [
    `SELECT ${name} AS folder, CAST(regexp_extract(filename, 'point-(\\d+)\\.parquet$', 1) AS INTEGER) AS point, ` +
      `* EXCLUDE (filename) FROM read_parquet(${text(pattern)}, filename = true, union_by_name = true)`,
  ];
}

/** Tables one below the other; a column that one of them lacks is null there. */
function union(selects: readonly string[]): string {
  return selects.join(" UNION ALL BY NAME ");
}

/** The key figures of a run, which have no Parquet file of their own. */
function figureRows({ name, kpi }: ResultFolder): string[] {
  if (kpi === undefined) return [];
  const { budget, kpi: figures } = Object(JSON.parse(readFileSync(kpi, "utf8"))) as Record<string, unknown>;
  return [
    ["budget", budget],
    ["kpi", figures],
  ].flatMap(([part, members]) =>
    Object.entries(Object(members)).map(([figure, estimate]) => {
      const { value, low, high, confidence } = Object(estimate) as Record<string, unknown>;
      const numbers = [value, low, high, confidence].map(double).join(", ");
      return `(${text(name)}, ${text(String(part))}, ${text(figure)}, ${numbers})`;
    }),
  );
}

function folderRow({ name, path: folder, kind, leolink, started, seed, fidelity }: ResultFolder): string {
  const time = started !== undefined && Number.isFinite(Date.parse(started)) ? started : undefined;
  const cells = [
    text(name),
    text(folder),
    text(kind),
    optionalText(leolink),
    time === undefined ? "CAST(NULL AS TIMESTAMP)" : `CAST(${text(time.replace(/Z$/, ""))} AS TIMESTAMP)`,
    seed !== undefined && Number.isSafeInteger(seed) ? `CAST(${seed} AS BIGINT)` : "CAST(NULL AS BIGINT)",
    optionalText(fidelity),
  ];
  return `(${cells.join(", ")})`;
}

function optionalText(value: string | undefined): string {
  return value === undefined ? "CAST(NULL AS VARCHAR)" : text(value);
}

function double(value: unknown): string {
  return `CAST(${typeof value === "number" && Number.isFinite(value) ? value : "NULL"} AS DOUBLE)`;
}

/** A text of SQL. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A file by its own name, whatever characters stand in it. */
function path(file: string): string {
  return text(globLiteral(file));
}

function globLiteral(file: string): string {
  return file.replaceAll(/[*?[]/g, "[$&]");
}
