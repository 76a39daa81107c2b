import { describe, expect, it } from "vitest";
import type { CodeWord } from "../../src/receiver/code-word.js";
import { MultiUserReceiver } from "../../src/receiver/multi-user-receiver.js";
import type { ReceiverSettings } from "../../src/receiver/receiver-settings.js";
import { SimulatedUser } from "./simulated-block.js";

const shape = { modulation: "QPSK", elements: 240, transportBlockBits: 200 };
const plain = new SimulatedUser(shape, "plain").word;
const soft = new SimulatedUser(shape, "soft", true).word;
const transformed = new SimulatedUser({ ...shape, transformSize: 24 }, "transformed", true).word;

function made(settings: Partial<ReceiverSettings>, words: readonly CodeWord[] = [soft, soft], receive = 2) {
  const all: ReceiverSettings = { detector: "lmmse", demapping: "exact", cancellation: { kind: "none" }, ...settings };
  return () => new MultiUserReceiver(all, words, receive, 240);
}

describe("settings of a receiver", () => {
  it("are refused where they do not go together, with what to change", () => {
    expect(made({ detector: "zf" }, [soft, soft], 1)).toThrow(/expected at least as many branches as layers for zf/);
    expect(made({ detector: "zf", cancellation: { kind: "symbol" } })).toThrow(
      /expected lmmse with cancellation of symb/,
    );
    expect(made({ detector: "mrc", cancellation: { kind: "iterative", iterations: 3 } })).toThrow(
      /expected lmmse, k-best or ml with iterative detection/,
    );
    expect(made({ detector: "ml", cancellation: { kind: "parallel", iterations: 3 } })).toThrow(
      /parallel cancellation/,
    );
    expect(made({ detector: "k-best" })).toThrow(/survivors: expected a number of survivors, found undefined/);
    expect(made({ survivors: 8 })).toThrow(/survivors: expected none without k-best, found 8/);
    expect(made({ detector: "ml", cancellation: { kind: "word", order: "sinr" } })).toThrow(
      /neither order nor reestimat/,
    );
    expect(made({ cancellation: { kind: "parallel", iterations: 1 } })).toThrow(/iterations: expected a whole number/);
    expect(made({ cancellation: { kind: "parallel", iterations: 3, damping: 1 } })).toThrow(/damping/);
    expect(made({}, [])).toThrow(/expected at least one/);
    expect(made({ detector: "ml" }, [soft, soft, soft, soft, soft])).toThrow(
      /layers: expected a whole number from 1 to 4/,
    );
  });

  it("are refused where a word cannot do what they ask", () => {
    expect(made({ cancellation: { kind: "iterative", iterations: 3 } }, [soft, plain])).toThrow(
      /words\[1\]: expected a decoder with posteriors/,
    );
    expect(made({ cancellation: { kind: "symbol" } }, [transformed])).toThrow(/expected no transform precoding/);
    expect(made({ detector: "ml" }, [transformed])).toThrow(/expected no transform precoding with ml/);
    expect(() => new MultiUserReceiver({ ...base }, [soft], 2, 239)).toThrow(/codedBits: expected 478/);
    expect(() => new MultiUserReceiver({ ...base }, [soft], 2, 240)).not.toThrow();
  });
});

const base: ReceiverSettings = { detector: "lmmse", demapping: "max-log", cancellation: { kind: "none" } };
