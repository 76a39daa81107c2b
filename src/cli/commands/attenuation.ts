import { LeolinkError } from "../../leolink-error.js";
import type { ModelRange } from "../../propagation/model-range.js";
import { referencePressure_hPa, referenceTemperature_K } from "../../propagation/p835.js";
import type { SlantPathAttenuation } from "../../propagation/slant-path.js";
import type {
  SlantPathClimate,
  SlantPathModels,
  SlantPathParameters,
} from "../../propagation/slant-path-parameters.js";
import type { AttenuationRow } from "../../report/terminal-attenuation.js";
import type { CliIo } from "../cli-io.js";
import { type Command, type CommandOption, jsonOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";
import { optionQuantity, requiredQuantity } from "../option-quantity.js";

const parts = ["gas", "rain", "cloud", "scintillation"] as const satisfies readonly (keyof SlantPathModels)[];

const text = (value: string, describe: string): CommandOption => ({ kind: "text", value, describe });
const required = (value: string, describe: string): CommandOption => ({ ...text(value, describe), isRequired: true });

export const attenuationCommand: Command = {
  usage: "attenuation",
  describe: "Print the attenuation of a slant path by ITU-R P.618-14, and its parts",
  details:
    "Rain (P.618-14, P.838-3), cloud (P.840-9), gas (P.676-13) and scintillation (P.618-14), combined by P.618-14, 2.5.\n" +
    "The site's climate is given by options, since leolink includes no digital maps; what is needed and missing is named.",
  positionals: {},
  options: {
    lat: required("ANGLE", "Latitude of the site, north positive; degrees if without unit"),
    lon: text("ANGLE", "Longitude of the site, for the record: without maps no model depends on it"),
    altitude: text("LENGTH", "Altitude of the site above sea level; 0 m if left out"),
    frequency: required("FREQUENCY", "Carrier frequency, e.g. '19.7 GHz'"),
    elevation: required("ANGLE", "Elevation of the path, e.g. '30 deg'"),
    availability: required("PERCENT", "Part of an average year with less attenuation, e.g. 99.9"),
    polarisation: text("rhcp|lhcp|horizontal|vertical", "Polarisation; rhcp if left out"),
    tilt: text("ANGLE", "Tilt of a linear polarisation from the horizontal, instead of --polarisation"),
    "rain-rate": text("RATE", "Rain rate exceeded 0.01 % of the year (P.837), e.g. '42 mm/h'"),
    "rain-height": text("LENGTH", "Mean rain height above sea level (P.839), e.g. '4.4 km'"),
    "vapour-density": text("DENSITY", "Surface water-vapour density exceeded 5 % of the year (P.836), e.g. '15 g/m3'"),
    "cloud-liquid-water": text(
      "CONTENT",
      "Columnar cloud liquid water exceeded 5 % of the year (P.840), e.g. '0.5 kg/m2'",
    ),
    "wet-refractivity": text("N-UNITS", "Median wet term of the surface refractivity (P.453), e.g. 60"),
    temperature: text("TEMPERATURE", "Surface temperature; that of P.835's mean global atmosphere if left out"),
    pressure: text("PRESSURE", "Surface pressure; that of P.835's mean global atmosphere if left out"),
    "antenna-diameter": text("LENGTH", "Aperture that averages scintillation; 1 m if left out"),
    "antenna-efficiency": text("PERCENT", "Aperture efficiency; 50 % if left out, as P.618 advises"),
    "gas-model": text("p676Annex1|p676Annex2", "Line by line, or approximate (P.618's own choice; taken if left out)"),
    omit: { kind: "list", value: parts.join("|"), describe: "Leave a part out (may be repeated)" },
    json: jsonOption,
  },
  examples: [
    [
      "leolink attenuation --lat 30.27 --lon -97.74 --frequency '19.7 GHz' --elevation '30 deg' --availability 99.9 --rain-rate '51.5 mm/h' --rain-height '4.42 km' --vapour-density '20.6 g/m3' --cloud-liquid-water '0.436 kg/m2' --wet-refractivity 81.2",
      "Austin, Texas",
    ],
    [
      "leolink attenuation --lat 48 --frequency '12 GHz' --elevation '20 deg' --availability 99.99 --rain-rate '30 mm/h' --rain-height '3 km' --omit gas --omit cloud --omit scintillation",
      "rain alone",
    ],
  ],
  execute,
};

/** The options that give the climate, where the models in play need it. */
const optionOf: Readonly<Partial<Record<keyof SlantPathClimate, string>>> = {
  rainRate001_mmh: "rain-rate",
  rainHeight_km: "rain-height",
  vapourDensity_gm3: "vapour-density",
  cloudLiquidWater_kgm2: "cloud-liquid-water",
  wetRefractivity: "wet-refractivity",
};

const sources: Readonly<Record<(typeof parts)[number], string>> = {
  gas: "ITU-R P.676-13",
  rain: "ITU-R P.618-14, 2.2.1.1",
  cloud: "ITU-R P.840-9",
  scintillation: "ITU-R P.618-14, 2.4.1",
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ slantPathAttenuation }, { requiredClimate, activeRanges }] = await Promise.all([
    import("../../propagation/slant-path.js"),
    import("../../propagation/slant-path-parameters.js"),
  ]);
  const models = modelsOf(args);
  const condition = conditionOf(args);
  refuseMissing(requiredClimate(models, condition), args);
  const path = pathOf(args, models, condition);
  refuseFrequency(activeRanges(models, condition), path.frequency_GHz);
  const longitude_deg = optionQuantity(args, "lon", "angle_deg", { minimum: -360, maximum: 360, unit: "deg" });
  const { warnings, ...attenuation } = slantPathAttenuation(path);
  if (args.flag("json")) {
    const { plainJson, asNull } = await import("../../results/plain-json.js");
    const { site } = path;
    const inputs = { ...path, site: { ...site, longitude_deg } };
    io.print(JSON.stringify(plainJson({ inputs, attenuation, warnings }, asNull), null, 2));
    return exitStatus.done;
  }
  const { attenuationTable } = await import("../../report/terminal-attenuation.js");
  io.print(pathText(path));
  io.print("");
  io.print(attenuationTable(partRows(models, attenuation), totalRow(attenuation), io.style));
  for (const { source, message } of warnings) io.note(`warning: ${source}: ${message}`);
  return exitStatus.done;
}

