import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { CurvePoint, ErrorRateCurve } from "../sim/error-rate-run.js";
import { type FolderContents, writeFolder } from "./atomic-folder.js";
import type { Making } from "./manifest.js";
import { asNull, jsonText, type PlainJson, plainJson } from "./plain-json.js";

/** A curve, ready to be stored. */
export interface FinishedCurve {
  readonly curve: ErrorRateCurve;
  readonly making: Making;
  /** The page that `report/` made of the curve. */
  readonly reportHtml: string;
}

/** Everything of a curve that its link, seed and rule determine; the same on any machine and number of workers. */
export function curveJson({
  link,
  code,
  decoder,
  rule,
  symbols,
  rollOff,
  axis,
  points,
  end,
}: ErrorRateCurve): PlainJson {
  const json = { schema: "leolink-curve/1", code, decoder, link, rule, symbols, rollOff, axis, end, points };
  return plainJson(json, asNull);
}

/**
 * Stores a curve whole or not at all: `curve.json`, `points.parquet` (one row a point), `manifest.json`,
 * `report.html`.
 */
export function writeCurveFolder(
  folder: string,
  { curve, making, reportHtml }: FinishedCurve,
  options: { readonly force?: boolean } = {},
): void {
  const contents: FolderContents = {
    "manifest.json": jsonText(plainJson({ ...making, seed: curve.link.seed, link: curve.link }, asNull)),
    "curve.json": jsonText(curveJson(curve)),
    "points.parquet": pointsParquet(curve),
    "report.html": reportHtml,
  };
  writeFolder(folder, contents, options);
}

function pointsParquet({ points, axis, code }: ErrorRateCurve): Uint8Array {
  const column = (name: string, value: (point: CurvePoint) => number): ColumnSource => ({
    name,
    data: Float64Array.from(points, value),
    type: "DOUBLE",
    nullable: false,
  });
  const columnData = [
    ...(axis === "esn0_dB"
      ? [
          column("esn0_dB", ({ level }) => level),
          column("ebn0_dB", ({ snr }) => snr?.ebn0_dB ?? Number.NaN),
          column("cn_dB", ({ snr }) => snr?.cn_dB ?? Number.NaN),
        ]
      : [column("probability", ({ level }) => level)]),
    column("frames", ({ counts }) => counts.frames),
    column("frameErrors", ({ counts }) => counts.frameErrors),
    column("undetectedErrors", ({ counts }) => counts.undetectedErrors),
    column("bitErrors", ({ counts }) => counts.bitErrors),
    column("bler", ({ frameErrorRate }) => frameErrorRate.value),
    column("bler_low", ({ frameErrorRate }) => frameErrorRate.low),
    column("bler_high", ({ frameErrorRate }) => frameErrorRate.high),
    column("ber", ({ bitErrorRate }) => bitErrorRate.value),
    column("ber_low", ({ bitErrorRate }) => bitErrorRate.low),
    column("ber_high", ({ bitErrorRate }) => bitErrorRate.high),
    column("meanIterations", ({ meanIterations }) => meanIterations),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata: [{ key: "leolink.code", value: code.name }] }));
}
