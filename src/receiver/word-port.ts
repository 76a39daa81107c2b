import {
  exactDemapper,
  maxLogDemapper,
  type SymbolDemapper,
  type SymbolDemapperForm,
} from "../../kernels/demap/symbol-demapper.js";
import { exactDemapperSimd, maxLogDemapperSimd } from "../../kernels/demap/symbol-demapper-simd.js";
import type { Demapping, HostBackend } from "../phy/demapper.js";
import type { CodeWord } from "./code-word.js";
import { equivalentSinr } from "./equivalent-sinr.js";
import type { LayerDetector } from "./layer-detector.js";
import { SoftMapper } from "./soft-mapper.js";
import { TransformDeprecoder } from "./transform-deprecoder.js";

const demappers: Readonly<Record<HostBackend, Readonly<Record<Demapping, SymbolDemapperForm>>>> = {
  reference: { exact: exactDemapper, "max-log": maxLogDemapper },
  simd: { exact: exactDemapperSimd, "max-log": maxLogDemapperSimd },
};

/** LLR of a bit that is known, and the SNR at which the demapper tells neighbouring points apart without fail. */
const certainLlr = 50;
const certainSnr = 1e6;

/**
 * One code word at the receiver: from estimates of its layers to LLRs and a decision, and back to what is known of its
 * symbols. Planar arrays `[layer][element]` of the word's own layers. Owns its buffers.
 */
export class WordPort {
  readonly word: CodeWord;
  /** The word's first layer among those of the block. */
  readonly firstLayer: number;
  readonly elements: number;
  /** Estimates of the symbols, with DFT-s-OFDM those before the transform; their SINRs. */
  readonly xRe: Float32Array;
  readonly xIm: Float32Array;
  readonly sinr: Float32Array;
  /** Of `meanRe`. */
  readonly #meanRe: Float32Array;
  readonly #meanIm: Float32Array;
  /** The word was decoded, but not yet brought back to symbols. */
  #isRemodulationDue = false;
  /** Anything is known of the symbols: their means are not all 0. */
  #hasMeans = false;
  /** Of what was taken last, where it was asked for. */
  #wordSinr: number | undefined;
  /** Mean-square error of `mean`: 1 at first, 0 once decoded. */
  readonly variance: Float32Array;
  isDecoded = false;
  readonly #form: SymbolDemapper;
  readonly #deprecoder: TransformDeprecoder | undefined;
  /** Means before the transform of DFT-s-OFDM, else those of the layers. */
  readonly #symbolRe: Float32Array;
  readonly #symbolIm: Float32Array;
  readonly #mapper: SoftMapper;
  /** Of posteriors, and of new means before damping; made where first needed. */
  #llrs: Float32Array | undefined;
  #next: { readonly re: Float32Array; readonly im: Float32Array; readonly variance: Float32Array } | undefined;

  /** @throws RangeError where the word's coded bits do not fill the elements, or the transform does not fit them */
  constructor(word: CodeWord, firstLayer: number, elements: number, demapping: Demapping, backend: HostBackend) {
    const { constellation, layers, codedBits, transformSize } = word;
    const symbols = elements * layers;
    if (codedBits !== symbols * constellation.bitsPerSymbol) {
      throw new RangeError(
        `CodeWord: codedBits: expected ${symbols * constellation.bitsPerSymbol} (${elements} elements, ${layers} layers, ` +
          `${constellation.bitsPerSymbol} bits), found ${codedBits}`,
      );
    }
    if (transformSize !== undefined && elements % transformSize !== 0) {
      throw new RangeError(
        `CodeWord: transformSize: expected a divisor of ${elements} elements, found ${transformSize}`,
      );
    }
    this.word = word;
    this.firstLayer = firstLayer;
    this.elements = elements;
    this.xRe = new Float32Array(symbols);
    this.xIm = new Float32Array(symbols);
    this.sinr = new Float32Array(symbols);
    this.#meanRe = new Float32Array(symbols);
    this.#meanIm = new Float32Array(symbols);
    this.variance = new Float32Array(symbols);
    const { bitsPerSymbol, re: pointsRe, im: pointsIm } = constellation;
    this.#form = demappers[backend][demapping]({ bitsPerSymbol, pointsRe, pointsIm, symbols });
    this.#mapper = new SoftMapper(constellation);
    if (transformSize === undefined) {
      this.#symbolRe = this.#meanRe;
      this.#symbolIm = this.#meanIm;
    } else {
      this.#deprecoder = new TransformDeprecoder(transformSize, symbols / transformSize, backend);
      this.#symbolRe = new Float32Array(symbols);
      this.#symbolIm = new Float32Array(symbols);
    }
  }

