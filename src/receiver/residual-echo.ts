/**
 * Power of the echo that NLMS leaves in the steady state over the power of everything that is not echo (excess mean-square
 * error over noise), of a known signal that is white and of constant modulus, and an echo that stands still:
 * mu / (2 - mu).
 *
 * The error c of the weights follows c - mu u* (u^T c + v) / taps, so that E|c|^2 (2 mu - mu^2) = mu^2 E|v|^2 where it stands,
 * u independent from sample to sample (the usual assumption, e.g. Haykin, Adaptive Filter Theory).
 *
 * @param stepSize  mu, above 0 and below 2
 */
export function nlmsResidualEcho(stepSize: number): number {
  if (!(stepSize > 0 && stepSize < 2)) {
    throw new RangeError(`nlmsResidualEcho: stepSize: expected a number above 0 and below 2, found ${stepSize}`);
  }
  return stepSize / (2 - stepSize);
}

/**
 * The same of RLS with forgetting: taps (1 - lambda) / (1 + lambda), for lambda near to 1: each weight is a mean with the
 * weights lambda^k, whose sum of squares over the square of their sum is (1 - lambda) / (1 + lambda).
 *
 * @param forgetting  lambda, 0.9 to 1
 */
export function rlsResidualEcho(forgetting: number, taps: number): number {
  if (!(forgetting > 0.9 && forgetting <= 1)) {
    throw new RangeError(`rlsResidualEcho: forgetting: expected a number above 0.9, at most 1, found ${forgetting}`);
  }
  return (taps * (1 - forgetting)) / (1 + forgetting);
}

/**
 * Power of the echo that NLMS leaves because its weights lag behind an echo that turns steadily, over the echo's power.
 *
 * The mean of the weights is a first-order loop of gain a = mu / taps: a target that turns by theta a sample leaves
 * |exp(j theta) - 1|^2 / |exp(j theta) - 1 + a|^2. Through the step's own noise it grows by 2 / (2 - mu) (known signal as
 * for `nlmsResidualEcho`, theta small against a).
 *
 * @param turn_rad  theta: 2 pi times the Doppler that is left, times the sample's duration
 */
export function nlmsLaggingEcho(stepSize: number, taps: number, turn_rad: number): number {
  if (!(stepSize > 0 && stepSize < 2)) {
    throw new RangeError(`nlmsLaggingEcho: stepSize: expected a number above 0 and below 2, found ${stepSize}`);
  }
  return (firstOrderLag(stepSize / taps, turn_rad) * 2) / (2 - stepSize);
}

/** The same of RLS with forgetting, whose loop has the gain 1 - lambda; without the step's own noise, which is small. */
export function rlsLaggingEcho(forgetting: number, turn_rad: number): number {
  if (!(forgetting > 0.9 && forgetting <= 1)) {
    throw new RangeError(`rlsLaggingEcho: forgetting: expected a number above 0.9, at most 1, found ${forgetting}`);
  }
  return firstOrderLag(1 - forgetting, turn_rad);
}

function firstOrderLag(gain: number, turn_rad: number): number {
  const re = Math.cos(turn_rad) - 1;
  const im = Math.sin(turn_rad);
  return (re * re + im * im) / ((re + gain) ** 2 + im * im);
}
