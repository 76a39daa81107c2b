import type { RunResult } from "../sim/run-result.js";
import { type FolderContents, writeFolder } from "./atomic-folder.js";
import { beamTables } from "./beam-parquet.js";
import { kpiText } from "./kpi.js";
import type { Manifest } from "./manifest.js";
import { asText, jsonText, plainJson } from "./plain-json.js";
import { seriesParquet } from "./series-parquet.js";

/** A finished run, ready to be stored. */
export interface FinishedRun {
  readonly result: RunResult;
  readonly manifest: Manifest;
  /** The page that `report/` made of the result. */
  readonly reportHtml: string;
}

/** The files of a run folder by name. */
export function runFiles({ result, manifest, reportHtml }: FinishedRun): FolderContents {
  return {
    "manifest.json": jsonText(plainJson(manifest, asText)),
    "kpi.json": kpiText(result),
    "series.parquet": seriesParquet(result),
    ...(result.beams && beamTables(result.beams)),
    "scenario.yaml": result.scenarioText,
    "report.html": reportHtml,
  };
}

/**
 * Stores a run, whole or not at all. An existing folder is refused with a `LeolinkError` unless `force` is set and
 * it is a run folder (or empty), which is then replaced.
 */
export function writeRunFolder(folder: string, run: FinishedRun, options: { readonly force?: boolean } = {}): void {
  writeFolder(folder, runFiles(run), options);
}
