import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { deflateSync, inflateSync } from "node:zlib";
import type { PointOutcome } from "../point-record.js";
import type { SweepJob } from "../sweep-job.js";

/** More than any plan or shard; a text that unpacks to more is refused. */
const mostBytes = 1 << 30;
const hashLength = 16;

/** What a worker sends back of a shard. */
export interface ShardResult {
  readonly outcomes: readonly PointOutcome[];
  readonly work_s: number;
}

/** A sweep's job as bytes, with its name by content. */
export function packPlan(job: SweepJob): { readonly id: string; readonly bytes: Buffer } {
  const text = JSON.stringify(job);
  return { id: contentName(text), bytes: deflateSync(text) };
}

/** @throws RangeError where the bytes are not those of that name */
export function unpackPlan(id: string, bytes: Buffer): SweepJob {
  const text = inflateSync(bytes, { maxOutputLength: mostBytes }).toString("utf8");
  if (contentName(text) !== id) throw new RangeError(`expected plan ${id}, found ${contentName(text)}`);
  return JSON.parse(text) as SweepJob;
}

/** Keeps every number bit for bit, also those that JSON does not know, and time series as they are. */
export function packResult(result: ShardResult): Buffer {
  return deflateSync(serialize(result));
}

export function unpackResult(bytes: Buffer): ShardResult {
  return deserialize(inflateSync(bytes, { maxOutputLength: mostBytes })) as ShardResult;
}

/** The name of a shard: the same points of the same sweep have the same. */
export function shardName(sweep: string, indices: readonly number[]): string {
  return `${sweep}-${contentName(indices.join(","))}`;
}

function contentName(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, hashLength);
}
