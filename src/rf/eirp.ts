/** From an amplifier to an antenna. */
export interface AmplifierOutput {
  /** Saturated output power at the amplifier's output. */
  readonly saturatedPower_dBW: number;
  /** How far below saturation the amplifier runs. */
  readonly outputBackOff_dB: number;
  /** Between the amplifier's output and the antenna's input. */
  readonly feederLoss_dB: number;
}

/** Power at the antenna's input, where its gain is stated: saturated power - back-off - feeder loss; dBW. */
export function antennaInputPower_dBW(output: AmplifierOutput): number {
  const { saturatedPower_dBW, outputBackOff_dB, feederLoss_dB } = output;
  if (!(outputBackOff_dB >= 0 && feederLoss_dB >= 0)) {
    throw new RangeError(
      `antennaInputPower_dBW: expected a back-off and a loss from 0 dB, found ${outputBackOff_dB} and ${feederLoss_dB}`,
    );
  }
  return saturatedPower_dBW - outputBackOff_dB - feederLoss_dB;
}

/** Equivalent isotropically radiated power in the direction of the given gain; dBW. */
export function eirp_dBW(output: AmplifierOutput, antennaGain_dBi: number): number {
  return antennaInputPower_dBW(output) + antennaGain_dBi;
}
