/** Gains of a proportional-plus-integrator loop filter, each with detector and oscillator: Kp K0 K1 and Kp K0 K2. */
export interface LoopGains {
  readonly proportional: number;
  readonly integral: number;
}

/**
 * Gains of a discrete-time second-order loop of a given noise bandwidth.
 *
 * M. Rice, Digital Communications: A Discrete-Time Approach, appendix C, equations C.60 and C.61: with
 * theta = Bn T / (zeta + 1 / (4 zeta)), K1 = 4 zeta theta / (1 + 2 zeta theta + theta^2),
 * K2 = 4 theta^2 / (1 + 2 zeta theta + theta^2). Divide by the gains of detector and oscillator where they are not 1.
 *
 * @param noiseBandwidthT  one-sided noise bandwidth times the loop's update interval, above 0; exact for small values,
 *                         trusted below 0.1
 * @param damping          zeta, above 0
 */
export function secondOrderLoopGains(noiseBandwidthT: number, damping: number): LoopGains {
  if (!(noiseBandwidthT > 0 && noiseBandwidthT < Infinity)) {
    throw new RangeError(`secondOrderLoopGains: noiseBandwidthT: expected a number above 0, found ${noiseBandwidthT}`);
  }
  if (!(damping > 0 && damping < Infinity)) {
    throw new RangeError(`secondOrderLoopGains: damping: expected a number above 0, found ${damping}`);
  }
  const theta = noiseBandwidthT / (damping + 1 / (4 * damping));
  const denominator = 1 + 2 * damping * theta + theta * theta;
  return { proportional: (4 * damping * theta) / denominator, integral: (4 * theta * theta) / denominator };
}
