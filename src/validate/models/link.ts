import { closedFormBudget, tr38821LinkBudget } from "../../budget/tr38821.js";
import { caseChoice, caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

/** Link budgets in closed form. */
export const linkModels: readonly ValidationModel[] = [
  {
    name: "link.cnr",
    inputs: [
      "frequency_GHz",
      "altitude_km",
      "elevation_deg",
      "eirp_dBW",
      "gt_dBK",
      "bandwidth_MHz",
      "gas_dB",
      "shadowing_dB",
      "scintillation_dB",
      "polarization_dB",
    ],
    outputs: ["slantRange_km", "fspl_dB", "cnr_dB"],
    evaluate: (input) => {
      const { slantRange_m, freeSpaceLoss_dB, cn_dB } = closedFormBudget({
        carrier_Hz: caseNumber(input, "frequency_GHz") * 1e9,
        altitude_m: caseNumber(input, "altitude_km") * 1e3,
        elevation_deg: caseNumber(input, "elevation_deg"),
        eirp_dBW: caseNumber(input, "eirp_dBW"),
        gOverT_dBK: caseNumber(input, "gt_dBK"),
        bandwidth_Hz: caseNumber(input, "bandwidth_MHz") * 1e6,
        gas_dB: caseNumber(input, "gas_dB"),
        shadowing_dB: caseNumber(input, "shadowing_dB"),
        scintillation_dB: caseNumber(input, "scintillation_dB"),
        polarisation_dB: caseNumber(input, "polarization_dB"),
      });
      return { slantRange_km: slantRange_m / 1e3, fspl_dB: freeSpaceLoss_dB, cnr_dB: cn_dB };
    },
  },
  {
    name: "link.cnr.tr38821",
    inputs: ["studyCase", "direction"],
    outputs: ["cnr_dB"],
    evaluate: (input) => ({
      cnr_dB: tr38821LinkBudget(caseNumber(input, "studyCase"), caseChoice(input, "direction", ["DL", "UL"])).cn_dB,
    }),
  },
];
