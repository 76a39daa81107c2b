import type { PointOutcome } from "./point-record.js";

/** Keys of a stretch of points; where a scenario is wrong, what is wrong stands instead. */
export interface IdentifiedPoints {
  readonly keys: readonly (string | undefined)[];
  readonly problems: readonly { readonly index: number; readonly message: string }[];
}

/** A point at work and the state of its stop rule. */
export interface RunningPoint {
  readonly index: number;
  /** Replications finished, of at most `maximum`; 0 of 0 in a run without any. */
  readonly finished: number;
  readonly maximum: number;
}

/** Where points are run: threads of this machine, or machines of a queue. */
export interface PointRunner {
  /** Batches worth having under way at once. */
  readonly width: number;
  /** Seconds of work that a batch should be. */
  readonly batch_s: number;
  /** Runs points; rejects where whoever ran them is gone. */
  run(indices: readonly number[]): Promise<readonly PointOutcome[]>;
  /** What is at work now, as far as it is known here. */
  running(): readonly RunningPoint[];
  close(): Promise<void>;
}
