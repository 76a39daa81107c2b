import { NrSettingError } from "./nr-setting-error.js";
import { nrTransmissionBandwidths } from "./nr-transmission-bandwidth.data.js";

/** Frequency range of the tables of TS 38.101-1 (FR1) or TS 38.101-2 (FR2). */
export type NrFrequencyRange = "FR1" | "FR2";

/**
 * N_RB, resource blocks that a carrier has in a channel bandwidth: TS 38.101-1 and 38.101-2, Table 5.3.2-1.
 * @throws NrSettingError naming `bandwidth`, with those there are, or `numerology`
 */
export function nrTransmissionBlocks(
  range: NrFrequencyRange,
  subcarrierSpacing_Hz: number,
  bandwidth_Hz: number,
): number {
  const spacing_kHz = subcarrierSpacing_Hz / 1000;
  const spacings = nrTransmissionBandwidths[range];
  if (!Object.hasOwn(spacings, spacing_kHz)) {
    throw new NrSettingError(
      "numerology",
      `expected ${Object.keys(spacings).join(", ")} kHz for data in ${range}, found ${spacing_kHz} kHz`,
    );
  }
  const bandwidths = spacings[spacing_kHz];
  const bandwidth_MHz = bandwidth_Hz / 1e6;
  if (!Object.hasOwn(bandwidths, bandwidth_MHz)) {
    throw new NrSettingError(
      "bandwidth",
      `expected ${Object.keys(bandwidths).join(", ")} MHz at ${spacing_kHz} kHz in ${range}, found ${bandwidth_MHz} MHz`,
    );
  }
  return bandwidths[bandwidth_MHz];
}
