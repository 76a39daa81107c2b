import { combinedRatio_dB } from "../decibel.js";
import { boltzmann_dBWKHz } from "../physics.js";
import { freeSpaceLoss_dB } from "../propagation/free-space.js";

/** A hop in the figures that every budget sheet has. */
export interface LinkBudgetInput {
  readonly eirp_dBW: number;
  readonly gOverT_dBK: number;
  readonly slantRange_m: number;
  readonly carrier_Hz: number;
  /** Noise bandwidth of C/N. */
  readonly bandwidth_Hz: number;
  /** Losses beside free space, each 0 dB or more: gas, rain, scintillation, shadowing, polarisation ... */
  readonly losses_dB?: readonly number[];
  /** Carrier-to-interference ratios in the same bandwidth; none if left out. */
  readonly interference_dB?: readonly number[];
}

export interface LinkBudgetResult {
  readonly freeSpaceLoss_dB: number;
  readonly cn0_dBHz: number;
  readonly cn_dB: number;
  /** Infinity without interference. */
  readonly ci_dB: number;
  readonly cnir_dB: number;
}

/**
 * Link budget of one hop in closed form.
 *
 * C/N0 = EIRP + G/T - free-space loss - other losses - 10 log10(k); C/N = C/N0 - 10 log10(B)
 * (3GPP TR 38.821, formula 6.1.3.1-2; free space: ITU-R P.525-4, equation 4).
 *
 * @throws RangeError for a range, carrier or bandwidth that is not positive, or a level that is NaN
 */
export function linkBudget(input: LinkBudgetInput): LinkBudgetResult {
  const { eirp_dBW, gOverT_dBK, slantRange_m, carrier_Hz, bandwidth_Hz } = input;
  if (!(bandwidth_Hz > 0)) throw new RangeError(`linkBudget: bandwidth_Hz must be over 0, found ${bandwidth_Hz}`);
  if (Number.isNaN(eirp_dBW)) throw new RangeError("linkBudget: eirp_dBW is not a number");
  if (Number.isNaN(gOverT_dBK)) throw new RangeError("linkBudget: gOverT_dBK is not a number");
  let other_dB = 0;
  for (const loss_dB of input.losses_dB ?? []) {
    if (!(loss_dB >= 0)) throw new RangeError(`linkBudget: losses are 0 dB or more, found ${loss_dB}`);
    other_dB += loss_dB;
  }
  const path_dB = freeSpaceLoss_dB(slantRange_m, carrier_Hz);
  const cn0_dBHz = eirp_dBW + gOverT_dBK - path_dB - other_dB - boltzmann_dBWKHz;
  const cn_dB = cn0_dBHz - 10 * Math.log10(bandwidth_Hz);
  const ci_dB = combinedRatio_dB(...(input.interference_dB ?? []));
  return { freeSpaceLoss_dB: path_dB, cn0_dBHz, cn_dB, ci_dB, cnir_dB: combinedRatio_dB(cn_dB, ci_dB) };
}
