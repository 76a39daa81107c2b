import { type DvbS2xModcod, modcodByName } from "../phy/dvb-s2x.js";

/** The MODCOD of a name that the scenario has already checked. */
export function namedModcod(name: string): DvbS2xModcod {
  const modcod = modcodByName(name);
  if (!modcod) throw new RangeError(`DVB-S2X has no MODCOD ${name}`);
  return modcod;
}
