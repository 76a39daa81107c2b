const isWhollySent = 1;
const isLost = 2;

/**
 * Packets under repair by selective-repeat ARQ, and the line of their lost parts that await repetition.
 * Only packets that met a frame error enter it. Typed arrays that double when full; a packet is known by its slot.
 */
export class ArqBuffer {
  readonly #maxRetransmissions: number;
  // By slot.
  #size_bit = new Float64Array(64);
  #transmission_s = new Float64Array(64);
  #queueing_s = new Float64Array(64);
  #propagation_s = new Float64Array(64);
  #firstDecoded_s = new Float64Array(64);
  #latestDecoded_s = new Float64Array(64);
  #lossKnown_s = new Float64Array(64);
  #outstanding = new Int32Array(64);
  #state = new Uint8Array(64);
  #counted = new Uint8Array(64);
  #free = new Int32Array(64);
  #freeCount = 0;
  #slots = 0;
  #live = 0;
  // Ring of lost parts.
  #partSlot = new Int32Array(64);
  #partSize_bit = new Float64Array(64);
  #partRepeats = new Int32Array(64);
  #partReady_s = new Float64Array(64);
  #mask = 63;
  #head = 0;
  #parts = 0;
  #lastReady_s = 0;

  constructor(maxRetransmissions: number) {
    this.#maxRetransmissions = maxRetransmissions;
  }

  /** Packets under repair that are not lost. */
  get live(): number {
    return this.#live;
  }

