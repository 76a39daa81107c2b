import { hasParityBits, type PolarCode, parityRegisterLength, polarStages } from "./polar-code.js";
import type { PolarListDecoder } from "./polar-list-decoder.js";
import { type PolarNodeKind, type PolarNodes, polarNodeKinds } from "./polar-nodes.js";
import { type PolarListSettings, polarChannelValues, polarCounts } from "./polar-settings.js";
import { polarTransform } from "./polar-transform.js";

/** What a subtree leaves behind: for each path, which of the paths at its entry it continues, and the bits it decided. */
interface Outcome {
  readonly sources: readonly number[];
  readonly bits: readonly Uint8Array[];
}

/** Continuations of the paths within a subtree that is decided as a whole. */
interface Continuation {
  /** Path at the subtree's entry. */
  readonly source: number;
  readonly metric: number;
  /** Alternatives taken, one bit each. */
  readonly flips: number;
}

/**
 * Successive-cancellation list decoding, plain form: Tal and Vardy (2015) in the LLR domain of Balatsoukas-Stimming,
 * Bastani Parizi and Burg (2015), min-sum, with the list nodes of Hashemi, Condo and Gross (2016, 2017).
 *
 * A path's metric is the sum of |LLR| over the decisions against an LLR's sign. Without saturation this sum may be
 * taken at any level of the tree, and in a `free` or `singleParity` node the L best continuations never flip beyond
 * its L - 1 least reliable bits; so `fast` nodes keep the same paths as `plain` ones, up to paths of equal metric (and,
 * in float32, rounding). Where integers saturate, the two may differ.
 *
 * When paths are many, the one of greatest metric gives way to the best alternative as long as that is better; equal
 * metrics favour the lower index and the path that exists.
 */
export class ReferencePolarListDecoder implements PolarListDecoder {
  readonly #stages: number;
  readonly #length: number;
  readonly #kind: (first: number, size: number) => PolarNodeKind;
  readonly #tracksParity: boolean;
  readonly #arithmetic: PolarListSettings["arithmetic"];
  readonly #counts: ReturnType<typeof polarCounts>;
  readonly #listSize: number;
  readonly #channel: Float32Array | Int16Array;
  #metrics: number[] = [];
  /** Register of each path that parity bits are read from: sums of information bits by index modulo 5. */
  #registers: number[] = [];
  #words: Uint8Array[] = [];
  #ranks: number[] = [];

  constructor(code: PolarCode, settings: PolarListSettings, nodes: PolarNodes = "fast") {
    this.#stages = polarStages(code);
    this.#length = code.bits.length;
    this.#kind = polarNodeKinds(code, nodes);
    this.#tracksParity = hasParityBits(code);
    this.#arithmetic = settings.arithmetic;
    this.#counts = polarCounts(settings);
    this.#listSize = settings.listSize;
    this.#channel = this.#counts === undefined ? new Float32Array(this.#length) : new Int16Array(this.#length);
  }

