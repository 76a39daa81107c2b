import { SortedQr } from "./sorted-qr.js";

/** Points of a layer, indexed by their bits, the first bit the most significant. */
interface LayerPoints {
  readonly bitsPerSymbol: number;
  readonly pointsRe: Float64Array;
  readonly pointsIm: Float64Array;
}

/** `ListDetector` as far as a search reads it. */
interface Buffers {
  readonly hRe: Float32Array;
  readonly hIm: Float32Array;
  readonly yRe: Float32Array;
  readonly yIm: Float32Array;
  readonly priors: Float32Array;
  readonly bits: number;
}

/** Breadth-first search of one element at a time; owns its lists. */
export class TreeSearch {
  readonly #qr: SortedQr;
  readonly #constellations: readonly LayerPoints[];
  readonly #survivors: number;
  /** First bit of each layer. */
  readonly #bitOffsets: readonly number[];
  readonly #priors: Float64Array;
  /** Metric and labels `[layer][hypothesis]` of the list, and of its children. */
  #metrics: Float64Array;
  #labels: Uint16Array;
  #childMetrics: Float64Array;
  #childLabels: Uint16Array;
  readonly #order: Int32Array;
  readonly #capacity: number;
  #count = 0;

  constructor(receive: number, constellations: readonly LayerPoints[], survivors: number) {
    this.#constellations = constellations;
    this.#survivors = survivors;
    this.#qr = new SortedQr(receive, constellations.length);
    let bits = 0;
    this.#bitOffsets = constellations.map(({ bitsPerSymbol }) => {
      bits += bitsPerSymbol;
      return bits - bitsPerSymbol;
    });
    this.#priors = new Float64Array(bits);
    const mostPoints = Math.max(...constellations.map(({ pointsRe }) => pointsRe.length));
    const hypotheses = constellations.reduce((product, { pointsRe }) => product * pointsRe.length, 1);
    this.#capacity = Math.min(hypotheses, survivors * mostPoints);
    this.#metrics = new Float64Array(this.#capacity);
    this.#labels = new Uint16Array(this.#capacity * constellations.length);
    this.#childMetrics = new Float64Array(this.#capacity);
    this.#childLabels = new Uint16Array(this.#capacity * constellations.length);
    this.#order = new Int32Array(this.#capacity);
  }

  /** Takes channel, received values and priors of an element. */
  load({ hRe, hIm, yRe, yIm, priors, bits }: Buffers, elements: number, at: number): void {
    const { layers, receive, columnsRe, columnsIm } = this.#qr;
    for (let branch = 0; branch < receive; branch++) {
      for (let layer = 0; layer < layers; layer++) {
        columnsRe[layer * receive + branch] = hRe[(branch * layers + layer) * elements + at];
        columnsIm[layer * receive + branch] = hIm[(branch * layers + layer) * elements + at];
      }
      columnsRe[layers * receive + branch] = yRe[branch * elements + at];
      columnsIm[layers * receive + branch] = yIm[branch * elements + at];
    }
    for (let bit = 0; bit < bits; bit++) this.#priors[bit] = priors[at * bits + bit];
  }

  /** Sets the list: metrics |y - H x|^2 / N0 - ln P(x), but for a constant, least first where hypotheses were left out. */
  run(noiseVariance: number): void {
    this.#qr.decompose();
    this.#count = 1;
    this.#metrics[0] = 0;
    for (let row = this.#qr.layers - 1; row >= 0; row--) {
      this.#expand(row, 1 / noiseVariance);
      if (this.#count > this.#survivors) this.#prune();
    }
  }

  /** Replaces every hypothesis by one for each point of a row's layer. */
  #expand(row: number, snr: number): void {
    const { layers, rRe, rIm, yRe, yIm, order } = this.#qr;
    const { pointsRe, pointsIm } = this.#constellations[order[row]];
    const capacity = this.#capacity;
    const points = pointsRe.length;
    const diagonal = rRe[row * layers + row];
    for (let parent = 0; parent < this.#count; parent++) {
      let re = yRe[row];
      let im = yIm[row];
      for (let column = row + 1; column < layers; column++) {
        const layer = order[column];
        const label = this.#labels[layer * capacity + parent];
        const xRe = this.#constellations[layer].pointsRe[label];
        const xIm = this.#constellations[layer].pointsIm[label];
        re -= rRe[row * layers + column] * xRe - rIm[row * layers + column] * xIm;
        im -= rRe[row * layers + column] * xIm + rIm[row * layers + column] * xRe;
      }
      for (let label = 0; label < points; label++) {
        const child = parent * points + label;
        const distance = (re - diagonal * pointsRe[label]) ** 2 + (im - diagonal * pointsIm[label]) ** 2;
        this.#childMetrics[child] = this.#metrics[parent] + snr * distance + this.#priorCost(order[row], label);
        for (let column = row + 1; column < layers; column++) {
          const at = order[column] * capacity;
          this.#childLabels[at + child] = this.#labels[at + parent];
        }
        this.#childLabels[order[row] * capacity + child] = label;
      }
    }
    this.#count *= points;
    [this.#metrics, this.#childMetrics] = [this.#childMetrics, this.#metrics];
    [this.#labels, this.#childLabels] = [this.#childLabels, this.#labels];
  }

  /** -ln of the probability of a point over that of the likeliest one. */
  #priorCost(layer: number, label: number): number {
    const { bitsPerSymbol } = this.#constellations[layer];
    let cost = 0;
    for (let bit = 0; bit < bitsPerSymbol; bit++) {
      const prior = this.#priors[this.#bitOffsets[layer] + bit];
      const isOne = (label >> (bitsPerSymbol - 1 - bit)) & 1;
      cost += Math.max(0, isOne ? prior : -prior);
    }
    return cost;
  }

  /** Keeps the hypotheses of the least metrics. */
  #prune(): void {
    const metrics = this.#metrics;
    const order = this.#order.subarray(0, this.#count);
    for (let index = 0; index < order.length; index++) order[index] = index;
    order.sort((a, b) => metrics[a] - metrics[b] || a - b);
    this.#count = this.#survivors;
    for (let index = 0; index < this.#count; index++) {
      this.#childMetrics[index] = metrics[order[index]];
      for (let at = 0; at < this.#labels.length; at += this.#capacity) {
        this.#childLabels[at + index] = this.#labels[at + order[index]];
      }
    }
    [this.#metrics, this.#childMetrics] = [this.#childMetrics, this.#metrics];
    [this.#labels, this.#childLabels] = [this.#childLabels, this.#labels];
  }

  /** Writes the extrinsic LLRs of the element's bits from `from` on. */
  llrs(kind: "max-log" | "exact", clip: number, out: Float32Array, from: number): void {
    for (const [layer, { bitsPerSymbol }] of this.#constellations.entries()) {
      for (let index = 0; index < bitsPerSymbol; index++) {
        const bit = this.#bitOffsets[layer] + index;
        const mask = 1 << (bitsPerSymbol - 1 - index);
        const [zero, one] = [0, mask].map((wanted) => this.#cost(kind, layer, mask, wanted));
        const extrinsic = one - zero - this.#priors[bit];
        out[from + bit] = Math.min(clip, Math.max(-clip, extrinsic));
      }
    }
  }

  /** -ln of the likelihood of a bit's value, Infinity where no hypothesis has it. */
  #cost(kind: "max-log" | "exact", layer: number, mask: number, wanted: number): number {
    const labels = this.#labels.subarray(layer * this.#capacity, (layer + 1) * this.#capacity);
    let least = Infinity;
    for (let index = 0; index < this.#count; index++) {
      if ((labels[index] & mask) === wanted) least = Math.min(least, this.#metrics[index]);
    }
    if (kind === "max-log" || least === Infinity) return least;
    let sum = 0;
    for (let index = 0; index < this.#count; index++) {
      if ((labels[index] & mask) === wanted) sum += Math.exp(least - this.#metrics[index]);
    }
    return least - Math.log(sum);
  }
}
