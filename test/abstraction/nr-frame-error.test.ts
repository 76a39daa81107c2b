import { describe, expect, it } from "vitest";
import { NrFrameError } from "../../src/abstraction/nr-frame-error.js";

describe("block error curves of NR through two points", () => {
  const model = new NrFrameError([{ tenPercent_dB: 3, onePercent_dB: 3.2 }]);

  it("go through both, and fall between and beyond", () => {
    expect(model.frameErrorProbability(0, 3)).toBeCloseTo(0.1, 9);
    expect(model.frameErrorProbability(0, 3.2)).toBeCloseTo(0.01, 9);
    // Straight in probit: half of the way is Q((1.28155 + 2.32635) / 2) = Q(1.80395) = 0.03562.
    expect(model.frameErrorProbability(0, 3.1)).toBeCloseTo(0.03562, 5);
    expect(model.threshold_dB(0, 0.1)).toBeCloseTo(3, 9);
    expect(model.threshold_dB(0, 0.01)).toBeCloseTo(3.2, 9);
  });

  it("are 1 without a signal", () => {
    expect(model.frameErrorProbability(0, Number.NEGATIVE_INFINITY)).toBe(1);
    expect(model.frameErrorProbability(0, Number.NaN)).toBe(1);
  });

  it("refuse what is no curve and no rate", () => {
    expect(() => new NrFrameError([{ tenPercent_dB: 3, onePercent_dB: 3 }])).toThrow(/1 % above/);
    expect(() => model.threshold_dB(0, 1)).toThrow(/between 0 and 1/);
  });
});
