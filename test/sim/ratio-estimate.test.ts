import { describe, expect, it } from "vitest";
import { ratioEstimate } from "../../src/sim/ratio-estimate.js";

describe("a rate over replications", () => {
  it("keeps an upper limit where nothing was seen: about 3.84 over the trials", () => {
    // Wilson's upper limit for no event is z^2 / (n + z^2), z = 1.96.
    const { value, low, high } = ratioEstimate(
      [
        { events: 0, trials: 500 },
        { events: 0, trials: 500 },
      ],
      0.95,
    );
    expect(value).toBe(0);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(3.8415 / 1003.8415, 6);
  });

  it("takes its spread from the replications, within 0 to 1", () => {
    const rare = ratioEstimate(
      [
        { events: 0, trials: 100 },
        { events: 1, trials: 100 },
      ],
      0.95,
    );
    expect(rare.value).toBeCloseTo(0.005, 12);
    expect(rare.low).toBe(0);
    expect(rare.high).toBeGreaterThan(0.01);
  });

  it("knows nothing without trials", () => {
    expect(ratioEstimate([{ events: 0, trials: 0 }], 0.95)).toMatchObject({ low: 0, high: 1 });
  });
});
