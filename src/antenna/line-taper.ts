import type { ArrayTaper, LineTaper, PlanarArray } from "./antenna-pattern.js";
import { dolphChebyshevTaper } from "./dolph-chebyshev.js";
import { taylorTaper } from "./taylor-taper.js";

/** Amplitudes of a line of elements by a taper; the largest is 1, but for `cosine`, where it is that of its middle. */
export function lineTaper(taper: LineTaper, count: number): Float64Array {
  if (taper === "uniform") return new Float64Array(count).fill(1);
  if (taper === "cosine") {
    // cos(pi / 2) would leave a rounded zero of a single element.
    if (count === 1) return Float64Array.of(1);
    return Float64Array.from({ length: count }, (_, n) => Math.cos((Math.PI * (n - (count - 1) / 2)) / count));
  }
  return taper.kind === "taylor"
    ? taylorTaper(count, taper.sideLobe_dB, taper.nBar)
    : dolphChebyshevTaper(count, taper.sideLobe_dB);
}

/** The tapers over an array's rows and over its columns. */
export function axisTapers(taper: ArrayTaper): { readonly rows: LineTaper; readonly columns: LineTaper } {
  return typeof taper === "object" && "rows" in taper ? taper : { rows: taper, columns: taper };
}

/** Efficiency of a taper over a line, (sum w)^2 / (N sum w^2). */
export function lineTaperEfficiency(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return sum ** 2 / (weights.length * squares);
}

/** Whether an array is one that sums of sines describe: ideal, in a rectangular lattice, its tapers uniform or cosine. */
export function hasClosedForm({
  taper,
  lattice,
  beamformer,
  errors,
  polarisation,
  elementPattern,
}: PlanarArray): boolean {
  const { rows, columns } = axisTapers(taper);
  const isPlain = lattice !== "triangular" && !beamformer && !errors && !polarisation && !elementPattern;
  return isPlain && typeof rows === "string" && typeof columns === "string";
}
