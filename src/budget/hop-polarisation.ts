import {
  largestPolarisationLoss_dB,
  type PolarisationEllipse,
  polarisationLoss_dB,
} from "../antenna/polarisation-loss.js";
import type { Antenna, Polarisation } from "./station.js";

/**
 * Polarisation mismatch between the two ends of a hop, dB from 0.
 *
 * Two linear antennas are aligned; everything else stands at the least favourable angle, since the ellipses turn
 * against each other as the satellite moves (0.06 dB for axial ratios of 1 dB at both ends, 3.01 dB between
 * perfect circular and linear).
 */
export function hopPolarisationLoss_dB(polarisation: Polarisation, transmit: Antenna, receive: Antenna): number {
  const wave = ellipse(polarisation, transmit);
  const antenna = ellipse(polarisation, receive);
  const areLinear =
    wave.axialRatio_dB === Number.POSITIVE_INFINITY && antenna.axialRatio_dB === Number.POSITIVE_INFINITY;
  return areLinear ? polarisationLoss_dB(wave, antenna, 0) : largestPolarisationLoss_dB(wave, antenna);
}

function ellipse({ kind }: Polarisation, { polarisation, axialRatio_dB }: Antenna): PolarisationEllipse {
  const isLinear = polarisation === "linear" || (polarisation === "matched" && kind === "linear");
  return {
    axialRatio_dB: isLinear ? Number.POSITIVE_INFINITY : axialRatio_dB,
    sense: kind === "lhcp" ? "left" : "right",
  };
}
