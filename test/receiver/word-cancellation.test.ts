import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { MultiUserReceiver } from "../../src/receiver/multi-user-receiver.js";
import { decoder, SimulatedBlock, SimulatedUser, type UserShape } from "./simulated-block.js";

/** One code block of base graph 1 at the rate 449/1024 of QPSK. */
const shape: UserShape = { modulation: "QPSK", elements: 9600, transportBlockBits: 8400 };
const rate = (shape.transportBlockBits + 24) / shape.elements;

/** Two users of one rate on one antenna. */
class EqualRates {
  readonly users = ["strong", "weak"].map((name) => {
    return new SimulatedUser(shape, name, false, {
      ...decoder,
      arithmetic: "float32",
      checkRule: { kind: "sumProduct" },
      iterations: 50,
    });
  });
  readonly block = new SimulatedBlock(this.users, 1, shape.elements, 1);
  readonly receiver = new MultiUserReceiver(
    { detector: "lmmse", demapping: "exact", cancellation: { kind: "word" } },
    this.users.map(({ word }) => word),
    1,
    shape.elements,
  );

  /**
   * Slots of `slots` in which both are decoded, so many dB above the powers of the rates (2^R - 1) 2^R and 2^R - 1 over the
   * noise, which add up to the capacity of their sum, log2(1 + P / N0) = 2 R.
   */
  decoded(above_dB: number, slots: number): number {
    const gain = 10 ** (above_dB / 10);
    const amplitudes = [Math.sqrt((2 ** rate - 1) * 2 ** rate * gain), Math.sqrt((2 ** rate - 1) * gain)];
    const stream = new RandomStream(6, "equal-rates", Math.round(100 * above_dB + 1000));
    let decoded = 0;
    for (let slot = 0; slot < slots; slot++) {
      const phases = [2 * Math.PI * stream.uniform(), 2 * Math.PI * stream.uniform()];
      this.block.set((_branch, layer) => [
        amplitudes[layer] * Math.cos(phases[layer]),
        amplitudes[layer] * Math.sin(phases[layer]),
      ]);
      this.block.transmit(slot, stream);
      const { words } = this.receiver.receive(this.block);
      if (words.every(({ isDecoded }) => isDecoded) && this.users.every(({ isRight }) => isRight)) decoded++;
    }
    return decoded;
  }
}

describe("cancellation of code words", () => {
  it("of two users of one rate reaches the sum rate within 1 dB of theory, and does not cross it", () => {
    const link = new EqualRates();
    // 10 % of 60 are 6; with one failure at most, the rate is below 10 % with more than 98 % confidence (binomial).
    expect(link.decoded(1, 60)).toBeGreaterThanOrEqual(59);
    expect(link.decoded(0, 6)).toBe(0);
  });
});
