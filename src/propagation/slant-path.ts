import type { Warning } from "../leolink-error.js";
import { expectAbove, expectAtLeast, expectBetween, expectElevation_deg } from "./domain.js";
import { rainAttenuation } from "./p618-rain.js";
import { scintillationDeviation_dB, scintillationTimeFactor } from "./p618-scintillation.js";
import { totalAttenuation_dB } from "./p618-total.js";
import { approximateZenithGas } from "./p676-approximate.js";
import { airLayers, highestSite_km } from "./p676-layers.js";
import { GasSlantPath } from "./p676-slant.js";
import { rainCoefficients } from "./p838.js";
import { cloudAttenuation_dB } from "./p840.js";
import {
  countsRain,
  exceedanceOfAvailability_pct,
  expectClimate,
  type SlantPathParameters,
} from "./slant-path-parameters.js";
import { SlantPathWarnings } from "./slant-path-warnings.js";
import { tr38811GasAttenuation_dB, tr38811Scintillation_dB } from "./tr38811.js";

/** What the atmosphere takes from a signal on one slant path. */
export interface SlantPathAttenuation {
  readonly gas_dB: number;
  readonly cloud_dB: number;
  readonly rain_dB: number;
  readonly scintillation_dB: number;
  /** The attenuation given by the condition; 0 where none is. */
  readonly excess_dB: number;
  /** As the models combine the parts: less than their plain sum where scintillation adds as a square. */
  readonly total_dB: number;
  /** The part that raises the sky's noise above its clear-sky value: rain, cloud and the given attenuation. */
  readonly noiseAttenuation_dB: number;
  /** The same array at every elevation where the same warnings hold. */
  readonly warnings: readonly Warning[];
}

/** The atmosphere between one site and space, at any elevation. */
export interface SlantPathModel {
  /**
   * @param elevation_deg  above 0 up to 90, as seen from the site (refraction below 5 degrees is not added)
   * @throws RangeError on an elevation at or below the horizon
   */
  at(elevation_deg: number): SlantPathAttenuation;
}

type LossAt = (elevation_deg: number) => number;

/** The losses that only a percentage of time makes sense of. */
interface StatisticalLosses {
  readonly cloud_dB: LossAt;
  readonly rain_dB: LossAt;
  readonly scintillation_dB: LossAt;
}

/**
 * The attenuation of a site's atmosphere as a function of elevation alone: what does not depend on it is worked out
 * once, here.
 *
 * With an availability the parts combine by ITU-R P.618-14, section 2.5 (gas and cloud held at 5 %, rain up to 5 %);
 * under clear sky only gas counts; with a given attenuation, gas and that.
 *
 * @throws LeolinkError `input` when the climate lacks what a model asks for; RangeError on values out of all bounds
 */
export function slantPathModel(parameters: SlantPathParameters): SlantPathModel {
  checkParameters(parameters);
  expectClimate(parameters);
  const gasAt = gasLoss(parameters);
  const statistical = statisticalLosses(parameters);
  const { condition } = parameters;
  const excess_dB = condition.kind === "excessAttenuation" ? condition.attenuation_dB : 0;
  const warnings = new SlantPathWarnings(parameters);
  return {
    at: (elevation_deg) => {
      expectElevation_deg(elevation_deg);
      const parts = {
        gas_dB: gasAt(elevation_deg),
        cloud_dB: statistical.cloud_dB(elevation_deg),
        rain_dB: statistical.rain_dB(elevation_deg),
        scintillation_dB: statistical.scintillation_dB(elevation_deg),
      };
      return {
        ...parts,
        excess_dB,
        total_dB: totalAttenuation_dB(parts) + excess_dB,
        noiseAttenuation_dB: parts.cloud_dB + parts.rain_dB + excess_dB,
        warnings: warnings.at(elevation_deg),
      };
    },
  };
}

