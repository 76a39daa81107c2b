import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { PatternStudy } from "../antenna/pattern-study.js";
import { writeFolder } from "./atomic-folder.js";
import { type Making, scenarioSha256 } from "./manifest.js";
import { asNull, asText, jsonText, type PlainJson, plainJson } from "./plain-json.js";

/** Which antenna of which scenario a pattern is of. */
export interface PatternSubject {
  readonly title: string;
  /** `satellite`, `terminal`, `gateway` or `feeder`. */
  readonly end: string;
  readonly scenarioText: string;
}

/** A pattern, ready to be stored. */
export interface FinishedPattern {
  readonly subject: PatternSubject;
  readonly study: PatternStudy;
  readonly making: Making;
  /** The page that `report/` made of the pattern. */
  readonly reportHtml: string;
}

/** Everything of a pattern but its samples over the sphere; a gain that is no number of decibels is null. */
export function patternJson({ title, end }: PatternSubject, study: PatternStudy): PlainJson {
  const { options, figures, cuts, samples, warnings } = study;
  const { carrier_Hz, frequency_Hz, beam } = options;
  const head = { schema: "leolink-pattern/1", title, end, carrier_Hz, frequency_Hz, beam };
  const drawn = cuts.map(({ name, angle_deg, gains }) => ({
    name,
    angle_deg,
    gain_dBi: gains.map(({ co_dBi }) => co_dBi),
    crossGain_dBi: gains.map(({ cross_dBi }) => cross_dBi),
  }));
  return plainJson({ ...head, figures, step_deg: samples.step_deg, warnings, cuts: drawn }, asNull);
}

/**
 * Stores a pattern whole or not at all: `pattern.json` (key figures and cuts), `pattern.parquet` (theta, phi and gains, a row a
 * direction), `manifest.json`, `scenario.yaml`, `report.html`.
 */
export function writePatternFolder(
  folder: string,
  { subject, study, making, reportHtml }: FinishedPattern,
  options: { readonly force?: boolean } = {},
): void {
  const { end, scenarioText } = subject;
  const manifest = {
    ...making,
    kind: "pattern",
    end,
    scenarioSha256: scenarioSha256(scenarioText),
    warnings: study.warnings,
    antenna: study.pattern,
  };
  const contents = {
    "manifest.json": jsonText(plainJson(manifest, asText)),
    "pattern.json": jsonText(patternJson(subject, study)),
    "pattern.parquet": patternParquet(study),
    "scenario.yaml": scenarioText,
    "report.html": reportHtml,
  };
  writeFolder(folder, contents, options);
}

/** A row a direction; gains are -Infinity where there is no radiation, or no cross-polar part is known. */
function patternParquet({ samples, options }: PatternStudy): Uint8Array {
  const double = (name: string, data: Float64Array): ColumnSource => ({ name, data, type: "DOUBLE", nullable: false });
  const columnData = [
    double("theta_deg", samples.theta_deg),
    double("phi_deg", samples.phi_deg),
    double("gain_dBi", samples.co_dBi),
    double("crossGain_dBi", samples.cross_dBi),
  ];
  const kvMetadata = [
    { key: "leolink.frequency_Hz", value: String(options.frequency_Hz) },
    { key: "leolink.beam", value: JSON.stringify(options.beam) },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
}