function modelsOf(args: CommandArguments): SlantPathModels {
  const omitted = args.list("omit");
  for (const part of omitted) {
    if (!parts.some((each) => each === part))
      throw wrongOption("omit", `expected ${parts.join(" or ")}, found ${part}`);
  }
  const gas = args.choice("gas-model", ["p676Annex1", "p676Annex2"]) ?? "p676Annex2";
  return {
    gas: omitted.includes("gas") ? "none" : gas,
    rain: omitted.includes("rain") ? "none" : "p618",
    cloud: omitted.includes("cloud") ? "none" : "p840",
    scintillation: omitted.includes("scintillation") ? "none" : "p618",
  };
}

function conditionOf(args: CommandArguments) {
  const availability_pct = requiredQuantity(args, "availability", "percent", { above: 0, below: 100, unit: "%" });
  return { kind: "availability", availability_pct } as const;
}

/** Names every option that the models need and the command line lacks. */
function refuseMissing(needed: readonly (keyof SlantPathClimate)[], args: CommandArguments): void {
  const missing = needed.flatMap((key) => {
    const name = optionOf[key];
    return name !== undefined && args.text(name) === undefined ? [name] : [];
  });
  if (missing.length === 0) return;
  throw new LeolinkError(
    "input",
    missing.map((name) => ({
      message: `--${name}: expected a value, found none (${attenuationCommand.options[name].describe})`,
      hint: "leolink includes no digital maps; --omit leaves a part out",
    })),
  );
}

/** A frequency outside a model's range is refused: its value would be no more than a guess. */
function refuseFrequency(ranges: readonly ModelRange[], frequency_GHz: number): void {
  for (const { source, frequency_GHz: range } of ranges) {
    if (range && !(frequency_GHz >= range[0] && frequency_GHz <= range[1])) {
      const message = `expected ${range[0]} to ${range[1]} GHz, the range of ${source}, found ${frequency_GHz} GHz`;
      throw wrongOption("frequency", message, "--omit leaves a part out");
    }
  }
}

