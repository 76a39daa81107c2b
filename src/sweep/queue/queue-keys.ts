/** Everything of leolink on a server begins with it. */
export const keyPrefix = "leolink";

/** What nobody comes back to is gone after so long. */
export const lifetime_s = 7 * 24 * 3600;
/** A worker or driver that was not heard of for so long is gone. */
export const silence_s = 15;
export const heartbeat_ms = 2000;

/** Workers by id, as JSON. */
export const workersKey = `${keyPrefix}:workers`;
/** Model versions that were here, by when. */
export const versionsKey = `${keyPrefix}:versions`;
/** Sweeps that were here, by when. */
export const sweepsKey = `${keyPrefix}:sweeps`;

/** A packed plan, by its content. */
export function planKey(plan: string): string {
  return `${keyPrefix}:plan:${plan}`;
}

/** What is known of a sweep, field by field. */
export function sweepKey(sweep: string): string {
  return `${keyPrefix}:sweep:${sweep}`;
}

/** Packed outcomes of a sweep, by shard, until its driver has kept them. */
export function resultsKey(sweep: string): string {
  return `${keyPrefix}:results:${sweep}`;
}

/** Names of shards that there is something to know of, for the driver that waits. */
export function landedKey(sweep: string): string {
  return `${keyPrefix}:landed:${sweep}`;
}

/** Shards of different model versions stand in different queues, so that no worker ever sees work that it may not do. */
export function queueName(modelVersion: string): string {
  return `shards-${modelVersion}`;
}

/** Keys of a BullMQ queue beside those of its jobs. */
export function queueKeys(modelVersion: string): readonly string[] {
  const parts = ["active", "completed", "delayed", "events", "failed", "id", "marker", "meta", "paused", "pc"];
  return [...parts, "prioritized", "stalled", "wait"].map((part) => `${keyPrefix}:${queueName(modelVersion)}:${part}`);
}

/** The job of a shard. */
export function jobKey(modelVersion: string, shard: string): string {
  return `${keyPrefix}:${queueName(modelVersion)}:${shard}`;
}
