import { expectAtLeast } from "./domain.js";

/** The parts of atmospheric attenuation at one percentage of time. */
export interface AttenuationParts {
  /** Exceeded for the larger of p and 5 %. */
  readonly gas_dB: number;
  /** Exceeded for the larger of p and 5 %. */
  readonly cloud_dB: number;
  /** 0 above 5 %. */
  readonly rain_dB: number;
  readonly scintillation_dB: number;
}

/**
 * Above this percentage of time gas and cloud follow p; for rarer events they keep the value exceeded for this
 * percentage, since rain's model holds their rest. Rain is 0 above it. ITU-R P.618-14, section 2.5.
 */
export const p618HeldExceedance_pct = 5;

/**
 * Total attenuation exceeded for p %: gas + sqrt((rain + cloud)^2 + scintillation^2).
 *
 * ITU-R P.618-14, section 2.5.
 */
export function totalAttenuation_dB({ gas_dB, cloud_dB, rain_dB, scintillation_dB }: AttenuationParts): number {
  expectAtLeast("gas_dB", gas_dB, 0);
  expectAtLeast("cloud_dB", cloud_dB, 0);
  expectAtLeast("rain_dB", rain_dB, 0);
  expectAtLeast("scintillation_dB", scintillation_dB, 0);
  return gas_dB + Math.hypot(rain_dB + cloud_dB, scintillation_dB);
}
