import { bicmInformation } from "./bicm-information.js";

/** Octaves of SINR that a table spans, and its entries an octave: -36 dB to 48 dB in steps of at most 0.067 dB. */
const lowestExponent = -12;
const highestExponent = 16;
const entryBits = 6;
const entriesPerOctave = 2 ** entryBits;
/** Computed values an octave; the entries between them come from cubic interpolation over the logarithm. */
const computedPerOctave = 16;

/** Lowest SINR of a table: below it, information is taken as proportional to the SINR. */
export const tableMinimum = 2 ** lowestExponent;
/** At or above it, a table gives its last entry; the largest float32 below is its last place. */
export const tableMaximum = 2 ** highestExponent;
/** A float32's bits shifted right by so much, less `tableOffset`, are the index of the entry at or below it. */
export const indexShift = 23 - entryBits;
export const tableOffset = (127 + lowestExponent) << entryBits;
export const tableEntries = (highestExponent - lowestExponent) * entriesPerOctave + 1;

/**
 * Mutual information of square QAM over the SINR, for look-up by the bits of a float32: entry e = 64 o + i stands for
 * the SINR 2^(o - 12) (1 + i / 64). Linear interpolation between entries is within 3e-5 bits a symbol of
 * `bicmInformation`'s capacity for QPSK to 1024QAM.
 */
export interface InformationTable {
  readonly bitsPerSymbol: number;
  /** `tableEntries` numbers, bits a symbol, rising. */
  readonly entries: Float32Array;
}

/** Computes the table of a modulation: 2 ms for QPSK, half a second for 1024QAM. */
export function informationTable(bitsPerSymbol: number): InformationTable {
  const first = lowestExponent * computedPerOctave - 1;
  const count = (highestExponent - lowestExponent) * computedPerOctave + 3;
  const computed = Float64Array.from(
    { length: count },
    (_, index) => bicmInformation(bitsPerSymbol, 2 ** ((first + index) / computedPerOctave)).capacity,
  );
  const entries = Float32Array.from({ length: tableEntries }, (_, entry) => {
    const octave = Math.floor(entry / entriesPerOctave);
    const sinr = 2 ** (octave + lowestExponent) * (1 + (entry % entriesPerOctave) / entriesPerOctave);
    return cubic(computed, Math.log2(sinr) * computedPerOctave - first);
  });
  return { bitsPerSymbol, entries };
}

/** Lagrange's polynomial through the four values around a place. */
function cubic(values: Float64Array, place: number): number {
  const at = Math.min(values.length - 3, Math.floor(place));
  const t = place - at;
  return (
    (-values[at - 1] * t * (t - 1) * (t - 2)) / 6 +
    (values[at] * (t + 1) * (t - 1) * (t - 2)) / 2 -
    (values[at + 1] * (t + 1) * t * (t - 2)) / 2 +
    (values[at + 2] * (t + 1) * t * (t - 1)) / 6
  );
}

/** The SINR, linear, at which a table gives so many bits a symbol: the inverse of the look-up. */
export function informationSinr({ entries }: InformationTable, information: number): number {
  const last = entries[tableEntries - 1];
  if (!(information >= 0 && information <= last)) {
    throw new RangeError(`informationSinr: expected information from 0 to ${last}, found ${information}`);
  }
  if (information <= entries[0]) return (information / entries[0]) * tableMinimum;
  let low = 0;
  let high = tableEntries - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (entries[middle] < information) low = middle;
    else high = middle;
  }
  const rise = entries[high] - entries[low];
  const fraction = rise > 0 ? (information - entries[low]) / rise : 0;
  const octave = Math.floor(low / entriesPerOctave);
  return 2 ** (octave + lowestExponent) * (1 + ((low % entriesPerOctave) + fraction) / entriesPerOctave);
}
