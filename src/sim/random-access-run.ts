import { meanReplicas } from "../receiver/random-access/degree-distribution.js";
import { asymptoticLossRate, asymptoticThreshold } from "../receiver/random-access/density-evolution.js";
import { RandomAccess, type RandomAccessSpec } from "../receiver/random-access/random-access.js";
import { clusterRateEstimate } from "../statistics/cluster-rate.js";
import type { Estimate } from "../statistics/estimate.js";
import { studentTQuantile } from "../statistics/student-t.js";
import type { AccessCounter } from "./access-counter.js";
import { type AccessCounts, addAccessCounts, lossSums, noAccessFrames } from "./access-counts.js";
import { type BatchesEnd, countBatches, growingBatch } from "./frame-batches.js";

/** When a point of a load curve has seen enough. */
export interface AccessRule {
  /** Frames in which a packet was lost. */
  readonly lossyFrames: number;
  /** Most frames. */
  readonly frames: number;
}

/** What random access did at one load. */
export interface AccessPoint {
  /** G, packets sent a slot. */
  readonly load: number;
  readonly counts: AccessCounts;
  readonly stoppedBy: "lossyFrames" | Exclude<BatchesEnd, "met">;
  /** Packets received a slot; Student's t interval of 95 % over frames. */
  readonly throughput: Estimate;
  /** Packets lost over packets sent; interval of 95 % by the spread between frames (`clusterRateEstimate`). */
  readonly packetLossRate: Estimate;
  /** Of infinitely long frames after as many iterations; on the collision channel. */
  readonly asymptoticLossRate?: number;
  /** Iterations that decoded something. */
  readonly meanIterations: number;
}

/** Random access over its load, with what it was measured on. */
export interface AccessCurve {
  readonly spec: RandomAccessSpec;
  readonly rule: AccessRule;
  /** A packet's energy over that of slotted ALOHA at the same power. */
  readonly meanReplicas: number;
  /** Load up to which infinitely long frames lose nothing, by density evolution of the collision channel. */
  readonly asymptoticThreshold: number;
  /** Of a packet that is decoded for real. */
  readonly burst?: {
    readonly code: string;
    readonly decoder: string;
    readonly symbols: number;
    readonly knownSymbols: number;
  };
  readonly points: readonly AccessPoint[];
  /** Whether every point met the rule, or which end came first. */
  readonly end: "finished" | "time" | "interrupted";
}

export interface AccessWatch {
  readonly isOver?: () => boolean;
  readonly signal?: AbortSignal;
  /** A batch of the point at `load` has been counted. */
  readonly onProgress?: (load: number, counts: AccessCounts, found: readonly AccessPoint[]) => void;
  /** A point is finished. */
  readonly onPoint?: (point: AccessPoint) => void;
}

/** Symbols or replicas of a frame that make a batch at first; a batch is some milliseconds of work. */
const firstBatch = 2 ** 16;
const mostFirstFrames = 256;
/** A symbol that is estimated, decoded and subtracted over a replica that is only counted. */
const symbolWork = 8;

/**
 * Throughput and packet loss at the loads of a list, in its order. Every choice depends on counts only, so the points are the
 * same for any number of workers. Ends early where time is over or the user interrupts; a point of no frame is left out.
 *
 * @throws RangeError naming what is out of range in the spec or the loads
 */
export async function randomAccessCurve(
  spec: RandomAccessSpec,
  loads: readonly number[],
  rule: AccessRule,
  counter: AccessCounter,
  watch: AccessWatch = {},
): Promise<AccessCurve> {
  const { burst } = new RandomAccess(spec);
  const frameWork = spec.slots * (burst ? symbolWork * burst.symbols : meanReplicas(spec.distribution));
  const first = Math.max(1, Math.min(mostFirstFrames, Math.ceil(firstBatch / frameWork)));
  const points: AccessPoint[] = [];
  let end: AccessCurve["end"] = "finished";
  for (const load of loads) {
    const { counts, stoppedBy } = await countBatches<AccessCounts>(
      {
        width: counter.width,
        size: (index) => growingBatch(first, index),
        frames: rule.frames,
        count: (firstFrame, frames) => counter.count(load, firstFrame, frames),
        none: noAccessFrames,
        add: addAccessCounts,
        isMet: ({ lossyFrames }) => lossyFrames >= rule.lossyFrames,
      },
      { ...watch, onProgress: (counts) => watch.onProgress?.(load, counts, points) },
    );
    if (counts.frames > 0) {
      const point = accessPoint(spec, load, counts, stoppedBy);
      points.push(point);
      watch.onPoint?.(point);
    }
    if (stoppedBy === "time" || stoppedBy === "interrupted") {
      end = stoppedBy;
      break;
    }
  }
  return {
    spec,
    rule,
    meanReplicas: meanReplicas(spec.distribution),
    asymptoticThreshold: asymptoticThreshold(spec.distribution),
    burst: burst && {
      code: burst.code.name,
      decoder: String(burst.code.decoder),
      symbols: burst.symbols,
      knownSymbols: burst.pilots.at.length,
    },
    points,
    end,
  };
}

function accessPoint(spec: RandomAccessSpec, load: number, counts: AccessCounts, stoppedBy: BatchesEnd): AccessPoint {
  const { distribution, iterations, reception } = spec;
  return {
    load,
    counts,
    stoppedBy: stoppedBy === "met" ? "lossyFrames" : stoppedBy,
    throughput: throughputEstimate(counts, spec.slots),
    packetLossRate: clusterRateEstimate(lossSums(counts)),
    asymptoticLossRate: reception.kind === "collision" ? asymptoticLossRate(distribution, load, iterations) : undefined,
    meanIterations: counts.iterations / counts.frames,
  };
}

/** Mean over frames of the packets received a slot, with Student's t interval; 0 to Infinity for one frame. */
function throughputEstimate(counts: AccessCounts, slots: number, confidence = 0.95): Estimate {
  const { frames, users, lost, squaredUsers, squaredLost, usersTimesLost } = counts;
  const mean = (users - lost) / frames;
  if (frames < 2) return { value: mean / slots, low: 0, high: Infinity, confidence };
  const squares = squaredUsers - 2 * usersTimesLost + squaredLost;
  const variance = Math.max(0, squares - frames * mean * mean) / (frames - 1);
  const halfWidth = studentTQuantile((1 + confidence) / 2, frames - 1) * Math.sqrt(variance / frames);
  return {
    value: mean / slots,
    low: Math.max(0, mean - halfWidth) / slots,
    high: (mean + halfWidth) / slots,
    confidence,
  };
}
