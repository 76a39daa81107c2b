import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { EpfdRun } from "../sim/epfd-run.js";
import { writeFolder } from "./atomic-folder.js";
import { type Making, scenarioSha256 } from "./manifest.js";
import { asNull, asText, jsonText, type PlainJson, plainJson } from "./plain-json.js";

/** A finished `leolink epfd`, ready to be stored. */
export interface FinishedEpfd {
  readonly run: EpfdRun;
  readonly making: Making;
  /** The page that `report/` made of it. */
  readonly reportHtml: string;
}

/** The verdicts; the same on any machine. */
export function epfdJson({ scenario, protection, start_ms, step_s, length, verdicts }: EpfdRun): PlainJson {
  return plainJson(
    {
      schema: "leolink-epfd/1",
      title: scenario.title,
      direction: protection.victim.kind === "earthStation" ? "down" : "up",
      referenceBandwidth_Hz: protection.referenceBandwidth_Hz,
      start: new Date(start_ms).toISOString(),
      duration_s: step_s * length,
      isMet: verdicts.every(({ isMet }) => isMet),
      verdicts,
    },
    asNull,
  );
}

/** Stores it whole or not at all: `epfd.json`, `epfd.parquet` (a row a step), `scenario.yaml`, `manifest.json`, `report.html`. */
export function writeEpfdFolder(
  folder: string,
  { run, making, reportHtml }: FinishedEpfd,
  options: { readonly force?: boolean } = {},
): void {
  const { scenario, scenarioText, warnings } = run;
  const manifest = {
    ...making,
    scenarioSha256: scenarioSha256(scenarioText),
    warnings: warnings.map(({ source, message }) => ({ source, message })),
    scenario,
  };
  writeFolder(
    folder,
    {
      "manifest.json": jsonText(plainJson(manifest, asText)),
      "epfd.json": jsonText(epfdJson(run)),
      "epfd.parquet": epfdParquet(run),
      "scenario.yaml": scenarioText,
      "report.html": reportHtml,
    },
    options,
  );
}

function epfdParquet({ length, start_ms, step_s, epfd_dBWm2, arcAngle_deg, sends }: EpfdRun): Uint8Array {
  const steps = Array.from({ length }, (_, step) => step);
  const columnData: ColumnSource[] = [
    {
      name: "time_utc",
      data: steps.map((step) => new Date(start_ms + step * step_s * 1e3)),
      type: "TIMESTAMP",
      nullable: false,
    },
    { name: "time_s", data: Float64Array.from(steps, (step) => step * step_s), type: "DOUBLE", nullable: false },
    { name: "sends", data: Array.from(sends, (one) => one === 1), type: "BOOLEAN", nullable: false },
    { name: "arcAngle_deg", data: arcAngle_deg, type: "DOUBLE", nullable: false },
    { name: "epfd_dBWm2", data: epfd_dBWm2, type: "DOUBLE", nullable: false },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
