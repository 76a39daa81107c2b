import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { htmlReport } from "../../src/report/html-report.js";
import { plotlyPath, plotlySource } from "../../src/report/node/plotly-source.js";
import { gapFixture, hostileFixture, runResultFixture } from "./run-result-fixture.js";

const plotly = "window.Plotly = {};";

function sections(page: string): string[] {
  return [...page.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id);
}

function ids(page: string): string[] {
  return [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
}

describe("the report", () => {
  it("tells the run in order, from key figures to provenance", () => {
    const page = htmlReport(runResultFixture(), plotly);
    expect(sections(page)).toEqual([
      "key-figures",
      "geometry",
      "link-budget",
      "propagation",
      "throughput",
      "latency",
      "loss",
      "provenance",
    ]);
    expect(page).toContain("<h1>Ka-band user downlink, one pass of KUIPER-00008 over Austin (fixture)</h1>");
    for (const text of [
      "20251201",
      "KUIPER-00008",
      "Austin, Texas",
      "19.7 GHz",
      "ITU-R P.618-14",
      "ITU-R P.525-4, equation 4",
    ]) {
      expect(page).toContain(text);
    }
  });

  it("leaves out what a budget does not tell", () => {
    const page = htmlReport(runResultFixture({ fidelity: "budget" }), plotly);
    expect(sections(page)).toEqual([
      "key-figures",
      "geometry",
      "link-budget",
      "propagation",
      "throughput",
      "provenance",
    ]);
    expect(page).not.toContain("Latency");
  });

  it("of a fixed geometry has no pass, and of its budget no time at all", () => {
    const page = htmlReport(runResultFixture({ isFixed: true, fidelity: "budget", length: 1 }), plotly);
    expect(sections(page)).toEqual(["key-figures", "geometry", "link-budget", "provenance"]);
    expect(page).not.toContain("Culmination");
    expect(sections(htmlReport(runResultFixture({ isFixed: true }), plotly))).toContain("latency");
  });

  it("says that the link is never in service, or that nothing was lost", () => {
    expect(htmlReport(runResultFixture({ isVisible: false }), plotly)).toContain("not in service at any step");
    expect(htmlReport(gapFixture(), plotly)).toContain("No packet was lost.");
  });

  it("shows both hops of a transparent payload", () => {
    const page = htmlReport(runResultFixture({ isTransparent: true }), plotly);
    expect(ids(page).filter((id) => /^plot-waterfall-[a-z-]+(?<!-title)$/.test(id)).length).toBe(4);
    expect(page).toContain("Both hops combined");
  });

  it("never uses an id twice, and every contents entry leads somewhere", () => {
    for (const run of [runResultFixture(), runResultFixture({ isTransparent: true }), hostileFixture()]) {
      const page = htmlReport(run, plotly);
      const all = ids(page);
      expect(all.length).toBe(new Set(all).size);
      for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(all).toContain(target);
    }
  });

  it("lets no user text become markup", () => {
    const page = htmlReport(hostileFixture(), plotly);
    expect(page.match(/<\/script>/g)?.length).toBe(3);
    expect(page).not.toMatch(/<img|<b>|<s>|<i>|<!--/);
    expect(page).toContain("<title>&lt;/script&gt;");
  });

  it("refers to nothing outside itself", () => {
    const page = htmlReport(runResultFixture(), plotly);
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:)/);
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).toContain("default-src 'none'");
  });

  it("holds plotly's own program, found where it is installed", () => {
    expect(plotlyPath()).toMatch(/plotly\.js$/);
    expect(plotlySource()).toBe(readFileSync(plotlyPath(), "utf8"));
    expect(plotlySource()).toContain("window.Plotly = Plotly");
  });

  it("is the same bytes for the same run", () => {
    expect(htmlReport(runResultFixture(), plotly)).toBe(htmlReport(runResultFixture(), plotly));
  });
});
