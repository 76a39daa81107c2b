import { record, text } from "./form.js";
import { antennasSchema, coChannelSchema } from "./schema-antennas.js";
import { beamsSchema } from "./schema-beams.js";
import { fadingSchema } from "./schema-fading.js";
import { gsoProtectionSchema } from "./schema-gso.js";
import { impairmentsSchema } from "./schema-impairments.js";
import { interferenceSourcesSchema } from "./schema-interference.js";
import { linkSchema, propagationSchema, siteSchema } from "./schema-link.js";
import { macSchema, runSchema, waveformSchema } from "./schema-mac.js";
import { orbitSchema, timeSchema } from "./schema-orbit.js";
import { receiverSchema } from "./schema-receiver.js";
import { stationSchema } from "./schema-station.js";
import { sweepSchema } from "./schema-sweep.js";

/** What a user may write; resolves to `Scenario` but for a TLE, which the loader reads and checks. */
export const scenarioSchema = record(
  {
    title: text("What the scenario is about."),
    orbit: orbitSchema,
    time: timeSchema,
    site: siteSchema,
    link: linkSchema,
    satellite: stationSchema("satellite", "The satellite's end of the user link."),
    terminal: stationSchema("ground", "The user's terminal."),
    propagation: propagationSchema,
    waveform: waveformSchema,
    receiver: receiverSchema.optional(),
    impairments: impairmentsSchema.optional(),
    mac: macSchema,
    run: runSchema,
    interference: interferenceSourcesSchema.optional(),
    channel: fadingSchema.optional(),
    antennas: antennasSchema.optional(),
    coChannel: coChannelSchema.optional(),
    beams: beamsSchema.optional(),
    gsoProtection: gsoProtectionSchema.optional(),
    sweep: sweepSchema.optional(),
  },
  "A link-level scenario of leolink.",
);
