import { slantRangeSpherical_m } from "../../geometry/spherical-earth.js";
import { speedOfLight_ms } from "../../physics.js";
import { caseChoice, caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

/** Delays of a system and what they ask of a protocol. */
export const systemModels: readonly ValidationModel[] = [
  {
    name: "system.roundTrip",
    inputs: ["altitude_km", "payload", "elevation_deg"],
    outputs: ["roundTripMax_ms"],
    evaluate: (input) => {
      const hops = caseChoice(input, "payload", ["regenerative", "transparent"]) === "transparent" ? 2 : 1;
      const range_m = slantRangeSpherical_m(caseNumber(input, "altitude_km") * 1e3, caseNumber(input, "elevation_deg"));
      return { roundTripMax_ms: (2 * hops * range_m * 1e3) / speedOfLight_ms };
    },
  },
  {
    name: "system.harqProcesses",
    inputs: ["roundTrip_ms", "slot_ms"],
    outputs: ["processes"],
    evaluate: (input) => {
      const roundTrip_ms = caseNumber(input, "roundTrip_ms");
      const slot_ms = caseNumber(input, "slot_ms");
      if (!(roundTrip_ms >= 0)) throw new RangeError(`expected a round trip from 0 ms, found ${roundTrip_ms}`);
      if (!(slot_ms > 0)) throw new RangeError(`expected a slot above 0 ms, found ${slot_ms}`);
      // Of decimal figures a whole quotient may come out an ulp too large: 1.1 / 0.1 is 11.000000000000002.
      return { processes: Math.ceil((roundTrip_ms / slot_ms) * (1 - 4 * Number.EPSILON)) };
    },
  },
];
