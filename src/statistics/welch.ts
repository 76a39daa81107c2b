import { studentTCritical, studentTTail } from "./student-t-tail.js";

/** What is known of a mean: its standard error, and of how many degrees of freedom that is. */
export interface MeanSample {
  readonly value: number;
  /** 0 where it is known exactly. */
  readonly standardError: number;
  /** Above 0; of no matter where the standard error is 0. */
  readonly degreesOfFreedom: number;
}

export interface WelchTest {
  readonly difference: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** Two-sided: the chance of so large a difference where the means differ by no more than the margin. */
  readonly p: number;
}

/**
 * Welch's test of two means whose variances may differ.
 *
 * B. L. Welch, "The generalization of 'Student's' problem when several different population variances are involved",
 * Biometrika 34 (1947); degrees of freedom by F. E. Satterthwaite, Biometrics Bulletin 2 (1946).
 *
 * @param margin  differences up to this are allowed
 */
export function welchTest(a: MeanSample, b: MeanSample, margin = 0): WelchTest {
  const difference = b.value - a.value;
  const [variance, other] = [a.standardError ** 2, b.standardError ** 2];
  const standardError = Math.hypot(a.standardError, b.standardError);
  const beyond = Math.abs(difference) - margin;
  if (standardError === 0) {
    return { difference, standardError, degreesOfFreedom: Infinity, p: beyond > 0 ? 0 : 1 };
  }
  // By shares of the variance, so that the smallest standard errors do not underflow.
  const share = variance / (variance + other);
  const degreesOfFreedom = 1 / (share ** 2 / a.degreesOfFreedom + (1 - share) ** 2 / b.degreesOfFreedom);
  const p = beyond > 0 ? studentTTail(beyond / standardError, degreesOfFreedom) : 1;
  return { difference, standardError, degreesOfFreedom, p };
}

/** Half-width of the difference's interval. */
export function welchHalfWidth({ standardError, degreesOfFreedom }: WelchTest, confidence: number): number {
  return standardError === 0 ? 0 : standardError * studentTCritical(1 - confidence, degreesOfFreedom);
}
