import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readScenario } from "../../src/cli/open-scenario.js";
import { leolink } from "./test-io.js";

const study = join(import.meta.dirname, "..", "..", "scenarios", "tr38821-sc6.yaml");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-files-"));
  const moments = [0, 1, 1.5, 2];
  const gain_dB = [0, -3, Number.NEGATIVE_INFINITY, -1];
  const rows = moments.map((time_s, index) => `${time_s},0,0,${String(gain_dB[index]).replace("Infinity", "inf")},0`);
  writeFileSync(join(folder, "a.csv"), ["time_s,path,excessDelay_s,gain_dB,doppler_Hz", ...rows].join("\n"));
  const zeros = moments.map(() => 0);
  write("a.parquet", { time_s: moments, path: zeros, excessDelay_s: zeros, gain_dB, doppler_Hz: zeros });
  write("wrong.parquet", { time_s: [0, 1], path: [0, 0], excessDelay_s: [0, 0], gain_dB: [0, 77], doppler_Hz: [0, 0] });
  writeFileSync(join(folder, "none.parquet"), "time_s,path");
  writeFileSync(join(folder, "link.yaml"), readFileSync(study));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, columns: Readonly<Record<string, readonly number[]>>): void {
  const columnData = Object.entries(columns).map(([column, data]) => ({
    name: column,
    data: [...data],
    type: column === "path" ? ("INT32" as const) : ("DOUBLE" as const),
  }));
  writeFileSync(join(folder, name), new Uint8Array(parquetWriteBuffer({ columnData })));
}

async function channelOf(file: string) {
  const overrides = [`channel={model: recorded, file: ${file}}`];
  const path = join(folder, "link.yaml");
  const { scenario } = await readScenario(readFileSync(path, "utf8"), path, overrides);
  return scenario.channel;
}

describe("files that a scenario names", () => {
  it("gives a recorded profile of Parquet as one of CSV", async () => {
    const channel = await channelOf("a.parquet");
    expect(channel).toEqual(await channelOf("a.csv"));
    expect(channel?.kind === "recorded" && Array.from(channel.profile.gain_dB)).toEqual([0, -3, -Infinity, -1]);
  });

  it.each([
    ["wrong.parquet", "up to 40 dB, found 77 dB (wrong.parquet:3:1)"],
    ["none.parquet", "expected a Parquet file"],
    ["absent.parquet", "no such file"],
  ])("are refused with what is wrong: %s", async (file, message) => {
    const { status, err } = await leolink(
      "budget",
      join(folder, "link.yaml"),
      "--set",
      `channel={model: recorded, file: ${file}}`,
    );
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});
