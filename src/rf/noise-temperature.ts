import { dB, fromdB } from "../decibel.js";
import { meanRadiatingTemperature_K, standardNoiseTemperature_K } from "../physics.js";

/** A receiver behind an antenna and its feeder. */
export interface ReceiverChain {
  /** Of the antenna at its output: sky and ground, as the pattern takes them in. */
  readonly antennaTemperature_K: number;
  /** Between the antenna's output and the receiver's input. */
  readonly feederLoss_dB: number;
  /** Of the feeder. */
  readonly ambientTemperature_K: number;
  /** Of the receiver at its input. */
  readonly noiseFigure_dB: number;
}

/** Equivalent noise temperature of a noise figure: 290 (10^(F/10) - 1). */
export function noiseTemperature_K(noiseFigure_dB: number): number {
  if (!(noiseFigure_dB >= 0 && noiseFigure_dB < Infinity)) {
    throw new RangeError(`noiseTemperature_K: expected a noise figure from 0 dB, found ${noiseFigure_dB}`);
  }
  return standardNoiseTemperature_K * (fromdB(noiseFigure_dB) - 1);
}

/** Noise figure of an equivalent noise temperature. */
export function noiseFigure_dB(temperature_K: number): number {
  if (!(temperature_K >= 0 && temperature_K < Infinity)) {
    throw new RangeError(`noiseFigure_dB: expected a temperature from 0 K, found ${temperature_K}`);
  }
  return dB(1 + temperature_K / standardNoiseTemperature_K);
}

/**
 * Antenna temperature under an attenuation that adds to clear sky: the attenuating medium hides a part of what the
 * antenna saw and radiates itself: T = Tm (1 - 10^(-A/10)) + Tclear 10^(-A/10).
 *
 * ITU-R P.618-14, section 3, with the clear-sky antenna temperature in place of the 2.7 K of the cosmic background,
 * so that it holds for the attenuation beyond clear sky (rain, cloud), scintillation excluded.
 *
 * @param clearSkyTemperature_K   antenna temperature under clear sky
 * @param attenuation_dB          beyond clear sky, from 0
 * @param radiatingTemperature_K  of the medium
 */
export function antennaTemperatureInRain_K(
  clearSkyTemperature_K: number,
  attenuation_dB: number,
  radiatingTemperature_K: number = meanRadiatingTemperature_K,
): number {
  checkTemperature("antennaTemperatureInRain_K", clearSkyTemperature_K);
  checkTemperature("antennaTemperatureInRain_K", radiatingTemperature_K);
  if (!(attenuation_dB >= 0)) {
    throw new RangeError(`antennaTemperatureInRain_K: expected an attenuation from 0 dB, found ${attenuation_dB}`);
  }
  const passed = fromdB(-attenuation_dB);
  return radiatingTemperature_K * (1 - passed) + clearSkyTemperature_K * passed;
}

/**
 * System noise temperature at the antenna's output (flange), where antenna gain is stated too:
 * T = Ta + Tf (L - 1) + L Te.
 *
 * Maral and Bousquet, "Satellite Communications Systems", 5th ed., 5.4 (there at the receiver's input, L times less).
 */
export function systemTemperature_K(receiver: ReceiverChain): number {
  const { antennaTemperature_K, feederLoss_dB, ambientTemperature_K, noiseFigure_dB } = receiver;
  checkTemperature("systemTemperature_K", antennaTemperature_K);
  checkTemperature("systemTemperature_K", ambientTemperature_K);
  if (!(feederLoss_dB >= 0 && feederLoss_dB < Infinity)) {
    throw new RangeError(`systemTemperature_K: expected a feeder loss from 0 dB, found ${feederLoss_dB}`);
  }
  const loss = fromdB(feederLoss_dB);
  return antennaTemperature_K + ambientTemperature_K * (loss - 1) + loss * noiseTemperature_K(noiseFigure_dB);
}

/** The same system noise temperature at the receiver's input, behind the feeder: L times less. */
export function systemTemperatureAtReceiver_K(receiver: ReceiverChain): number {
  return systemTemperature_K(receiver) / fromdB(receiver.feederLoss_dB);
}

function checkTemperature(name: string, temperature_K: number): void {
  if (!(temperature_K >= 0 && temperature_K < Infinity)) {
    throw new RangeError(`${name}: expected a temperature from 0 K, found ${temperature_K}`);
  }
}
