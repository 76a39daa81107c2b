import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { axisNumber } from "../scenario/sweep-axis.js";
import type { SweepPlan } from "../scenario/sweep-plan.js";
import type { FigureColumns } from "./figure-columns.js";
import type { PointRecord } from "./point-record.js";

/** Rows that are in memory at a time. */
const rowsAtOnce = 10_000;

/** A finished point of a table. */
export interface TablePoint {
  readonly index: number;
  readonly key: string;
  readonly record: PointRecord;
}

/**
 * Writes the table of a sweep's points, a row each, in the order given: `point`, `key`, `status` and `message`, a column
 * a value that changes, a column a figure with `_low` and `_high` where it has an interval, `replications`, `packets`, `frames`
 * and `stoppedBy` of abstracted runs, and the number of `warnings`.
 *
 * @param points  finished points; taken once, a stretch at a time
 */
export function writePointsParquet(
  file: string,
  plan: SweepPlan,
  figures: FigureColumns,
  points: Iterable<TablePoint>,
  kvMetadata: { readonly key: string; readonly value: string }[],
): void {
  const rows = new TableRows(plan, figures);
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: schemaFromColumnData({ columnData: rows.columns() }),
    kvMetadata,
  });
  const flush = () => {
    if (rows.length > 0) writer.write({ columnData: rows.columns(), rowGroupSize: rowsAtOnce });
    rows.clear();
  };
  for (const point of points) {
    rows.add(point);
    if (rows.length === rowsAtOnce) flush();
  }
  flush();
  writer.finish();
}

/** A column of doubles of which any may be missing. */
class DoubleColumn {
  readonly #values = new Float64Array(rowsAtOnce);
  #missing: number[] = [];

  set(row: number, value: number | undefined): void {
    if (value !== undefined && Number.isFinite(value)) this.#values[row] = value;
    else this.#missing.push(row);
  }

  /** The first `rows` values, and none missing from then on. */
  take(rows: number): Float64Array | (number | null)[] {
    const values = this.#values.slice(0, rows);
    if (this.#missing.length === 0) return values;
    const nullable: (number | null)[] = Array.from(values);
    for (const row of this.#missing) nullable[row] = null;
    this.#missing = [];
    return nullable;
  }
}

/** Some rows of the table, column by column, so that a record can be let go of as soon as it is added. */
class TableRows {
  length = 0;
  readonly #plan: SweepPlan;
  readonly #figures: FigureColumns;
  readonly #texts = new Map<string, (string | null)[]>();
  readonly #doubles = new Map<string, DoubleColumn>();
  readonly #wholes = new Map<string, (number | null)[]>();

  constructor(plan: SweepPlan, figures: FigureColumns) {
    this.#plan = plan;
    this.#figures = figures;
  }

  add({ index, key, record }: TablePoint): void {
    const row = this.length++;
    const done = record.status === "done" ? record : undefined;
    this.#whole("point", index);
    this.#text("key", key);
    this.#text("status", record.status);
    this.#text("message", record.status === "refused" ? record.message : null);
    const values = this.#plan.values(index);
    for (const [place, { column, unit }] of this.#plan.columns.entries()) {
      if (unit === undefined) this.#text(column, String(values[place]));
      else this.#double(column).set(row, axisNumber(values[place]));
    }
    for (const name of this.#figures.names) {
      const figure = done?.figures[name];
      this.#double(name).set(row, figure?.value);
      if (!this.#figures.hasInterval(name)) continue;
      this.#double(`${name}_low`).set(row, figure?.low);
      this.#double(`${name}_high`).set(row, figure?.high);
    }
    if (this.#figures.isAbstracted) {
      const { replications, packets, frames, stoppedBy } = done?.sample ?? {};
      this.#whole("replications", replications ?? null);
      this.#double("packets").set(row, packets);
      this.#double("frames").set(row, frames);
      this.#text("stoppedBy", stoppedBy ?? null);
    }
    this.#whole("warnings", done?.warnings.length ?? null);
  }

  columns(): ColumnSource[] {
    const rows = this.length;
    const text = (name: string, nullable = true): ColumnSource => ({
      name,
      data: this.#texts.get(name) ?? [],
      type: "STRING",
      nullable,
    });
    const double = (name: string): ColumnSource => ({
      name,
      data: this.#double(name).take(rows),
      type: "DOUBLE",
      nullable: true,
    });
    const whole = (name: string, nullable = true): ColumnSource => ({
      name,
      data: this.#wholes.get(name) ?? [],
      type: "INT32",
      nullable,
    });
    return [
      whole("point", false),
      text("key", false),
      text("status", false),
      text("message"),
      ...this.#plan.columns.map(({ column, unit }) => (unit === undefined ? text(column) : double(column))),
      ...this.#figures.names.flatMap((name) => [
        double(name),
        ...(this.#figures.hasInterval(name) ? [double(`${name}_low`), double(`${name}_high`)] : []),
      ]),
      ...(this.#figures.isAbstracted
        ? [whole("replications"), double("packets"), double("frames"), text("stoppedBy")]
        : []),
      whole("warnings"),
    ];
  }

  clear(): void {
    this.length = 0;
    this.#texts.clear();
    this.#wholes.clear();
  }

  #double(name: string): DoubleColumn {
    let column = this.#doubles.get(name);
    if (column === undefined) {
      column = new DoubleColumn();
      this.#doubles.set(name, column);
    }
    return column;
  }

  #text(name: string, value: string | null): void {
    append(this.#texts, name, value);
  }

  #whole(name: string, value: number | null): void {
    append(this.#wholes, name, value);
  }
}

function append<Value>(columns: Map<string, Value[]>, name: string, value: Value): void {
  const column = columns.get(name);
  if (column === undefined) columns.set(name, [value]);
  else column.push(value);
}
