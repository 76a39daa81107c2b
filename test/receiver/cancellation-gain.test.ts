import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { MultiUserReceiver } from "../../src/receiver/multi-user-receiver.js";
import type { ReceiverSettings } from "../../src/receiver/receiver-settings.js";
import type { Reception } from "../../src/receiver/reception.js";
import { SimulatedBlock, SimulatedUser, type UserShape } from "./simulated-block.js";

const elements = 1000;
const demapping = "exact";

/** Share of code words that are decoded, of `users` of one mean power on Rayleigh channels. */
function share(
  settings: Omit<ReceiverSettings, "demapping">,
  shape: Omit<UserShape, "elements">,
  users: number,
  snr_dB: number,
  slots: number,
  see: (reception: Reception) => void = () => {},
): number {
  const sent = Array.from({ length: users }, (_, user) => new SimulatedUser({ ...shape, elements }, `u${user}`, true));
  const block = new SimulatedBlock(sent, 2, elements, 250);
  const receiver = new MultiUserReceiver(
    { ...settings, demapping },
    sent.map(({ word }) => word),
    2,
    elements,
  );
  const stream = new RandomStream(6, "cancellation-gain");
  let decoded = 0;
  for (let slot = 0; slot < slots; slot++) {
    block.fade(new Array<number>(users).fill(10 ** (snr_dB / 10)), stream);
    block.transmit(slot, stream);
    const reception = receiver.receive(block);
    see(reception);
    for (const [index, { isDecoded }] of reception.words.entries()) {
      // A CRC of 16 bits lets 1 in 65,536 through; none of these few words.
      expect(isDecoded).toBe(isDecoded && sent[index].isRight);
      if (isDecoded) decoded++;
    }
  }
  return decoded / (slots * users);
}

const qpsk = { modulation: "QPSK", transportBlockBits: 600 };
const none = { kind: "none" } as const;
const iterative = { kind: "iterative", iterations: 8 } as const;

describe("four users on two antennas, 0.6 bit a symbol each, near the limit", () => {
  it("are decoded better the more the receiver knows", () => {
    const of = (settings: Omit<ReceiverSettings, "demapping">) => share(settings, qpsk, 4, 0, 20);
    const linear = of({ detector: "lmmse", cancellation: none });
    const words = of({ detector: "lmmse", cancellation: { kind: "word" } });
    const turbo = of({ detector: "lmmse", cancellation: iterative });
    const parallel = of({ detector: "lmmse", cancellation: { kind: "parallel", iterations: 8, damping: 0.3 } });
    const best = of({ detector: "k-best", survivors: 16, cancellation: none });
    const all = of({ detector: "ml", cancellation: none });
    const allTurbo = of({ detector: "ml", cancellation: iterative });
    expect(linear).toBeLessThan(0.3);
    expect(words).toBeGreaterThan(linear + 0.15);
    expect(turbo).toBeGreaterThan(words + 0.1);
    expect(parallel).toBeGreaterThan(0.85);
    expect(best).toBeGreaterThan(linear + 0.1);
    expect(all).toBeGreaterThan(best);
    expect(allTurbo).toBeGreaterThan(0.95);
  });

  it("are not decoded below the capacity of the channel", () => {
    // Four users of -6 dB: E log2 det(I + H H^H) is below 2 log2(1 + 4 / 4) = 2 (Jensen), their rates are 2.4.
    for (const detector of ["lmmse", "ml"] as const) {
      expect(share({ detector, cancellation: iterative }, qpsk, 4, -6, 6)).toBe(0);
    }
  });

  it("have an SINR that rises from stage to stage", () => {
    const rises: number[] = [];
    share({ detector: "lmmse", cancellation: iterative }, qpsk, 4, 0, 10, ({ stages }) => {
      for (let stage = 1; stage < stages.length; stage++) {
        for (const [layer, sinr] of stages[stage].sinr.entries()) {
          if (!Number.isNaN(sinr)) rises.push(sinr / stages[stage - 1].sinr[layer]);
        }
      }
    });
    expect(rises.length).toBeGreaterThan(20);
    expect(rises.filter((rise) => rise > 0.98).length / rises.length).toBeGreaterThan(0.9);
  });
});

describe("one user of DFT-s-OFDM on a channel that is very selective", () => {
  it("gains by iterations, which cancel the interference of its own symbols", () => {
    const shape = { modulation: "16QAM", transportBlockBits: 3000, transformSize: 500 };
    const linear = share({ detector: "lmmse", cancellation: none }, shape, 1, 9, 30);
    const turbo = share({ detector: "lmmse", cancellation: iterative }, shape, 1, 9, 30);
    expect(turbo).toBeGreaterThan(linear + 0.1);
  });
});
