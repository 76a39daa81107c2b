import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leolink } from "./test-io.js";

const scenarios = join(import.meta.dirname, "..", "..", "scenarios");
const beams = join(scenarios, "tr38821-sc6-beams.yaml");
const precoding = join(scenarios, "ka-multibeam-precoding.yaml");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-geometry-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function figuresOf(...words: string[]): Promise<Record<string, { value: number; low: number; high: number }>> {
  const out = join(folder, "figures");
  const { status, out: text, err } = await leolink("geometry", ...words, "--out", out, "--force", "--quiet", "--json");
  expect(err).toBe("");
  expect(status).toBe(0);
  return JSON.parse(text).kpi;
}

async function usersOf(path: string): Promise<Record<string, number>[]> {
  const bytes = readFileSync(path);
  return parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  });
}

describe("leolink geometry", () => {
  it("finds the percentiles that TR 38.821 prints for study case 6 through a scenario too", async () => {
    const kpi = await figuresOf(beams);
    const printed = {
      userSirP5_dB: -3,
      userSirP50_dB: -1,
      userSirP95_dB: 1.2,
      userSinrP5_dB: -3.2,
      userSinrP50_dB: -1.2,
    };
    for (const [key, value] of Object.entries(printed)) expect(Math.abs(kpi[key].value - value)).toBeLessThan(0.3);
    expect(Math.abs(kpi.userSinrP95_dB.value - 1)).toBeLessThan(0.3);
    expect(kpi.userSirP50_dB.high).toBeGreaterThan(kpi.userSirP50_dB.low);
  });

  it("stores the users, a page and the figures, whole", async () => {
    const out = join(folder, "stored");
    const { status, out: text } = await leolink("geometry", precoding, "--out", out, "--quiet");
    expect(status).toBe(0);
    expect(text).toContain("Precoding: RZF over 256 elements");
    const users = await usersOf(join(out, "users.parquet"));
    expect(users).toHaveLength(20 * 190);
    const precoded = await usersOf(join(out, "precoded.parquet"));
    expect(precoded).toHaveLength(20 * 4 * 19);
    // A group serves one user of each of the 19 beams.
    const first = precoded.filter(({ group }) => group === 0).map(({ user }) => users[user]);
    expect(new Set(first.map(({ beam }) => beam)).size).toBe(19);
    for (const name of ["kpi.json", "manifest.json", "scenario.yaml", "report.html"]) {
      expect(existsSync(join(out, name))).toBe(true);
    }
    const again = join(folder, "again");
    await leolink("geometry", precoding, "--out", again, "--quiet");
    for (const name of ["kpi.json", "users.parquet", "precoded.parquet"]) {
      expect(readFileSync(join(again, name)).equals(readFileSync(join(out, name)))).toBe(true);
    }
  });

  it("has the isolation of polarisations cost what it lets through", async () => {
    const shared = ["--set", "beams.reuse=frf2x2", "--set", "beams.outerTiers=4", "--set", "beams.users.drops=10"];
    const perfect = await figuresOf(beams, ...shared, "--set", "beams.crossPolarIsolation=200 dB");
    const poor = await figuresOf(beams, ...shared, "--set", "beams.crossPolarIsolation=0 dB");
    // Without isolation two frequencies remain: worse than three.
    const three = await figuresOf(beams, "--set", "beams.reuse=frf3", ...shared.slice(2));
    expect(poor.userSirP50_dB.value).toBeLessThan(three.userSirP50_dB.value);
    expect(perfect.userSirP50_dB.value).toBeGreaterThan(three.userSirP50_dB.value);
  });

  it("loses throughput as the channel state ages, most with zero forcing's sharp nulls", async () => {
    const few = ["--set", "beams.users.drops=6"];
    const rate = async (age: string, scheme: string) => {
      const age_ = ["--set", `beams.precoding.csi.age=${age}`, "--set", `beams.precoding.scheme=${scheme}`];
      return (await figuresOf(precoding, ...few, ...age_)).precodedSpectralEfficiency_bpsHz.value;
    };
    const rates = [
      await rate("0 s", "rzf"),
      await rate("300 ms", "rzf"),
      await rate("1 s", "rzf"),
      await rate("3 s", "rzf"),
    ];
    for (let index = 1; index < rates.length; index++) expect(rates[index]).toBeLessThan(rates[index - 1]);
    expect(await rate("3 s", "rzf")).toBeLessThan(rates[0] / 2);
    // The transmitter that knows the orbit keeps what age takes.
    const predicted = await figuresOf(
      ...[precoding, ...few, "--set", "beams.precoding.csi.age=3 s", "--set", "beams.precoding.csi.prediction=orbit"],
    );
    expect(predicted.precodedSpectralEfficiency_bpsHz.value).toBeCloseTo(rates[0], 10);
  });

  it.each([
    [["--set", "beams.reuse=frf5"], "beams.reuse"],
    [["--set", "beams.reuse=frf2x2"], "crossPolarIsolation"],
    [["--set", "beams.crossPolarIsolation=20 dB"], "one polarisation"],
    [["--set", "satellite.antenna={fixedGain: {gain: 30 dBi}}"], "expected a satellite antenna whose beams are round"],
    [["--set", "beams.powerOffsets=[{beam: 99, offset: 1 dB}]"], "expected a beam from 0 to 60"],
    [["--set", "beams.spacing=0.3"], "do not fit the Earth"],
    [["--set", "beams.users.drops=1"], "beams.users.drops"],
    [["--at", "30deg"], "30 deg"],
  ])("refuses or obeys %j", async (words, text) => {
    const out = join(folder, "refused");
    const {
      status,
      out: printed,
      err,
    } = await leolink("geometry", beams, ...words, "--out", out, "--force", "--quiet");
    if (words[0] === "--at") {
      expect(status).toBe(0);
      expect(printed).toContain("30.00 deg over the site");
      rmSync(out, { recursive: true });
      return;
    }
    expect(status).toBe(2);
    expect(err).toContain(text);
    expect(existsSync(out)).toBe(false);
  });

  it("refuses a scenario without beams, and beams of an uplink", async () => {
    const without = await leolink("geometry", join(scenarios, "tr38821-sc6.yaml"), "--quiet");
    expect(without).toMatchObject({ status: 2, err: expect.stringContaining("expected a section beams") });
    const uplink = ["--set", "link.direction=uplink", "--set", "satellite.receiver={gOverT: 10 dB/K}"];
    const up = await leolink("geometry", beams, ...uplink, "--set", "terminal.transmitter={eirp: 40 dBW}", "--quiet");
    expect(up).toMatchObject({ status: 2, err: expect.stringContaining("expected a downlink") });
  });
});
