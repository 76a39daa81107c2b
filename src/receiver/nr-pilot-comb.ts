/** Known symbols of a layer on the grid of a slot, `[symbol][subcarrier]`: the flat places rise. */
export interface NrPilots {
  readonly elements: Int32Array;
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/**
 * Where the pilots of layers lie that share their elements, and which elements are despread together. A sample of the channel
 * comes of the members of one unit; the units of one instant lie in the same symbol, or in the same two.
 */
export interface NrPilotComb {
  /** Layers that send here, by index. */
  readonly layers: readonly number[];
  readonly instants: number;
  /** `[instant]`: mean symbol of its units. */
  readonly symbol: Float64Array;
  /** Units of each instant. */
  readonly units: number;
  /** `[unit]`: mean subcarrier. */
  readonly subcarrier: Float64Array;
  /** Elements of a unit. */
  readonly members: number;
  /** `[instant][unit][member]`: flat place on the grid. */
  readonly element: Int32Array;
  /** The same: index into the pilots' lists. */
  readonly pilot: Int32Array;
}

/** Members in frequency and in time, the fewest first. */
const spreads: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 1],
  [1, 2],
  [2, 2],
];

/**
 * Combs of layers by the elements that they use: the layers on one comb are told apart by their cover codes over two neighbouring
 * pilots in frequency, in time, or four in both (TS 38.211, 7.4.1.1.2), the fewest that keep them orthogonal.
 *
 * @param layers       pilots of one slot, the same elements or none in common
 * @param subcarriers  of the grid
 * @throws RangeError where layers on the same elements are not orthogonal over four
 */
export function nrPilotCombs(layers: readonly NrPilots[], subcarriers: number): NrPilotComb[] {
  const groups = new Map<string, number[]>();
  layers.forEach(({ elements }, layer) => {
    const key = `${elements.length}:${elements[0]}`;
    groups.set(key, [...(groups.get(key) ?? []), layer]);
  });
  return [...groups.values()].map((members) => {
    for (const spread of spreads) {
      const comb = combOf(members, layers[members[0]].elements, subcarriers, spread);
      if (comb && areOrthogonal(comb, layers)) return comb;
    }
    throw new RangeError(
      `nrPilotCombs: expected pilots that are orthogonal over two or four neighbours, found layers ${members} that are not`,
    );
  });
}

function combOf(
  layers: readonly number[],
  elements: Int32Array,
  subcarriers: number,
  [inFrequency, inTime]: readonly [number, number],
): NrPilotComb | undefined {
  const rows: { symbol: number; from: number; count: number }[] = [];
  elements.forEach((element, i) => {
    const symbol = Math.floor(element / subcarriers);
    const last = rows[rows.length - 1];
    if (last?.symbol === symbol) last.count++;
    else rows.push({ symbol, from: i, count: 1 });
  });
  const [{ count }] = rows;
  if (rows.some((row) => row.count !== count) || rows.length % inTime !== 0 || count % inFrequency !== 0) {
    return undefined;
  }
  const instants = rows.length / inTime;
  const units = count / inFrequency;
  const members = inFrequency * inTime;
  const symbol = new Float64Array(instants);
  const subcarrier = new Float64Array(units);
  const element = new Int32Array(instants * units * members);
  const pilot = new Int32Array(element.length);
  for (let instant = 0; instant < instants; instant++) {
    const run = rows.slice(instant * inTime, (instant + 1) * inTime);
    if (run[run.length - 1].symbol - run[0].symbol !== inTime - 1) return undefined;
    symbol[instant] = run[0].symbol + (inTime - 1) / 2;
    for (let unit = 0; unit < units; unit++) {
      for (let member = 0; member < members; member++) {
        const { from } = run[Math.floor(member / inFrequency)];
        const index = from + unit * inFrequency + (member % inFrequency);
        const at = (instant * units + unit) * members + member;
        pilot[at] = index;
        element[at] = elements[index];
        if (instant === 0) subcarrier[unit] += (elements[index] % subcarriers) / members;
      }
    }
  }
  return { layers, instants, symbol, units, subcarrier, members, element, pilot };
}

function areOrthogonal({ layers, members, pilot }: NrPilotComb, pilots: readonly NrPilots[]): boolean {
  for (const a of layers) {
    for (const b of layers) {
      if (a >= b) continue;
      for (let from = 0; from < pilot.length; from += members) {
        let [re, im, power] = [0, 0, 0];
        for (let i = from; i < from + members; i++) {
          const at = pilot[i];
          const [aRe, aIm, bRe, bIm] = [pilots[a].re[at], pilots[a].im[at], pilots[b].re[at], pilots[b].im[at]];
          re += aRe * bRe + aIm * bIm;
          im += aIm * bRe - aRe * bIm;
          power += aRe * aRe + aIm * aIm;
        }
        if (!(re * re + im * im < 1e-8 * power * power)) return false;
      }
    }
  }
  return true;
}

/**
 * Samples of a layer's channel at the units of its comb by least squares, sum of y p* over sum of |p|^2: the channel counts as the
 * same over a unit.
 *
 * @param y    `[symbol][subcarrier]` of one receive branch, from index `from`
 * @param out  `[instant][unit]`, from index `to`
 */
export function leastSquares(
  { element, pilot, members }: NrPilotComb,
  { re: pRe, im: pIm }: NrPilots,
  y: { readonly re: Float32Array; readonly im: Float32Array },
  from: number,
  out: { readonly re: Float32Array; readonly im: Float32Array },
  to: number,
): void {
  const { re: yRe, im: yIm } = y;
  const samples = pilot.length / members;
  for (let sample = 0, at = 0; sample < samples; sample++) {
    let [re, im, power] = [0, 0, 0];
    for (let member = 0; member < members; member++, at++) {
      const [aRe, aIm] = [pRe[pilot[at]], pIm[pilot[at]]];
      const [bRe, bIm] = [yRe[from + element[at]], yIm[from + element[at]]];
      re += bRe * aRe + bIm * aIm;
      im += bIm * aRe - bRe * aIm;
      power += aRe * aRe + aIm * aIm;
    }
    out.re[to + sample] = re / power;
    out.im[to + sample] = im / power;
  }
}

/** Sum of |p|^2 over the members of a unit, the mean over the comb: the noise of a sample is the element's over this. */
export function unitEnergy({ pilot, members }: NrPilotComb, { re, im }: NrPilots): number {
  let energy = 0;
  for (const at of pilot) energy += re[at] ** 2 + im[at] ** 2;
  return (energy * members) / pilot.length;
}
