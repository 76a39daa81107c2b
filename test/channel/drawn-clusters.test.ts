import { describe, expect, it } from "vitest";
import { drawnClusters, mostClusters } from "../../src/channel/drawn-clusters.js";
import { emptyLargeScaleState, type LargeScaleState } from "../../src/channel/large-scale-parameters.js";
import { RandomStream } from "../../src/random/random-stream.js";

const blocked: LargeScaleState = {
  ...emptyLargeScaleState(),
  delaySpread_s: 1e-7,
  kFactor_dB: Number.NEGATIVE_INFINITY,
  asa_deg: 20,
  zsa_deg: 10,
  asd_deg: 0.01,
  zsd_deg: 0.01,
  xpr_dB: 10,
};
const direction = { elevation_deg: 50, azimuth_deg: 30 };
const stream = (number: number) => new RandomStream(5, "test.clusters", number);
const mean = (angles: readonly number[]) => angles.reduce((sum, each) => sum + each, 0) / angles.length;

describe("clusters drawn from large-scale parameters", () => {
  it("has the numbers of TR 38.811's tables, the two strongest in three sub-clusters of 10, 6 and 4 rays", () => {
    const clusters = drawnClusters("denseUrban", "S", blocked, direction, stream(0));
    // Table 6.7.2-2a: 4 clusters.
    expect(clusters).toHaveLength(4 + 2 * 2);
    expect(mostClusters("denseUrban", "S", false)).toBe(8);
    const rays = clusters.map(({ aoa_deg }) => aoa_deg.length).sort((a, b) => b - a);
    expect(rays).toEqual([20, 20, 10, 10, 6, 6, 4, 4]);
    expect(clusters.reduce((sum, { power }) => sum + power, 0)).toBeCloseTo(1, 12);
    // Suburban, Table 6.7.2-6a: 4 clusters to 50 deg, 3 from 60 deg on.
    expect(drawnClusters("suburban", "S", blocked, { ...direction, elevation_deg: 64 }, stream(0))).toHaveLength(7);
    // Rural tables have no c_DS.
    expect(drawnClusters("rural", "S", blocked, { ...direction, elevation_deg: 10 }, stream(0))).toHaveLength(3);
  });

  it("delays sub-clusters by 1.28 and 2.56 c_DS (TR 38.901, 7.5, step 11)", () => {
    const [first, second, third] = drawnClusters("denseUrban", "S", blocked, direction, stream(3)).filter(
      (_, index, all) => all.findIndex(({ aoa_deg }) => aoa_deg.length === 10) <= index,
    );
    expect(second.delay_s - first.delay_s).toBeCloseTo(1.28 * 3.9e-9, 15);
    expect(third.delay_s - first.delay_s).toBeCloseTo(2.56 * 3.9e-9, 15);
    expect(second.power / first.power).toBeCloseTo(0.6, 12);
  });

  it("spaces delays as sorted exponentials: the gap to the next of three is rTau DS / 2 in the mean", () => {
    const draws = 20_000;
    let sum = 0;
    let square = 0;
    for (let number = 0; number < draws; number++) {
      // Rural at 10 deg: three clusters, rTau = 1.7, without sub-clusters.
      const [, second] = drawnClusters("rural", "S", blocked, { ...direction, elevation_deg: 10 }, stream(number));
      sum += second.delay_s / draws;
      square += second.delay_s ** 2 / draws;
    }
    const expected = (1.7 * 1e-7) / 2;
    expect(Math.abs(sum - expected)).toBeLessThan(4 * Math.sqrt((square - sum * sum) / draws));
    // An exponential's mean square is twice the square of its mean.
    expect(square / (2 * expected ** 2)).toBeGreaterThan(0.94);
    expect(square / (2 * expected ** 2)).toBeLessThan(1.06);
  });

  it("lays the first cluster towards the satellite where there is a line of sight", () => {
    const sight = { ...blocked, isLineOfSight: true, kFactor_dB: 9 };
    for (let number = 0; number < 20; number++) {
      const clusters = drawnClusters("rural", "S", sight, direction, stream(number));
      expect(mean(clusters[0].aoa_deg)).toBeCloseTo(30, 9);
      expect(mean(clusters[0].zoa_deg)).toBeCloseTo(40, 9);
      expect(mean(clusters[0].zod_deg)).toBeCloseTo(140, 9);
    }
  });

  it("shortens delays by the K-factor's polynomial (TR 38.901, eq. 7.5-3) so that the sight does not spread them", () => {
    const near = drawnClusters("rural", "S", { ...blocked, isLineOfSight: true, kFactor_dB: 0 }, direction, stream(1));
    const far = drawnClusters("rural", "S", { ...blocked, isLineOfSight: true, kFactor_dB: 10 }, direction, stream(1));
    // C_tau(10) = 0.7705 - 0.433 + 0.02 + 0.017 = 0.3745; C_tau(0) = 0.7705.
    expect(far[1].delay_s / near[1].delay_s).toBeCloseTo(0.7705 / 0.3745, 9);
  });

  it("keeps zenith angles between 0 and 180 deg and powers finite at the edges of K", () => {
    for (const kFactor_dB of [-25, -10, -5, 0, 20, 45]) {
      const sight = { ...blocked, isLineOfSight: true, kFactor_dB, zsa_deg: 52, asa_deg: 104 };
      for (let number = 0; number < 50; number++) {
        for (const { zoa_deg, power, delay_s } of drawnClusters("urban", "Ka", sight, direction, stream(number))) {
          expect(zoa_deg.every((angle) => angle >= 0 && angle <= 180)).toBe(true);
          expect(power > 0 && delay_s >= 0 && delay_s < 1e-4).toBe(true);
        }
      }
    }
  });
});
