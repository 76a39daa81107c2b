import { vapourPressure_hPa, wetRefractivity } from "../../propagation/p453.js";
import { crossPolarDiscrimination_dB } from "../../propagation/p618-cross-polarisation.js";
import { rainAttenuation } from "../../propagation/p618-rain.js";
import { rainAttenuationProbability_pct } from "../../propagation/p618-rain-probability.js";
import { scintillationDeviation_dB, scintillationTimeFactor } from "../../propagation/p618-scintillation.js";
import { siteDiversityGain_dB } from "../../propagation/p618-site-diversity.js";
import { skyNoiseTemperature_K } from "../../propagation/p618-sky-noise.js";
import { totalAttenuation_dB } from "../../propagation/p618-total.js";
import { approximateZenithGas, statisticalGasAttenuation } from "../../propagation/p676-approximate.js";
import { airLayers } from "../../propagation/p676-layers.js";
import { GasSlantPath } from "../../propagation/p676-slant.js";
import { oxygenSpecificAttenuation_dBkm, waterSpecificAttenuation_dBkm } from "../../propagation/p676-specific.js";
import { referencePressure_hPa, referenceTemperature_K } from "../../propagation/p835.js";
import { rainCoefficients, rainPowerLaw, rainSpecificAttenuation_dBkm } from "../../propagation/p838.js";
import { cloudAttenuation_dB, cloudAttenuationLogNormal_dB, cloudMassCoefficient } from "../../propagation/p840.js";
import { caseNumber } from "../case-input.js";
import type { ValidationModel } from "../validation-model.js";

/** The numbers of a row, by column. */
type Numbers<Input extends string> = Readonly<Record<Input, number>>;

/** A model whose columns all hold numbers. */
function model<const Input extends string, const Output extends string>(
  name: string,
  inputs: readonly Input[],
  outputs: readonly Output[],
  evaluate: (row: Numbers<Input>) => Numbers<Output>,
): ValidationModel {
  return {
    name,
    inputs,
    outputs,
    evaluate: (input) => {
      const row: Partial<Record<Input, number>> = {};
      for (const column of inputs) row[column] = caseNumber(input, column);
      return evaluate(row as Numbers<Input>);
    },
  };
}

const gasModels: readonly ValidationModel[] = [
  model("itu.p835", ["height_km"], ["temperature_K", "pressure_hPa"], ({ height_km }) => ({
    temperature_K: referenceTemperature_K(height_km),
    pressure_hPa: referencePressure_hPa(height_km),
  })),
  model(
    "itu.p676.specific",
    ["frequency_GHz", "dryPressure_hPa", "vapourDensity_gm3", "temperature_K"],
    ["gammaOxygen_dBkm", "gammaWater_dBkm"],
    ({ frequency_GHz, ...air }) => ({
      gammaOxygen_dBkm: oxygenSpecificAttenuation_dBkm(frequency_GHz, air),
      gammaWater_dBkm: waterSpecificAttenuation_dBkm(frequency_GHz, air),
    }),
  ),
  model(
    "itu.p676.slantExact",
    ["frequency_GHz", "elevation_deg", "vapourDensity_gm3"],
    ["attenuation_dB", "oxygen_dB", "water_dB"],
    ({ frequency_GHz, elevation_deg, vapourDensity_gm3 }) => {
      const gas = new GasSlantPath(frequency_GHz, airLayers(0, vapourDensity_gm3)).at(elevation_deg);
      return { attenuation_dB: gas.total_dB, oxygen_dB: gas.oxygen_dB, water_dB: gas.water_dB };
    },
  ),
  model(
    "itu.p676.slantApproximate",
    ["frequency_GHz", "elevation_deg", "pressure_hPa", "vapourDensity_gm3", "temperature_K"],
    ["attenuation_dB"],
    ({ frequency_GHz, elevation_deg, ...surface }) => ({
      attenuation_dB: approximateZenithGas(frequency_GHz, surface).total_dB / Math.sin((elevation_deg * Math.PI) / 180),
    }),
  ),
  model(
    "itu.p676.slantStatistical",
    [
      "frequency_GHz",
      "elevation_deg",
      "meanPressure_hPa",
      "meanVapourDensity_gm3",
      "meanTemperature_K",
      "pressure_hPa",
      "temperature_K",
      "vapourDensity_gm3",
      "vapourContent_kgm2",
      "av",
      "bv",
      "cv",
      "dv",
    ],
    ["oxygen_dB", "water_dB", "attenuation_dB"],
    (row) => {
      const mean = {
        pressure_hPa: row.meanPressure_hPa,
        temperature_K: row.meanTemperature_K,
        vapourDensity_gm3: row.meanVapourDensity_gm3,
      };
      const gas = statisticalGasAttenuation(
        row.frequency_GHz,
        row.elevation_deg,
        mean,
        row,
        row.vapourContent_kgm2,
        row,
      );
      return { oxygen_dB: gas.oxygen_dB, water_dB: gas.water_dB, attenuation_dB: gas.total_dB };
    },
  ),
];

