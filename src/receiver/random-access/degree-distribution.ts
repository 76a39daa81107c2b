import { LeolinkError } from "../../leolink-error.js";

/** So many replicas with this probability. */
export interface DegreeTerm {
  readonly replicas: number;
  readonly probability: number;
}

/**
 * How many replicas of its packet a user sends in a frame, in the polynomial form of irregular repetition slotted ALOHA:
 * terms of different numbers of replicas, few first, of probabilities above 0 whose sum is 1.
 */
export interface DegreeDistribution {
  readonly terms: readonly DegreeTerm[];
}

/** More replicas than this serve nothing. */
export const mostReplicas = 64;
const sumTolerance = 1e-6;

/**
 * Reads a degree distribution such as `x`, `1x^2` or `0.5x^2+0.28x^3+0.22x^8`.
 *
 * @throws LeolinkError (`input`) unless each term is a probability times a power of x, and the probabilities add up to 1
 */
export function parseDegreeDistribution(text: string): DegreeDistribution {
  const terms = text.split("+").map((word) => {
    const [, factor, power] = /^\s*(\d*\.?\d*(?:[eE]-?\d+)?)\s*\*?\s*x(?:\s*\^\s*(\d+))?\s*$/.exec(word) ?? [];
    if (factor === undefined || factor === ".") {
      throw wrong(text, `expected terms such as 0.5x^2, found ${word.trim() === "" ? "nothing" : word.trim()}`);
    }
    return { replicas: power === undefined ? 1 : Number(power), probability: factor === "" ? 1 : Number(factor) };
  });
  return degreeDistribution(terms, text);
}

/**
 * A degree distribution of terms in any order.
 *
 * @param text  for the error
 * @throws LeolinkError (`input`) as `parseDegreeDistribution` does
 */
export function degreeDistribution(terms: readonly DegreeTerm[], text = "degree distribution"): DegreeDistribution {
  const sorted = terms.toSorted((a, b) => a.replicas - b.replicas);
  let sum = 0;
  for (const [index, { replicas, probability }] of sorted.entries()) {
    if (!(Number.isInteger(replicas) && replicas >= 1 && replicas <= mostReplicas)) {
      throw wrong(text, `expected powers from 1 to ${mostReplicas}, found ${replicas}`);
    }
    if (!(probability > 0 && probability <= 1 + sumTolerance)) {
      throw wrong(text, `expected probabilities above 0 and at most 1, found ${probability}`);
    }
    if (sorted[index + 1]?.replicas === replicas)
      throw wrong(text, `expected each power once, found ${replicas} twice`);
    sum += probability;
  }
  if (!(Math.abs(sum - 1) <= sumTolerance)) {
    throw wrong(text, `expected probabilities that add up to 1, found ${Number(sum.toPrecision(9))}`);
  }
  return { terms: sorted.map(({ replicas, probability }) => ({ replicas, probability: probability / sum })) };
}

/** As `parseDegreeDistribution` reads it. */
export function degreeDistributionText({ terms }: DegreeDistribution): string {
  return terms
    .map(({ replicas, probability }) => {
      const factor = probability === 1 ? "" : Number(probability.toPrecision(9));
      return `${factor}x${replicas === 1 ? "" : `^${replicas}`}`;
    })
    .join("+");
}

/** Replicas that a user sends on average: the transmit energy of a packet over that of slotted ALOHA. */
export function meanReplicas({ terms }: DegreeDistribution): number {
  return terms.reduce((sum, { replicas, probability }) => sum + replicas * probability, 0);
}

/** The most replicas of any term. */
export function largestDegree({ terms }: DegreeDistribution): number {
  return terms[terms.length - 1].replicas;
}

function wrong(text: string, message: string): LeolinkError {
  return new LeolinkError("input", [{ message: `degree distribution ${text}: ${message}` }]);
}
