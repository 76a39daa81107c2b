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
    for (let layer = 0; layer < this.layers; layer++) {
      const from = start + layer * stride;
      this.#fill(coded, firstBit + layer * order, layer, outRe, outIm, from, places);
      if (this.#turnsOddSymbols) turnOddSymbols(outRe, outIm, from, places);
    }
  }

  #fill(
    bits: Uint8Array,
    firstBit: number,
    layer: number,
    outRe: Float32Array,
    outIm: Float32Array,
    start: number,
    places: Int32Array,
  ): void {
    const { layers } = this;
    const order = this.#order;
    const step = order * layers;
    const scrambling = this.#scrambling;
    const pointsRe = this.#pointsRe;
    const pointsIm = this.#pointsIm;
    for (let e = 0, bit = firstBit, symbol = layer; e < places.length; e++, bit += step, symbol += layers) {
      const label = labelAt(bits, bit, order) ^ scrambling[symbol];
      const to = start + places[e];
      outRe[to] = pointsRe[label];
      outIm[to] = pointsIm[label];
    }
  }
}

/** `order` bits as one number, the first the most significant; without an inner loop, for this is the busiest place of all. */
function labelAt(bits: Uint8Array, at: number, order: number): number {
  const two = (bits[at] << 1) | bits[at + 1];
  if (order === 2) return two;
  if (order === 1) return bits[at];
  const four = (two << 2) | (bits[at + 2] << 1) | bits[at + 3];
  if (order === 4) return four;
  const six = (four << 2) | (bits[at + 4] << 1) | bits[at + 5];
  if (order === 6) return six;
  const eight = (six << 2) | (bits[at + 6] << 1) | bits[at + 7];
  return order === 8 ? eight : (eight << 2) | (bits[at + 8] << 1) | bits[at + 9];
}

function turnOddSymbols(outRe: Float32Array, outIm: Float32Array, start: number, places: Int32Array): void {
  for (let e = 1; e < places.length; e += 2) {
    const at = start + places[e];
    const re = outRe[at];
    outRe[at] = -outIm[at];
    outIm[at] = re;
  }
}
