import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { seriesParquet } from "../../src/results/series-parquet.js";
import { runResultFixture } from "../report/run-result-fixture.js";

const elevations = [10, 20, 30, 40, 50, 60, 70, 80, 90];
const rainRates = [0, 5, 10, 20, 40];

export function parquetFile(columnData: ColumnSource[]): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** A sweep of elevation and rain rate with plausible figures; its last point is refused. */
export function writeSweepFixture(folder: string): void {
  mkdirSync(join(folder, "series"), { recursive: true });
  const points = elevations.flatMap((elevation) => rainRates.map((rain) => ({ elevation, rain })));
  const loss_dB = points.map(({ elevation, rain }) => (0.35 * rain ** 0.9) / Math.sin((elevation * Math.PI) / 180));
  const isDone = points.map((_, index) => index < points.length - 1);
  const column = (name: string, value: (index: number) => number): ColumnSource => ({
    name,
    data: points.map((_, index) => (isDone[index] ? value(index) : null)),
    type: "DOUBLE",
    nullable: true,
  });
  const margin_dB = (index: number) => 9 - loss_dB[index];
  const availability = (index: number) => 1 / (1 + Math.exp(-margin_dB(index)));
  const throughput = (index: number) => 180 * availability(index) * (1 + points[index].elevation / 180);
  const latency = (index: number) => 12 + 60 / points[index].elevation + 40 * (1 - availability(index));
  const loss = (index: number) => (margin_dB(index) > 6 ? 0 : 10 ** (-5 * availability(index)));
  const parquet = parquetFile([
    { name: "point", data: points.map((_, index) => index), type: "INT32", nullable: false },
    { name: "key", data: points.map((_, index) => `k${index}`), type: "STRING", nullable: false },
    { name: "status", data: isDone.map((done) => (done ? "done" : "refused")), type: "STRING", nullable: false },
    {
      name: "message",
      data: isDone.map((done) => (done ? null : "the link's <b>rain</b> is out of range")),
      type: "STRING",
      nullable: true,
    },
    {
      name: "orbit_fixed_elevation_deg",
      data: points.map(({ elevation }) => elevation),
      type: "DOUBLE",
      nullable: false,
    },
    {
      name: "propagation_rainRate_mmh",
      data: points.map(({ rain }) => rain),
      type: "DOUBLE",
      nullable: false,
    },
    column("availability", availability),
    column("availability_low", (index) => Math.max(0, availability(index) - 0.02)),
    column("availability_high", (index) => Math.min(1, availability(index) + 0.02)),
    column("cnir_dB", margin_dB),
    column("throughput_Mbps", throughput),
    column("throughput_Mbps_low", (index) => throughput(index) - 4),
    column("throughput_Mbps_high", (index) => throughput(index) + 4),
    column("latencyP95_ms", latency),
    column("latencyP95_ms_low", (index) => latency(index) - 1),
    column("latencyP95_ms_high", (index) => latency(index) + 1),
    column("packetLoss", loss),
    column("packetLoss_low", (index) => loss(index) / 2),
    column("packetLoss_high", (index) => Math.max(2e-6, loss(index) * 2)),
    { name: "replications", data: points.map(() => 6), type: "INT32", nullable: false },
    { name: "stoppedBy", data: points.map(() => "relativeError"), type: "STRING", nullable: false },
  ]);
  writeFileSync(join(folder, "points.parquet"), parquet);
  const manifest = {
    schema: "leolink-sweep/1",
    leolink: "0.1.0",
    started: "2025-12-01T00:00:00.000Z",
    seed: 7,
    fidelity: "abstracted",
    axes: [
      { path: "orbit.fixed.elevation", column: "orbit_fixed_elevation_deg", unit: "deg" },
      { path: "propagation.rainRate", column: "propagation_rainRate_mmh", unit: "mm/h" },
    ],
    points: points.length,
    finished: points.length,
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  for (const point of [0, 1, 10]) {
    const series = parquetFile([
      { name: "time_s", data: Float64Array.from([0, 1, 2]), type: "DOUBLE", nullable: false },
      { name: "cn_dB", data: Float64Array.from([point, Number.NaN, -Infinity]), type: "DOUBLE", nullable: false },
    ]);
    writeFileSync(join(folder, "series", `point-${String(point).padStart(6, "0")}.parquet`), series);
  }
}

/** A waterfall with its intervals; the last point has seen no error. */
export function writeCurveFixture(folder: string, threshold_dB: number): void {
  mkdirSync(folder, { recursive: true });
  const esn0_dB = [0, 0.2, 0.4, 0.6, 0.8, 1].map((each) => each + threshold_dB);
  const bler = [0.99, 0.6, 0.1, 4e-3, 6e-5, 0];
  const column = (name: string, data: readonly number[]): ColumnSource => ({
    name,
    data: Float64Array.from(data),
    type: "DOUBLE",
    nullable: false,
  });
  const parquet = parquetFile([
    column("esn0_dB", esn0_dB),
    column(
      "ebn0_dB",
      esn0_dB.map((each) => each + 0.5),
    ),
    column("frames", [100, 200, 1000, 25_000, 1e6, 1e6]),
    column("bler", bler),
    column(
      "bler_low",
      bler.map((each) => each * 0.8),
    ),
    column(
      "bler_high",
      bler.map((each) => Math.min(1, Math.max(each * 1.25, 4e-6))),
    ),
    column(
      "ber",
      bler.map((each) => each / 20),
    ),
    column(
      "ber_low",
      bler.map((each) => each / 25),
    ),
    column(
      "ber_high",
      bler.map((each) => Math.max(each / 16, 1e-7)),
    ),
    column("meanIterations", [20, 15, 9, 6, 5, 4]),
  ]);
  writeFileSync(join(folder, "points.parquet"), parquet);
  writeFileSync(join(folder, "curve.json"), JSON.stringify({ schema: "leolink-curve/1" }));
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ schema: "leolink-run/1", leolink: "0.1.0", seed: 1 }));
}

/** A pass with its time series and key figures. */
export function writeRunFixture(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "series.parquet"), seriesParquet(runResultFixture()));
  const estimate = { value: 100.5, low: 99, high: 102, confidence: 0.95 };
  const kpi = {
    budget: { cn0_dBHz: { ...estimate, confidence: 1 } },
    kpi: { throughput_Mbps: estimate, jitter_ms: { value: null } },
  };
  writeFileSync(join(folder, "kpi.json"), JSON.stringify(kpi));
  const manifest = { schema: "leolink-run/1", leolink: "0.1.0", seed: 3, started: "2025-12-01T00:00:00.000Z" };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...manifest, fidelity: "abstracted" }));
}
