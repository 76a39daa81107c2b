import type { Warning } from "../leolink-error.js";
import { expectAbove, expectElevation_deg } from "../propagation/domain.js";
import { angularSpread_deg, type WeightedAngle, wrapped_deg } from "./angular-spread.js";
import { ntnCdl, ntnCdlAzimuth_deg, ntnCdlElevation_deg, rayOffsets } from "./ntn-cdl.data.js";
import { scaledTaps } from "./tap-profile.js";

/** Names of the clustered delay lines of TR 38.811. */
export type NtnCdlName = keyof typeof ntnCdl;

/** Whether the first row of a table is a line of sight: C and D. */
export function hasLineOfSightRay(name: NtnCdlName): boolean {
  return ntnCdl[name].clusters[0][6] === "lineOfSight";
}

/** The rays of one cluster, or the line of sight, which is one ray. Angles in degrees, `[ray]`, before their coupling. */
export interface Cluster {
  readonly delay_s: number;
  /** Of all its rays together, which share it alike. */
  readonly power: number;
  readonly isLineOfSight: boolean;
  readonly aod_deg: readonly number[];
  readonly aoa_deg: readonly number[];
  readonly zod_deg: readonly number[];
  readonly zoa_deg: readonly number[];
}

/**
 * Clusters with their rays, delays in seconds and powers that add to 1.
 *
 * All angles, of departure too, are in the user's own frame: z to the zenith, azimuth from x towards y; the zenith of
 * departure is that of the direction in which a wave leaves the satellite. A direction of arrival points from the user to
 * where the wave comes from.
 */
export interface ClusterProfile {
  readonly name: string;
  readonly source: string;
  readonly clusters: readonly Cluster[];
  readonly xpr_dB: number;
  readonly elevation_deg: number;
  /** Spreads of arrival over all rays, degrees, by the definition of TR 38.901, Annex A. */
  readonly asa_deg: number;
  readonly zsa_deg: number;
  readonly warnings: readonly Warning[];
}

export interface ClusterScaling {
  /** Desired root-mean-square delay spread, from 0. */
  readonly delaySpread_s: number;
  /** Of the satellite, above 0 up to 90; the tables are for 50. */
  readonly elevation_deg: number;
  /** Of the satellite in the user's frame, from x towards y. Where x is east and y north this is 90 minus the compass azimuth. */
  readonly azimuth_deg: number;
  /** Desired K factor (TR 38.901, 7.7.6), only for C and D; the table's own where not given. */
  readonly kFactor_dB?: number;
  /** Desired angular spreads of arrival (TR 38.901, 7.7.5.1), above 0; the table's own where not given. */
  readonly asa_deg?: number;
  readonly zsa_deg?: number;
}

/**
 * A clustered delay line of TR 38.811, 6.9.1, at an elevation, a delay spread and, where asked, angular spreads.
 *
 * The tables hold for 50 degrees of elevation. Angles are translated and scaled by TR 38.901, 7.7.5.1,
 * phi' = AS_desired / AS_model (phi - mu_model) + mu_desired, with the desired mean chosen so that the satellite's direction
 * (zenith 40, azimuth 180 degrees of the table) comes to stand at the elevation and azimuth given; AS_model is the spread of the
 * table's rays, their offsets included, after the K factor. As in the TR the spread that results is the desired one as far as
 * angles are small beside a circle; `asa_deg` and `zsa_deg` are what came out. A zenith angle that leaves 0 to 180
 * degrees is reflected (TR 38.901, 7.5, step 7), which a warning tells.
 */
