import { describe, expect, it } from "vitest";
import { largeScaleBand, medianLargeScale } from "../../src/channel/median-large-scale.js";

describe("medians of surroundings", () => {
  it("are those of TR 38.811, Table 6.7.2-1a: dense urban, line of sight, S band, 50 deg", () => {
    const median = medianLargeScale("denseUrban", "S", true, 50);
    expect(median.delaySpread_s).toBeCloseTo(10 ** -7.91, 15);
    expect(median.kFactor_dB).toBe(7.4);
    expect(median.asa_deg).toBeCloseTo(10 ** 0.72, 12);
    expect(median.zsa_deg).toBeCloseTo(10 ** 1.43, 12);
  });

  it("have no K-factor without line of sight, and go between the rows", () => {
    expect(medianLargeScale("urban", "Ka", false, 50).kFactor_dB).toBeUndefined();
    // Table 6.7.2-2a: -7.34 at 50 and -7.53 at 60 deg.
    expect(Math.log10(medianLargeScale("denseUrban", "S", false, 55).delaySpread_s)).toBeCloseTo(-7.435, 12);
  });

  it("take the S-band tables at 2 GHz and the Ka-band ones at 20 GHz", () => {
    expect(largeScaleBand(2e9)).toBe("S");
    expect(largeScaleBand(20e9)).toBe("Ka");
  });
});
