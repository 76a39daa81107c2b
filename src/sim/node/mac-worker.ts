import { type MacJob, type PlainReplication, replicate, toPlainResult } from "../mac-job.js";

/** A worker thread's task: one replication (the worker file that `PooledReplicator` names). */
export function runReplication({ job, replication }: { job: MacJob; replication: number }): PlainReplication {
  return toPlainResult(replicate(job, replication));
}
