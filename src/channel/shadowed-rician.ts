import type { RandomStream } from "../random/random-stream.js";
import { gammaQuantile, logGamma, regularisedGammaP } from "../statistics/incomplete-gamma.js";
import { normalCdf } from "../statistics/normal-quantile.js";
import type { FlatAmplitudes } from "./flat-channel.js";
import { SlowProcess } from "./slow-process.js";

/** Parameters of the shadowed-Rician model; powers over that of an unobstructed line of sight. */
export interface ShadowedRician {
  /** Half the mean power of the scattered part. */
  readonly b0: number;
  /** Nakagami parameter of the line of sight, above 0: small for heavy, large for light shadowing. */
  readonly m: number;
  /** Mean power of the line of sight. */
  readonly omega: number;
}

/**
 * The sets of A. Abdi, W. C. Lau, M.-S. Alouini and M. Kaveh, "A new simple model for land mobile satellite channels", IEEE
 * Trans. Wireless Commun. 2 (2003), Table III, as three later publications quote them alike.
 */
export const shadowedRicianSets = {
  infrequentLight: { b0: 0.158, m: 19.4, omega: 1.29 },
  average: { b0: 0.126, m: 10.1, omega: 0.835 },
  frequentHeavy: { b0: 0.063, m: 0.739, omega: 8.97e-4 },
} as const satisfies Readonly<Record<string, ShadowedRician>>;

/** The Gaussian variable that carries the shadowing in time is tabulated up to this many standard deviations. */
const reach = 6;
const stepsPerDeviation = 64;

/**
 * Line of sight of Nakagami amplitude, made from a stationary Gaussian process by its quantiles, over a constant scattered
 * part; the shadowing has the autocorrelation exp(-|d| / correlation distance) before the quantiles bend it.
 *
 * @param coordinate of the shadowing process: distance over correlation distance
 */
export function shadowedRicianAmplitudes(
  { b0, m, omega }: ShadowedRician,
  coordinate: (time_s: number) => number,
  stream: RandomStream,
): FlatAmplitudes {
  checkShadowedRician({ b0, m, omega });
  const shadowing = new SlowProcess(stream);
  const amplitudes = Float64Array.from({ length: 2 * reach * stepsPerDeviation + 2 }, (_, index) =>
    Math.sqrt((omega / m) * gammaQuantile(m, normalCdf(index / stepsPerDeviation - reach))),
  );
  const scattered = Math.sqrt(2 * b0);
  return (time_s, parts) => {
    const x = Math.max(-reach, Math.min(reach, shadowing.at(coordinate(time_s))));
    const position = (x + reach) * stepsPerDeviation;
    const index = Math.floor(position);
    parts.lineOfSight = amplitudes[index] + (position - index) * (amplitudes[index + 1] - amplitudes[index]);
    parts.scattered = scattered;
  };
}

/**
 * Probability that the power is at most `power`: the Rician distribution averaged over the gamma-distributed power of the line
 * of sight, a series of gamma distributions with negative binomial weights. About 1e-12.
 */
export function shadowedRicianPowerCdf({ b0, m, omega }: ShadowedRician, power: number): number {
  checkShadowedRician({ b0, m, omega });
  if (!(power > 0)) return 0;
  const theta = omega / (2 * b0 * m);
  const logPart = Math.log(theta / (1 + theta));
  const logNone = -m * Math.log1p(theta);
  let sum = 0;
  let weights = 0;
  for (let n = 0; weights < 1 - 1e-14 && n < 1e6; n++) {
    const weight = Math.exp(logGamma(n + m) - logGamma(n + 1) - logGamma(m) + n * logPart + logNone);
    const term = regularisedGammaP(n + 1, power / (2 * b0));
    weights += weight;
    sum += weight * term;
    if (term < 1e-16 && n > theta * m) break;
  }
  return Math.min(1, sum);
}

/** Mean of the power, 2 b0 + omega, and of its square, 2 (2 b0)^2 + 4 (2 b0) omega + omega^2 (1 + 1 / m). */
export function shadowedRicianMoments({ b0, m, omega }: ShadowedRician): { mean: number; meanSquare: number } {
  checkShadowedRician({ b0, m, omega });
  const scattered = 2 * b0;
  return {
    mean: scattered + omega,
    meanSquare: 2 * scattered ** 2 + 4 * scattered * omega + omega ** 2 * (1 + 1 / m),
  };
}

function checkShadowedRician(set: ShadowedRician): void {
  for (const [name, value] of Object.entries(set)) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`shadowedRician: ${name}: expected a number above 0, found ${value}`);
    }
  }
}
