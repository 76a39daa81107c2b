/** Processes, the sinusoids that each of them sums, and the times at which they are taken. */
export interface SinusoidsShape {
  readonly paths: number;
  readonly sinusoids: number;
  readonly times: number;
}

/** Owns the work buffers of a sum of sinusoids; all row-major. Fill all but the sums before `apply`. */
export interface SumOfSinusoids {
  /** `[time]`: from any origin, in any order. */
  readonly time_s: Float64Array;
  /** `[path][sinusoid]` */
  readonly frequency_Hz: Float64Array;
  /** `[path][sinusoid]`: phase at time 0 in turns of 2 pi. */
  readonly phase_turns: Float64Array;
  /** `[path][sinusoid]` */
  readonly amplitude: Float32Array;
  /** `[path][time]`, planar, set by `apply`. */
  readonly sumRe: Float32Array;
  readonly sumIm: Float32Array;

  /** @throws RangeError where a time, frequency or phase is no finite number */
  apply(): void;
}

/** A form of this kernel: makes the object for the given shape. */
export type SumOfSinusoidsForm = (shape: SinusoidsShape) => SumOfSinusoids;

/** Sums, and sinusoids, that an object may hold. */
const mostNumbers = 2 ** 26;

/**
 * Complex processes as sums of sinusoids, g_p(t) = sum over m of a_pm exp(2 pi j (f_pm t + phi_pm)): the reference form,
 * in float64, rounded to float32.
 *
 * A sum is a pure function of its own time: a process seen at other steps, or in other parts, is the same at the same
 * times, bit for bit in each form. Whole turns are taken off in float64, so that phases are right to 2^-53 of the turns
 * since time 0: 1e-7 of a turn after 10^9 turns. O(paths sinusoids times).
 */
export function sumOfSinusoids(shape: SinusoidsShape): SumOfSinusoids {
  checkSinusoidsShape(shape);
  const { paths, sinusoids, times } = shape;
  const time_s = new Float64Array(times);
  const frequency_Hz = new Float64Array(paths * sinusoids);
  const phase_turns = new Float64Array(paths * sinusoids);
  const amplitude = new Float32Array(paths * sinusoids);
  const sumRe = new Float32Array(paths * times);
  const sumIm = new Float32Array(paths * times);
  const made = { time_s, frequency_Hz, phase_turns, amplitude, sumRe, sumIm };
  const apply = () => {
    checkSinusoids(made);
    for (let path = 0; path < paths; path++) {
      for (let n = 0; n < times; n++) {
        let re = 0;
        let im = 0;
        for (let at = path * sinusoids; at < (path + 1) * sinusoids; at++) {
          const turns = frequency_Hz[at] * time_s[n] + phase_turns[at];
          const angle = 2 * Math.PI * (turns - Math.round(turns));
          re += amplitude[at] * Math.cos(angle);
          im += amplitude[at] * Math.sin(angle);
        }
        sumRe[path * times + n] = re;
        sumIm[path * times + n] = im;
      }
    }
  };
  return { ...made, apply };
}

/** @throws RangeError unless the counts are whole numbers from 0, and sums and sinusoids at most 2^26 */
export function checkSinusoidsShape(shape: SinusoidsShape): void {
  for (const key of ["paths", "sinusoids", "times"] as const) {
    if (!(Number.isInteger(shape[key]) && shape[key] >= 0)) {
      throw new RangeError(`sumOfSinusoids: ${key}: expected a whole number from 0, found ${shape[key]}`);
    }
  }
  const numbers = shape.paths * Math.max(shape.times, shape.sinusoids);
  if (!(numbers <= mostNumbers)) {
    throw new RangeError(`sumOfSinusoids: expected at most ${mostNumbers} sums and sinusoids, found ${numbers}`);
  }
}

/** @throws RangeError unless all times, frequencies and phases are finite */
export function checkSinusoids(made: Pick<SumOfSinusoids, "time_s" | "frequency_Hz" | "phase_turns">): void {
  for (const key of ["time_s", "frequency_Hz", "phase_turns"] as const) {
    const array = made[key];
    for (let i = 0; i < array.length; i++) {
      if (!Number.isFinite(array[i])) {
        throw new RangeError(`sumOfSinusoids: ${key}[${i}]: expected a finite number, found ${array[i]}`);
      }
    }
  }
}
