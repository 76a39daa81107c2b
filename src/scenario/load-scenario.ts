import type { FadingSpec } from "../channel/fading-spec.js";
import { profileFromCsv } from "../channel/profile-csv.js";
import { checkTle, parseTleFile, type TleEntry, tleEpoch_ms, tleProblems } from "../geometry/tle.js";
import { LeolinkError, type Problem, type SourceLocation, type Warning } from "../leolink-error.js";
import { channelWarnings } from "./channel-warnings.js";
import { crossProblems, type RawScenario } from "./cross-checks.js";
import { impairmentWarnings } from "./impairment-warnings.js";
import type { ConstellationSource, ScenarioInterference } from "./interference.js";
import { partialScenario } from "./partial-scenario.js";
import { withPatternFiles } from "./pattern-files.js";
import type { Scenario, TleOrbit } from "./scenario.js";
import { ScenarioDocument, type ScenarioPath } from "./scenario-document.js";
import { scenarioSchema } from "./schema.js";
import type { FadingSource } from "./schema-fading.js";
import type { TleSource } from "./schema-orbit.js";
import { findingsOf, schemaProblems } from "./schema-problems.js";
import { defaultReceiver } from "./schema-receiver.js";
import type { AxisScalar } from "./sweep-spec.js";
import { isForbiddenKey } from "./yaml-text.js";

/** A time further from a TLE's epoch than this draws a warning. */
export const staleTle_d = 14;
const day_ms = 86_400_000;

export interface ScenarioSource {
  readonly text: string;
  /** Named in errors. */
  readonly file: string;
  /** `path=value` each, in order; checked like the file. */
  readonly overrides?: readonly string[];
  /** Reads a file named by the scenario; throws LeolinkError (`input`) where it cannot. */
  readonly readFile?: (path: string) => string;
}

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** YAML with the overrides applied. */
  readonly text: string;
  readonly warnings: readonly Warning[];
}

/**
 * Parses, checks and resolves a scenario.
 *
 * @throws LeolinkError (`input`) with every problem found, each with file, line, column and path
 */
export function loadScenario(source: ScenarioSource): LoadedScenario {
  const document = new ScenarioDocument(source.text, source.file, source.overrides ?? []);
  const { scenario, problems } = resolved(document.value(), document, source.readFile);
  if (scenario === undefined) throw new LeolinkError("input", problems);
  return { scenario, text: document.toString(), warnings: warningsOf(scenario) };
}

/**
 * A scenario that is read once and resolved many times, with other values here and there: what each point of a sweep
 * costs is the check of plain values, not the reading of YAML.
 */
export class ScenarioTemplate {
  readonly #source: ScenarioSource;
  readonly #document: ScenarioDocument;
  readonly #value: unknown;
  readonly #files = new Map<string, string>();

  /** @throws LeolinkError (`input`) for what is no YAML mapping, and for overrides that cannot be read */
  constructor(source: ScenarioSource) {
    this.#source = source;
    this.#document = new ScenarioDocument(source.text, source.file, source.overrides ?? []);
    // A change of a part that others are aliases of is for the document to make.
    this.#value = this.#document.hasAliases ? undefined : this.#document.value();
  }

  /** The scenario as YAML, with the overrides of the source. */
  get text(): string {
    return this.#document.toString();
  }

  /** Where a part of the scenario was written. */
  locationOf(path: ScenarioPath): SourceLocation {
    return this.#document.locationOf(path);
  }