  /**
   * A slot for a packet that met its first frame error.
   * @param latestDecoded_s  of the parts before, 0 for none
   * @param isCounted        whether the packet is one of those that a run's figures are taken from
   */
  open(size_bit: number, latestDecoded_s: number, isCounted = false): number {
    let slot = this.#slots;
    if (this.#freeCount > 0) slot = this.#free[--this.#freeCount];
    else {
      if (slot === this.#state.length) this.#growSlots();
      this.#slots++;
    }
    this.#size_bit[slot] = size_bit;
    this.#latestDecoded_s[slot] = latestDecoded_s;
    this.#lossKnown_s[slot] = Infinity;
    this.#outstanding[slot] = 0;
    this.#state[slot] = 0;
    this.#counted[slot] = isCounted ? 1 : 0;
    this.#live++;
    return slot;
  }

  /**
   * A part of the packet was in a lost frame. Feedback is taken in order: it is acted on when that of earlier frames is.
   * @param repeats     how often this part has been repeated already
   * @param feedback_s  when the transmitter learns of it
   * @returns whether this loses the packet: its retransmissions are used up
   */
  losePart(slot: number, size_bit: number, repeats: number, feedback_s: number): boolean {
    if ((this.#state[slot] & isLost) !== 0) {
      this.#releaseIfDone(slot);
      return false;
    }
    if (repeats >= this.#maxRetransmissions) {
      this.#state[slot] |= isLost;
      this.#lossKnown_s[slot] = feedback_s;
      this.#live--;
      this.#releaseIfDone(slot);
      return true;
    }
    if (this.#parts > this.#mask) this.#growParts();
    const tail = (this.#head + this.#parts) & this.#mask;
    this.#lastReady_s = Math.max(this.#lastReady_s, feedback_s);
    this.#partSlot[tail] = slot;
    this.#partSize_bit[tail] = size_bit;
    this.#partRepeats[tail] = repeats;
    this.#partReady_s[tail] = this.#lastReady_s;
    this.#parts++;
    this.#outstanding[slot]++;
    return false;
  }

  /** A part of the packet was decoded at `decoded_s`. @returns whether the packet is now whole: read it, then `release`. */
  decodePart(slot: number, decoded_s: number): boolean {
    if (decoded_s > this.#latestDecoded_s[slot]) this.#latestDecoded_s[slot] = decoded_s;
    return this.#isWhole(slot);
  }

  /**
   * The packet has been sent to its end for the first time.
   * @param queueing_s       time spent waiting till then
   * @param transmission_s   sum of the durations of the frames that carried it
   * @param propagation_s    one-way delay at the end of the last of them
   * @param firstDecoded_s   when that frame was, or would have been, decoded
   * @returns whether the packet is whole: read it, then `release`
   */
  completeFirstTransmission(
    slot: number,
    queueing_s: number,
    transmission_s: number,
    propagation_s: number,
    firstDecoded_s: number,
  ): boolean {
    this.#transmission_s[slot] = transmission_s;
    this.#queueing_s[slot] = queueing_s;
    this.#propagation_s[slot] = propagation_s;
    this.#firstDecoded_s[slot] = firstDecoded_s;
    this.#state[slot] |= isWhollySent;
    return this.#isWhole(slot);
  }

  /** The rest of a lost packet will not be sent. */
  abandon(slot: number): void {
    this.#state[slot] |= isWhollySent;
    this.#releaseIfDone(slot);
  }

  /** When the transmitter knows that the packet is lost; Infinity for one that is not. */
  lossKnown_s(slot: number): number {
    return this.#lossKnown_s[slot];
  }

  size_bit(slot: number): number {
    return this.#size_bit[slot];
  }

  transmission_s(slot: number): number {
    return this.#transmission_s[slot];
  }

  queueing_s(slot: number): number {
    return this.#queueing_s[slot];
  }

  propagation_s(slot: number): number {
    return this.#propagation_s[slot];
  }

  firstDecoded_s(slot: number): number {
    return this.#firstDecoded_s[slot];
  }

  latestDecoded_s(slot: number): number {
    return this.#latestDecoded_s[slot];
  }

  isCounted(slot: number): boolean {
    return this.#counted[slot] === 1;
  }

  /** Whether a frame with room for `room_bit` that starts now repeats a part of a packet that is counted. */
  isCountedDue(now_s: number, room_bit: number): boolean {
    let left_bit = room_bit;
    for (let n = 0; n < this.#parts && left_bit > 0; n++) {
      const part = (this.#head + n) & this.#mask;
      if (this.#partReady_s[part] > now_s) return false;
      const slot = this.#partSlot[part];
      if (this.#counted[slot] === 1 && this.#lossKnown_s[slot] > now_s) return true;
      left_bit -= this.#partSize_bit[part];
    }
    return false;
  }

  /** Gives back the slot of a packet that is whole. */
  release(slot: number): void {
    this.#live--;
    this.#free[this.#freeCount++] = slot;
  }

  /** When the first part in line may be repeated; Infinity for none. Parts of packets known to be lost leave the line. */
  ready_s(now_s: number): number {
    while (this.#parts > 0) {
      const ready_s = this.#partReady_s[this.#head];
      const slot = this.#partSlot[this.#head];
      if (ready_s > now_s || this.#lossKnown_s[slot] > now_s) return ready_s;
      this.#shiftPart(slot);
      this.#releaseIfDone(slot);
    }
    return Infinity;
  }

  get headSlot(): number {
    return this.#partSlot[this.#head];
  }

  get headSize_bit(): number {
    return this.#partSize_bit[this.#head];
  }

  get headRepeats(): number {
    return this.#partRepeats[this.#head];
  }

  /** Takes `size_bit`, at most all, of the first part in line. */
  take(size_bit: number): void {
    if (size_bit < this.#partSize_bit[this.#head]) this.#partSize_bit[this.#head] -= size_bit;
    else this.#shiftPart(this.#partSlot[this.#head]);
  }

  toString(): string {
    return `ArqBuffer(${this.#live} packets under repair, ${this.#parts} parts in line)`;
  }

  #shiftPart(slot: number): void {
    this.#outstanding[slot]--;
    this.#head = (this.#head + 1) & this.#mask;
    this.#parts--;
  }

  #isWhole(slot: number): boolean {
    if (this.#state[slot] === isWhollySent && this.#outstanding[slot] === 0) return true;
    this.#releaseIfDone(slot);
    return false;
  }

  /** Gives back the slot of a lost packet that nothing refers to any more. */
  #releaseIfDone(slot: number): void {
    if (this.#state[slot] === (isWhollySent | isLost) && this.#outstanding[slot] === 0) {
      this.#free[this.#freeCount++] = slot;
    }
  }

  #growSlots(): void {
    const length = this.#state.length * 2;
    this.#size_bit = grown(this.#size_bit, new Float64Array(length));
    this.#transmission_s = grown(this.#transmission_s, new Float64Array(length));
    this.#queueing_s = grown(this.#queueing_s, new Float64Array(length));
    this.#propagation_s = grown(this.#propagation_s, new Float64Array(length));
    this.#firstDecoded_s = grown(this.#firstDecoded_s, new Float64Array(length));
    this.#latestDecoded_s = grown(this.#latestDecoded_s, new Float64Array(length));
    this.#lossKnown_s = grown(this.#lossKnown_s, new Float64Array(length));
    this.#outstanding = grown(this.#outstanding, new Int32Array(length));
    this.#state = grown(this.#state, new Uint8Array(length));
    this.#counted = grown(this.#counted, new Uint8Array(length));
    this.#free = grown(this.#free, new Int32Array(length));
  }

  #growParts(): void {
    const length = (this.#mask + 1) * 2;
    this.#partSlot = unrolled(this.#partSlot, new Int32Array(length), this.#head);
    this.#partSize_bit = unrolled(this.#partSize_bit, new Float64Array(length), this.#head);
    this.#partRepeats = unrolled(this.#partRepeats, new Int32Array(length), this.#head);
    this.#partReady_s = unrolled(this.#partReady_s, new Float64Array(length), this.#head);
    this.#mask = length - 1;
    this.#head = 0;
  }
}

type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

function grown<T extends Numbers>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Copies a full ring so that it starts at index 0. */
function unrolled<T extends Numbers>(from: T, to: T, head: number): T {
  to.set(from.subarray(head));
  to.set(from.subarray(0, head), from.length - head);
  return to;
}
