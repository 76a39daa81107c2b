import { describe, expect, it } from "vitest";
import { epfd_dBWm2, epfdVerdicts } from "../../src/interference/epfd.js";

describe("equivalent power flux-density", () => {
  it("of one transmitter is its power flux-density and the relative gain", () => {
    // -10 dBW over 4 pi (630 km)^2 = 126.98 dB, 37.4 dB off the axis.
    const epfd = epfd_dBWm2([{ eirp_dBW: -10, distance_m: 630e3, relativeGain_dB: -37.4 }]);
    expect(epfd).toBeCloseTo(-10 - 10 * Math.log10(4 * Math.PI * 630e3 ** 2) - 37.4, 12);
    expect(Math.abs(epfd + 174.38)).toBeLessThan(0.01);
  });

  it("adds powers, and is nothing where nothing is sent", () => {
    const one = { eirp_dBW: 0, distance_m: 1e6, relativeGain_dB: -20 };
    expect(epfd_dBWm2([one, one]) - epfd_dBWm2([one])).toBeCloseTo(10 * Math.log10(2), 12);
    expect(epfd_dBWm2([])).toBe(Number.NEGATIVE_INFINITY);
    expect(() => epfd_dBWm2([{ ...one, distance_m: 0 }])).toThrow("distance");
  });

  it("is judged by the level that holds for the limit's percentage of the time", () => {
    const samples = Float64Array.from({ length: 100 }, (_, n) => -200 + n);
    const [all, most, tight] = epfdVerdicts(samples, [
      { epfd_dBWm2: -101, time_pct: 100 },
      { epfd_dBWm2: -102, time_pct: 99 },
      { epfd_dBWm2: -102.5, time_pct: 99 },
    ]);
    expect(all).toMatchObject({ isMet: true, found_pct: 100, foundEpfd_dBWm2: -101 });
    expect(most).toMatchObject({ isMet: true, found_pct: 99, foundEpfd_dBWm2: -102 });
    expect(tight).toMatchObject({ isMet: false, found_pct: 98, foundEpfd_dBWm2: -102 });
  });
});