export function ntnClusterProfile(name: NtnCdlName, scaling: ClusterScaling): ClusterProfile {
  const { delaySpread_s, elevation_deg, azimuth_deg, kFactor_dB, asa_deg, zsa_deg } = scaling;
  expectElevation_deg(elevation_deg);
  if (!Number.isFinite(azimuth_deg)) throw new RangeError(`azimuth_deg: expected a number, found ${azimuth_deg}`);
  if (asa_deg !== undefined) expectAbove("asa_deg", asa_deg, 0);
  if (zsa_deg !== undefined) expectAbove("zsa_deg", zsa_deg, 0);

  const { clusters: rows, cAsd_deg, cAsa_deg, cZsd_deg, cZsa_deg, xpr_dB } = ntnCdl[name];
  const source = "3GPP TR 38.811, 6.9.1";
  const taps = scaledTaps(
    {
      delayUnit: "delaySpread",
      delay: rows.map(([delay]) => delay),
      power_dB: rows.map(([, power_dB]) => power_dB),
      hasLineOfSight: hasLineOfSightRay(name),
      source,
    },
    { delaySpread_s, kFactor_dB },
  );
  const clusters = rows.map(([, , aod, aoa, zod, zoa, kind], index): Cluster => {
    const isLineOfSight = kind === "lineOfSight";
    const rays = (centre_deg: number, spread_deg: number) =>
      isLineOfSight ? [centre_deg] : rayOffsets.map((offset) => centre_deg + spread_deg * offset);
    return {
      delay_s: taps.delay_s[index],
      power: taps.power[index],
      isLineOfSight,
      aod_deg: rays(aod, cAsd_deg),
      aoa_deg: rays(aoa, cAsa_deg),
      zod_deg: rays(zod, cZsd_deg),
      zoa_deg: rays(zoa, cZsa_deg),
    };
  });

  const azimuthScale = asa_deg === undefined ? 1 : asa_deg / spreadOf(clusters, "aoa_deg");
  const zenithScale = zsa_deg === undefined ? 1 : zsa_deg / spreadOf(clusters, "zoa_deg");
  const turn_deg = azimuth_deg - ntnCdlAzimuth_deg;
  const tilt_deg = ntnCdlElevation_deg - elevation_deg;
  const zenith_deg = 90 - ntnCdlElevation_deg;
  let reflected = 0;
  const scaled = clusters.map((cluster) => ({
    ...cluster,
    aod_deg: cluster.aod_deg.map((angle) => wrapped_deg(angle + turn_deg)),
    aoa_deg: cluster.aoa_deg.map((angle) =>
      wrapped_deg(azimuthScale * wrapped_deg(angle - ntnCdlAzimuth_deg) + azimuth_deg),
    ),
    // The line of sight leaves downwards along the direction it arrives from: the zenith angles add to 180 degrees.
    zod_deg: cluster.zod_deg.map((angle) => angle - tilt_deg),
    zoa_deg: cluster.zoa_deg.map((angle) => {
      const moved = zenithScale * (angle - zenith_deg) + zenith_deg + tilt_deg;
      if (!(moved >= 0 && moved <= 180)) reflected++;
      return Math.abs(wrapped_deg(moved));
    }),
  }));
  const warnings: Warning[] = [];
  if (elevation_deg !== ntnCdlElevation_deg) {
    const message = `${name} is tabulated for ${ntnCdlElevation_deg} deg of elevation; its angles are translated to ${elevation_deg} deg, its powers and delays are not changed`;
    warnings.push({ source, message });
  }
  if (reflected > 0) {
    const rays = scaled.reduce((sum, { zoa_deg: angles }) => sum + angles.length, 0);
    const message = `${name}: ${reflected} of ${rays} rays left 0 to 180 deg of zenith angle and were reflected`;
    warnings.push({ source: "3GPP TR 38.901, 7.5", message });
  }
  return {
    name,
    source,
    clusters: scaled,
    xpr_dB,
    elevation_deg,
    asa_deg: spreadOf(scaled, "aoa_deg"),
    zsa_deg: spreadOf(scaled, "zoa_deg"),
    warnings,
  };
}

function spreadOf(clusters: readonly Cluster[], angle: "aoa_deg" | "zoa_deg"): number {
  const weighted = clusters.flatMap((cluster): WeightedAngle[] =>
    cluster[angle].map((angle_deg) => ({ angle_deg, power: cluster.power / cluster[angle].length })),
  );
  return angularSpread_deg(weighted);
}
