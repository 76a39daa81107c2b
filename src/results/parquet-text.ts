import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { LeolinkError } from "../leolink-error.js";

/**
 * A Parquet file as CSV: a line of the columns' names, then a line a row. What is no number is left empty.
 *
 * @throws LeolinkError (`input`) on what is no Parquet file
 */
export async function parquetText(bytes: ArrayBuffer): Promise<string> {
  try {
    const metadata = parquetMetadata(bytes);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const rows = await parquetReadObjects({ file: bytes, metadata });
    const lines = rows.map((row) => names.map((name) => cellText(row[name])));
    return [names, ...lines].map((cells) => cells.join(",")).join("\n");
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : "unreadable";
    throw new LeolinkError("input", [{ message: `expected a Parquet file (${reason})` }]);
  }
}

function cellText(value: unknown): string {
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  return typeof value === "number" || typeof value === "bigint" ? String(value) : "";
}
