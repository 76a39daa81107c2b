import { describeLdpcDecoder } from "./describe-decoder.js";
import { addInputMessages, negativeLogTanh } from "./input-posteriors.js";
import { type LayerPlan, layerPlan, type PlannedLayer } from "./layer-plan.js";
import {
  checkLdpcFrame,
  checkLdpcSettings,
  type LdpcArithmetic,
  largestSumProductMagnitude,
  ldpcArithmetic,
  ldpcInput,
} from "./ldpc-arithmetic.js";
import type { LdpcDecoder, LdpcOptions } from "./ldpc-decoder.js";
import type { LdpcSettings } from "./ldpc-settings.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";

type Numbers = Float32Array | Int16Array | Int8Array;

/**
 * Belief propagation on a quasi-cyclic code, layered or flooding: the reference form, one check after another.
 *
 * Layered: for each block row, every check of it reads the posteriors P as they stood before the row, less its own old
 * message: q = P - m. Its new message to an edge has the product of the other edges' signs and a magnitude by the
 * check rule from the others' magnitudes; then P = q + m'. Where several edges of the row join the same blocks, the
 * change of each after the first, q + m' - P, comes on top of what is written before it. Flooding: all rows read the posteriors of the
 * iteration before. A column of one edge is input only: nothing is written back to it.
 *
 * Integers saturate at every addition. O(edges Z) an iteration.
 */
export class ReferenceLdpcDecoder implements LdpcDecoder {
  iterations = 0;
  readonly #code: QuasiCyclicCode;
  readonly #plan: LayerPlan;
  readonly #arithmetic: LdpcArithmetic;
  readonly #settings: LdpcSettings;
  readonly #options: LdpcOptions;
  readonly #channel: Numbers;
  readonly #posteriors: Numbers;
  readonly #messages: Numbers;
  readonly #written: Numbers;
  readonly #q: Float64Array;

