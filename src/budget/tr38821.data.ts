/** Tables of 3GPP TR 38.821 V16.2.0, section 6.1.1.1, for the link budgets of its study cases. */

export type Tr38821Orbit = "GEO" | "LEO-1200" | "LEO-600";
export type Tr38821Band = "S" | "Ka";

export interface Tr38821StudyCase {
  readonly orbit: Tr38821Orbit;
  /** Satellite parameter set. */
  readonly set: 1 | 2;
  readonly terminal: "vsat" | "handheld";
  readonly band: Tr38821Band;
  /** Frequency reuse factor. */
  readonly reuse: 1 | 2 | 3;
  readonly polarisationReuse: boolean;
}

/** Table 6.1.1.1-9: study case n is element n - 1. */
export const tr38821StudyCases: readonly Tr38821StudyCase[] = [
  { orbit: "GEO", set: 1, terminal: "vsat", band: "Ka", reuse: 1, polarisationReuse: false },
  { orbit: "GEO", set: 1, terminal: "vsat", band: "Ka", reuse: 3, polarisationReuse: false },
  { orbit: "GEO", set: 1, terminal: "vsat", band: "Ka", reuse: 2, polarisationReuse: true },
  { orbit: "GEO", set: 1, terminal: "handheld", band: "S", reuse: 1, polarisationReuse: false },
  { orbit: "GEO", set: 1, terminal: "handheld", band: "S", reuse: 3, polarisationReuse: false },
  { orbit: "LEO-600", set: 1, terminal: "vsat", band: "Ka", reuse: 1, polarisationReuse: false },
  { orbit: "LEO-600", set: 1, terminal: "vsat", band: "Ka", reuse: 3, polarisationReuse: false },
  { orbit: "LEO-600", set: 1, terminal: "vsat", band: "Ka", reuse: 2, polarisationReuse: true },
  { orbit: "LEO-600", set: 1, terminal: "handheld", band: "S", reuse: 1, polarisationReuse: false },
  { orbit: "LEO-600", set: 1, terminal: "handheld", band: "S", reuse: 3, polarisationReuse: false },
  { orbit: "LEO-1200", set: 1, terminal: "vsat", band: "Ka", reuse: 1, polarisationReuse: false },
  { orbit: "LEO-1200", set: 1, terminal: "vsat", band: "Ka", reuse: 3, polarisationReuse: false },
  { orbit: "LEO-1200", set: 1, terminal: "vsat", band: "Ka", reuse: 2, polarisationReuse: true },
  { orbit: "LEO-1200", set: 1, terminal: "handheld", band: "S", reuse: 1, polarisationReuse: false },
  { orbit: "LEO-1200", set: 1, terminal: "handheld", band: "S", reuse: 3, polarisationReuse: false },
  { orbit: "GEO", set: 2, terminal: "vsat", band: "Ka", reuse: 1, polarisationReuse: false },
  { orbit: "GEO", set: 2, terminal: "vsat", band: "Ka", reuse: 3, polarisationReuse: false },
  { orbit: "GEO", set: 2, terminal: "vsat", band: "Ka", reuse: 2, polarisationReuse: true },
  { orbit: "GEO", set: 2, terminal: "handheld", band: "S", reuse: 1, polarisationReuse: false },
  { orbit: "GEO", set: 2, terminal: "handheld", band: "S", reuse: 3, polarisationReuse: false },
  { orbit: "LEO-600", set: 2, terminal: "vsat", band: "Ka", reuse: 1, polarisationReuse: false },
  { orbit: "LEO-600", set: 2, terminal: "vsat", band: "Ka", reuse: 3, polarisationReuse: false },
  { orbit: "LEO-600", set: 2, terminal: "vsat", band: "Ka", reuse: 2, polarisationReuse: true },
  { orbit: "LEO-600", set: 2, terminal: "handheld", band: "S", reuse: 1, polarisationReuse: false },
  { orbit: "LEO-600", set: 2, terminal: "handheld", band: "S", reuse: 3, polarisationReuse: false },
  { orbit: "LEO-1200", set: 2, terminal: "vsat", band: "Ka", reuse: 1, polarisationReuse: false },
  { orbit: "LEO-1200", set: 2, terminal: "vsat", band: "Ka", reuse: 3, polarisationReuse: false },
  { orbit: "LEO-1200", set: 2, terminal: "vsat", band: "Ka", reuse: 2, polarisationReuse: true },
  { orbit: "LEO-1200", set: 2, terminal: "handheld", band: "S", reuse: 1, polarisationReuse: false },
  { orbit: "LEO-1200", set: 2, terminal: "handheld", band: "S", reuse: 3, polarisationReuse: false },
];

