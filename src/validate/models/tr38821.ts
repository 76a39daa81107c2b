import { tr38821DownlinkGeometry } from "../../budget/tr38821-geometry.js";
import { dB } from "../../decibel.js";
import { percentile } from "../../statistics/percentile.js";
import { caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

/** 50 drops of 20 users a beam. */
const users = 19_000;
const seed = 1;

/** System-level geometry of TR 38.821. */
export const tr38821Models: readonly ValidationModel[] = [
  {
    name: "tr38821.downlinkGeometry",
    inputs: ["studyCase"],
    outputs: ["sir_p5_dB", "sir_p50_dB", "sir_p95_dB", "sinr_p5_dB", "sinr_p50_dB", "sinr_p95_dB"],
    evaluate: (input) => {
      const { sir, sinr } = tr38821DownlinkGeometry(caseNumber(input, "studyCase"), users, seed);
      sir.sort();
      sinr.sort();
      return {
        sir_p5_dB: dB(percentile(sir, 0.05)),
        sir_p50_dB: dB(percentile(sir, 0.5)),
        sir_p95_dB: dB(percentile(sir, 0.95)),
        sinr_p5_dB: dB(percentile(sinr, 0.05)),
        sinr_p50_dB: dB(percentile(sinr, 0.5)),
        sinr_p95_dB: dB(percentile(sinr, 0.95)),
      };
    },
  },
];
