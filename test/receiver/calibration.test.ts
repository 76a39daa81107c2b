import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { MultiUserReceiver } from "../../src/receiver/multi-user-receiver.js";
import type { ReceiverSettings } from "../../src/receiver/receiver-settings.js";
import { decoder, SimulatedBlock, SimulatedUser, transformRuns, type UserShape } from "./simulated-block.js";

const elements = 1200;
const quick = { ...decoder, iterations: 8 };

interface Trial {
  readonly name: string;
  readonly settings: ReceiverSettings;
  readonly shape: UserShape;
  /** Mean power of each user over the noise. */
  readonly powers: readonly number[];
  /** Mean-square error of their channels. */
  readonly errors: readonly number[];
  readonly receive: number;
  /** Groups of elements that share gains and errors; one an element if left out. */
  readonly groups?: number;
}

const qpsk: UserShape = { modulation: "QPSK", elements, transportBlockBits: 600 };
const qam: UserShape = { modulation: "16QAM", elements, transportBlockBits: 1600 };
const lmmse = { detector: "lmmse", demapping: "exact" } as const;
const none = { kind: "none" } as const;

const trials: readonly Trial[] = [
  {
    name: "LMMSE",
    settings: { ...lmmse, cancellation: none },
    shape: qam,
    powers: [8, 3],
    errors: [0.4, 0.1],
    receive: 2,
  },
  {
    name: "ZF",
    settings: { ...lmmse, detector: "zf", cancellation: none },
    shape: qpsk,
    powers: [8, 3],
    errors: [0.4, 0.1],
    receive: 4,
  },
  {
    name: "MRC",
    settings: { ...lmmse, detector: "mrc", cancellation: none },
    shape: qpsk,
    powers: [3, 2],
    errors: [0.2, 0.1],
    receive: 4,
  },
  {
    name: "LMMSE of DFT-s-OFDM",
    settings: { ...lmmse, cancellation: none },
    shape: { ...qpsk, transformSize: 120 },
    powers: [8, 3],
    errors: [0.4, 0.1],
    receive: 2,
  },
  {
    name: "ZF of DFT-s-OFDM",
    settings: { ...lmmse, detector: "zf", cancellation: none },
    shape: { ...qpsk, transformSize: 120 },
    powers: [8, 3],
    errors: [0.4, 0.1],
    receive: 4,
  },
  {
    name: "cancellation of words",
    settings: { ...lmmse, cancellation: { kind: "word" } },
    shape: qpsk,
    powers: [20, 1],
    errors: [0.6, 0.05],
    receive: 2,
  },
  {
    name: "cancellation of words of DFT-s-OFDM",
    settings: { ...lmmse, cancellation: { kind: "word" } },
    shape: { ...qpsk, transformSize: 120 },
    powers: [20, 1],
    errors: [0.6, 0.05],
    receive: 2,
  },
  {
    name: "cancellation of words, data-aided estimates",
    settings: { ...lmmse, cancellation: { kind: "word", reestimates: true } },
    shape: qpsk,
    powers: [40, 1],
    errors: [2, 0.05],
    receive: 2,
    groups: 25,
  },
  {
    name: "cancellation of symbols",
    settings: { ...lmmse, cancellation: { kind: "symbol" } },
    shape: qpsk,
    powers: [10, 3],
    errors: [0.3, 0.1],
    receive: 2,
  },
];

/** Symbols of one layer as they were mapped. */
function sentSymbols(user: SimulatedUser, shape: UserShape): { re: Float32Array; im: Float32Array } {
  const { transformSize } = shape;
  const [re, im] = [user.re.slice(), user.im.slice()];
  if (transformSize === undefined) return { re, im };
  // The inverse transform is the transform of what is turned the other way.
  const turned = im.map((value) => -value);
  transformRuns(re, turned, transformSize);
  return { re, im: turned.map((value) => -value) };
}

describe("SINRs and LLRs with wrong channel estimates", () => {
  for (const { name, settings, shape, powers, errors, receive, groups = elements } of trials) {
    it(`are those of the errors: ${name}`, () => {
      const users = powers.map((_, user) => new SimulatedUser(shape, `user-${user}`, false, quick));
      // A gain and an error for every element: averages over many of them in one block.
      const block = new SimulatedBlock(users, receive, elements, groups);
      const receiver = new MultiUserReceiver(
        settings,
        users.map(({ word }) => word),
        receive,
        elements,
      );
      const stream = new RandomStream(6, `calibration.${name}`);
      const sums = powers.map(() => ({ weighted: 0, count: 0 }));
      // Of LLRs from 1 to 3 in size: how many say the wrong bit, and how many ought to.
      let wrong = 0;
      let expected = 0;
      for (let slot = 0; slot < 25; slot++) {
        block.fade(powers, stream);
        block.misestimate(errors, powers, stream);
        block.transmit(slot, stream);
        receiver.receive(block);
        for (const [index, user] of users.entries()) {
          const { re, im, sinr, llrs } = receiver.equalised(index);
          const sent = sentSymbols(user, shape);
          for (let n = 0; n < elements; n++) {
            sums[index].weighted += sinr[n] * ((re[n] - sent.re[n]) ** 2 + (im[n] - sent.im[n]) ** 2);
            sums[index].count++;
            const bits = shape.modulation === "QPSK" ? 2 : 4;
            for (const [bit, part] of [sent.re[n], sent.im[n]].entries()) {
              const llr = llrs[n * bits + bit];
              if (Math.abs(llr) < 1 || Math.abs(llr) > 3) continue;
              if (llr < 0 !== part < 0) wrong++;
              expected += 1 / (1 + Math.exp(Math.abs(llr)));
            }
          }
        }
      }
      for (const { weighted, count } of sums) expect(Math.abs(weighted / count - 1)).toBeLessThan(0.04);
      expect(Math.abs(wrong / expected - 1)).toBeLessThan(0.06);
    });
  }
});
