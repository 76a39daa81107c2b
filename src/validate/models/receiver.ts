import { correlationLoss_dB } from "../../receiver/correlation-loss.js";
import { secondOrderLoopGains } from "../../receiver/loop-gains.js";
import { noncoherentDetectionProbability } from "../../receiver/noncoherent-detection.js";
import { parseDegreeDistribution } from "../../receiver/random-access/degree-distribution.js";
import { asymptoticThreshold } from "../../receiver/random-access/density-evolution.js";
import { caseNumber, caseText } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

/** Synchronisation, detection and random access: closed forms of receivers. */
export const receiverModels: readonly ValidationModel[] = [
  {
    name: "receiver.irsaThreshold",
    inputs: ["distribution"],
    outputs: ["threshold"],
    evaluate: (input) => ({
      threshold: asymptoticThreshold(parseDegreeDistribution(caseText(input, "distribution"))),
    }),
  },
  {
    name: "receiver.frequencyOffsetLoss",
    inputs: ["symbols", "offsetPerSymbolRate"],
    outputs: ["loss_dB"],
    evaluate: (input) => ({
      loss_dB: correlationLoss_dB(caseNumber(input, "symbols"), caseNumber(input, "offsetPerSymbolRate")),
    }),
  },
  {
    name: "receiver.loopGains",
    inputs: ["noiseBandwidthT", "damping"],
    outputs: ["k1", "k2"],
    evaluate: (input) => {
      const gains = secondOrderLoopGains(caseNumber(input, "noiseBandwidthT"), caseNumber(input, "damping"));
      return { k1: gains.proportional, k2: gains.integral };
    },
  },
  {
    name: "receiver.noncoherentDetection",
    inputs: ["symbols", "falseAlarm", "esn0_dB"],
    outputs: ["detection"],
    evaluate: (input) => ({
      detection: noncoherentDetectionProbability(
        caseNumber(input, "symbols"),
        caseNumber(input, "falseAlarm"),
        caseNumber(input, "esn0_dB"),
      ),
    }),
  },
];
