/** Clustered delay lines of 3GPP TR 38.811 V15.4.0, 6.9.1, for 50 deg elevation. */

export interface ClusterProfile {
  /** Over the rms delay spread. */
  readonly delay: readonly number[];
  readonly power_dB: readonly number[];
  /** Directions of arrival at the user and of departure at the satellite, degrees. */
  readonly azimuthOfArrival_deg: readonly number[];
  readonly zenithOfArrival_deg: readonly number[];
  readonly azimuthOfDeparture_deg: readonly number[];
  readonly zenithOfDeparture_deg: readonly number[];
  /** Spreads within a cluster; those of departure are 0. */
  readonly clusterAzimuthSpread_deg: number;
  readonly clusterZenithSpread_deg: number;
  /** The first entry is a single ray, the line of sight. */
  readonly hasLineOfSight: boolean;
  readonly source: string;
}

/** Tables 6.9.1-1 to -4. */
export const ntnCdlProfiles = {
  "ntn-cdl-a": {
    delay: [0.0, 1.0811, 2.8416],
    power_dB: [0.0, -4.675, -6.482],
    azimuthOfArrival_deg: [178.8, -115.7, 111.5],
    zenithOfArrival_deg: [35.6, 22.9, 127.4],
    azimuthOfDeparture_deg: [0.0, 0.0, 0.0],
    zenithOfDeparture_deg: [140.0, 140.0, 140.0],
    clusterAzimuthSpread_deg: 15.0,
    clusterZenithSpread_deg: 7.0,
    hasLineOfSight: false,
    source: "3GPP TR 38.811, Table 6.9.1-1",
  },
  "ntn-cdl-b": {
    delay: [0.0, 0.7249, 0.741, 5.7392],
    power_dB: [0.0, -1.973, -4.332, -11.914],
    azimuthOfArrival_deg: [-174.6, 144.9, -119.8, -88.8],
    zenithOfArrival_deg: [42.2, 63.4, 89.7, 174.1],
    azimuthOfDeparture_deg: [0.0, 0.0, 0.0, 0.0],
    zenithOfDeparture_deg: [140, 140, 140, 140],
    clusterAzimuthSpread_deg: 15.0,
    clusterZenithSpread_deg: 7.0,
    hasLineOfSight: false,
    source: "3GPP TR 38.811, Table 6.9.1-2",
  },
  "ntn-cdl-c": {
    delay: [0.0, 0.0, 14.8124],
    power_dB: [-0.394, -10.618, -23.373],
    azimuthOfArrival_deg: [-180.0, -180.0, -75.9],
    zenithOfArrival_deg: [40.0, 40.0, 87.1],
    azimuthOfDeparture_deg: [0.0, 0.0, 0.0],
    zenithOfDeparture_deg: [140.0, 140.0, 140.0],
    clusterAzimuthSpread_deg: 11.0,
    clusterZenithSpread_deg: 7.0,
    hasLineOfSight: true,
    source: "3GPP TR 38.811, Table 6.9.1-3",
  },
  "ntn-cdl-d": {
    delay: [0.0, 0.0, 0.5596, 7.334],
    power_dB: [-0.284, -11.991, -9.887, -16.771],
    azimuthOfArrival_deg: [-180.0, -180.0, -135.4, -121.5],
    zenithOfArrival_deg: [40.0, 40.0, 146.2, 136.0],
    azimuthOfDeparture_deg: [0.0, 0.0, 0.0, 0.0],
    zenithOfDeparture_deg: [140.0, 140.0, 140.0, 140.0],
    clusterAzimuthSpread_deg: 11.0,
    clusterZenithSpread_deg: 7.0,
    hasLineOfSight: true,
    source: "3GPP TR 38.811, Table 6.9.1-4",
  },
} as const satisfies Readonly<Record<string, ClusterProfile>>;

/** Elevation for which the tables hold. */
export const ntnCdlElevation_deg = 50;

/** TR 38.901, Table 7.5-3: offsets of the 20 rays of a cluster, in its spread, each with both signs. */
export const rayOffsets = [0.0447, 0.1413, 0.2492, 0.3715, 0.5129, 0.6797, 0.8844, 1.1481, 1.5195, 2.1551].flatMap(
  (offset) => [offset, -offset],
);
