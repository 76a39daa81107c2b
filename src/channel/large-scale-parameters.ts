import { choleskyInPlace, complexMatrix } from "../complex-matrix.js";
import type { Warning } from "../leolink-error.js";
import { expectAbove, expectAtLeast, expectElevation_deg } from "../propagation/domain.js";
import { rangeWarnings } from "../propagation/model-range.js";
import { tr38811ClutterLoss_dB, tr38811Range } from "../propagation/tr38811.js";
import type { RandomStream } from "../random/random-stream.js";
import { normalQuantile } from "../statistics/normal-quantile.js";
import { ElevationPosition, type ElevationRule, losProbability } from "./los-probability.js";
import { SpatialProcess } from "./spatial-process.js";
import {
  type CorrelationDistancesByState,
  tr38811CorrelationDistances,
  tr38811Correlations,
} from "./tr38811-correlations.data.js";
import { type ByElevation, largeScaleOrder, tr38811LargeScale } from "./tr38811-large-scale.data.js";

/** Surroundings with tables of large-scale parameters. */
export type LargeScaleEnvironment = keyof typeof tr38811LargeScale;

/** S band: 2 to 4 GHz; Ka band: about 20 and 30 GHz. */
export type LargeScaleBand = "S" | "Ka";

export interface LargeScaleSettings {
  readonly environment: LargeScaleEnvironment;
  readonly band: LargeScaleBand;
  /** `nearest` takes the row of the tables that is nearest in elevation, so that values step; `linear` goes between two rows. */
  readonly elevationRule: ElevationRule;
  /** Distance over which whether there is a line of sight keeps a correlation of 1/e; TR 38.811 gives none. */
  readonly losCorrelationDistance_m: number;
  /** The same of the cross-polarisation ratio; TR 38.811 gives none. */
  readonly xprCorrelationDistance_m: number;
  /** Angle that the satellite's direction turns while everything keeps a correlation of 1/e; TR 38.811 gives none. */
  readonly turnDecorrelation_deg: number;
  /** In place of the tables' distances; needed for rural surroundings, whose table of distances is not held. */
  readonly correlationDistances_m?: CorrelationDistancesByState;
}

/** Large-scale parameters at one moment, written by `LargeScaleParameters.at`. */
export interface LargeScaleState {
  isLineOfSight: boolean;
  /** Shadow fading as a gain: positive means more received power (TR 38.901, 7.5, step 4). */
  shadowingGain_dB: number;
  /** 0 with line of sight. */
  clutterLoss_dB: number;
  delaySpread_s: number;
  /** -Infinity without line of sight. */
  kFactor_dB: number;
  /** Root-mean-square angular spreads: azimuth and zenith, departure (satellite) and arrival (user). */
  asd_deg: number;
  asa_deg: number;
  zsd_deg: number;
  zsa_deg: number;
  /** Cross-polarisation ratio. */
  xpr_dB: number;
}

/** A state to be filled by `LargeScaleParameters.at`. */
export function emptyLargeScaleState(): LargeScaleState {
  return {
    isLineOfSight: false,
    shadowingGain_dB: 0,
    clutterLoss_dB: 0,
    delaySpread_s: 0,
    kFactor_dB: 0,
    asd_deg: 0,
    asa_deg: 0,
    zsd_deg: 0,
    zsa_deg: 0,
    xpr_dB: 0,
  };
}

type State = "lineOfSight" | "noLineOfSight";
type Parameter = (typeof largeScaleOrder)[number];

/** Random spreads are limited to these: 3GPP TR 38.901, 7.5, step 4. */
const azimuthLimit_deg = 104;
const zenithLimit_deg = 52;

/**
 * Line of sight, shadow fading, clutter loss, delay spread, K factor, angular spreads and cross-polarisation ratio of a user
 * among surroundings, from the tables by elevation of 3GPP TR 38.811, 6.6.1, 6.6.2 and 6.7.2.
 *
 * Spatially consistent: every standard Gaussian behind them is a process over the distance the user moved (exponential
 * autocorrelation, the tables' distances) and over the angle the satellite's direction turned. There is a line of sight where
 * a process lies below the quantile of the table's probability. The parameters are mixed by the Cholesky factor of the
 * tables' cross-correlations (TR 38.901, 7.5, step 4), so that a parameter's own autocorrelation is the mixture of those of
 * the processes that enter it. Parameters with and without line of sight are independent and change at once with the state.
 */
