import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isChromiumFound, launchChromium } from "../chromium.js";
import { leolink } from "../cli/test-io.js";
import { writeCurveFixture, writeRunFixture, writeSweepFixture } from "../results/result-folder-fixture.js";

const elevationAndRain = ["--x", "orbit.fixed.elevation", "--y", "propagation.rainRate"];

/** Command lines by the page's name, and how many plots the page has. */
const pages: Readonly<Record<string, readonly [string[], number]>> = {
  lines: [["sweep", "--y", "throughput_Mbps,packetLoss,latencyP95_ms"], 3],
  facets: [["sweep", "--y", "availability", "--facet", "propagation.rainRate"], 5],
  scatter: [["sweep", "--kind", "scatter", "--x", "cnir_dB", "--y", "throughput_Mbps", "--color", "availability"], 1],
  heatmap: [["sweep", "--kind", "heatmap", ...elevationAndRain, "--z", "packetLoss"], 1],
  contour: [["sweep", "--kind", "contour", ...elevationAndRain, "--z", "availability"], 1],
  pareto: [
    ["sweep", "--kind", "pareto", "--x", "propagation.rainRate", "--y", "availability", "--maximise"].concat(
      "propagation.rainRate,availability",
    ),
    1,
  ],
  waterfall: [["curve-a", "<b>curve & b", "--y", "bler,ber"], 1],
  run: [["pass", "--y", "elevation_deg,esn0_dB,idealModcod,latency_s"], 4],
};

describe.skipIf(!isChromiumFound("results-page-browser.test.ts"))("a page of plots in a browser", () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "leolink-plots-"));
    writeSweepFixture(join(folder, "sweep"));
    writeCurveFixture(join(folder, "curve-a"), 0.6);
    writeCurveFixture(join(folder, "<b>curve & b"), 1.1);
    writeRunFixture(join(folder, "pass"));
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(pages))(
    "draws every plot of %s without complaint, in the window's width, light and dark, wide and narrow",
    async (name, [words, count]) => {
      const results = words.map((word) =>
        ["sweep", "pass", "curve-a", "<b>curve & b"].includes(word) ? join(folder, word) : word,
      );
      const file = join(folder, `${name}.html`);
      const { status, err } = await leolink("plot", ...results, "--out", file);
      expect(err).toBe("");
      expect(status).toBe(0);
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => {
        if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
      for (const change of [
        () => Promise.resolve(),
        () => page.emulateMedia({ colorScheme: "dark" }),
        () => page.setViewportSize({ width: 390, height: 844 }),
        () => page.emulateMedia({ colorScheme: "light" }),
      ]) {
        await change();
        // A new width is drawn when the window has rested.
        await page.waitForTimeout(300);
        await page.waitForFunction(`document.documentElement.dataset.drawn === "true"`);
        const seen = await page.evaluate(`({
          drawn: document.querySelectorAll(".plot.js-plotly-plot:has(svg.main-svg)").length,
          marks: [...document.querySelectorAll(".plot")].filter((plot) => plot.querySelector(".trace path, .point, .hm image, .contour path, .heatmaplayer image")).length,
          overflow_px: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          unthemed: document.body.innerHTML.split("<script")[0].includes("theme:"),
          strange: document.querySelectorAll("main b").length,
        })`);
        expect(complaints).toEqual([]);
        expect(seen).toEqual({ drawn: count, marks: count, overflow_px: 0, unthemed: false, strange: 0 });
      }
      await page.close();
    },
  );
});
