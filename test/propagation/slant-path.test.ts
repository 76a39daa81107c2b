import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LeolinkError } from "../../src/leolink-error.js";
import { rainAttenuation } from "../../src/propagation/p618-rain.js";
import { scintillationDeviation_dB, scintillationTimeFactor } from "../../src/propagation/p618-scintillation.js";
import { airLayers } from "../../src/propagation/p676-layers.js";
import { GasSlantPath } from "../../src/propagation/p676-slant.js";
import { cloudAttenuation_dB } from "../../src/propagation/p840.js";
import { slantPathAttenuation, slantPathModel } from "../../src/propagation/slant-path.js";
import {
  requiredClimate,
  type SlantPathCondition,
  type SlantPathModels,
  type SlantPathParameters,
  slantPathRanges,
} from "../../src/propagation/slant-path-parameters.js";

const models: SlantPathModels = { gas: "p676Annex1", rain: "p618", cloud: "p840", scintillation: "p618" };
const none: SlantPathModels = { gas: "none", rain: "none", cloud: "none", scintillation: "none" };
const available = (availability_pct: number): SlantPathCondition => ({ kind: "availability", availability_pct });
const rome: SlantPathParameters = {
  frequency_GHz: 19.7,
  tilt_deg: 45,
  site: { latitude_deg: 41.9, altitude_km: 0.05 },
  climate: {
    rainRate001_mmh: 33.9,
    rainHeight_km: 3.05,
    temperature_K: 288,
    pressure_hPa: 1008,
    vapourDensity_gm3: 14,
    cloudLiquidWater_kgm2: 0.6,
    wetRefractivity: 61,
  },
  antenna: { diameter_m: 0.48, efficiency: 0.6 },
  models,
  condition: available(99.5),
};

