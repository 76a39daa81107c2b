import { type ListDetector, listDetector } from "../../kernels/list-detector/list-detector.js";
import { listDetectorSimd } from "../../kernels/list-detector/list-detector-simd.js";
import type { Demapping, HostBackend } from "../phy/demapper.js";
import type { CodeWord } from "./code-word.js";
import type { LayerDetector } from "./layer-detector.js";
import type { Detection, ReceptionRecord } from "./reception.js";
import type { WordPort } from "./word-port.js";

export interface ListReceiverSettings {
  /** K of K-best; all hypotheses if left out, which is maximum-likelihood detection. */
  readonly survivors?: number;
  readonly demapping: Demapping;
  /**
   * `none`: one detection; `word`: decoded words are known to the next one, until nobody gets on; `iterative`: what the
   * decoders add is, too, up to so many detections.
   */
  readonly cancellation: "none" | "word" | "iterative";
  readonly iterations: number;
  /** Weight that LLRs known before keep in each iteration, from 0, below 1. */
  readonly damping: number;
  readonly backend: HostBackend;
}

/**
 * All layers of an element together from a list of hypotheses (K-best, or all of them), their bits weighted with what the
 * decoders know: a decoded word's bits are certain, which takes its layers out of the search, and iterative detection
 * hands on extrinsic LLRs (Hochwald and ten Brink, IEEE Trans. Commun. 51 (2003), 389).
 *
 * A list has no filter: the stages' SINRs and the equalised symbols are those of LMMSE on the same layers. Owns its buffers.
 */
export class ListReceiver implements Detection {
  readonly #settings: ListReceiverSettings;
  readonly #detector: ListDetector;

  /** @throws RangeError where there are more layers or hypotheses than a list detector takes */
  constructor(settings: ListReceiverSettings, words: readonly CodeWord[], receive: number, elements: number) {
    const { survivors, demapping } = settings;
    const constellations = words.flatMap(({ constellation, layers }) => {
      const { bitsPerSymbol, re: pointsRe, im: pointsIm } = constellation;
      return Array.from({ length: layers }, () => ({ bitsPerSymbol, pointsRe, pointsIm }));
    });
    this.#settings = settings;
    this.#detector = (settings.backend === "simd" ? listDetectorSimd : listDetector)({
      receive,
      elements,
      constellations,
      llrs: demapping,
      ...(survivors !== undefined && { survivors }),
    });
  }

  receive(detector: LayerDetector, ports: readonly WordPort[], record: ReceptionRecord): void {
    const { cancellation, iterations, damping } = this.#settings;
    const list = this.#detector;
    list.hRe.set(detector.block.hRe);
    list.hIm.set(detector.block.hIm);
    list.yRe.set(detector.block.yRe);
    list.yIm.set(detector.block.yIm);
    list.priors.fill(0);
    let decoded = 0;
    for (let round = 1; ; round++) {
      detector.detect("lmmse");
      for (const port of ports) if (!port.isDecoded) port.take(detector, false);
      const stage = record.stage(`list ${round}`, ports);
      list.detect(0, detector.elements, detector.noiseVariance);
      const before = decoded;
      let bit = 0;
      for (let index = 0; index < ports.length; index++) {
        const port = ports[index];
        if (!port.isDecoded) {
          port.takeLlrs(list.llrs, bit, list.bits);
          port.decode();
          record.attempt(index, port);
          if (port.isDecoded) {
            decoded++;
            port.certainLlrs(list.priors, bit, list.bits);
            port.subtractFrom(detector);
            for (let layer = 0; layer < port.layers; layer++) detector.leave(port.firstLayer + layer, 0);
          }
        }
        bit += port.layers * port.word.constellation.bitsPerSymbol;
      }
      stage.decoded = decoded;
      if (decoded === ports.length || cancellation === "none" || round === iterations) return;
      if (cancellation === "word") {
        if (decoded === before) return;
      } else this.#learn(ports, damping);
    }
  }

  /** Priors of words that are not decoded, from what their decoders add. */
  #learn(ports: readonly WordPort[], damping: number): void {
    const { priors, bits } = this.#detector;
    let bit = 0;
    for (const port of ports) {
      if (!port.isDecoded) port.extrinsicLlrs(priors, bit, bits, damping);
      bit += port.layers * port.word.constellation.bitsPerSymbol;
    }
  }
}
