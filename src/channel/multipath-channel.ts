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

/** Arrays of the size that a channel's paths need. */
export function pathState({ pathCount, receivePorts, transmitPorts }: MultipathChannel): PathState {
  const gains = pathCount * receivePorts * transmitPorts;
  return {
    excessDelay_s: new Float64Array(pathCount),
    gainRe: new Float64Array(gains),
    gainIm: new Float64Array(gains),
  };
}
