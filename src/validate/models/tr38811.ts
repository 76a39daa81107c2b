import { freeSpaceLoss_dB } from "../../propagation/free-space.js";
import { tr38811ClutterLoss_dB, tr38811GasAttenuation_dB, tr38811Scintillation_dB } from "../../propagation/tr38811.js";
import { caseChoice, caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

/** Losses of 3GPP TR 38.811, clause 6.6. */
export const tr38811Models: readonly ValidationModel[] = [
  {
    // With line of sight and within 20 degrees of the equator, where the ionosphere scintillates.
    name: "tr38811.pathLoss",
    inputs: ["frequency_GHz", "elevation_deg", "distance_km"],
    outputs: ["loss_dB"],
    evaluate: (input) => {
      const frequency_GHz = caseNumber(input, "frequency_GHz");
      const elevation_deg = caseNumber(input, "elevation_deg");
      return {
        loss_dB:
          freeSpaceLoss_dB(caseNumber(input, "distance_km") * 1e3, frequency_GHz * 1e9) +
          tr38811GasAttenuation_dB(frequency_GHz, elevation_deg) +
          tr38811Scintillation_dB(frequency_GHz, elevation_deg),
      };
    },
  },
  {
    name: "tr38811.clutterLoss",
    inputs: ["environment", "frequency_GHz", "elevation_deg"],
    outputs: ["loss_dB"],
    evaluate: (input) => ({
      loss_dB: tr38811ClutterLoss_dB(
        caseChoice(input, "environment", ["denseUrban", "urban", "suburbanRural"]),
        caseNumber(input, "frequency_GHz"),
        caseNumber(input, "elevation_deg"),
      ),
    }),
  },
];
