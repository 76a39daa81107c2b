/** Known symbols of a burst: where they stand and what they are. */
export interface KnownSymbols {
  /** Position in the burst, rising. */
  readonly at: Int32Array;
  /** Of unit mean power. */
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/** A burst's channel: gain times exp(j 2 pi f n), n counted from the burst's first symbol. */
export interface BurstChannel {
  gainRe: number;
  gainIm: number;
  /** f, in turns a symbol. */
  frequency: number;
  /** Of what the fit leaves at the known symbols: noise and interference, complex. */
  noiseVariance: number;
}

/** The peak is looked for on a grid of this part of the width of its main lobe, then between points. */
const gridPart = 1 / 4;
const refinements = 24;
/** Real parameters of the fit: gain and half of the frequency, over two for complex samples. */
const complexParameters = 1.5;

/**
 * Maximum-likelihood estimation of a burst's gain and frequency from known symbols in white noise: the peak of the
 * periodogram (Rife and Boorstyn, "Single-tone parameter estimation from discrete-time observations", 1974), searched from
 * `centre - width` to `centre + width`; with a width of 0 the frequency is taken as given.
 */
export function estimateBurst(
  re: Float32Array,
  im: Float32Array,
  known: KnownSymbols,
  centre: number,
  width: number,
  out: BurstChannel,
): void {
  const { at } = known;
  let frequency = centre;
  if (width > 0) {
    const span = at[at.length - 1] - at[0] + 1;
    const steps = Math.max(1, Math.ceil((2 * width * span) / gridPart));
    const step = (2 * width) / steps;
    let best = -1;
    for (let k = 0; k <= steps; k++) {
      const tried = centre - width + k * step;
      correlate(re, im, known, tried, out);
      const power = out.gainRe ** 2 + out.gainIm ** 2;
      if (power > best) [best, frequency] = [power, tried];
    }
    frequency = peakNear(re, im, known, frequency, step, [centre - width, centre + width], out);
  }
  correlate(re, im, known, frequency, out);
  out.frequency = frequency;
  const count = at.length;
  let energy = 0;
  for (let i = 0; i < count; i++) energy += re[at[i]] ** 2 + im[at[i]] ** 2;
  const fitted = known.re.reduce((sum, part, i) => sum + part * part + known.im[i] * known.im[i], 0);
  const left = energy - (out.gainRe ** 2 + out.gainIm ** 2) * fitted;
  out.noiseVariance = Math.max(left / Math.max(1, count - complexParameters), 1e-12);
}

/** Golden-section search of the main lobe's peak around a point of the grid. */
function peakNear(
  re: Float32Array,
  im: Float32Array,
  known: KnownSymbols,
  at: number,
  step: number,
  [lowest, highest]: readonly [number, number],
  out: BurstChannel,
): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const power = (frequency: number) => {
    correlate(re, im, known, frequency, out);
    return out.gainRe ** 2 + out.gainIm ** 2;
  };
  let low = Math.max(lowest, at - step);
  let high = Math.min(highest, at + step);
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atA, atB] = [power(a), power(b)];
  for (let i = 0; i < refinements; i++) {
    if (atA > atB) {
      [high, b, atB] = [b, a, atA];
      a = high - ratio * (high - low);
      atA = power(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + ratio * (high - low);
      atB = power(b);
    }
  }
  return (low + high) / 2;
}

/** Least-squares gain at one frequency. */
function correlate(
  re: Float32Array,
  im: Float32Array,
  known: KnownSymbols,
  frequency: number,
  out: BurstChannel,
): void {
  const { at, re: sRe, im: sIm } = known;
  let [gRe, gIm, energy] = [0, 0, 0];
  const [stepRe, stepIm] = [Math.cos(2 * Math.PI * frequency), -Math.sin(2 * Math.PI * frequency)];
  let [c, s, last] = [1, 0, 0];
  for (let i = 0; i < at.length; i++) {
    const n = at[i];
    if (n === last + 1) {
      [c, s] = [c * stepRe - s * stepIm, c * stepIm + s * stepRe];
    } else if (n !== last) {
      const angle = -2 * Math.PI * frequency * n;
      [c, s] = [Math.cos(angle), Math.sin(angle)];
    }
    last = n;
    const xRe = re[n] * sRe[i] + im[n] * sIm[i];
    const xIm = im[n] * sRe[i] - re[n] * sIm[i];
    gRe += xRe * c - xIm * s;
    gIm += xRe * s + xIm * c;
    energy += sRe[i] * sRe[i] + sIm[i] * sIm[i];
  }
  out.gainRe = gRe / energy;
  out.gainIm = gIm / energy;
}
