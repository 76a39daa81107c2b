import { type LinearDetector, type MimoDetector, mimoDetector } from "../../kernels/mimo-detector/mimo-detector.js";
import { mimoDetectorSimd } from "../../kernels/mimo-detector/mimo-detector-simd.js";
import type { HostBackend } from "../phy/demapper.js";
import { checkReceivedBlock, type ReceivedBlock } from "./received-block.js";

/** What is left of a layer at least where its column is scaled: its own estimate is scaled back by it. */
const leastVariance = 2 ** -20;

/**
 * A received block while layers are taken out of it, and linear detection of what is left.
 *
 * The noise that filters and SINRs reckon with is the branches' noise plus the error variance of every layer's channel: a
 * layer of unit power leaves that much whether it is detected or was cancelled by the estimated channel. Owns its buffers.
 */
export class LayerDetector {
  readonly receive: number;
  readonly layers: number;
  readonly elements: number;
  /** `[layer][element]`: unbiased estimates of what is left of each symbol, set by `detect`. */
  readonly xRe: Float32Array;
  readonly xIm: Float32Array;
  /** `[layer][element]`: linear, for a symbol of unit power with all that is left of the other layers against it. */
  readonly sinr: Float32Array;
  /** Mean-square error of each layer's channel; falls where a cancelled layer's channel is estimated anew. */
  readonly errorVariance: Float64Array;
  readonly #kernel: MimoDetector;
  #block: ReceivedBlock | undefined;
  /** Of layers with a scaled column: root of the variance left of each element, `[layer][element]`. */
  readonly #roots: Float32Array;
  readonly #isScaled: boolean[];

  constructor(receive: number, layers: number, elements: number, backend: HostBackend = "simd") {
    this.receive = receive;
    this.layers = layers;
    this.elements = elements;
    this.#kernel = (backend === "simd" ? mimoDetectorSimd : mimoDetector)({ receive, layers, elements });
    this.xRe = this.#kernel.xRe;
    this.xIm = this.#kernel.xIm;
    this.sinr = this.#kernel.sinr;
    this.errorVariance = new Float64Array(layers);
    this.#roots = new Float32Array(layers * elements);
    this.#isScaled = new Array<boolean>(layers).fill(false);
  }

  /** `[receive][element]`: what is left of the received values. */
  get yRe(): Float32Array {
    return this.#kernel.yRe;
  }

  get yIm(): Float32Array {
    return this.#kernel.yIm;
  }

  /** Variance of the complex noise of each branch, errors of channel estimates among it. */
  get noiseVariance(): number {
    let variance = this.block.noiseVariance;
    for (let layer = 0; layer < this.layers; layer++) variance += this.errorVariance[layer];
    return variance;
  }

  get block(): ReceivedBlock {
    if (!this.#block) throw new RangeError("LayerDetector: expected a block loaded before, found none");
    return this.#block;
  }

  /**
   * Takes a block as it was received, all layers in it. The block is not written to and must stay until the next one.
   * @throws RangeError where its shape is another
   */
  load(block: ReceivedBlock): void {
    checkReceivedBlock(block);
    const { receive, layers, elements } = this;
    if (block.receive !== receive || block.layers !== layers || block.elements !== elements) {
      throw new RangeError(
        `LayerDetector: block: expected ${receive} branches, ${layers} layers and ${elements} elements, found ` +
          `${block.receive}, ${block.layers} and ${block.elements}`,
      );
    }
    this.#block = block;
    this.#kernel.hRe.set(block.hRe);
    this.#kernel.hIm.set(block.hIm);
    this.#kernel.power.fill(1);
    this.#isScaled.fill(false);
    this.errorVariance.set(block.errorVariance);
    this.restore();
  }

  /** Puts all that was subtracted back; powers stay. */
  restore(): void {
    this.#kernel.yRe.set(this.block.yRe);
    this.#kernel.yIm.set(this.block.yIm);
  }

  /**
   * Subtracts a layer's symbols through its estimated channel.
   * @param re  its symbols from `first` on, one an element
   */
  subtract(layer: number, re: Float32Array, im: Float32Array, first: number): void {
    const { elements } = this;
    const { hRe, hIm } = this.block;
    const { yRe, yIm } = this.#kernel;
    for (let branch = 0; branch < this.receive; branch++) {
      const y = branch * elements;
      const h = (branch * this.layers + layer) * elements;
      for (let n = 0; n < elements; n++) {
        yRe[y + n] -= hRe[h + n] * re[first + n] - hIm[h + n] * im[first + n];
        yIm[y + n] -= hRe[h + n] * im[first + n] + hIm[h + n] * re[first + n];
      }
    }
  }

  /** Subtracts a symbol of one element, and says how much of its layer is left there. `scaleAll` must come before. */
  subtractElement(layer: number, element: number, re: number, im: number, variance: number): void {
    const { elements } = this;
    const { hRe, hIm } = this.block;
    const kernel = this.#kernel;
    const root = Math.sqrt(Math.max(leastVariance, variance));
    this.#roots[layer * elements + element] = root;
    for (let branch = 0; branch < this.receive; branch++) {
      const y = branch * elements + element;
      const h = (branch * this.layers + layer) * elements + element;
      kernel.yRe[y] -= hRe[h] * re - hIm[h] * im;
      kernel.yIm[y] -= hRe[h] * im + hIm[h] * re;
      kernel.hRe[h] = root * hRe[h];
      kernel.hIm[h] = root * hIm[h];
    }
  }

  /** Prepares for `subtractElement`: all of every layer is left. */
  scaleAll(): void {
    this.#roots.fill(1);
    this.#isScaled.fill(true);
    this.#kernel.power.fill(1);
  }

  /** Says how much of a layer is left: 1 all of it, 0 nothing, between the mean-square error of what was subtracted. */
  leave(layer: number, power: number): void {
    if (this.#isScaled[layer]) this.#scale(layer, undefined, 0);
    this.#kernel.power[layer] = power;
  }

  /**
   * Says how much of a layer is left element by element.
   * @param variance  from `first` on, one an element, from 0
   */
  leaveEach(layer: number, variance: Float32Array, first: number): void {
    this.#kernel.power[layer] = 1;
    this.#scale(layer, variance, first);
  }

  /** Estimates and SINRs of all layers, by what is left. */
  detect(kind: LinearDetector): void {
    const { elements } = this;
    void this.#kernel.detect(kind, 0, elements, this.noiseVariance);
    for (let layer = 0; layer < this.layers; layer++) {
      if (!this.#isScaled[layer]) continue;
      // The kernel took h root for the channel and so a symbol over root for one of unit power.
      for (let at = layer * elements; at < (layer + 1) * elements; at++) {
        const root = this.#roots[at];
        this.xRe[at] *= root;
        this.xIm[at] *= root;
        this.sinr[at] /= root * root;
      }
    }
  }

  #scale(layer: number, variance: Float32Array | undefined, first: number): void {
    const { elements } = this;
    const { hRe, hIm } = this.block;
    const roots = this.#roots;
    const start = layer * elements;
    for (let n = 0; n < elements; n++) {
      roots[start + n] = variance ? Math.sqrt(Math.max(leastVariance, variance[first + n])) : 1;
    }
    this.#isScaled[layer] = variance !== undefined;
    for (let branch = 0; branch < this.receive; branch++) {
      const h = (branch * this.layers + layer) * elements;
      for (let n = 0; n < elements; n++) {
        this.#kernel.hRe[h + n] = roots[start + n] * hRe[h + n];
        this.#kernel.hIm[h + n] = roots[start + n] * hIm[h + n];
      }
    }
  }
}
