import { describe, expect, it } from "vitest";
import {
  approximateZenithGas,
  oxygenEquivalentHeight_km,
  statisticalGasAttenuation,
  waterEquivalentHeight_km,
} from "../../src/propagation/p676-approximate.js";
import { airLayers } from "../../src/propagation/p676-layers.js";
import {
  p676OxygenHeightA,
  p676OxygenHeightAt118_75GHz,
  p676OxygenHeightB,
  p676OxygenHeightC,
  p676OxygenHeightD,
} from "../../src/propagation/p676-oxygen-height.data.js";
import { GasSlantPath } from "../../src/propagation/p676-slant.js";

const surface = { pressure_hPa: 1013.25, temperature_K: 288.15, vapourDensity_gm3: 7.5 };

describe("approximate gas (ITU-R P.676-13, Annex 2)", () => {
  it("has 699 rows of oxygen height on the grid and one at 118.75 GHz", () => {
    for (const column of [p676OxygenHeightA, p676OxygenHeightB, p676OxygenHeightC, p676OxygenHeightD]) {
      expect(column).toHaveLength(699);
    }
    expect(p676OxygenHeightAt118_75GHz).toHaveLength(4);
  });

  it("reads the table's rows at 1 and 350 GHz, and its neighbours' mean between", () => {
    const height_km = (a: number, b: number, c: number, d: number) => a + b * 288.15 + c * 1013.25 + d * 7.5;
    // P.676-13 Annex 2, Part 1: rows of 1, 1.5 and 350 GHz.
    const at1 = height_km(-2.700258, 0.02724587, 0.0005971574, 0.0005130385);
    const at1_5 = height_km(-2.462805, 0.02715168, -1.203684e-5, -7.200561e-5);
    expect(oxygenEquivalentHeight_km(1, surface)).toBeCloseTo(at1, 12);
    expect(oxygenEquivalentHeight_km(1.25, surface)).toBeCloseTo((at1 + at1_5) / 2, 12);
    expect(oxygenEquivalentHeight_km(350, surface)).toBeCloseTo(
      height_km(-3.970927, 0.03617106, -0.0009885094, 0.0009670673),
      12,
    );
  });

  it("is continuous around the extra row at 118.75 GHz", () => {
    for (const frequency_GHz of [118.5, 118.75, 119]) {
      const below = oxygenEquivalentHeight_km(frequency_GHz - 1e-9, surface);
      expect(Math.abs(oxygenEquivalentHeight_km(frequency_GHz + 1e-9, surface) - below)).toBeLessThan(1e-6);
    }
  });

  it("gives water an equivalent height of 1.836 + 0.971 km at the 22 GHz line, by hand from Table 4", () => {
    expect(waterEquivalentHeight_km(22.23508)).toBeCloseTo(1.8348 + 0.001258 + 0.97096 + 0.000227 + 0.0000325, 4);
  });

  // P.676-13 Annex 2 1.1, 2.1, computed; agrees with ITU's sheet A2_INST.
  it("agrees with ITU's method at 1.575 GHz", () => {
    expect(approximateZenithGas(1.575, surface).total_dB).toBeCloseTo(0.033663475004613, 12);
  });

  it("is within 12 % of the line-by-line method in the bands of the shipped scenarios", () => {
    for (const frequency_GHz of [2.2, 12, 19.7, 28.5]) {
      const exact_dB = new GasSlantPath(frequency_GHz, airLayers(0, 7.5)).at(90).total_dB;
      expect(Math.abs(approximateZenithGas(frequency_GHz, surface).total_dB / exact_dB - 1)).toBeLessThan(0.12);
    }
  });

  it("as a statistic reproduces an example of ITU (ValEx 8.3.0, 39.5 GHz)", () => {
    const gas = statisticalGasAttenuation(
      39.5,
      88.8217848244572,
      { pressure_hPa: 1012.08948746004, vapourDensity_gm3: 19.6326935802571, temperature_K: 298.88248952 },
      { pressure_hPa: 1018.36483150363, vapourDensity_gm3: 23.2703779529401, temperature_K: 302.22048952 },
      63.9400293035139,
      { av: 0.01830468, bv: 8.056528e-5, cv: -6.450121e-5, dv: 8.437036e-6 },
    );
    expect(gas.oxygen_dB).toBeCloseTo(0.2309853337821965, 10);
    expect(gas.water_dB).toBeCloseTo(0.5849925091142699, 10);
  });

  it("refuses a surface that is none", () => {
    expect(() => approximateZenithGas(20, { ...surface, pressure_hPa: 0 })).toThrow(RangeError);
    expect(() => approximateZenithGas(20, { ...surface, temperature_K: Number.NaN })).toThrow(RangeError);
    expect(() => waterEquivalentHeight_km(0)).toThrow(RangeError);
  });
});
