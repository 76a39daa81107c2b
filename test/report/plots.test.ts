import { describe, expect, it } from "vitest";
import type { Plot, PlotObject } from "../../src/report/plot.js";
import { attenuationPlot } from "../../src/report/plot-attenuation.js";
import { carrierToNoisePlot } from "../../src/report/plot-carrier-to-noise.js";
import { latencyPartsPlot } from "../../src/report/plot-latency-parts.js";
import { latencyTailPlot } from "../../src/report/plot-latency-tail.js";
import { lossPlot } from "../../src/report/plot-loss.js";
import { modcodMarginsPlot } from "../../src/report/plot-modcod-margins.js";
import { extent, passPlot } from "../../src/report/plot-pass.js";
import { queuePlot } from "../../src/report/plot-queue.js";
import { throughputPlot } from "../../src/report/plot-throughput.js";
import { waterfallPlot } from "../../src/report/plot-waterfall.js";
import { timeScale } from "../../src/report/time-plot.js";
import { gapFixture, hostileFixture, runResultFixture } from "./run-result-fixture.js";

const result = runResultFixture();

function plotsOf(run: typeof result): Plot[] {
  return [
    passPlot(run),
    carrierToNoisePlot(run),
    attenuationPlot(run),
    throughputPlot(run),
    queuePlot(run),
    modcodMarginsPlot(run),
    latencyTailPlot(run),
    run.abstracted && latencyPartsPlot(run.abstracted),
    run.abstracted && lossPlot(run.abstracted),
    waterfallPlot(run.culmination, run.culmination.hops[0], "culmination"),
  ].filter((plot) => plot !== undefined);
}

function values(trace: PlotObject, axis: "x" | "y"): (number | null)[] {
  return trace[axis] as (number | null)[];
}

describe("every plot", () => {
  it("has a unit on every axis with a scale, and words and numbers for those who see no picture", () => {
    for (const plot of plotsOf(result)) {
      for (const [key, axis] of Object.entries(plot.layout)) {
        if (!/^[xy]axis/.test(key)) continue;
        const { title, tickmode } = axis as { title: { text: string }; tickmode?: string };
        if (tickmode !== "array") expect(title.text, `${plot.id} ${key}`).toMatch(/\(.+\)$/);
      }
      expect(plot.summary).toMatch(/\d.*\.$/);
      expect(plot.table.rows.length).toBeGreaterThan(0);
      for (const row of plot.table.rows) expect(row.length).toBe(plot.table.columns.length);
    }
  });

  it("of a long run has at most 2000 points a trace and 60 rows in its table", () => {
    const long = runResultFixture({ length: 50_000, step_s: 0.01 });
    for (const plot of plotsOf(long)) {
      for (const trace of plot.traces) expect(values(trace, "x").length).toBeLessThanOrEqual(2000);
      expect(plot.table.rows.length).toBeLessThanOrEqual(70);
    }
  });

  it("is plain JSON: nothing is lost on the way to the page", () => {
    for (const run of [result, gapFixture(), hostileFixture()]) {
      for (const { traces, layout } of plotsOf(run)) {
        expect(JSON.parse(JSON.stringify({ traces, layout }))).toEqual({ traces, layout });
        expect(JSON.stringify(traces)).not.toContain("NaN");
      }
    }
  });

  it("shows a hostile text as text", () => {
    for (const { traces, layout } of plotsOf(hostileFixture())) {
      expect(JSON.stringify({ traces, layout })).not.toMatch(/<(?!b>|\/b>|br>|sup>|\/sup>|extra>|\/extra>)/);
    }
  });
});

describe("the pass", () => {
  it("shows range in km and Doppler in kHz, against seconds from the start", () => {
    const [elevation, range, doppler] = passPlot(result).traces;
    expect(values(elevation, "x").slice(0, 3)).toEqual([0, 1, 2]);
    expect(values(elevation, "y")[178]).toBeCloseTo(result.timeline.elevation_deg[178], 4);
    expect(values(range, "y")[0]).toBeCloseTo(result.timeline.slantRange_m[0] / 1e3, 3);
    expect(values(doppler, "y")[0]).toBeCloseTo(result.timeline.doppler_Hz[0] / 1e3, 3);
  });

  it("counts minutes and hours where seconds grow long", () => {
    const { timeline } = result;
    expect(timeScale(timeline)).toMatchObject({ unit: "s", title: "Time since 2025-12-01 00:07:52 UTC (s)" });
    expect(timeScale({ ...timeline, length: 7200 }).unit).toBe("min");
    expect(timeScale({ ...timeline, length: 86_400 }).unit).toBe("h");
  });

  it("shades the time without service and leaves a gap in the line", () => {
    const plot = carrierToNoisePlot(gapFixture());
    const shades = (plot.layout.shapes as PlotObject[]).filter(({ type }) => type === "rect");
    expect(shades.length).toBe(5);
    expect(shades[1]).toMatchObject({ x0: 40, x1: 52 });
    expect(
      values(plot.traces[0], "y")
        .slice(39, 53)
        .filter((value) => value === null).length,
    ).toBe(12);
  });
});

