import { readFileSync } from "node:fs";
import { type FileMetaData, parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { LeolinkError } from "../leolink-error.js";
import { type ResultFolder, seriesFiles } from "./result-folder.js";

/** What stands in a column: times as Unix milliseconds, whole numbers of 64 bits as numbers. */
export type Cell = number | string | null;

export interface ResultColumn {
  readonly name: string;
  readonly kind: "number" | "text" | "time";
  readonly values: readonly Cell[];
}

/** Columns of equal length. */
export interface ResultTable {
  readonly length: number;
  readonly columns: ReadonlyMap<string, ResultColumn>;
}

/** Results whose column names are known and whose values are read when they are asked for. */
export interface OpenTable {
  /** `folder`, and `point` of a sweep's series, then the files' own. */
  readonly names: readonly string[];
  /** A column that a file lacks is null in its rows. */
  readonly read: (names: readonly string[]) => Promise<ResultTable>;
}

interface Part {
  readonly file: string;
  readonly constants: Readonly<Record<string, Cell>>;
}

/**
 * The points of sweeps and curves, or the time series of runs and sweeps, one below the other.
 *
 * @throws LeolinkError (`input`) when no folder has such a table, or a file is no Parquet file
 */
export function openResultTable(folders: readonly ResultFolder[], source: "points" | "series"): OpenTable {
  const parts = folders.flatMap((folder) => partsOf(folder, source));
  if (parts.length === 0) {
    const wanted = source === "points" ? "points.parquet" : "series.parquet or series/";
    throw new LeolinkError("input", [
      { message: `expected ${wanted}, found none`, location: { file: folders.map(({ path }) => path).join(", ") } },
    ]);
  }
  // The schema of a sweep's series is the same in every file: the first says it.
  const heads = new Map<string, string[]>();
  for (const { file, constants } of parts) {
    const key = source === "series" ? String(constants.folder) : file;
    if (!heads.has(key)) heads.set(key, columnsIn(file));
  }
  const names = new Set(parts.flatMap(({ constants }) => Object.keys(constants)));
  for (const head of heads.values()) for (const name of head) names.add(name);
  return { names: [...names], read: (wanted) => readParts(parts, wanted) };
}

function partsOf(folder: ResultFolder, source: "points" | "series"): Part[] {
  if (source === "points") return folder.points ? [{ file: folder.points, constants: { folder: folder.name } }] : [];
  return seriesFiles(folder).map(({ file, point }): Part => {
    const constants = { folder: folder.name };
    return { file, constants: point === undefined ? constants : { ...constants, point } };
  });
}

async function readParts(parts: readonly Part[], names: readonly string[]): Promise<ResultTable> {
  const columns = new Map(names.map((name) => [name, [] as Cell[]]));
  const times = new Set<string>();
  let length = 0;
  for (const { file, constants } of parts) {
    const { bytes, metadata } = openParquet(file);
    const wanted = columnNames(metadata).filter((name) => columns.has(name) && !(name in constants));
    const count = Number(metadata.num_rows);
    const rows = wanted.length === 0 ? [] : await readRows(file, bytes, metadata, wanted);
    for (const [name, values] of columns) {
      if (name in constants) for (let row = 0; row < count; row++) values.push(constants[name]);
      else if (!wanted.includes(name)) for (let row = 0; row < count; row++) values.push(null);
      else for (const row of rows) values.push(cell(row[name], name, times));
    }
    length += count;
  }
  const tableColumns = [...columns].map(([name, values]): [string, ResultColumn] => {
    const isText = values.some((value) => typeof value === "string");
    return [
      name,
      isText
        ? { name, kind: "text", values: values.map((value) => (value === null ? null : String(value))) }
        : { name, kind: times.has(name) ? "time" : "number", values },
    ];
  });
  return { length, columns: new Map(tableColumns) };
}

function cell(value: unknown, name: string, times: Set<string>): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) {
    times.add(name);
    return value.getTime();
  }
  return typeof value === "boolean" ? (value ? "yes" : "no") : JSON.stringify(value);
}

function openParquet(file: string): { readonly bytes: ArrayBuffer; readonly metadata: FileMetaData } {
  const read = readFileSync(file);
  const bytes = new Uint8Array(read).buffer;
  try {
    return { bytes, metadata: parquetMetadata(bytes) };
  } catch (error) {
    throw notParquet(file, error);
  }
}

function columnsIn(file: string): string[] {
  return columnNames(openParquet(file).metadata);
}

function columnNames(metadata: FileMetaData): string[] {
  return parquetSchema(metadata).children.map(({ element }) => element.name);
}

async function readRows(file: string, bytes: ArrayBuffer, metadata: FileMetaData, columns: string[]) {
  try {
    return await parquetReadObjects({ file: bytes, metadata, columns });
  } catch (error) {
    throw notParquet(file, error);
  }
}

function notParquet(file: string, error: unknown): LeolinkError {
  const words = error instanceof Error ? error.message : String(error);
  return new LeolinkError("input", [{ message: `cannot be read as Parquet: ${words}`, location: { file } }]);
}
