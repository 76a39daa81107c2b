import type { Constellation } from "./constellation.js";

/**
 * Coded bits of a code word to symbols on its layers: scrambling (TS 38.211, 7.3.1.1 and 6.3.1.1), modulation (7.3.1.2) and
 * layer mapping (7.3.1.3).
 */
export class NrCodeWordMapper {
  readonly layers: number;
  /** Symbols of each layer. */
  readonly elements: number;
  readonly #order: number;
  readonly #turnsOddSymbols: boolean;
  readonly #pointsRe: Float32Array;
  readonly #pointsIm: Float32Array;
  /** Scrambling bits of each symbol, the first the most significant. */
  readonly #scrambling: Uint16Array;
  /** 0, 1, 2, ... */
  readonly #inTurn: Int32Array;

  /**
   * @param scrambling       the word's scrambling bits, as many as coded bits
   * @param turnsOddSymbols  pi/2-BPSK (TS 38.211, 5.1.1): symbols 1, 3, ... are BPSK symbols times j
   */
  constructor(constellation: Constellation, scrambling: Uint8Array, layers: number, turnsOddSymbols: boolean) {
    const order = constellation.bitsPerSymbol;
    this.layers = layers;
    this.elements = scrambling.length / (order * layers);
    if (!Number.isInteger(this.elements)) {
      throw new RangeError(
        `NrCodeWordMapper: scrambling: expected a multiple of ${order * layers} bits, found ${scrambling.length}`,
      );
    }
    this.#order = order;
    this.#turnsOddSymbols = turnsOddSymbols;
    this.#pointsRe = Float32Array.from(constellation.re);
    this.#pointsIm = Float32Array.from(constellation.im);
    this.#inTurn = Int32Array.from({ length: this.elements }, (_, i) => i);
    this.#scrambling = new Uint16Array(this.elements * layers);
    for (let i = 0; i < scrambling.length; i++) {
      const symbol = Math.floor(i / order);
      this.#scrambling[symbol] = 2 * this.#scrambling[symbol] + scrambling[i];
    }
  }

  /**
   * @param coded     bits, the word's from `firstBit` on
   * @param outRe     receives symbol e of layer l at `start + l * stride + places[e]`
   * @param places    of each layer's symbols; 0, 1, 2, ... if left out
   */
  map(
    coded: Uint8Array,
    firstBit: number,
    outRe: Float32Array,
    outIm: Float32Array,
    start: number,
    stride: number,
    places = this.#inTurn,
  ): void {
    const order = this.#order;
    const fill = order === 2 ? fillQpsk : order === 4 ? fill16Qam : fillAny;
    for (let layer = 0; layer < this.layers; layer++) {
      const from = start + layer * stride;
      fill(
        coded,
        firstBit + layer * order,
        order * this.layers,
        this.#scrambling,
        layer,
        this.#pointsRe,
        this.#pointsIm,
        outRe,
        outIm,
        from,
        places,
        order,
      );
      if (this.#turnsOddSymbols) turnOddSymbols(outRe, outIm, from, places);
    }
  }
}

/** The symbols of one layer; `fillQpsk` and `fill16Qam` are this with its inner loop written out. */
function fillAny(
  bits: Uint8Array,
  firstBit: number,
  step: number,
  scrambling: Uint16Array,
  firstSymbol: number,
  pointsRe: Float32Array,
  pointsIm: Float32Array,
  outRe: Float32Array,
  outIm: Float32Array,
  start: number,
  places: Int32Array,
  order: number,
): void {
  const symbolStep = step / order;
  let bit = firstBit;
  let symbol = firstSymbol;
  for (let e = 0; e < places.length; e++) {
    let label = 0;
    for (let b = bit; b < bit + order; b++) label = (label << 1) | bits[b];
    label ^= scrambling[symbol];
    const to = start + places[e];
    outRe[to] = pointsRe[label];
    outIm[to] = pointsIm[label];
    bit += step;
    symbol += symbolStep;
  }
}

function fillQpsk(
  bits: Uint8Array,
  firstBit: number,
  step: number,
  scrambling: Uint16Array,
  firstSymbol: number,
  pointsRe: Float32Array,
  pointsIm: Float32Array,
  outRe: Float32Array,
  outIm: Float32Array,
  start: number,
  places: Int32Array,
): void {
  const symbolStep = step / 2;
  let bit = firstBit;
  let symbol = firstSymbol;
  for (let e = 0; e < places.length; e++) {
    const label = ((bits[bit] << 1) | bits[bit + 1]) ^ scrambling[symbol];
    const to = start + places[e];
    outRe[to] = pointsRe[label];
    outIm[to] = pointsIm[label];
    bit += step;
    symbol += symbolStep;
  }
}

function fill16Qam(
  bits: Uint8Array,
  firstBit: number,
  step: number,
  scrambling: Uint16Array,
  firstSymbol: number,
  pointsRe: Float32Array,
  pointsIm: Float32Array,
  outRe: Float32Array,
  outIm: Float32Array,
  start: number,
  places: Int32Array,
): void {
  const symbolStep = step / 4;
  let bit = firstBit;
  let symbol = firstSymbol;
  for (let e = 0; e < places.length; e++) {
    const label = ((bits[bit] << 3) | (bits[bit + 1] << 2) | (bits[bit + 2] << 1) | bits[bit + 3]) ^ scrambling[symbol];
    const to = start + places[e];
    outRe[to] = pointsRe[label];
    outIm[to] = pointsIm[label];
    bit += step;
    symbol += symbolStep;
  }
}

function turnOddSymbols(outRe: Float32Array, outIm: Float32Array, start: number, places: Int32Array): void {
  for (let e = 1; e < places.length; e += 2) {
    const at = start + places[e];
    const re = outRe[at];
    outRe[at] = -outIm[at];
    outIm[at] = re;
  }
}
