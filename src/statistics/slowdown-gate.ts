import type { Estimate } from "./estimate.js";
import { holmAdjusted } from "./holm.js";
import { medianRatio, type Pair, type UniformSource } from "./median-ratio.js";
import { signTestTail } from "./sign-test.js";

export interface SlowdownRule {
  /** Median ratio, after over before, beyond which a benchmark counts as slower, e.g. 1.1. */
  readonly limit: number;
  /** That no benchmark of the family is called slower wrongly, e.g. 0.99; of each interval too. */
  readonly confidence: number;
  /** Numbers of pairs at which the gate is judged, rising; what is undecided after the last one passes. */
  readonly looks: readonly number[];
  /** Draws of the bootstrap for each interval. */
  readonly resamples: number;
}

/** `undecided`: neither shown to be slower than the limit nor to be within it. */
export type SlowdownVerdict = "slower" | "within" | "undecided";

export interface SlowdownFinding {
  readonly name: string;
  readonly verdict: SlowdownVerdict;
  /** Above 1: slower than before. */
  readonly ratio: Estimate;
  /** Of the hypothesis that the ratio is no more than the limit. */
  readonly pValue: number;
  readonly pairs: readonly Pair[];
}

/**
 * Decides from pairs of times which benchmarks became slower than a limit, with more pairs for those alone where fewer
 * do not tell.
 *
 * A benchmark is slower where the bootstrap's interval lies above the limit and the exact sign test of the pairs says so
 * too: far out in the tail, where a family of benchmarks is judged, a bootstrap of a few dozen pairs is too sure of
 * itself, while n pairs that all agree never show more than 2^-n. Holm's procedure on the sign tests holds the family to
 * the confidence, and each look gets an equal share of what may go wrong. A benchmark is within the limit where its
 * interval is.
 */
export class SlowdownGate {
  readonly #rule: SlowdownRule;
  readonly #random: UniformSource;
  readonly #pairs: Map<string, Pair[]>;
  readonly #findings = new Map<string, SlowdownFinding>();

  constructor(names: Iterable<string>, rule: SlowdownRule, random: UniformSource) {
    if (!(rule.limit > 0 && rule.limit < Infinity)) {
      throw new RangeError(`SlowdownGate: limit: expected a number above 0, found ${rule.limit}`);
    }
    if (!(rule.confidence > 0 && rule.confidence < 1)) {
      throw new RangeError(`SlowdownGate: confidence: expected a number between 0 and 1, found ${rule.confidence}`);
    }
    this.#rule = rule;
    this.#random = random;
    this.#pairs = new Map([...names].map((name) => [name, []]));
  }

  add(name: string, pair: Pair): void {
    const pairs = this.#pairs.get(name);
    if (pairs === undefined) throw new RangeError(`SlowdownGate: expected one of its benchmarks, found ${name}`);
    pairs.push(pair);
  }

  /** Takes a benchmark out that cannot be measured. */
  drop(name: string): void {
    this.#pairs.delete(name);
    this.#findings.delete(name);
  }

  /** Names of those that need more pairs. */
  get undecided(): string[] {
    return [...this.#pairs.keys()].filter((name) => !this.#isDecided(name));
  }

  /** Judges the undecided benchmarks; call it at each look, once. */
  judge(): SlowdownFinding[] {
    const { limit, confidence, looks, resamples } = this.#rule;
    const entries = [...this.#pairs];
    const pValues = entries.map(([name, pairs]) =>
      this.#isDecided(name) ? this.#findings.get(name)!.pValue : signTest(pairs, limit),
    );
    const level = (1 - confidence) / looks.length;
    const adjusted = holmAdjusted(pValues);
    entries.forEach(([name, pairs], i) => {
      if (this.#isDecided(name)) return;
      const ratio = medianRatio(pairs, confidence, resamples, this.#random);
      const isSlower = adjusted[i] <= level && ratio.low > limit;
      const verdict = isSlower ? "slower" : ratio.high < limit ? "within" : "undecided";
      this.#findings.set(name, { name, verdict, ratio, pValue: pValues[i], pairs });
    });
    return [...this.#findings.values()];
  }

  #isDecided(name: string): boolean {
    const finding = this.#findings.get(name);
    return finding !== undefined && finding.verdict !== "undecided";
  }
}

function signTest(pairs: readonly Pair[], limit: number): number {
  const above = pairs.filter(({ before, after }) => after > limit * before).length;
  return signTestTail(above, pairs.length);
}
