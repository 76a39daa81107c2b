import { fromdB } from "../decibel.js";
import type { RandomStream } from "../random/random-stream.js";
import { normalCdf, normalQuantile } from "../statistics/normal-quantile.js";
import type { FlatAmplitudes } from "./flat-channel.js";
import type { LooTriplet } from "./loo.js";
import { SlowProcess } from "./slow-process.js";

/** One state of the land-mobile-satellite channel: how long it lasts, and how Loo's triplet is drawn in it. */
export interface LmsState {
  /** Of the natural logarithm of the state's length in metres. */
  readonly logMean: number;
  readonly logDeviation: number;
  /** Shorter stays are drawn anew. */
  readonly minimum_m: number;
  /** Mean and standard deviation of M_A, the mean level of the line of sight, drawn for each stay. */
  readonly levelMean_dB: number;
  readonly levelDeviation_dB: number;
  /** Probabilities between which M_A's quantiles are drawn: 0 and 1 for all of the Gaussian. */
  readonly levelLeast: number;
  readonly levelMost: number;
  /** Sigma_A = g1 M_A + g2, in dB; 0 where that is negative. */
  readonly g1: number;
  readonly g2_dB: number;
  /** Multipath MP = h1 M_A + h2, in dB. */
  readonly h1: number;
  readonly h2_dB: number;
  /** Correlation distance of the line of sight's level. */
  readonly correlation_m: number;
}

/** The two-state channel: states alternate, with a transition of f1 |change of M_A| + f2 metres at the start of each stay. */
export interface LmsTwoState {
  readonly good: LmsState;
  readonly bad: LmsState;
  readonly f1_m_dB: number;
  readonly f2_m: number;
}

/** A stay in a state, in metres from the start. */
interface Stay {
  readonly from_m: number;
  readonly to_m: number;
  readonly isGood: boolean;
  readonly triplet: LooTriplet;
  readonly transition_m: number;
  /** Coordinate of the level's slow process at the start: distances over the correlation distance of each state. */
  readonly fromCoordinate: number;
  readonly index: number;
}

/** Draws of a length or level before the parameters are taken for ones that allow none. */
const mostDraws = 10_000;

/**
 * Semi-Markov land-mobile-satellite channel of ITU-R P.681-11, 6.2: good and bad states of lognormal length, in each a Loo
 * channel whose triplet is drawn anew.
 *
 * The start lies at a random place of a stay, as for a process that has gone on for ever. Stays are drawn one after the other
 * and kept, so that the channel is the same in whatever order it is sampled.
 */
export class LmsStays {
  readonly #parameters: LmsTwoState;
  readonly #stream: RandomStream;
  readonly #stays: Stay[] = [];

  /** @param stream of the realisation, used by no other */
  constructor(parameters: LmsTwoState, stream: RandomStream) {
    for (const state of [parameters.good, parameters.bad]) checkState(state);
    this.#parameters = parameters;
    this.#stream = stream;
    const [good_m, bad_m] = [meanLength_m(parameters.good), meanLength_m(parameters.bad)];
    const isGood = stream.uniform() < good_m / (good_m + bad_m);
    const state = isGood ? parameters.good : parameters.bad;
    // The stay that holds the start is a stay weighted by its length: lognormal with the mean moved by the variance.
    const length_m = this.#length_m({ ...state, logMean: state.logMean + state.logDeviation ** 2 });
    const triplet = this.#triplet(state);
    const from_m = -stream.uniform() * length_m;
    const start = { from_m, to_m: from_m + length_m, transition_m: 0, fromCoordinate: 0, index: 0 };
    this.#stays.push({ ...start, isGood, triplet });
  }

  /** The stay at a distance from the start; the first one has no beginning. */
  at(distance_m: number): Stay {
    if (!Number.isFinite(distance_m)) {
      throw new RangeError(`LmsStays: expected a distance in metres, found ${distance_m}`);
    }
    const stays = this.#stays;
    while (stays[stays.length - 1].to_m <= distance_m) stays.push(this.#next(stays[stays.length - 1]));
    let low = 0;
    let high = stays.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (stays[middle].from_m <= distance_m) low = middle;
      else high = middle - 1;
    }
    return stays[low];
  }

  /**
   * Loo's triplet at a distance, moving linearly from the stay before in the transition. Places before the first stay, at which
   * a raster begins, are in it.
   */
  triplet(distance_m: number): LooTriplet {
    const stay = this.at(distance_m);
    const into_m = distance_m - stay.from_m;
    if (stay.index === 0 || into_m >= stay.transition_m) return stay.triplet;
    const before = this.#stays[stay.index - 1].triplet;
    const part = into_m / stay.transition_m;
    const between = (key: keyof LooTriplet) => before[key] + part * (stay.triplet[key] - before[key]);
    return {
      mean_dB: between("mean_dB"),
      deviation_dB: between("deviation_dB"),
      multipath_dB: between("multipath_dB"),
    };
  }

