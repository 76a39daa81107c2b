import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { degreeDistributionText } from "../receiver/random-access/degree-distribution.js";
import type { AccessCurve, AccessPoint } from "../sim/random-access-run.js";
import { type FolderContents, writeFolder } from "./atomic-folder.js";
import type { Making } from "./manifest.js";
import { asNull, jsonText, type PlainJson, plainJson } from "./plain-json.js";

/** A load curve of random access, ready to be stored. */
export interface FinishedAccessCurve {
  readonly curve: AccessCurve;
  readonly making: Making;
  /** The page that `report/` made of the curve. */
  readonly reportHtml: string;
}

/** Everything of a curve that its scheme, seed and rule determine; the same on any machine and number of workers. */
export function accessJson(curve: AccessCurve): PlainJson {
  const { spec, rule, meanReplicas, asymptoticThreshold, burst, end, points } = curve;
  const distribution = degreeDistributionText(spec.distribution);
  const json = { schema: "leolink-random-access/1", distribution, meanReplicas, asymptoticThreshold, burst };
  return plainJson({ ...json, spec, rule, end, points }, asNull);
}

/**
 * Stores a curve whole or not at all: `random-access.json`, `points.parquet` (one row a load), `manifest.json`,
 * `report.html`.
 */
export function writeAccessFolder(
  folder: string,
  { curve, making, reportHtml }: FinishedAccessCurve,
  options: { readonly force?: boolean } = {},
): void {
  const contents: FolderContents = {
    "manifest.json": jsonText(plainJson({ ...making, seed: curve.spec.seed, spec: curve.spec }, asNull)),
    "random-access.json": jsonText(accessJson(curve)),
    "points.parquet": pointsParquet(curve),
    "report.html": reportHtml,
  };
  writeFolder(folder, contents, options);
}

function pointsParquet({ points, spec }: AccessCurve): Uint8Array {
  const column = (name: string, value: (point: AccessPoint) => number): ColumnSource => ({
    name,
    data: Float64Array.from(points, value),
    type: "DOUBLE",
    nullable: false,
  });
  const columnData = [
    column("load", ({ load }) => load),
    column("frames", ({ counts }) => counts.frames),
    column("lossyFrames", ({ counts }) => counts.lossyFrames),
    column("packets", ({ counts }) => counts.users),
    column("lostPackets", ({ counts }) => counts.lost),
    column("undetectedErrors", ({ counts }) => counts.undetectedErrors),
    column("throughput", ({ throughput }) => throughput.value),
    column("throughput_low", ({ throughput }) => throughput.low),
    column("throughput_high", ({ throughput }) => throughput.high),
    column("packetLossRate", ({ packetLossRate }) => packetLossRate.value),
    column("packetLossRate_low", ({ packetLossRate }) => packetLossRate.low),
    column("packetLossRate_high", ({ packetLossRate }) => packetLossRate.high),
    ...(spec.reception.kind === "collision"
      ? [column("asymptoticLossRate", ({ asymptoticLossRate }) => asymptoticLossRate ?? Number.NaN)]
      : []),
    column("meanIterations", ({ meanIterations }) => meanIterations),
  ];
  const kvMetadata = [{ key: "leolink.distribution", value: degreeDistributionText(spec.distribution) }];
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
}