/** Tables 6.1.1.1-1 and -2. */
export const tr38821Altitude_km: Readonly<Record<Tr38821Orbit, number>> = {
  GEO: 35_786,
  "LEO-1200": 1200,
  "LEO-600": 600,
};

/** Tables 6.1.1.1-1 and -2. */
export const tr38821Carrier_GHz: Readonly<Record<Tr38821Band, { readonly DL: number; readonly UL: number }>> = {
  S: { DL: 2, UL: 2 },
  Ka: { DL: 20, UL: 30 },
};

/**
 * Channel bandwidth before frequency reuse: 30 MHz and 400 MHz (Table 6.1.1.1-5); the S-band uplink's 360 kHz is that
 * of the link budgets (Table 6.1.3.2-1) and is not shared by reuse.
 */
export const tr38821Bandwidth_MHz: Readonly<Record<Tr38821Band, { readonly DL: number; readonly UL: number }>> = {
  S: { DL: 30, UL: 0.36 },
  Ka: { DL: 400, UL: 400 },
};

/** One satellite beam: EIRP density of the downlink and G/T of the uplink. */
export interface Tr38821Payload {
  readonly eirpDensity_dBWMHz: number;
  readonly gOverT_dBK: number;
}

/** Tables 6.1.1.1-1 (set 1) and -2 (set 2). */
export const tr38821Payloads: Readonly<
  Record<1 | 2, Readonly<Record<Tr38821Band, Readonly<Record<Tr38821Orbit, Tr38821Payload>>>>>
> = {
  1: {
    S: {
      GEO: { eirpDensity_dBWMHz: 59, gOverT_dBK: 19 },
      "LEO-1200": { eirpDensity_dBWMHz: 40, gOverT_dBK: 1.1 },
      "LEO-600": { eirpDensity_dBWMHz: 34, gOverT_dBK: 1.1 },
    },
    Ka: {
      GEO: { eirpDensity_dBWMHz: 40, gOverT_dBK: 28 },
      "LEO-1200": { eirpDensity_dBWMHz: 10, gOverT_dBK: 13 },
      "LEO-600": { eirpDensity_dBWMHz: 4, gOverT_dBK: 13 },
    },
  },
  2: {
    S: {
      GEO: { eirpDensity_dBWMHz: 53.5, gOverT_dBK: 14 },
      "LEO-1200": { eirpDensity_dBWMHz: 34, gOverT_dBK: -4.9 },
      "LEO-600": { eirpDensity_dBWMHz: 28, gOverT_dBK: -4.9 },
    },
    Ka: {
      GEO: { eirpDensity_dBWMHz: 32, gOverT_dBK: 20 },
      "LEO-1200": { eirpDensity_dBWMHz: 2, gOverT_dBK: 5 },
      "LEO-600": { eirpDensity_dBWMHz: -4, gOverT_dBK: 5 },
    },
  },
};

export interface Tr38821Terminal {
  readonly receiveGain_dBi: number;
  readonly antennaTemperature_K: number;
  readonly noiseFigure_dB: number;
  readonly transmitPower_dBm: number;
  readonly transmitGain_dBi: number;
  /** Fixed shadow-fading margin of the link budgets, Table 6.1.3.2-1. */
  readonly shadowing_dB: number;
}

