import { nearestName } from "../nearest-name.js";
import type { Constellation } from "./constellation.js";
import { dvbConstellation, dvbConstellationNames } from "./dvb-constellation.js";
import { nrConstellation, nrModulationNames } from "./nr-modulation.js";

/**
 * The constellation of that name: those of TS 38.211 (`BPSK`, `QPSK`, `16QAM` to `1024QAM`) and of
 * DVB-S2X (`8PSK`, `16APSK 2/3`, `256APSK 3/4` ...).
 *
 * @throws RangeError for an unknown name
 */
export function constellationByName(name: string): Constellation {
  const found = nrConstellation(name) ?? dvbConstellation(name);
  if (found) return found;
  const known = [...new Set([...nrModulationNames, ...dvbConstellationNames()])];
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? known.join(", ") : `a known one such as ${nearest}`;
  throw new RangeError(`modulation: expected ${hint}, found ${name}`);
}
