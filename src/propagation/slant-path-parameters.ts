import { LeolinkError } from "../leolink-error.js";
import type { ModelRange } from "./model-range.js";
import { p618RainRange } from "./p618-rain.js";
import { type Aperture, p618ScintillationRange } from "./p618-scintillation.js";
import { p618HeldExceedance_pct } from "./p618-total.js";
import { p676Annex2Range } from "./p676-approximate.js";
import { p676Annex1Range } from "./p676-specific.js";
import { p840Range } from "./p840.js";
import { tr38811Range } from "./tr38811.js";

/** What does not change along a pass. */
export interface SlantPathParameters {
  readonly frequency_GHz: number;
  /** Of the polarisation from the horizontal; 45 for circular. */
  readonly tilt_deg: number;
  readonly site: { readonly latitude_deg: number; readonly altitude_km: number };
  readonly climate: SlantPathClimate;
  /** The ground station's aperture, which averages scintillation. */
  readonly antenna: Aperture;
  readonly models: SlantPathModels;
  readonly condition: SlantPathCondition;
}

/** What the models ask of a place; `requiredClimate` says which of the optional ones. */
export interface SlantPathClimate {
  /** Exceeded 0.01 % of an average year. */
  readonly rainRate001_mmh?: number;
  /** Above mean sea level. */
  readonly rainHeight_km?: number;
  readonly temperature_K: number;
  /** Total (barometric). */
  readonly pressure_hPa: number;
  /** At the surface; under an availability, the value exceeded 5 % of the year. */
  readonly vapourDensity_gm3: number;
  /** Columnar, exceeded 5 % of the year. */
  readonly cloudLiquidWater_kgm2?: number;
  /** Median wet term of the surface refractivity, N-units. */
  readonly wetRefractivity?: number;
}

/** Which model stands for each part. */
export interface SlantPathModels {
  readonly gas: "p676Annex1" | "p676Annex2" | "tr38811" | "none";
  readonly rain: "p618" | "none";
  readonly cloud: "p840" | "none";
  readonly scintillation: "p618" | "tr38811" | "none";
}

export type SlantPathCondition =
  /** Attenuation exceeded for 100 - availability percent of an average year. */
  | { readonly kind: "availability"; readonly availability_pct: number }
  /** Gas only. */
  | { readonly kind: "clearSky" }
  /** Gas, and an attenuation as given. */
  | { readonly kind: "excessAttenuation"; readonly attenuation_dB: number };

/** Where each model is valid; `none` is valid everywhere. */
export const slantPathRanges = {
  gas: { p676Annex1: p676Annex1Range, p676Annex2: p676Annex2Range, tr38811: tr38811Range },
  rain: { p618: p618RainRange },
  cloud: { p840: p840Range },
  scintillation: { p618: p618ScintillationRange, tr38811: tr38811Range },
} as const satisfies Readonly<Record<keyof SlantPathModels, Readonly<Record<string, ModelRange>>>>;

/**
 * Percentage of the year for which an availability's attenuation is exceeded, free of the rounding of 100 - 99.9.
 *
 * @throws RangeError unless the availability lies between 0 and 100
 */
export function exceedanceOfAvailability_pct(availability_pct: number): number {
  if (!(availability_pct > 0 && availability_pct < 100)) {
    throw new RangeError(`availability_pct: expected a number above 0 and below 100, found ${availability_pct}`);
  }
  return Number((100 - availability_pct).toPrecision(10));
}

/** The ranges of the models that a condition brings into play: clear sky and a given attenuation need only gas. */
export function activeRanges(models: SlantPathModels, condition: SlantPathCondition): readonly ModelRange[] {
  const ranges: ModelRange[] = [];
  if (models.gas !== "none") ranges.push(slantPathRanges.gas[models.gas]);
  if (condition.kind !== "availability") return ranges;
  if (models.cloud !== "none") ranges.push(slantPathRanges.cloud[models.cloud]);
  if (countsRain(models, condition)) ranges.push(slantPathRanges.rain.p618);
  if (models.scintillation !== "none") ranges.push(slantPathRanges.scintillation[models.scintillation]);
  return ranges.filter((range, index) => ranges.indexOf(range) === index);
}

/**
 * The values of a site's climate that the models in play ask for, beside those that are always given.
 */
export function requiredClimate(
  models: SlantPathModels,
  condition: SlantPathCondition,
): readonly (keyof SlantPathClimate)[] {
  const required: (keyof SlantPathClimate)[] = [];
  if (models.gas === "p676Annex1") required.push("vapourDensity_gm3");
  if (models.gas === "p676Annex2") required.push("temperature_K", "pressure_hPa", "vapourDensity_gm3");
  if (condition.kind !== "availability") return required;
  if (models.cloud === "p840") required.push("cloudLiquidWater_kgm2");
  if (countsRain(models, condition)) required.push("rainRate001_mmh", "rainHeight_km");
  if (models.scintillation === "p618") required.push("wetRefractivity");
  return required;
}

/**
 * Makes sure that the climate holds what the models ask for.
 *
 * @throws LeolinkError `input`, with every missing value
 */
export function expectClimate({ models, condition, climate }: SlantPathParameters): void {
  const missing = requiredClimate(models, condition).filter((key) => climate[key] === undefined);
  if (missing.length === 0) return;
  throw new LeolinkError(
    "input",
    missing.map((key) => ({
      message: `site.climate.${key.replace(/_.*$/, "")}: the propagation models chosen need this value, found none`,
    })),
  );
}

/** P.618 gives rain for up to 5 % of the year. */
export function countsRain(models: SlantPathModels, condition: SlantPathCondition): boolean {
  return (
    models.rain === "p618" &&
    condition.kind === "availability" &&
    exceedanceOfAvailability_pct(condition.availability_pct) <= p618HeldExceedance_pct
  );
}
