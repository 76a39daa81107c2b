import type { LargeScaleBand, LargeScaleEnvironment } from "./large-scale-parameters.js";
import { ElevationPosition } from "./los-probability.js";
import { type ByElevation, tr38811LargeScale } from "./tr38811-large-scale.data.js";

/** Medians of what scales a delay line. */
export interface MedianLargeScale {
  readonly delaySpread_s: number;
  /** Undefined without line of sight. */
  readonly kFactor_dB: number | undefined;
  readonly asa_deg: number;
  readonly zsa_deg: number;
}

/** The tables reach from 2 to 4 GHz (S band), and hold for about 20 and 30 GHz (Ka band): the nearer one, see `fading-warnings`. */
const kaBandFrom_GHz = 13;

/** The band whose tables a carrier takes. */
export function largeScaleBand(carrier_Hz: number): LargeScaleBand {
  return carrier_Hz < kaBandFrom_GHz * 1e9 ? "S" : "Ka";
}

/**
 * Median delay spread, K-factor and spreads of arrival among surroundings, linear in the logarithm between the tables' elevations.
 *
 * 3GPP TR 38.811, Tables 6.7.2-1a to -8b: the mean of a logarithm is that of the median.
 *
 * @param elevation_deg  above 0 up to 90; below 10 the first row
 */
export function medianLargeScale(
  environment: LargeScaleEnvironment,
  band: LargeScaleBand,
  isLineOfSight: boolean,
  elevation_deg: number,
): MedianLargeScale {
  const table = tr38811LargeScale[environment][isLineOfSight ? "lineOfSight" : "noLineOfSight"][band];
  const position = new ElevationPosition(elevation_deg, "linear");
  const mean = (column: ByElevation) => position.between((row) => column.mean[row]);
  return {
    delaySpread_s: 10 ** mean(table.DS),
    kFactor_dB: table.K ? mean(table.K) : undefined,
    asa_deg: 10 ** mean(table.ASA),
    zsa_deg: 10 ** mean(table.ZSA),
  };
}
