import { dB, fromdB } from "../decibel.js";

/**
 * Carrier-to-noise ratio through a bent pipe whose output power is held constant (ALC or a saturated amplifier):
 * the uplink's noise and interference take their share of the downlink power, so that
 * (S/N) = u d / (1 + u + d), i.e. 1/x = 1/u + 1/d + 1/(u d).
 *
 * The usual sum of reciprocals leaves out the last term, which matters when both hops are weak: at 0 dB each it is
 * 4.77 dB and not 3.01 dB below one hop. Derivation: the repeater's gain is P/(S + N), so of its output P the signal
 * is P u/(1 + u) and the repeated noise P/(1 + u); the receiver adds P/d.
 *
 * @param up_dB    uplink ratio in the transponder's bandwidth, dB
 * @param down_dB  downlink ratio of the transponder's whole output in the same bandwidth, dB
 */
export function transponderRatio_dB(up_dB: number, down_dB: number): number {
  const up = fromdB(up_dB);
  const down = fromdB(down_dB);
  if (up === Number.POSITIVE_INFINITY) return down_dB;
  if (down === Number.POSITIVE_INFINITY) return up_dB;
  return dB((up * down) / (1 + up + down));
}