/** The attenuation at a single elevation; for many of one site, `slantPathModel` saves the common work. */
export function slantPathAttenuation(
  parameters: SlantPathParameters & { readonly elevation_deg: number },
): SlantPathAttenuation {
  return slantPathModel(parameters).at(parameters.elevation_deg);
}

const noLoss: LossAt = () => 0;

function gasLoss({ models, frequency_GHz, site, climate }: SlantPathParameters): LossAt {
  switch (models.gas) {
    case "p676Annex1": {
      const layers = airLayers(Math.max(0, site.altitude_km), climate.vapourDensity_gm3);
      const path = new GasSlantPath(frequency_GHz, layers);
      return (elevation_deg) => path.at(elevation_deg).total_dB;
    }
    case "p676Annex2": {
      const zenith_dB = approximateZenithGas(frequency_GHz, climate).total_dB;
      return (elevation_deg) => zenith_dB / sine(elevation_deg);
    }
    case "tr38811":
      return (elevation_deg) => tr38811GasAttenuation_dB(frequency_GHz, elevation_deg);
    case "none":
      return noLoss;
  }
}

function statisticalLosses(parameters: SlantPathParameters): StatisticalLosses {
  const { condition } = parameters;
  if (condition.kind !== "availability") return { cloud_dB: noLoss, rain_dB: noLoss, scintillation_dB: noLoss };
  const exceedance_pct = exceedanceOfAvailability_pct(condition.availability_pct);
  return {
    cloud_dB: cloudLoss(parameters),
    rain_dB: rainLoss(parameters, exceedance_pct),
    scintillation_dB: scintillationLoss(parameters, exceedance_pct),
  };
}

function cloudLoss({ models, frequency_GHz, climate }: SlantPathParameters): LossAt {
  if (models.cloud === "none") return noLoss;
  const zenith_dB = cloudAttenuation_dB(frequency_GHz, 90, climate.cloudLiquidWater_kgm2!);
  return (elevation_deg) => zenith_dB / sine(elevation_deg);
}

function rainLoss(parameters: SlantPathParameters, exceedance_pct: number): LossAt {
  const { models, condition, frequency_GHz, tilt_deg, site, climate } = parameters;
  if (!countsRain(models, condition)) return noLoss;
  const coefficients = rainCoefficients(frequency_GHz);
  const rainSite = {
    ...site,
    rainHeight_km: climate.rainHeight_km!,
    rainRate001_mmh: climate.rainRate001_mmh!,
  };
  return (elevation_deg) =>
    rainAttenuation(rainSite, { frequency_GHz, elevation_deg, tilt_deg }, exceedance_pct, coefficients).attenuation_dB;
}

function scintillationLoss(parameters: SlantPathParameters, exceedance_pct: number): LossAt {
  const { models, frequency_GHz, antenna, climate, site } = parameters;
  switch (models.scintillation) {
    case "p618": {
      // Beyond the median the factor turns to an enhancement, which is no loss (a warning says so).
      const factor = Math.max(0, scintillationTimeFactor(exceedance_pct));
      const wetRefractivity = climate.wetRefractivity!;
      return (elevation_deg) =>
        factor * scintillationDeviation_dB(frequency_GHz, elevation_deg, antenna, wetRefractivity);
    }
    case "tr38811":
      return (elevation_deg) => tr38811Scintillation_dB(frequency_GHz, elevation_deg, site.latitude_deg);
    case "none":
      return noLoss;
  }
}

function checkParameters({ frequency_GHz, tilt_deg, site, condition }: SlantPathParameters): void {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  expectBetween("tilt_deg", tilt_deg, -180, 180);
  expectBetween("site.latitude_deg", site.latitude_deg, -90, 90);
  expectBetween("site.altitude_km", site.altitude_km, -1, highestSite_km);
  if (condition.kind === "excessAttenuation") expectAtLeast("attenuation_dB", condition.attenuation_dB, 0);
}

function sine(elevation_deg: number): number {
  return Math.sin((elevation_deg * Math.PI) / 180);
}
