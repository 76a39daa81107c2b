import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leolink } from "./test-io.js";

const scenarios = join(import.meta.dirname, "..", "..", "scenarios");
const uplink = join(scenarios, "ka-user-uplink.yaml");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-pattern-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("leolink pattern", () => {
  it.each(readdirSync(scenarios).filter((name) => name.endsWith(".yaml")))(
    "knows both antennas of %s",
    async (name) => {
      for (const end of ["terminal", "satellite"]) {
        const out = join(folder, `${name}-${end}`);
        const { status, err } = await leolink(
          "pattern",
          join(scenarios, name),
          "--end",
          end,
          "--out",
          out,
          "--phi-step",
          "30 deg",
        );
        expect(err.replaceAll(/^warning: .*$/gm, "").trim()).toBe("");
        expect(status).toBe(0);
        expect(readdirSync(out).sort()).toEqual([
          "manifest.json",
          "pattern.json",
          "pattern.parquet",
          "report.html",
          "scenario.yaml",
        ]);
      }
    },
  );

  it("gives the figures of the terminal's array, and the same gains in every file", async () => {
    const out = join(folder, "json");
    const { status, out: printed } = await leolink(
      "pattern",
      uplink,
      "--steer",
      "40,0",
      "--step",
      "0.5 deg",
      "--out",
      out,
      "--json",
    );
    expect(status).toBe(0);
    const { figures, folder: named, end } = JSON.parse(printed);
    expect([named, end]).toEqual([out, "terminal"]);
    // 40 x 40 elements of 5 dBi cos^1.3, 1 dB of loss: 36.04 dBi less 1.3 x 1.157 dB at 40 deg.
    expect(figures.steeredGain_dBi).toBeCloseTo(36.0412 - 1.3 * 1.1575, 3);
    // 0.886 / (40 x 0.5 cos 40 deg) rad, 3.31 deg.
    expect(figures.along.beamwidth_deg).toBeCloseTo(3.31, 1);
    expect(JSON.parse(readFileSync(join(out, "pattern.json"), "utf8")).figures).toEqual(figures);
    const bytes = readFileSync(join(out, "pattern.parquet"));
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    });
    expect(rows).toHaveLength(181 * 72);
    const steered = rows.find(({ theta_deg, phi_deg }) => theta_deg === 40 && phi_deg === 0);
    expect(steered?.gain_dBi).toBeCloseTo(figures.steeredGain_dBi, 9);
  });

  it("prints a table, and shows what a beamformer does beside the carrier", async () => {
    const analog = ["--set", "terminal.antenna.planarArray.beamformer={architecture: analog, phaseBits: 4}"];
    const words = ["--steer", "50 deg,30 deg", "--frequency", "29.3 GHz", "--out", join(folder, "squint")];
    const { status, out } = await leolink("pattern", uplink, ...analog, ...words);
    expect(status).toBe(0);
    const squint = /Squint: peak from where it is steered\s+([\d.]+)/.exec(out)?.[1];
    // asin(sin(50 deg) 28.3 / 29.3) = 47.72 deg, and the element's slope a little more.
    expect(Number(squint)).toBeGreaterThan(2.2);
    expect(Number(squint)).toBeLessThan(2.6);
  });

  it("reads an antenna from a file beside the scenario", async () => {
    const text = readFileSync(uplink, "utf8").replace(
      /circularAperture:\n\s+diameter:.*\n\s+efficiency:.*\n/,
      "imported: { file: horn.csv }\n",
    );
    writeFileSync(join(folder, "link.yaml"), text);
    writeFileSync(join(folder, "horn.csv"), "theta_deg,phi_deg,gain_dBi\n0,0,20\n10,0,17\n20,0,3\n60,0,-20\n");
    const out = join(folder, "horn");
    const { status, out: printed } = await leolink(
      "pattern",
      join(folder, "link.yaml"),
      "--end",
      "satellite",
      "--out",
      out,
      "--json",
    );
    expect(status).toBe(0);
    expect(JSON.parse(printed).figures.along.beamwidth_deg).toBeCloseTo(20, 9);
    const budget = await leolink("budget", join(folder, "link.yaml"));
    expect(budget.out).toContain("pattern file of the scenario");
  });

  it.each([
    [["--end", "gateway"], "--end: expected terminal or satellite: the payload is regenerative"],
    [["--end", "moon"], "--end: expected terminal or satellite or gateway or feeder, found moon"],
    [["--end", "satellite", "--steer", "10,0"], "--steer: expected an array, whose beam can be steered"],
    [["--steer", "95,0"], "--steer: expected an angle from 0 to 90 deg, found 95"],
    [["--steer", "10"], "--steer: expected theta,phi"],
    [["--step", "0.001 deg"], "--step: expected cuts of at most 20000 steps on each side, found 90000"],
    [["--phi", "x"], "--phi: expected an angle"],
    [["--span", "0 deg"], "--span: expected an angle above 0 deg"],
  ])("refuses %j", async (words, message) => {
    const out = join(folder, "refused");
    const { status, err } = await leolink("pattern", uplink, "--out", out, ...words);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(out)).toBe(false);
  });

  it("does not replace a folder unless it is told to", async () => {
    const words = ["pattern", uplink, "--end", "satellite", "--out", join(folder, "json")];
    expect((await leolink(...words)).status).toBe(2);
    expect((await leolink(...words, "--force")).status).toBe(0);
  });
});
