import { describe, expect, it } from "vitest";
import { decadeFloor, rateAxis } from "../../src/report/log-axis.js";
import type { Plot } from "../../src/report/plot.js";
import { plotColumn } from "../../src/report/plot-column.js";
import { gridPlots } from "../../src/report/plot-grid.js";
import { linePlots } from "../../src/report/plot-lines.js";
import { paretoPlots } from "../../src/report/plot-pareto.js";
import type { Cell, ResultTable } from "../../src/results/result-table.js";

function table(columns: Readonly<Record<string, readonly Cell[]>>): ResultTable {
  const [first] = Object.values(columns);
  return {
    length: first.length,
    columns: new Map(
      Object.entries(columns).map(([name, values]) => [
        name,
        { name, kind: values.some((value) => typeof value === "string") ? "text" : "number", values },
      ]),
    ),
  };
}

function drawnOf(
  of: ResultTable,
  { x, y, z, color, facet }: { x: string; y: string; z?: string; color?: string; facet?: string },
) {
  const column = (name: string) => plotColumn(of, name, [], undefined);
  return {
    x: column(x),
    y: y.split(",").map(column),
    z: column(z ?? x),
    color: color === undefined ? undefined : column(color),
    facet: facet === undefined ? undefined : column(facet),
    rows: Array.from({ length: of.length }, (_, row) => row),
  };
}

/** Names of the traces that a legend shows. */
function legend({ traces }: Plot): unknown[] {
  return traces.filter(({ showlegend }) => showlegend).map(({ name }) => name);
}

const curve = table({
  esn0_dB: [2, 1, 3],
  bler: [1e-2, 0.5, 0],
  bler_low: [8e-3, 0.4, 0],
  bler_high: [1.3e-2, 0.6, 4e-6],
});

describe("lines", () => {
  it("run along x whatever the order of rows, with a band of the interval, error rates by decades", () => {
    const [plot] = linePlots(drawnOf(curve, { x: "esn0_dB", y: "bler" }), "line");
    const [band, line, unseen] = plot.traces;
    expect(line).toMatchObject({ x: [1, 2, 3], y: [0.5, 0.01, null], mode: "lines+markers" });
    expect(band).toMatchObject({ x: [1, 2, 3, 3, 2, 1], fill: "toself" });
    // The end of 0 stands below the drawing.
    expect(band.y).toEqual([0.6, 0.013, 4e-6, 1e-7, 8e-3, 0.4]);
    expect(unseen).toMatchObject({ x: [3], y: [4e-6] });
    expect(plot.layout.yaxis).toMatchObject({ type: "log", range: [-6, 0.1] });
    expect(plot.caption).toBe(
      "Bands: intervals. Where no error was seen, an open triangle stands at the interval's upper end.",
    );
    expect(plot.table.rows[0]).toEqual(["1", "0.500", "0.400 to 0.600"]);
  });

  it("of one unit share a plot, of another have their own", () => {
    const of = table({
      time_s: [0, 1],
      cn_dB: [3, 4],
      esn0_dB: [1, 2],
      delay_s: [1e-3, 2e-3],
      modcod: ["QPSK", "8PSK"],
    });
    const plots = linePlots(drawnOf(of, { x: "time_s", y: "cn_dB,esn0_dB,delay_s,modcod" }), "line");
    expect(plots.map(({ title }) => title)).toEqual(["C/N and Es/N0 over time", "Delay over time", "MODCOD over time"]);
    expect(plots.map(legend)).toEqual([["C/N", "Es/N0"], [], []]);
    expect(plots[0].layout.yaxis).toMatchObject({ title: { text: "dB" } });
    expect(new Set(plots.map(({ id }) => id)).size).toBe(3);
  });

  it("of the same x several times are drawn as points, and say so", () => {
    const of = table({ x_dB: [1, 1, 2], y_dB: [1, 2, 3] });
    const [plot] = linePlots(drawnOf(of, { x: "x_dB", y: "y_dB" }), "line");
    expect(plot.traces[0].mode).toBe("markers");
    expect(plot.caption).toContain("Several rows have the same x");
  });

  it("are coloured by value: names in the order they come, numbers in theirs", () => {
    const of = table({
      x_dB: [1, 2, 1, 2, 1, 2],
      y_dB: [1, 2, 3, 4, 5, 6],
      name: ["b", "b", "a<i>", "a<i>", "c", "c"],
      rain_mmh: [20, 20, 5, 5, 10, 10],
    });
    expect(legend(linePlots(drawnOf(of, { x: "x_dB", y: "y_dB", color: "name" }), "line")[0])).toEqual([
      "b",
      "a&lt;i&gt;",
      "c",
    ]);
    expect(legend(linePlots(drawnOf(of, { x: "x_dB", y: "y_dB", color: "rain_mmh" }), "line")[0])).toEqual([
      "5",
      "10",
      "20",
    ]);
  });

  it("in facets have one scale, and a plot a value", () => {
    const of = table({ load: [1, 2, 1, 2], gain_dB: [0, 1, 9, 10], rain_mmh: [0, 0, 10, 10] });
    const plots = linePlots(drawnOf(of, { x: "load", y: "gain_dB", facet: "rain_mmh" }), "line");
    expect(plots.map(({ title }) => title)).toEqual(["Gain over load, rain 0 mm/h", "Gain over load, rain 10 mm/h"]);
    expect(plots[0].layout.yaxis).toEqual(plots[1].layout.yaxis);
    expect(plots.map(({ traces }) => traces[0].y)).toEqual([
      [0, 1],
      [9, 10],
    ]);
  });

  it("of more colours than a legend holds get a bar; markers then share a trace", () => {
    const x = Array.from({ length: 40 }, (_, row) => row);
    const of = table({ x_dB: x, y_dB: x, load: x.map((each) => each / 7) });
    const [plot] = linePlots(drawnOf(of, { x: "x_dB", y: "y_dB", color: "load" }), "scatter");
    expect(plot.traces).toHaveLength(2);
    expect(plot.traces[0]).toMatchObject({ mode: "markers", marker: { cmin: 0, cmax: 39 / 7 } });
    expect(plot.traces[1]).toMatchObject({ marker: { showscale: true } });
    expect(legend(plot)).toEqual([]);
  });
});

