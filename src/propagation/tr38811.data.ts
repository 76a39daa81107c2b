/** The elevations, in degrees, at which TR 38.811 tabulates clutter loss and scintillation. */
export const tr38811Elevations_deg = [10, 20, 30, 40, 50, 60, 70, 80, 90] as const;

/** Tropospheric scintillation, dB, at 20 GHz, 99 %, Toulouse: 3GPP TR 38.811 V15.4.0, Table 6.6.6.2.1-1. */
export const tr38811TroposphericTable_dB = [1.08, 0.48, 0.3, 0.22, 0.17, 0.13, 0.12, 0.12, 0.12] as const;

/** Clutter loss of a terminal without line of sight, dB, by band. */
interface ClutterTable {
  readonly sBand_dB: readonly number[];
  readonly kaBand_dB: readonly number[];
}

/** 3GPP TR 38.811 V15.4.0, Tables 6.6.2-1 (dense urban), 6.6.2-2 (urban), 6.6.2-3 (suburban and rural). */
export const tr38811Clutter: Readonly<Record<"denseUrban" | "urban" | "suburbanRural", ClutterTable>> = {
  denseUrban: {
    sBand_dB: [34.3, 30.9, 29, 27.7, 26.8, 26.2, 25.8, 25.5, 25.5],
    kaBand_dB: [44.3, 39.9, 37.5, 35.8, 34.6, 33.8, 33.3, 33, 32.9],
  },
  urban: {
    sBand_dB: [34.3, 30.9, 29, 27.7, 26.8, 26.2, 25.8, 25.5, 25.5],
    kaBand_dB: [44.3, 39.9, 37.5, 35.8, 34.6, 33.8, 33.3, 33, 32.9],
  },
  suburbanRural: {
    sBand_dB: [19.52, 18.17, 18.42, 18.28, 18.63, 17.68, 16.5, 16.3, 16.3],
    kaBand_dB: [29.5, 24.6, 21.9, 20, 18.7, 17.8, 17.2, 16.9, 16.8],
  },
};

/**
 * Zenith attenuation by gases, dB, one value a GHz from 0 to 100 GHz: the figure of ITU-R P.676 that TR 38.811, 6.6.4,
 * refers to (mean annual global atmosphere, sea level), as read off by the ns-3 project; coarse around 60 GHz.
 */
export const tr38811ZenithGas: readonly number[] = [
  0, 0.03, 0.035, 0.038, 0.039, 0.041, 0.042, 0.045, 0.048, 0.05, 0.053, 0.0587, 0.0674, 0.0789, 0.0935, 0.1113, 0.1322,
  0.1565, 0.1841, 0.2153, 0.25, 0.3362, 0.4581, 0.52, 0.52, 0.5, 0.45, 0.385, 0.32, 0.27, 0.25, 0.2517, 0.2568, 0.2651,
  0.2765, 0.2907, 0.3077, 0.3273, 0.3493, 0.3736, 0.4, 0.4375, 0.4966, 0.5795, 0.6881, 0.8247, 0.9912, 1.19, 1.4229,
  1.6922, 2, 4.2654, 10.1504, 19.2717, 31.2457, 45.689, 62.2182, 80.4496, 100, 140.0205, 170, 100, 78.1682, 59.3955,
  43.5434, 30.4733, 20.0465, 12.1244, 6.5683, 3.2397, 2, 1.7708, 1.566, 1.3858, 1.2298, 1.0981, 0.9905, 0.907, 0.8475,
  0.8119, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8029, 0.8112, 0.8243, 0.8416, 0.8625, 0.8864, 0.9127,
  0.9408, 0.9701, 1,
];
