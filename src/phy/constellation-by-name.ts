import type { Constellation } from "./constellation.js";
import { nrConstellation, nrModulationNames } from "./nr-modulation.js";

/**
 * The constellation of that name: those of TS 38.211 (`BPSK`, `QPSK`, `16QAM` to `1024QAM`).
 *
 * @throws RangeError for an unknown name
 */
export function constellationByName(name: string): Constellation {
  const found = nrConstellation(name);
  if (found) return found;
  throw new RangeError(`constellation: expected ${nrModulationNames.join(", ")}, found ${name}`);
}
