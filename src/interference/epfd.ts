import { dB, fromdB } from "../decibel.js";

/** One transmitter as the victim's antenna sees it. */
export interface EpfdEmission {
  /** In the reference bandwidth, towards the victim. */
  readonly eirp_dBW: number;
  readonly distance_m: number;
  /** Gain of the victim's reference antenna towards the transmitter over its largest gain. */
  readonly relativeGain_dB: number;
}

/**
 * Equivalent power flux-density at a reference antenna, dB(W/m2) in the reference bandwidth.
 *
 * ITU Radio Regulations, No. 22.5C.1: 10 log10 of the sum over transmitters of 10^(P/10) Gt / (4 pi d^2) Gr / Gr,max.
 *
 * @returns -Infinity where nothing arrives
 */
export function epfd_dBWm2(emissions: readonly EpfdEmission[]): number {
  let sum = 0;
  for (const { eirp_dBW, distance_m, relativeGain_dB } of emissions) {
    if (!(distance_m > 0)) throw new RangeError(`epfd: expected a distance above 0 m, found ${distance_m}`);
    sum += fromdB(eirp_dBW + relativeGain_dB) / (4 * Math.PI * distance_m ** 2);
  }
  return dB(sum);
}

/** A limit: the level may not be exceeded during this percentage of the time. */
export interface EpfdLimit {
  readonly epfd_dBWm2: number;
  readonly time_pct: number;
}

/** A limit and what was found. */
export interface EpfdVerdict extends EpfdLimit {
  /** Percentage of the time in which the level was not exceeded. */
  readonly found_pct: number;
  /** Level that was not exceeded during the limit's percentage of the time. */
  readonly foundEpfd_dBWm2: number;
  readonly isMet: boolean;
}

/**
 * Judges the samples of a span of time by a limit mask.
 *
 * @param epfd one sample a step, each step as long as the others
 */
export function epfdVerdicts(epfd: Float64Array, mask: readonly EpfdLimit[]): EpfdVerdict[] {
  if (epfd.length === 0) throw new RangeError("epfdVerdicts: expected at least one sample");
  const rising = epfd.slice().sort();
  return mask.map((limit) => {
    let kept = 0;
    while (kept < rising.length && rising[kept] <= limit.epfd_dBWm2) kept++;
    const found_pct = (100 * kept) / rising.length;
    // The smallest level that holds for the percentage: of 100 samples and 99 %, the 99th.
    const place = Math.max(1, Math.ceil((limit.time_pct / 100) * rising.length - 1e-9));
    return {
      ...limit,
      found_pct,
      foundEpfd_dBWm2: rising[place - 1],
      isMet: rising[place - 1] <= limit.epfd_dBWm2,
    };
  });
}
