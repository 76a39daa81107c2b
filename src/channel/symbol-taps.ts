/** Symbols before the first path's that a raised cosine's tail is followed. */
const reach = 8;
/** Taps that a channel may have: delays up to as many symbols. */
const mostTaps = 200;

/** Symbols from the first to the last tap of delays up to `excess_s`. */
export function tapCount(excess_s: number, symbolRate_Hz: number): number {
  const count = 2 * reach + 1 + Math.ceil(excess_s * symbolRate_Hz);
  if (!(count <= mostTaps)) {
    throw new RangeError(
      `tapCount: expected delays below ${mostTaps - 2 * reach - 1} symbols, found ${(excess_s * symbolRate_Hz).toFixed(0)}`,
    );
  }
  return count;
}

/** Delays that the taps follow at a symbol rate. */
export function longestExcess_s(symbolRate_Hz: number): number {
  return (mostTaps - 2 * reach - 1) / symbolRate_Hz;
}

/** Of tap 0 before the first path. */
export const tapLead = reach;

/**
 * Impulse response of a multipath channel between transmit filter and matched filter, one sample a symbol: taps
 * c_k = sum g_p q(k - tau_p Rs), q the raised cosine, k from -8 on; the samples are taken at the first path's symbols.
 */
export function symbolTaps(
  excessDelay_s: ArrayLike<number>,
  gainRe: ArrayLike<number>,
  gainIm: ArrayLike<number>,
  symbolRate_Hz: number,
  rollOff: number,
  outRe: Float64Array,
  outIm: Float64Array,
): void {
  outRe.fill(0);
  outIm.fill(0);
  for (let path = 0; path < excessDelay_s.length; path++) {
    if (gainRe[path] === 0 && gainIm[path] === 0) continue;
    const delay = excessDelay_s[path] * symbolRate_Hz;
    for (let k = 0; k < outRe.length; k++) {
      const q = raisedCosinePulse(k - reach - delay, rollOff);
      outRe[k] += gainRe[path] * q;
      outIm[k] += gainIm[path] * q;
    }
  }
}

/** Raised cosine, 1 at 0 and 0 at the other whole symbols (J. G. Proakis, "Digital Communications", 9.2). */
export function raisedCosinePulse(t: number, rollOff: number): number {
  const sinc = Math.abs(t) < 1e-9 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
  const x = 2 * rollOff * t;
  const edge = 1 - x * x;
  if (Math.abs(edge) < 1e-6) return sinc * (Math.PI / 4);
  return (sinc * Math.cos(Math.PI * rollOff * t)) / edge;
}