  /**
   * The scenario with some values in place of what is written.
   *
   * @param values  dotted path and what is put there, e.g. `["link.carrier", "20 GHz"]`
   * @throws LeolinkError (`input`) with every problem found
   */
  resolve(values: readonly (readonly [path: string, value: AxisScalar])[]): Omit<LoadedScenario, "text"> {
    const raw = this.#value === undefined ? undefined : withValues(this.#value, values);
    const { scenario } = raw === undefined ? {} : resolved(raw, this.#document, this.#readFile);
    if (scenario !== undefined) return { scenario, warnings: warningsOf(scenario) };
    // Something is wrong: once more the long way, which knows where.
    const overrides = values.map(([path, value]) => `${path}=${JSON.stringify(value)}`);
    const source = { ...this.#source, readFile: this.#readFile };
    return loadScenario({ ...source, overrides: [...(source.overrides ?? []), ...overrides] });
  }

  readonly #readFile = (path: string): string => {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    if (!this.#source.readFile) throw new LeolinkError("input", [noFiles]);
    const text = this.#source.readFile(path);
    this.#files.set(path, text);
    return text;
  };
}

/**
 * A copy of a plain value with others in some places; what is not on the way to them is shared. Undefined where a path
 * leads through a list in a way that only the document can judge.
 */
function withValues(base: unknown, values: readonly (readonly [path: string, value: AxisScalar])[]): unknown {
  let root = base;
  for (const [path, value] of values) {
    const changed = withValue(root, path.split("."), value);
    if (changed === undefined) return undefined;
    root = changed;
  }
  return root;
}

function withValue(base: unknown, [key, ...rest]: readonly string[], value: AxisScalar): unknown {
  if (key === undefined) return value;
  if (key === "" || isForbiddenKey(key)) return undefined;
  if (Array.isArray(base)) {
    if (!/^\d{1,6}$/.test(key) || Number(key) >= base.length) return undefined;
    const inner = withValue(base[Number(key)], rest, value);
    return inner === undefined ? undefined : base.map((each, index) => (index === Number(key) ? inner : each));
  }
  const outer = typeof base === "object" && base !== null ? (base as Record<string, unknown>) : {};
  const inner = withValue(Object.hasOwn(outer, key) ? outer[key] : undefined, rest, value);
  return inner === undefined ? undefined : { ...outer, [key]: inner };
}

/** A scenario from plain values, or everything wrong with them. */
function resolved(
  raw: unknown,
  document: ScenarioDocument,
  readFile: ScenarioSource["readFile"],
): { readonly scenario?: Scenario; readonly problems: readonly Problem[] } {
  const result = scenarioSchema.safeParse(raw, { reportInput: true });
  const findings = result.success ? [] : findingsOf(result.error.issues);
  const { parts, problems: patternProblems } = withPatternFiles(
    result.success ? result.data : partialScenario(raw, findings),
    document,
    readFile,
  );
  const orbit = parts.orbit ?? tleOf(raw);
  const tle = orbit?.kind === "tle" ? readTle(orbit, document, readFile) : undefined;
  const channel = parts.channel && readChannel(parts.channel, document, readFile);
  const interference = parts.interference && readConstellations(parts.interference, document, readFile);
  const problems: Problem[] = [
    ...schemaProblems(findings, document),
    ...(tle?.problems ?? []),
    ...(channel?.problems ?? []),
    ...(interference?.problems ?? []),
    ...patternProblems,
    ...crossProblems(parts, raw as RawScenario).map(({ path, ...problem }) => ({
      ...problem,
      location: document.locationOf(path),
    })),
  ];
  if (!result.success || problems.length > 0) return { problems };
  const { channel: _channel, interference: _interference, ...sections } = result.data;
  const scenario: Scenario = {
    ...sections,
    ...(parts as Omit<Scenario, "channel" | "interference" | "receiver">),
    channel: channel?.spec,
    interference: interference?.sources,
    receiver: result.data.receiver ?? defaultReceiver(result.data.waveform),
    orbit: result.data.orbit.kind === "tle" ? (tle?.orbit as TleOrbit) : result.data.orbit,
  };
  return { scenario, problems };
}

/** Sources of interference with the element sets of their files. */
function readConstellations(
  sources: readonly ScenarioInterference<ConstellationSource>[],
  document: ScenarioDocument,
  readFile: ScenarioSource["readFile"],
): { readonly sources: readonly ScenarioInterference[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = sources.flatMap((source, index): ScenarioInterference[] => {
    if (source.kind !== "satellites") return [source];
    const { constellation, ...rest } = source;
    if (constellation.kind !== "tleFile") return [{ ...rest, constellation }];
    const { file } = constellation;
    try {
      if (!readFile) throw new LeolinkError("input", [noFiles]);
      const satellites = parseTleFile(readFile(file));
      for (const { line1, line2 } of satellites) checkTle(line1, line2);
      return [{ ...rest, constellation: { kind: "elements", satellites } }];
    } catch (error) {
      if (!(error instanceof LeolinkError)) throw error;
      const location = document.locationOf(["interference", String(index), "constellation", "tleFile"]);
      problems.push(...error.problems.map(({ message, hint }) => ({ message: `${file}: ${message}`, location, hint })));
      return [];
    }
  });
  return { sources: read, problems };
}

/** The channel with its recorded profile, where it is one. */
function readChannel(
  source: FadingSource,
  document: ScenarioDocument,
  readFile: ScenarioSource["readFile"],
): { spec?: FadingSpec; problems: readonly Problem[] } {
  if (source.kind !== "recorded") return { spec: source, problems: [] };
  const { file } = source;
  try {
    if (!readFile) throw new LeolinkError("input", [{ message: "a recorded profile cannot be read here" }]);
    return { spec: { kind: "recorded", profile: profileFromCsv(readFile(file), file) }, problems: [] };
  } catch (error) {
    if (!(error instanceof LeolinkError)) throw error;
    const named = document.locationOf(["channel", "file"]);
    const problems = error.problems.map(({ message, hint, location }) =>
      // What is wrong in the file stands there; what is wrong with the file, where the scenario names it.
      location?.line !== undefined
        ? { message, location, ...(hint && { hint }) }
        : { message: `${file}: ${message}`, location: named, ...(hint && { hint }) },
    );
    return { problems };
  }
}

const noFiles: Problem = { message: "a TLE file cannot be read here; give line1 and line2" };

/** The inline element set of a scenario that fails elsewhere, so that its own problems are reported too. */
function tleOf(raw: unknown): TleSource | undefined {
  const tle = (raw as { orbit?: { tle?: unknown } } | null)?.orbit?.tle as Record<string, unknown> | undefined | null;
  if (typeof tle?.line1 !== "string" || typeof tle.line2 !== "string") return undefined;
  return { kind: "tle", line1: tle.line1, line2: tle.line2 };
}

function readTle(
  source: TleSource,
  document: ScenarioDocument,
  readFile: ScenarioSource["readFile"],
): { orbit?: TleOrbit; problems: Problem[] } {
  const { name, line1, line2, file } = source;
  if (line1 !== undefined && line2 !== undefined) {
    const problems = tleProblems(line1, line2).map(({ line, column, message }) => ({
      message,
      location: document.locationIn(["orbit", "tle", `line${line}`], column),
    }));
    return { orbit: { kind: "tle", name: name ?? line2.slice(2, 7), line1, line2 }, problems };
  }
  try {
    if (file === undefined) return { problems: [] };
    if (!readFile) throw new LeolinkError("input", [noFiles]);
    const entry = chosenEntry(parseTleFile(readFile(file)), source.satellite);
    checkTle(entry.line1, entry.line2);
    const { line1: first, line2: second } = entry;
    return {
      orbit: { kind: "tle", name: entry.name || second.slice(2, 7), line1: first, line2: second },
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof LeolinkError)) throw error;
    const location = document.locationOf(["orbit", "tle", "file"]);
    return {
      problems: error.problems.map(({ message, hint }) => ({ message: `${file}: ${message}`, location, hint })),
    };
  }
}

function chosenEntry(entries: readonly TleEntry[], satellite: string | undefined): TleEntry {
  const names = entries.map(({ name, line2 }) => name || line2.slice(2, 7));
  const chosen =
    satellite === undefined && entries.length === 1
      ? entries
      : entries.filter(({ name, line2 }) => name === satellite || line2.slice(2, 7).trim() === satellite);
  if (chosen.length === 1) return chosen[0];
  const shown = names.slice(0, 10).join(", ") + (names.length > 10 ? ` and ${names.length - 10} more` : "");
  throw new LeolinkError("input", [
    {
      message:
        satellite === undefined
          ? `expected orbit.tle.satellite to name one of ${entries.length} satellites: ${shown}`
          : `expected one satellite named ${satellite}, found ${chosen.length} among ${shown}`,
    },
  ]);
}

function warningsOf(scenario: Scenario): Warning[] {
  return [...staleness(scenario), ...channelWarnings(scenario), ...impairmentWarnings(scenario)];
}

function staleness({ orbit, time }: Scenario): Warning[] {
  if (orbit.kind !== "tle") return [];
  const days = (time.start_ms - tleEpoch_ms(orbit.line1)) / day_ms;
  if (Math.abs(days) <= staleTle_d) return [];
  return [
    {
      source: `TLE of ${orbit.name}`,
      message: `the run starts ${Math.abs(days).toFixed(1)} days ${days > 0 ? "after" : "before"} the element set's epoch; SGP4 drifts by kilometres a day, so look for newer elements`,
    },
  ];
}
