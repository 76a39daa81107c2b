/**
 * Cross-correlations as lower triangles without the diagonal, rows in the order SF, K, DS, ASD, ASA, ZSD, ZSA, without K where
 * there is no line of sight: one triangle for every elevation, or nine for 10, 20, ... 90 degrees.
 */
interface CorrelationTables {
  readonly lineOfSight: readonly (readonly number[])[];
  readonly noLineOfSight: readonly (readonly number[])[];
}

/** 3GPP TR 38.811 V15.4.0, Tables 6.7.2-1, -3 and -5: line of sight in dense urban, urban and suburban surroundings. */
const builtUpLineOfSight = [
  [0, -0.4, -0.4, -0.5, 0, 0.4, -0.5, -0.2, 0.8, 0, 0, 0, -0.2, 0.5, -0.3, -0.8, 0, 0, 0, 0.4, 0],
];

/** Tables 6.7.2-2 and -6: dense urban and suburban without line of sight. */
const builtUpNoLineOfSight = [[-0.4, -0.6, 0.4, 0, 0.6, 0.4, 0, -0.5, 0.5, 0, -0.4, 0, -0.1, 0, 0]];

/** Table 6.7.2-4a: urban without line of sight, S band. */
const urbanNoLineOfSightS = [
  [-0.22, -0.48, 0.54, -0.05, 0.38, 0.41, -0.02, 0.69, 0.52, 0.4, -0.31, 0.05, 0.05, 0.04, -0.03],
  [-0.26, -0.53, 0.46, -0.04, 0.36, 0.4, 0, 0.72, 0.48, 0.39, -0.33, 0.09, 0.11, 0.13, 0.04],
  [-0.21, -0.52, 0.56, -0.04, 0.27, 0.33, 0.01, 0.68, 0.6, 0.34, -0.33, 0.09, 0.13, 0.16, 0.07],
  [-0.25, -0.52, 0.52, -0.04, 0.29, 0.37, 0, 0.68, 0.56, 0.37, -0.33, 0.09, 0.14, 0.13, 0.07],
  [-0.21, -0.54, 0.6, -0.03, 0.21, 0.23, 0.01, 0.64, 0.62, 0.31, -0.38, -0.03, -0.02, 0.13, -0.01],
  [-0.19, -0.51, 0.59, -0.05, 0.24, 0.23, 0.01, 0.65, 0.6, 0.28, -0.39, -0.15, -0.11, 0.14, -0.12],
  [-0.19, -0.5, 0.6, -0.02, 0.22, 0.22, -0.02, 0.64, 0.65, 0.23, -0.37, -0.13, -0.13, -0.02, -0.15],
  [-0.2, -0.48, 0.57, -0.01, 0.24, 0.23, -0.08, 0.61, 0.59, 0.21, -0.37, -0.29, -0.26, -0.2, -0.34],
  [-0.2, -0.43, 0.64, 0, 0.24, 0.21, -0.12, 0.53, 0.64, 0.28, -0.36, -0.19, -0.22, -0.46, -0.36],
];

/** Table 6.7.2-4b: urban without line of sight, Ka band. */
const urbanNoLineOfSightKa = [
  [-0.21, -0.48, 0.55, -0.05, 0.38, 0.41, -0.02, 0.68, 0.52, 0.4, -0.31, 0.06, 0.06, 0.05, -0.02],
  [-0.25, -0.52, 0.47, -0.04, 0.37, 0.42, 0, 0.72, 0.48, 0.41, -0.32, 0.1, 0.12, 0.13, 0.04],
  [-0.21, -0.52, 0.55, -0.04, 0.29, 0.34, 0.01, 0.68, 0.59, 0.34, -0.33, 0.11, 0.14, 0.16, 0.09],
  [-0.26, -0.53, 0.52, -0.04, 0.3, 0.38, 0.01, 0.67, 0.55, 0.38, -0.33, 0.13, 0.18, 0.16, 0.11],
  [-0.25, -0.57, 0.55, -0.03, 0.23, 0.28, 0.03, 0.65, 0.54, 0.31, -0.41, -0.04, 0.01, 0.18, 0],
  [-0.2, -0.53, 0.57, -0.05, 0.21, 0.2, 0.03, 0.67, 0.6, 0.25, -0.4, -0.14, -0.1, 0.21, -0.09],
  [-0.19, -0.5, 0.61, -0.03, 0.23, 0.26, -0.02, 0.63, 0.64, 0.23, -0.36, -0.11, -0.11, 0.02, -0.15],
  [-0.2, -0.49, 0.59, -0.01, 0.23, 0.23, -0.05, 0.61, 0.6, 0.22, -0.37, -0.24, -0.24, -0.13, -0.29],
  [-0.19, -0.38, 0.65, -0.03, 0.36, 0.31, -0.12, 0.54, 0.6, 0.29, -0.33, -0.19, -0.2, -0.35, -0.33],
];

