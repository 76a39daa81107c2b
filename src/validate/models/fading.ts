import { goodShare, type LmsState, meanLength_m } from "../../channel/lms-two-state.js";
import { looMeanPower, looPowerCdf } from "../../channel/loo.js";
import { ricianPowerCdf } from "../../channel/rician.js";
import { shadowedRicianMoments, shadowedRicianPowerCdf, shadowedRicianSets } from "../../channel/shadowed-rician.js";
import type { CaseInput } from "../case-input.js";
import { caseChoice, caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

const sets = Object.keys(shadowedRicianSets) as (keyof typeof shadowedRicianSets)[];
const looInputs = ["mean_dB", "deviation_dB", "multipath_dB"];

/** Statistics of fading in closed form. */
export const fadingModels: readonly ValidationModel[] = [
  {
    name: "channel.rician.cdf",
    inputs: ["k_dB", "power"],
    outputs: ["probability"],
    evaluate: (input) => ({ probability: ricianPowerCdf(caseNumber(input, "k_dB"), caseNumber(input, "power")) }),
  },
  {
    name: "channel.shadowedRician.cdf",
    inputs: ["set", "power"],
    outputs: ["probability"],
    evaluate: (input) => ({
      probability: shadowedRicianPowerCdf(
        shadowedRicianSets[caseChoice(input, "set", sets)],
        caseNumber(input, "power"),
      ),
    }),
  },
  {
    name: "channel.shadowedRician.moments",
    inputs: ["b0", "m", "omega"],
    outputs: ["mean", "meanSquare"],
    evaluate: (input) => ({
      ...shadowedRicianMoments({
        b0: caseNumber(input, "b0"),
        m: caseNumber(input, "m"),
        omega: caseNumber(input, "omega"),
      }),
    }),
  },
  {
    name: "channel.loo.cdf",
    inputs: [...looInputs, "power"],
    outputs: ["probability", "meanPower"],
    evaluate: (input) => {
      const triplet = {
        mean_dB: caseNumber(input, "mean_dB"),
        deviation_dB: caseNumber(input, "deviation_dB"),
        multipath_dB: caseNumber(input, "multipath_dB"),
      };
      return { probability: looPowerCdf(triplet, caseNumber(input, "power")), meanPower: looMeanPower(triplet) };
    },
  },
  {
    name: "channel.p681.stateStatistics",
    inputs: ["goodLogMean", "goodLogDeviation", "goodMinimum_m", "badLogMean", "badLogDeviation", "badMinimum_m"],
    outputs: ["goodMeanLength_m", "badMeanLength_m", "goodShare"],
    evaluate: (input) => {
      const [good, bad] = [state(input, "good"), state(input, "bad")];
      return {
        goodMeanLength_m: meanLength_m(good),
        badMeanLength_m: meanLength_m(bad),
        goodShare: goodShare({ good, bad, f1_m_dB: 0, f2_m: 0 }),
      };
    },
  },
];

/** How long a state lasts; its levels do not enter. */
function state(input: CaseInput, name: "good" | "bad"): LmsState {
  const levels = {
    levelMean_dB: 0,
    levelDeviation_dB: 0,
    levelLeast: 0,
    levelMost: 1,
    g1: 0,
    g2_dB: 0,
    h1: 0,
    h2_dB: 0,
    correlation_m: 1,
  };
  return {
    ...levels,
    logMean: caseNumber(input, `${name}LogMean`),
    logDeviation: caseNumber(input, `${name}LogDeviation`),
    minimum_m: caseNumber(input, `${name}Minimum_m`),
  };
}