  decode(llrs: Float32Array): void {
    polarChannelValues(llrs, this.#counts, this.#channel);
    this.#metrics = [0];
    this.#registers = [0];
    const { bits } = this.#subtree(0, this.#stages, [Float64Array.from(this.#channel)]);
    this.#words = [...bits];
    // By rising metric; equal ones in the paths' order.
    this.#ranks = this.#metrics.map((_, path) => path).sort((a, b) => this.#metrics[a] - this.#metrics[b] || a - b);
  }

  get paths(): number {
    return this.#metrics.length;
  }

  metric(rank: number): number {
    return this.#metrics[this.#ranks[rank]];
  }

  word(rank: number, word: Uint8Array): void {
    word.set(this.#words[this.#ranks[rank]]);
    polarTransform(word);
  }

  toString(): string {
    return `polar list decoder, reference, N=${this.#length}, list ${this.#listSize}, ${this.#arithmetic}`;
  }

  /** Decides the 2^stage bits from `first` on, given each path's LLRs of the subtree's code word. */
  #subtree(first: number, stage: number, llrs: readonly Float64Array[]): Outcome {
    const size = 2 ** stage;
    switch (this.#kind(first, size)) {
      case "frozen":
        return this.#frozen(llrs, new Uint8Array(llrs.length));
      case "parity":
        return this.#frozen(
          llrs,
          Uint8Array.from(this.#registers, (register) => (register >>> (first % parityRegisterLength)) & 1),
        );
      case "repetition":
        return this.#repetition(llrs);
      case "free":
        return this.#free(first, llrs);
      case "singleParity":
        return this.#singleParity(llrs);
      case "split": {
        const half = size / 2;
        const left = this.#subtree(
          first,
          stage - 1,
          llrs.map((llr) => minSum(llr, half)),
        );
        const right = this.#subtree(
          first + half,
          stage - 1,
          left.bits.map((bits, path) => this.#sum(llrs[left.sources[path]], bits, half)),
        );
        const bits = right.bits.map((rightBits, path) => {
          const word = new Uint8Array(size);
          const leftBits = left.bits[right.sources[path]];
          for (let i = 0; i < half; i++) word[i] = leftBits[i] ^ rightBits[i];
          word.set(rightBits, half);
          return word;
        });
        return { sources: right.sources.map((source) => left.sources[source]), bits };
      }
    }
  }

