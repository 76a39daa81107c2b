import { dB, fromdB } from "../decibel.js";
import { slantRangeSpherical_m } from "../geometry/spherical-earth.js";
import { boltzmann_dBWKHz, standardNoiseTemperature_K } from "../physics.js";
import { freeSpaceLoss_dB } from "../propagation/free-space.js";
import { tr38811TroposphericScintillation_dB } from "../propagation/tr38811.js";
import {
  type Tr38821StudyCase,
  type Tr38821Terminal,
  tr38821Altitude_km,
  tr38821Bandwidth_MHz,
  tr38821Carrier_GHz,
  tr38821Elevation_deg,
  tr38821IonosphericScintillation_dB,
  tr38821Payloads,
  tr38821StudyCases,
  tr38821Terminals,
  tr38821ZenithGas_dB,
} from "./tr38821.data.js";

/** The terms of the closed-form C/N of TR 38.821, clause 6.1.3.1; losses are positive. */
export interface ClosedFormLink {
  readonly carrier_Hz: number;
  readonly altitude_m: number;
  readonly elevation_deg: number;
  readonly eirp_dBW: number;
  readonly gOverT_dBK: number;
  readonly bandwidth_Hz: number;
  readonly gas_dB: number;
  readonly shadowing_dB: number;
  readonly scintillation_dB: number;
  readonly polarisation_dB: number;
}

export interface ClosedFormBudget extends ClosedFormLink {
  readonly slantRange_m: number;
  readonly freeSpaceLoss_dB: number;
  readonly cn_dB: number;
}

/**
 * C/N of one hop over a spherical Earth of 6371 km.
 *
 * 3GPP TR 38.821 V16.2.0, clause 6.1.3.1: EIRP + G/T - k - losses - 10 log10(bandwidth).
 *
 * @throws RangeError on a bandwidth that is not positive, or a geometry or carrier out of range
 */
export function closedFormBudget(link: ClosedFormLink): ClosedFormBudget {
  if (!(link.bandwidth_Hz > 0 && link.bandwidth_Hz < Infinity)) {
    throw new RangeError(`expected a bandwidth above 0 Hz, found ${link.bandwidth_Hz}`);
  }
  const slantRange_m = slantRangeSpherical_m(link.altitude_m, link.elevation_deg);
  const spreading_dB = freeSpaceLoss_dB(slantRange_m, link.carrier_Hz);
  const losses_dB = spreading_dB + link.gas_dB + link.shadowing_dB + link.scintillation_dB + link.polarisation_dB;
  return {
    ...link,
    slantRange_m,
    freeSpaceLoss_dB: spreading_dB,
    cn_dB: link.eirp_dBW + link.gOverT_dBK - boltzmann_dBWKHz - losses_dB - dB(link.bandwidth_Hz),
  };
}

/**
 * The link budget of a study case of 3GPP TR 38.821 V16.2.0 (Table 6.1.1.1-9), by the rules of its own budgets
 * (6.1.3): the bandwidth is divided by the frequency reuse, which the downlink EIRP follows (its density is fixed) and
 * the uplink EIRP does not; depolarisation is 0 dB, since polarisation is reused by VSATs only.
 *
 * @param studyCase 1 to 30
 * @param direction `DL` from the satellite, `UL` to it
 * @throws RangeError on a study case or direction that the TR does not have
 */
export function tr38821LinkBudget(studyCase: number, direction: "DL" | "UL"): ClosedFormBudget {
  const found = Number.isInteger(studyCase) ? tr38821StudyCases[studyCase - 1] : undefined;
  if (!found) throw new RangeError(`expected a study case from 1 to ${tr38821StudyCases.length}, found ${studyCase}`);
  if (direction !== "DL" && direction !== "UL") {
    throw new RangeError(`expected direction DL or UL, found ${String(direction)}`);
  }
  const elevation_deg = tr38821Elevation_deg(found);
  const bandwidth_MHz = sharedBandwidth_MHz(found, direction);
  return closedFormBudget({
    carrier_Hz: tr38821Carrier_GHz[found.band][direction] * 1e9,
    altitude_m: tr38821Altitude_km[found.orbit] * 1e3,
    elevation_deg,
    ...ends(found, direction, bandwidth_MHz),
    bandwidth_Hz: bandwidth_MHz * 1e6,
    gas_dB: tr38821ZenithGas_dB[found.band] / Math.sin((elevation_deg * Math.PI) / 180),
    shadowing_dB: tr38821Terminals[found.terminal].shadowing_dB,
    scintillation_dB:
      found.band === "S" ? tr38821IonosphericScintillation_dB : tr38811TroposphericScintillation_dB(elevation_deg),
    polarisation_dB: 0,
  });
}

function sharedBandwidth_MHz({ band, reuse }: Tr38821StudyCase, direction: "DL" | "UL"): number {
  const isShared = !(band === "S" && direction === "UL");
  return tr38821Bandwidth_MHz[band][direction] / (isShared ? reuse : 1);
}

function ends(
  { set, band, orbit, terminal }: Tr38821StudyCase,
  direction: "DL" | "UL",
  bandwidth_MHz: number,
): Pick<ClosedFormLink, "eirp_dBW" | "gOverT_dBK"> {
  const payload = tr38821Payloads[set][band][orbit];
  const ground = tr38821Terminals[terminal];
  if (direction === "UL") {
    return { eirp_dBW: ground.transmitPower_dBm - 30 + ground.transmitGain_dBi, gOverT_dBK: payload.gOverT_dBK };
  }
  return { eirp_dBW: payload.eirpDensity_dBWMHz + dB(bandwidth_MHz), gOverT_dBK: tr38821TerminalGOverT_dBK(ground) };
}

/** G/T of a receiver, TR 38.821, clause 6.1.3.1: G - F - 10 log10(T0 + (Ta - T0) 10^(-F/10)). */
export function tr38821TerminalGOverT_dBK({
  receiveGain_dBi,
  noiseFigure_dB,
  antennaTemperature_K,
}: Tr38821Terminal): number {
  const t0_K = standardNoiseTemperature_K;
  return receiveGain_dBi - noiseFigure_dB - dB(t0_K + (antennaTemperature_K - t0_K) * fromdB(-noiseFigure_dB));
}