export class LargeScaleParameters {
  readonly #settings: LargeScaleSettings;
  readonly #latent: SpatialProcess;
  readonly #states: Readonly<Record<State, StateTables>>;

  /**
   * @param stream  draws every process; one name and number is one realisation
   * @throws RangeError for rural surroundings without correlation distances
   */
  constructor(settings: LargeScaleSettings, stream: RandomStream) {
    const { environment, band, losCorrelationDistance_m, xprCorrelationDistance_m, turnDecorrelation_deg } = settings;
    const distances = settings.correlationDistances_m ?? tr38811CorrelationDistances;
    if (environment === "rural" && settings.correlationDistances_m === undefined) {
      throw new RangeError(
        "correlationDistances_m: expected distances for rural surroundings (those of TR 38.811, Tables 6.7.2-7 and -8, are not held), found none",
      );
    }
    expectAbove("losCorrelationDistance_m", losCorrelationDistance_m, 0);
    expectAbove("xprCorrelationDistance_m", xprCorrelationDistance_m, 0);
    this.#settings = settings;
    this.#latent = new SpatialProcess(losCorrelationDistance_m, turnDecorrelation_deg, stream);
    const xprProcess = () => new SpatialProcess(xprCorrelationDistance_m, turnDecorrelation_deg, stream);
    const tables = (state: State, order: readonly Parameter[], byParameter: Partial<Record<Parameter, number>>) =>
      new StateTables(
        environment,
        band,
        state,
        order,
        order.map((parameter) => {
          const distance_m = byParameter[parameter] ?? Number.NaN;
          expectAbove(`correlationDistances_m.${state}.${parameter}`, distance_m, 0);
          return new SpatialProcess(distance_m, turnDecorrelation_deg, stream);
        }),
        xprProcess(),
      );
    this.#states = {
      lineOfSight: tables("lineOfSight", largeScaleOrder, distances.lineOfSight),
      noLineOfSight: tables(
        "noLineOfSight",
        largeScaleOrder.filter((parameter) => parameter !== "K"),
        distances.noLineOfSight,
      ),
    };
  }

  /**
   * @param distance_m     along the user's way since the start
   * @param turn_deg       by which the satellite's direction has turned since the start, summed along the pass
   * @param elevation_deg  above 0 up to 90; below 10 the tables' first row, see `warnings`
   */
  at(distance_m: number, turn_deg: number, elevation_deg: number, out: LargeScaleState): void {
    this.ofState(this.margin(distance_m, turn_deg, elevation_deg) > 0, distance_m, turn_deg, elevation_deg, out);
  }

  /** How far the process lies below the quantile, in its standard deviations: above 0 there is a line of sight. */
  margin(distance_m: number, turn_deg: number, elevation_deg: number): number {
    expectAtLeast("distance_m", distance_m, 0);
    expectAtLeast("turn_deg", turn_deg, 0);
    const { environment, elevationRule } = this.#settings;
    const probability = losProbability(environment, elevation_deg, elevationRule);
    return normalQuantile(probability) - this.#latent.at(distance_m, turn_deg);
  }

  /** The parameters that hold with, or without, a line of sight, whether there is one or not. */
  ofState(
    isLineOfSight: boolean,
    distance_m: number,
    turn_deg: number,
    elevation_deg: number,
    out: LargeScaleState,
  ): void {
    expectAtLeast("distance_m", distance_m, 0);
    expectAtLeast("turn_deg", turn_deg, 0);
    const { environment, band, elevationRule } = this.#settings;
    const position = new ElevationPosition(elevation_deg, elevationRule);
    const tables = this.#states[isLineOfSight ? "lineOfSight" : "noLineOfSight"];
    tables.draw(distance_m, turn_deg);
    out.isLineOfSight = isLineOfSight;
    out.shadowingGain_dB = tables.value("SF", position);
    out.clutterLoss_dB = isLineOfSight ? 0 : clutterLoss_dB(environment, band, position);
    out.delaySpread_s = 10 ** tables.value("DS", position);
    out.kFactor_dB = isLineOfSight ? tables.value("K", position) : Number.NEGATIVE_INFINITY;
    out.asd_deg = Math.min(10 ** tables.value("ASD", position), azimuthLimit_deg);
    out.asa_deg = Math.min(10 ** tables.value("ASA", position), azimuthLimit_deg);
    out.zsd_deg = Math.min(10 ** tables.value("ZSD", position), zenithLimit_deg);
    out.zsa_deg = Math.min(10 ** tables.value("ZSA", position), zenithLimit_deg);
    out.xpr_dB = tables.xpr_dB(position);
  }

  /** What a reader of results at this elevation must know. */
  warnings(elevation_deg: number): readonly Warning[] {
    expectElevation_deg(elevation_deg);
    const { environment, band } = this.#settings;
    const found = [...rangeWarnings(tr38811Range, { elevation_deg })];
    if (environment === "rural" && band === "Ka") {
      const source = "3GPP TR 38.811, Tables 6.7.2-7b and 6.7.2-8b";
      found.push({ source, message: "read from one public source; cross-correlations are those of the S band" });
    }
    return found;
  }

  toString(): string {
    const { environment, band, elevationRule, losCorrelationDistance_m, turnDecorrelation_deg } = this.#settings;
    return `LargeScaleParameters(${environment}, ${band} band, ${elevationRule} elevation, line of sight over ${losCorrelationDistance_m} m and ${turnDecorrelation_deg} deg)`;
  }
}

