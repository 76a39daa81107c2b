import { speedOfLight_ms } from "../physics.js";

/** How the user moves through the scattered waves and towards the satellite. */
export interface UserMotion {
  readonly speed_ms: number;
  /** Between the motion and the direction to the satellite: 0 towards it, 90 across. */
  readonly angleToSatellite_deg: number;
}

/** Largest Doppler shift of a scattered wave: the speed over the wavelength. */
export function maximumDoppler_Hz({ speed_ms }: UserMotion, carrier_Hz: number): number {
  return (speed_ms / speedOfLight_ms) * carrier_Hz;
}

/** Doppler shift of the line of sight by the user's own motion, positive towards the satellite. */
export function lineOfSightDoppler_Hz(motion: UserMotion, carrier_Hz: number): number {
  return maximumDoppler_Hz(motion, carrier_Hz) * Math.cos((motion.angleToSatellite_deg * Math.PI) / 180);
}
