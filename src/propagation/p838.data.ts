/** One regression of ITU-R P.838-3: sum of a_j exp(-((log10 f - b_j)/c_j)^2), plus slope log10 f plus offset. */
export interface P838Regression {
  /** a_j, b_j, c_j. */
  readonly terms: readonly (readonly [number, number, number])[];
  readonly slope: number;
  readonly offset: number;
}

/** ITU-R P.838-3 (03/2005), Table 1: logarithm of k, horizontal polarisation. */
export const p838KH: P838Regression = {
  terms: [
    [-5.3398, -0.10008, 1.13098],
    [-0.35351, 1.2697, 0.454],
    [-0.23789, 0.86036, 0.15354],
    [-0.94158, 0.64552, 0.16817],
  ],
  slope: -0.18961,
  offset: 0.71147,
};

/** ITU-R P.838-3 (03/2005), Table 2: logarithm of k, vertical polarisation. */
export const p838KV: P838Regression = {
  terms: [
    [-3.80595, 0.56934, 0.81061],
    [-3.44965, -0.22911, 0.51059],
    [-0.39902, 0.73042, 0.11899],
    [0.50167, 1.07319, 0.27195],
  ],
  slope: -0.16398,
  offset: 0.63297,
};

/** ITU-R P.838-3 (03/2005), Table 3: alpha, horizontal polarisation. */
export const p838AlphaH: P838Regression = {
  terms: [
    [-0.14318, 1.82442, -0.55187],
    [0.29591, 0.77564, 0.19822],
    [0.32177, 0.63773, 0.13164],
    [-5.3761, -0.9623, 1.47828],
    [16.1721, -3.2998, 3.4399],
  ],
  slope: 0.67849,
  offset: -1.95537,
};

/** ITU-R P.838-3 (03/2005), Table 4: alpha, vertical polarisation. */
export const p838AlphaV: P838Regression = {
  terms: [
    [-0.07771, 2.3384, -0.76284],
    [0.56727, 0.95545, 0.54039],
    [-0.20238, 1.1452, 0.26809],
    [-48.2991, 0.791669, 0.116226],
    [48.5833, 0.791459, 0.116479],
  ],
  slope: -0.053739,
  offset: 0.83433,
};
