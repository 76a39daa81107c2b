/** Probability of a line of sight, per cent, at 10, 20, ... 90 degrees: 3GPP TR 38.811 V15.4.0, Table 6.6.1-1. */
export const tr38811LosProbability_pct = {
  denseUrban: [28.2, 33.1, 39.8, 46.8, 53.7, 61.2, 73.8, 82, 98.1],
  urban: [24.6, 38.6, 49.3, 61.3, 72.6, 80.5, 91.9, 96.8, 99.2],
  suburban: [78.2, 86.9, 91.9, 92.9, 93.5, 94, 94.9, 95.2, 99.8],
  rural: [78.2, 86.9, 91.9, 92.9, 93.5, 94, 94.9, 95.2, 99.8],
} as const;
