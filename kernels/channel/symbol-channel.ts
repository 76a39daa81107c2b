/**
 * Owns the work buffers of a channel without memory; all planar, float32. Fill what is sent, the noise and, for
 * `fade`, the gains of the first `count` symbols, then call one of the functions.
 */
export interface SymbolChannel {
  /** Symbols sent. */
  readonly sentRe: Float32Array;
  readonly sentIm: Float32Array;
  /** Gain h of the channel at each symbol, known to the receiver. */
  readonly gainRe: Float32Array;
  readonly gainIm: Float32Array;
  /** Gaussian samples of variance 1 in each part; the functions scale them. */
  readonly noiseRe: Float32Array;
  readonly noiseIm: Float32Array;
  /** Symbols received: what was sent, plus noise. */
  readonly re: Float32Array;
  readonly im: Float32Array;
  /** 1 / variance of the complex noise in each symbol received. */
  readonly snr: Float32Array;

  /** y = x + n, n of variance `noiseVariance` = N0, half of it in each part. */
  addNoise(count: number, noiseVariance: number): void | Promise<void>;

  /** y = h x + n, equalised: y conj(h) / |h|^2, its noise of variance N0 / |h|^2; 0 with an `snr` of 0 where h is 0. */
  fade(count: number, noiseVariance: number): void | Promise<void>;

  /** Gives back what the garbage collector does not; absent where there is nothing. */
  close?(): void;
}

/** A form of this kernel: makes a channel for up to `symbols` symbols. */
export type SymbolChannelForm = (symbols: number) => SymbolChannel;

/** Symbols that a channel may be made for. */
export const mostSymbols = 2 ** 24;

/** Powers below are taken for this one in divisions: the smallest normal float32. */
const leastPower = 2 ** -126;

/** Gain and additive white Gaussian noise, coherent detection: the reference form, float64 rounded to float32. */
export function symbolChannel(symbols: number): SymbolChannel {
  checkSymbols("symbols", symbols, mostSymbols);
  const array = () => new Float32Array(symbols);
  const [sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm] = [array(), array(), array(), array(), array(), array()];
  const [re, im, snr] = [array(), array(), array()];
  const addNoise = (count: number, noiseVariance: number) => {
    checkChannelCall(count, symbols, noiseVariance);
    const deviation = Math.sqrt(noiseVariance / 2);
    for (let i = 0; i < count; i++) {
      re[i] = sentRe[i] + deviation * noiseRe[i];
      im[i] = sentIm[i] + deviation * noiseIm[i];
      snr[i] = 1 / noiseVariance;
    }
  };
  const fade = (count: number, noiseVariance: number) => {
    checkChannelCall(count, symbols, noiseVariance);
    const deviation = Math.sqrt(noiseVariance / 2);
    for (let i = 0; i < count; i++) {
      const hRe = gainRe[i];
      const hIm = gainIm[i];
      const yRe = hRe * sentRe[i] - hIm * sentIm[i] + deviation * noiseRe[i];
      const yIm = hRe * sentIm[i] + hIm * sentRe[i] + deviation * noiseIm[i];
      const power = hRe * hRe + hIm * hIm;
      const divisor = Math.max(power, leastPower);
      re[i] = (yRe * hRe + yIm * hIm) / divisor;
      im[i] = (yIm * hRe - yRe * hIm) / divisor;
      snr[i] = power / noiseVariance;
    }
  };
  return { sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm, re, im, snr, addNoise, fade };
}

/** @throws RangeError unless `count` is a whole number from 0 to `symbols` and the variance a number above 0 */
export function checkChannelCall(count: number, symbols: number, noiseVariance: number): void {
  checkSymbols("count", count, symbols);
  if (!(noiseVariance > 0 && noiseVariance < Infinity)) {
    throw new RangeError(`symbolChannel: noiseVariance: expected a number above 0, found ${noiseVariance}`);
  }
}

/** @throws RangeError unless `value` is a whole number from 0 to `most` */
export function checkSymbols(argument: string, value: number, most: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= most)) {
    throw new RangeError(`symbolChannel: ${argument}: expected a whole number from 0 to ${most}, found ${value}`);
  }
}
