import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transponderRatio_dB } from "../../src/budget/transponder.js";

describe("a transponder of constant output power", () => {
  it("gives 1/3 of the signal-to-noise ratio where both hops stand at 0 dB", () => {
    // S/N = u d / (1 + u + d) = 1/3: -4.771 dB.
    expect(transponderRatio_dB(0, 0)).toBeCloseTo(-4.7712, 4);
  });

  it("comes within 0.01 dB of the sum of reciprocals where both hops are strong", () => {
    // 25 dB and 25 dB: 22 - 10 log10(1 + 1/(u + d)) dB.
    const reciprocal_dB = -10 * Math.log10(2 * 10 ** -2.5);
    expect(transponderRatio_dB(25, 25)).toBeLessThan(reciprocal_dB);
    expect(reciprocal_dB - transponderRatio_dB(25, 25)).toBeLessThan(0.01);
  });

  it("is as good as the other hop where one has no noise", () => {
    expect(transponderRatio_dB(Number.POSITIVE_INFINITY, 7)).toBe(7);
    expect(transponderRatio_dB(7, Number.POSITIVE_INFINITY)).toBe(7);
  });

  it("is never better than either hop, and the same with the hops exchanged", () => {
    const ratio = fc.double({ min: -30, max: 60, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, (up_dB, down_dB) => {
        const total_dB = transponderRatio_dB(up_dB, down_dB);
        expect(total_dB).toBeLessThanOrEqual(Math.min(up_dB, down_dB));
        expect(total_dB).toBeCloseTo(transponderRatio_dB(down_dB, up_dB), 10);
      }),
    );
  });
});