/** The tables and processes of one state, with or without line of sight. */
class StateTables {
  /** `[elevation]`: lower triangular factors, row-major; one for all where the table has one. */
  readonly #factors: readonly Float64Array[];
  readonly #standard: Float64Array;
  readonly #columns: readonly ByElevation[];
  readonly #xpr: ByElevation;
  #xprStandard = 0;

  constructor(
    environment: LargeScaleEnvironment,
    band: LargeScaleBand,
    state: State,
    readonly order: readonly Parameter[],
    readonly processes: readonly SpatialProcess[],
    readonly xprProcess: SpatialProcess,
  ) {
    const table = tr38811LargeScale[environment][state][band];
    const noMean = table.SF.map(() => 0);
    this.#factors = tr38811Correlations[environment][band][state].map((triangle) => choleskyOf(triangle, order.length));
    this.#standard = new Float64Array(order.length);
    this.#columns = order.map((parameter) =>
      parameter === "SF" ? { mean: noMean, sigma: table.SF } : (table[parameter] ?? { mean: noMean, sigma: noMean }),
    );
    this.#xpr = table.XPR;
  }

  /** Takes the standard Gaussians at a place. */
  draw(distance_m: number, turn_deg: number): void {
    for (let i = 0; i < this.processes.length; i++) this.#standard[i] = this.processes[i].at(distance_m, turn_deg);
    this.#xprStandard = this.xprProcess.at(distance_m, turn_deg);
  }

  value(parameter: Parameter, position: ElevationPosition): number {
    const row = this.order.indexOf(parameter);
    return position.between((elevation) => {
      const factor = this.#factors[this.#factors.length === 1 ? 0 : elevation];
      let sum = 0;
      for (let k = 0; k <= row; k++) sum += factor[row * this.order.length + k] * this.#standard[k];
      const { mean, sigma } = this.#columns[row];
      return mean[elevation] + sigma[elevation] * sum;
    });
  }

  xpr_dB(position: ElevationPosition): number {
    const { mean, sigma } = this.#xpr;
    return position.between((elevation) => mean[elevation] + sigma[elevation] * this.#xprStandard);
  }
}

/** Cholesky factor of a table's triangle; every table of TR 38.811 held here is positive definite. */
function choleskyOf(triangle: readonly number[], size: number): Float64Array {
  const matrix = complexMatrix(size, size);
  for (let row = 0, i = 0; row < size; row++) {
    matrix.re[row * size + row] = 1;
    for (let column = 0; column < row; column++, i++) matrix.re[row * size + column] = triangle[i];
  }
  if (!choleskyInPlace(matrix)) {
    throw new RangeError(`cross-correlations: expected a positive definite table, found ${triangle}`);
  }
  return matrix.re;
}

function clutterLoss_dB(environment: LargeScaleEnvironment, band: LargeScaleBand, position: ElevationPosition): number {
  const surroundings = environment === "suburban" || environment === "rural" ? "suburbanRural" : environment;
  return position.between((elevation) =>
    tr38811ClutterLoss_dB(surroundings, band === "S" ? 2 : 20, 10 * (elevation + 1)),
  );
}