/** Table 6.1.1.1-3. */
export const tr38821Terminals: Readonly<Record<Tr38821StudyCase["terminal"], Tr38821Terminal>> = {
  vsat: {
    receiveGain_dBi: 39.7,
    antennaTemperature_K: 150,
    noiseFigure_dB: 1.2,
    transmitPower_dBm: 33,
    transmitGain_dBi: 43.2,
    shadowing_dB: 0,
  },
  handheld: {
    receiveGain_dBi: 0,
    antennaTemperature_K: 290,
    noiseFigure_dB: 7,
    transmitPower_dBm: 23,
    transmitGain_dBi: 0,
    shadowing_dB: 3,
  },
};

/** Elevation of the link budgets, Table 6.1.3.2-1: LEO 30 deg, GEO 12.5 deg (set 1) and 20 deg (set 2). */
export function tr38821Elevation_deg({ orbit, set }: Pick<Tr38821StudyCase, "orbit" | "set">): number {
  if (orbit !== "GEO") return 30;
  return set === 1 ? 12.5 : 20;
}

/** Gas at the zenith of the link budgets, by band: both the 20 and the 30 GHz link take the 0.25 dB. */
export const tr38821ZenithGas_dB: Readonly<Record<Tr38821Band, number>> = { S: 0.035, Ka: 0.25 };

/** Ionospheric scintillation of the S-band link budgets at 2 GHz (TR 38.811 6.6.6.1). */
export const tr38821IonosphericScintillation_dB = 2.2;

/** Downlink beam of a satellite: aperture of the Bessel pattern and its 3 dB beamwidth. */
export interface Tr38821Beam {
  readonly apertureDiameter_m: number;
  readonly halfPowerBeamwidth_deg: number;
}

/** Tables 6.1.1.1-1 (set 1) and -2 (set 2). */
export const tr38821Beams: Readonly<
  Record<1 | 2, Readonly<Record<Tr38821Band, Readonly<Record<Tr38821Orbit, Tr38821Beam>>>>>
> = {
  1: {
    S: {
      GEO: { apertureDiameter_m: 22, halfPowerBeamwidth_deg: 0.4011 },
      "LEO-1200": { apertureDiameter_m: 2, halfPowerBeamwidth_deg: 4.4127 },
      "LEO-600": { apertureDiameter_m: 2, halfPowerBeamwidth_deg: 4.4127 },
    },
    Ka: {
      GEO: { apertureDiameter_m: 5, halfPowerBeamwidth_deg: 0.1765 },
      "LEO-1200": { apertureDiameter_m: 0.5, halfPowerBeamwidth_deg: 1.7647 },
      "LEO-600": { apertureDiameter_m: 0.5, halfPowerBeamwidth_deg: 1.7647 },
    },
  },
  2: {
    S: {
      GEO: { apertureDiameter_m: 12, halfPowerBeamwidth_deg: 0.7353 },
      "LEO-1200": { apertureDiameter_m: 1, halfPowerBeamwidth_deg: 8.832 },
      "LEO-600": { apertureDiameter_m: 1, halfPowerBeamwidth_deg: 8.832 },
    },
    Ka: {
      GEO: { apertureDiameter_m: 2, halfPowerBeamwidth_deg: 0.4412 },
      "LEO-1200": { apertureDiameter_m: 0.2, halfPowerBeamwidth_deg: 4.4127 },
      "LEO-600": { apertureDiameter_m: 0.2, halfPowerBeamwidth_deg: 4.4127 },
    },
  },
};

/** Table 6.1.1.1-6: direction cosine u of the central beam (v is 0), 45 deg elevation for GEO and 90 deg for LEO. */
export const tr38821CentralBeam_u: Readonly<Record<Tr38821Orbit, number>> = { GEO: 0.107, "LEO-1200": 0, "LEO-600": 0 };

/** Tables 6.1.1.1-4 and -6: 19 beams with users, and rings around them that only interfere. */
export const tr38821InnerTiers = 2;
export const tr38821OuterTiers = { reuse1: 2, reuseAbove1: 4 } as const;
