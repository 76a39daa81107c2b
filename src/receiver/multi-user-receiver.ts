import type { CodeWord } from "./code-word.js";
import { LayerDetector } from "./layer-detector.js";
import { LinearReceiver } from "./linear-receiver.js";
import { ListReceiver } from "./list-receiver.js";
import type { ReceivedBlock } from "./received-block.js";
import { checkReceiverSettings, type ReceiverSettings } from "./receiver-settings.js";
import { type Detection, type Reception, ReceptionRecord } from "./reception.js";
import { SoftCancellation } from "./soft-cancellation.js";
import { SymbolCancellation } from "./symbol-cancellation.js";
import { WordCancellation } from "./word-cancellation.js";
import { WordPort } from "./word-port.js";

/** A word's symbols as its receiver saw them last: views that the next block writes over. */
export interface EqualisedWord {
  /** Unbiased estimates of the symbols and their linear SINRs: `[layer][element]`. */
  readonly re: Float32Array;
  readonly im: Float32Array;
  readonly sinr: Float32Array;
  /** `[element][layer][bit]` */
  readonly llrs: Float32Array;
}

/**
 * Receiver of one or several users' code words on the same elements: detection, demapping, decoding, and cancellation of
 * one another.
 *
 * Made for one list of words (their decoders are used again from block to block) and blocks of one shape; `receive`
 * allocates nothing of a block's size.
 */
export class MultiUserReceiver {
  readonly #detector: LayerDetector;
  readonly #ports: readonly WordPort[];
  readonly #detection: Detection;
  readonly #record: ReceptionRecord;
  readonly #settings: ReceiverSettings;

  /**
   * @param words     in the order of the block's layers
   * @param receive   branches of the blocks
   * @param elements  of the blocks
   * @throws RangeError where settings do not go together or with the words, naming what
   */
  constructor(settings: ReceiverSettings, words: readonly CodeWord[], receive: number, elements: number) {
    checkReceiverSettings(settings);
    checkWords(settings, words);
    const { demapping, detector, backend = "simd" } = settings;
    const layers = words.reduce((sum, word) => sum + word.layers, 0);
    if (detector === "zf" && layers > receive) {
      throw new RangeError(
        `receiver: detector: expected at least as many branches as layers for zf, found ${receive} and ${layers}; lmmse ` +
          "takes any number",
      );
    }
    this.#settings = settings;
    this.#detector = new LayerDetector(receive, layers, elements, backend);
    let firstLayer = 0;
    this.#ports = words.map((word) => {
      const port = new WordPort(word, firstLayer, elements, demapping, backend);
      firstLayer += word.layers;
      return port;
    });
    this.#record = new ReceptionRecord(words.length, layers);
    this.#detection = detectionOf(settings, words, receive, elements);
  }

  /**
   * Detects and decodes the words of a block; `words[i].information` then holds what was decided.
   *
   * @param block  the layers in the order of the words
   * @returns what was found, which the next call writes over
   * @throws RangeError where the block's shape is another
   */
  receive(block: ReceivedBlock): Reception {
    this.#detector.load(block);
    this.#record.begin();
    for (const port of this.#ports) port.begin();
    this.#detection.receive(this.#detector, this.#ports, this.#record);
    return this.#record;
  }

  /** What the last `receive` made of a word's symbols, at its last attempt. */
  equalised(word: number): EqualisedWord {
    const { xRe: re, xIm: im, sinr, llrs } = this.#ports[word];
    return { re, im, sinr, llrs };
  }

  toString(): string {
    const { detector, demapping, cancellation } = this.#settings;
    const shape = `${this.#detector.receive} branches, ${this.#detector.layers} layers`;
    return `MultiUserReceiver(${detector}, ${demapping}, cancellation ${cancellation.kind}, ${shape})`;
  }
}

function detectionOf(
  settings: ReceiverSettings,
  words: readonly CodeWord[],
  receive: number,
  elements: number,
): Detection {
  const { detector, demapping, cancellation, survivors, backend = "simd" } = settings;
  if (detector === "k-best" || detector === "ml") {
    const isIterative = cancellation.kind === "iterative";
    const list = {
      demapping,
      backend,
      cancellation: isIterative ? "iterative" : cancellation.kind === "word" ? "word" : "none",
      iterations: isIterative ? cancellation.iterations : Number.POSITIVE_INFINITY,
      damping: isIterative ? (cancellation.damping ?? 0) : 0,
      ...(survivors !== undefined && { survivors }),
    } as const;
    return new ListReceiver(list, words, receive, elements);
  }
  switch (cancellation.kind) {
    case "none":
      return new LinearReceiver(detector);
    case "word":
      return new WordCancellation(detector, cancellation.order ?? "sinr", cancellation.reestimates ?? false);
    case "symbol":
      return new SymbolCancellation(
        words.reduce((sum, word) => sum + word.layers, 0),
        elements,
      );
    default: {
      const { kind, iterations, damping = 0 } = cancellation;
      return new SoftCancellation(detector, { kind, iterations, damping });
    }
  }
}

function checkWords({ detector, cancellation }: ReceiverSettings, words: readonly CodeWord[]): void {
  if (words.length === 0) throw new RangeError("receiver: words: expected at least one, found none");
  const isSoft = cancellation.kind === "parallel" || cancellation.kind === "iterative";
  for (const [index, word] of words.entries()) {
    if (isSoft && !word.posterior) {
      throw new RangeError(`receiver: words[${index}]: expected a decoder with posteriors, found none`);
    }
    const isByElement = cancellation.kind === "symbol" || detector === "k-best" || detector === "ml";
    if (isByElement && word.transformSize !== undefined) {
      const by = cancellation.kind === "symbol" ? "cancellation of symbols" : detector;
      throw new RangeError(
        `receiver: words[${index}]: expected no transform precoding with ${by}, found one of ${word.transformSize}; its ` +
          "symbols do not lie in single elements",
      );
    }
  }
}
