import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { lossCauses } from "../mac/mac-result.js";
import { formatNames } from "../scenario/waveform-formats.js";
import { columnWord } from "../sim/column-word.js";
import type { LinkTimeline, RunResult } from "../sim/run-result.js";

/**
 * `series.parquet`: one row a time step. `time_utc` and `time_s` (since the start) first, then the link, then, in fidelities with
 * packets, the means over replications (of a bit-true run with the frames between its windows). MODCODs stand by name,
 * empty where there is none. A double is NaN where it has no value, and `esn0_dB` is -Infinity where the satellite is not
 * visible.
 */
export function seriesParquet(result: RunResult): Uint8Array {
  const { timeline, abstracted, scenario, fidelity, seed } = result;
  const { start_ms, step_s, length } = timeline;
  const modcods = formatNames(scenario.waveform);
  const steps = Array.from({ length }, (_, step) => step);
  const columnData: ColumnSource[] = [
    {
      name: "time_utc",
      data: steps.map((step) => new Date(start_ms + step * step_s * 1e3)),
      type: "TIMESTAMP",
      nullable: false,
    },
    double(
      "time_s",
      Float64Array.from(steps, (step) => step * step_s),
    ),
    { name: "visible", data: Array.from(timeline.visible, (one) => one === 1), type: "BOOLEAN", nullable: false },
    { name: "satellite", data: timeline.satellite, type: "INT32", nullable: false },
    ...linkColumns.map((name) => double(name, timeline[name])),
    ...timeline.sources.map(({ name, ci_dB }) => double(`ci${columnWord(name)}_dB`, ci_dB)),
    modcodNames("idealModcod", timeline.modcod, modcods),
    double("idealRate_bps", timeline.rate_bps),
  ];
  if (abstracted) {
    const { series } = abstracted;
    columnData.push(
      double("offered_bps", series.offered_bps),
      double("delivered_bps", series.delivered_bps),
      modcodNames("modcod", series.modcod, modcods),
      double("queue_bit", series.queue_bit),
      double("latency_s", series.latency_s),
      ...lossCauses.map((cause) => double(`lostPackets${capitalised(cause)}`, series.lostPackets[cause])),
    );
  }
  const kvMetadata = [
    { key: "leolink.title", value: scenario.title },
    { key: "leolink.fidelity", value: fidelity },
    { key: "leolink.seed", value: String(seed) },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
}

const linkColumns = [
  "azimuth_deg",
  "elevation_deg",
  "slantRange_m",
  "delay_s",
  "rangeRate_ms",
  "doppler_Hz",
  "dopplerRate_Hzs",
  "freeSpaceLoss_dB",
  "gas_dB",
  "cloud_dB",
  "rain_dB",
  "scintillation_dB",
  "atmosphericLoss_dB",
  "eirp_dBW",
  "gOverT_dBK",
  "cn0_dBHz",
  "cn_dB",
  "ci_dB",
  "cnir_dB",
  "esn0_dB",
] as const satisfies readonly (keyof LinkTimeline)[];

function double(name: string, data: Float64Array): ColumnSource {
  return { name, data, type: "DOUBLE", nullable: false };
}

function modcodNames(name: string, indices: Int16Array, modcods: readonly string[]): ColumnSource {
  return { name, data: Array.from(indices, (index) => modcods[index] ?? null), type: "STRING", nullable: true };
}

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
