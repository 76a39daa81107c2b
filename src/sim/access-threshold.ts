import { RandomAccess, type RandomAccessSpec } from "../receiver/random-access/random-access.js";
import type { Estimate } from "../statistics/estimate.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { countAccessFrames } from "./access-counts.js";

/** How exactly a load is sought: each group of frames finds its own, and their spread gives the interval. */
export interface AccessThresholdEffort {
  /** From 2. */
  readonly groups: number;
  readonly framesAGroup: number;
}

/**
 * The load at which a scheme with a fixed number of users a frame loses a given part of its packets: by bisection over the
 * number of users, with Student's t interval of 95 % over independent groups of frames.
 *
 * @param lossRate  between 0 and 1
 * @returns load in packets a slot
 * @throws RangeError where arrivals are not fixed, or no load up to two packets a slot loses that much
 */
export function accessThreshold(
  spec: RandomAccessSpec,
  lossRate: number,
  { groups, framesAGroup }: AccessThresholdEffort,
): Estimate {
  const { slots, arrivals } = spec;
  if (arrivals !== "fixed") throw new RangeError(`accessThreshold: arrivals: expected fixed, found ${arrivals}`);
  if (!(lossRate > 0 && lossRate < 1)) {
    throw new RangeError(`accessThreshold: lossRate: expected a rate between 0 and 1, found ${lossRate}`);
  }
  const access = new RandomAccess(spec);
  const loads = Array.from({ length: groups }, (_, group) => {
    const loss = (users: number) => {
      const { lost, users: sent } = countAccessFrames(access, users / slots, group * framesAGroup, framesAGroup);
      return lost / sent;
    };
    let [low, high] = [1, 2 * slots];
    let [below, above] = [loss(low), loss(high)];
    if (!(below <= lossRate && above > lossRate)) {
      throw new RangeError(
        `accessThreshold: expected a load with a loss rate of ${lossRate}, found ${below} to ${above} up to 2 packets a slot`,
      );
    }
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const found = loss(middle);
      if (found > lossRate) [high, above] = [middle, found];
      else [low, below] = [middle, found];
    }
    return (low + (lossRate - below) / (above - below)) / slots;
  });
  return meanEstimate(loads);
}
