import type { SweepJob } from "./sweep-job.js";

/** What the threads of a pool share. */
export interface SweepWorkerData {
  readonly job: SweepJob;
  /** How many threads have taken a slot, then three numbers a slot: point + 1, replications finished, at most. */
  readonly progress: SharedArrayBuffer;
}

/** Numbers of a thread's slot. */
export const slotNumbers = 3;
