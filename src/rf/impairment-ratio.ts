import { amplifiedPoints, distortionRatio, gaussianDistortionRatio } from "./amplifier.js";
import type { ModemImpairments } from "./modem-impairments.js";
import { type PhaseNoisePoint, phaseNoiseLevel, trackedPhaseVariance } from "./phase-noise.js";
import { branchDensity, imageRejection, quantisation } from "./receiver-front-end.js";

/** What the impairments meet. */
export type ImpairedWaveform =
  | {
      readonly kind: "single-carrier";
      readonly symbolRate_Hz: number;
      /** Of the modulator, unit mean power. */
      readonly points: { readonly re: Float64Array; readonly im: Float64Array };
      /** Mean Fisher information on the phase in a symbol, 1 / rad^2, of pilots and data: what a tracker has to go by. */
      readonly phaseInformation: number;
    }
  | {
      readonly kind: "ofdm";
      readonly subcarrierSpacing_Hz: number;
      /** Of the subcarriers in use. */
      readonly bandwidth_Hz: number;
      /** Of the receiver's converter, over all of which its noise spreads. */
      readonly sampleRate_Hz: number;
    };

/** An impairment as the signal-to-distortion ratio that it alone would leave. */
export interface ImpairmentRatio {
  readonly name: "phase noise" | "frequency offset" | "I/Q imbalance" | "quantisation" | "amplifier";
  readonly ratio_dB: number;
}

/**
 * Modem impairments as signal-to-distortion ratios, for a budget: 1 / SINR is 1 / SNR plus the sum of 1 / ratio. What leaves
 * nothing is not listed.
 *
 * - phase noise: single carrier, the error of an optimal smoother over pilots and data (`trackedPhaseVariance`); OFDM, what is
 *   left of it between subcarriers once the common phase error of each symbol is taken out, 2 times the integral of
 *   L(f) (1 - sinc^2(f / spacing)) (A. Armada, IEEE Trans. Broadcast. 47, 2001).
 * - frequency offset: single carrier none, pilots take it out; OFDM sinc^2(e) / (1 - sinc^2(e)), e the offset over the spacing
 *   (P. Moose, IEEE Trans. Commun. 42, 1994, of many subcarriers).
 * - I/Q imbalance: the image rejection.
 * - quantisation: of signal and noise together, over the signal; of OFDM a Gaussian's, as far as it falls on the subcarriers.
 * - amplifier: the Bussgang ratio of the constellation at the back-off, or of a Gaussian signal, all of its distortion: a quarter
 *   to a third of that falls outside the band. The back-off takes nothing from the EIRP, which is the power really sent.
 *
 * A Doppler rate leaves nothing where each frame or symbol is tracked. All are small: products of impairments are left out.
 *
 * @param snr  of the link without impairments, linear
 */
export function impairmentRatios(
  { phaseNoise, frequencyOffset_Hz = 0, iqImbalance, quantiser, amplifier }: ModemImpairments,
  waveform: ImpairedWaveform,
  snr: number,
): ImpairmentRatio[] {
  const ratios: ImpairmentRatio[] = [];
  const add = (name: ImpairmentRatio["name"], ratio: number) => {
    if (ratio < Infinity) ratios.push({ name, ratio_dB: 10 * Math.log10(ratio) });
  };
  const isOfdm = waveform.kind === "ofdm";
  if (phaseNoise) {
    const variance = isOfdm
      ? betweenSubcarriers(phaseNoise, waveform.subcarrierSpacing_Hz, waveform.bandwidth_Hz)
      : trackedPhaseVariance(phaseNoise, waveform.symbolRate_Hz, waveform.phaseInformation);
    add("phase noise", 1 / variance);
  }
  if (isOfdm && frequencyOffset_Hz !== 0) {
    const wanted = sinc(frequencyOffset_Hz / waveform.subcarrierSpacing_Hz) ** 2;
    add("frequency offset", wanted / (1 - wanted));
  }
  if (iqImbalance) add("I/Q imbalance", imageRejection(iqImbalance));
  if (quantiser) {
    const density = isOfdm ? undefined : branchDensity(waveform.points, snr);
    const share = isOfdm ? waveform.bandwidth_Hz / waveform.sampleRate_Hz : 1;
    add("quantisation", quantisation(quantiser, density).ratio / (1 + 1 / snr) / share);
  }
  if (amplifier) {
    const { model, inputBackOff_dB } = amplifier;
    const ratio = isOfdm
      ? gaussianDistortionRatio(model, inputBackOff_dB)
      : distortionRatio(waveform.points, amplifiedPoints(waveform.points, model, inputBackOff_dB));
    add("amplifier", ratio);
  }
  return ratios;
}

/** SINR of a link with such impairments, linear. */
export function impairedSinr(snr: number, ratios: readonly ImpairmentRatio[]): number {
  return 1 / ratios.reduce((sum, { ratio_dB }) => sum + 10 ** (-ratio_dB / 10), 1 / snr);
}

/** Variance of phase noise less each OFDM symbol's mean, from the mask's first offset to half the bandwidth. */
function betweenSubcarriers(mask: readonly PhaseNoisePoint[], spacing_Hz: number, bandwidth_Hz: number): number {
  const low_Hz = mask[0].offset_Hz;
  const high_Hz = bandwidth_Hz / 2;
  const points = Math.ceil(400 * Math.log10(high_Hz / low_Hz));
  const ratio = (high_Hz / low_Hz) ** (1 / points);
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const f = low_Hz * ratio ** (i + 0.5);
    sum += phaseNoiseLevel(mask, f) * (1 - sinc(f / spacing_Hz) ** 2) * f * Math.log(ratio);
  }
  return 2 * sum;
}

function sinc(x: number): number {
  return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
