import type { LayerDetector } from "./layer-detector.js";
import type { Detection, ReceptionRecord } from "./reception.js";
import { SymbolSlicer } from "./symbol-slicer.js";
import type { WordPort } from "./word-port.js";

/**
 * Ordered MMSE-SIC symbol by symbol (V-BLAST): in each element the layer with the best SINR is decided, subtracted, and the
 * next one detected. Errors propagate: what a decision leaves is reckoned with as its expected square error, from the
 * probabilities of the other points, and so the LLRs of later layers say how much they can be trusted.
 *
 * Wolniansky, Foschini, Golden and Valenzuela, "V-BLAST: an architecture for realizing very high data rates over the
 * rich-scattering wireless channel", ISSSE (1998). Owns its buffers.
 */
export class SymbolCancellation implements Detection {
  readonly #slicers = new Map<WordPort, SymbolSlicer>();
  /** `[layer][element]`: estimates at the stage in which each was decided, and 1 where it was. */
  readonly #xRe: Float32Array;
  readonly #xIm: Float32Array;
  readonly #sinr: Float32Array;
  readonly #isDecided: Uint8Array;
  readonly #ofLayer: SymbolSlicer[];

  constructor(layers: number, elements: number) {
    this.#xRe = new Float32Array(layers * elements);
    this.#xIm = new Float32Array(layers * elements);
    this.#sinr = new Float32Array(layers * elements);
    this.#isDecided = new Uint8Array(layers * elements);
    this.#ofLayer = new Array<SymbolSlicer>(layers);
  }

  receive(detector: LayerDetector, ports: readonly WordPort[], record: ReceptionRecord): void {
    const { layers } = detector;
    for (const port of ports) {
      const slicer = this.#slicers.get(port) ?? new SymbolSlicer(port.word.constellation);
      this.#slicers.set(port, slicer);
      this.#ofLayer.fill(slicer, port.firstLayer, port.firstLayer + port.layers);
    }
    this.#isDecided.fill(0);
    detector.scaleAll();
    for (let round = 0; round < layers; round++) {
      detector.detect("lmmse");
      this.#report(detector, record, `symbol stage ${round + 1}`);
      this.#decide(detector, round === layers - 1);
    }
    detector.xRe.set(this.#xRe);
    detector.xIm.set(this.#xIm);
    detector.sinr.set(this.#sinr);
    for (const port of ports) port.take(detector, false);
    const stage = record.stage("decoding", ports);
    for (const [index, port] of ports.entries()) {
      port.demap();
      if (port.decode()) stage.decoded++;
      record.attempt(index, port);
    }
  }

  /** The best layer that is left in each element. */
  #decide(detector: LayerDetector, isLast: boolean): void {
    const { layers, elements } = detector;
    const isDecided = this.#isDecided;
    for (let n = 0; n < elements; n++) {
      let best = -1;
      for (let layer = 0, at = n; layer < layers; layer++, at += elements) {
        if (isDecided[at] === 0 && (best < 0 || detector.sinr[at] > detector.sinr[best * elements + n])) best = layer;
      }
      const at = best * elements + n;
      isDecided[at] = 1;
      this.#xRe[at] = detector.xRe[at];
      this.#xIm[at] = detector.xIm[at];
      this.#sinr[at] = detector.sinr[at];
      if (isLast) continue;
      const slicer = this.#ofLayer[best];
      slicer.slice(detector.xRe[at], detector.xIm[at], detector.sinr[at]);
      detector.subtractElement(best, n, slicer.re, slicer.im, slicer.variance);
    }
  }

  /** SINR of each layer over the elements in which it is not decided yet. */
  #report(detector: LayerDetector, record: ReceptionRecord, name: string): void {
    const { layers, elements } = detector;
    const { sinr } = record.open(name);
    for (let layer = 0; layer < layers; layer++) {
      let sum = 0;
      let count = 0;
      for (let at = layer * elements; at < (layer + 1) * elements; at++) {
        if (this.#isDecided[at] === 1) continue;
        sum += Math.log1p(detector.sinr[at]);
        count++;
      }
      if (count > 0) sinr[layer] = Math.expm1(sum / count);
    }
  }
}
