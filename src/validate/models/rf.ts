import { antennaGain_dBi, peakGain_dBi } from "../../antenna/antenna-gain.js";
import type { LineTaper } from "../../antenna/antenna-pattern.js";
import { beamwidth_deg } from "../../antenna/beamwidth.js";
import { s1528LeoGain_dBi } from "../../antenna/itu-s1528.js";
import { arrayGain_dBi } from "../../antenna/planar-array.js";
import { type PolarisationEllipse, polarisationLoss_dB } from "../../antenna/polarisation-loss.js";
import { eirp_dBW } from "../../rf/eirp.js";
import { gOverT_dBK } from "../../rf/g-over-t.js";
import { type LineUpStage, lineUpTotal } from "../../rf/line-up.js";
import { antennaTemperatureInRain_K, systemTemperature_K } from "../../rf/noise-temperature.js";
import { caseChoice, caseNumber } from "../case-input.js";
import type { CaseValue, ValidationModel } from "../validation-model.js";

type Input = Readonly<Record<string, CaseValue>>;

const receiverColumns = ["antennaTemperature_K", "feederLoss_dB", "ambientTemperature_K", "noiseFigure_dB"] as const;
const stageColumns = [1, 2, 3].flatMap((stage) =>
  ["gain", "noiseFigure"].map((name) => `${name}${stage}_dB`).concat(`oip3${stage}_dBm`),
);

