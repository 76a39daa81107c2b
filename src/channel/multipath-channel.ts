/**
 * A realisation of a multipath channel: a pure function of time, so that it is the same at whatever step it is sampled.
 *
 * The mean power of each pair of ports, summed over the paths, is 1 unless the model itself says otherwise (shadowing): the
 * link budget's free-space path is the reference. Phases are those of exp(+j 2 pi f t); delays are in excess of the line of
 * sight's, whose own delay and Doppler shift are not part of the gains.
 */
export interface MultipathChannel {
  readonly pathCount: number;
  readonly receivePorts: number;
  readonly transmitPorts: number;
  /** Fastest turn of a path's gain; 0 where the gains stand still. What changes more slowly (shadowing) has none. */
  readonly maximumDoppler_Hz: number;

  /** The paths at a moment. @param time_s from the start of the run, any finite number */
  at(time_s: number, out: PathState): void;

  /** The paths at many moments, as `at` gives them but for float32's rounding; `time_s` has the length of `out`. */
  series(time_s: Float64Array, out: PathSeries): void;

  toString(): string;
}

/** Paths at one moment, written by `MultipathChannel.at`. */
export interface PathState {
  /** `[path]`, from 0 */
  readonly excessDelay_s: Float64Array;
  /** `[path][receivePort][transmitPort]`, row-major */
  readonly gainRe: Float64Array;
  readonly gainIm: Float64Array;
}

/** Paths at many moments, written by `MultipathChannel.series`. */
export interface PathSeries {
  readonly length: number;
  /** `[path][time]`, row-major */
  readonly excessDelay_s: Float64Array;
  /** `[path][receivePort][transmitPort][time]`, row-major */
  readonly gainRe: Float32Array;
  readonly gainIm: Float32Array;
}

/** Arrays of the size that a channel's paths need at a number of moments. */
export function pathSeries({ pathCount, receivePorts, transmitPorts }: MultipathChannel, length: number): PathSeries {
  const gains = pathCount * receivePorts * transmitPorts * length;
  return {
    length,
    excessDelay_s: new Float64Array(pathCount * length),
    gainRe: new Float32Array(gains),
    gainIm: new Float32Array(gains),
  };
}

/** A series moment by moment, for channels whose moments cost little. */
export function seriesByMoments(channel: MultipathChannel, time_s: Float64Array, out: PathSeries): void {
  const state = pathState(channel);
  const { length } = out;
  for (let n = 0; n < length; n++) {
    channel.at(time_s[n], state);
    for (let path = 0; path < state.excessDelay_s.length; path++) {
      out.excessDelay_s[path * length + n] = state.excessDelay_s[path];
    }
    for (let gain = 0; gain < state.gainRe.length; gain++) {
      out.gainRe[gain * length + n] = state.gainRe[gain];
      out.gainIm[gain * length + n] = state.gainIm[gain];
    }
  }
}

/** Arrays of the size that a channel's paths need. */
export function pathState({ pathCount, receivePorts, transmitPorts }: MultipathChannel): PathState {
  const gains = pathCount * receivePorts * transmitPorts;
  return {
    excessDelay_s: new Float64Array(pathCount),
    gainRe: new Float64Array(gains),
    gainIm: new Float64Array(gains),
  };
}
