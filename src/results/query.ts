import { rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import type * as DuckDb from "@duckdb/node-api";
import { LeolinkError } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import { type QueryValue, queryValue } from "./query-value.js";
import { queryViews, text } from "./query-views.js";
import type { ResultFolder } from "./result-folder.js";

/** What DuckDB says of a statement, in its own words: the error, then its place in the SQL on lines of their own. */
export class SqlError extends Error {
  override readonly name = "SqlError";
}

export interface QueryColumn {
  /** Unique: of two columns with one name the second gets a number. */
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

export interface QueryResult {
  readonly columns: readonly QueryColumn[];
  /** The rows, some at a time. */
  readonly rows: AsyncIterable<readonly (readonly QueryValue[])[]>;
}

/** Results behind SQL: a database in memory whose views read the folders' files, and statements that only read. */
export class ResultDatabase {
  readonly #duckdb: typeof DuckDb;
  readonly #connection: DuckDb.DuckDBConnection;
  readonly #signal: AbortSignal;
  readonly #interrupt: () => void;
  #views: readonly string[] = [];

  private constructor(duckdb: typeof DuckDb, connection: DuckDb.DuckDBConnection, signal: AbortSignal) {
    this.#duckdb = duckdb;
    this.#connection = connection;
    this.#signal = signal;
    this.#interrupt = () => connection.interrupt();
    signal.addEventListener("abort", this.#interrupt, { once: true });
  }

  /**
   * @param signal  interrupts what is running
   * @throws LeolinkError (`input`) when the optional package is missing or a folder's files cannot be read
   */
  static async open(folders: readonly ResultFolder[], signal: AbortSignal): Promise<ResultDatabase> {
    const duckdb = await optionalDuckDb();
    const instance = await duckdb.DuckDBInstance.create(":memory:", {
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      temp_directory: tmpdir(),
    });
    const database = new ResultDatabase(duckdb, await instance.connect(), signal);
    // Every time of leolink is UTC.
    await database.#connection.run("SET TimeZone = 'UTC'");
    await database.#addViews(folders);
    return database;
  }

  /** `points`, `series`, `figures`, `folders`, as far as there is anything in them. */
  get views(): readonly string[] {
    return this.#views;
  }

  /**
   * Runs one statement that reads.
   *
   * @throws SqlError with DuckDB's words
   * @throws LeolinkError (`input`) when the statement would do anything but read
   */
  async query(sql: string): Promise<QueryResult> {
    const statement = await this.#readingStatement(sql);
    const result = await this.#worded(() => statement.stream());
    const types = result.columnTypes();
    return {
      columns: result.deduplicatedColumnNames().map((name, index) => ({ name, type: String(types[index]) })),
      rows: this.#rows(result),
    };
  }

  /**
   * Runs one statement that reads and keeps its rows as a Parquet file, which is replaced whole or not at all.
   *
   * @returns how many rows there are
   */
  async store(sql: string, file: string): Promise<number> {
    await this.#readingStatement(sql);
    const beside = `${file}.${process.pid}.partial`;
    try {
      // The statement goes in as a text: nothing in it can end the COPY around it.
      const copy = `COPY (FROM query(${text(sql)})) TO ${text(beside)} (FORMAT parquet)`;
      const result = await this.#worded(() => this.#connection.run(copy));
      await rename(beside, file);
      return result.rowsChanged;
    } finally {
      rmSync(beside, { force: true });
    }
  }

  close(): void {
    this.#signal.removeEventListener("abort", this.#interrupt);
    this.#connection.closeSync();
  }

  async #addViews(folders: readonly ResultFolder[]): Promise<void> {
    if (folders.length === 0) return;
    const views = queryViews(folders);
    for (const { name, sql } of views) {
      try {
        await this.#connection.run(`CREATE VIEW ${name} AS ${sql}`);
      } catch (error) {
        const words = error instanceof Error ? error.message.split("\n")[0] : String(error);
        throw new LeolinkError("input", [{ message: `the view ${name} cannot be made: ${words}` }]);
      }
    }
    this.#views = views.map(({ name }) => name);
  }

  /** The statement, prepared, of which it is known that it only reads. */
  async #readingStatement(sql: string): Promise<DuckDb.DuckDBPreparedStatement> {
    // Judged by its first word before anything else: to prepare an EXPORT already makes its folder.
    const [, word] = /^(?:\s|;|\(|--.*|\/\*[\s\S]*?\*\/)*(\w*)/.exec(sql) ?? [];
    if (!readingWords.includes(word.toUpperCase())) throw notReading(word.toUpperCase() || "none");
    const explained = /^\s*explain\s+(?:analyze\s+)?(.*)$/is.exec(sql)?.[1];
    // EXPLAIN ANALYZE runs what it explains.
    if (explained !== undefined) await this.#readingStatement(explained);
    else if (word.toUpperCase() === "EXPLAIN") throw notReading("a comment before EXPLAIN");
    const statements = await this.#worded(() => this.#connection.extractStatements(sql));
    // PIVOT over values that only the data know makes a type of its own first, in memory.
    const isPivot = /\bpivot/i.test(sql) && !/\bcreate\b/i.test(sql);
    for (let index = 0; ; index++) {
      const statement = await this.#worded(() => statements.prepare(index));
      const type = this.#duckdb.StatementType[statement.statementType];
      if (index < statements.count - 1) {
        if (!(type === "CREATE" && isPivot)) throw notReading(`${statements.count} statements`);
        await this.#worded(() => statement.run());
        continue;
      }
      if (type !== (explained === undefined ? "SELECT" : "EXPLAIN")) throw notReading(type ?? "another");
      return statement;
    }
  }

  async *#rows(result: DuckDb.DuckDBResult): AsyncGenerator<readonly (readonly QueryValue[])[]> {
    for (;;) {
      const chunk = await this.#worded(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      this.#signal.throwIfAborted();
      yield chunk.getRows().map((row) => row.map((value) => queryValue(value, this.#duckdb)));
    }
  }

  async #worded<Value>(run: () => Promise<Value>): Promise<Value> {
    try {
      return await run();
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!(error instanceof Error)) throw error;
      const isTable = error.message.startsWith("Catalog Error: Table");
      const views = this.#views.join(", ") || "none, since no results were given";
      throw new SqlError(isTable ? `${error.message}\n\nviews: ${views}` : error.message);
    }
  }
}

/** What a statement that reads may start with. */
const readingWords: readonly string[] =
  "SELECT FROM WITH VALUES TABLE DESCRIBE DESC SUMMARIZE SHOW EXPLAIN PIVOT UNPIVOT".split(" ");

function notReading(found: string): LeolinkError {
  const nearest = nearestName(found, readingWords);
  return new LeolinkError("input", [
    {
      message: `expected one statement that reads (SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, EXPLAIN), found ${found}`,
      hint: nearest && `did you mean ${nearest}?`,
    },
  ]);
}

/** An optional package: its program for this machine may not be there. */
async function optionalDuckDb(): Promise<typeof DuckDb> {
  try {
    return await import("@duckdb/node-api");
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    const words = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new LeolinkError("input", [
      {
        message: `a query needs the optional package @duckdb/node-api, which ${isMissing ? "is not installed" : `does not load here: ${words}`}`,
        hint: "npm install @duckdb/node-api; the Parquet files themselves open in pandas, polars and DuckDB",
      },
    ]);
  }
}
