/** The ports at the two ends of a channel and the resource elements that it is applied to. */
export interface MimoChannelShape {
  readonly receivePorts: number;
  readonly transmitPorts: number;
  /** Resource elements, in any order: e.g. 14 symbols of 3,276 subcarriers. */
  readonly elements: number;
}

/** Owns the work buffers of a channel; all planar, float32, row-major. Fill gains and symbols before `apply`. */
export interface MimoChannel {
  /** `[receivePort][transmitPort][element]` */
  readonly gainRe: Float32Array;
  readonly gainIm: Float32Array;
  /** `[transmitPort][element]` */
  readonly sentRe: Float32Array;
  readonly sentIm: Float32Array;
  /** `[receivePort][element]`, set by `apply`. */
  readonly receivedRe: Float32Array;
  readonly receivedIm: Float32Array;
  apply(): void | Promise<void>;
  /** Gives back what the garbage collector does not; absent where there is nothing. */
  close?(): void;
}

/** A form of this kernel: makes a channel of the given shape. */
export type MimoChannelForm = (shape: MimoChannelShape) => MimoChannel;

/** Complex gains that a channel may hold: half a gigabyte. */
export const mostGains = 2 ** 26;

/**
 * A channel between several ports, y = H x with a matrix of its own for every resource element: the reference form.
 *
 * Nothing is added: noise is the receiver's. O(elements receivePorts transmitPorts) complex products, in float64,
 * rounded to float32.
 */
export function mimoChannel(shape: MimoChannelShape): MimoChannel {
  checkMimoChannelShape(shape);
  const { receivePorts, transmitPorts, elements } = shape;
  const gainRe = new Float32Array(receivePorts * transmitPorts * elements);
  const gainIm = new Float32Array(receivePorts * transmitPorts * elements);
  const sentRe = new Float32Array(transmitPorts * elements);
  const sentIm = new Float32Array(transmitPorts * elements);
  const receivedRe = new Float32Array(receivePorts * elements);
  const receivedIm = new Float32Array(receivePorts * elements);
  const apply = () => {
    for (let receive = 0; receive < receivePorts; receive++) {
      const row = receive * transmitPorts;
      for (let i = 0; i < elements; i++) {
        let re = 0;
        let im = 0;
        for (let transmit = 0; transmit < transmitPorts; transmit++) {
          const hRe = gainRe[(row + transmit) * elements + i];
          const hIm = gainIm[(row + transmit) * elements + i];
          const xRe = sentRe[transmit * elements + i];
          const xIm = sentIm[transmit * elements + i];
          re += hRe * xRe - hIm * xIm;
          im += hRe * xIm + hIm * xRe;
        }
        receivedRe[receive * elements + i] = re;
        receivedIm[receive * elements + i] = im;
      }
    }
  };
  return { gainRe, gainIm, sentRe, sentIm, receivedRe, receivedIm, apply };
}

/** @throws RangeError unless ports are whole numbers from 1, elements from 0, and the gains at most `mostGains` */
export function checkMimoChannelShape(shape: MimoChannelShape): void {
  const minimum = { receivePorts: 1, transmitPorts: 1, elements: 0 };
  for (const key of ["receivePorts", "transmitPorts", "elements"] as const) {
    if (!(Number.isInteger(shape[key]) && shape[key] >= minimum[key])) {
      throw new RangeError(`mimoChannel: ${key}: expected a whole number from ${minimum[key]}, found ${shape[key]}`);
    }
  }
  const gains = shape.receivePorts * shape.transmitPorts * shape.elements;
  if (!(gains <= mostGains)) throw new RangeError(`mimoChannel: expected at most ${mostGains} gains, found ${gains}`);
}
