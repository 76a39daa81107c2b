/** A cluster: angles in degrees, azimuth and zenith of departure (satellite) and of arrival (user). */
export type ClusterRow = readonly [
  delay: number,
  power_dB: number,
  aod_deg: number,
  aoa_deg: number,
  zod_deg: number,
  zoa_deg: number,
  kind: "lineOfSight" | "cluster",
];

interface ClusterTable {
  readonly clusters: readonly ClusterRow[];
  /** Spreads of the rays of a cluster, degrees, and cross-polarisation ratio, dB. */
  readonly cAsd_deg: number;
  readonly cAsa_deg: number;
  readonly cZsd_deg: number;
  readonly cZsa_deg: number;
  readonly xpr_dB: number;
}

/** 3GPP TR 38.811 V15.4.0, Tables 6.9.1-1 to 6.9.1-4: for 50 degrees of elevation, delays in units of the delay spread. */
export const ntnCdl: Readonly<Record<"ntn-cdl-a" | "ntn-cdl-b" | "ntn-cdl-c" | "ntn-cdl-d", ClusterTable>> = {
  "ntn-cdl-a": {
    clusters: [
      [0, 0, 0, 178.8, 140, 35.6, "cluster"],
      [1.0811, -4.675, 0, -115.7, 140, 22.9, "cluster"],
      [2.8416, -6.482, 0, 111.5, 140, 127.4, "cluster"],
    ],
    cAsd_deg: 0,
    cAsa_deg: 15,
    cZsd_deg: 0,
    cZsa_deg: 7,
    xpr_dB: 10,
  },
  "ntn-cdl-b": {
    clusters: [
      [0, 0, 0, -174.6, 140, 42.2, "cluster"],
      [0.7249, -1.973, 0, 144.9, 140, 63.4, "cluster"],
      [0.741, -4.332, 0, -119.8, 140, 89.7, "cluster"],
      [5.7392, -11.914, 0, -88.8, 140, 174.1, "cluster"],
    ],
    cAsd_deg: 0,
    cAsa_deg: 15,
    cZsd_deg: 0,
    cZsa_deg: 7,
    xpr_dB: 10,
  },
  "ntn-cdl-c": {
    clusters: [
      [0, -0.394, 0, -180, 140, 40, "lineOfSight"],
      [0, -10.618, 0, -180, 140, 40, "cluster"],
      [14.8124, -23.373, 0, -75.9, 140, 87.1, "cluster"],
    ],
    cAsd_deg: 0,
    cAsa_deg: 11,
    cZsd_deg: 0,
    cZsa_deg: 7,
    xpr_dB: 16,
  },
  "ntn-cdl-d": {
    clusters: [
      [0, -0.284, 0, -180, 140, 40, "lineOfSight"],
      [0, -11.991, 0, -180, 140, 40, "cluster"],
      [0.5596, -9.887, 0, -135.4, 140, 146.2, "cluster"],
      [7.334, -16.771, 0, -121.5, 140, 136, "cluster"],
    ],
    cAsd_deg: 0,
    cAsa_deg: 11,
    cZsd_deg: 0,
    cZsa_deg: 7,
    xpr_dB: 16,
  },
};

/** The elevation and the azimuth of arrival of the satellite that the tables stand for, degrees. */
export const ntnCdlElevation_deg = 50;
export const ntnCdlAzimuth_deg = 180;

/** 3GPP TR 38.901, Table 7.5-3: offsets of the rays of a cluster of spread 1; read in two public places. */
export const rayOffsets: readonly number[] = [
  0.0447, 0.1413, 0.2492, 0.3715, 0.5129, 0.6797, 0.8844, 1.1481, 1.5195, 2.1551,
].flatMap((offset) => [offset, -offset]);
