import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { seriesParquet } from "../../src/results/series-parquet.js";
import { formatNames } from "../../src/scenario/waveform-formats.js";
import { gapFixture, runResultFixture } from "../report/run-result-fixture.js";

function fileOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer;
}

describe("series.parquet", () => {
  it("holds one row a step, read back bit for bit", async () => {
    const result = runResultFixture();
    const rows = await parquetReadObjects({ file: fileOf(seriesParquet(result)) });
    const { timeline, abstracted } = result;
    expect(rows.length).toBe(timeline.length);
    for (const step of [0, 100, timeline.length - 1]) {
      expect(rows[step]).toMatchObject({
        time_utc: new Date(timeline.start_ms + step * 1e3),
        time_s: step,
        visible: true,
        satellite: 0,
        elevation_deg: timeline.elevation_deg[step],
        slantRange_m: timeline.slantRange_m[step],
        cn0_dBHz: timeline.cn0_dBHz[step],
        esn0_dB: timeline.esn0_dB[step],
        idealModcod: formatNames(result.scenario.waveform)[timeline.modcod[step]],
        idealRate_bps: timeline.rate_bps[step],
        delivered_bps: abstracted!.series.delivered_bps[step],
        lostPacketsOverflow: abstracted!.series.lostPackets.overflow[step],
      });
    }
  });

  it("keeps gaps: NaN without a value, -Infinity and no MODCOD out of sight", async () => {
    const [first] = await parquetReadObjects({ file: fileOf(seriesParquet(gapFixture())) });
    expect(first).toMatchObject({
      visible: false,
      cn_dB: Number.NaN,
      esn0_dB: Number.NEGATIVE_INFINITY,
      idealModcod: null,
    });
  });

  it("has no packet columns in budget fidelity", async () => {
    const [first] = await parquetReadObjects({ file: fileOf(seriesParquet(runResultFixture({ fidelity: "budget" }))) });
    expect(first).toHaveProperty("idealRate_bps");
    expect(first).not.toHaveProperty("delivered_bps");
  });

  it("names title, fidelity and seed, and is the same bytes for the same run", () => {
    const bytes = seriesParquet(runResultFixture());
    const words = parquetMetadata(fileOf(bytes)).key_value_metadata;
    expect(words).toContainEqual({ key: "leolink.seed", value: "20251201" });
    expect(Buffer.from(bytes).equals(Buffer.from(seriesParquet(runResultFixture())))).toBe(true);
  });

  it("stores a day in steps of a second", async () => {
    const bytes = seriesParquet(runResultFixture({ length: 86_400, isFixed: true, fidelity: "budget" }));
    expect(parquetMetadata(fileOf(bytes)).num_rows).toBe(86_400n);
    expect(bytes.length).toBeLessThan(10e6);
  });
});
