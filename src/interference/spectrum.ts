import { dB, fromdB } from "../decibel.js";

/** How an interferer's power lies over frequency; offsets from the wanted carrier. */
export type Spectrum =
  /** All at one frequency. */
  | { readonly kind: "tone"; readonly offset_Hz: number }
  /** Even over a band. */
  | { readonly kind: "band"; readonly offset_Hz: number; readonly bandwidth_Hz: number }
  /** A carrier of root-raised-cosine pulses. */
  | { readonly kind: "carrier"; readonly offset_Hz: number; readonly symbolRate_Hz: number; readonly rollOff: number }
  /** Even over a channel, beyond it as an emission mask says: points in dB under the density within, by offset from its middle. */
  | {
      readonly kind: "mask";
      readonly offset_Hz: number;
      readonly bandwidth_Hz: number;
      readonly points: readonly MaskPoint[];
    };

export interface MaskPoint {
  /** From the middle of the interfering channel, rising from half its bandwidth on. */
  readonly offset_Hz: number;
  /** Density relative to that within the channel, at most 0. */
  readonly level_dB: number;
}

/** The wanted receiver's matched filter. */
export interface MatchedFilter {
  readonly symbolRate_Hz: number;
  readonly rollOff: number;
}

/**
 * Part of an interferer's power that gets through the wanted signal's matched filter: the integral of its density, of unit
 * power, times the raised-cosine spectrum, 1 in the middle of the band. For a mask unit power is that within its channel.
 *
 * A tone in the middle gives 1, white noise over W gives symbol rate / W, an equal carrier 1 - rollOff / 4.
 */
export function matchedShare(spectrum: Spectrum, filter: MatchedFilter): number {
  if (spectrum.kind === "tone") return raisedCosine(spectrum.offset_Hz, filter);
  const edges = breaks(spectrum, filter);
  let sum = 0;
  for (let piece = 1; piece < edges.length; piece++) {
    sum += simpson((f_Hz) => density(spectrum, f_Hz) * raisedCosine(f_Hz, filter), edges[piece - 1], edges[piece]);
  }
  return sum;
}

/**
 * What turns C/I of the full powers into the C/I that is white over the link bandwidth and does the demodulator the same harm:
 * the symbols' Es/I0 is C / (I x matched share), and C/I in a bandwidth B becomes Es/I0 by B over the symbol rate.
 *
 * @returns dB to be added; Infinity where nothing gets through
 */
export function equalHarm_dB(spectrum: Spectrum, filter: MatchedFilter, bandwidth_Hz: number): number {
  return -dB((matchedShare(spectrum, filter) * bandwidth_Hz) / filter.symbolRate_Hz);
}

/** Raised-cosine spectrum, 1 in the pass band. */
function raisedCosine(f_Hz: number, { symbolRate_Hz, rollOff }: MatchedFilter): number {
  const x = (2 * Math.abs(f_Hz)) / symbolRate_Hz;
  if (x <= 1 - rollOff) return 1;
  if (x >= 1 + rollOff) return 0;
  return (1 + Math.cos((Math.PI / (2 * rollOff)) * (x - 1 + rollOff))) / 2;
}

/** Power density, 1 / Hz. */
function density(spectrum: Exclude<Spectrum, { kind: "tone" }>, f_Hz: number): number {
  const from_Hz = Math.abs(f_Hz - spectrum.offset_Hz);
  switch (spectrum.kind) {
    case "band":
      return from_Hz <= spectrum.bandwidth_Hz / 2 ? 1 / spectrum.bandwidth_Hz : 0;
    case "carrier":
      return raisedCosine(from_Hz, spectrum) / spectrum.symbolRate_Hz;
    case "mask":
      return fromdB(maskLevel_dB(spectrum, from_Hz)) / spectrum.bandwidth_Hz;
  }
}

/** Linear in dB between points; beyond the last its level goes on. */
function maskLevel_dB({ bandwidth_Hz, points }: Extract<Spectrum, { kind: "mask" }>, from_Hz: number): number {
  if (from_Hz <= bandwidth_Hz / 2) return 0;
  const next = points.findIndex(({ offset_Hz }) => offset_Hz >= from_Hz);
  if (next < 0) return points[points.length - 1].level_dB;
  const before = next === 0 ? { offset_Hz: bandwidth_Hz / 2, level_dB: points[0].level_dB } : points[next - 1];
  const after = points[next];
  if (after.offset_Hz === before.offset_Hz) return after.level_dB;
  const part = (from_Hz - before.offset_Hz) / (after.offset_Hz - before.offset_Hz);
  return before.level_dB + part * (after.level_dB - before.level_dB);
}

/** Where density or filter have corners, within the filter's band. */
function breaks(spectrum: Exclude<Spectrum, { kind: "tone" }>, { symbolRate_Hz, rollOff }: MatchedFilter): number[] {
  const filterEdges = [(1 - rollOff) / 2, (1 + rollOff) / 2].map((edge) => edge * symbolRate_Hz);
  const half_Hz = filterEdges[1];
  const own =
    spectrum.kind === "carrier"
      ? [(1 - spectrum.rollOff) / 2, (1 + spectrum.rollOff) / 2].map((edge) => edge * spectrum.symbolRate_Hz)
      : [
          spectrum.bandwidth_Hz / 2,
          ...(spectrum.kind === "mask" ? spectrum.points.map((point) => point.offset_Hz) : []),
        ];
  const places = [
    0,
    ...filterEdges.flatMap((edge) => [-edge, edge]),
    ...own.flatMap((edge) => [spectrum.offset_Hz - edge, spectrum.offset_Hz + edge]),
  ];
  const within = places.filter((place) => Math.abs(place) <= half_Hz);
  return [...new Set(within)].sort((a, b) => a - b);
}

const intervals = 64;

/** Between corners; just within the ends, where a density may jump. */
function simpson(f: (x: number) => number, from: number, to: number): number {
  const nudge = (to - from) * 1e-9;
  const step = (to - from - 2 * nudge) / intervals;
  let sum = 0;
  for (let i = 0; i <= intervals; i++) {
    const weight = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * f(from + nudge + i * step);
  }
  return (sum * (to - from)) / (3 * intervals);
}