  constructor(code: QuasiCyclicCode, settings: LdpcSettings, options: LdpcOptions = {}) {
    checkLdpcSettings(settings);
    this.#code = code;
    this.#settings = settings;
    this.#options = options;
    this.#arithmetic = ldpcArithmetic(settings);
    this.#plan = layerPlan(code, options.rows);
    const { liftingSize, edges } = code;
    const { columns } = this.#plan;
    const numbers = { float32: Float32Array, int16: Int16Array, int8: Int8Array }[this.#arithmetic.kind];
    this.#channel = new numbers(columns * liftingSize);
    this.#posteriors = new numbers(columns * liftingSize);
    this.#messages = new numbers(edges.length * liftingSize);
    const widest = Math.max(...this.#plan.layers.map((layer) => layer.edges.length + 1));
    this.#written = new numbers(widest * liftingSize);
    this.#q = new Float64Array(widest);
  }

  decode(llrs: Float32Array, hard: Uint8Array): boolean {
    const { iterations, stop } = this.#settings;
    checkLdpcFrame(llrs, hard, this.#code.columns * this.#code.liftingSize);
    ldpcInput(llrs, this.#arithmetic, this.#channel);
    this.#posteriors.set(this.#channel);
    this.#messages.fill(0);
    for (this.iterations = 1; ; this.iterations++) {
      if (this.#settings.schedule === "layered") for (const layer of this.#plan.layers) this.#updateLayer(layer);
      else this.#flood();
      this.#options.onIteration?.({
        code: this.#code,
        rows: this.#options.rows ?? this.#code.rows,
        iteration: this.iterations,
        posteriors: this.#posteriors.slice(),
        messages: this.#messages.slice(),
      });
      const isLast = this.iterations >= iterations;
      if (stop === "none" && !isLast) continue;
      const isMet = this.#holds();
      if (!isMet && !isLast) continue;
      this.#decide(hard);
      if (isLast || this.#options.accept === undefined || this.#options.accept(hard)) return isMet;
    }
  }

  posteriors(llrs: Float32Array): void {
    const { scale } = this.#arithmetic;
    const messages = Float32Array.from(this.#messages, (count) => count / scale);
    for (let i = 0; i < this.#posteriors.length; i++) llrs[i] = this.#posteriors[i] / scale;
    addInputMessages(this.#plan, this.#code.liftingSize, this.#arithmetic, messages, llrs);
  }

  toString(): string {
    return describeLdpcDecoder("reference", this.#code, this.#settings, this.#arithmetic, this.#options.rows);
  }

  /** One block row: all of its reads before its writes. */
  #updateLayer({ edges, input }: PlannedLayer): void {
    const { liftingSize: z } = this.#code;
    const posteriors = this.#posteriors;
    const { largestPosterior } = this.#arithmetic;
    const count = edges.length;
    const written = this.#written;
    for (let i = 0; i < z; i++) {
      for (let e = 0; e < count; e++) {
        const { column, shift, index, lacksFirst } = edges[e];
        const isAbsent = lacksFirst && i === 0;
        this.#q[e] = isAbsent
          ? Infinity
          : this.#difference(posteriors[column * z + ((i + shift) % z)], this.#messages[index * z + i]);
      }
      if (input) this.#q[count] = posteriors[input.column * z + ((i + input.shift) % z)];
      this.#newMessages(edges, i, count, input ? count + 1 : count);
      for (let e = 0; e < count; e++) {
        written[e * z + i] = this.#sum(this.#q[e], this.#messages[edges[e].index * z + i], largestPosterior);
      }
    }
    for (let e = 0; e < count; e++) if (edges[e].isRepeated) this.#takeChange(e, edges[e]);
    for (let e = 0; e < count; e++) {
      const { column, shift, isRepeated, lacksFirst } = edges[e];
      for (let i = lacksFirst ? 1 : 0; i < z; i++) {
        const at = column * z + ((i + shift) % z);
        const value = written[e * z + i];
        posteriors[at] = isRepeated ? this.#sum(posteriors[at], value, largestPosterior) : value;
      }
    }
  }

  /** What an edge to blocks that another has joined before would change, from posteriors before the row. */
  #takeChange(edge: number, { column, shift }: PlannedLayer["edges"][number]): void {
    const { liftingSize: z } = this.#code;
    const written = this.#written;
    for (let i = 0; i < z; i++) {
      written[edge * z + i] = this.#difference(written[edge * z + i], this.#posteriors[column * z + ((i + shift) % z)]);
    }
  }

  /** Every row from the same posteriors, which are then the channel's LLRs and all messages. */
  #flood(): void {
    const { liftingSize: z } = this.#code;
    const { largestPosterior } = this.#arithmetic;
    for (const { edges, input } of this.#plan.layers) {
      for (let i = 0; i < z; i++) {
        for (let e = 0; e < edges.length; e++) {
          const { column, shift, index, lacksFirst } = edges[e];
          const isAbsent = lacksFirst && i === 0;
          this.#q[e] = isAbsent
            ? Infinity
            : this.#difference(this.#posteriors[column * z + ((i + shift) % z)], this.#messages[index * z + i]);
        }
        if (input) this.#q[edges.length] = this.#posteriors[input.column * z + ((i + input.shift) % z)];
        this.#newMessages(edges, i, edges.length, input ? edges.length + 1 : edges.length);
      }
    }
    this.#posteriors.set(this.#channel);
    for (const { edges } of this.#plan.layers) {
      for (const { column, shift, index } of edges) {
        for (let i = 0; i < z; i++) {
          const at = column * z + ((i + shift) % z);
          this.#posteriors[at] = this.#sum(this.#posteriors[at], this.#messages[index * z + i], largestPosterior);
        }
      }
    }
  }

  /** New messages of check i of a row from `#q`; the first `count` edges have one, `degree` count. */
  #newMessages(edges: PlannedLayer["edges"], i: number, count: number, degree: number): void {
    const { liftingSize: z } = this.#code;
    const q = this.#q;
    let isNegative = false;
    let least = Infinity;
    let second = Infinity;
    for (let e = 0; e < degree; e++) {
      const magnitude = Math.abs(q[e]);
      if (q[e] < 0) isNegative = !isNegative;
      second = Math.min(second, Math.max(least, magnitude));
      least = Math.min(least, magnitude);
    }
    for (let e = 0; e < count; e++) {
      const at = edges[e].index * z + i;
      if (edges[e].lacksFirst && i === 0) {
        this.#messages[at] = 0;
        continue;
      }
      const magnitude = this.#arithmetic.isSumProduct
        ? this.#sumProduct(e, degree)
        : this.#scaled(Math.abs(q[e]) === least ? second : least);
      this.#messages[at] = isNegative !== q[e] < 0 ? -magnitude : magnitude;
    }
  }

  /** Magnitude of exact belief propagation: 2 artanh of the product of the others' tanh(|q| / 2), by -ln tanh. */
  #sumProduct(edge: number, degree: number): number {
    let sum = 0;
    for (let e = 0; e < degree; e++) {
      if (e !== edge) sum += negativeLogTanh(Math.min(Math.abs(this.#q[e]), largestSumProductMagnitude));
    }
    return negativeLogTanh(sum);
  }

  #scaled(minimum: number): number {
    const { kind, factor, offset, sixteenthsLess, largestMessage } = this.#arithmetic;
    if (kind === "float32")
      return Math.max(0, Math.fround(Math.fround(Math.min(minimum, largestFloat) * factor) - offset));
    const m = Math.min(minimum, kind === "int16" ? 32767 : 127);
    // Rounded, not cut off: with small magnitudes that lose nothing, int8 is 0.25 dB worse at NR's rate 1/2.
    const less = (m * sixteenthsLess + 8) >> 4;
    return Math.min(largestMessage, Math.max(0, m - less - offset));
  }

  #difference(a: number, b: number): number {
    const { kind } = this.#arithmetic;
    return kind === "float32" ? Math.fround(a - b) : saturated(a - b, kind);
  }

  #sum(a: number, b: number, largest: number): number {
    const { kind } = this.#arithmetic;
    if (kind === "float32") return Math.fround(a + b);
    const sum = saturated(a + b, kind);
    return largest >= (kind === "int16" ? 32767 : 127) ? sum : Math.max(-largest, Math.min(largest, sum));
  }

  /** Whether the decided bits meet the checks whose bits all have posteriors of their own. */
  #holds(): boolean {
    const { liftingSize: z } = this.#code;
    for (const { edges, input } of this.#plan.layers) {
      if (input) continue;
      for (let i = 0; i < z; i++) {
        let isOdd = false;
        for (const { column, shift, lacksFirst } of edges) {
          if (lacksFirst && i === 0) continue;
          if (this.#posteriors[column * z + ((i + shift) % z)] < 0) isOdd = !isOdd;
        }
        if (isOdd) return false;
      }
    }
    return true;
  }

  #decide(hard: Uint8Array): void {
    const posteriors = this.#posteriors;
    for (let i = 0; i < posteriors.length; i++) hard[i] = posteriors[i] < 0 ? 1 : 0;
  }
}

const largestFloat = 3.4028234663852886e38;

function saturated(value: number, kind: "int16" | "int8"): number {
  return kind === "int16" ? Math.max(-32768, Math.min(32767, value)) : Math.max(-128, Math.min(127, value));
}
