import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isChromiumFound, launchChromium } from "../chromium.js";
import { leolink } from "../cli/test-io.js";

const uplink = join(import.meta.dirname, "..", "..", "scenarios", "ka-user-uplink.yaml");

describe.skipIf(!isChromiumFound("pattern-report-browser.test.ts"))("the page of a pattern in a browser", () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "leolink-pattern-page-"));
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("draws cuts, maps of both polarisations and the surface without complaint, wide and narrow", async () => {
    const polarised = ["--set", "terminal.antenna.planarArray.polarisation={xpd: 25 dB}"];
    const out = join(folder, "pattern");
    const { status } = await leolink("pattern", uplink, "--steer", "40,30", ...polarised, "--out", out);
    expect(status).toBe(0);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(join(out, "report.html")).href);
    for (const change of [
      () => Promise.resolve(),
      () => page.emulateMedia({ colorScheme: "dark" }),
      () => page.setViewportSize({ width: 390, height: 844 }),
    ]) {
      await change();
      await page.waitForTimeout(300);
      await page.waitForFunction(`document.documentElement.dataset.drawn === "true"`);
      const seen: { readonly surfaces: number } = await page.evaluate(`({
        drawn: document.querySelectorAll(".plot.js-plotly-plot:has(svg.main-svg)").length,
        lines: document.querySelectorAll("[id$=-cuts] .scatterlayer .trace").length,
        maps: document.querySelectorAll(".heatmaplayer image").length,
        surfaces: document.querySelectorAll("#plot-uv-surface canvas").length,
        overflow_px: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        unthemed: document.body.innerHTML.split("<script")[0].includes("theme:"),
      })`);
      expect(complaints).toEqual([]);
      expect(seen).toMatchObject({ drawn: 5, lines: 10, maps: 2, overflow_px: 0, unthemed: false });
      expect(seen.surfaces).toBeGreaterThan(0);
    }
    await page.close();
  });
});
