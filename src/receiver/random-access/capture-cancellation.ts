import { fromdB } from "../../decibel.js";
import type { RandomStream } from "../../random/random-stream.js";
import type { AccessFrame } from "./access-frame.js";
import { SlotMembers } from "./slot-members.js";

/** Reception by signal-to-interference-and-noise ratio: the strongest of a collision may get through. */
export interface CaptureReception {
  readonly kind: "capture";
  /** Median of a packet's power over the noise, in dB. */
  readonly snr_dB: number;
  /** Standard deviation between users of the power in dB (log-normal), the same for all replicas of a packet; 0 if left out. */
  readonly powerDeviation_dB?: number;
  /** A packet is decoded in a slot at this SINR or more; replicas are not combined. */
  readonly threshold_dB: number;
  /** Power that a cancelled replica leaves, over its own, in dB: imperfect channel estimates. Nothing if left out. */
  readonly residual_dB?: number;
}

/**
 * Interference cancellation over the slots of a frame with capture: a packet is decoded in a slot where its SINR reaches the
 * threshold, against noise, packets not yet decoded and what is left of cancelled ones.
 *
 * An iteration looks at all slots that have changed, decodes, then cancels all replicas of what it has decoded.
 */
export class CaptureCancellation {
  readonly #reception: CaptureReception;
  readonly #members: SlotMembers;
  readonly #open: Int32Array;
  readonly #isOpen: Uint8Array;
  #power = new Float64Array(0);
  #isDecoded = new Uint8Array(0);
  #decoded = new Int32Array(0);

  constructor(slots: number, reception: CaptureReception) {
    this.#reception = reception;
    this.#members = new SlotMembers(slots);
    this.#open = new Int32Array(slots);
    this.#isOpen = new Uint8Array(slots);
  }

  /** `[user]` of the last frame: 1 where its packet was decoded. */
  get isDecoded(): Uint8Array {
    return this.#isDecoded;
  }

  /**
   * @param powers  stream of the users' powers
   * @returns iterations that decoded something, at most `iterations`
   */
  resolve(frame: AccessFrame, iterations: number, powers: RandomStream): number {
    const { users, first, slot } = frame;
    this.#begin(users, powers);
    this.#members.fill(frame);
    const { first: memberFirst, user: member } = this.#members;
    const [open, isOpen, power, isDecoded, decoded] = [
      this.#open,
      this.#isOpen.fill(1),
      this.#power,
      this.#isDecoded,
      this.#decoded,
    ];
    const threshold = fromdB(this.#reception.threshold_dB);
    const residual = fromdB(this.#reception.residual_dB ?? -Infinity);
    for (let s = 0; s < open.length; s++) open[s] = s;
    let openCount = open.length;
    let used = 0;
    for (; openCount > 0 && used < iterations; used++) {
      let decodedCount = 0;
      for (let i = 0; i < openCount; i++) {
        const [from, to] = [memberFirst[open[i]], memberFirst[open[i] + 1]];
        let total = 1;
        for (let m = from; m < to; m++) total += power[member[m]] * (isDecoded[member[m]] === 1 ? residual : 1);
        for (let m = from; m < to; m++) {
          const user = member[m];
          if (isDecoded[user] !== 0 || power[user] < threshold * (total - power[user])) continue;
          isDecoded[user] = justDecoded;
          decoded[decodedCount++] = user;
        }
      }
      if (decodedCount === 0) break;
      isOpen.fill(0);
      openCount = 0;
      for (let i = 0; i < decodedCount; i++) {
        const user = decoded[i];
        isDecoded[user] = 1;
        for (let replica = first[user]; replica < first[user + 1]; replica++) {
          if (isOpen[slot[replica]] === 1) continue;
          isOpen[slot[replica]] = 1;
          open[openCount++] = slot[replica];
        }
      }
    }
    return used;
  }

  #begin(users: number, powers: RandomStream): void {
    if (this.#power.length < users) {
      const room = users + (users >> 2);
      this.#power = new Float64Array(room);
      this.#isDecoded = new Uint8Array(room);
      this.#decoded = new Int32Array(room);
    }
    this.#isDecoded.fill(0, 0, users);
    drawPowers(this.#power, users, this.#reception, powers);
  }

  toString(): string {
    const { snr_dB, threshold_dB } = this.#reception;
    return `CaptureCancellation(${this.#open.length} slots, SNR ${snr_dB} dB, threshold ${threshold_dB} dB)`;
  }
}

/** Decoded in this iteration: not yet cancelled. */
const justDecoded = 2;

/** Powers of users over the noise, log-normal around the median. */
export function drawPowers(
  power: Float64Array,
  users: number,
  { snr_dB, powerDeviation_dB = 0 }: { readonly snr_dB: number; readonly powerDeviation_dB?: number },
  stream: RandomStream,
): void {
  const median = fromdB(snr_dB);
  if (powerDeviation_dB === 0) {
    power.fill(median, 0, users);
    return;
  }
  for (let user = 0; user < users; user++) power[user] = median * fromdB(powerDeviation_dB * stream.gaussian());
}
