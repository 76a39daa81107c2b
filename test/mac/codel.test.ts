import fc from "fast-check";
import { expect, test } from "vitest";
import { CoDel } from "../../src/mac/codel.js";

/** RFC 8289, sections 5.5 and 5.6, over a list of waiting packets; the form that its pseudo-code describes. */
class ListedCoDel {
  readonly queue: { arrival: number; size: number }[] = [];
  readonly #target: number;
  readonly #interval: number;
  readonly #maxPacket: number;
  #firstAbove = 0;
  #dropNext = 0;
  #count = 0;
  #lastCount = 0;
  #dropping = false;

  constructor(target: number, interval: number, maxPacket: number) {
    this.#target = target;
    this.#interval = interval;
    this.#maxPacket = maxPacket;
  }

  dequeue(now: number): number | undefined {
    let [packet, mayDrop] = this.#test(now);
    if (this.#dropping) {
      if (!mayDrop) this.#dropping = false;
      while (now >= this.#dropNext && this.#dropping) {
        this.#count++;
        [packet, mayDrop] = this.#test(now);
        if (!mayDrop) this.#dropping = false;
        else this.#dropNext += this.#interval / Math.sqrt(this.#count);
      }
    } else if (mayDrop) {
      [packet] = this.#test(now);
      this.#dropping = true;
      const delta = this.#count - this.#lastCount;
      this.#count = delta > 1 && now - this.#dropNext < 16 * this.#interval ? delta : 1;
      this.#dropNext = now + this.#interval / Math.sqrt(this.#count);
      this.#lastCount = this.#count;
    }
    return packet;
  }

  #test(now: number): [number | undefined, boolean] {
    const packet = this.queue.shift();
    if (packet === undefined) {
      this.#firstAbove = 0;
      return [undefined, false];
    }
    const backlog = this.queue.reduce((sum, { size }) => sum + size, 0);
    if (now - packet.arrival < this.#target || backlog <= this.#maxPacket) this.#firstAbove = 0;
    else if (this.#firstAbove === 0) this.#firstAbove = now + this.#interval;
    else if (now >= this.#firstAbove) return [packet.arrival, true];
    return [packet.arrival, false];
  }
}

test("packet by packet it passes and drops what RFC 8289's routine on a list does", () => {
  const time = fc.integer({ min: 1, max: 60 });
  let drops = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time), { minLength: 300, maxLength: 600 }), fc.nat(1), (times, phase) => {
      const size = 1000;
      const listed = new ListedCoDel(5, 100, size);
      const codel = new CoDel(5, 100);
      const queue: number[] = [];
      // From 1, since the RFC's 0 stands for "not above the target". Service is slower than arrivals, then faster, by turns.
      let arrival = 1;
      let now = 1;
      times.forEach(([between, service], i) => {
        now += service / (Math.floor(i / 100) % 2 === phase ? 10 : 25);
        for (; arrival <= now; arrival += between / 15) {
          listed.queue.push({ arrival, size });
          queue.push(arrival);
        }
        const next = () => {
          for (;;) {
            const packet = queue.shift();
            if (packet === undefined) {
              codel.queueWasEmpty();
              return undefined;
            }
            if (!codel.isDropped(now, now - packet, queue.length * size, size)) return packet;
            drops++;
          }
        };
        expect(next()).toBe(listed.dequeue(now));
      });
    }),
    { seed: 1, numRuns: 100 },
  );
  expect(drops).toBeGreaterThan(300);
});

test("a delay below the target drops nothing", () => {
  const codel = new CoDel(0.005, 0.1);
  for (let i = 0; i < 1000; i++) expect(codel.isDropped(i * 0.01, 0.0049, 1e6, 12_000)).toBe(false);
});

test("under a standing delay the first drop comes after one interval and the next after interval over root 2", () => {
  const codel = new CoDel(0.005, 0.1);
  const drops: number[] = [];
  for (let ms = 0; ms <= 400; ms++) if (codel.isDropped(ms / 1000, 0.02, 1e6, 12_000)) drops.push(ms);
  // 100; then + 100; then + 100/sqrt(2) = 270.7; then + 100/sqrt(3) = 328.4; then + 50 = 378.4.
  expect(drops).toEqual([100, 200, 271, 329, 379]);
});

test("the last packet is never dropped", () => {
  const codel = new CoDel(0.005, 0.1);
  for (let i = 0; i < 1000; i++) expect(codel.isDropped(i * 0.01, 1, 0, 12_000)).toBe(false);
});
