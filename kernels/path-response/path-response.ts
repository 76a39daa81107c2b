/** Paths of a channel, its pairs of ports, and the subcarriers of a uniform grid. */
export interface PathResponseShape {
  readonly paths: number;
  /** Receive ports times transmit ports. */
  readonly pairs: number;
  readonly subcarriers: number;
}

/** Owns the work buffers of a frequency response; all row-major. Fill delays and gains before `apply`. */
export interface PathResponse {
  /** `[path]`, of either sign. */
  readonly delay_s: Float64Array;
  /** `[path][pair]`, planar: the order of a channel's paths. */
  readonly gainRe: Float32Array;
  readonly gainIm: Float32Array;
  /** `[pair][subcarrier]`, planar, set by `apply`. */
  readonly responseRe: Float32Array;
  readonly responseIm: Float32Array;

  /**
   * Sets the response at the frequencies first_Hz + k spacing_Hz.
   *
   * @param first_Hz  of subcarrier 0, from the frequency to which the gains belong
   * @throws RangeError where a delay or a frequency is no finite number
   */
  apply(first_Hz: number, spacing_Hz: number): void;
}

/** A form of this kernel: makes the object for the given shape. */
export type PathResponseForm = (shape: PathResponseShape) => PathResponse;

/** Complex numbers of gains, and of the response, that an object may hold. */
const mostNumbers = 2 ** 26;

/**
 * Frequency response of a multipath channel, H_k = sum over p of g_p exp(-2 pi j f_k tau_p): the reference form, in
 * float64, rounded to float32.
 *
 * Of a channel that varies with time it is the response at the moment of the gains: one call for each OFDM symbol.
 * O(paths pairs subcarriers) complex products and O(paths subcarriers) sines.
 */
export function pathResponse(shape: PathResponseShape): PathResponse {
  checkPathResponseShape(shape);
  const { paths, pairs, subcarriers } = shape;
  const delay_s = new Float64Array(paths);
  const gainRe = new Float32Array(paths * pairs);
  const gainIm = new Float32Array(paths * pairs);
  const responseRe = new Float32Array(pairs * subcarriers);
  const responseIm = new Float32Array(pairs * subcarriers);
  const sumRe = new Float64Array(pairs);
  const sumIm = new Float64Array(pairs);
  const apply = (first_Hz: number, spacing_Hz: number) => {
    checkPathResponseCall(delay_s, first_Hz, spacing_Hz);
    for (let k = 0; k < subcarriers; k++) {
      sumRe.fill(0);
      sumIm.fill(0);
      for (let path = 0; path < paths; path++) {
        const turns = (first_Hz + k * spacing_Hz) * delay_s[path];
        const angle = -2 * Math.PI * (turns - Math.round(turns));
        const re = Math.cos(angle);
        const im = Math.sin(angle);
        for (let pair = 0; pair < pairs; pair++) {
          const gRe = gainRe[path * pairs + pair];
          const gIm = gainIm[path * pairs + pair];
          sumRe[pair] += gRe * re - gIm * im;
          sumIm[pair] += gRe * im + gIm * re;
        }
      }
      for (let pair = 0; pair < pairs; pair++) {
        responseRe[pair * subcarriers + k] = sumRe[pair];
        responseIm[pair * subcarriers + k] = sumIm[pair];
      }
    }
  };
  return { delay_s, gainRe, gainIm, responseRe, responseIm, apply };
}

/** @throws RangeError unless pairs is a whole number from 1, paths and subcarriers from 0, and the products at most 2^26 */
export function checkPathResponseShape(shape: PathResponseShape): void {
  const minimum = { paths: 0, pairs: 1, subcarriers: 0 };
  for (const key of ["paths", "pairs", "subcarriers"] as const) {
    if (!(Number.isInteger(shape[key]) && shape[key] >= minimum[key])) {
      throw new RangeError(`pathResponse: ${key}: expected a whole number from ${minimum[key]}, found ${shape[key]}`);
    }
  }
  const numbers = shape.pairs * Math.max(shape.paths, shape.subcarriers);
  if (!(numbers <= mostNumbers)) {
    throw new RangeError(`pathResponse: expected at most ${mostNumbers} gains and responses, found ${numbers}`);
  }
}

/** @throws RangeError unless delays and frequencies are finite */
export function checkPathResponseCall(delay_s: Float64Array, first_Hz: number, spacing_Hz: number): void {
  for (const [name, value] of [
    ["first_Hz", first_Hz],
    ["spacing_Hz", spacing_Hz],
  ] as const) {
    if (!Number.isFinite(value))
      throw new RangeError(`pathResponse: ${name}: expected a finite number, found ${value}`);
  }
  for (let path = 0; path < delay_s.length; path++) {
    if (!Number.isFinite(delay_s[path])) {
      throw new RangeError(`pathResponse: delay_s[${path}]: expected a finite number, found ${delay_s[path]}`);
    }
  }
}
