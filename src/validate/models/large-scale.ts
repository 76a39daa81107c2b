import { emptyLargeScaleState, LargeScaleParameters } from "../../channel/large-scale-parameters.js";
import { losProbability } from "../../channel/los-probability.js";
import { RandomStream } from "../../random/random-stream.js";
import { meanEstimate } from "../../statistics/mean-estimate.js";
import { type CaseInput, caseChoice, caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

const environments = ["denseUrban", "urban", "suburban", "rural"] as const;
const seed = 38_811;

/** Large-scale parameters of 3GPP TR 38.811: the tables, and what realisations of the running model measure. */
export const largeScaleModels: readonly ValidationModel[] = [
  {
    name: "tr38811.losProbability",
    inputs: ["environment", "elevation_deg"],
    outputs: ["probability"],
    evaluate: (input) => ({
      probability: losProbability(
        caseChoice(input, "environment", environments),
        caseNumber(input, "elevation_deg"),
        "nearest",
      ),
    }),
  },
  {
    // Share of realisations with line of sight, and what of them is log-normal: mean and standard deviation of log10(delay spread / s).
    name: "channel.largeScale",
    inputs: ["environment", "band", "elevation_deg"],
    outputs: ["losShare", "logDelaySpread", "logDelaySpreadSigma"],
    evaluate: measuredLargeScale,
  },
];

function measuredLargeScale(input: CaseInput) {
  const settings = {
    environment: caseChoice(input, "environment", ["denseUrban", "urban", "suburban"] as const),
    band: caseChoice(input, "band", ["S", "Ka"] as const),
    elevationRule: "nearest",
    losCorrelationDistance_m: 50,
    xprCorrelationDistance_m: 50,
    turnDecorrelation_deg: 30,
  } as const;
  const elevation_deg = caseNumber(input, "elevation_deg");
  const state = emptyLargeScaleState();
  // Of each user at places so far apart that nothing is left of the correlation: figures a user, then over the users.
  const [users, places, apart_m] = [400, 40, 1e5];
  const shares: number[] = [];
  const spreads: number[][] = [];
  for (let user = 0; user < users; user++) {
    const parameters = new LargeScaleParameters(settings, new RandomStream(seed, "validate.large-scale", user));
    const ofUser: number[] = [];
    for (let place = 0; place < places; place++) {
      parameters.at(place * apart_m, 0, elevation_deg, state);
      if (state.isLineOfSight) ofUser.push(Math.log10(state.delaySpread_s));
    }
    shares.push(ofUser.length / places);
    if (ofUser.length > 0) spreads.push(ofUser);
  }
  const mean = meanEstimate(spreads.map(average));
  const squares = meanEstimate(spreads.map((ofUser) => average(ofUser.map((value) => (value - mean.value) ** 2))));
  const { confidence } = squares;
  const sigma = {
    value: Math.sqrt(squares.value),
    low: Math.sqrt(squares.low),
    high: Math.sqrt(squares.high),
    confidence,
  };
  return { losShare: meanEstimate(shares), logDelaySpread: mean, logDelaySpreadSigma: sigma };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