describe("a grid", () => {
  const of = table({
    elevation_deg: [10, 20, 10, 20, 10],
    rain_mmh: [0, 0, 5, 5, 40],
    availability: [1, 0.99, 0.5, null, 0],
  });

  it("has a cell a place, none where there is no value, uneven axes like names, shares in per cent", () => {
    const [plot] = gridPlots(drawnOf(of, { x: "elevation_deg", y: "rain_mmh", z: "availability" }), "heatmap");
    expect(plot.traces[0]).toMatchObject({
      x: [10, 20],
      y: ["0", "5", "40"],
      z: [
        [100, 99],
        [50, null],
        [0, null],
      ],
      zmin: 0,
      zmax: 100,
    });
    expect(plot.caption).toBe("Places of the grid without a value: 2 of 6.");
    expect(plot.layout.yaxis).toMatchObject({ type: "category", title: { text: "Rain (mm/h)" } });
  });

  it("of error rates is coloured by decades", () => {
    const rates = table({ a: [1, 2], b: [1, 1], bler: [1e-2, 0] });
    const [plot] = gridPlots(drawnOf(rates, { x: "a", y: "b", z: "bler" }), "heatmap");
    expect(plot.traces[0].z).toEqual([[-2, null]]);
    expect(plot.caption).toContain("Values of 0, which have no place on the logarithmic scale: 1.");
  });

  it("refuses two rows on one place, and a contour without a grid", () => {
    const twice = table({ a: [1, 1], b: [2, 2], c: [3, 4] });
    expect(() => gridPlots(drawnOf(twice, { x: "a", y: "b", z: "c" }), "heatmap")).toThrow(
      "expected one row a place of the grid, found several at a 1, b 2; tell them apart with --facet or --where",
    );
    const row = table({ a: [1, 2], b: [2, 2], c: [3, 4] });
    expect(() => gridPlots(drawnOf(row, { x: "a", y: "b", z: "c" }), "contour")).toThrow("two values of a and of b");
  });
});

it("a front's step turns where the next point takes over, whichever way is better", () => {
  const of = table({ cost: [1, 2, 3, 2], gain: [1, 5, 6, 2] });
  const { x, y, ...rest } = drawnOf(of, { x: "cost", y: "gain" });
  const [plot] = paretoPlots(
    { x, y, ...rest },
    [
      { column: x, isLargerBetter: false },
      { column: y[0], isLargerBetter: true },
    ],
    [],
  );
  expect(plot.traces[1]).toMatchObject({ x: [1, 2, 3], y: [1, 5, 6], line: { shape: "hv" } });
  expect(plot.traces[0]).toMatchObject({ x: [2], y: [2] });
  expect(plot.caption).toContain("3 of 4");
});

describe("an axis of error rates", () => {
  it("reaches down to the decade of the smallest", () => {
    expect(decadeFloor([0.3, 2e-5, 0])).toBe(1e-5);
    expect(decadeFloor([0.3])).toBe(0.1);
  });

  it("labels no more decades than fit", () => {
    expect(rateAxis(1e-3)).toMatchObject({ tickvals: [1, 0.1, 1e-2, 1e-3] });
    expect((rateAxis(1e-30).tickvals as number[]).length).toBeLessThanOrEqual(11);
  });
});
