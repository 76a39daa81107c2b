import { type NtnCdlName, ntnClusterProfile } from "../../channel/cluster-profile.js";
import { ClusteredDelayLine, isotropicElement } from "../../channel/clustered-delay-line.js";
import { type MultipathChannel, pathSeries, pathState } from "../../channel/multipath-channel.js";
import { ntnCdl } from "../../channel/ntn-cdl.data.js";
import { ScatteredProcesses } from "../../channel/scattered-process.js";
import { rmsDelaySpread_s, scaledTaps } from "../../channel/tap-profile.js";
import { ntnTdlProfiles } from "../../channel/tapped-delay-line.data.js";
import { TappedDelayLine } from "../../channel/tapped-delay-line.js";
import { RandomStream } from "../../random/random-stream.js";
import { type CaseInput, caseChoice, caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

const tapNames = Object.keys(ntnTdlProfiles) as (keyof typeof ntnTdlProfiles)[];
const clusterNames = Object.keys(ntnCdl) as NtnCdlName[];
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
    evaluate: (input) => ({ rmsDelaySpread_ns: measuredDelaySpread_ns(tappedDelayLine(input)) }),
  },
  {
    name: "channel.cdl.clusters",
    inputs: ["profile", "delaySpread_ns", "cluster"],
    outputs: ["delay_ns", "power"],
    evaluate: (input) => {
      const { delay_s, power } = measuredPaths(clusteredDelayLine(input));
      const cluster = caseNumber(input, "cluster");
      if (!(Number.isInteger(cluster) && cluster >= 0 && cluster < power.length)) {
        throw new RangeError(`cluster: expected a whole number below ${power.length}, found ${cluster}`);
      }
      return { delay_ns: delay_s[cluster] * 1e9, power: power[cluster] };
    },
  },
  {
    name: "channel.cdl.delaySpread",
    inputs: ["profile", "delaySpread_ns"],
    outputs: ["rmsDelaySpread_ns"],
    evaluate: (input) => ({ rmsDelaySpread_ns: measuredDelaySpread_ns(clusteredDelayLine(input)) }),
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

type ChannelOfStream = (stream: RandomStream) => MultipathChannel;

function tappedDelayLine(input: CaseInput): ChannelOfStream {
  const profile = ntnTdlProfiles[caseChoice(input, "profile", tapNames)];
  const taps = scaledTaps(profile, { delaySpread_s: caseNumber(input, "delaySpread_ns") * 1e-9 });
  return (stream) => new TappedDelayLine({ taps, maximumDoppler_Hz: 100, lineOfSightDoppler_Hz: 0 }, stream);
}

function clusteredDelayLine(input: CaseInput): ChannelOfStream {
  const profile = ntnClusterProfile(caseChoice(input, "profile", clusterNames), {
    delaySpread_s: caseNumber(input, "delaySpread_ns") * 1e-9,
    elevation_deg: 50,
    azimuth_deg: 180,
  });
  const settings = { profile, carrier_Hz: 2e9, receive: isotropicElement, transmit: isotropicElement };
  return (stream) => new ClusteredDelayLine({ ...settings, velocity_ms: [10, 5, 3] }, stream);
}

/** Delay and mean power of each path over realisations, at times far apart in each. */
function measuredPaths(make: ChannelOfStream): { readonly delay_s: number[]; readonly power: number[] } {
  const [count, times] = [240, 600];
  const time_s = Float64Array.from({ length: times }, (_, look) => look * 0.1737);
  const first = make(new RandomStream(seed, "validate.paths", 0));
  const series = pathSeries(first, times);
  const power = new Array<number>(first.pathCount).fill(0);
  for (let number = 0; number < count; number++) {
    make(new RandomStream(seed, "validate.paths", number)).series(time_s, series);
    for (let path = 0; path < first.pathCount; path++) {
      for (let at = path * times; at < (path + 1) * times; at++) {
        power[path] += (series.gainRe[at] ** 2 + series.gainIm[at] ** 2) / (count * times);
      }
    }
  }
  return { delay_s: power.map((_, path) => series.excessDelay_s[path * times]), power };
}

function measuredDelaySpread_ns(make: ChannelOfStream): number {
  const { delay_s, power } = measuredPaths(make);
  return rmsDelaySpread_s(delay_s, power) * 1e9;
}