  /** What is known of the symbols as the layers carry them: 0 at first, the sent ones once decoded. */
  get meanRe(): Float32Array {
    this.#remodulate();
    return this.#meanRe;
  }

  get meanIm(): Float32Array {
    this.#remodulate();
    return this.#meanIm;
  }

  get layers(): number {
    return this.word.layers;
  }

  /** `[element][layer][bit]`, what the last `demap` made. */
  get llrs(): Float32Array {
    return this.#form.llrs;
  }

  /** Nothing is known of the word yet. */
  begin(): void {
    this.isDecoded = false;
    this.#isRemodulationDue = false;
    if (this.#hasMeans) {
      for (const means of [this.#meanRe, this.#meanIm, this.#symbolRe, this.#symbolIm]) means.fill(0);
    }
    this.#hasMeans = false;
    this.variance.fill(1);
  }

  /**
   * Takes a detector's estimates of what is left of the word's layers, and adds what is known of them.
   * @param isZeroForcing  the detector forces to zero, and so does the equaliser of DFT-s-OFDM
   */
  take(detector: LayerDetector, isZeroForcing: boolean): void {
    this.#remodulate();
    const first = this.firstLayer * this.elements;
    const { xRe, xIm } = this;
    const end = first + xRe.length;
    xRe.set(detector.xRe.subarray(first, end));
    xIm.set(detector.xIm.subarray(first, end));
    this.sinr.set(detector.sinr.subarray(first, end));
    this.#wordSinr = undefined;
    this.#deprecoder?.deprecode(xRe, xIm, this.sinr, this.variance, isZeroForcing);
    if (!this.#hasMeans) return;
    const [symbolRe, symbolIm] = [this.#symbolRe, this.#symbolIm];
    for (let i = 0; i < xRe.length; i++) {
      xRe[i] += symbolRe[i];
      xIm[i] += symbolIm[i];
    }
  }

  /** SINR of one of the word's layers, the one with the capacity of all of its symbols. */
  layerSinr(layer: number): number {
    if (this.layers === 1) return this.wordSinr();
    return equivalentSinr(this.sinr, layer * this.elements, this.elements);
  }

  /** The same of all layers of the word. */
  wordSinr(): number {
    this.#wordSinr ??= equivalentSinr(this.sinr, 0, this.sinr.length);
    return this.#wordSinr;
  }

  /** LLRs of the estimates taken. */
  demap(): void {
    const { layers, elements } = this;
    const { re, im, snr } = this.#form;
    for (let layer = 0; layer < layers; layer++) {
      for (let n = 0, from = layer * elements, to = layer; n < elements; n++, from++, to += layers) {
        re[to] = this.xRe[from];
        im[to] = this.xIm[from];
        snr[to] = this.sinr[from];
      }
    }
    void this.#form.demap(elements * layers);
  }

  /**
   * Takes LLRs from a detector of bits.
   * @param llrs  `[element][bit]` of all words, this one's from `first` on, `step` bits an element
   */
  takeLlrs(llrs: Float32Array, first: number, step: number): void {
    const own = this.#form.llrs;
    const bits = this.layers * this.word.constellation.bitsPerSymbol;
    for (let n = 0, at = 0; n < this.elements; n++) {
      for (let bit = 0, from = first + n * step; bit < bits; bit++) own[at++] = llrs[from++];
    }
  }

  /** Writes LLRs of a decoded word's bits, which are certain, in the order of `takeLlrs`. */
  certainLlrs(llrs: Float32Array, first: number, step: number): void {
    const { layers, elements } = this;
    const { meanRe, meanIm } = this;
    const { re, im, snr, llrs: own } = this.#form;
    for (let layer = 0; layer < layers; layer++) {
      for (let n = 0, from = layer * elements, to = layer; n < elements; n++, from++, to += layers) {
        re[to] = meanRe[from];
        im[to] = meanIm[from];
        snr[to] = certainSnr;
      }
    }
    void this.#form.demap(elements * layers);
    const bits = layers * this.word.constellation.bitsPerSymbol;
    for (let n = 0, at = 0; n < elements; n++) {
      for (let bit = 0, to = first + n * step; bit < bits; bit++, at++, to++) {
        llrs[to] = own[at] < 0 ? -certainLlr : certainLlr;
      }
    }
  }

  /**
   * Writes what the decoder added to the LLRs that it was given, in the order of `takeLlrs`.
   * @param damping  weight that what stands there keeps
   */
  extrinsicLlrs(llrs: Float32Array, first: number, step: number, damping: number): void {
    const { word } = this;
    if (!word.posterior) throw new RangeError("WordPort: expected a code word with posteriors, found none");
    this.#llrs ??= new Float32Array(word.codedBits);
    const posterior = this.#llrs;
    word.posterior(posterior);
    const own = this.#form.llrs;
    const bits = this.layers * word.constellation.bitsPerSymbol;
    for (let n = 0, at = 0; n < this.elements; n++) {
      for (let bit = 0, to = first + n * step; bit < bits; bit++, at++, to++) {
        llrs[to] = damping * llrs[to] + (1 - damping) * (posterior[at] - own[at]);
      }
    }
  }

  /** Decodes the LLRs; where the CRC holds, all is known of the word. */
  decode(): boolean {
    this.#remodulate();
    this.isDecoded = this.word.decode(this.#form.llrs);
    this.#isRemodulationDue = this.isDecoded;
    if (this.isDecoded) this.variance.fill(0);
    return this.isDecoded;
  }

  /** Symbols of a decoded word, made where somebody asks for them. */
  #remodulate(): void {
    if (!this.#isRemodulationDue) return;
    this.#isRemodulationDue = false;
    this.word.remodulate(this.#meanRe, this.#meanIm);
    this.#hasMeans = true;
  }

  /**
   * What the code told of a word that was not decoded: means and variances of its symbols.
   *
   * @param isExtrinsic  only what the decoder adds to the LLRs that it was given
   * @param damping      weight that the means known before keep, from 0, below 1
   */
  learn(isExtrinsic: boolean, damping: number): void {
    const { word, layers, elements, variance } = this;
    if (!word.posterior) throw new RangeError("WordPort: expected a code word with posteriors, found none");
    this.#hasMeans = true;
    this.#llrs ??= new Float32Array(word.codedBits);
    this.#next ??= {
      re: new Float32Array(variance.length),
      im: new Float32Array(variance.length),
      variance: new Float32Array(variance.length),
    };
    const llrs = this.#llrs;
    word.posterior(llrs);
    if (isExtrinsic) for (let i = 0; i < llrs.length; i++) llrs[i] -= this.#form.llrs[i];
    const next = this.#next;
    for (let layer = 0; layer < layers; layer++) {
      this.#mapper.map(llrs, layer, layers, elements, next.re, next.im, next.variance, layer * elements);
    }
    const [symbolRe, symbolIm] = [this.#symbolRe, this.#symbolIm];
    for (let i = 0; i < variance.length; i++) {
      const awayRe = damping * (symbolRe[i] - next.re[i]);
      const awayIm = damping * (symbolIm[i] - next.im[i]);
      symbolRe[i] = next.re[i] + awayRe;
      symbolIm[i] = next.im[i] + awayIm;
      variance[i] = next.variance[i] + awayRe * awayRe + awayIm * awayIm;
    }
    this.#deprecoder?.precode(symbolRe, symbolIm, this.meanRe, this.meanIm);
  }

  /** Subtracts what is known of the word. */
  subtractFrom(detector: LayerDetector): void {
    for (let layer = 0; layer < this.layers; layer++) {
      detector.subtract(this.firstLayer + layer, this.meanRe, this.meanIm, layer * this.elements);
    }
  }

  /** Mean of `variance` over one of the word's layers. */
  layerVariance(layer: number): number {
    const { elements, variance } = this;
    let sum = 0;
    for (let i = layer * elements; i < (layer + 1) * elements; i++) sum += variance[i];
    return sum / elements;
  }

  toString(): string {
    return `WordPort(${this.word}, layers from ${this.firstLayer})`;
  }
}
