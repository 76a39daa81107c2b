/** Where the time of a slot goes: for benchmarks, which hand in the clock; nothing in a result depends on it. */
export class StageClock {
  readonly #now_ms: () => number;
  readonly #spent_ms = new Map<string, number>();
  #last_ms = 0;

  constructor(now_ms: () => number) {
    this.#now_ms = now_ms;
  }

  start(): void {
    this.#last_ms = this.#now_ms();
  }

  /** Books the time since the last call. */
  lap(stage: string): void {
    const now = this.#now_ms();
    this.#spent_ms.set(stage, (this.#spent_ms.get(stage) ?? 0) + now - this.#last_ms);
    this.#last_ms = now;
  }

  get spent_ms(): ReadonlyMap<string, number> {
    return this.#spent_ms;
  }
}
