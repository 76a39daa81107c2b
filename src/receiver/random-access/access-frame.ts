import { cumulativeProbabilities, type RandomStream } from "../../random/random-stream.js";
import { type DegreeDistribution, largestDegree } from "./degree-distribution.js";

/** Who sends in which slots of one frame. Owns arrays that grow with the frames it has seen. */
export class AccessFrame {
  readonly slots: number;
  #users = 0;
  #first = new Int32Array(1);
  #slot = new Int32Array(0);

  /** @param slots  of a frame, from 1 */
  constructor(slots: number) {
    this.slots = slots;
  }

  /** Users that send a new packet. */
  get users(): number {
    return this.#users;
  }

  /** `[user]` to `[user + 1]`: where a user's replicas stand in `slot`. */
  get first(): Int32Array {
    return this.#first;
  }

  /** `[replica]`: the replica's slot. */
  get slot(): Int32Array {
    return this.#slot;
  }

  /** An empty frame with room for that many users and replicas. */
  clear(users: number, replicas: number): void {
    if (this.#first.length < users + 1) this.#first = new Int32Array(users + 1 + (users >> 2));
    if (this.#slot.length < replicas) this.#slot = new Int32Array(replicas + (replicas >> 2));
    this.#users = 0;
    this.#first[0] = 0;
  }

  /** Adds a user whose replicas have been written to `slot` from `first[users]` on. */
  add(replicas: number): void {
    this.#users++;
    this.#first[this.#users] = this.#first[this.#users - 1] + replicas;
  }
}

/** Draws a user's slots: how many by a degree distribution, then as many different ones, all sets equally likely. */
export class ReplicaSlots {
  readonly slots: number;
  /** The most that a user sends. */
  readonly largest: number;
  readonly #replicas: Int32Array;
  readonly #cumulative: Float64Array;

  /** @throws RangeError where a user would send more replicas than the frame has slots */
  constructor(distribution: DegreeDistribution, slots: number) {
    if (!(Number.isInteger(slots) && slots >= 1)) {
      throw new RangeError(`slots: expected a whole number from 1, found ${slots}`);
    }
    this.slots = slots;
    this.largest = largestDegree(distribution);
    if (this.largest > slots) {
      throw new RangeError(`slots: expected at least ${this.largest}, the most replicas of a user, found ${slots}`);
    }
    this.#replicas = Int32Array.from(distribution.terms, ({ replicas }) => replicas);
    this.#cumulative = cumulativeProbabilities(distribution.terms.map(({ probability }) => probability));
  }

  /** Writes a user's slots to `out` from `at` on and returns how many. */
  draw(stream: RandomStream, out: Int32Array, at: number): number {
    const replicas = this.#replicas.length === 1 ? this.#replicas[0] : this.#replicas[stream.choice(this.#cumulative)];
    // R. W. Floyd's way to draw a set: one number a member, none drawn twice.
    for (let i = 0; i < replicas; i++) {
      const last = this.slots - replicas + i;
      const drawn = Math.floor(stream.uniform() * (last + 1));
      let isTaken = false;
      for (let j = at; j < at + i; j++) isTaken ||= out[j] === drawn;
      out[at + i] = isTaken ? last : drawn;
    }
    return replicas;
  }
}

/**
 * Number of users that send in a frame at a mean of `mean`: Poisson, counted as arrivals of a stream, so that the same
 * stream gives more users at a higher load, never fewer.
 */
export function poissonUsers(stream: RandomStream, mean: number): number {
  let users = 0;
  for (let time = stream.exponential(1); time <= mean; time += stream.exponential(1)) users++;
  return users;
}
