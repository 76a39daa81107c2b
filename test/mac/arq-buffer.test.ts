import { expect, test } from "vitest";
import { ArqBuffer } from "../../src/mac/arq-buffer.js";

test("a packet with two lost parts is whole when both have been repeated and its last part was sent", () => {
  const arq = new ArqBuffer(1);
  const slot = arq.open(12_000, 0.5);
  expect(arq.losePart(slot, 4000, 0, 1)).toBe(false);
  expect(arq.losePart(slot, 3000, 0, 2)).toBe(false);
  expect(arq.completeFirstTransmission(slot, 0.1, 0.2, 0.01, 0.9)).toBe(false);
  expect(arq.ready_s(0.5)).toBe(1);
  arq.take(1500);
  expect([arq.headSlot, arq.headSize_bit, arq.headRepeats]).toEqual([slot, 2500, 0]);
  expect(arq.decodePart(slot, 1.2)).toBe(false);
  arq.take(2500);
  expect(arq.decodePart(slot, 1.3)).toBe(false);
  expect(arq.ready_s(1.3)).toBe(2);
  arq.take(3000);
  expect(arq.decodePart(slot, 2.4)).toBe(true);
  expect([arq.size_bit(slot), arq.queueing_s(slot), arq.transmission_s(slot)]).toEqual([12_000, 0.1, 0.2]);
  expect([arq.propagation_s(slot), arq.firstDecoded_s(slot), arq.latestDecoded_s(slot)]).toEqual([0.01, 0.9, 2.4]);
  expect(arq.live).toBe(1);
  arq.release(slot);
  expect(arq.live).toBe(0);
  expect(arq.ready_s(3)).toBe(Infinity);
});

test("a packet is lost once, when a part fails after its last retransmission, and its other parts leave the line", () => {
  const arq = new ArqBuffer(1);
  const slot = arq.open(12_000, 0);
  arq.losePart(slot, 4000, 0, 1);
  arq.losePart(slot, 3000, 0, 1.5);
  arq.completeFirstTransmission(slot, 0, 0, 0, 0.9);
  arq.ready_s(1);
  arq.take(4000);
  expect(arq.losePart(slot, 4000, 1, 2)).toBe(true);
  expect([arq.live, arq.lossKnown_s(slot)]).toEqual([0, 2]);
  // Until the transmitter knows, it would still send the other part; afterwards not.
  expect(arq.ready_s(1.7)).toBe(1.5);
  expect(arq.ready_s(2)).toBe(Infinity);
});

test("slots are used again, so that memory follows the packets under repair and not their number over time", () => {
  const arq = new ArqBuffer(3);
  let largest = 0;
  for (let packet = 0; packet < 10_000; packet++) {
    const slot = arq.open(100, 0);
    arq.losePart(slot, 100, 0, packet);
    arq.completeFirstTransmission(slot, 0, 0, 0, packet);
    largest = Math.max(largest, slot);
    if (packet % 500 === 499) {
      while (arq.ready_s(packet) <= packet) {
        const head = arq.headSlot;
        arq.take(100);
        if (arq.decodePart(head, packet)) arq.release(head);
      }
      expect(arq.live).toBe(0);
    }
  }
  expect(largest).toBe(499);
});