function pathOf(
  args: CommandArguments,
  models: SlantPathModels,
  condition: SlantPathParameters["condition"],
): SlantPathParameters & { readonly elevation_deg: number } {
  const altitude_km = optionQuantity(args, "altitude", "height_km", { minimum: -0.5, maximum: 9 }) ?? 0;
  return {
    frequency_GHz: requiredQuantity(args, "frequency", "frequency_Hz", { above: 0 }) / 1e9,
    elevation_deg: requiredQuantity(args, "elevation", "angle_deg", { above: 0, maximum: 90 }),
    tilt_deg: tiltOf(args),
    site: {
      latitude_deg: requiredQuantity(args, "lat", "angle_deg", { minimum: -90, maximum: 90, unit: "deg" }),
      altitude_km,
    },
    climate: climateOf(args, altitude_km),
    antenna: {
      diameter_m: optionQuantity(args, "antenna-diameter", "length_m", { above: 0 }) ?? 1,
      efficiency: (optionQuantity(args, "antenna-efficiency", "percent", { above: 0, maximum: 100 }) ?? 50) / 100,
    },
    models,
    condition,
  };
}

function climateOf(args: CommandArguments, altitude_km: number): SlantPathClimate {
  return {
    rainRate001_mmh: optionQuantity(args, "rain-rate", "rainRate_mmh", { minimum: 0, maximum: 500 }),
    rainHeight_km: optionQuantity(args, "rain-height", "height_km", { minimum: 0, maximum: 20 }),
    temperature_K:
      optionQuantity(args, "temperature", "temperature_K", { minimum: 150, maximum: 350 }) ??
      referenceTemperature_K(altitude_km),
    pressure_hPa:
      optionQuantity(args, "pressure", "pressure_hPa", { minimum: 200, maximum: 1100 }) ??
      referencePressure_hPa(altitude_km),
    // Only asked of a model that needs it, and then given.
    vapourDensity_gm3: optionQuantity(args, "vapour-density", "density_gm3", { minimum: 0, maximum: 60 }) ?? Number.NaN,
    cloudLiquidWater_kgm2: optionQuantity(args, "cloud-liquid-water", "content_kgm2", { minimum: 0, maximum: 20 }),
    wetRefractivity: wetRefractivityOf(args),
  };
}

function wetRefractivityOf(args: CommandArguments): number | undefined {
  const text = args.text("wet-refractivity");
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 0 && value <= 300)) {
    throw wrongOption("wet-refractivity", `expected N-units, a number from 0 to 300, found ${text}`);
  }
  return value;
}

/** Of the polarisation from the horizontal: 45 degrees for circular, as P.838 asks. */
function tiltOf(args: CommandArguments): number {
  const polarisation = args.choice("polarisation", ["rhcp", "lhcp", "horizontal", "vertical"]);
  const tilt_deg = optionQuantity(args, "tilt", "angle_deg", { minimum: -90, maximum: 90 });
  if (tilt_deg !== undefined) {
    if (polarisation !== undefined) throw wrongOption("tilt", "expected --tilt or --polarisation, found both");
    return tilt_deg;
  }
  if (polarisation === "horizontal") return 0;
  return polarisation === "vertical" ? 90 : 45;
}

function pathText(path: SlantPathParameters & { readonly elevation_deg: number }): string {
  const { site, climate, antenna, condition } = path;
  const availability = condition.kind === "availability" ? `${condition.availability_pct} % of an average year` : "";
  const known = [
    `${path.frequency_GHz} GHz at ${path.elevation_deg} deg, polarisation tilt ${path.tilt_deg} deg, ${availability}`,
    `site at latitude ${site.latitude_deg} deg, ${site.altitude_km} km; antenna ${antenna.diameter_m} m, efficiency ${antenna.efficiency}`,
    `surface ${climate.temperature_K.toFixed(1)} K, ${climate.pressure_hPa.toFixed(1)} hPa`,
  ];
  return known.join("\n");
}

type Attenuation = Omit<SlantPathAttenuation, "warnings">;

function partRows(models: SlantPathModels, attenuation: Attenuation): AttenuationRow[] {
  return parts.map((part) => ({
    label: part,
    value_dB: attenuation[`${part}_dB`],
    source: models[part] === "none" ? "left out" : sourceOf(part, models),
  }));
}

function sourceOf(part: (typeof parts)[number], models: SlantPathModels): string {
  if (part !== "gas") return sources[part];
  return `${sources.gas}, Annex ${models.gas === "p676Annex1" ? 1 : 2}`;
}

function totalRow({ total_dB }: Attenuation): AttenuationRow {
  return { label: "total", value_dB: total_dB, source: "ITU-R P.618-14, 2.5" };
}
