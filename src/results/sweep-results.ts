import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetRead } from "hyparquet";
import { LeolinkError } from "../leolink-error.js";
import { described, type Finding, isRecord, locatedProblems, parseJson, type Report } from "./located-json.js";
import {
  type Figure,
  pointsByPlace,
  type ReadText,
  type ResultPoint,
  type ResultSet,
  runFigure,
} from "./result-set.js";

/** Of the `_low` and `_high` columns of a sweep. */
const intervalConfidence = 0.95;

/** Columns that are no figure; the last two only repeat figures under another name. */
const notFigures = /^(point|key|status|message|replications|packets|frames|stoppedBy|warnings)$/;

interface Axis {
  readonly path: string;
  readonly column: string;
  readonly unit?: string;
}

type Columns = ReadonlyMap<string, readonly unknown[]>;

/**
 * A sweep folder's points by their places on the axes. A figure with `_low` and `_high` columns is random; its
 * interval is one of 95 %.
 */
export async function sweepResults(folder: string, readText: ReadText): Promise<ResultSet> {
  const axes = axesOf(join(folder, "manifest.json"), readText);
  const file = join(folder, "points.parquet");
  const columns = await parquetColumns(file);
  const absent = ["status", ...axes.map(({ column }) => column)].filter((column) => !columns.has(column));
  if (absent.length > 0) {
    throw new LeolinkError(
      "input",
      absent.map((column) => ({ message: `expected a column ${column}, found none`, location: { file } })),
    );
  }
  const figures = [...columns.keys()].filter(
    (name) => !notFigures.test(name) && !isBound(name, columns) && !axes.some(({ column }) => column === name),
  );
  const rows = columns.get("status")?.length ?? 0;
  const places = Array.from({ length: rows }, (_, row) => ({
    place: axes.map(({ column }) => plain(columns.get(column)?.[row])),
    point: pointAt(row, axes, figures, columns),
  }));
  return {
    kind: "sweep",
    name: folder,
    axes: axes.map(({ column }) => column),
    points: pointsByPlace(places),
    tolerances: [],
  };
}

function pointAt(row: number, axes: readonly Axis[], figures: readonly string[], columns: Columns): ResultPoint {
  const text = ({ path, column, unit }: Axis) =>
    [path, plain(columns.get(column)?.[row]), unit].filter((part) => part !== undefined).join(" ");
  const isRefused = columns.get("status")?.[row] === "refused";
  return {
    label: axes.map(text).join(", "),
    refused: isRefused ? String(columns.get("message")?.[row] ?? "") : undefined,
    names: figures,
    figure: (name) => (columns.has(name) ? figureAt(row, name, columns) : undefined),
  };
}

function figureAt(row: number, name: string, columns: Columns): Figure {
  const number = (column: string, absent: number) => optionalNumber(columns.get(column)?.[row]) ?? absent;
  const value = number(name, Number.NaN);
  const isRandom = columns.has(`${name}_low`) && columns.has(`${name}_high`);
  const estimate = isRandom
    ? {
        value,
        low: number(`${name}_low`, -Infinity),
        high: number(`${name}_high`, Infinity),
        confidence: intervalConfidence,
      }
    : { value, low: value, high: value, confidence: 1 };
  const size = (column: string) => optionalNumber(columns.get(column)?.[row]);
  return runFigure(name, estimate, {
    replications: size("replications"),
    packets: size("packets"),
    frames: size("frames"),
  });
}

function isBound(name: string, columns: Columns): boolean {
  return /_(low|high)$/.test(name) && columns.has(name.replace(/_(low|high)$/, ""));
}

function optionalNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : undefined;
}

function plain(value: unknown): number | string {
  return optionalNumber(value) ?? String(value);
}

/** Every column whole. */
async function parquetColumns(file: string): Promise<Columns> {
  const bytes = readFileSync(file);
  const columns = new Map<string, unknown[]>();
  try {
    await parquetRead({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
      onChunk: ({ columnName, columnData, rowStart }) => {
        const column = columns.get(columnName) ?? [];
        columns.set(columnName, column);
        for (let i = 0; i < columnData.length; i++) column[rowStart + i] = columnData[i];
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LeolinkError("input", [{ message: `not a Parquet file: ${reason}`, location: { file } }]);
  }
  return columns;
}

function axesOf(file: string, readText: ReadText): Axis[] {
  const text = readText(file);
  const root = parseJson(text, file);
  const findings: Finding[] = [];
  const report: Report = (path, message, hint) => findings.push({ path, message, hint });
  const { axes } = isRecord(root) ? root : {};
  if (!Array.isArray(axes)) report(["axes"], `expected an array, found ${described(axes)}`);
  const found = (Array.isArray(axes) ? axes : []).flatMap((axis: unknown, index): Axis[] => {
    const { path, column, unit } = isRecord(axis) ? axis : {};
    if (typeof path === "string" && typeof column === "string") {
      return [{ path, column, unit: typeof unit === "string" ? unit : undefined }];
    }
    report(["axes", index], "expected an axis with its path and column");
    return [];
  });
  if (findings.length > 0) throw new LeolinkError("input", locatedProblems({ file, text }, findings));
  return found;
}
