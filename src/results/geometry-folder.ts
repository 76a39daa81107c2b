import type { BeamRun } from "../sim/beam-run.js";
import { writeFolder } from "./atomic-folder.js";
import { beamTables } from "./beam-parquet.js";
import { sortedFigures } from "./kpi.js";
import { type Making, scenarioSha256 } from "./manifest.js";
import { asNull, asText, jsonText, type PlainJson, plainJson } from "./plain-json.js";

/** A finished `leolink geometry`, ready to be stored. */
export interface FinishedGeometry {
  readonly run: BeamRun;
  readonly making: Making;
  /** The page that `report/` made of it. */
  readonly reportHtml: string;
}

/** Everything that scenario and seed determine; the same on any machine. */
export function geometryJson({ scenario, kpi, view, time_ms }: BeamRun): PlainJson {
  return plainJson(
    {
      title: scenario.title,
      fidelity: "geometry",
      seed: scenario.run.seed,
      elevation_deg: view.elevation_deg,
      time: time_ms === undefined ? undefined : new Date(time_ms).toISOString(),
      kpi: sortedFigures(kpi),
    },
    asNull,
  );
}

/** Stores it whole or not at all: `kpi.json`, `users.parquet`, `precoded.parquet`, `scenario.yaml`, `manifest.json`, `report.html`. */
export function writeGeometryFolder(
  folder: string,
  { run, making, reportHtml }: FinishedGeometry,
  options: { readonly force?: boolean } = {},
): void {
  const { scenario, scenarioText, warnings, study } = run;
  const manifest = {
    ...making,
    seed: scenario.run.seed,
    scenarioSha256: scenarioSha256(scenarioText),
    warnings: warnings.map(({ source, message }) => ({ source, message })),
    scenario,
  };
  writeFolder(
    folder,
    {
      "manifest.json": jsonText(plainJson(manifest, asText)),
      "kpi.json": jsonText(geometryJson(run)),
      ...beamTables(study),
      "scenario.yaml": scenarioText,
      "report.html": reportHtml,
    },
    options,
  );
}
