import { workerData } from "piscina";
import { RandomAccess, type RandomAccessSpec } from "../../receiver/random-access/random-access.js";
import { type AccessCounts, countAccessFrames } from "../access-counts.js";

const access = new RandomAccess(workerData as RandomAccessSpec);

/** A worker thread's task: a batch of frames (the worker file that `PooledAccessCounter` names). */
export function countAccess({
  load,
  firstFrame,
  frames,
}: {
  load: number;
  firstFrame: number;
  frames: number;
}): AccessCounts {
  return countAccessFrames(access, load, firstFrame, frames);
}
