import { type BlockMapping, type BlockShape, checkBlockShape, refuseSinrs } from "./block-sinrs.js";
import {
  type InformationTable,
  indexShift,
  tableEntries,
  tableMaximum,
  tableMinimum,
  tableOffset,
} from "./information-table.js";

/** A form of this kernel: makes a mapping of the given shape for one modulation. */
export type InformationMappingForm = (shape: BlockShape, table: InformationTable) => BlockMapping;

const owner = "informationMapping";
/** The largest float32 below `tableMaximum`. */
const largestSinr = tableMaximum * (1 - 2 ** -24);

/**
 * Mean mutual information of each block's resource elements, by table: the mapping of MIESM and RBIR, of which
 * `informationSinr` is the way back to an effective SINR. The reference form.
 *
 * `mapped` receives bits a symbol. An element's information is the table's, linear between entries; below the table it
 * is proportional to the SINR, above it stays. O(blocks elements), one look-up an element.
 */
export function informationMapping(shape: BlockShape, { entries }: InformationTable): BlockMapping {
  checkInformationMapping(shape, entries);
  const { blocks, elements } = shape;
  const sinr = new Float32Array(blocks * elements);
  const mapped = new Float64Array(blocks);
  const place = new Float32Array(1);
  const placeBits = new Uint32Array(place.buffer);
  const fractionMask = (1 << indexShift) - 1;
  const fractionStep = 2 ** -indexShift;
  const map = () => {
    for (let block = 0; block < blocks; block++) {
      let sum = 0;
      for (let i = block * elements; i < (block + 1) * elements; i++) {
        const value = sinr[i];
        if (!(value >= 0)) refuseSinrs(owner, sinr, block, elements);
        place[0] = Math.min(largestSinr, Math.max(tableMinimum, value));
        const index = (placeBits[0] >>> indexShift) - tableOffset;
        const fraction = (placeBits[0] & fractionMask) * fractionStep;
        const information = entries[index] + fraction * (entries[index + 1] - entries[index]);
        sum += value < tableMinimum ? (information * value) / tableMinimum : information;
      }
      mapped[block] = sum / elements;
    }
  };
  return { sinr, mapped, map };
}

/** A sum of NaN, as the other forms give it for a SINR that is negative or NaN, is refused. */
export function meanInformation(sinr: Float32Array, block: number, elements: number, sum: number): number {
  if (!(sum >= 0)) refuseSinrs(owner, sinr, block, elements);
  return sum / elements;
}

export function checkInformationMapping(shape: BlockShape, entries: Float32Array): void {
  checkBlockShape(owner, shape);
  if (entries.length !== tableEntries) {
    throw new RangeError(`${owner}: table: expected ${tableEntries} entries, found ${entries.length}`);
  }
}
