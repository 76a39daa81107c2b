import type { KnownRun } from "../phy/dvb-pl-framer.js";

/** Symbols of a stretch over which gain and phase count as the same; of data and of known symbols at most. */
export const dataStretch = 45;
const knownStretch = 90;

/** A frame in stretches of known symbols and of data, in their order. */
export interface FrameStretches {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly isKnown: Uint8Array;
  readonly centre: Float64Array;
  /** Pilot blocks, header and next start left out. */
  readonly pilots: readonly number[];
}

/** @param known  the runs of known symbols: the header at 0, pilots, the next frame's start */
export function frameStretches(symbols: number, known: readonly KnownRun[]): FrameStretches {
  const first: number[] = [];
  const count: number[] = [];
  const isKnown: number[] = [];
  const pilots: number[] = [];
  const add = (from: number, end: number, most: number, isRun: boolean) => {
    const parts = Math.ceil((end - from) / most);
    for (let part = 0; part < parts; part++) {
      const at = from + Math.round((part * (end - from)) / parts);
      first.push(at);
      count.push(from + Math.round(((part + 1) * (end - from)) / parts) - at);
      isKnown.push(isRun ? 1 : 0);
    }
  };
  let at = 0;
  known.forEach((run, index) => {
    add(at, run.first, dataStretch, false);
    if (index > 0 && index < known.length - 1) pilots.push(first.length);
    at = run.first + run.symbols.re.length;
    add(run.first, at, knownStretch, true);
  });
  add(at, symbols, dataStretch, false);
  return {
    first: Int32Array.from(first),
    count: Int32Array.from(count),
    isKnown: Uint8Array.from(isKnown),
    centre: Float64Array.from(first, (from, i) => from + (count[i] - 1) / 2),
    pilots,
  };
}
