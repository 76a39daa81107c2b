import { TreeSearch } from "./tree-search.js";

/** Points of a layer, of unit mean power, indexed by their bits, the first bit the most significant. */
export interface LayerConstellation {
  /** 1 to 10. */
  readonly bitsPerSymbol: number;
  readonly pointsRe: Float64Array;
  readonly pointsIm: Float64Array;
}

/** `max-log`: the nearest hypotheses only; `exact`: sums over all that the search leaves. */
export type ListLlrs = "max-log" | "exact";

/** What a detector of all layers together is made for. */
export interface ListDetectorShape {
  /** Receive branches, 1 to 64; they may be fewer than the layers. */
  readonly receive: number;
  readonly elements: number;
  /** One a layer, for 1 to 4 layers. */
  readonly constellations: readonly LayerConstellation[];
  /**
   * Hypotheses that the breadth-first search keeps after each layer (the K of K-best); all of them if left out, which
   * is maximum-likelihood detection, for at most 65,536 hypotheses.
   */
  readonly survivors?: number;
  readonly llrs: ListLlrs;
  /**
   * Most that an LLR may say, above 0, where survivors are limited: of a bit whose other value no survivor has, the list
   * knows no more than that. 8 if left out, our choice: such a bit is taken to be wrong once in 3000.
   */
  readonly clip?: number;
}

/**
 * Owns the work buffers of a detector of y = sum over layers of h_l x_l + n, x_l points of constellations of unit power.
 *
 * All float32, complex numbers planar, row-major. Fill channel, received values and priors, then `detect`.
 */
export interface ListDetector {
  /** `[receive][layer][element]` */
  readonly hRe: Float32Array;
  readonly hIm: Float32Array;
  /** `[receive][element]` */
  readonly yRe: Float32Array;
  readonly yIm: Float32Array;
  /** `[element][layer][bit]`: ln(P(0) / P(1)) as known beforehand, e.g. from a decoder; 0 at first. */
  readonly priors: Float32Array;
  /** `[element][layer][bit]`: ln(P(0) / P(1)) that the received values add to the priors (extrinsic), set by `detect`. */
  readonly llrs: Float32Array;
  /** Bits of all layers of an element. */
  readonly bits: number;
  /**
   * Detects the elements `first` to `first + count - 1`.
   *
   * @param noiseVariance  N0 of each receive branch, above 0, white
   * @throws RangeError where the elements do not exist or the variance is not above 0
   */
  detect(first: number, count: number, noiseVariance: number): void;
}

/** A form of this kernel: makes a detector. */
export type ListDetectorForm = (shape: ListDetectorShape) => ListDetector;

/** Most hypotheses of maximum-likelihood detection, and children of a layer of the search. */
const mostHypotheses = 65_536;
const mostNumbers = 2 ** 26;

/**
 * Detection of layers together, from a list of hypotheses: the reference form, float64.
 *
 * Breadth-first search of the tree of the sorted QR decomposition (Guo and Nilsson, IEEE J. Sel. Areas Commun. 24 (2006),
 * 491; Wübben et al., Electron. Lett. 37 (2001), 1348), LLRs from the list with priors (Hochwald and ten Brink, IEEE Trans.
 * Commun. 51 (2003), 389). O(elements survivors points layers^2), and a sort.
 */
export function listDetector(shape: ListDetectorShape): ListDetector {
  const { receive, elements, constellations, llrs: kind, survivors, clip } = checkedListDetectorShape(shape);
  const layers = constellations.length;
  const bits = constellations.reduce((sum, { bitsPerSymbol }) => sum + bitsPerSymbol, 0);
  const made = {
    hRe: new Float32Array(receive * layers * elements),
    hIm: new Float32Array(receive * layers * elements),
    yRe: new Float32Array(receive * elements),
    yIm: new Float32Array(receive * elements),
    priors: new Float32Array(elements * bits),
    llrs: new Float32Array(elements * bits),
    bits,
  };
  const search = new TreeSearch(receive, constellations, survivors);
  const detect = (first: number, count: number, noiseVariance: number) => {
    checkListDetection(elements, first, count, noiseVariance);
    for (let at = first; at < first + count; at++) {
      search.load(made, elements, at);
      search.run(noiseVariance);
      search.llrs(kind, clip, made.llrs, at * bits);
    }
  };
  return { ...made, detect };
}

type CheckedShape = Omit<ListDetectorShape, "survivors" | "clip"> & {
  readonly survivors: number;
  /** Infinity where every hypothesis survives. */
  readonly clip: number;
};

/** @throws RangeError unless the numbers of branches, layers, bits and survivors are within the limits of their docstrings */
export function checkedListDetectorShape(shape: ListDetectorShape): CheckedShape {
  const { receive, elements, constellations, survivors, clip = 8 } = shape;
  checkWhole("receive", receive, 1, 64);
  checkWhole("layers", constellations.length, 1, 4);
  for (const { bitsPerSymbol, pointsRe, pointsIm } of constellations) {
    checkWhole("bitsPerSymbol", bitsPerSymbol, 1, 10);
    for (const { length } of [pointsRe, pointsIm]) checkWhole("points", length, 2 ** bitsPerSymbol, 2 ** bitsPerSymbol);
  }
  checkWhole("elements", elements, 0, Math.floor(mostNumbers / (40 * receive)));
  const hypotheses = constellations.reduce((product, { pointsRe }) => product * pointsRe.length, 1);
  const mostPoints = Math.max(...constellations.map(({ pointsRe }) => pointsRe.length));
  if (survivors === undefined) {
    if (!(hypotheses <= mostHypotheses)) {
      const expected = `expected at most ${mostHypotheses} where all survive`;
      throw new RangeError(`listDetector: hypotheses: ${expected}, found ${hypotheses}`);
    }
    return { ...shape, survivors: hypotheses, clip: Infinity };
  }
  checkWhole("survivors", survivors, 1, mostHypotheses / mostPoints);
  if (!(clip > 0)) throw new RangeError(`listDetector: clip: expected a number above 0, found ${clip}`);
  return { ...shape, survivors, clip: survivors >= hypotheses ? Infinity : clip };
}

/** @throws RangeError unless the elements exist and the variance is above 0 */
export function checkListDetection(elements: number, first: number, count: number, noiseVariance: number): void {
  checkWhole("first", first, 0, elements);
  checkWhole("count", count, 0, elements - first);
  if (!(noiseVariance > 0 && noiseVariance < Infinity)) {
    throw new RangeError(`listDetector: noiseVariance: expected a number above 0, found ${noiseVariance}`);
  }
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new RangeError(`listDetector: ${name}: expected a whole number from ${least} to ${most}, found ${value}`);
  }
}