/** Table 6.7.2-7a: rural with line of sight. */
const ruralLineOfSight = [
  [0, -0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0.01, 0, -0.05, 0.73, -0.2, -0.17, -0.02, 0.27, -0.14, 0.24, -0.07],
];

/** Table 6.7.2-8a: rural without line of sight, S band. Table 8b (Ka) is not held: it was found in one place only. */
const ruralNoLineOfSightS = [
  [-0.36, 0.45, 0.32, 0.02, 0.3, 0.45, -0.06, 0.58, 0.6, 0.33, -0.07, 0.06, 0.21, 0.1, 0.01],
  [-0.39, 0.52, 0.19, 0, 0.32, 0.12, -0.04, 0.67, 0.41, 0.35, -0.17, 0.03, -0.02, 0.21, -0.02],
  [-0.41, 0.54, 0.23, 0, 0.32, 0.07, -0.04, 0.65, 0.37, 0.31, -0.19, 0, -0.09, 0.22, -0.12],
  [-0.37, 0.53, 0.25, 0.01, 0.4, 0.22, -0.05, 0.73, 0.32, 0.37, -0.17, -0.09, -0.1, 0.07, -0.21],
  [-0.4, 0.55, 0.15, 0.02, 0.45, 0.16, -0.06, 0.79, 0.19, 0.46, -0.19, -0.2, -0.12, -0.04, -0.27],
  [-0.41, 0.56, 0.08, 0.02, 0.39, 0.14, -0.07, 0.81, 0.16, 0.44, -0.2, -0.22, -0.11, -0.12, -0.27],
  [-0.4, 0.56, 0.13, 0.04, 0.51, 0.2, -0.11, 0.79, 0.2, 0.49, -0.19, -0.32, -0.1, -0.29, -0.38],
  [-0.46, 0.58, 0.15, 0.01, 0.27, -0.04, -0.05, 0.7, 0.15, 0.27, -0.23, -0.41, -0.14, -0.26, -0.35],
  [-0.3, 0.47, 0.64, 0.06, 0.05, -0.11, -0.1, 0.42, 0.28, 0.07, -0.13, -0.35, -0.25, -0.36, -0.36],
];

/** Cross-correlations by surroundings and band; rural Ka takes the S-band triangles. */
export const tr38811Correlations: Readonly<
  Record<"denseUrban" | "urban" | "suburban" | "rural", Readonly<Record<"S" | "Ka", CorrelationTables>>>
> = {
  denseUrban: {
    S: { lineOfSight: builtUpLineOfSight, noLineOfSight: builtUpNoLineOfSight },
    Ka: { lineOfSight: builtUpLineOfSight, noLineOfSight: builtUpNoLineOfSight },
  },
  urban: {
    S: { lineOfSight: builtUpLineOfSight, noLineOfSight: urbanNoLineOfSightS },
    Ka: { lineOfSight: builtUpLineOfSight, noLineOfSight: urbanNoLineOfSightKa },
  },
  suburban: {
    S: { lineOfSight: builtUpLineOfSight, noLineOfSight: builtUpNoLineOfSight },
    Ka: { lineOfSight: builtUpLineOfSight, noLineOfSight: builtUpNoLineOfSight },
  },
  rural: {
    S: { lineOfSight: ruralLineOfSight, noLineOfSight: ruralNoLineOfSightS },
    Ka: { lineOfSight: ruralLineOfSight, noLineOfSight: ruralNoLineOfSightS },
  },
};

/** Distances over which a parameter keeps a correlation of 1/e, metres. */
export interface CorrelationDistances {
  readonly SF: number;
  readonly K: number;
  readonly DS: number;
  readonly ASD: number;
  readonly ASA: number;
  readonly ZSD: number;
  readonly ZSA: number;
}

/** Correlation distances with and without line of sight. */
export interface CorrelationDistancesByState {
  readonly lineOfSight: CorrelationDistances;
  readonly noLineOfSight: Omit<CorrelationDistances, "K">;
}

/**
 * Horizontal correlation distances of Tables 6.7.2-1a to 6.7.2-6b, the same in dense urban, urban and suburban surroundings and
 * in both bands. Those of the rural tables were found nowhere and are not held.
 */
export const tr38811CorrelationDistances: CorrelationDistancesByState = {
  lineOfSight: { SF: 37, K: 12, DS: 30, ASD: 18, ASA: 15, ZSD: 15, ZSA: 15 },
  noLineOfSight: { SF: 50, DS: 40, ASD: 50, ASA: 50, ZSD: 50, ZSA: 50 },
};
