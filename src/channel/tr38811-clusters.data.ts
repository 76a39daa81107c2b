/** What clusters are drawn from: each one value for all elevations, or nine for 10, 20, ... 90 degrees. */
export interface ClusterTable {
  /** Delay distribution proportionality factor. */
  readonly rTau: readonly number[];
  readonly clusters: readonly number[];
  /** Delay spread within a cluster, nanoseconds; 0 where the table has none. */
  readonly cDs_ns: number;
  /** Root-mean-square spreads of the rays of a cluster, degrees: azimuth of departure and arrival, zenith of arrival. */
  readonly cAsd_deg: readonly number[];
  readonly cAsa_deg: readonly number[];
  readonly cZsa_deg: readonly number[];
}

interface ClusterTables {
  readonly lineOfSight: { readonly S: ClusterTable; readonly Ka: ClusterTable };
  readonly noLineOfSight: { readonly S: ClusterTable; readonly Ka: ClusterTable };
}

/** Shadowing of each cluster, the same in all tables. */
export const clusterShadowing_dB = 3;

/**
 * 3GPP TR 38.811 V15.4.0, Table 6.7.2-1aa (azimuth) and -1ab (zenith): scaling factors of cluster angles by the number of
 * clusters, from 2 on.
 */
export const azimuthScaling: Readonly<Record<number, number>> = { 2: 0.501, 3: 0.68, 4: 0.779 };
export const zenithScaling: Readonly<Record<number, number>> = { 2: 0.43, 3: 0.594, 4: 0.697 };

/** 3GPP TR 38.901, Table 7.5-5: rays of the three sub-clusters of the two strongest clusters, and delays in units of c_DS. */
export const subClusters: readonly { readonly rays: readonly number[]; readonly delay: number }[] = [
  { rays: [0, 1, 2, 3, 4, 5, 6, 7, 18, 19], delay: 0 },
  { rays: [8, 9, 10, 11, 16, 17], delay: 1.28 },
  { rays: [12, 13, 14, 15], delay: 2.56 },
];

