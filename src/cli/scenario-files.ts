import { dirname, resolve } from "node:path";
import { LeolinkError } from "../leolink-error.js";
import { readBytes, readTextFile } from "./text-file.js";

/**
 * The files that a scenario names, read relative to it as text: a Parquet file as the CSV that holds the same columns, a line
 * of names and a line a row.
 */
export class ScenarioFiles {
  readonly #folder: string;
  /** By full path; a file that is not right as the error to be thrown where it is asked for. */
  readonly #tables = new Map<string, string | LeolinkError>();

  /** @param scenario the file of the scenario */
  constructor(scenario: string) {
    this.#folder = dirname(scenario);
  }

  /**
   * What `load` makes of the scenario. Parquet is read without blocking, so that `load` is asked again, from the start, once
   * what it asked for is there.
   */
  async load<Result>(load: (readFile: (path: string) => string) => Result): Promise<Result> {
    for (;;) {
      const wanted = new Set<string>();
      try {
        const result = load((path) => this.#text(resolve(this.#folder, path), wanted));
        if (wanted.size === 0) return result;
      } catch (error) {
        if (wanted.size === 0) throw error;
      }
      for (const file of wanted) this.#tables.set(file, await tableText(file));
    }
  }

  #text(file: string, wanted: Set<string>): string {
    if (!/\.parquet$/i.test(file)) return readTextFile(file);
    const table = this.#tables.get(file);
    if (typeof table === "string") return table;
    if (table) throw table;
    wanted.add(file);
    throw new LeolinkError("input", [{ message: `${file} is not read yet` }]);
  }
}

async function tableText(file: string): Promise<string | LeolinkError> {
  try {
    const bytes = new Uint8Array(readBytes(file)).buffer;
    const { parquetText } = await import("../results/parquet-text.js");
    return await parquetText(bytes);
  } catch (error) {
    if (error instanceof LeolinkError) return error;
    throw error;
  }
}
