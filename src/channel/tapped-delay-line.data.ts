/** Taps of 3GPP's tapped delay lines for non-terrestrial networks. */

export interface TapProfile {
  /** What a tap's delay is multiplied with: the wanted rms delay spread, or nothing where delays are in seconds. */
  readonly delayUnit: "delaySpread" | "second";
  readonly delay: readonly number[];
  readonly power_dB: readonly number[];
  /** The first tap is the line of sight, without fading. */
  readonly hasLineOfSight: boolean;
  readonly source: string;
}

/** TR 38.811 V15.4.0, Tables 6.9.2-1 to -4; for 50 deg elevation, delays over the rms delay spread. */
export const ntnTdlProfiles = {
  "ntn-tdl-a": {
    delayUnit: "delaySpread",
    delay: [0, 1.0811, 2.8416],
    power_dB: [0, -4.675, -6.482],
    hasLineOfSight: false,
    source: "3GPP TR 38.811, Table 6.9.2-1",
  },
  "ntn-tdl-b": {
    delayUnit: "delaySpread",
    delay: [0, 0.7249, 0.741, 5.7392],
    power_dB: [0, -1.973, -4.332, -11.914],
    hasLineOfSight: false,
    source: "3GPP TR 38.811, Table 6.9.2-2",
  },
  "ntn-tdl-c": {
    delayUnit: "delaySpread",
    delay: [0, 0, 14.8124],
    power_dB: [-0.394, -10.618, -23.373],
    hasLineOfSight: true,
    source: "3GPP TR 38.811, Table 6.9.2-3",
  },
  "ntn-tdl-d": {
    delayUnit: "delaySpread",
    delay: [0, 0, 0.5596, 7.334],
    power_dB: [-0.284, -11.991, -9.887, -16.771],
    hasLineOfSight: true,
    source: "3GPP TR 38.811, Table 6.9.2-4",
  },
} as const satisfies Readonly<Record<string, TapProfile>>;

/**
 * Conformance profiles, delays in seconds. Secondary source: the values stand in two places that agree, the standard itself
 * (TS 38.101-5, TS 38.108, annex D.2) was not at hand.
 */
export const ntnConformanceProfiles = {
  "ntn-tdla100-200": {
    profile: {
      delayUnit: "second",
      delay: [0, 110e-9, 285e-9],
      power_dB: [0, -4.7, -6.5],
      hasLineOfSight: false,
      source: "3GPP TS 38.108, D.2 (secondary source)",
    },
    maximumDoppler_Hz: 200,
  },
  "ntn-tdlc5-200": {
    profile: {
      delayUnit: "second",
      delay: [0, 0, 60e-9],
      power_dB: [-0.6, -8.9, -21.5],
      hasLineOfSight: true,
      source: "3GPP TS 38.108, D.2 (secondary source)",
    },
    maximumDoppler_Hz: 200,
  },
  "ntn-tdlc5-1200": {
    profile: {
      delayUnit: "second",
      delay: [0, 0, 60e-9],
      power_dB: [-0.6, -8.9, -21.5],
      hasLineOfSight: true,
      source: "3GPP TS 38.108, D.2 (secondary source)",
    },
    maximumDoppler_Hz: 1200,
  },
} as const satisfies Readonly<Record<string, { readonly profile: TapProfile; readonly maximumDoppler_Hz: number }>>;
