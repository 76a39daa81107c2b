import { createHash } from "node:crypto";
import { cpus } from "node:os";
import type { Warning } from "../leolink-error.js";
import type { Fidelity } from "../scenario/scenario.js";
import type { RunResult } from "../sim/run-result.js";
import { packageVersion } from "./package-version.js";
import { asText, type PlainJson, plainJson } from "./plain-json.js";

/** Marks a folder as a run folder, and the layout of its files. */
export const runFolderSchema = "leolink-run/1";
/** The same of a sweep's folder. */
export const sweepFolderSchema = "leolink-sweep/1";

/** Which program made a result, where and when: what may differ between two results with the same figures. */
export interface Making {
  readonly schema: typeof runFolderSchema;
  readonly leolink: string;
  readonly node: string;
  /** Operating system and processor architecture, e.g. `linux x64`. */
  readonly platform: string;
  readonly cpu: { readonly model: string; readonly cores: number };
  /** UTC, ISO 8601. */
  readonly started: string;
  readonly wallTime_s: number;
  /** Of all threads; user and system. */
  readonly cpuTime_s: number;
  readonly workers: number;
}

/** How a run came about. */
export interface Manifest extends Making {
  readonly seed: number;
  readonly fidelity: Fidelity;
  /** Of `scenario.yaml`, in hexadecimal. */
  readonly scenarioSha256: string;
  readonly warnings: readonly Warning[];
  /** The resolved scenario, SI units; infinite values as the text "Infinity". */
  readonly scenario: PlainJson;
}

/** What only the caller knows of a run's making. */
export interface RunCircumstances {
  /** Unix time in milliseconds, UTC. */
  readonly started_ms: number;
  readonly wallTime_s: number;
  readonly cpuTime_s: number;
  readonly workers: number;
}

/** The manifest of a run on this machine. */
export function manifest(result: RunResult, circumstances: RunCircumstances): Manifest {
  return {
    ...making(circumstances),
    seed: result.seed,
    fidelity: result.fidelity,
    scenarioSha256: scenarioSha256(result.scenarioText),
    warnings: result.warnings.map(({ source, message }) => ({ source, message })),
    scenario: plainJson(result.scenario, asText),
  };
}

/** Of a scenario's text as it ran, in hexadecimal. */
export function scenarioSha256(scenarioText: string): string {
  return createHash("sha256").update(scenarioText, "utf8").digest("hex");
}

/** What this machine and this program are. */
export function making({ started_ms, wallTime_s, cpuTime_s, workers }: RunCircumstances): Making {
  const processors = cpus();
  return {
    schema: runFolderSchema,
    leolink: packageVersion(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: { model: processors[0]?.model.trim() || "unknown", cores: processors.length },
    started: new Date(started_ms).toISOString(),
    wallTime_s,
    cpuTime_s,
    workers,
  };
}