describe("attenuation of a slant path", () => {
  it("holds the parts of the Recommendations and combines them by P.618-14, 2.5", () => {
    const found = slantPathModel(rome).at(35);
    const gas_dB = new GasSlantPath(19.7, airLayers(0.05, 14)).at(35).total_dB;
    const cloud_dB = cloudAttenuation_dB(19.7, 35, 0.6);
    const rain_dB = rainAttenuation(
      { latitude_deg: 41.9, altitude_km: 0.05, rainHeight_km: 3.05, rainRate001_mmh: 33.9 },
      { frequency_GHz: 19.7, elevation_deg: 35, tilt_deg: 45 },
      0.5,
    ).attenuation_dB;
    const scintillation_dB =
      scintillationTimeFactor(0.5) * scintillationDeviation_dB(19.7, 35, { diameter_m: 0.48, efficiency: 0.6 }, 61);
    expect(found.gas_dB).toBeCloseTo(gas_dB, 12);
    expect(found.cloud_dB).toBeCloseTo(cloud_dB, 12);
    expect(found.rain_dB).toBeCloseTo(rain_dB, 12);
    expect(found.scintillation_dB).toBeCloseTo(scintillation_dB, 12);
    expect(found.total_dB).toBeCloseTo(gas_dB + Math.hypot(rain_dB + cloud_dB, scintillation_dB), 12);
    expect(found.noiseAttenuation_dB).toBeCloseTo(rain_dB + cloud_dB, 12);
    expect(found.warnings).toEqual([]);
  });

  it("is the same from the model and from the single call, in any order of elevations", () => {
    const model = slantPathModel(rome);
    const elevations_deg = [80, 10, 45, 10];
    expect(elevations_deg.map((elevation_deg) => model.at(elevation_deg))).toEqual(
      elevations_deg.map((elevation_deg) => slantPathAttenuation({ ...rome, elevation_deg })),
    );
  });

  it("under clear sky is gas alone, and does not heat the sky further", () => {
    const { gas_dB, total_dB, noiseAttenuation_dB, rain_dB } = slantPathModel({
      ...rome,
      condition: { kind: "clearSky" },
    }).at(35);
    expect(total_dB).toBe(gas_dB);
    expect([noiseAttenuation_dB, rain_dB]).toEqual([0, 0]);
  });

  it("with a given attenuation is gas and that, which heats the sky", () => {
    const found = slantPathModel({ ...rome, condition: { kind: "excessAttenuation", attenuation_dB: 6 } }).at(35);
    expect(found.total_dB).toBe(found.gas_dB + 6);
    expect(found.excess_dB).toBe(6);
    expect(found.noiseAttenuation_dB).toBe(6);
  });

  it("without models is nothing", () => {
    expect(slantPathModel({ ...rome, models: none }).at(35).total_dB).toBe(0);
  });

  it("leaves rain out above 5 % of the year and says that gas and cloud stay at 5 %", () => {
    const found = slantPathModel({ ...rome, condition: available(90) }).at(35);
    expect(found.rain_dB).toBe(0);
    expect(found.cloud_dB).toBeGreaterThan(0);
    expect(found.warnings.map(({ message }) => message).join()).toContain("upper bound");
    expect(slantPathModel({ ...rome, condition: available(95) }).at(35).rain_dB).toBeGreaterThan(0);
  });

  it("grows with availability and towards the horizon", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 95.1, max: 99.9, noNaN: true }),
        fc.double({ min: 10, max: 80, noNaN: true }),
        fc.constantFrom("p676Annex2" as const, "tr38811" as const),
        (availability_pct, elevation_deg, gas) => {
          const at = (availability: number, elevation: number) =>
            slantPathModel({ ...rome, models: { ...models, gas }, condition: available(availability) }).at(elevation)
              .total_dB;
          expect(at(availability_pct + 0.05, elevation_deg)).toBeGreaterThan(at(availability_pct, elevation_deg));
          expect(at(availability_pct, elevation_deg + 5)).toBeLessThan(at(availability_pct, elevation_deg));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("what a slant path asks of a climate", () => {
  it("names what the models in play need", () => {
    expect(requiredClimate(models, available(99.9))).toEqual([
      "vapourDensity_gm3",
      "cloudLiquidWater_kgm2",
      "rainRate001_mmh",
      "rainHeight_km",
      "wetRefractivity",
    ]);
    expect(requiredClimate(models, available(90))).not.toContain("rainRate001_mmh");
    expect(requiredClimate({ ...models, gas: "p676Annex2" }, { kind: "clearSky" })).toEqual([
      "temperature_K",
      "pressure_hPa",
      "vapourDensity_gm3",
    ]);
    expect(requiredClimate(none, available(99))).toEqual([]);
  });

  it("reports everything that is missing at once", () => {
    const { temperature_K, pressure_hPa, vapourDensity_gm3 } = rome.climate;
    const bare = { ...rome, climate: { temperature_K, pressure_hPa, vapourDensity_gm3 } };
    try {
      slantPathModel(bare);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(LeolinkError);
      expect((error as LeolinkError).problems).toHaveLength(4);
      expect((error as LeolinkError).message).toContain("site.climate.rainRate001:");
    }
    expect(slantPathModel({ ...bare, condition: { kind: "clearSky" } }).at(35).gas_dB).toBeGreaterThan(0);
  });

  it("refuses what is no path, site or condition", () => {
    expect(() => slantPathModel({ ...rome, frequency_GHz: Number.NaN })).toThrow(RangeError);
    expect(() => slantPathModel({ ...rome, site: { latitude_deg: 95, altitude_km: 0 } })).toThrow(RangeError);
    expect(() => slantPathModel({ ...rome, condition: available(100) })).toThrow(RangeError);
    expect(() => slantPathModel({ ...rome, condition: { kind: "excessAttenuation", attenuation_dB: -1 } })).toThrow(
      RangeError,
    );
    for (const bad of [0, -10, 91, Number.NaN]) expect(() => slantPathModel(rome).at(bad)).toThrow(RangeError);
  });
});

describe("warnings of a slant path", () => {
  const sourcesAt = (parameters: SlantPathParameters, elevation_deg: number) =>
    slantPathModel(parameters)
      .at(elevation_deg)
      .warnings.map(({ source }) => source);

  it("come below 5 degrees for the models that end there, and are the same array at every such elevation", () => {
    const model = slantPathModel(rome);
    expect(model.at(5).warnings).toEqual([]);
    expect(model.at(4).warnings.map(({ source }) => source)).toEqual(["ITU-R P.840-9", "ITU-R P.618-14, 2.4.1"]);
    expect(model.at(3).warnings).toBe(model.at(4).warnings);
  });

  it("come for a frequency or an availability outside a model's range, only for models in play", () => {
    const sBand = { ...rome, frequency_GHz: 2.2 };
    expect(sourcesAt(sBand, 30)).toEqual(["ITU-R P.618-14, 2.4.1"]);
    expect(sourcesAt({ ...sBand, condition: { kind: "clearSky" } }, 30)).toEqual([]);
    expect(sourcesAt({ ...rome, condition: available(99.9995) }, 30)).toEqual([
      "ITU-R P.618-14, 2.2.1.1",
      "ITU-R P.618-14, 2.4.1",
    ]);
    expect(sourcesAt({ ...rome, condition: available(99.999) }, 30)).toEqual(["ITU-R P.618-14, 2.4.1"]);
  });

  it("say when the site's air is not the reference atmosphere's", () => {
    const tropical = { ...rome, climate: { ...rome.climate, temperature_K: 300 } };
    expect(slantPathModel(tropical).at(30).warnings[0].message).toContain("300 K");
    expect(sourcesAt({ ...tropical, models: { ...models, gas: "p676Annex2" } }, 30)).toEqual([]);
    const deadSea = { ...rome, site: { latitude_deg: 31.5, altitude_km: -0.43 } };
    expect(slantPathModel(deadSea).at(30).warnings[0].message).toContain("sea level");
  });

  it("say what TR 38.811's scintillation stands for", () => {
    const tr: SlantPathParameters = { ...rome, models: { ...none, scintillation: "tr38811" } };
    expect(sourcesAt({ ...tr, condition: available(99) }, 30)).toEqual([]);
    expect(sourcesAt({ ...tr, condition: available(99.9) }, 30)).toEqual(["3GPP TR 38.811, 6.6.6"]);
    const handheld = slantPathModel({ ...tr, frequency_GHz: 2 }).at(30);
    expect(handheld.scintillation_dB).toBe(0);
    expect(handheld.warnings[0].message).toContain("no ionospheric scintillation at latitude 41.9 deg");
  });

  it("say that beyond the median there is no scintillation fade", () => {
    const found = slantPathModel({ ...rome, condition: available(40) }).at(30);
    expect(found.scintillation_dB).toBe(0);
    expect(found.warnings.map(({ message }) => message).join()).toContain("beyond the median");
  });

  it("rest on ranges that a scenario's check may read", () => {
    expect(slantPathRanges.rain.p618.frequency_GHz).toEqual([1, 55]);
    expect(slantPathRanges.gas.p676Annex2.frequency_GHz).toEqual([1, 350]);
  });
});
