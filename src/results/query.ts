import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { LeolinkError } from "../leolink-error.js";
import { distinctNames, type ResultFolder } from "./result-folder.js";

/** A table that a query gave. */
export interface QueryResult {
  readonly columns: readonly string[];
  /** SQL type of each column, e.g. `DOUBLE`. */
  readonly types: readonly string[];
  /** Numbers as numbers where a double holds them, everything else as DuckDB writes it; null for none. */
  readonly rows: readonly (readonly QueryValue[])[];
}

export type QueryValue =
  | number
  | string
  | boolean
  | null
  | readonly QueryValue[]
  | { readonly [key: string]: QueryValue };

/**
 * Runs SQL over folders of results in a database of its own, in memory. It sees the views `points`, `series` and
 * `figures` (those that the folders have; with a column `folder` where there are several) and any file that the SQL
 * names itself.
 *
 * @throws LeolinkError (`input`) with the database's words where the SQL is wrong, and where DuckDB is not installed
 */
export async function queryResults(
  sql: string,
  folders: readonly ResultFolder[],
  signal?: AbortSignal,
): Promise<QueryResult> {
  const connection = await openDatabase();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    for (const [name, select] of views(distinctNames(folders))) {
      await connection.run(`CREATE VIEW ${name} AS ${select}`).catch((error: unknown) => {
        throw refusal(`the files of ${name} cannot be read`, error);
      });
    }
    const reader = await connection.runAndReadAll(sql).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw refusal("the query was refused", error);
    });
    const types = reader.columnTypes().map(String);
    return {
      columns: reader.columnNames(),
      types,
      rows: reader.getRowsJson().map((row) => row.map((value, place) => plainValue(value as DuckDBJson, types[place]))),
    };
  } finally {
    signal?.removeEventListener("abort", interrupt);
    connection.closeSync();
  }
}

type DuckDBJson =
  | Exclude<DuckDBValue, bigint | object>
  | readonly DuckDBJson[]
  | { readonly [key: string]: DuckDBJson };

async function openDatabase(): Promise<DuckDBConnection> {
  let duckdb: typeof import("@duckdb/node-api");
  try {
    duckdb = await import("@duckdb/node-api");
  } catch {
    throw new LeolinkError("input", [
      {
        message: "expected the optional package @duckdb/node-api, found none",
        hint: "npm install @duckdb/node-api",
      },
    ]);
  }
  const instance = await duckdb.DuckDBInstance.create(":memory:");
  return await instance.connect();
}

/** Views by name, each over the files of all folders that have them. */
function views(folders: readonly ResultFolder[]): [name: string, select: string][] {
  const isMany = folders.length > 1;
  const over = (name: string, select: (folder: ResultFolder) => string | undefined): [string, string][] => {
    const parts = folders.flatMap((folder) => {
      const from = select(folder);
      return from === undefined ? [] : [`SELECT ${isMany ? `${quoted(folder.name)} AS folder, ` : ""}* FROM ${from}`];
    });
    return parts.length > 0 ? [[name, parts.join(" UNION ALL BY NAME ")]] : [];
  };
  return [
    ...over("points", ({ points }) => points && `read_parquet(${quoted(points)})`),
    ...over("series", ({ series }) => {
      if (series === undefined) return undefined;
      const options = series.includes("*") ? ", hive_partitioning = true, union_by_name = true" : "";
      return `read_parquet(${quoted(series)}${options})`;
    }),
    ...over("figures", ({ figures }) => figures && `(${figuresSelect(figures)})`),
  ];
}

/** Key figures of a run, a row each. */
function figuresSelect(file: string): string {
  const part = (section: string) => `
    SELECT figure,
      TRY_CAST(j -> ${quoted(section)} -> figure ->> 'value' AS DOUBLE) AS value,
      TRY_CAST(j -> ${quoted(section)} -> figure ->> 'low' AS DOUBLE) AS low,
      TRY_CAST(j -> ${quoted(section)} -> figure ->> 'high' AS DOUBLE) AS high,
      TRY_CAST(j -> ${quoted(section)} -> figure ->> 'confidence' AS DOUBLE) AS confidence
    FROM (SELECT j, unnest(json_keys(j, ${quoted(`$.${section}`)})) AS figure
      FROM (SELECT json(content) AS j FROM read_text(${quoted(file)})))`;
  return `${part("budget")} UNION ALL ${part("kpi")}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whole numbers come as text where they may not fit a double. */
function plainValue(value: DuckDBJson, type: string): QueryValue {
  if (typeof value === "string" && /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL|DOUBLE|FLOAT)/.test(type)) {
    const number = Number(value);
    return Number.isNaN(number) || (Number.isInteger(number) && !Number.isSafeInteger(number)) ? value : number;
  }
  return value as QueryValue;
}

function refusal(message: string, error: unknown): LeolinkError {
  const [first, ...more] = (error instanceof Error ? error.message : String(error)).split("\n");
  const problems = [
    { message: `${message}: ${first}` },
    ...more.filter((line) => line.trim() !== "").map((line) => ({ message: line })),
  ];
  return new LeolinkError("input", problems);
}