  /** g: LLR of the right half's bits, given the left half's. */
  #sum(llr: Float64Array, bits: Uint8Array, half: number): Float64Array {
    const limit = this.#counts?.limit;
    return Float64Array.from(bits, (bit, i) => {
      const sum = llr[half + i] + (bit === 0 ? llr[i] : -llr[i]);
      return limit === undefined ? Math.fround(sum) : Math.max(-limit, Math.min(limit, sum));
    });
  }

  /** All bits of the node's code word have the value given for the path. */
  #frozen(llrs: readonly Float64Array[], values: Uint8Array): Outcome {
    llrs.forEach((llr, path) => {
      this.#metrics[path] = this.#add(this.#metrics[path], this.#penalty(llr, values[path]));
    });
    return {
      sources: llrs.map((_, path) => path),
      bits: llrs.map((llr, path) => new Uint8Array(llr.length).fill(values[path])),
    };
  }

  #repetition(llrs: readonly Float64Array[]): Outcome {
    const zeros = llrs.map((llr) => this.#penalty(llr, 0));
    const ones = llrs.map((llr) => this.#penalty(llr, 1));
    const better = llrs.map((_, path) => (zeros[path] <= ones[path] ? 0 : 1));
    const paths = this.#entries((path) => Math.min(zeros[path], ones[path]));
    this.#fork(paths, 0, (path) => this.#add(Math.abs(zeros[path.source] - ones[path.source]), 0));
    return this.#leave(paths, ({ source, flips }) => new Uint8Array(llrs[0].length).fill(better[source] ^ flips));
  }

  #free(first: number, llrs: readonly Float64Array[]): Outcome {
    const order = llrs.map(byReliability);
    const paths = this.#entries(() => 0);
    const rounds = Math.min(this.#listSize - 1, llrs[0].length);
    for (let k = 0; k < rounds; k++) {
      this.#fork(paths, k, ({ source }) => Math.abs(llrs[source][order[source][k]]));
    }
    const outcome = this.#leave(paths, ({ source, flips }) => {
      const bits = hardDecisions(llrs[source]);
      for (let k = 0; k < rounds; k++) bits[order[source][k]] ^= (flips >>> k) & 1;
      return bits;
    });
    if (this.#tracksParity) {
      outcome.bits.forEach(([bit], path) => {
        this.#registers[path] ^= bit << (first % parityRegisterLength);
      });
    }
    return outcome;
  }

  #singleParity(llrs: readonly Float64Array[]): Outcome {
    const order = llrs.map(byReliability);
    const isOdd = llrs.map((llr) => hardDecisions(llr).reduce((sum, bit) => sum ^ bit, 0));
    const least = llrs.map((llr, path) => Math.abs(llr[order[path][0]]));
    // An odd number of flips keeps or breaks the parity: the least reliable bit makes up for it.
    const makesUp = ({ source, flips }: Continuation) => isOdd[source] ^ (popCount(flips) & 1);
    const paths = this.#entries((path) => (isOdd[path] === 1 ? least[path] : 0));
    const rounds = Math.min(this.#listSize - 1, llrs[0].length - 1);
    for (let k = 0; k < rounds; k++) {
      this.#fork(paths, k, (path) => {
        const magnitude = Math.abs(llrs[path.source][order[path.source][k + 1]]);
        return this.#add(magnitude, makesUp(path) === 1 ? -least[path.source] : least[path.source]);
      });
    }
    return this.#leave(paths, (path) => {
      const bits = hardDecisions(llrs[path.source]);
      for (let k = 0; k < rounds; k++) bits[order[path.source][k + 1]] ^= (path.flips >>> k) & 1;
      bits[order[path.source][0]] ^= makesUp(path);
      return bits;
    });
  }

  /** The paths as they enter a node, each with its best continuation. */
  #entries(penalty: (path: number) => number): Continuation[] {
    return this.#metrics.map((metric, path) => ({ source: path, metric: this.#add(metric, penalty(path)), flips: 0 }));
  }

  /** Gives each path an alternative, the path with flip `round`, and keeps the best. */
  #fork(paths: Continuation[], round: number, penalty: (path: Continuation) => number): void {
    const alternatives = paths.map((path) => ({
      source: path.source,
      metric: this.#add(path.metric, penalty(path)),
      flips: path.flips | (1 << round),
    }));
    while (alternatives.length > 0) {
      const best = indexOfFirst(alternatives, (a, b) => a.metric < b.metric);
      const worst = indexOfFirst(paths, (a, b) => a.metric > b.metric);
      const [alternative] = alternatives.splice(best, 1);
      if (paths.length < this.#listSize) paths.push(alternative);
      else if (alternative.metric < paths[worst].metric) paths[worst] = alternative;
      else return;
    }
  }

  #leave(paths: readonly Continuation[], bits: (path: Continuation) => Uint8Array): Outcome {
    this.#metrics = paths.map(({ metric }) => metric);
    this.#registers = paths.map(({ source }) => this.#registers[source]);
    return { sources: paths.map(({ source }) => source), bits: paths.map(bits) };
  }

  /** Sum of |LLR| over the bits whose LLR says other than `bit`; in four partial sums, as four lanes form it. */
  #penalty(llr: Float64Array, bit: number): number {
    const sums = [0, 0, 0, 0];
    llr.forEach((value, i) => {
      const against = bit === 0 ? -value : value;
      if (against > 0) sums[i & 3] = this.#add(sums[i & 3], against);
    });
    return this.#add(this.#add(sums[0], sums[2]), this.#add(sums[1], sums[3]));
  }

  #add(a: number, b: number): number {
    return this.#counts === undefined ? Math.fround(a + b) : a + b;
  }
}

/** f: LLR of the left half's bits, the min-sum form of the box-plus. */
function minSum(llr: Float64Array, half: number): Float64Array {
  return Float64Array.from({ length: half }, (_, i) => {
    const a = llr[i];
    const b = llr[half + i];
    const magnitude = Math.min(Math.abs(a), Math.abs(b));
    return a < 0 !== b < 0 ? -magnitude : magnitude;
  });
}

function hardDecisions(llr: Float64Array): Uint8Array {
  return Uint8Array.from(llr, (value) => (value < 0 ? 1 : 0));
}

/** Places by rising |LLR|, equal ones from the left. */
function byReliability(llr: Float64Array): number[] {
  return Array.from(llr.keys()).sort((a, b) => Math.abs(llr[a]) - Math.abs(llr[b]) || a - b);
}

function popCount(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Index of the first element that none precedes. */
function indexOfFirst<T>(items: readonly T[], precedes: (a: T, b: T) => boolean): number {
  let found = 0;
  for (let i = 1; i < items.length; i++) if (precedes(items[i], items[found])) found = i;
  return found;
}
