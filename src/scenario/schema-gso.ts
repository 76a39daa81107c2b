import { z } from "zod";
import type { EpfdLimit } from "../interference/epfd.js";
import { exactlyOne, plainNumber, quantity, record } from "./form.js";
import type { GsoProtection } from "./gso-protection.js";
import { roundPatternSchema } from "./schema-station.js";

const angle = (description: string, minimum: number, maximum: number) =>
  quantity("angle_deg", description, { minimum, maximum });

const mask = z
  .array(
    record(
      {
        epfd: quantity("epfd_dBWm2", "Level in the reference bandwidth.", { minimum: -300, maximum: 0 }),
        time: quantity("percent", "Percentage of the time during which it may not be exceeded.", {
          above: 0,
          maximum: 100,
        }),
      },
      "A limit.",
    ).transform(({ epfd, time }): EpfdLimit => ({ epfd_dBWm2: epfd, time_pct: time })),
    { error: "expected a list of levels and percentages" },
  )
  .min(1, { error: "expected at least one limit" })
  .max(1000, { error: "expected at most 1000 limits" })
  .meta({ description: "Limits, e.g. of Article 22 of the Radio Regulations." });

/** `gsoProtection:` of a scenario. */
export const gsoProtectionSchema = record(
  {
    longitude: angle("Of the geostationary satellite, east positive.", -180, 360),
    victim: exactlyOne(
      {
        earthStation: record(
          { antenna: roundPatternSchema },
          "An earth station beside the scenario's site that points at the geostationary satellite: epfd down.",
        ),
        satellite: record(
          {
            antenna: roundPatternSchema,
            latitude: angle("Of the place that its beam points at.", -90, 90),
            longitude: angle("Of the place that its beam points at.", -180, 360),
            terminals: plainNumber("Terminals of the scenario on the same frequency at its site. Default: 1.", {
              minimum: 1,
              maximum: 1e6,
              isWhole: true,
            }).prefault(1),
          },
          "The geostationary satellite's receiver: epfd up.",
        ),
      },
      "Who is protected.",
    ).transform(({ earthStation, satellite }): GsoProtection["victim"] =>
      earthStation
        ? { kind: "earthStation", pattern: earthStation.antenna }
        : {
            kind: "satellite",
            pattern: satellite!.antenna,
            latitude_deg: satellite!.latitude,
            longitude_deg: satellite!.longitude,
            terminals: satellite!.terminals,
          },
    ),
    referenceBandwidth: quantity("frequency_Hz", "In which power is counted, e.g. 40 kHz or 1 MHz.", {
      minimum: 1,
      maximum: 1e9,
    }),
    otherSatellitesEirp: quantity(
      "power_dBW",
      "EIRP of every other satellite of the shell towards the earth station, in the whole carrier; silent if left out.",
      { minimum: -100, maximum: 120 },
    ).optional(),
    arcAvoidance: angle(
      "The link is silent while its satellite stands nearer to the arc. Default: 0 deg.",
      0,
      90,
    ).prefault("0 deg"),
    mask,
  },
  "A geostationary system to be protected; `leolink epfd` judges the scenario by it.",
).transform(
  ({ longitude, referenceBandwidth, otherSatellitesEirp, arcAvoidance, ...rest }): GsoProtection => ({
    ...rest,
    longitude_deg: longitude,
    referenceBandwidth_Hz: referenceBandwidth,
    ...(otherSatellitesEirp !== undefined && { otherSatellitesEirp_dBW: otherSatellitesEirp }),
    arcAvoidance_deg: arcAvoidance,
  }),
);
