import type { Warning } from "../leolink-error.js";
import { rangeWarnings } from "./model-range.js";
import { p618HeldExceedance_pct } from "./p618-total.js";
import { referencePressure_hPa, referenceTemperature_K } from "./p835.js";
import { activeRanges, exceedanceOfAvailability_pct, type SlantPathParameters } from "./slant-path-parameters.js";
import { ionosphericLatitude_deg, isIonospheric } from "./tr38811.js";

/** A local temperature and pressure further from the reference atmosphere's than these are worth a warning. */
const noteworthy_K = 5;
const noteworthyPressureRatio = 0.01;
/** A pass found to a millisecond starts this little below its minimum elevation. */
const angleTolerance_deg = 1e-3;

/** Which warnings hold at an elevation, ready made for a loop over many elevations. */
export class SlantPathWarnings {
  /** Falling; below each the band's list grows by one warning. */
  readonly #limits_deg: readonly number[];
  readonly #bands: readonly (readonly Warning[])[];

  constructor(parameters: SlantPathParameters) {
    const fixed = fixedWarnings(parameters);
    const byElevation = activeRanges(parameters.models, parameters.condition)
      .filter((range) => range.elevation_deg !== undefined)
      .map(({ source, elevation_deg = [0, 90] }) => ({
        limit_deg: elevation_deg[0],
        warning: {
          source,
          message: `an elevation below ${elevation_deg[0]} deg is outside the model's range of ${elevation_deg[0]} to ${elevation_deg[1]} deg`,
        },
      }))
      .sort((a, b) => b.limit_deg - a.limit_deg);
    this.#limits_deg = byElevation.map(({ limit_deg }) => limit_deg);
    this.#bands = Array.from({ length: byElevation.length + 1 }, (_, count) => [
      ...fixed,
      ...byElevation.slice(0, count).map(({ warning }) => warning),
    ]);
  }

  at(elevation_deg: number): readonly Warning[] {
    let count = 0;
    while (count < this.#limits_deg.length && elevation_deg < this.#limits_deg[count] - angleTolerance_deg) count++;
    return this.#bands[count];
  }
}

/** What is outside a model's range, or assumed, at every elevation. */
function fixedWarnings(parameters: SlantPathParameters): Warning[] {
  const { frequency_GHz, models, condition } = parameters;
  const used =
    condition.kind === "availability"
      ? { frequency_GHz, exceedance_pct: exceedanceOfAvailability_pct(condition.availability_pct) }
      : { frequency_GHz };
  return [
    ...activeRanges(models, condition).flatMap((range) => rangeWarnings(range, used)),
    ...referenceAtmosphereWarnings(parameters),
    ...statisticsWarnings(parameters),
    ...tr38811ScintillationWarnings(parameters),
  ];
}

function referenceAtmosphereWarnings({ models, site, climate }: SlantPathParameters): Warning[] {
  if (models.gas !== "p676Annex1") return [];
  const source = "ITU-R P.676-13, Annex 1";
  const warnings: Warning[] = [];
  if (site.altitude_km < 0) {
    warnings.push({ source, message: `the site at ${site.altitude_km} km is taken at sea level, where P.835 starts` });
  }
  const altitude_km = Math.max(0, site.altitude_km);
  const temperature_K = referenceTemperature_K(altitude_km);
  const pressure_hPa = referencePressure_hPa(altitude_km);
  const isElsewhere =
    Math.abs(climate.temperature_K - temperature_K) > noteworthy_K ||
    Math.abs(climate.pressure_hPa / pressure_hPa - 1) > noteworthyPressureRatio;
  if (isElsewhere) {
    warnings.push({
      source,
      message:
        `gas is that of P.835-6's mean annual global atmosphere (${temperature_K.toFixed(1)} K, ` +
        `${pressure_hPa.toFixed(1)} hPa at the site) with the site's vapour density, not of the site's ` +
        `${climate.temperature_K} K and ${climate.pressure_hPa} hPa; Annex 2 uses these`,
    });
  }
  return warnings;
}

function statisticsWarnings({ models, condition }: SlantPathParameters): Warning[] {
  if (condition.kind !== "availability") return [];
  const source = "ITU-R P.618-14, 2.5";
  const p = exceedanceOfAvailability_pct(condition.availability_pct);
  const warnings: Warning[] = [];
  const usesHeldValues = models.gas.startsWith("p676") || models.cloud === "p840";
  if (p > p618HeldExceedance_pct && usesHeldValues) {
    warnings.push({
      source,
      message: `gas and cloud stay at their values exceeded ${p618HeldExceedance_pct} % of the year, though the availability asks for ${p} %: an upper bound`,
    });
  }
  if (p > 50 && models.scintillation === "p618") {
    warnings.push({ source, message: `no scintillation fade is counted for ${p} % of the year, beyond the median` });
  }
  return warnings;
}

function tr38811ScintillationWarnings({ models, condition, frequency_GHz, site }: SlantPathParameters): Warning[] {
  if (models.scintillation !== "tr38811" || condition.kind !== "availability") return [];
  const source = "3GPP TR 38.811, 6.6.6";
  if (!isIonospheric(frequency_GHz)) {
    if (condition.availability_pct === 99) return [];
    return [
      {
        source,
        message: `tropospheric scintillation is the table's (20 GHz, 99 %, Toulouse), whatever the frequency and the availability of ${condition.availability_pct} %`,
      },
    ];
  }
  if (Math.abs(site.latitude_deg) <= ionosphericLatitude_deg) return [];
  return [
    {
      source,
      message: `no ionospheric scintillation at latitude ${site.latitude_deg} deg: the model is for up to ${ionosphericLatitude_deg} deg north and south`,
    },
  ];
}
