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

/** A batch of points that was run. */
export interface BatchResult {
  readonly outcomes: readonly PointOutcome[];
  /** How long the points took, without the time in which they waited for anyone to run them. */
  readonly work_s: number;
  /** To be called once every outcome is kept. */
  readonly onKept?: () => void;
}

/** Where points are run: threads of this machine, or machines of a queue. */
export interface PointRunner {
  /** Batches worth having under way at once; may change as workers come and go. */
  readonly width: number;
  /** Seconds of work that a batch should be. */
  readonly batch_s: number;
  /** Batches that somebody has at work already, for an earlier run of the same points. */
  readonly underWay?: readonly (readonly number[])[];
  /** Where the batches are, for the one who waits. */
  readonly state?: string;
  /**
   * Runs points; rejects where whoever ran them is gone.
   *
   * @throws LeolinkError where no point can be run any more
   */
  run(indices: readonly number[]): Promise<BatchResult>;
  /** Has a listener called when `width` has grown. */
  onWider?(listener: () => void): void;
  /** What is at work now, as far as it is known here. */
  running(): readonly RunningPoint[];
  close(): Promise<void>;
}
