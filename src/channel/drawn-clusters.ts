import { fromdB } from "../decibel.js";
import type { RandomStream } from "../random/random-stream.js";
import { wrapped_deg } from "./angular-spread.js";
import type { Cluster } from "./cluster-profile.js";
import type { LargeScaleBand, LargeScaleEnvironment, LargeScaleState } from "./large-scale-parameters.js";
import { rayOffsets } from "./ntn-cdl.data.js";
import {
  azimuthScaling,
  type ClusterTable,
  clusterShadowing_dB,
  subClusters,
  tr38811Clusters,
  zenithScaling,
} from "./tr38811-clusters.data.js";

/** Where the satellite stands: azimuth from x towards y in the user's frame. */
export interface SatelliteDirection {
  readonly elevation_deg: number;
  readonly azimuth_deg: number;
}

/** The polynomial of zenith angles has a zero at K = -10 dB; below this it is held. */
const leastZenithK_dB = -5;
const strongest = 2;

/**
 * Clusters of one place, drawn from its large-scale parameters; powers that add to 1, without the line of sight's ray.
 *
 * 3GPP TR 38.901, 7.5, steps 5 to 8, with the tables of TR 38.811, 6.7.2: exponential delays, powers that fall with delay under
 * a shadowing of 3 dB each, azimuths of the inverse Gaussian and zeniths of the inverse Laplacian of the powers. With a line
 * of sight its power enters the angles and the first cluster stands in its direction. The two strongest clusters fall into
 * sub-clusters where the table has a c_DS (step 11). Clusters below -25 dB are kept.
 *
 * @param stream  of the realisation
 */
export function drawnClusters(
  environment: LargeScaleEnvironment,
  band: LargeScaleBand,
  state: LargeScaleState,
  { elevation_deg, azimuth_deg }: SatelliteDirection,
  stream: RandomStream,
): readonly Cluster[] {
  const table = tableOf(environment, band, state.isLineOfSight);
  const row = Math.max(0, Math.round(elevation_deg / 10) - 1);
  const rTau = rowOf(table.rTau, row);
  const count = rowOf(table.clusters, row);
  const { kFactor_dB: k_dB, isLineOfSight } = state;
  const k = isLineOfSight ? fromdB(k_dB) : 0;

  // Eq. (7.5-1), (7.5-2), in units of the delay spread.
  const drawn = Float64Array.from({ length: count }, () => -rTau * Math.log(stream.uniform())).sort();
  const delay = drawn.map((each) => each - drawn[0]);
  // Eq. (7.5-5), (7.5-6).
  const shadowed = delay.map(
    (each) => Math.exp((-each * (rTau - 1)) / rTau) * fromdB(-clusterShadowing_dB * stream.gaussian()),
  );
  const total = shadowed.reduce((sum, each) => sum + each, 0);
  const power = shadowed.map((each) => each / total);
  // Eq. (7.5-3), (7.5-4).
  const cTau = isLineOfSight ? 0.7705 - 0.0433 * k_dB + 0.0002 * k_dB ** 2 + 0.000017 * k_dB ** 3 : 1;
  const delay_s = delay.map((each) => (each * state.delaySpread_s) / cTau);
  // Eq. (7.5-8): for the angles only.
  const withSight = power.map((each, n) => (each + (n === 0 ? k : 0)) / (k + 1));
  const most = withSight.reduce((largest, each) => Math.max(largest, each), 0);
  const fall = withSight.map((each) => -Math.log(each / most));

  // Eq. (7.5-10), (7.5-15).
  const cPhi =
    azimuthScaling[count] * (isLineOfSight ? 1.1035 - 0.028 * k_dB - 0.002 * k_dB ** 2 + 0.0001 * k_dB ** 3 : 1);
  const kTheta_dB = Math.max(k_dB, leastZenithK_dB);
  const cTheta =
    zenithScaling[count] *
    (isLineOfSight ? 1.3086 + 0.0339 * kTheta_dB - 0.0077 * kTheta_dB ** 2 + 0.0002 * kTheta_dB ** 3 : 1);
  const azimuths = (spread_deg: number) =>
    offsets(fall, (each) => ((2 * spread_deg) / 1.4 / cPhi) * Math.sqrt(each), spread_deg, isLineOfSight, stream);
  const zeniths = (spread_deg: number) =>
    offsets(fall, (each) => (spread_deg / cTheta) * each, spread_deg, isLineOfSight, stream);
  const aoa = azimuths(state.asa_deg);
  const aod = azimuths(state.asd_deg);
  const zoa = zeniths(state.zsa_deg);
  const zod = zeniths(state.zsd_deg);
  const [cAsd, cAsa, cZsa] = [table.cAsd_deg, table.cAsa_deg, table.cZsa_deg].map((values) => rowOf(values, row));
  // TR 38.901, eq. (7.5-20), with the spread that was drawn.
  const cZsd = (3 / 8) * state.zsd_deg;
  const zenith_deg = 90 - elevation_deg;

  return Array.from({ length: count }, (_, n) => ({
    delay_s: delay_s[n],
    power: power[n],
    isLineOfSight: false,
    aoa_deg: rayOffsets.map((offset) => wrapped_deg(azimuth_deg + aoa[n] + cAsa * offset)),
    // A wave leaves the satellite in the direction opposite to the one it comes from.
    aod_deg: rayOffsets.map((offset) => wrapped_deg(azimuth_deg + 180 + aod[n] + cAsd * offset)),
    zoa_deg: rayOffsets.map((offset) => reflected_deg(zenith_deg + zoa[n] + cZsa * offset)),
    zod_deg: rayOffsets.map((offset) => reflected_deg(180 - zenith_deg + zod[n] + cZsd * offset)),
  })).flatMap((cluster, n) => (table.cDs_ns > 0 && isStrong(power, n) ? divided(cluster, table.cDs_ns) : [cluster]));
}

