/** `count` is carried over when dropping starts again within so many intervals. */
const memory_intervals = 16;

/**
 * Controlled delay: drops from the head of a queue whose packets have all waited longer than `target` for an `interval`.
 *
 * RFC 8289, sections 5.5 (dequeue) and 5.6 (sojourn test; control law: interval over the square root of the drops),
 * told one dequeued packet at a time. RFC 8289, 4.3 and 4.4, recommends 5 ms and 100 ms for the Internet.
 */
export class CoDel {
  readonly #target_s: number;
  readonly #interval_s: number;
  /** NaN: not above the target. */
  #firstAbove_s = Number.NaN;
  #dropNext_s = 0;
  #count = 0;
  #lastCount = 0;
  #isDropping = false;
  /** The drop before this packet moves the schedule on only if this packet may be dropped too. */
  #isScheduleDue = false;

  constructor(target_s: number, interval_s: number) {
    this.#target_s = target_s;
    this.#interval_s = interval_s;
  }

  /**
   * Whether the packet just dequeued must be dropped; if so, ask again with the next one.
   *
   * @param now_s      time, never falling
   * @param sojourn_s  how long the packet waited
   * @param backlog    what is left in the queue behind it
   * @param maxPacket  largest packet, in the unit of `backlog`: no drop with no more than that left
   */
  isDropped(now_s: number, sojourn_s: number, backlog: number, maxPacket: number): boolean {
    const mayDrop = this.#isAboveForInterval(now_s, sojourn_s, backlog <= maxPacket);
    if (this.#isDropping) {
      if (!mayDrop) {
        this.#isDropping = false;
        this.#isScheduleDue = false;
        return false;
      }
      if (this.#isScheduleDue) {
        this.#isScheduleDue = false;
        this.#dropNext_s = this.#controlLaw_s(this.#dropNext_s);
      }
      if (now_s < this.#dropNext_s) return false;
      this.#count++;
      this.#isScheduleDue = true;
      return true;
    }
    if (!mayDrop) return false;
    this.#isDropping = true;
    const delta = this.#count - this.#lastCount;
    const isRecent = now_s - this.#dropNext_s < memory_intervals * this.#interval_s;
    this.#count = delta > 1 && isRecent ? delta : 1;
    this.#dropNext_s = this.#controlLaw_s(now_s);
    this.#lastCount = this.#count;
    return true;
  }

  /** A dequeue found nothing: the delay is below the target. */
  queueWasEmpty(): void {
    this.#firstAbove_s = Number.NaN;
    this.#isDropping = false;
    this.#isScheduleDue = false;
  }

  toString(): string {
    return `CoDel(target ${this.#target_s} s, interval ${this.#interval_s} s, ${this.#isDropping ? `dropping, count ${this.#count}` : "not dropping"})`;
  }

  #isAboveForInterval(now_s: number, sojourn_s: number, isLast: boolean): boolean {
    if (sojourn_s < this.#target_s || isLast) {
      this.#firstAbove_s = Number.NaN;
      return false;
    }
    if (Number.isNaN(this.#firstAbove_s)) {
      this.#firstAbove_s = now_s + this.#interval_s;
      return false;
    }
    return now_s >= this.#firstAbove_s;
  }

  #controlLaw_s(time_s: number): number {
    return time_s + this.#interval_s / Math.sqrt(this.#count);
  }
}
