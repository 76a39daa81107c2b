import type { z } from "zod";
import type { ConstellationSource, ScenarioInterference } from "./interference.js";
import type { Scenario } from "./scenario.js";
import type { ScenarioPath } from "./scenario-document.js";
import { scenarioSchema } from "./schema.js";
import type { FadingSource } from "./schema-fading.js";
import type { TleSource } from "./schema-orbit.js";
import type { Finding } from "./schema-problems.js";

/** The sections of a scenario that are right by themselves; a TLE not yet read. */
export type ScenarioParts = Partial<Omit<Scenario, "orbit" | "channel" | "interference">> & {
  readonly orbit?: Scenario["orbit"] | TleSource;
  readonly channel?: FadingSource;
  readonly interference?: readonly ScenarioInterference<ConstellationSource>[];
};

/**
 * What can be resolved of a scenario in which the schema found something wrong, so that what is wrong between its parts
 * is reported with it. Unknown keys are left aside.
 */
export function partialScenario(raw: unknown, findings: readonly Finding[]): ScenarioParts {
  const known = withoutUnknownKeys(raw, findings);
  const { shape } = scenarioSchema;
  return {
    orbit: section(shape.orbit, known.orbit),
    time: section(shape.time, known.time),
    site: section(shape.site, known.site),
    link: section(shape.link, known.link),
    satellite: section(shape.satellite, known.satellite),
    terminal: section(shape.terminal, known.terminal),
    propagation: section(shape.propagation, known.propagation),
    waveform: section(shape.waveform, known.waveform),
    receiver: section(shape.receiver, known.receiver),
    impairments: section(shape.impairments, known.impairments),
    mac: section(shape.mac, known.mac),
    run: section(shape.run, known.run),
    interference: section(shape.interference, known.interference),
    channel: section(shape.channel, known.channel),
    antennas: section(shape.antennas, known.antennas),
    coChannel: section(shape.coChannel, known.coChannel),
    gsoProtection: section(shape.gsoProtection, known.gsoProtection),
    beams: section(shape.beams, known.beams),
  };
}

function section<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | undefined {
  return schema.safeParse(value).data;
}

function withoutUnknownKeys(raw: unknown, findings: readonly Finding[]): Readonly<Record<string, unknown>> {
  const copy: unknown = structuredClone(raw);
  for (const { path, issue } of findings) {
    if (issue.code !== "unrecognized_keys") continue;
    const place = valueAt(copy, path);
    if (isMapping(place)) for (const key of issue.keys) delete place[key];
  }
  return isMapping(copy) ? copy : {};
}

function valueAt(root: unknown, path: ScenarioPath): unknown {
  let place = root;
  for (const part of path) {
    if (typeof place !== "object" || place === null) return undefined;
    place = Reflect.get(place, part);
  }
  return place;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