/** Most clusters, sub-clusters counted, that any elevation has. */
export function mostClusters(environment: LargeScaleEnvironment, band: LargeScaleBand, isLineOfSight: boolean): number {
  const { clusters, cDs_ns } = tableOf(environment, band, isLineOfSight);
  return Math.max(...clusters) + (cDs_ns > 0 ? strongest * (subClusters.length - 1) : 0);
}

/** Eq. (7.5-11), (7.5-12), (7.5-16), (7.5-17): a sign and a Gaussian each; with a line of sight the first comes to 0. */
function offsets(
  fall: Float64Array,
  prime_deg: (fall: number) => number,
  spread_deg: number,
  isLineOfSight: boolean,
  stream: RandomStream,
): Float64Array {
  const angles = fall.map((each) => {
    const sign = stream.uniform() < 0.5 ? -1 : 1;
    return sign * prime_deg(each) + (spread_deg / 7) * stream.gaussian();
  });
  const first = isLineOfSight ? angles[0] : 0;
  return angles.map((each) => each - first);
}

function divided(cluster: Cluster, cDs_ns: number): Cluster[] {
  return subClusters.map(({ rays, delay }) => {
    const of = (angles: readonly number[]) => rays.map((ray) => angles[ray]);
    return {
      delay_s: cluster.delay_s + delay * cDs_ns * 1e-9,
      power: (cluster.power * rays.length) / rayOffsets.length,
      isLineOfSight: false,
      aod_deg: of(cluster.aod_deg),
      aoa_deg: of(cluster.aoa_deg),
      zod_deg: of(cluster.zod_deg),
      zoa_deg: of(cluster.zoa_deg),
    };
  });
}

function isStrong(power: Float64Array, n: number): boolean {
  return power.filter((each) => each > power[n]).length < strongest;
}

function tableOf(environment: LargeScaleEnvironment, band: LargeScaleBand, isLineOfSight: boolean): ClusterTable {
  return tr38811Clusters[environment][isLineOfSight ? "lineOfSight" : "noLineOfSight"][band];
}

function rowOf(values: readonly number[], row: number): number {
  return values[values.length === 1 ? 0 : row];
}

/** A zenith angle brought to 0 to 180 degrees: TR 38.901, 7.5, step 7. */
function reflected_deg(zenith_deg: number): number {
  return Math.abs(wrapped_deg(zenith_deg));
}
