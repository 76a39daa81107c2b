import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BuiltProgram } from "../built-program.js";

const scenarios = join(import.meta.dirname, "..", "..", "scenarios");
const studyCase6 = join(scenarios, "tr38821-sc6.yaml");
const userDownlink = join(scenarios, "ka-user-downlink.yaml");
let program: BuiltProgram;
let folder = "";

beforeAll(() => {
  program = new BuiltProgram();
});
afterAll(() => program?.dispose());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-sweep-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const elevations = ["--axis", "orbit.fixed.elevation=10deg:90deg:10deg"];
/** Two seconds of packets at each point, a few replications. */
const packets = [
  "run.fidelity=abstracted",
  "run.replications={ minimum: 3, maximum: 3 }",
  "mac.traffic.source={ poisson: { rate: 20 Mbps } }",
  "time.duration=2 s",
].flatMap((value) => ["--set", value]);

function sweep(out: string, ...more: string[]): string[] {
  return ["sweep", studyCase6, "--out", join(folder, out), "--store", join(folder, `store-${out}`), ...more];
}

function table(out: string): Buffer {
  return readFileSync(join(folder, out, "points.parquet"));
}

async function rows(out: string): Promise<Record<string, unknown>[]> {
  const bytes = table(out);
  return await parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  });
}

async function run(words: readonly string[], onStarted?: Parameters<BuiltProgram["run"]>[1]) {
  const { status, out, err } = await program.run(words, onStarted);
  return { status, text: `${out}\n${err}`, out };
}

