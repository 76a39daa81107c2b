import type { AccessOutcome, RandomAccess } from "../receiver/random-access/random-access.js";
import type { ClusterSums } from "../statistics/cluster-rate.js";

/**
 * What a number of frames of random access came to; counts of disjoint frames add. Packets of a frame share their fate, so the
 * frame is the unit: sums of squares stand beside the sums.
 */
export interface AccessCounts {
  readonly frames: number;
  /** Frames in which a packet was lost. */
  readonly lossyFrames: number;
  /** Packets sent, one a user. */
  readonly users: number;
  readonly lost: number;
  /** Packets accepted that nobody sent. */
  readonly undetectedErrors: number;
  /** Sum over frames of the iterations that decoded something. */
  readonly iterations: number;
  readonly squaredUsers: number;
  readonly squaredLost: number;
  readonly usersTimesLost: number;
}

export const noAccessFrames: AccessCounts = {
  frames: 0,
  lossyFrames: 0,
  users: 0,
  lost: 0,
  undetectedErrors: 0,
  iterations: 0,
  squaredUsers: 0,
  squaredLost: 0,
  usersTimesLost: 0,
};

export function addAccessCounts(a: AccessCounts, b: AccessCounts): AccessCounts {
  return {
    frames: a.frames + b.frames,
    lossyFrames: a.lossyFrames + b.lossyFrames,
    users: a.users + b.users,
    lost: a.lost + b.lost,
    undetectedErrors: a.undetectedErrors + b.undetectedErrors,
    iterations: a.iterations + b.iterations,
    squaredUsers: a.squaredUsers + b.squaredUsers,
    squaredLost: a.squaredLost + b.squaredLost,
    usersTimesLost: a.usersTimesLost + b.usersTimesLost,
  };
}

/** Sends frames `firstFrame` on, at a load in packets a slot. */
export function countAccessFrames(
  access: RandomAccess,
  load: number,
  firstFrame: number,
  frames: number,
): AccessCounts {
  const outcome: AccessOutcome = { users: 0, lost: 0, undetectedErrors: 0, iterations: 0 };
  const counts = { ...noAccessFrames, frames };
  for (let frame = firstFrame; frame < firstFrame + frames; frame++) {
    access.send(load, frame, outcome);
    const { users, lost } = outcome;
    if (lost > 0) counts.lossyFrames++;
    counts.users += users;
    counts.lost += lost;
    counts.undetectedErrors += outcome.undetectedErrors;
    counts.iterations += outcome.iterations;
    counts.squaredUsers += users * users;
    counts.squaredLost += lost * lost;
    counts.usersTimesLost += users * lost;
  }
  return counts;
}

/** Lost packets among those sent, by frames. */
export function lossSums(counts: AccessCounts): ClusterSums {
  return {
    clusters: counts.frames,
    trials: counts.users,
    events: counts.lost,
    squaredTrials: counts.squaredUsers,
    squaredEvents: counts.squaredLost,
    trialsTimesEvents: counts.usersTimesLost,
  };
}
