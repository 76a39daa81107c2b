import { LinearElement } from "./linear-element.js";

/** Antennas, layers and resource elements of a detector. */
export interface MimoDetectorShape {
  /** Receive branches, 1 to 64. */
  readonly receive: number;
  /** Layers that are told apart, 1 to 8: wanted ones and known interferers. */
  readonly layers: number;
  /** Resource elements, in any order. */
  readonly elements: number;
}

/**
 * `lmmse`: linear minimum mean-square error, its output made unbiased; `zf`: zero forcing; `mrc`: maximum-ratio
 * combining, blind to the other layers.
 */
export type LinearDetector = "lmmse" | "zf" | "mrc";

/**
 * Owns the work buffers of a linear detector of y = sum over layers of h_l x_l + n; planar, float32, row-major.
 *
 * Every x_l has unit power, n is white with the variance that `detect` is told. Fill channel and received values,
 * and `power` where layers were cancelled, then `detect`. Powers |h|^2 / N0 from 2^-40 to 2^40, or 0.
 */
export interface MimoDetector {
  /** `[receive][layer][element]` */
  readonly hRe: Float32Array;
  readonly hIm: Float32Array;
  /** `[receive][element]` */
  readonly yRe: Float32Array;
  readonly yIm: Float32Array;
  /**
   * `[layer]`, power of a layer that is still in y, from 0 to 1; 1 at first. It counts against the other layers:
   * 0 is a layer that was cancelled, between are estimates that were subtracted with a mean-square error of so much.
   * A layer's own output is unbiased and does not depend on it: where y has lost h_l u, x_l is the estimate less u.
   */
  readonly power: Float32Array;
  /** `[layer][element]`, set by `detect`: unbiased estimates, x_l plus noise of variance 1 / sinr; 0 where sinr is 0. */
  readonly xRe: Float32Array;
  readonly xIm: Float32Array;
  /**
   * `[layer][element]`, set by `detect`: signal over noise and other layers behind the filter, for a wanted layer of
   * unit power. 0 where nothing of the layer is left (no channel, or zero forcing of layers that are linearly dependent).
   */
  readonly sinr: Float32Array;
  /**
   * Detects the elements `first` to `first + count - 1`.
   *
   * @param noiseVariance  N0 of each receive branch, above 0
   * @throws RangeError where the elements do not exist, the variance is not above 0 or a power not from 0 to 1
   */
  detect(kind: LinearDetector, first: number, count: number, noiseVariance: number): void | Promise<void>;
  /** Gives back what the garbage collector does not; absent where there is nothing. */
  close?(): void;
}

/** A form of this kernel: makes a detector of the given shape. */
export type MimoDetectorForm = (shape: MimoDetectorShape) => MimoDetector;

/**
 * Linear detection of layers, each element by itself: the reference form, in float64, rounded to float32.
 *
 * LMMSE has sinr_l = h_l^H R_l^-1 h_l with R_l = sum over k not l of power_k h_k h_k^H + N0 I, the most that a linear
 * filter reaches (e.g. Tse and Viswanath, Fundamentals of Wireless Communication (2005), section 8.3.3).
 * O(elements layers^2 (receive + layers^2)).
 */
export function mimoDetector(shape: MimoDetectorShape): MimoDetector {
  checkMimoDetectorShape(shape);
  const { receive, layers, elements } = shape;
  const made = {
    hRe: new Float32Array(receive * layers * elements),
    hIm: new Float32Array(receive * layers * elements),
    yRe: new Float32Array(receive * elements),
    yIm: new Float32Array(receive * elements),
    power: new Float32Array(layers).fill(1),
    xRe: new Float32Array(layers * elements),
    xIm: new Float32Array(layers * elements),
    sinr: new Float32Array(layers * elements),
  };
  const element = new LinearElement(receive, layers, elements);
  const detect = (kind: LinearDetector, first: number, count: number, noiseVariance: number) => {
    checkDetection(shape, made.power, first, count, noiseVariance);
    for (let at = first; at < first + count; at++) element.detect(kind, made, at, noiseVariance);
  };
  return { ...made, detect };
}

/** Complex gains that a detector may hold: half a gigabyte. */
const mostGains = 2 ** 26;

/** @throws RangeError unless receive is 1 to 64, layers 1 to 8 and elements a whole number from 0 */
export function checkMimoDetectorShape(shape: MimoDetectorShape): void {
  const { receive, layers, elements } = shape;
  checkWhole("receive", receive, 1, 64);
  checkWhole("layers", layers, 1, 8);
  checkWhole("elements", elements, 0, Math.floor(mostGains / (receive * layers)));
}

/** @throws RangeError as `MimoDetector.detect` */
export function checkDetection(
  { elements }: MimoDetectorShape,
  power: Float32Array,
  first: number,
  count: number,
  noiseVariance: number,
): void {
  checkWhole("first", first, 0, elements);
  checkWhole("count", count, 0, elements - first);
  if (!(noiseVariance > 0 && noiseVariance < Infinity)) {
    throw new RangeError(`mimoDetector: noiseVariance: expected a number above 0, found ${noiseVariance}`);
  }
  for (let layer = 0; layer < power.length; layer++) {
    if (!(power[layer] >= 0 && power[layer] <= 1)) {
      throw new RangeError(`mimoDetector: power[${layer}]: expected a number from 0 to 1, found ${power[layer]}`);
    }
  }
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new RangeError(`mimoDetector: ${name}: expected a whole number from ${least} to ${most}, found ${value}`);
  }
}
