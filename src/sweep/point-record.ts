import type { Estimate } from "../statistics/estimate.js";

/** What a finished point left: the same for the same key, on any machine. */
export type PointRecord = DonePoint | RefusedPoint;

export interface DonePoint {
  readonly status: "done";
  /** Key figures by name; those without a finite value are left out. */
  readonly figures: Readonly<Record<string, Estimate>>;
  readonly sample?: PointSample;
  readonly warnings: readonly string[];
}

/** What an abstracted run's figures were counted in. */
export interface PointSample {
  readonly replications: number;
  /** Packets that were delivered or lost, and frames that were sent, in all replications. */
  readonly packets: number;
  readonly frames: number;
  readonly stoppedBy: string;
}

/** A point that the scenario allows and the run cannot do, e.g. a satellite that is never in sight. */
export interface RefusedPoint {
  readonly status: "refused";
  readonly message: string;
}

/** A point that broke the program: nothing is known of it, so it is not kept. */
export interface FailedPoint {
  readonly status: "failed";
  readonly message: string;
}

/** What became of a point that was run. */
export interface PointOutcome {
  readonly index: number;
  readonly key: string;
  readonly record: PointRecord | FailedPoint;
  /** Parquet of the time series, where the sweep keeps them. */
  readonly series?: Uint8Array;
}