describe("leolink sweep", () => {
  it("writes a table that gives the figures of the run at each point", async () => {
    const { status, text } = await run(sweep("grid", ...elevations, "--axis", "link.bandwidth=100MHz,400MHz"));
    expect(status, text).toBe(0);
    const found = await rows("grid");
    expect(found.length).toBe(18);
    expect(found.map(({ point }) => point)).toEqual(Array.from({ length: 18 }, (_, index) => index));
    const at30 = found.find((row) => row.orbit_fixed_elevation_deg === 30 && row.link_bandwidth_MHz === 400);
    // TR 38.821 Table 6.1.3.3-1 prints 8.5 dB for this study case.
    expect(at30?.cn_dB).toBeCloseTo(8.5, 0);
    expect(at30).toMatchObject({ status: "done", message: null, elevation_deg: 30, warnings: 0 });
    const { schema, points, finished, axes } = JSON.parse(readFileSync(join(folder, "grid", "manifest.json"), "utf8"));
    expect({ schema, points, finished }).toEqual({ schema: "leolink-sweep/1", points: 18, finished: 18 });
    expect(axes[1]).toEqual({ path: "link.bandwidth", column: "link_bandwidth_MHz", unit: "MHz" });
  });

  it("finds the same bytes on one worker and on two, killed in the middle and gone on with, and in shards", async () => {
    const words = [...packets, ...elevations, "--replications", "2", "--quiet"];
    expect((await run(sweep("one", ...words, "--workers", "1"))).status).toBe(0);
    expect((await run(sweep("two", ...words, "--workers", "2"))).status).toBe(0);
    expect(table("two").equals(table("one"))).toBe(true);

    const noisy = words.filter((word) => word !== "--quiet");
    let kills = 0;
    for (; kills < 20; kills++) {
      const { status, out } = await run(sweep("killed", ...noisy, "--workers", "1"), (child) => {
        let lines = 0;
        child.stdout?.on("data", () => {
          if (++lines === 3) child.kill("SIGKILL");
        });
      });
      if (status === 0) {
        expect(out).toContain("of them from earlier runs");
        break;
      }
    }
    expect(kills).toBeGreaterThan(1);
    expect(table("killed").equals(table("one"))).toBe(true);

    const points = words.filter((word) => word !== "--quiet");
    const shared = ["--store", join(folder, "store-shards")];
    for (const shard of ["1/3", "2/3"]) {
      const { status, text } = await run(["sweep", studyCase6, ...points, ...shared, "--shard", shard]);
      expect(status, text).toBe(0);
    }
    const early = await run(sweep("shards", ...points, "--collect"));
    expect([early.status, early.text]).toEqual([
      1,
      expect.stringContaining("expected all 18 points in the store, found 12"),
    ]);
    expect(readdirSync(folder)).not.toContain("shards");
    await run(["sweep", studyCase6, ...points, ...shared, "--shard", "3/3"]);
    expect((await run(sweep("shards", ...points, "--collect"))).status).toBe(0);
    expect(table("shards").equals(table("one"))).toBe(true);
  });

  it("keeps what it has when it is interrupted, and goes on", async () => {
    const words = sweep("stopped", ...packets, "--axis", "orbit.fixed.elevation=10deg:90deg:1deg", "--workers", "1");
    const first = await run(words, (child) => {
      child.stdout?.once("data", () => child.kill("SIGINT"));
    });
    expect([first.status, first.text]).toEqual([
      130,
      expect.stringMatching(/\d+ of 81 points are kept; the same command goes on/),
    ]);
    const kept = (await rows("stopped")).length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(81);
    const { text } = await run([...words, "--quiet"]);
    expect(text).toMatch(/81 points, \d+ of them from earlier runs/);
    expect((await rows("stopped")).length).toBe(81);
  });

  it("runs only what a changed axis adds, and shares points between sweeps", async () => {
    const store = ["--store", join(folder, "shared"), "--json"];
    const words = (out: string, axis: string) => [
      "sweep",
      studyCase6,
      "--out",
      join(folder, out),
      ...store,
      "--axis",
      axis,
    ];
    const counts = async (out: string, axis: string) => {
      const { points, known, finished } = JSON.parse((await run(words(out, axis))).out);
      return { points, known, finished };
    };
    const path = "orbit.fixed.elevation";
    expect(await counts("a", `${path}=20deg,30deg`)).toEqual({ points: 2, known: 0, finished: 2 });
    expect(await counts("b", `${path}=20deg,30deg,40deg`)).toEqual({ points: 3, known: 2, finished: 1 });
    // The same values, written otherwise.
    expect(await counts("c", `${path}=30 deg,2e1 deg with link.carrier=20000 MHz,0.02e3 GHz`)).toMatchObject({
      points: 2,
      known: 2,
    });
    const other = await run(words("a", `${path}=50deg`));
    expect([other.status, other.text]).toEqual([2, expect.stringContaining("use --force to replace it")]);
    expect((await run([...words("a", `${path}=50deg`), "--force"])).status).toBe(0);
    expect((await rows("a")).length).toBe(1);
  });

  it("takes the sweep of the scenario, which a single run leaves alone", async () => {
    const file = join(folder, "own.yaml");
    const section = `
sweep:
  axes:
    - path: orbit.fixed.elevation
      range: { from: 20 deg, to: 40 deg, step: 10 deg }
    - zip:
        - { path: link.bandwidth, values: [100 MHz, 400 MHz] }
        - { path: satellite.transmitter.eirp, logRange: { from: 10 dBW, to: 40 dBW, points: 2 } }
`;
    writeFileSync(file, readFileSync(studyCase6, "utf8") + section);
    const out = join(folder, "own");
    const { status, text } = await run(["sweep", file, "--out", out, "--axis", "orbit.fixed.elevation=50deg"]);
    expect(status, text).toBe(0);
    const found = await rows("own");
    expect(
      found.map((row) => [row.orbit_fixed_elevation_deg, row.link_bandwidth_MHz, row.satellite_transmitter_eirp_dBW]),
    ).toEqual([
      [50, 100, 10],
      [50, 400, 40],
    ]);
    expect((await run(["run", file, "--out", join(folder, "single"), "--quiet"])).status).toBe(0);
  });

  it("samples", async () => {
    const axes = ["--axis", "orbit.fixed.elevation=20deg:90deg", "--axis", "link.carrier=18GHz:22GHz"];
    expect((await run(sweep("sobol", ...axes, "--sampling", "sobol", "--points", "8", "--quiet"))).status).toBe(0);
    const found = await rows("sobol");
    expect(found.slice(0, 3).map((row) => [row.orbit_fixed_elevation_deg, row.link_carrier_GHz])).toEqual([
      [20, 18],
      [55, 20],
      [72.5, 19],
    ]);
  });

  it("keeps time series on request, also of points that are known", async () => {
    expect((await run(sweep("plain", ...elevations, "--quiet"))).status).toBe(0);
    const words = ["sweep", studyCase6, "--out", join(folder, "series"), "--store", join(folder, "store-plain")];
    expect((await run([...words, ...elevations, "--series", "--quiet"])).status).toBe(0);
    expect(readdirSync(join(folder, "series", "series")).length).toBe(9);
    expect(readdirSync(join(folder, "series", "series", "point=3"))).toEqual(["series.parquet"]);
  });

  it("says at which points the link is never in sight, and keeps that too", async () => {
    const fixed = ["--fidelity", "budget", "--set", "time.duration=60 s"];
    const words = ["sweep", userDownlink, ...fixed, "--axis", "time.start=2025-12-01T00:00:00Z,2025-12-01T00:11:00Z"];
    const { status, text } = await run([...words, "--out", join(folder, "low")]);
    expect([status, text]).toEqual([0, expect.stringContaining("refused: the link is never in sight")]);
    const [low, high] = await rows("low");
    expect([low.status, low.cn_dB, high.status]).toEqual(["refused", null, "done"]);
    expect([low.time_start, low.message]).toEqual([
      "2025-12-01T00:00:00Z",
      expect.stringContaining("the satellite stands at"),
    ]);
    const again = await run([...words, "--out", join(folder, "low"), "--json"]);
    expect(JSON.parse(again.out)).toMatchObject({ known: 2, finished: 0 });
  });

  it("writes a Slurm script whose commands are its own", async () => {
    const script = join(folder, "job.sh");
    const words = [...elevations, "--set", "title=it's a sweep", "--store", "/shared/points"];
    const { status, text } = await run(["sweep", studyCase6, ...words, "--slurm-script", script, "--shards", "4"]);
    expect(status, text).toBe(0);
    const lines = readFileSync(script, "utf8");
    expect(lines).toContain("#SBATCH --array=1-4");
    expect(lines).toContain('--shard "$SLURM_ARRAY_TASK_ID/4"');
    expect(lines).toContain(`--set 'title=it'\\''s a sweep'`);
    expect((await run(["sweep", studyCase6, ...words, "--slurm-script", script])).status).toBe(2);
  });

  it.each([
    [[], "expected a sweep in the scenario, or --axis, found neither"],
    [["--axis", "orbit.fixed.elevatoin=1deg,2deg"], "did you mean elevation?"],
    [["--axis", "orbit.fixed.elevation"], "--axis: expected path=values"],
    [["--axis", "orbit.fixed.elevation=10deg:90deg"], "expected a step or a number of values in a grid"],
    [["--axis", "orbit.fixed.elevation=95deg,30deg"], "--skip-invalid leaves such points out"],
    [[...elevations, "--sampling", "sobol"], "expected a number of points with sobol"],
    [[...elevations, "--points", "4"], "--points: expected a --sampling beside it"],
    [[...elevations, "--shard", "0/4", "--store", "x"], "--shard: expected I/N"],
    [[...elevations, "--shard", "1/4"], "--shard: expected --store beside it"],
    [
      [...elevations, "--replications", "2", "--axis", "run.seed=1,2"],
      "expected each path in one axis, found run.seed",
    ],
  ])("refuses %j and writes nothing", async (words, message) => {
    const out = words.includes("--shard") ? [] : ["--out", join(folder, "refused")];
    const { status, text } = await run(["sweep", studyCase6, ...out, ...words]);
    expect([status, text]).toEqual([2, expect.stringContaining(message)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves invalid points out on request", async () => {
    const words = ["--axis", "orbit.fixed.elevation=95deg,30deg", "--skip-invalid"];
    const { status, text } = await run(sweep("skipped", ...words));
    expect([status, text]).toEqual([0, expect.stringContaining("1 of 2 points are left out")]);
    expect((await rows("skipped")).map(({ point }) => point)).toEqual([1]);
  });

  it("sweeps over recorded profiles, whose files are read before it starts", async () => {
    const profile = (gain_dB: number) =>
      ["time_s,path,excessDelay_s,gain_dB,doppler_Hz", `0,0,0,${gain_dB},0`, `1,0,0,${gain_dB},0`].join("\n");
    const files = [-1, -30].map((gain_dB) => {
      const file = join(folder, `gain${gain_dB}.csv`);
      writeFileSync(file, profile(gain_dB));
      return file;
    });
    const channel = ["--set", `channel={model: recorded, file: ${files[0]}}`];
    const words = [...packets, ...channel, "--axis", `channel.file=${files.join(",")}`, "--workers", "1"];
    const { status, err } = await program.run(sweep("files", ...words));
    expect(err).not.toContain("error");
    expect(status).toBe(0);
    expect((await rows("files")).map(({ fadingMean_dB }) => fadingMean_dB)).toEqual([
      expect.closeTo(-1, 6),
      expect.closeTo(-30, 6),
    ]);
  });
});
