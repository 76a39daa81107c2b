import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leolink } from "./test-io.js";

const root = join(import.meta.dirname, "..", "..");
const downlink = join(root, "scenarios", "ka-user-downlink.yaml");
const studyCase6 = join(root, "scenarios", "tr38821-sc6.yaml");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("leolink budget", () => {
  it("gives the C/N that TR 38.821 prints for study case 6, 8.5 dB", async () => {
    const { status, out } = await leolink("budget", studyCase6, "--json");
    expect(status).toBe(0);
    const { total } = JSON.parse(out) as { total: { key: string; value: number }[] };
    const cn_dB = total.find(({ key }) => key === "cn_dB")?.value;
    expect(Math.abs(cn_dB! - 8.5)).toBeLessThanOrEqual(0.11);
  });

  it("prints every term with formula and source, and with --explain its inputs too", async () => {
    const plain = await leolink("budget", studyCase6);
    const explained = await leolink("budget", studyCase6, "--explain");
    for (const part of ["Free-space loss", "20 log10(4 pi d f / c)", "ITU-R P.525", "MODCOD"]) {
      expect(plain.out).toContain(part);
    }
    expect(explained.out.split("\n").length).toBeGreaterThan(plain.out.split("\n").length + 20);
  });

  it("takes a time or an elevation of the pass", async () => {
    const atTime = JSON.parse((await leolink("budget", downlink, "--at", "2025-12-01T00:11:00Z", "--json")).out);
    // Row 4 of Skyfield's look angles for this satellite and site: 43.85 deg.
    expect(Math.abs(atTime.elevation_deg - 43.8522)).toBeLessThan(0.01);
    const atElevation = JSON.parse((await leolink("budget", downlink, "--at", "30 deg", "--json")).out);
    expect(atElevation.elevation_deg).toBeCloseTo(30, 3);
  });

  it.each([
    ["nonsense", "--at: expected an angle"],
    ["30", "without a unit"],
    ["95 deg", "--at: expected an angle from 0 deg up to 90 deg, found 95 deg"],
    ["2025-02-31T00:00:00Z", "--at: expected a time in UTC"],
    ["2025-12-01T00:11:00", "--at: expected a time in UTC"],
  ])("refuses the moment %s", async (at, message) => {
    const { status, err, out } = await leolink("budget", downlink, "--at", at);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("refuses an override of an unknown path with the nearest one", async () => {
    const { status, err } = await leolink("budget", downlink, "--set", "link.carier=3 GHz");
    expect(status).toBe(2);
    expect(err).toContain("did you mean carrier?");
    expect(err).not.toContain("    at ");
  });
});

describe("leolink passes", () => {
  it("finds the first pass over Austin as Skyfield does", async () => {
    const { status, out } = await leolink("passes", downlink, "--min-elevation", "10 deg", "--window", "2 d", "--json");
    expect(status).toBe(0);
    const [first, ...others] = JSON.parse(out).passes;
    // Skyfield 1.55 with UT1 = UTC: rise 465.055 s after midnight, 489.712 s long, 52.2772 deg high; 8 passes in 48 h.
    expect(Math.abs(Date.parse(first.rise) - Date.parse("2025-12-01T00:07:45.055Z"))).toBeLessThan(100);
    expect(Math.abs(first.duration_s - 489.712)).toBeLessThan(0.1);
    expect(Math.abs(first.maxElevation_deg - 52.2772)).toBeLessThan(0.001);
    expect(others).toHaveLength(7);
  });

  it("has none for a satellite that stands still", async () => {
    const { status, err } = await leolink("passes", studyCase6);
    expect(status).toBe(2);
    expect(err).toContain("a fixed geometry has no passes");
  });
});

describe("leolink attenuation", () => {
  const path = ["attenuation", "--lat", "-33.9", "--frequency", "19.7 GHz", "--elevation", "30 deg"];
  const climate = ["--rain-rate", "42 mm/h", "--rain-height", "3.5 km", "--vapour-density", "12 g/m3"];
  const cloudy = [...climate, "--cloud-liquid-water", "0.6 kg/m2", "--wet-refractivity", "50"];

  it("combines the parts as P.618-14, 2.5 does: gas plus the root of (rain + cloud)^2 + scintillation^2", async () => {
    const { status, out } = await leolink(...path, "--availability", "99.9", ...cloudy, "--json");
    expect(status).toBe(0);
    const { attenuation, inputs } = JSON.parse(out);
    const { gas_dB, rain_dB, cloud_dB, scintillation_dB, total_dB } = attenuation;
    for (const part of [gas_dB, rain_dB, cloud_dB, scintillation_dB]) expect(part).toBeGreaterThan(0.1);
    expect(total_dB).toBeCloseTo(gas_dB + Math.hypot(rain_dB + cloud_dB, scintillation_dB), 12);
    expect(inputs.site.latitude_deg).toBe(-33.9);
  });

  it("has the parts that are left out at zero and needs no climate for them", async () => {
    const omitted = ["--omit", "gas", "--omit", "cloud", "--omit", "scintillation"];
    const rain = ["--rain-rate", "42 mm/h", "--rain-height", "3.5 km"];
    const { out } = await leolink(...path, "--availability", "99.9", ...rain, ...omitted, "--json");
    const { gas_dB, rain_dB, cloud_dB, scintillation_dB, total_dB } = JSON.parse(out).attenuation;
    expect([gas_dB, cloud_dB, scintillation_dB]).toEqual([0, 0, 0]);
    expect(total_dB).toBe(rain_dB);
  });

  it("names everything of the climate that is missing", async () => {
    const { status, err } = await leolink(...path, "--availability", "99.9");
    expect(status).toBe(2);
    for (const name of ["rain-rate", "rain-height", "vapour-density", "cloud-liquid-water", "wet-refractivity"]) {
      expect(err).toContain(`--${name}: expected a value, found none`);
    }
  });

  it.each([
    [["--lat", "95", "--availability", "99"], "--lat"],
    [["--availability", "100"], "--availability: expected a percentage above 0 % below 100 %, found 100"],
    [["--availability", "NaN"], "--availability"],
    [["--availability", "99", "--tilt", "10"], "--tilt: expected an angle with its unit"],
    [["--availability", "99", "--frequency", "90 GHz"], "found it 2 times"],
    [["--availability", "99", "--omit", "snow"], "--omit: expected gas or rain or cloud or scintillation, found snow"],
  ])("refuses %j", async (words, message) => {
    const { status, err } = await leolink(...path, ...words, ...cloudy);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });

  it("refuses a frequency outside the models' range", async () => {
    const words = [
      "attenuation",
      "--lat",
      "50",
      "--frequency",
      "90 GHz",
      "--elevation",
      "30 deg",
      "--availability",
      "99",
    ];
    const { status, err } = await leolink(...words, ...cloudy);
    expect(status).toBe(2);
    expect(err).toContain("expected 1 to 55 GHz, the range of ITU-R P.618-14");
  });
});

describe("leolink validate", () => {
  const columns = { roundTrip_ms: { role: "input" }, slot_ms: { role: "input" }, processes: { role: "expected" } };
  const harq = { title: "HARQ", source: "arithmetic", model: "system.harqProcesses", columns, rows: [[25.77, 1, 26]] };
  const write = (name: string, content: object | string) => {
    const file = join(folder, "cases", name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  };

  it("ends with 0 when all rows pass, 1 when one does not, 2 when a file cannot be read, and runs the others", async () => {
    const good = write("a/good.json", harq);
    const bad = write("bad.json", { ...harq, rows: [[25.77, 1, 27]] });
    expect((await leolink("validate", good)).status).toBe(0);
    expect((await leolink("validate", good, bad)).status).toBe(1);
    const mixed = await leolink("validate", join(folder, "absent.json"), good, bad);
    expect(mixed.status).toBe(2);
    expect(mixed.out).toContain("no such file or folder");
    expect(mixed.out).toContain("total  1 of 2 rows passed in 2 files, 1 files could not be read");
  });

  it("takes the .json files of a folder with its subfolders, sorted, and writes JUnit", async () => {
    write("notes.txt", "not a case");
    const junit = join(folder, "report.xml");
    const { out } = await leolink("validate", join(folder, "cases"), "--json", "--junit", junit);
    const files = (JSON.parse(out) as { files: { file: string }[] }).files.map(({ file }) => file);
    expect(files).toEqual([join(folder, "cases", "a", "good.json"), join(folder, "cases", "bad.json")]);
    expect(readFileSync(junit, "utf8")).toContain('tests="2" failures="1"');
  });

  it("runs a scenario, given inline or by its path, with the rows' overrides", async () => {
    const scenarioCase = {
      title: "Study case 6",
      source: "3GPP TR 38.821 V16.2.0, Table 6.1.3.3-1; half the bandwidth gives 3.01 dB more",
      model: "scenario",
      scenario: studyCase6,
      columns: { "link.bandwidth": { role: "input" }, "budget.cn_dB": { role: "expected", abs: 0.11 } },
      rows: [
        ["400 MHz", 8.5],
        ["200 MHz", 11.51],
      ],
    };
    const { status, out } = await leolink("validate", write("../scenario.json", scenarioCase));
    expect(out).toContain("2 of 2 rows");
    expect(status).toBe(0);
    const unknown = { ...scenarioCase, columns: { ...scenarioCase.columns, "budget.cn_db": { role: "expected" } } };
    const rows = [["400 MHz", 8.5, 8.5]];
    const wrong = await leolink("validate", write("../wrong-scenario.json", { ...unknown, rows }));
    expect(wrong.status).toBe(2);
    expect(wrong.out).toContain("did you mean budget.cn_dB?");
  });

  it("names the place of an error in an inline scenario by the case file's own lines", async () => {
    const text = `{
  "title": "Wrong", "source": "none", "model": "scenario",
  "scenario": {
    "titel": "x"
  },
  "columns": { "budget.cn_dB": { "role": "expected" } },
  "rows": [[1]]
}`;
    const { status, out } = await leolink("validate", write("../inline.json", text));
    expect(status).toBe(2);
    expect(out).toContain("inline.json:4:");
  });
});

describe("leolink schema and init", () => {
  it("print a JSON Schema", async () => {
    const { status, out } = await leolink("schema");
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", type: "object" });
  });

  it.each(["ka", "s", "c"])("write a starter scenario of the %s band that has a link budget", async (band) => {
    const file = join(folder, `starter-${band}.yaml`);
    expect((await leolink("init", file, "--band", band)).status).toBe(0);
    const { status, err } = await leolink("budget", file);
    expect([status, err]).toEqual([0, expect.not.stringContaining("error")]);
  });

  it("never replace a file without --force", async () => {
    const file = join(folder, "mine.yaml");
    writeFileSync(file, "mine");
    const { status, err } = await leolink("init", file);
    expect([status, readFileSync(file, "utf8")]).toEqual([2, "mine"]);
    expect(err).toContain("--force");
    expect((await leolink("init", file, "--force")).status).toBe(0);
    expect(readFileSync(file, "utf8")).toContain("title:");
  });
});

describe("leolink run", () => {
  const quick = ["run", studyCase6, "--quiet", "--workers", "1"];

  it("stores a run folder whole, and prints the key figures and the report's path", async () => {
    const out = join(folder, "run");
    const { status, out: printed } = await leolink(...quick, "--out", out);
    expect(status).toBe(0);
    expect(printed).toContain(join(out, "report.html"));
    const files = ["kpi.json", "manifest.json", "report.html", "scenario.yaml", "series.parquet"];
    expect(readdirSync(out).sort()).toEqual(files);
  });

  it("refuses a folder that exists, unless forced", async () => {
    const out = join(folder, "twice");
    await leolink(...quick, "--out", out);
    const before = readFileSync(join(out, "manifest.json"), "utf8");
    const refused = await leolink(...quick, "--out", out);
    expect([refused.status, readFileSync(join(out, "manifest.json"), "utf8")]).toEqual([2, before]);
    expect((await leolink(...quick, "--out", out, "--force")).status).toBe(0);
  });

  it("prints the figures of kpi.json with --json", async () => {
    const out = join(folder, "json");
    const { status, out: printed } = await leolink(...quick, "--seed", "7", "--out", out, "--json");
    expect(status).toBe(0);
    const figures = JSON.parse(printed);
    expect(figures).toMatchObject(JSON.parse(readFileSync(join(out, "kpi.json"), "utf8")));
    expect(figures).toMatchObject({ folder: out, duration_s: 10, seed: 7, fidelity: "budget" });
  });

  it.each([
    ["--seed", "abc"],
    ["--seed", "1.5"],
    ["--seed", "-1"],
    ["--workers", "0"],
    ["--fidelity", "sample-true"],
    ["--set", "link.bandwidth=-3 MHz"],
    ["--set", "link.bandwidth=NaN"],
    ["--set", "nonsense"],
  ])("refuses %s %s and writes nothing", async (option, value) => {
    const out = join(folder, "refused");
    const { status, err } = await leolink(...quick, "--out", out, option, value);
    expect(status).toBe(2);
    expect(err).toMatch(/^error: /);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ["absent.yaml", "no such file"],
    [".", "expected a file, found a folder"],
  ])("refuses the scenario %s", async (file, message) => {
    const { status, err } = await leolink("run", join(folder, file));
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});

describe("the program", () => {
  it("shows its help and ends with 2 without a command, with 0 when asked", async () => {
    const none = await leolink();
    expect([none.status, none.out]).toEqual([2, ""]);
    const asked = await leolink("--help");
    expect([asked.status, asked.out]).toEqual([0, none.err]);
    expect((await leolink("--version")).out).toMatch(/^\d+\.\d+\.\d+/);
  });

  it.each(["run", "budget", "passes", "attenuation", "validate", "schema", "init"])(
    "has help with examples for %s",
    async (command) => {
      const { status, out } = await leolink(command, "--help");
      expect(status).toBe(0);
      expect(out).toContain(`leolink ${command}`);
      expect(out).toContain("Examples:");
    },
  );
});
