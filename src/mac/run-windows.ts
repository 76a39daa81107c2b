/** A stretch of a run, from its start up to and without its end. */
export interface RunWindow {
  readonly start_s: number;
  readonly end_s: number;
}

/** Windows of a run, in rising order and apart from each other. */
export class RunWindows {
  readonly list: readonly RunWindow[];
  /** Of all windows. */
  readonly total_s: number;
  /** What they stand for: the share of the run in which the satellite is in sight. */
  readonly sightShare: number;
  #at = 0;

  /** @throws RangeError for windows that are empty, out of order or none */
  constructor(list: readonly RunWindow[], sightShare: number) {
    const isRising = list.every(
      ({ start_s, end_s }, i) => end_s > start_s && start_s >= (i === 0 ? 0 : list[i - 1].end_s),
    );
    if (!(list.length > 0 && isRising && sightShare > 0 && sightShare <= 1)) {
      throw new RangeError("RunWindows: expected windows that rise and a share of the run above 0 and up to 1");
    }
    this.list = list;
    this.total_s = list.reduce((sum, { start_s, end_s }) => sum + end_s - start_s, 0);
    this.sightShare = sightShare;
  }

  /** Whether a moment is in a window. Constant time where moments rise from call to call. */
  includes(time_s: number): boolean {
    const { list } = this;
    while (this.#at > 0 && time_s < list[this.#at].start_s) this.#at--;
    while (this.#at + 1 < list.length && time_s >= list[this.#at].end_s) this.#at++;
    const { start_s, end_s } = list[this.#at];
    return time_s >= start_s && time_s < end_s;
  }

  /** Of the window that the last moment asked for was in, or after which it was. */
  get index(): number {
    return this.#at;
  }

  toString(): string {
    return `RunWindows(${this.list.length} windows, ${this.total_s} s)`;
  }
}