  /** Coordinate of the level's slow process: continuous over changes of state. */
  coordinate(distance_m: number): number {
    const { from_m, fromCoordinate, isGood } = this.at(distance_m);
    return fromCoordinate + (distance_m - from_m) / this.#correlation_m(isGood);
  }

  #correlation_m(isGood: boolean): number {
    return (isGood ? this.#parameters.good : this.#parameters.bad).correlation_m;
  }

  #next({ from_m, to_m, isGood, triplet: before, fromCoordinate, index }: Stay): Stay {
    const state = isGood ? this.#parameters.bad : this.#parameters.good;
    const length_m = this.#length_m(state);
    const triplet = this.#triplet(state);
    const { f1_m_dB, f2_m } = this.#parameters;
    const transition_m = Math.max(0, f1_m_dB * Math.abs(triplet.mean_dB - before.mean_dB) + f2_m);
    return {
      from_m: to_m,
      to_m: to_m + length_m,
      isGood: !isGood,
      triplet,
      transition_m: Math.min(transition_m, length_m),
      fromCoordinate: fromCoordinate + (to_m - from_m) / this.#correlation_m(isGood),
      index: index + 1,
    };
  }

  #length_m({ logMean, logDeviation, minimum_m }: LmsState): number {
    for (let draw = 0; draw < mostDraws; draw++) {
      const length_m = Math.exp(logMean + logDeviation * this.#stream.gaussian());
      if (length_m >= minimum_m) return length_m;
    }
    throw new RangeError(`LmsStays: expected a minimum length that is reached, found ${minimum_m} m`);
  }

  #triplet({ levelMean_dB, levelDeviation_dB, levelLeast, levelMost, g1, g2_dB, h1, h2_dB }: LmsState): LooTriplet {
    const p = levelLeast + (levelMost - levelLeast) * this.#stream.uniform();
    const mean_dB = levelMean_dB + levelDeviation_dB * normalQuantile(p);
    return { mean_dB, deviation_dB: Math.max(0, g1 * mean_dB + g2_dB), multipath_dB: h1 * mean_dB + h2_dB };
  }
}

/** Part of the lengths that are drawn which reaches the minimum, so that the others are drawn anew. */
export function longerShare({
  logMean,
  logDeviation,
  minimum_m,
}: Pick<LmsState, "logMean" | "logDeviation" | "minimum_m">): number {
  if (minimum_m <= 0) return 1;
  if (logDeviation === 0) return Math.exp(logMean) >= minimum_m ? 1 : 0;
  return normalCdf((logMean - Math.log(minimum_m)) / logDeviation);
}

/** Mean length of a stay: of a lognormal cut off below its minimum, metres. */
export function meanLength_m({ logMean, logDeviation, minimum_m }: LmsState): number {
  const mean_m = Math.exp(logMean + logDeviation ** 2 / 2);
  // A length weighted by itself is lognormal too, its mean moved by the variance.
  const weighted = longerShare({ logMean: logMean + logDeviation ** 2, logDeviation, minimum_m });
  return (mean_m * weighted) / longerShare({ logMean, logDeviation, minimum_m });
}

/** Part of the way in the good state. */
export function goodShare({ good, bad }: LmsTwoState): number {
  return meanLength_m(good) / (meanLength_m(good) + meanLength_m(bad));
}

/**
 * The amplitudes of the two-state channel along a way.
 *
 * @param distance_m of the user from the start as a function of time, from 0
 * @param stays      stream of the states, used by no other
 * @param shadowing  stream of the level within the states
 */
export function lmsAmplitudes(
  parameters: LmsTwoState,
  distance_m: (time_s: number) => number,
  stays: RandomStream,
  shadowing: RandomStream,
): FlatAmplitudes {
  const states = new LmsStays(parameters, stays);
  const level = new SlowProcess(shadowing);
  return (time_s, parts) => {
    const way_m = distance_m(time_s);
    const { mean_dB, deviation_dB, multipath_dB } = states.triplet(way_m);
    parts.lineOfSight = 10 ** ((mean_dB + deviation_dB * level.at(states.coordinate(way_m))) / 20);
    parts.scattered = Math.sqrt(fromdB(multipath_dB));
  };
}

function checkState(state: LmsState): void {
  const { logDeviation, levelDeviation_dB, levelLeast, levelMost, correlation_m } = state;
  const areFinite = Object.values(state).every(Number.isFinite);
  if (
    !(
      areFinite &&
      logDeviation >= 0 &&
      levelDeviation_dB >= 0 &&
      correlation_m > 0 &&
      levelLeast >= 0 &&
      levelMost <= 1 &&
      levelLeast < levelMost
    )
  ) {
    throw new RangeError(
      "LmsStays: expected finite parameters, deviations from 0, a correlation distance above 0 m and rising probabilities",
    );
  }
}
