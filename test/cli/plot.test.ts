import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { chromiumPath } from "../../src/report/node/chromium.js";
import { writeCurveFixture, writeRunFixture, writeSweepFixture } from "../results/result-folder-fixture.js";
import { leolink } from "./test-io.js";

let folder: string;
let sweep: string;
let page: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-plot-"));
  sweep = join(folder, "sweep");
  page = join(folder, "plot.html");
  writeSweepFixture(sweep);
  writeRunFixture(join(folder, "pass"));
  writeCurveFixture(join(folder, "curve-a"), 0.6);
  writeCurveFixture(join(folder, "curve-b"), 1.1);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command line draws: the titles of its plots, and the data of its page. */
async function plotted(...words: string[]) {
  const { status, out, err } = await leolink("plot", ...words, "--out", page, "--json");
  expect(err).toBe("");
  expect(status).toBe(0);
  const [, data] = /id="page-data">(.*?)<\/script>/s.exec(readFileSync(page, "utf8"))!;
  return { ...JSON.parse(out), data: JSON.parse(data) };
}

describe("leolink plot", () => {
  it("draws curves as waterfalls without being told what, coloured by folder", async () => {
    const { plots, data, rows } = await plotted(join(folder, "curve-a"), join(folder, "curve-b"));
    expect(plots.map(({ title }: { title: string }) => title)).toEqual(["BLER over Es/N0"]);
    expect(rows).toEqual({ drawn: 12, leftOut: 0, refused: 0 });
    const [{ traces, layout }] = data.plots;
    const names = traces.flatMap((trace: { name: string; showlegend: boolean }) =>
      trace.showlegend ? [trace.name] : [],
    );
    expect(names).toEqual(["curve-a", "curve-b"]);
    expect(traces.filter(({ fill }: { fill?: string }) => fill === "toself")).toHaveLength(2);
    expect(layout.yaxis.type).toBe("log");
  });

  it("takes a sweep's first axis for x and its other for the colour, and leaves refused points out", async () => {
    const { rows, data } = await plotted(sweep, "--y", "throughput_Mbps");
    expect(rows).toEqual({ drawn: 44, leftOut: 0, refused: 1 });
    const [{ layout }] = data.plots;
    expect(layout.xaxis.title.text).toBe("Elevation (deg)");
    expect(layout.yaxis.title.text).toBe("Delivered throughput (Mbit/s)");
    expect(layout.legend.title.text).toContain("Rain rate (mm/h)");
  });

  it("knows an axis by its path, filters, and draws a figure a facet", async () => {
    const { plots, rows } = await plotted(
      ...[sweep, "--x", "orbit.fixed.elevation", "--y", "availability", "--facet", "propagation.rainRate"],
      ...["--where", "propagation.rainRate < 20", "--where", "orbit_fixed_elevation_deg>=30"],
    );
    expect(plots.map(({ title }: { title: string }) => title)).toEqual([
      "Availability of the link over elevation, rain rate 0 mm/h",
      "Availability of the link over elevation, rain rate 5 mm/h",
      "Availability of the link over elevation, rain rate 10 mm/h",
    ]);
    expect(rows).toEqual({ drawn: 21, leftOut: 23, refused: 1 });
  });

  it("draws a run over time, and the series of a sweep's points by point", async () => {
    const run = await plotted(join(folder, "pass"), "--y", "elevation_deg,esn0_dB");
    expect(run.plots).toHaveLength(2);
    const series = await plotted(sweep, "--series", "--y", "cn_dB");
    expect(series.data.plots[0].layout.legend.title.text).toContain("Point");
  });

  it("leaves out what has no points beside what has, and says so", async () => {
    const { status, err } = await leolink(
      "plot",
      folder,
      "--y",
      "bler",
      "--where",
      "bler > 0",
      "--x",
      "esn0_dB",
      "--out",
      page,
    );
    expect(status).toBe(0);
    expect(err).toBe("warning: left out, since they hold no such table: pass");
  });

  it("draws what a query wrote", async () => {
    const file = join(tmpdir(), `leolink-plot-${process.pid}.parquet`);
    const sql = "SELECT orbit_fixed_elevation_deg AS elevation_deg, max(availability) AS best FROM points GROUP BY ALL";
    expect((await leolink("query", sql, "--results", sweep, "--parquet", file)).status).toBe(0);
    const { plots } = await plotted(file, "--x", "elevation_deg", "--y", "best");
    rmSync(file);
    expect(plots[0].title).toBe("Best over elevation");
  });

  it("names the page after what it shows, in the folder it is called from", async () => {
    const here = process.cwd();
    process.chdir(folder);
    try {
      const { out, status } = await leolink("plot", "curve-a");
      expect(status).toBe(0);
      expect(out).toBe("1 plot of 6 rows\npage: curve-a-bler-over-esn0_dB.html");
      expect(existsSync(join(folder, "curve-a-bler-over-esn0_dB.html"))).toBe(true);
    } finally {
      process.chdir(here);
    }
  });

  it.each<[string, string[], string]>([
    ["no such folder", ["NOWHERE", "--y", "a"], "no such file or folder"],
    ["no y", ["SWEEP"], "--y: expected a column or several with commas, found none"],
    ["an unknown column", ["SWEEP", "--y", "throughput_Mpbs"], "did you mean throughput_Mbps? columns: folder, point"],
    [
      "an unknown path",
      ["SWEEP", "--x", "orbit.fixed.elevatoin", "--y", "bler"],
      "did you mean orbit_fixed_elevation_deg?",
    ],
    ["an unknown kind", ["SWEEP", "--y", "availability", "--kind", "pie"], "--kind: expected line or scatter or"],
    ["a heatmap without colour", ["SWEEP", "--y", "point", "--kind", "heatmap"], "--z: expected the column"],
    ["a colour axis without a heatmap", ["SWEEP", "--y", "point", "--z", "point"], "--z: expected --kind heatmap"],
    [
      "two second axes",
      ["SWEEP", "--y", "point,cnir_dB", "--z", "point", "--kind", "contour"],
      "--y: expected one column",
    ],
    [
      "a colour with a heatmap",
      ["SWEEP", "--y", "point", "--z", "point", "--kind", "heatmap", "--color", "key"],
      "--facet",
    ],
    [
      "a front without directions",
      ["SWEEP", "--kind", "pareto", "--x", "latencyP95_ms", "--y", "throughput_Mbps", "--minimise", "latencyP95_ms"],
      "which way throughput_Mbps is better: --maximise throughput_Mbps or --minimise throughput_Mbps",
    ],
    [
      "a front both ways",
      ["SWEEP", "--kind", "pareto", "--x", "cnir_dB", "--y", "point", "--minimise", "cnir_dB", "--maximise", "cnir_dB"],
      "--minimise: expected cnir_dB one way only",
    ],
    [
      "a direction without a front",
      ["SWEEP", "--y", "point", "--maximise", "point"],
      "--maximise: expected --kind pareto",
    ],
    [
      "a front of words",
      ["SWEEP", "--kind", "pareto", "--x", "key", "--y", "point", "--maximise", "key,point"],
      "numbers in key",
    ],
    [
      "no row",
      ["SWEEP", "--y", "point", "--where", "cnir_dB > 99"],
      "--where: expected rows to draw, but no row meets",
    ],
    ["half a condition", ["SWEEP", "--y", "point", "--where", "cnir_dB"], "--where: expected COLUMN, one of"],
    [
      "a condition on nothing",
      ["SWEEP", "--y", "point", "--where", "cnr_dB > 1"],
      "--where: expected a column, found cnr_dB",
    ],
    ["too many names", ["SWEEP", "--y", "point", "--color", "key"], "--color: expected at most 24 names"],
    ["a logarithm of words", ["SWEEP", "--y", "key", "--log-y"], "--log-y: expected numbers in key, found texts"],
    ["a logarithm of nothing", ["SWEEP", "--y", "packetLoss", "--where", "packetLoss = 0"], "--linear"],
    ["series where there are none", ["CURVE", "--series", "--y", "bler"], "expected series.parquet or series/"],
    ["a place that is none", ["CURVE", "--out", "NOWHERE/plot.html"], "ENOENT"],
  ])("says what is wrong: %s", async (_, words, message) => {
    const real = words.map((word) =>
      word
        .replace("SWEEP", sweep)
        .replace("CURVE", join(folder, "curve-a"))
        .replace("NOWHERE", join(folder, "nowhere")),
    );
    const { status, err } = await leolink("plot", ...real, ...(words.includes("--out") ? [] : ["--out", page]));
    expect(err).toContain(message);
    expect(status).toBe(2);
  });

  it("says what a picture needs where there is no Chromium", async () => {
    vi.stubEnv("CHROMIUM_PATH", join(folder, "no-chromium"));
    const { status, err } = await leolink("plot", join(folder, "curve-a"), "--png", join(folder, "plot.png"));
    expect(status).toBe(2);
    expect(err).toContain("--png: expected a Chromium at CHROMIUM_PATH, found nothing at");
  });

  it("says what a Chromium that does not start says", async () => {
    const broken = join(folder, "broken-chromium");
    writeFileSync(broken, "#!/bin/sh\nexit 3\n", { mode: 0o755 });
    vi.stubEnv("CHROMIUM_PATH", broken);
    const { status, err } = await leolink("plot", join(folder, "curve-a"), "--png", join(folder, "plot.png"));
    expect(status).toBe(2);
    expect(err).toContain("the picture could not be drawn");
    expect(existsSync(join(folder, "plot.png"))).toBe(false);
  });
});

describe.skipIf(!chromiumPath())("pictures by Chromium", () => {
  it("are a PNG of twice the size and an SVG that is the same every time", async () => {
    const png = join(folder, "plot.png");
    const svg = join(folder, "plot.svg");
    const words = ["plot", sweep, "--y", "packetLoss", "--facet", "propagation.rainRate", "--svg", svg];
    const { status, err } = await leolink(...words, "--png", png);
    expect(err).toBe("");
    expect(status).toBe(0);
    const bytes = readFileSync(png);
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    // Five facets, two in a row of 620 pixels each with a gap of 24, at twice the size.
    expect(bytes.readUInt32BE(16)).toBe(2 * (2 * 620 + 24));
    const text = readFileSync(svg, "utf8");
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*width="1264"/);
    expect(text.match(/Packet loss over elevation, rain rate \d+ mm\/h/g)).toHaveLength(5);
    expect(text).not.toContain("theme:");
    expect((await leolink(...words)).status).toBe(0);
    expect(readFileSync(svg, "utf8")).toBe(text);
  });
});
