import { expectAbove, expectAtLeast, expectElevation_deg } from "./domain.js";
import type { ModelRange } from "./model-range.js";
import { vapourPressureOfDensity_hPa } from "./p453.js";
import {
  p676OxygenHeightA,
  p676OxygenHeightAt118_75GHz,
  p676OxygenHeightB,
  p676OxygenHeightC,
  p676OxygenHeightD,
  p676OxygenHeightGrid,
} from "./p676-oxygen-height.data.js";
import type { GasAttenuation } from "./p676-slant.js";
import { type Air, oxygenSpecificAttenuation_dBkm, waterSpecificAttenuation_dBkm } from "./p676-specific.js";

/** Validity of the approximate method. */
export const p676Annex2Range: ModelRange = {
  source: "ITU-R P.676-13, Annex 2",
  frequency_GHz: [1, 350],
  elevation_deg: [5, 90],
};

/** Air at the surface, with its total (barometric) pressure. */
export interface SurfaceAir {
  readonly pressure_hPa: number;
  readonly temperature_K: number;
  readonly vapourDensity_gm3: number;
}

/** a, b, c, d of K_V = a + b rho + c T + d P: ITU-R P.676-13, Annex 2, section 2.2, data file Part 2. */
export interface VapourCoefficients {
  readonly av: number;
  readonly bv: number;
  readonly cv: number;
  readonly dv: number;
}

/**
 * Attenuation at the zenith from the air at the surface; over sin(elevation) it is the slant path's.
 *
 * ITU-R P.676-13, Annex 2, sections 1.1 and 2.1, eq. (31) to (37).
 *
 * @param frequency_GHz  above 0; valid from 1 to 350
 */
export function approximateZenithGas(frequency_GHz: number, surface: SurfaceAir): GasAttenuation {
  const air = dryAir(surface);
  const oxygen_dB =
    oxygenSpecificAttenuation_dBkm(frequency_GHz, air) * oxygenEquivalentHeight_km(frequency_GHz, surface);
  const water_dB = waterSpecificAttenuation_dBkm(frequency_GHz, air) * waterEquivalentHeight_km(frequency_GHz);
  return { oxygen_dB, water_dB, total_dB: oxygen_dB + water_dB };
}

/**
 * Slant-path attenuation exceeded for p % of the time.
 *
 * ITU-R P.676-13, Annex 2, sections 1.2 and 2.3: the specific attenuation of oxygen and K_V from the mean values of the
 * surface, the height of oxygen from the surface values at p, and the columnar vapour at p.
 *
 * @param elevation_deg      above 0 up to 90; valid from 5
 * @param mean               mean annual values
 * @param atP                values exceeded for p %
 * @param vapourContent_kgm2 columnar water vapour exceeded for p %
 */
export function statisticalGasAttenuation(
  frequency_GHz: number,
  elevation_deg: number,
  mean: SurfaceAir,
  atP: SurfaceAir,
  vapourContent_kgm2: number,
  { av, bv, cv, dv }: VapourCoefficients,
): GasAttenuation {
  expectElevation_deg(elevation_deg);
  expectAtLeast("vapourContent_kgm2", vapourContent_kgm2, 0);
  const sine = Math.sin((elevation_deg * Math.PI) / 180);
  const gamma_dBkm = oxygenSpecificAttenuation_dBkm(frequency_GHz, dryAir(mean));
  const oxygen_dB = (gamma_dBkm * oxygenEquivalentHeight_km(frequency_GHz, atP)) / sine;
  const kV = av + bv * mean.vapourDensity_gm3 + cv * mean.temperature_K + dv * mean.pressure_hPa;
  const water_dB = (kV * vapourContent_kgm2) / sine;
  return { oxygen_dB, water_dB, total_dB: oxygen_dB + water_dB };
}

/**
 * Equivalent height of oxygen.
 *
 * ITU-R P.676-13, Annex 2, section 1.1, eq. (31): h0 = a + b T + c P + d rho, coefficients linear between the
 * frequencies of the table; outside 1 to 350 GHz those of its end.
 */
export function oxygenEquivalentHeight_km(frequency_GHz: number, surface: SurfaceAir): number {
  checkSurface(surface);
  expectAbove("frequency_GHz", frequency_GHz, 0);
  const { pressure_hPa, temperature_K, vapourDensity_gm3 } = surface;
  const [below, above, weight] = tableNeighbours(frequency_GHz);
  const a = below[0] + weight * (above[0] - below[0]);
  const b = below[1] + weight * (above[1] - below[1]);
  const c = below[2] + weight * (above[2] - below[2]);
  const d = below[3] + weight * (above[3] - below[3]);
  return a + b * temperature_K + c * pressure_hPa + d * vapourDensity_gm3;
}

/**
 * Equivalent height of water vapour.
 *
 * ITU-R P.676-13, Annex 2, section 2.1, eq. (37), Table 4.
 */
export function waterEquivalentHeight_km(frequency_GHz: number): number {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  return (
    5.6585e-5 * frequency_GHz +
    1.8348 +
    2.6846 / ((frequency_GHz - 22.23508) ** 2 + 2.7649) +
    5.8905 / ((frequency_GHz - 183.310087) ** 2 + 4.9219) +
    2.981 / ((frequency_GHz - 325.152888) ** 2 + 3.0748)
  );
}

type HeightRow = readonly [number, number, number, number];

/** The table's rows around a frequency, and how far it lies between them. */
function tableNeighbours(frequency_GHz: number): readonly [HeightRow, HeightRow, number] {
  const { first_GHz, step_GHz, last_GHz } = p676OxygenHeightGrid;
  const inside_GHz = Math.min(Math.max(frequency_GHz, first_GHz), last_GHz);
  // The row at 118.75 GHz halves one step of the grid.
  if (inside_GHz > 118.5 && inside_GHz < 119) {
    return inside_GHz < 118.75
      ? [gridRow(235), p676OxygenHeightAt118_75GHz, (inside_GHz - 118.5) / 0.25]
      : [p676OxygenHeightAt118_75GHz, gridRow(236), (inside_GHz - 118.75) / 0.25];
  }
  const position = (inside_GHz - first_GHz) / step_GHz;
  const index = Math.min(Math.floor(position), p676OxygenHeightA.length - 2);
  return [gridRow(index), gridRow(index + 1), position - index];
}

function gridRow(index: number): HeightRow {
  return [p676OxygenHeightA[index], p676OxygenHeightB[index], p676OxygenHeightC[index], p676OxygenHeightD[index]];
}

function dryAir(surface: SurfaceAir): Air {
  checkSurface(surface);
  const { pressure_hPa, temperature_K, vapourDensity_gm3 } = surface;
  return {
    dryPressure_hPa: pressure_hPa - vapourPressureOfDensity_hPa(vapourDensity_gm3, temperature_K),
    temperature_K,
    vapourDensity_gm3,
  };
}

function checkSurface({ pressure_hPa, temperature_K, vapourDensity_gm3 }: SurfaceAir): void {
  expectAbove("pressure_hPa", pressure_hPa, 0);
  expectAbove("temperature_K", temperature_K, 0);
  expectAtLeast("vapourDensity_gm3", vapourDensity_gm3, 0);
}
