import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { htmlReport } from "../../src/report/html-report.js";
import { plotlySource } from "../../src/report/node/plotly-source.js";
import { isChromiumFound, launchChromium } from "../chromium.js";
import { bitTrueFixture } from "./bit-true-fixture.js";
import { gapFixture, hostileFixture, runResultFixture } from "./run-result-fixture.js";

const reports = {
  abstracted: runResultFixture(),
  bitTrue: bitTrueFixture(),
  budget: runResultFixture({ fidelity: "budget" }),
  fixed: runResultFixture({ isFixed: true }),
  gaps: gapFixture(),
  hostile: hostileFixture(),
  transparent: runResultFixture({ isTransparent: true }),
};

describe.skipIf(!isChromiumFound("report-browser.test.ts"))("the report in a browser", () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "leolink-report-"));
    const plotly = plotlySource();
    for (const [name, result] of Object.entries(reports))
      writeFileSync(join(folder, `${name}.html`), htmlReport(result, plotly));
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a report and waits until it says that its plots are drawn; collects what it complains of or asks for. */
  async function open(name: keyof typeof reports, options: Parameters<Browser["newPage"]>[0] = {}) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    await drawn(page);
    return { page, complaints };
  }

  /** Waits until the page says that its plots are drawn. */
  async function drawn(page: Page): Promise<void> {
    await page.waitForFunction(`document.documentElement.dataset.drawn === "true"`);
  }

  /** Plots of the page, those with a drawing in them, and how far the page reaches beyond the window. */
  function look(page: Page): Promise<{ plots: number; drawn: number; marks: number; overflow_px: number }> {
    return page.evaluate(`({
      plots: document.querySelectorAll(".plot").length,
      drawn: document.querySelectorAll(".plot.js-plotly-plot:has(svg.main-svg)").length,
      marks: [...document.querySelectorAll(".plot")].filter((plot) => plot.querySelector(".trace, .point, .bars path")).length,
      overflow_px: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    })`);
  }

  it.each(Object.keys(reports) as (keyof typeof reports)[])(
    "draws every plot of the %s report without complaint, in the window's width, light and dark, wide and narrow",
    async (name) => {
      const { page, complaints } = await open(name);
      for (const change of [
        () => Promise.resolve(),
        () => page.emulateMedia({ colorScheme: "dark" }),
        () => page.setViewportSize({ width: 390, height: 844 }),
      ]) {
        await change();
        await page.waitForTimeout(300);
        await drawn(page);
        const seen = await look(page);
        expect(complaints).toEqual([]);
        expect(seen.plots).toBeGreaterThan(name === "fixed" ? 5 : 6);
        expect(seen.drawn).toBe(seen.plots);
        expect(seen.marks).toBe(seen.plots);
        expect(seen.overflow_px).toBe(0);
      }
      await page.close();
    },
  );

  it("is repainted by the theme button, reached by keyboard", async () => {
    const { page, complaints } = await open("abstracted");
    const ground = () =>
      page.evaluate<string[]>(`[getComputedStyle(document.body).backgroundColor,
      getComputedStyle(document.querySelector(".plot svg.main-svg")).backgroundColor]`);
    expect(await ground()).toEqual(["rgb(255, 255, 255)", "rgb(255, 255, 255)"]);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(`document.activeElement.textContent`)).toBe("Skip to the content");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(`document.activeElement.id`)).toBe("theme-toggle");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
    expect(await ground()).toEqual(["rgb(18, 24, 31)", "rgb(18, 24, 31)"]);
    expect(await page.getAttribute("#theme-toggle", "aria-pressed")).toBe("true");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("is printed light, no plot wider than the sheet", async () => {
    const { page } = await open("abstracted", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.waitForTimeout(500);
    const printed = await page.evaluate<{ ground: string; widest: number; buttons: number }>(`({
      ground: getComputedStyle(document.body).backgroundColor,
      widest: Math.max(...[...document.querySelectorAll(".plot svg.main-svg")].map((svg) => svg.getBoundingClientRect().width)),
      buttons: [...document.querySelectorAll("button")].filter((button) => button.offsetParent !== null).length,
    })`);
    expect(printed).toEqual({ ground: "rgb(255, 255, 255)", widest: 690, buttons: 0 });
    await page.close();
  });

  it("runs no program that a scenario brought along, and shows its text", async () => {
    const { page } = await open("hostile");
    expect(await page.evaluate(`"broken" in window`)).toBe(false);
    expect(await page.title()).toContain("</script><img");
    expect(await page.evaluate(`document.querySelectorAll("main img, header img").length`)).toBe(0);
    await page.close();
  });

  it("shows its numbers without a program too", async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(pathToFileURL(join(folder, "abstracted.html")).href);
    expect(await page.locator("table").count()).toBeGreaterThan(8);
    expect(await page.locator("#theme-toggle").isVisible()).toBe(false);
    await page.close();
  });
});
