/** FIXTURE: result folders in the layout of `leolink sweep` and `leolink ber`, with invented figures. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { wilsonEstimate } from "../../src/statistics/wilson.js";

export interface SweepRow {
  readonly elevation_deg: number;
  readonly clutter: string;
  readonly cn_dB: number | null;
  readonly throughput_Mbps: number | null;
  /** Half-width of its interval. */
  readonly half?: number;
  readonly refused?: string;
}

export function writeSweep(folder: string, rows: readonly SweepRow[]): string {
  mkdirSync(folder, { recursive: true });
  const axes = [
    { path: "orbit.fixed.elevation", column: "orbit_fixed_elevation_deg", unit: "deg" },
    { path: "propagation.clutter", column: "propagation_clutter" },
  ];
  writeFileSync(
    join(folder, "manifest.json"),
    JSON.stringify({ schema: "leolink-sweep/1", axes, points: rows.length }),
  );
  const double = (name: string, of: (row: SweepRow) => number | null) =>
    ({ name, data: rows.map(of), type: "DOUBLE", nullable: true }) as const;
  const string = (name: string, of: (row: SweepRow) => string | null) =>
    ({ name, data: rows.map(of), type: "STRING", nullable: true }) as const;
  const bound = (sign: number) => (row: SweepRow) =>
    row.throughput_Mbps === null ? null : row.throughput_Mbps + sign * (row.half ?? 0);
  const columnData = [
    { name: "point", data: rows.map((_, index) => index), type: "INT32", nullable: false } as const,
    string("key", () => "0123"),
    string("status", ({ refused }) => (refused === undefined ? "done" : "refused")),
    string("message", ({ refused }) => refused ?? null),
    double("orbit_fixed_elevation_deg", (row) => row.elevation_deg),
    string("propagation_clutter", (row) => row.clutter),
    double("cn_dB", (row) => row.cn_dB),
    double("throughput_Mbps", (row) => row.throughput_Mbps),
    double("throughput_Mbps_low", bound(-1)),
    double("throughput_Mbps_high", bound(1)),
    { name: "replications", data: rows.map(() => 5), type: "INT32", nullable: true } as const,
    string("stoppedBy", () => "relativeError"),
  ];
  writeFileSync(join(folder, "points.parquet"), new Uint8Array(parquetWriteBuffer({ columnData })));
  return folder;
}

export interface CurveRow {
  readonly level: number;
  readonly frames: number;
  readonly frameErrors: number;
}

export function writeCurve(folder: string, rows: readonly CurveRow[]): string {
  mkdirSync(folder, { recursive: true });
  const points = rows.map(({ level, frames, frameErrors }) => {
    const ber = frameErrors / frames / 50;
    const half = (1.96 * Math.sqrt(frameErrors)) / frames / 50;
    return {
      level,
      counts: { frames, frameErrors, undetectedErrors: 0, bitErrors: 20 * frameErrors, iterations: frames },
      frameErrorRate: wilsonEstimate(frameErrors, frames),
      bitErrorRate: { value: ber, low: Math.max(0, ber - half), high: ber + half, confidence: 0.95 },
      meanIterations: 1,
    };
  });
  writeFileSync(join(folder, "curve.json"), JSON.stringify({ schema: "leolink-curve/1", axis: "esn0_dB", points }));
  return folder;
}
