import { expectBetween } from "./domain.js";
import { refractiveIndex, vapourPressureOfDensity_hPa } from "./p453.js";
import type { Air } from "./p676-specific.js";
import {
  referencePressure_hPa,
  referenceTemperature_K,
  referenceVapourDensity_gm3,
  topOfAtmosphere_km,
} from "./p835.js";

/** Mean radius of the Earth in the ray tracing, km: ITU-R P.676-13, Annex 1, section 2.2.1. */
const earthRadius_km = 6371;

/** The highest site that ray tracing starts from; the air above is too thin to matter. */
export const highestSite_km = 30;

/** One spherical shell of the atmosphere, its air as at half its height. */
export interface AirLayer extends Air {
  /** From the centre of the Earth to the bottom of the layer. */
  readonly radius_km: number;
  readonly thickness_km: number;
  readonly refractiveIndex: number;
}

/**
 * The atmosphere above a site as concentric layers, thin at the bottom: the mean annual global temperature and pressure
 * of ITU-R P.835-6, and the site's vapour density falling with height as P.835-6 says.
 *
 * ITU-R P.676-13, Annex 1, section 2.2.1: from sea level eq. (14) and (15), 922 layers up to 100 km; from a site above
 * it eq. (16a) to (16c).
 *
 * @param siteAltitude_km    0 to 30
 * @param vapourDensity_gm3  at the site, from 0
 */
export function airLayers(siteAltitude_km: number, vapourDensity_gm3: number): readonly AirLayer[] {
  expectBetween("siteAltitude_km", siteAltitude_km, 0, highestSite_km);
  return layerBounds(siteAltitude_km).map(({ bottom_km, thickness_km }) => {
    const middle_km = bottom_km + thickness_km / 2;
    const temperature_K = referenceTemperature_K(middle_km);
    const density_gm3 = referenceVapourDensity_gm3(middle_km, vapourDensity_gm3, siteAltitude_km);
    const vapourPressure_hPa = vapourPressureOfDensity_hPa(density_gm3, temperature_K);
    // P.835 gives the total pressure, P.676 asks for the dry one.
    const dryPressure_hPa = referencePressure_hPa(middle_km) - vapourPressure_hPa;
    return {
      radius_km: earthRadius_km + bottom_km,
      thickness_km,
      refractiveIndex: refractiveIndex(dryPressure_hPa, vapourPressure_hPa, temperature_K),
      dryPressure_hPa,
      temperature_K,
      vapourDensity_gm3: density_gm3,
    };
  });
}

interface LayerBounds {
  readonly bottom_km: number;
  readonly thickness_km: number;
}

const growth = Math.exp(1 / 100);

function layerBounds(lower_km: number): LayerBounds[] {
  if (lower_km === 0) {
    return Array.from({ length: 922 }, (_, k) => ({
      thickness_km: 1e-4 * Math.exp(k / 100),
      bottom_km: (1e-4 * (Math.exp(k / 100) - 1)) / (growth - 1),
    }));
  }
  const upper_km = topOfAtmosphere_km;
  const first = Math.floor(100 * Math.log(1e4 * lower_km * (growth - 1) + 1) + 1);
  const last = Math.ceil(100 * Math.log(1e4 * upper_km * (growth - 1) + 1) + 1);
  const m = ((Math.exp(2 / 100) - growth) / (Math.exp(last / 100) - Math.exp(first / 100))) * (upper_km - lower_km);
  return Array.from({ length: last - first }, (_, k) => ({
    thickness_km: m * Math.exp((first + k - 1) / 100),
    bottom_km: lower_km + (m * (Math.exp((first + k - 1) / 100) - Math.exp((first - 1) / 100))) / (growth - 1),
  }));
}
