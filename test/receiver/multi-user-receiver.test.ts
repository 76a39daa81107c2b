import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { MultiUserReceiver } from "../../src/receiver/multi-user-receiver.js";
import type { CancellationSettings } from "../../src/receiver/receiver-settings.js";
import { SimulatedBlock, SimulatedUser, type UserShape } from "./simulated-block.js";

const cancellations: readonly CancellationSettings[] = [
  { kind: "none" },
  { kind: "word" },
  { kind: "word", order: "margin" },
  { kind: "symbol" },
  { kind: "parallel", iterations: 4, damping: 0.3 },
  { kind: "iterative", iterations: 4 },
];

const shapes: Readonly<Record<string, UserShape>> = {
  QPSK: { modulation: "QPSK", elements: 480, transportBlockBits: 400 },
  "16QAM on two layers": { modulation: "16QAM", elements: 480, layers: 2, transportBlockBits: 1800 },
  "QPSK with DFT-s-OFDM": { modulation: "QPSK", elements: 480, transportBlockBits: 400, transformSize: 60 },
};

describe("a receiver of several users", () => {
  for (const cancellation of cancellations) {
    for (const [name, shape] of Object.entries(shapes)) {
      if (cancellation.kind === "symbol" && shape.transformSize !== undefined) continue;
      it(`decodes both at a high SNR: ${JSON.stringify(cancellation)}, ${name}`, () => {
        const users = ["a", "b"].map((user) => new SimulatedUser(shape, user, true));
        const layers = 2 * (shape.layers ?? 1);
        const block = new SimulatedBlock(users, layers + 2, shape.elements, 8);
        const words = users.map(({ word }) => word);
        const stream = new RandomStream(6, "multi-user");
        for (const backend of ["reference", "simd"] as const) {
          const receiver = new MultiUserReceiver(
            { detector: "lmmse", demapping: "exact", cancellation, backend },
            words,
            layers + 2,
            shape.elements,
          );
          for (let slot = 0; slot < 2; slot++) {
            block.fade(new Array(layers).fill(30), stream);
            block.transmit(slot, stream);
            const { words: outcomes, stages } = receiver.receive(block);
            expect(outcomes.map(({ isDecoded }) => isDecoded)).toEqual([true, true]);
            expect(users.every(({ isRight }) => isRight)).toBe(true);
            expect(stages.at(-1)?.decoded).toBe(2);
          }
        }
      });
    }
  }
});