const waterModels: readonly ValidationModel[] = [
  model(
    "itu.p838",
    ["frequency_GHz", "elevation_deg", "tilt_deg", "rainRate_mmh"],
    ["k", "alpha", "gamma_dBkm"],
    ({ frequency_GHz, elevation_deg, tilt_deg, rainRate_mmh }) => {
      const law = rainPowerLaw(rainCoefficients(frequency_GHz), elevation_deg, tilt_deg);
      return { k: law.k, alpha: law.alpha, gamma_dBkm: rainSpecificAttenuation_dBkm(law, rainRate_mmh) };
    },
  ),
  model(
    "itu.p453",
    ["temperature_C", "relativeHumidity_pct", "pressure_hPa"],
    ["vapourPressure_hPa", "wetRefractivity"],
    ({ temperature_C, relativeHumidity_pct, pressure_hPa }) => {
      const pressure = vapourPressure_hPa(temperature_C, relativeHumidity_pct, pressure_hPa);
      return { vapourPressure_hPa: pressure, wetRefractivity: wetRefractivity(pressure, temperature_C + 273.15) };
    },
  ),
  model(
    "itu.p840",
    ["frequency_GHz", "elevation_deg", "liquidWater_kgm2"],
    ["massCoefficient", "attenuation_dB"],
    ({ frequency_GHz, elevation_deg, liquidWater_kgm2 }) => ({
      massCoefficient: cloudMassCoefficient(frequency_GHz),
      attenuation_dB: cloudAttenuation_dB(frequency_GHz, elevation_deg, liquidWater_kgm2),
    }),
  ),
  model(
    "itu.p840.logNormal",
    ["frequency_GHz", "elevation_deg", "exceedance_pct", "mL", "sL", "PL_pct"],
    ["attenuation_dB"],
    ({ frequency_GHz, elevation_deg, exceedance_pct, ...distribution }) => ({
      attenuation_dB: cloudAttenuationLogNormal_dB(frequency_GHz, elevation_deg, exceedance_pct, distribution),
    }),
  ),
];

const p618Models: readonly ValidationModel[] = [
  model(
    "itu.p618.rain",
    [
      "latitude_deg",
      "siteAltitude_km",
      "frequency_GHz",
      "elevation_deg",
      "tilt_deg",
      "exceedance_pct",
      "rainHeight_km",
      "rainRate001_mmh",
    ],
    ["slantPath_km", "attenuation001_dB", "attenuation_dB"],
    (row) => ({ ...rainAttenuation({ ...row, altitude_km: row.siteAltitude_km }, row, row.exceedance_pct) }),
  ),
  model(
    "itu.p618.rainProbability",
    ["rainProbability_pct", "slantPath_km", "elevation_deg"],
    ["attenuationProbability_pct"],
    ({ rainProbability_pct, slantPath_km, elevation_deg }) => ({
      attenuationProbability_pct: rainAttenuationProbability_pct(rainProbability_pct, slantPath_km, elevation_deg),
    }),
  ),
  model(
    "itu.p618.scintillation",
    ["frequency_GHz", "elevation_deg", "antennaDiameter_m", "efficiency", "exceedance_pct", "wetRefractivity"],
    ["sigma_dB", "fade_dB"],
    (row) => {
      const aperture = { diameter_m: row.antennaDiameter_m, efficiency: row.efficiency };
      const sigma_dB = scintillationDeviation_dB(row.frequency_GHz, row.elevation_deg, aperture, row.wetRefractivity);
      return { sigma_dB, fade_dB: sigma_dB * scintillationTimeFactor(row.exceedance_pct) };
    },
  ),
  model(
    "itu.p618.siteDiversityGain",
    ["separation_km", "attenuation_dB", "frequency_GHz", "elevation_deg", "baseline_deg"],
    ["gain_dB"],
    ({ separation_km, attenuation_dB, frequency_GHz, elevation_deg, baseline_deg }) => ({
      gain_dB: siteDiversityGain_dB(separation_km, attenuation_dB, frequency_GHz, elevation_deg, baseline_deg),
    }),
  ),
  model(
    "itu.p618.xpd",
    ["frequency_GHz", "elevation_deg", "tilt_deg", "exceedance_pct", "attenuation_dB"],
    ["xpd_dB"],
    ({ frequency_GHz, elevation_deg, tilt_deg, exceedance_pct, attenuation_dB }) => ({
      xpd_dB: crossPolarDiscrimination_dB(frequency_GHz, elevation_deg, tilt_deg, exceedance_pct, attenuation_dB),
    }),
  ),
  model("itu.p618.total", ["gas_dB", "cloud_dB", "rain_dB", "scintillation_dB"], ["total_dB"], (parts) => ({
    total_dB: totalAttenuation_dB(parts),
  })),
  model("itu.p618.skyNoise", ["attenuation_dB", "meanRadiating_K"], ["skyNoise_K"], (row) => ({
    skyNoise_K: skyNoiseTemperature_K(row.attenuation_dB, row.meanRadiating_K),
  })),
];

/** Models of ITU-R Recommendations of the P series. */
export const ituModels: readonly ValidationModel[] = [...gasModels, ...waterModels, ...p618Models];
