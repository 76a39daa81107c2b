/** What a receiver takes out of a common oscillator's turn over a slot. */
export type PhaseTracking = "none" | "frequency" | "frequencyRate";

/** Residual offset and its rate: a phase of 2 pi (f t + r t^2 / 2) at time t from the slot's start. */
export interface PhaseTrack {
  frequency_Hz: number;
  rate_Hzs: number;
}

/** Angle of the track at a time. */
export function trackedAngle({ frequency_Hz, rate_Hzs }: PhaseTrack, time_s: number): number {
  return 2 * Math.PI * (frequency_Hz + (rate_Hzs * time_s) / 2) * time_s;
}

/** Cross products of neighbouring instants, summed over units, branches and the layers of one transmitter. */
export interface InstantProducts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Adds the products of samples `[branch][instant][unit]` with those one instant before. */
export function addInstantProducts(
  re: Float32Array,
  im: Float32Array,
  from: number,
  branches: number,
  instants: number,
  units: number,
  out: InstantProducts,
): void {
  for (let branch = 0; branch < branches; branch++) {
    for (let instant = 0; instant + 1 < instants; instant++) {
      let [sumRe, sumIm] = [0, 0];
      const start = from + (branch * instants + instant) * units;
      for (let i = start, j = start + units; i < start + units; i++, j++) {
        sumRe += re[j] * re[i] + im[j] * im[i];
        sumIm += im[j] * re[i] - re[j] * im[i];
      }
      out.re[instant] += sumRe;
      out.im[instant] += sumIm;
    }
  }
}

/**
 * Frequency, and with three instants or more its rate, by least squares from the phases between neighbouring instants.
 *
 * An offset must stay below half a turn between instants: 1 / (2 interval). With two instants a rate stays 0, with one both.
 *
 * @param time_s  of the instants, from the slot's start
 */
export function fitPhaseTrack(
  { re, im }: InstantProducts,
  time_s: Float64Array,
  tracking: PhaseTracking,
  out: PhaseTrack,
): void {
  out.frequency_Hz = 0;
  out.rate_Hzs = 0;
  const count = time_s.length;
  if (tracking === "none" || count < 2) return;
  // Phase = a + b t + c t^2 through the running sums, times from the middle.
  const middle = (time_s[0] + time_s[count - 1]) / 2;
  let [s0, s1, s2, s3, s4, y0, y1, y2] = [0, 0, 0, 0, 0, 0, 0, 0];
  let phase = 0;
  for (let i = 0; i < count; i++) {
    const t = time_s[i] - middle;
    if (i > 0) phase += Math.atan2(im[i - 1], re[i - 1]);
    s0++;
    s1 += t;
    s2 += t * t;
    s3 += t ** 3;
    s4 += t ** 4;
    y0 += phase;
    y1 += phase * t;
    y2 += phase * t * t;
  }
  let [b, c] = [0, 0];
  if (tracking === "frequencyRate" && count >= 3) {
    const determinant = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
    b = (s0 * (y1 * s4 - s3 * y2) - y0 * (s1 * s4 - s3 * s2) + s2 * (s1 * y2 - y1 * s2)) / determinant;
    c = (s0 * (s2 * y2 - y1 * s3) - s1 * (s1 * y2 - y1 * s2) + y0 * (s1 * s3 - s2 * s2)) / determinant;
  } else {
    b = (s0 * y1 - s1 * y0) / (s0 * s2 - s1 * s1);
  }
  out.rate_Hzs = c / Math.PI;
  out.frequency_Hz = b / (2 * Math.PI) - out.rate_Hzs * middle;
}
