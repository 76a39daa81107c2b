import { type DegreeDistribution, meanReplicas } from "./degree-distribution.js";

/**
 * Density evolution of interference cancellation over a frame of infinitely many slots, on the collision channel (a slot
 * with one packet left is decoded, one with more is not; cancelling is perfect).
 *
 * G. Liva, "Graph-based analysis and optimization of contention resolution diversity slotted ALOHA", IEEE Trans. Commun. 59
 * (2011): with L(x) the degree distribution and l(x) = L'(x) / L'(1) that of the edges, a replica's slot stays closed with
 * p = 1 - exp(-q G L'(1)), and the packet of a replica is unknown from its other slots with q = l(p).
 */

/**
 * Probability that a packet is lost after a number of iterations.
 *
 * @param load        G, new packets a slot, from 0
 * @param iterations  from 1, which cancels nothing: it decodes the packets that are alone; Infinity for the fixed point
 */
export function asymptoticLossRate(distribution: DegreeDistribution, load: number, iterations: number): number {
  if (!(load >= 0 && load < Infinity)) {
    throw new RangeError(`asymptoticLossRate: load: expected a number from 0, found ${load}`);
  }
  if (!(iterations >= 1)) {
    throw new RangeError(`asymptoticLossRate: iterations: expected a number from 1, found ${iterations}`);
  }
  const edges = load * meanReplicas(distribution);
  let q = 1;
  let p = 1;
  // A fixed point is approached geometrically away from the threshold; at it, as one over the iterations.
  for (let iteration = 0; iteration < Math.min(iterations, mostIterations); iteration++) {
    const before = p;
    p = -Math.expm1(-q * edges);
    q = edgePolynomial(distribution, p);
    if (iterations === Infinity && before - p <= 1e-13 * p) break;
    if (p === 0) break;
  }
  return distribution.terms.reduce((sum, { replicas, probability }) => sum + probability * p ** replicas, 0);
}

/**
 * The load G* up to which every packet gets through in the limit of long frames: the largest G with q > l(1 - exp(-q G
 * L'(1))) for all q in (0, 1], found as the minimum over p of -ln(1 - p) / (l(p) L'(1)). 0 where some users send one replica
 * only: their collisions are never resolved.
 *
 * @returns packets a slot
 */
export function asymptoticThreshold(distribution: DegreeDistribution): number {
  if (distribution.terms[0].replicas === 1) return 0;
  const mean = meanReplicas(distribution);
  const load = (p: number) => -Math.log1p(-p) / (edgePolynomial(distribution, p) * mean);
  // At p -> 0 the stability condition: 1 / (2 L2), none where no user sends two replicas.
  const { replicas, probability } = distribution.terms[0];
  let lowest = replicas === 2 ? 1 / (2 * probability) : Infinity;
  let at = 0;
  for (let i = 1; i < gridPoints; i++) {
    const value = load(i / gridPoints);
    if (value < lowest) [lowest, at] = [value, i / gridPoints];
  }
  if (at === 0) return lowest;
  return Math.min(lowest, load(minimumNear(load, at)));
}

const mostIterations = 1e6;
/** Of p in (0, 1). Loads over p are smooth: their minima are much wider than a step. */
const gridPoints = 4096;

/** l(x) = L'(x) / L'(1). */
function edgePolynomial(distribution: DegreeDistribution, x: number): number {
  let sum = 0;
  for (const { replicas, probability } of distribution.terms) sum += replicas * probability * x ** (replicas - 1);
  return sum / meanReplicas(distribution);
}

/** Golden-section search around a point of the grid. */
function minimumNear(of: (p: number) => number, at: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = at - 1 / gridPoints;
  let high = Math.min(at + 1 / gridPoints, 1 - 1e-12);
  if (low <= 0) low = 1e-9;
  while (high - low > 1e-10) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (of(a) < of(b)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}
