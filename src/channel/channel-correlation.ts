import { besselJ0 } from "./bessel-j0.js";

/**
 * Autocorrelation of a stationary channel of unit power over a difference in Hz or in s: E h(x + d) h*(x), Hermitian in d and
 * 1 at 0. Gains turn as exp(+j 2 pi f t) and delays as exp(-j 2 pi f tau).
 */
export type Correlation = (difference: number) => { readonly re: number; readonly im: number };

/** Over frequency, of a power delay profile: sum of p_i exp(-j 2 pi d tau_i) / sum of p_i. */
export function delayProfileCorrelation(delay_s: ArrayLike<number>, power: ArrayLike<number>): Correlation {
  let total = 0;
  for (let i = 0; i < power.length; i++) total += power[i];
  if (!(delay_s.length === power.length && total > 0)) {
    throw new RangeError("delayProfileCorrelation: expected a power for each delay and a sum above 0");
  }
  return (difference_Hz) => {
    let [re, im] = [0, 0];
    for (let i = 0; i < power.length; i++) {
      const angle = -2 * Math.PI * difference_Hz * delay_s[i];
      re += (power[i] / total) * Math.cos(angle);
      im += (power[i] / total) * Math.sin(angle);
    }
    return { re, im };
  };
}

/**
 * Over frequency, of delays equally likely from `first_s` to `last_s`: the robust choice where only the longest delay is known
 * (Li, Cimini and Sollenberger, IEEE Trans. Commun. 46, 1998).
 */
export function rectangularDelayCorrelation(first_s: number, last_s: number): Correlation {
  if (!(last_s >= first_s)) throw new RangeError("rectangularDelayCorrelation: expected delays that rise");
  return (difference_Hz) => turned(sinc((last_s - first_s) * difference_Hz), -(first_s + last_s) / 2, difference_Hz);
}

/** Over frequency, of an exponential power delay profile that begins at `first_s`: 1 / (1 + j 2 pi d spread), turned. */
export function exponentialDelayCorrelation(spread_s: number, first_s = 0): Correlation {
  return (difference_Hz) => {
    const x = 2 * Math.PI * spread_s * difference_Hz;
    const { re, im } = turned(1 / (1 + x * x), -first_s, difference_Hz);
    return { re: re + im * x, im: im - re * x };
  };
}

/** Over time, of waves from all around (Clarke, Bell Syst. Tech. J. 47, 1968): J0(2 pi f_D d). */
export function jakesCorrelation(maximumDoppler_Hz: number): Correlation {
  return (difference_s) => ({ re: besselJ0(2 * Math.PI * maximumDoppler_Hz * difference_s), im: 0 });
}

/** Over time, of Doppler shifts equally likely in a band. */
export function rectangularDopplerCorrelation(low_Hz: number, high_Hz: number): Correlation {
  if (!(high_Hz >= low_Hz)) throw new RangeError("rectangularDopplerCorrelation: expected shifts that rise");
  return (difference_s) => turned(sinc((high_Hz - low_Hz) * difference_s), (low_Hz + high_Hz) / 2, difference_s);
}

/** Of independent parts, such as a line of sight and what is scattered, by their powers. */
export function mixedCorrelation(
  parts: readonly { readonly power: number; readonly correlation: Correlation }[],
): Correlation {
  const total = parts.reduce((sum, { power }) => sum + power, 0);
  if (!(total > 0)) throw new RangeError("mixedCorrelation: expected powers with a sum above 0");
  return (difference) => {
    let [re, im] = [0, 0];
    for (const { power, correlation } of parts) {
      const part = correlation(difference);
      re += (power / total) * part.re;
      im += (power / total) * part.im;
    }
    return { re, im };
  };
}

/** sin(pi x) / (pi x). */
function sinc(x: number): number {
  return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function turned(size: number, centre: number, difference: number): { re: number; im: number } {
  const angle = 2 * Math.PI * centre * difference;
  return { re: size * Math.cos(angle), im: size * Math.sin(angle) };
}
