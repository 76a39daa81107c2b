import { RandomStream } from "../../random/random-stream.js";
import { AccessFrame, poissonUsers, ReplicaSlots } from "./access-frame.js";
import { CaptureCancellation, type CaptureReception } from "./capture-cancellation.js";
import { CollisionCancellation } from "./collision-cancellation.js";
import { DecodedCancellation, type DecodedReception } from "./decoded-cancellation.js";
import type { DegreeDistribution } from "./degree-distribution.js";

/** How a receiver gets packets out of slots. */
export type AccessReception = { readonly kind: "collision" } | CaptureReception | DecodedReception;

/** A random-access scheme as plain data. */
export interface RandomAccessSpec {
  /** Of a frame, which a user sends all replicas of a packet in. */
  readonly slots: number;
  readonly distribution: DegreeDistribution;
  /** `poisson`: a Poisson number of users a frame, many users that send rarely; `fixed`: exactly load times slots. */
  readonly arrivals: "poisson" | "fixed";
  /** Most iterations of decoding and cancelling, from 1, which cancels nothing. */
  readonly iterations: number;
  readonly reception: AccessReception;
  /** Whole number from 0 to 2^53 - 1. */
  readonly seed: number;
}

/** What became of a frame. */
export interface AccessOutcome {
  /** That sent a packet. */
  users: number;
  /** Packets that no slot gave. */
  lost: number;
  /** Packets accepted that nobody sent. */
  undetectedErrors: number;
  /** Iterations that decoded something. */
  iterations: number;
}

/**
 * Slotted ALOHA and its successors (CRDSA: Casini, De Gaudenzi, del Rio Herrero 2007; IRSA: Liva 2011): users send replicas
 * of a packet in random slots of a frame, and the receiver cancels what it has decoded.
 *
 * Frame n is a pure function of the spec, the load and n; in collision and capture a frame at a higher load has the users of
 * one at a lower load, and more.
 */
export class RandomAccess {
  readonly spec: RandomAccessSpec;
  /** Who sent where in the last frame. */
  readonly frame: AccessFrame;
  readonly #arrivals: RandomStream;
  readonly #drawn: RandomStream;
  readonly #powers: RandomStream;
  readonly #replicas: ReplicaSlots;
  readonly #collision?: CollisionCancellation;
  readonly #capture?: CaptureCancellation;
  readonly #decoded?: DecodedCancellation;

  /** @throws RangeError naming what is out of range */
  constructor(spec: RandomAccessSpec) {
    const { slots, distribution, iterations, reception, seed } = spec;
    this.#replicas = new ReplicaSlots(distribution, slots);
    if (!(Number.isInteger(iterations) && iterations >= 1)) {
      throw new RangeError(`iterations: expected a whole number from 1, found ${iterations}`);
    }
    checkReception(reception);
    this.spec = spec;
    this.frame = new AccessFrame(slots);
    this.#arrivals = new RandomStream(seed, "random-access.arrivals");
    this.#drawn = new RandomStream(seed, "random-access.replicas");
    this.#powers = new RandomStream(seed, "random-access.powers");
    if (reception.kind === "collision") this.#collision = new CollisionCancellation(slots);
    else if (reception.kind === "capture") this.#capture = new CaptureCancellation(slots, reception);
    else this.#decoded = new DecodedCancellation(slots, distribution, reception, seed);
  }

  /** Information bits of a packet that are the user's, where packets are decoded for real. */
  get burst(): DecodedCancellation["burst"] | undefined {
    return this.#decoded?.burst;
  }

  /** `[user]` of the last frame: 1 where its packet was decoded. */
  get isDecoded(): Uint8Array {
    return (this.#collision ?? this.#capture ?? this.#decoded)!.isDecoded;
  }

  /** The power left in a slot of the last frame, over the noise's; where packets are decoded for real. */
  slotPower(slot: number): number | undefined {
    return this.#decoded?.slotPower(slot);
  }

  /**
   * One frame.
   *
   * @param load  G, new packets a slot, above 0
   * @throws RangeError where arrivals are fixed and the load gives no whole number of users
   */
  send(load: number, number: number, out: AccessOutcome): void {
    const { iterations } = this.spec;
    const users = this.#users(load, number);
    const frame = this.frame;
    out.undetectedErrors = 0;
    if (this.#decoded) {
      this.#decoded.draw(frame, users, number);
      out.iterations = this.#decoded.resolve(frame, iterations, number);
      out.undetectedErrors = this.#decoded.undetectedErrors;
    } else {
      this.#draw(users, number);
      if (this.#capture) {
        this.#powers.reset(number);
        out.iterations = this.#capture.resolve(frame, iterations, this.#powers);
      } else {
        out.iterations = this.#collision!.resolve(frame, iterations);
      }
    }
    const isDecoded = this.isDecoded;
    let decoded = 0;
    for (let user = 0; user < users; user++) decoded += isDecoded[user];
    out.users = users;
    out.lost = users - decoded;
  }

  #users(load: number, number: number): number {
    const { slots, arrivals } = this.spec;
    if (!(load > 0 && load < Infinity)) throw new RangeError(`load: expected a number above 0, found ${load}`);
    if (arrivals === "poisson") {
      this.#arrivals.reset(number);
      return poissonUsers(this.#arrivals, load * slots);
    }
    return fixedUsers(load, slots);
  }

  #draw(users: number, number: number): void {
    const { frame } = this;
    frame.clear(users, users * this.#replicas.largest);
    this.#drawn.reset(number);
    for (let user = 0; user < users; user++) {
      frame.add(this.#replicas.draw(this.#drawn, frame.slot, frame.first[user]));
    }
  }

  toString(): string {
    const { slots, arrivals, iterations } = this.spec;
    return `RandomAccess(${slots} slots, ${arrivals} arrivals, ${this.spec.reception.kind}, at most ${iterations} iterations)`;
  }
}

/**
 * Users of a frame at a load.
 *
 * @throws RangeError where that is no whole number
 */
export function fixedUsers(load: number, slots: number): number {
  const users = Math.round(load * slots);
  if (!(Math.abs(load * slots - users) <= 1e-9 * slots)) {
    throw new RangeError(
      `load: expected a whole number of users with fixed arrivals, found ${Number((load * slots).toPrecision(9))} in ${slots} slots`,
    );
  }
  return users;
}

function checkReception(reception: AccessReception): void {
  if (reception.kind === "collision") return;
  const { snr_dB, powerDeviation_dB = 0 } = reception;
  if (!Number.isFinite(snr_dB)) throw new RangeError(`snr_dB: expected a finite number, found ${snr_dB}`);
  if (!(powerDeviation_dB >= 0 && powerDeviation_dB < Infinity)) {
    throw new RangeError(`powerDeviation_dB: expected a number from 0, found ${powerDeviation_dB}`);
  }
  if (reception.kind === "decoded") return;
  const { threshold_dB, residual_dB } = reception;
  if (!Number.isFinite(threshold_dB)) {
    throw new RangeError(`threshold_dB: expected a finite number, found ${threshold_dB}`);
  }
  if (residual_dB !== undefined && !(residual_dB <= 0)) {
    throw new RangeError(`residual_dB: expected a number up to 0, found ${residual_dB}`);
  }
}
