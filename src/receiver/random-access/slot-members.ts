import type { AccessFrame } from "./access-frame.js";

/** The users of each slot of a frame: the transpose of an `AccessFrame`. Owns arrays that grow with the frames it has seen. */
export class SlotMembers {
  readonly #first: Int32Array;
  readonly #place: Int32Array;
  #user = new Int32Array(0);

  constructor(slots: number) {
    this.#first = new Int32Array(slots + 1);
    this.#place = new Int32Array(slots);
  }

  /** `[slot]` to `[slot + 1]`: where a slot's users stand in `user`. */
  get first(): Int32Array {
    return this.#first;
  }

  get user(): Int32Array {
    return this.#user;
  }

  fill({ users, first, slot }: AccessFrame): void {
    const replicas = first[users];
    if (this.#user.length < replicas) this.#user = new Int32Array(replicas + (replicas >> 2));
    const [start, place, user] = [this.#first.fill(0), this.#place, this.#user];
    for (let r = 0; r < replicas; r++) start[slot[r] + 1]++;
    for (let s = 0; s < place.length; s++) {
      start[s + 1] += start[s];
      place[s] = start[s];
    }
    for (let u = 0; u < users; u++) for (let r = first[u]; r < first[u + 1]; r++) user[place[slot[r]]++] = u;
  }
}