/** Validation models of antennas and radio-frequency chains, closed form. */
export const rfModels: readonly ValidationModel[] = [
  {
    name: "antenna.circularAperture",
    inputs: ["frequency_GHz", "diameter_m", "efficiency", "offBoresight_deg"],
    outputs: ["peakGain_dBi", "gain_dBi", "beamwidth_deg"],
    evaluate: (input) => {
      const carrier_Hz = caseNumber(input, "frequency_GHz") * 1e9;
      const pattern = {
        kind: "circularAperture",
        diameter_m: caseNumber(input, "diameter_m"),
        efficiency: caseNumber(input, "efficiency"),
      } as const;
      return {
        peakGain_dBi: peakGain_dBi(pattern, carrier_Hz),
        gain_dBi: antennaGain_dBi(pattern, carrier_Hz, caseNumber(input, "offBoresight_deg")),
        beamwidth_deg: beamwidth_deg(pattern, carrier_Hz) ?? "none",
      };
    },
  },
  {
    name: "antenna.ituS465",
    inputs: ["frequency_GHz", "diameter_m", "peakGain_dBi", "offBoresight_deg"],
    outputs: ["gain_dBi"],
    evaluate: (input) => {
      const pattern = {
        kind: "ituS465",
        diameter_m: caseNumber(input, "diameter_m"),
        gain_dBi: caseNumber(input, "peakGain_dBi"),
      } as const;
      const carrier_Hz = caseNumber(input, "frequency_GHz") * 1e9;
      return { gain_dBi: antennaGain_dBi(pattern, carrier_Hz, caseNumber(input, "offBoresight_deg")) };
    },
  },
  {
    name: "antenna.ituS1528",
    inputs: ["peakGain_dBi", "halfBeamwidth_deg", "sideLobe_dB", "offBoresight_deg"],
    outputs: ["gain_dBi"],
    evaluate: (input) => {
      const pattern = {
        kind: "ituS1528",
        gain_dBi: caseNumber(input, "peakGain_dBi"),
        halfBeamwidth_deg: caseNumber(input, "halfBeamwidth_deg"),
        sideLobe_dB: caseNumber(input, "sideLobe_dB"),
      } as const;
      // The pattern's angles scale with the beamwidth alone: no carrier enters.
      return { gain_dBi: antennaGain_dBi(pattern, 20e9, caseNumber(input, "offBoresight_deg")) };
    },
  },
  {
    name: "antenna.ituS1528Leo",
    inputs: ["peakGain_dBi", "halfBeamwidth_deg", "offBoresight_deg"],
    outputs: ["gain_dBi"],
    evaluate: (input) => ({
      gain_dBi: s1528LeoGain_dBi(
        caseNumber(input, "peakGain_dBi"),
        caseNumber(input, "halfBeamwidth_deg"),
        caseNumber(input, "offBoresight_deg"),
      ),
    }),
  },
  {
    name: "antenna.planarArray",
    inputs: [
      "rows",
      "columns",
      "rowSpacing",
      "columnSpacing",
      "elementGain_dBi",
      "elementExponent",
      "taper",
      "loss_dB",
      "theta_deg",
      "phi_deg",
      "beamTheta_deg",
      "beamPhi_deg",
    ],
    outputs: ["gain_dBi"],
    evaluate: (input) => ({
      gain_dBi: arrayGain_dBi(
        {
          kind: "planarArray",
          rows: caseNumber(input, "rows"),
          columns: caseNumber(input, "columns"),
          rowSpacing: caseNumber(input, "rowSpacing"),
          columnSpacing: caseNumber(input, "columnSpacing"),
          elementGain_dBi: caseNumber(input, "elementGain_dBi"),
          elementExponent: caseNumber(input, "elementExponent"),
          taper: caseChoice<Extract<LineTaper, string>>(input, "taper", ["uniform", "cosine"]),
          loss_dB: caseNumber(input, "loss_dB"),
          scanLimit_deg: 90,
        },
        { theta_deg: caseNumber(input, "theta_deg"), phi_deg: caseNumber(input, "phi_deg") },
        { theta_deg: caseNumber(input, "beamTheta_deg"), phi_deg: caseNumber(input, "beamPhi_deg") },
      ),
    }),
  },
  {
    name: "antenna.polarisationLoss",
    inputs: ["waveAxialRatio_dB", "waveSense", "antennaAxialRatio_dB", "antennaSense", "tiltDifference_deg"],
    outputs: ["loss_dB"],
    evaluate: (input) => ({
      loss_dB: polarisationLoss_dB(
        ellipse(input, "wave"),
        ellipse(input, "antenna"),
        caseNumber(input, "tiltDifference_deg"),
      ),
    }),
  },
  {
    name: "rf.lineUp",
    inputs: stageColumns,
    outputs: ["gain_dB", "noiseFigure_dB", "noiseTemperature_K", "iip3_dBm", "oip3_dBm"],
    evaluate: (input) => ({ ...lineUpTotal([1, 2, 3].map((stage) => lineUpStage(input, stage))) }),
  },
  {
    name: "rf.gOverT",
    inputs: ["gain_dBi", ...receiverColumns],
    outputs: ["systemTemperature_K", "gOverT_dBK"],
    evaluate: (input) => {
      const receiver = {
        antennaTemperature_K: caseNumber(input, "antennaTemperature_K"),
        feederLoss_dB: caseNumber(input, "feederLoss_dB"),
        ambientTemperature_K: caseNumber(input, "ambientTemperature_K"),
        noiseFigure_dB: caseNumber(input, "noiseFigure_dB"),
      };
      return {
        systemTemperature_K: systemTemperature_K(receiver),
        gOverT_dBK: gOverT_dBK(caseNumber(input, "gain_dBi"), receiver),
      };
    },
  },
  {
    name: "rf.antennaTemperatureInRain",
    inputs: ["clearSkyTemperature_K", "attenuation_dB", "radiatingTemperature_K"],
    outputs: ["antennaTemperature_K"],
    evaluate: (input) => ({
      antennaTemperature_K: antennaTemperatureInRain_K(
        caseNumber(input, "clearSkyTemperature_K"),
        caseNumber(input, "attenuation_dB"),
        caseNumber(input, "radiatingTemperature_K"),
      ),
    }),
  },
  {
    name: "rf.eirp",
    inputs: ["saturatedPower_dBW", "outputBackOff_dB", "feederLoss_dB", "gain_dBi"],
    outputs: ["eirp_dBW"],
    evaluate: (input) => ({
      eirp_dBW: eirp_dBW(
        {
          saturatedPower_dBW: caseNumber(input, "saturatedPower_dBW"),
          outputBackOff_dB: caseNumber(input, "outputBackOff_dB"),
          feederLoss_dB: caseNumber(input, "feederLoss_dB"),
        },
        caseNumber(input, "gain_dBi"),
      ),
    }),
  },
];

function lineUpStage(input: Input, stage: number): LineUpStage {
  return {
    name: `stage ${stage}`,
    gain_dB: caseNumber(input, `gain${stage}_dB`),
    noiseFigure_dB: caseNumber(input, `noiseFigure${stage}_dB`),
    oip3_dBm: caseNumber(input, `oip3${stage}_dBm`),
    p1dB_dBm: Number.POSITIVE_INFINITY,
  };
}

/** A linear polarisation has an axial ratio that is no number of a case file: the text `linear` stands for it. */
function ellipse(input: Input, end: "wave" | "antenna"): PolarisationEllipse {
  const axialRatio = input[`${end}AxialRatio_dB`];
  return {
    axialRatio_dB: axialRatio === "linear" ? Number.POSITIVE_INFINITY : caseNumber(input, `${end}AxialRatio_dB`),
    sense: caseChoice(input, `${end}Sense`, ["right", "left"]),
  };
}
