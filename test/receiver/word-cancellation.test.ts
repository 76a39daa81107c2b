import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { MultiUserReceiver } from "../../src/receiver/multi-user-receiver.js";
import { decoder, SimulatedBlock, SimulatedUser, type UserShape } from "./simulated-block.js";

/** One code block of base graph 1 at the rate 379/1024 of QPSK. */
const shape: UserShape = { modulation: "QPSK", elements: 11_382, transportBlockBits: 8400 };
const rate = shape.transportBlockBits / shape.elements;

/**
 * Two users of one rate on two antennas, their channels of correlation c. With the SINR g for both, the second one's behind
 * the cancellation is P2 = g, the first one's P1 (1 - c^2 P2 / (1 + P2)) = g; the rates 2 log2(1 + g) are the capacity
 * log2 det(I + H H^H) at these powers.
 */
class EqualRates {
  readonly users = ["first", "second"].map((name) => {
    return new SimulatedUser(shape, name, false, {
      ...decoder,
      arithmetic: "float32",
      checkRule: { kind: "sumProduct" },
      iterations: 50,
    });
  });
  readonly block = new SimulatedBlock(this.users, 2, shape.elements, 1);
  readonly receiver = new MultiUserReceiver(
    { detector: "lmmse", demapping: "exact", cancellation: { kind: "word" } },
    this.users.map(({ word }) => word),
    2,
    shape.elements,
  );
  readonly #correlation: number;

  constructor(correlation: number) {
    this.#correlation = correlation;
  }

  powers(sinr: number): readonly [number, number] {
    return [sinr / (1 - (this.#correlation ** 2 * sinr) / (1 + sinr)), sinr];
  }

  /** Powers, as much as above those of theory, together, as it says: the SINR by bisection. */
  #powersAbove(above_dB: number): readonly [number, number] {
    const [first, second] = this.powers(2 ** rate - 1);
    const total = 10 ** (above_dB / 10) * (first + second);
    let [low, high] = [0, total];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      const [a, b] = this.powers(middle);
      if (a + b < total) low = middle;
      else high = middle;
    }
    return this.powers(low);
  }

  /** Slots of `slots` in which both are decoded, so many dB above the power that theory asks for. */
  decoded(above_dB: number, slots: number): number {
    const [first, second] = this.#powersAbove(above_dB).map(Math.sqrt);
    const c = this.#correlation;
    const stream = new RandomStream(6, "equal-rates", Math.round(100 * above_dB + 1000));
    let decoded = 0;
    for (let slot = 0; slot < slots; slot++) {
      const phases = [2 * Math.PI * stream.uniform(), 2 * Math.PI * stream.uniform()];
      this.block.set((branch, layer) => {
        const gain = layer === 0 ? (branch === 0 ? first : 0) : second * (branch === 0 ? c : Math.sqrt(1 - c * c));
        return [gain * Math.cos(phases[layer]), gain * Math.sin(phases[layer])];
      });
      this.block.transmit(slot, stream);
      const { words } = this.receiver.receive(this.block);
      if (words.every(({ isDecoded }) => isDecoded) && this.users.every(({ isRight }) => isRight)) decoded++;
    }
    return decoded;
  }
}

describe("cancellation of code words", () => {
  // So few failures in so many slots mean a rate below 10 % with more than 97 % confidence (binomial).
  for (const [name, correlation, slots, failures] of [
    ["on one direction, as on one antenna", 1, 100, 4],
    ["on two antennas with a correlation of 0.7", 0.7, 36, 0],
  ] as const) {
    it(`of two users of one rate reaches the sum rate within 1 dB of theory, and does not cross it: ${name}`, () => {
      const link = new EqualRates(correlation);
      expect(slots - link.decoded(1, slots)).toBeLessThanOrEqual(failures);
      expect(link.decoded(0, 4)).toBe(0);
    });
  }
});
