import type { AccessFrame } from "./access-frame.js";

/**
 * Interference cancellation over the slots of a frame on the collision channel: a packet that is alone in a slot is
 * decoded, and all its replicas are taken out of theirs; packets that collide are not decoded. Cancelling is perfect.
 *
 * An iteration decodes all slots with one packet left, then cancels; the first decodes what plain slotted ALOHA would.
 * Work is proportional to the replicas: a slot holds the number of its packets and the sum of their users.
 */
export class CollisionCancellation {
  readonly #count: Int32Array;
  readonly #sum: Float64Array;
  readonly #open: Int32Array;
  readonly #next: Int32Array;
  #isDecoded = new Uint8Array(0);
  #decoded = new Int32Array(0);

  constructor(slots: number) {
    this.#count = new Int32Array(slots);
    this.#sum = new Float64Array(slots);
    this.#open = new Int32Array(slots);
    this.#next = new Int32Array(slots);
  }

  /** `[user]` of the last frame: 1 where its packet was decoded. */
  get isDecoded(): Uint8Array {
    return this.#isDecoded;
  }

  /** @returns iterations that decoded something, at most `iterations` */
  resolve(frame: AccessFrame, iterations: number): number {
    const { users, first, slot } = frame;
    const [count, sum] = [this.#count.fill(0), this.#sum.fill(0)];
    if (this.#isDecoded.length < users) {
      this.#isDecoded = new Uint8Array(users + (users >> 2));
      this.#decoded = new Int32Array(users + (users >> 2));
    }
    const isDecoded = this.#isDecoded.fill(0, 0, users);
    const decoded = this.#decoded;
    for (let user = 0; user < users; user++) {
      for (let replica = first[user]; replica < first[user + 1]; replica++) {
        count[slot[replica]]++;
        sum[slot[replica]] += user;
      }
    }
    let [open, next] = [this.#open, this.#next];
    let openCount = 0;
    for (let s = 0; s < count.length; s++) if (count[s] === 1) open[openCount++] = s;
    let used = 0;
    while (openCount > 0 && used < iterations) {
      used++;
      let decodedCount = 0;
      for (let i = 0; i < openCount; i++) {
        const user = sum[open[i]];
        if (isDecoded[user] === 1) continue;
        isDecoded[user] = 1;
        decoded[decodedCount++] = user;
      }
      let nextCount = 0;
      for (let i = 0; i < decodedCount; i++) {
        const user = decoded[i];
        for (let replica = first[user]; replica < first[user + 1]; replica++) {
          const s = slot[replica];
          sum[s] -= user;
          if (--count[s] === 1) next[nextCount++] = s;
        }
      }
      // A slot that was down to one packet may have lost that one too.
      openCount = 0;
      for (let i = 0; i < nextCount; i++) if (count[next[i]] === 1) next[openCount++] = next[i];
      [open, next] = [next, open];
    }
    return used;
  }

  toString(): string {
    return `CollisionCancellation(${this.#count.length} slots)`;
  }
}
