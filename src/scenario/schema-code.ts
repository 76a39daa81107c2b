import { ccsdsFamilies } from "./schema-code-ccsds.js";
import { dvbFamilies } from "./schema-code-dvb.js";
import type { FamilySchema } from "./schema-code-form.js";
import { nrFamilies } from "./schema-code-nr.js";
import { plainFamilies } from "./schema-code-plain.js";

/** Every code family that a user may name. */
export const codeFamilies: Readonly<Record<string, FamilySchema>> = {
  ...nrFamilies,
  ...dvbFamilies,
  ...ccsdsFamilies,
  ...plainFamilies,
};
