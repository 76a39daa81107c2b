import fc from "fast-check";
import { expect, test } from "vitest";
import { PacketQueue } from "../../src/mac/packet-queue.js";

test("packets leave in the order in which they came, however long the queue gets", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2000, max: 3000 }), { maxLength: 12 }), (moves) => {
      const queue = new PacketQueue();
      const expected: number[] = [];
      let next = 0;
      for (const move of moves) {
        for (let i = 0; i < move; i++) {
          queue.push(next, next * 2);
          expected.push(next++);
        }
        for (let i = 0; i < -move && expected.length > 0; i++) {
          const packet = expected.shift();
          if (queue.headArrival_s !== packet || queue.headSize_bit !== packet * 2) expect.fail("out of order");
          queue.shift();
        }
        expect(queue.length).toBe(expected.length);
      }
    }),
    { seed: 1, numRuns: 60 },
  );
});
