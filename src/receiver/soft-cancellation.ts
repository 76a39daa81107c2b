import type { LinearDetector } from "../../kernels/mimo-detector/mimo-detector.js";
import type { LayerDetector } from "./layer-detector.js";
import type { Detection, ReceptionRecord } from "./reception.js";
import type { WordPort } from "./word-port.js";

export interface SoftCancellationSettings {
  /**
   * `parallel`: means from the posteriors, and one variance a layer; `iterative`: means from what the decoder adds to the
   * detector's LLRs (extrinsic), and a variance an element.
   */
  readonly kind: "parallel" | "iterative";
  /** Most detections, from 1. */
  readonly iterations: number;
  /** Weight that the means known before keep in each iteration, from 0, below 1. */
  readonly damping: number;
}

/**
 * Soft cancellation of all words at once. Every iteration subtracts what is known of every symbol (its mean by the decoder's
 * LLRs) through the estimated channel, filters with what is left of each layer as interference (soft-input MMSE), adds back
 * a layer's own mean, and decodes whatever is not decoded yet. Words whose CRC holds are subtracted whole from then on.
 *
 * `parallel` is parallel interference cancellation; `iterative` is iterative detection and decoding (turbo equalisation,
 * with DFT-s-OFDM of the word's own interference as well): Wang and Poor, "Iterative (turbo) soft interference cancellation
 * and decoding for coded CDMA", IEEE Trans. Commun. 47 (1999), 1046.
 */
export class SoftCancellation implements Detection {
  readonly #filter: LinearDetector;
  readonly #settings: SoftCancellationSettings;

  constructor(filter: LinearDetector, settings: SoftCancellationSettings) {
    this.#filter = filter;
    this.#settings = settings;
  }

  receive(detector: LayerDetector, ports: readonly WordPort[], record: ReceptionRecord): void {
    const { kind, iterations, damping } = this.#settings;
    for (let iteration = 1; ; iteration++) {
      if (iteration > 1) this.#subtract(detector, ports);
      detector.detect(this.#filter);
      for (const port of ports) if (!port.isDecoded) port.take(detector, this.#filter === "zf");
      const stage = record.stage(`iteration ${iteration}`, ports);
      for (let index = 0; index < ports.length; index++) {
        const port = ports[index];
        if (!port.isDecoded) {
          port.demap();
          port.decode();
          record.attempt(index, port);
        }
        if (port.isDecoded) stage.decoded++;
      }
      if (stage.decoded === ports.length || iteration === iterations) return;
      for (const port of ports) if (!port.isDecoded) port.learn(kind === "iterative", damping);
    }
  }

  /** What is known of every word now, out of the block as it was received. */
  #subtract(detector: LayerDetector, ports: readonly WordPort[]): void {
    detector.restore();
    for (const port of ports) {
      port.subtractFrom(detector);
      for (let layer = 0; layer < port.layers; layer++) {
        const of = port.firstLayer + layer;
        if (port.isDecoded) detector.leave(of, 0);
        else if (this.#settings.kind === "parallel" || port.word.transformSize !== undefined) {
          // Behind the transform of DFT-s-OFDM all symbols of a run have the mean of its variances.
          detector.leave(of, port.layerVariance(layer));
        } else detector.leaveEach(of, port.variance, layer * port.elements);
      }
    }
  }
}
