import { dB } from "../decibel.js";
import { type ReceiverChain, systemTemperature_K } from "./noise-temperature.js";

/**
 * Figure of merit of a receiving station, antenna gain over system noise temperature. Both stand at the antenna's output;
 * the ratio is the same at any other plane.
 *
 * @param antennaGain_dBi towards the other end
 * @returns dB/K
 */
export function gOverT_dBK(antennaGain_dBi: number, receiver: ReceiverChain): number {
  return antennaGain_dBi - dB(systemTemperature_K(receiver));
}
