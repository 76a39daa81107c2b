import type { LinearDetector } from "../../kernels/mimo-detector/mimo-detector.js";
import { DataAidedGain } from "./data-aided-gain.js";
import type { LayerDetector } from "./layer-detector.js";
import type { Detection, ReceptionRecord } from "./reception.js";
import type { WordPort } from "./word-port.js";

/**
 * Ordered successive cancellation of code words: the word with the best SINR behind the filter (or the best margin over its
 * rate) is decoded; where its CRC holds, it is encoded and modulated again and subtracted through its estimated channel,
 * and the others are detected anew. Where it fails, the next one is tried; whoever failed is tried again once another word
 * is gone, until nobody gets on.
 *
 * With LMMSE and ideal decisions the rates log2(1 + SINR) add up to log2 det(I + H H^H / N0) (Tse and Viswanath,
 * Fundamentals of Wireless Communication (2005), section 8.3). Decodes at most words (words + 1) / 2 times.
 */
export class WordCancellation implements Detection {
  readonly #filter: LinearDetector;
  readonly #isByMargin: boolean;
  readonly #gain: DataAidedGain | undefined;
  /** Words in the order in which they are tried, and what they are ordered by. */
  readonly #order: number[] = [];
  readonly #merit: number[] = [];

  constructor(filter: LinearDetector, order: "sinr" | "margin", isReestimating: boolean) {
    this.#filter = filter;
    this.#isByMargin = order === "margin";
    if (isReestimating) this.#gain = new DataAidedGain();
  }

  receive(detector: LayerDetector, ports: readonly WordPort[], record: ReceptionRecord): void {
    for (let round = 1; ; round++) {
      detector.detect(this.#filter);
      for (const port of ports) if (!port.isDecoded) port.take(detector, this.#filter === "zf");
      const stage = record.stage(`stage ${round}`, ports);
      this.#sort(ports);
      const decoded = this.#first(ports, record);
      for (const port of ports) if (port.isDecoded) stage.decoded++;
      if (decoded === undefined || stage.decoded === ports.length) return;
      this.#cancel(detector, decoded);
    }
  }

  /** The first word whose CRC holds. */
  #first(ports: readonly WordPort[], record: ReceptionRecord): WordPort | undefined {
    for (let place = 0; place < this.#order.length; place++) {
      const index = this.#order[place];
      const port = ports[index];
      port.demap();
      port.decode();
      record.attempt(index, port);
      if (port.isDecoded) return port;
    }
    return undefined;
  }

  #cancel(detector: LayerDetector, port: WordPort): void {
    port.subtractFrom(detector);
    for (let layer = 0; layer < port.layers; layer++) {
      const of = port.firstLayer + layer;
      detector.leave(of, 0);
      this.#gain?.refine(detector, of, port.meanRe, port.meanIm, layer * port.elements);
    }
  }

  /** Words not decoded yet, best first: by insertion, ties in the order of the words. */
  #sort(ports: readonly WordPort[]): void {
    const order = this.#order;
    const merit = this.#merit;
    order.length = 0;
    for (let index = 0; index < ports.length; index++) {
      const port = ports[index];
      if (port.isDecoded) continue;
      merit[index] = Math.log2(1 + port.wordSinr()) - (this.#isByMargin ? bitsPerSymbol(port) : 0);
      let place = order.length;
      while (place > 0 && merit[order[place - 1]] < merit[index]) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = index;
    }
  }
}

/** Information bits of a word a symbol. */
function bitsPerSymbol({ word }: WordPort): number {
  return (word.information.length * word.constellation.bitsPerSymbol) / word.codedBits;
}
