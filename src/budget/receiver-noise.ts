import { fromdB } from "../decibel.js";
import { skyNoiseTemperature_K } from "../propagation/p618-sky-noise.js";
import type { SlantPathAttenuation } from "../propagation/slant-path.js";
import { type LineUpTotal, lineUpTotal } from "../rf/line-up.js";
import { antennaTemperatureInRain_K, systemTemperature_K } from "../rf/noise-temperature.js";
import type { DirectedGain } from "./directed-gain.js";
import type { Receiver } from "./station.js";

/** How a receiver's noise comes about; temperatures at the antenna's output, where its gain is stated too. */
export interface ReceiverNoise {
  readonly clearSkyAntennaTemperature_K: number;
  /** With the sky's rise in cloud and rain. */
  readonly antennaTemperature_K: number;
  /** What feeder and receiver add. */
  readonly addedTemperature_K: number;
  readonly systemTemperature_K: number;
  /** The line-up's cascade, where the receiver is given so. */
  readonly lineUp?: LineUpTotal;
}

/**
 * Noise of a receiver at one moment.
 *
 * On the ground the antenna temperature rises with cloud and rain (ITU-R P.618-14, section 3); a satellite looks at
 * the warm Earth and sees none of it. A receiver given by its clear-sky G/T does not say which part of its temperature is
 * the antenna's: that part is taken as the sky noise of the gaseous attenuation (P.618-14, section 3), without
 * the ground's contribution, so that the rise is rather too large than too small.
 *
 * @param looksAt  `sky` for a ground station, `earth` for a satellite
 */
export function receiverNoise(
  receiver: Receiver,
  { peakGain_dBi }: DirectedGain,
  attenuation: SlantPathAttenuation,
  looksAt: "sky" | "earth",
): ReceiverNoise {
  const inRain_K = (clear_K: number) =>
    looksAt === "sky" ? antennaTemperatureInRain_K(clear_K, attenuation.noiseAttenuation_dB) : clear_K;
  if (receiver.kind === "gOverT") {
    const clearSystem_K = fromdB(peakGain_dBi - receiver.gOverT_dBK);
    const clear_K = Math.min(skyNoiseTemperature_K(attenuation.gas_dB), clearSystem_K);
    return noise(clear_K, inRain_K(clear_K), clearSystem_K - clear_K);
  }
  const lineUp = receiver.kind === "lineUp" ? lineUpTotal(receiver.stages) : undefined;
  const { noiseFigure_dB } = receiver.kind === "lineUp" ? lineUpTotal(receiver.stages) : receiver;
  const clear_K = receiver.antennaTemperature_K;
  const added_K = systemTemperature_K({
    antennaTemperature_K: 0,
    feederLoss_dB: receiver.feederLoss_dB,
    ambientTemperature_K: receiver.ambientTemperature_K,
    noiseFigure_dB,
  });
  return { ...noise(clear_K, inRain_K(clear_K), added_K), ...(lineUp && { lineUp }) };
}

function noise(clear_K: number, antenna_K: number, added_K: number): ReceiverNoise {
  return {
    clearSkyAntennaTemperature_K: clear_K,
    antennaTemperature_K: antenna_K,
    addedTemperature_K: added_K,
    systemTemperature_K: antenna_K + added_K,
  };
}
