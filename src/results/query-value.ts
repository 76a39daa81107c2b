import type * as DuckDb from "@duckdb/node-api";

/** A value of a query as plain data. */
export type QueryValue =
  | null
  | boolean
  | number
  | string
  | readonly QueryValue[]
  | { readonly [key: string]: QueryValue };

/**
 * A value as DuckDB hands it over, as plain data: whole numbers as numbers as long as these hold them and as digits
 * beyond, decimals as numbers, times as ISO 8601 in UTC, lists and structs with their members, the rest as DuckDB
 * writes it.
 *
 * @param duckdb  the package, which is loaded only where there is a query
 */
export function queryValue(value: DuckDb.DuckDBValue, duckdb: typeof DuckDb): QueryValue {
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string") {
    return value;
  }
  if (typeof value === "bigint") return wholeNumber(value);
  if (value instanceof duckdb.DuckDBDecimalValue) {
    return value.scale === 0 ? wholeNumber(value.value) : value.toDouble();
  }
  if (value instanceof duckdb.DuckDBTimestampTZValue) {
    return utcTime(new duckdb.DuckDBTimestampValue(value.micros).toString());
  }
  if (
    value instanceof duckdb.DuckDBTimestampValue ||
    value instanceof duckdb.DuckDBTimestampSecondsValue ||
    value instanceof duckdb.DuckDBTimestampMillisecondsValue ||
    value instanceof duckdb.DuckDBTimestampNanosecondsValue
  ) {
    return utcTime(value.toString());
  }
  if (value instanceof duckdb.DuckDBListValue || value instanceof duckdb.DuckDBArrayValue) {
    return value.items.map((item) => queryValue(item, duckdb));
  }
  if (value instanceof duckdb.DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, each]) => [key, queryValue(each, duckdb)]));
  }
  if (value instanceof duckdb.DuckDBMapValue) {
    return Object.fromEntries(value.entries.map(({ key, value: each }) => [String(key), queryValue(each, duckdb)]));
  }
  return value.toString();
}

function wholeNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** `2025-12-01 00:07:52.5` as `2025-12-01T00:07:52.5Z`; `infinity` as it stands. */
function utcTime(text: string): string {
  return /^[\d-]+ [\d:.]+$/.test(text) ? `${text.replace(" ", "T")}Z` : text;
}

/** For JSON, which has no word for a number that is not finite: `NaN`, `Infinity` and `-Infinity` as texts. */
export function jsonValue(value: QueryValue): QueryValue {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(jsonValue);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, jsonValue(each)]));
}

/** One cell of CSV after RFC 4180; an absent value is empty, an empty text is `""`. */
export function csvCell(value: QueryValue): string {
  if (value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(jsonValue(value)) : String(value);
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isList(value: QueryValue): value is readonly QueryValue[] {
  return Array.isArray(value);
}
