import { describe, expect, it } from "vitest";
import { type Cluster, type NtnCdlName, ntnClusterProfile } from "../../src/channel/cluster-profile.js";
import { ntnCdl } from "../../src/channel/ntn-cdl.data.js";
import { kFactor, rmsDelaySpread_s } from "../../src/channel/tap-profile.js";

const names = Object.keys(ntnCdl) as NtnCdlName[];
const asTabulated = { delaySpread_s: 100e-9, elevation_deg: 50, azimuth_deg: 180 };

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function powers(clusters: readonly Cluster[]) {
  return { power: Float64Array.from(clusters, ({ power }) => power), hasLineOfSight: clusters[0].isLineOfSight };
}

describe("NTN clustered delay lines", () => {
  it.each(names)("%s has the delay spread it is scaled to, within 1 %%, and powers that add to 1", (name) => {
    const { clusters } = ntnClusterProfile(name, asTabulated);
    const { power } = powers(clusters);
    const spread_s = rmsDelaySpread_s(
      clusters.map(({ delay_s }) => delay_s),
      power,
    );
    expect(Math.abs(spread_s / 100e-9 - 1)).toBeLessThan(0.01);
    expect(power.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it("NTN-CDL-D stands as TR 38.811, Table 6.9.1-4, prints it at 50 deg", () => {
    const { clusters, warnings, xpr_dB } = ntnClusterProfile("ntn-cdl-d", asTabulated);
    expect(xpr_dB).toBe(16);
    expect(warnings).toEqual([]);
    expect(clusters.map(({ aoa_deg }) => aoa_deg.length)).toEqual([1, 20, 20, 20]);
    expect(clusters.slice(1).map(({ zoa_deg }) => mean(zoa_deg))).toEqual(
      [40, 146.2, 136].map((angle) => expect.closeTo(angle, 9)),
    );
    // The rays of the cluster of -180 deg lie on both sides of the cut.
    expect(clusters.slice(2).map(({ aoa_deg }) => mean(aoa_deg))).toEqual(
      [-135.4, -121.5].map((angle) => expect.closeTo(angle, 9)),
    );
    expect(clusters[3].zod_deg.every((angle) => angle === 140)).toBe(true);
    expect(clusters[3].aod_deg.every((angle) => angle === 0)).toBe(true);
    expect(10 * Math.log10(clusters[0].power / clusters[1].power)).toBeCloseTo(11.707, 9);
  });

  it.each([10, 35, 50, 80])(
    "the line of sight arrives from the satellite at %d deg and leaves towards the user",
    (el) => {
      for (const name of ["ntn-cdl-c", "ntn-cdl-d"] as const) {
        for (const zsa_deg of [undefined, 15]) {
          const scaling = { delaySpread_s: 1e-8, elevation_deg: el, azimuth_deg: -70, zsa_deg, asa_deg: 20 };
          const { clusters, warnings } = ntnClusterProfile(name, scaling);
          const [lineOfSight] = clusters;
          expect(lineOfSight.isLineOfSight).toBe(true);
          expect(lineOfSight.zoa_deg[0]).toBeCloseTo(90 - el, 9);
          expect(lineOfSight.aoa_deg[0]).toBeCloseTo(-70, 9);
          expect(lineOfSight.zod_deg[0]).toBeCloseTo(90 + el, 9);
          expect(lineOfSight.aod_deg[0]).toBeCloseTo(110, 9);
          expect(warnings.some(({ message }) => message.includes("tabulated for 50 deg"))).toBe(el !== 50);
        }
      }
    },
  );

  it("scales angular spreads to what is asked as far as angles are small (TR 38.901, 7.7.5.1)", () => {
    for (const spread_deg of [2, 5]) {
      const profile = ntnClusterProfile("ntn-cdl-a", { ...asTabulated, asa_deg: spread_deg, zsa_deg: spread_deg });
      expect(Math.abs(profile.asa_deg / spread_deg - 1)).toBeLessThan(0.12);
      expect(Math.abs(profile.zsa_deg / spread_deg - 1)).toBeLessThan(0.05);
    }
  });

  it("moves to a wanted K factor and keeps the delay spread (TR 38.901, 7.7.6)", () => {
    const { clusters } = ntnClusterProfile("ntn-cdl-c", { ...asTabulated, kFactor_dB: 4 });
    const { power } = powers(clusters);
    expect(10 * Math.log10(kFactor(powers(clusters)))).toBeCloseTo(4, 9);
    const delays = clusters.map(({ delay_s }) => delay_s);
    expect(rmsDelaySpread_s(delays, power) / 100e-9).toBeCloseTo(1, 9);
  });

  it("tells of rays that pass the nadir or the zenith, and keeps their zenith angles within 0 to 180 deg", () => {
    const { clusters, warnings } = ntnClusterProfile("ntn-cdl-b", asTabulated);
    // Zenith of arrival 174.1 deg and offsets of 7 deg times Table 7.5-3: those above 5.9 / 7 pass 180 deg.
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining("4 of 80 rays")]);
    for (const { zoa_deg } of clusters) expect(zoa_deg.every((angle) => angle >= 0 && angle <= 180)).toBe(true);
  });

  it("refuses what is no elevation, spread or azimuth, and a K factor without line of sight", () => {
    const make = (scaling: object) => () => ntnClusterProfile("ntn-cdl-a", { ...asTabulated, ...scaling });
    expect(make({ elevation_deg: 0 })).toThrow("elevation_deg");
    expect(make({ elevation_deg: Number.NaN })).toThrow("elevation_deg");
    expect(make({ delaySpread_s: -1 })).toThrow("delay spread");
    expect(make({ azimuth_deg: Number.NaN })).toThrow("azimuth_deg");
    expect(make({ asa_deg: 0 })).toThrow("asa_deg");
    expect(make({ kFactor_dB: 3 })).toThrow("no line of sight");
  });
});