/** 3GPP TR 38.811 V15.4.0, Tables 6.7.2-1a to 6.7.2-8b, by surroundings. */
export const tr38811Clusters: Readonly<Record<"denseUrban" | "urban" | "suburban" | "rural", ClusterTables>> = {
  denseUrban: {
    lineOfSight: {
      S: { rTau: [2.5], clusters: [3], cDs_ns: 3.9, cAsd_deg: [0], cAsa_deg: [11], cZsa_deg: [7] },
      Ka: { rTau: [2.5], clusters: [3], cDs_ns: 1.6, cAsd_deg: [0], cAsa_deg: [11], cZsa_deg: [7] },
    },
    noLineOfSight: {
      S: { rTau: [2.3], clusters: [4], cDs_ns: 3.9, cAsd_deg: [0], cAsa_deg: [15], cZsa_deg: [7] },
      Ka: { rTau: [2.3], clusters: [4], cDs_ns: 3.9, cAsd_deg: [0], cAsa_deg: [15], cZsa_deg: [7] },
    },
  },
  urban: {
    lineOfSight: {
      S: {
        rTau: [2.5],
        clusters: [4, 3, 3, 3, 3, 3, 3, 3, 3],
        cDs_ns: 3.9,
        cAsd_deg: [0.09, 0.09, 0.12, 0.16, 0.2, 0.28, 0.44, 0.9, 2.87],
        cAsa_deg: [12.55, 12.76, 14.36, 16.42, 17.13, 19.01, 19.31, 22.39, 27.8],
        cZsa_deg: [1.25, 3.23, 4.39, 5.72, 6.17, 7.36, 7.3, 7.7, 9.25],
      },
      Ka: {
        rTau: [2.5],
        clusters: [4, 3, 3, 3, 3, 3, 3, 3, 3],
        cDs_ns: 1.6,
        cAsd_deg: [0.09, 0.09, 0.11, 0.15, 0.18, 0.27, 0.42, 0.86, 2.55],
        cAsa_deg: [11.78, 11.6, 13.05, 14.56, 15.35, 16.97, 17.96, 20.68, 25.08],
        cZsa_deg: [1.14, 2.78, 3.87, 4.94, 5.41, 6.31, 6.66, 7.31, 9.23],
      },
    },
    noLineOfSight: {
      S: {
        rTau: [2.3],
        clusters: [3, 3, 3, 3, 3, 3, 2, 2, 2],
        cDs_ns: 3.9,
        cAsd_deg: [0.08, 0.1, 0.14, 0.23, 0.33, 0.53, 1, 1.4, 6.63],
        cAsa_deg: [15.07, 16.2, 18.14, 19.96, 21.53, 22.44, 23.59, 26.57, 32.7],
        cZsa_deg: [1.66, 4.71, 7.33, 9.82, 11.52, 11.75, 10.93, 12.19, 16.68],
      },
      Ka: {
        rTau: [2.3],
        clusters: [3, 3, 3, 3, 3, 3, 2, 2, 2],
        cDs_ns: 1.6,
        cAsd_deg: [0.08, 0.1, 0.14, 0.22, 0.31, 0.49, 0.97, 1.52, 5.36],
        cAsa_deg: [14.72, 14.62, 16.4, 17.86, 19.74, 19.73, 20.5, 26.16, 25.83],
        cZsa_deg: [1.57, 4.3, 6.64, 9.21, 10.32, 10.3, 10.2, 12.27, 12.75],
      },
    },
  },
  suburban: {
    lineOfSight: {
      S: {
        rTau: [2.2, 3.36, 3.5, 2.81, 2.39, 2.73, 2.07, 2.04, 2.04],
        clusters: [3, 3, 3, 3, 3, 3, 2, 2, 2],
        cDs_ns: 1.6,
        cAsd_deg: [0],
        cAsa_deg: [11],
        cZsa_deg: [7],
      },
      Ka: {
        rTau: [2.5],
        clusters: [3, 3, 3, 3, 3, 3, 2, 2, 2],
        cDs_ns: 1.6,
        cAsd_deg: [0],
        cAsa_deg: [11],
        cZsa_deg: [7],
      },
    },
    noLineOfSight: {
      S: {
        rTau: [2.28, 2.33, 2.43, 2.26, 2.71, 2.1, 2.19, 2.06, 2.06],
        clusters: [4, 4, 4, 4, 4, 3, 3, 3, 3],
        cDs_ns: 1.6,
        cAsd_deg: [0],
        cAsa_deg: [15],
        cZsa_deg: [7],
      },
      Ka: {
        rTau: [2.3],
        clusters: [4, 4, 4, 4, 4, 3, 3, 3, 3],
        cDs_ns: 1.6,
        cAsd_deg: [0],
        cAsa_deg: [15],
        cZsa_deg: [7],
      },
    },
  },
  rural: {
    lineOfSight: {
      S: {
        rTau: [3.8],
        clusters: [2],
        cDs_ns: 0,
        cAsd_deg: [0.39, 0.31, 0.29, 0.37, 0.61, 0.9, 1.43, 2.87, 5.48],
        cAsa_deg: [10.81, 8.09, 13.7, 20.05, 24.51, 26.35, 31.84, 36.62, 36.77],
        cZsa_deg: [1.94, 1.83, 2.28, 2.93, 2.84, 3.17, 3.88, 4.17, 4.29],
      },
      Ka: {
        rTau: [3.8],
        clusters: [2],
        cDs_ns: 0,
        cAsd_deg: [0.36, 0.3, 0.25, 0.35, 0.53, 0.88, 1.39, 2.7, 4.97],
        cAsa_deg: [4.63, 6.83, 12.91, 18.9, 22.44, 25.69, 27.95, 31.45, 28.01],
        cZsa_deg: [0.75, 1.25, 1.93, 2.37, 2.66, 3.23, 3.71, 4.17, 4.14],
      },
    },
    noLineOfSight: {
      S: {
        rTau: [1.7],
        clusters: [3, 3, 2, 2, 2, 2, 2, 2, 2],
        cDs_ns: 0,
        cAsd_deg: [0.03, 0.05, 0.07, 0.1, 0.15, 0.22, 0.5, 1.04, 2.11],
        cAsa_deg: [18.16, 26.82, 21.99, 22.86, 25.93, 27.79, 28.5, 37.53, 29.23],
        cZsa_deg: [2.32, 7.34, 8.28, 8.76, 9.68, 9.94, 8.9, 13.74, 12.16],
      },
      Ka: {
        rTau: [1.7],
        clusters: [3, 3, 2, 2, 2, 2, 2, 2, 2],
        cDs_ns: 0,
        cAsd_deg: [0.03, 0.05, 0.07, 0.09, 0.16, 0.22, 0.51, 0.89, 1.68],
        cAsa_deg: [18.21, 24.08, 22.06, 21.4, 24.26, 24.15, 25.99, 36.07, 24.51],
        cZsa_deg: [2.13, 6.52, 7.72, 8.45, 8.92, 8.76, 9, 13.6, 10.56],
      },
    },
  },
};
