import { describe, expect, it } from "vitest";
import { tr38821DownlinkGeometry } from "../../src/budget/tr38821-geometry.js";
import { percentile } from "../../src/statistics/percentile.js";

const dB = (ratio: number) => 10 * Math.log10(ratio);

describe("downlink geometry of TR 38.821", () => {
  it("gives study case 6 the percentiles that the TR prints", () => {
    const { sir, sinr } = tr38821DownlinkGeometry(6, 9500, 3);
    const found = [sir.sort(), sinr.sort()].map((sorted) => [0.05, 0.5, 0.95].map((p) => dB(percentile(sorted, p))));
    // As printed: SIR -3.0, -1.0, 1.2; SINR -3.2, -1.2, 1.0, the mean of several companies' simulators.
    const printed = [
      [-3.0, -1.0, 1.2],
      [-3.2, -1.2, 1.0],
    ];
    for (const [row, values] of printed.entries()) {
      for (const [column, value] of values.entries()) expect(Math.abs(found[row][column] - value)).toBeLessThan(0.3);
    }
  });

  it("drops every user in the cell of one of the 19 inner beams, each cell by its area", () => {
    const { users, beams } = tr38821DownlinkGeometry(1, 19_000, 1);
    const counts = new Float64Array(19);
    for (const beam of users.beam) counts[beam]++;
    expect(Array.from(users.beam).every((beam) => beams.isInner[beam] === 1)).toBe(true);
    // Cells of a geostationary satellite differ in area by their obliquity alone: within 6 sigma of 1000, and 15 %.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(6 * Math.sqrt(1000) + 150);
  });

  it("is a pure function of case and seed", () => {
    const one = tr38821DownlinkGeometry(14, 200, 7);
    expect(tr38821DownlinkGeometry(14, 200, 7).sinr).toEqual(one.sinr);
    expect(tr38821DownlinkGeometry(14, 200, 8).sinr).not.toEqual(one.sinr);
  });

  it("refuses a study case that the TR does not have", () => {
    expect(() => tr38821DownlinkGeometry(31, 10, 1)).toThrow("study case from 1 to 30");
  });
});
