import { ntnCdlProfiles } from "../../channel/clustered-delay-line.data.js";
import { pathState } from "../../channel/multipath-channel.js";
import { ScatteredProcesses } from "../../channel/scattered-process.js";
import { rmsDelaySpread_s, scaledTaps } from "../../channel/tap-profile.js";
import { ntnTdlProfiles } from "../../channel/tapped-delay-line.data.js";
import { TappedDelayLine } from "../../channel/tapped-delay-line.js";
import { RandomStream } from "../../random/random-stream.js";
import { caseChoice, caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

const tapNames = Object.keys(ntnTdlProfiles) as (keyof typeof ntnTdlProfiles)[];
const clusterNames = Object.keys(ntnCdlProfiles) as (keyof typeof ntnCdlProfiles)[];
const seed = 1;
/** Realisations of a tap's power, and looks at each. */
const realisations = 2000;
const looks = 25;
/** Realisations of the autocorrelation, of eight processes each. */
const ensembles = 20_000;

/** Fading channels of 3GPP TR 38.811: what realisations of them measure. */
export const channelModels: readonly ValidationModel[] = [
  {
    name: "channel.tdl.delaySpread",
    inputs: ["profile", "delaySpread_ns"],
    outputs: ["rmsDelaySpread_ns"],
    evaluate: (input) => {
      const profile = ntnTdlProfiles[caseChoice(input, "profile", tapNames)];
      const { delay_s, power } = scaledTaps(profile, { delaySpread_s: caseNumber(input, "delaySpread_ns") * 1e-9 });
      return { rmsDelaySpread_ns: rmsDelaySpread_s(delay_s, power) * 1e9 };
    },
  },
  {
    name: "channel.cdl.delaySpread",
    inputs: ["profile", "delaySpread_ns"],
    outputs: ["rmsDelaySpread_ns"],
    evaluate: (input) => {
      const { delay, power_dB } = ntnCdlProfiles[caseChoice(input, "profile", clusterNames)];
      const spread_ns = caseNumber(input, "delaySpread_ns");
      const delay_s = delay.map((each) => each * spread_ns * 1e-9);
      const power = power_dB.map((level_dB) => 10 ** (level_dB / 10));
      return { rmsDelaySpread_ns: rmsDelaySpread_s(delay_s, power) * 1e9 };
    },
  },
  {
    name: "channel.tdl.tapPower",
    inputs: ["profile", "tap"],
    outputs: ["power_dB"],
    evaluate: (input) => {
      const taps = scaledTaps(ntnTdlProfiles[caseChoice(input, "profile", tapNames)], { delaySpread_s: 1e-7 });
      const tap = caseNumber(input, "tap");
      if (!(Number.isInteger(tap) && tap >= 1 && tap <= taps.power.length)) {
        throw new RangeError(`tap: expected a whole number from 1 to ${taps.power.length}, found ${tap}`);
      }
      let sum = 0;
      for (let number = 0; number < realisations; number++) {
        const parameters = { taps, maximumDoppler_Hz: 50, lineOfSightDoppler_Hz: 0 };
        const channel = new TappedDelayLine(parameters, new RandomStream(seed, "validate.taps", number));
        const state = pathState(channel);
        for (let look = 0; look < looks; look++) {
          channel.at(look * 0.21, state);
          sum += (state.gainRe[tap - 1] ** 2 + state.gainIm[tap - 1] ** 2) / (realisations * looks);
        }
      }
      return { power_dB: 10 * Math.log10(sum) };
    },
  },
  {
    name: "channel.jakesAutocorrelation",
    inputs: ["maximumDoppler_Hz", "lag_s"],
    outputs: ["correlation"],
    evaluate: (input) => {
      const lag_s = caseNumber(input, "lag_s");
      const [re, im] = [new Float64Array(8), new Float64Array(8)];
      let sum = 0;
      for (let number = 0; number < ensembles / 8; number++) {
        const stream = new RandomStream(seed, "validate.jakes", number);
        const processes = new ScatteredProcesses(8, caseNumber(input, "maximumDoppler_Hz"), stream);
        processes.at(1, re, im);
        const [firstRe, firstIm] = [re.slice(), im.slice()];
        processes.at(1 + lag_s, re, im);
        for (let i = 0; i < 8; i++) sum += (re[i] * firstRe[i] + im[i] * firstIm[i]) / ensembles;
      }
      return { correlation: sum };
    },
  },
];
