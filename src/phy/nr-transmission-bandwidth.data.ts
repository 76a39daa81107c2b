/**
 * N_RB, resource blocks of a channel bandwidth, by subcarrier spacing in kHz and bandwidth in MHz: TS 38.101-1, Table 5.3.2-1
 * (FR1) and TS 38.101-2, Table 5.3.2-1 (FR2). Bandwidths of 3, 35 and 45 MHz are left out.
 */
export const nrTransmissionBandwidths: Readonly<
  Record<"FR1" | "FR2", Readonly<Record<number, Readonly<Record<number, number>>>>>
> = {
  FR1: {
    15: { 5: 25, 10: 52, 15: 79, 20: 106, 25: 133, 30: 160, 40: 216, 50: 270 },
    30: {
      5: 11,
      10: 24,
      15: 38,
      20: 51,
      25: 65,
      30: 78,
      40: 106,
      50: 133,
      60: 162,
      70: 189,
      80: 217,
      90: 245,
      100: 273,
    },
    60: { 10: 11, 15: 18, 20: 24, 25: 31, 30: 38, 40: 51, 50: 65, 60: 79, 70: 93, 80: 107, 90: 121, 100: 135 },
  },
  FR2: {
    60: { 50: 66, 100: 132, 200: 264 },
    120: { 50: 32, 100: 66, 200: 132, 400: 264 },
  },
};
