import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { ErrorRatePoint } from "../sim/error-rate-curve.js";
import type { LinkCurve, LinkCurves } from "../sim/link-error-rates.js";
import { type FolderContents, writeFolder } from "./atomic-folder.js";
import type { Making } from "./manifest.js";
import { scenarioSha256 } from "./manifest.js";
import { asNull, jsonText, type PlainJson, plainJson } from "./plain-json.js";

/** Curves of a scenario's link, ready to be stored. */
export interface FinishedLinkCurves {
  readonly curves: LinkCurves;
  readonly making: Making;
  readonly reportHtml: string;
}

/** Everything that scenario, seed and rule determine; the same on any machine and number of workers. */
export function linkCurveJson({ title, rule, specs, curves, end }: LinkCurves): PlainJson {
  const links = specs.map(({ frames, duration_s, seed }) => ({ frames, duration_s, seed }));
  return plainJson({ schema: "leolink-link-curves/1", title, rule, links, end, curves }, asNull);
}

/** Stores `curves.json`, `points.parquet` (one row a point), `scenario.yaml`, `manifest.json` and `report.html`. */
export function writeLinkCurveFolder(
  folder: string,
  { curves, making, reportHtml }: FinishedLinkCurves,
  options: { readonly force?: boolean } = {},
): void {
  const contents: FolderContents = {
    "manifest.json": jsonText(
      plainJson(
        { ...making, seed: curves.specs[0]?.seed ?? 0, scenarioSha256: scenarioSha256(curves.scenarioText) },
        asNull,
      ),
    ),
    "curves.json": jsonText(linkCurveJson(curves)),
    "points.parquet": pointsParquet(curves),
    "scenario.yaml": curves.scenarioText,
    "report.html": reportHtml,
  };
  writeFolder(folder, contents, options);
}

function pointsParquet({ curves }: LinkCurves): Uint8Array {
  const rows = curves.flatMap((curve) => curve.points.map((point) => ({ curve, point })));
  const column = (name: string, value: (point: ErrorRatePoint, curve: LinkCurve) => number): ColumnSource => ({
    name,
    data: Float64Array.from(rows, ({ point, curve }) => value(point, curve)),
    type: "DOUBLE",
    nullable: false,
  });
  const columnData: ColumnSource[] = [
    { name: "modcod", data: rows.map(({ curve }) => curve.format), type: "STRING", nullable: false },
    column("esn0_dB", ({ level }) => level),
    column("frames", ({ counts }) => counts.frames),
    column("frameErrors", ({ counts }) => counts.frameErrors),
    column("undetectedErrors", ({ counts }) => counts.undetectedErrors),
    column("bitErrors", ({ counts }) => counts.bitErrors),
    column("bler", ({ frameErrorRate }) => frameErrorRate.value),
    column("bler_low", ({ frameErrorRate }) => frameErrorRate.low),
    column("bler_high", ({ frameErrorRate }) => frameErrorRate.high),
    column("ber", ({ bitErrorRate }) => bitErrorRate.value),
    column("meanIterations", ({ meanIterations }) => meanIterations),
    column("throughput_Mbps", ({ frameErrorRate }, { rate_bps }) => ((1 - frameErrorRate.value) * rate_bps) / 1e6),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