describe("throughput", () => {
  it("shows ideal, offered and delivered rate in Mbit/s", () => {
    const rates = throughputPlot(result).traces.filter(({ yaxis }) => yaxis === "y3");
    expect(rates.map(({ name }) => name)).toEqual(["Ideal", "Offered", "Delivered"]);
    expect(values(rates[0], "y")[100]).toBeCloseTo(result.timeline.rate_bps[100] / 1e6, 4);
    expect(values(rates[2], "y")[100]).toBeCloseTo(result.abstracted!.series.delivered_bps[100] / 1e6, 4);
  });

  it("of a budget is that of ideal adaptation alone", () => {
    const budget = runResultFixture({ fidelity: "budget" });
    expect(throughputPlot(budget).traces.map(({ yaxis }) => yaxis)).toEqual(["y", "y2", "y3"]);
    expect(queuePlot(budget)).toBeUndefined();
  });
});

describe("latency and loss", () => {
  it("draw the tail as 1 - CDF and mark the key figures", () => {
    const [curve, marks] = latencyTailPlot(result)!.traces;
    const { latency_s, probability } = result.abstracted!.latencyCdf;
    expect(values(curve, "x")[30]).toBeCloseTo(latency_s[30] * 1e3, 4);
    expect(values(curve, "y")[30]).toBeCloseTo(1 - probability[30], 6);
    expect(values(curve, "y").every((share) => share !== null && share > 0)).toBe(true);
    expect(values(marks, "x")).toEqual([7.214, 92.4, 97.1]);
  });

  it("read the tail's table off the distribution", () => {
    const rows = latencyTailPlot(result)!.table.rows;
    expect(rows.map(([share]) => share)).toEqual(["50 %", "90 %", "95 %", "99 %", "99.9 %", "99.99 %", "all"]);
    expect(Number(rows[3][1])).toBeCloseTo(97.1, 1);
  });

  it("are left out where no packet arrived or none was lost", () => {
    const gaps = gapFixture();
    expect(latencyTailPlot(gaps)).toBeUndefined();
    expect(latencyPartsPlot(gaps.abstracted!)).toBeUndefined();
    expect(lossPlot(gaps.abstracted!)).toBeUndefined();
  });

  it("carry their intervals", () => {
    const [bars] = latencyPartsPlot(result.abstracted!)!.traces;
    expect((bars.error_x as { array: number[] }).array[0]).toBeCloseTo(0.9, 6);
    expect(values(bars, "x")[0]).toBeCloseTo(18.7, 6);
  });
});

describe("margins", () => {
  it("draw the link's Es/(N0+I0) through the thresholds it meets", () => {
    const plot = modcodMarginsPlot(result)!;
    const [culmination, edge] = plot.layout.shapes as { y0: number }[];
    expect(culmination.y0).toBeCloseTo(result.culmination.total.find(({ key }) => key === "esn0_dB")!.value, 6);
    expect(edge.y0).toBeCloseTo(result.edge.total.find(({ key }) => key === "esn0_dB")!.value, 6);
    const below = plot.traces.find(({ name }) => name === "closes at the edge too")!;
    expect(values(below, "y").every((threshold_dB) => threshold_dB! <= edge.y0)).toBe(true);
  });

  it("of a fixed geometry show one line", () => {
    const plot = modcodMarginsPlot(runResultFixture({ isFixed: true }))!;
    expect((plot.layout.shapes as unknown[]).length).toBe(1);
    expect(plot.table.columns.length).toBe(3);
  });
});

describe("extent", () => {
  it("looks at finite values only", () => {
    expect(extent([Number.NaN, 2, Number.NEGATIVE_INFINITY, -1])).toEqual({ low: -1, high: 2 });
    expect(extent([Number.NaN]).low).toBeNaN();
  });
});
