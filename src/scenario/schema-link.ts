import type { SlantPathClimate, SlantPathCondition } from "../propagation/slant-path-parameters.js";
import { alternatives, exactlyOne, plainNumber, quantity, record, text, word } from "./form.js";
import type { Link, Payload, Propagation, Site } from "./scenario.js";
import { interferenceSchema, polarisationSchema, stationSchema } from "./schema-station.js";

/** Surface values of ITU-R P.835-6's mean annual global reference atmosphere. */
const referenceClimate = { temperature: "288.15 K", pressure: "1013.25 hPa", vapourDensity: "7.5 g/m3" };

const climateSchema = record(
  {
    rainRate001: quantity("rainRate_mmh", "Rain rate exceeded 0.01 % of an average year (ITU-R P.837).", {
      minimum: 0,
      maximum: 250,
    }).optional(),
    rainHeight: quantity("height_km", "Mean rain height above sea level (ITU-R P.839).", {
      minimum: 0,
      maximum: 10,
    }).optional(),
    temperature: quantity("temperature_K", "Mean surface temperature (ITU-R P.1510).", {
      minimum: 150,
      maximum: 350,
    }).optional(),
    pressure: quantity("pressure_hPa", "Surface pressure.", { minimum: 300, maximum: 1100 }).optional(),
    vapourDensity: quantity(
      "density_gm3",
      "Surface water-vapour density; with an availability the value exceeded 5 % of the year (ITU-R P.836).",
      { minimum: 0, maximum: 50 },
    ).optional(),
    cloudLiquidWater: quantity("content_kgm2", "Columnar cloud liquid water exceeded 5 % of the year (ITU-R P.840).", {
      minimum: 0,
      maximum: 20,
    }).optional(),
    wetRefractivity: plainNumber("Median wet term of the surface refractivity, N-units (ITU-R P.453).", {
      minimum: 0,
      maximum: 300,
    }).optional(),
  },
  "What the propagation models ask of the place; a value that no chosen model needs may be left out.",
).transform(
  (value): SlantPathClimate => ({
    rainRate001_mmh: value.rainRate001,
    rainHeight_km: value.rainHeight,
    temperature_K: value.temperature ?? Number.parseFloat(referenceClimate.temperature),
    pressure_hPa: value.pressure ?? Number.parseFloat(referenceClimate.pressure),
    vapourDensity_gm3: value.vapourDensity ?? Number.parseFloat(referenceClimate.vapourDensity),
    cloudLiquidWater_kgm2: value.cloudLiquidWater,
    wetRefractivity: value.wetRefractivity,
  }),
);

export const siteSchema = record(
  {
    name: text("Name of the place.").prefault("site"),
    latitude: quantity("angle_deg", "Geodetic latitude, north positive.", { minimum: -90, maximum: 90 }),
    longitude: quantity("angle_deg", "Longitude, east positive.", { minimum: -180, maximum: 360 }),
    altitude: quantity("length_m", "Above sea level. Default: 0 m.", { minimum: -500, maximum: 9000 }).prefault("0 m"),
    minimumElevation: quantity("angle_deg", "Lowest elevation at which the link is used. Default: 10 deg.", {
      above: 0,
      maximum: 90,
    }).prefault("10 deg"),
    climate: climateSchema.prefault({}),
  },
  "The ground station's place.",
).transform(
  (value): Site => ({
    name: value.name,
    latitude_deg: value.latitude,
    longitude_deg: value.longitude,
    altitude_m: value.altitude,
    minimumElevation_deg: value.minimumElevation,
    climate: value.climate,
  }),
);

const carrier = quantity("frequency_Hz", "Carrier frequency.", { minimum: 100e6, maximum: 300e9 });

const feederSchema = record(
  {
    carrier,
    polarisation: polarisationSchema,
    interference: interferenceSchema.prefault({}),
    gatewaySite: siteSchema,
    gateway: stationSchema("ground", "The gateway."),
    satellite: stationSchema("satellite", "The satellite's end of the feeder link."),
  },
  "The feeder link of a bent pipe, whose output power is held constant.",
).transform((value): Payload => {
  const { carrier: carrier_Hz, ...rest } = value;
  return { kind: "transparent", feeder: { carrier_Hz, ...rest } };
});

export const linkSchema = record(
  {
    direction: word(["downlink", "uplink"], "Of the user link: downlink to the terminal, or uplink from it."),
    carrier,
    bandwidth: quantity("frequency_Hz", "Bandwidth of the carrier, roll-off included.", {
      minimum: 1e3,
      maximum: 10e9,
    }),
    polarisation: polarisationSchema,
    payload: alternatives(
      [
        word(["regenerative"], "The satellite decodes.").transform((): Payload => ({ kind: "regenerative" })),
        exactlyOne({ transparent: feederSchema }, "A bent pipe.").transform(
          ({ transparent }): Payload => transparent as Payload,
        ),
      ],
      "regenerative or a mapping with transparent",
      "What the satellite does with the signal.",
    ),
    interference: interferenceSchema.prefault({}),
  },
  "The user link.",
).transform(
  ({ carrier: carrier_Hz, bandwidth: bandwidth_Hz, ...rest }): Link => ({ carrier_Hz, bandwidth_Hz, ...rest }),
);

const conditionSchema = alternatives(
  [
    word(["clearSky"], "Gas only.").transform((): SlantPathCondition => ({ kind: "clearSky" })),
    exactlyOne(
      {
        availability: quantity(
          "percent",
          "Attenuation exceeded in the rest of an average year, held for the whole run.",
          { minimum: 50, maximum: 99.999 },
        ),
        excessAttenuation: quantity("ratio_dB", "Gas, and this much attenuation beside it.", {
          minimum: 0,
          maximum: 200,
        }),
      },
      "A condition.",
    ).transform(
      ({ availability, excessAttenuation }): SlantPathCondition =>
        availability !== undefined
          ? { kind: "availability", availability_pct: availability }
          : { kind: "excessAttenuation", attenuation_dB: excessAttenuation as number },
    ),
  ],
  'clearSky or a mapping such as { availability: "99.5 %" } or { excessAttenuation: "6 dB" }',
  "The weather of the run.",
);

export const propagationSchema = record(
  {
    gas: word(
      ["p676Annex1", "p676Annex2", "tr38811", "none"],
      "Gaseous attenuation: ITU-R P.676-13 line by line or approximate, or 3GPP TR 38.811.",
    ),
    rain: word(["p618", "none"], "Rain attenuation, ITU-R P.618-14."),
    cloud: word(["p840", "none"], "Cloud attenuation, ITU-R P.840-9."),
    scintillation: word(["p618", "tr38811", "none"], "Scintillation, ITU-R P.618-14 or 3GPP TR 38.811."),
    clutter: word(
      ["none", "denseUrban", "urban", "suburbanRural"],
      "Clutter loss of a terminal without line of sight, 3GPP TR 38.811, 6.6.2. Default: none (line of sight).",
    ).prefault("none"),
    shadowing: quantity("ratio_dB", "A fixed margin for shadow fading. Default: 0 dB.", {
      minimum: 0,
      maximum: 60,
    }).prefault("0 dB"),
    condition: conditionSchema,
  },
  "Which models stand for the atmosphere, and in which weather.",
).transform(({ shadowing, ...rest }): Propagation => ({ shadowing_dB: shadowing, ...rest }));
