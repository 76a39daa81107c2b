import type { PointRecord } from "./point-record.js";

/** The figures that any point of a sweep gives, and which of them carry intervals: the columns of its table. */
export class FigureColumns {
  readonly #hasInterval = new Map<string, boolean>();
  #isAbstracted = false;
  #names: readonly string[] | undefined;

  /** Takes note of a finished point. */
  add(record: PointRecord): void {
    if (record.status !== "done") return;
    if (record.sample) this.#isAbstracted = true;
    for (const [name, { confidence }] of Object.entries(record.figures)) {
      const known = this.#hasInterval.get(name);
      if (known === undefined) this.#names = undefined;
      if (known === undefined || (!known && confidence < 1)) this.#hasInterval.set(name, confidence < 1);
    }
  }

  /** Names in alphabetical order. */
  get names(): readonly string[] {
    this.#names ??= [...this.#hasInterval.keys()].sort();
    return this.#names;
  }

  hasInterval(name: string): boolean {
    return this.#hasInterval.get(name) === true;
  }

  /** Whether any point is of an abstracted run. */
  get isAbstracted(): boolean {
    return this.#isAbstracted;
  }
}
