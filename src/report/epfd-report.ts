import type { Making } from "../results/manifest.js";
import type { EpfdRun } from "../sim/epfd-run.js";
import { plotNumber } from "./decimate.js";
import { pageHeader } from "./header-section.js";
import { html } from "./html.js";
import { htmlPage } from "./html-page.js";
import { dataTable } from "./html-table.js";
import { fixedText, plainText, typographic } from "./number-text.js";
import { axis, layoutOf, legendAbove, type Plot } from "./plot.js";
import { makingRows, termTable } from "./provenance-section.js";
import { colour } from "./theme.js";
import { utcText } from "./time-plot.js";

/** The page of `leolink epfd`. */
export function epfdReport(run: EpfdRun, plotlySource: string, making: Making): string {
  const { scenario, scenarioText } = run;
  return htmlPage({
    title: scenario.title,
    header: pageHeader("protection of the geostationary arc", scenario.title, epfdFacts(run), making.leolink),
    sections: [
      {
        id: "limits",
        title: "Limits",
        plots: [],
        before: dataTable({ columns: limitColumns, rows: limitRows(run).map((row) => row.map(typographic)) }, "Limits"),
      },
      { id: "levels", title: "Levels", plots: [distributionPlot(run), timePlotOf(run)] },
      {
        id: "provenance",
        title: "Scenario and provenance",
        plots: [],
        before: html`${termTable("Provenance", makingRows(making))}
<h3 style="margin-top:28px">Scenario as run</h3>
<pre tabindex="0" aria-label="Scenario as run, YAML">${scenarioText}</pre>
`,
      },
    ],
    footer: `Made by leolink ${making.leolink}, ${making.started}. The numbers of this page stand in epfd.json and epfd.parquet beside it.`,
    plotlySource,
  });
}

/** Columns of the limits' table. */
export const limitColumns = [
  "Limit (dBW/m2)",
  "not exceeded in",
  "found",
  "Level found for it (dBW/m2)",
  "Margin (dB)",
  "Verdict",
] as const;

/** The limits and what was found, as texts. */
export function limitRows({ verdicts }: EpfdRun): string[][] {
  return verdicts.map(({ epfd_dBWm2, time_pct, found_pct, foundEpfd_dBWm2, isMet }) => [
    fixedText(epfd_dBWm2, 2),
    `${plainText(time_pct, 6)} %`,
    `${plainText(found_pct, 6)} %`,
    Number.isFinite(foundEpfd_dBWm2) ? fixedText(foundEpfd_dBWm2, 2) : "nothing sent",
    Number.isFinite(foundEpfd_dBWm2) ? fixedText(epfd_dBWm2 - foundEpfd_dBWm2, 2) : "-",
    isMet ? "met" : "exceeded",
  ]);
}

/** What an engineer asks of the figures before believing them, by term. */
export function epfdFacts(run: EpfdRun): [string, string][] {
  const { protection, start_ms, step_s, length, sends } = run;
  const { victim } = protection;
  const sending = sends.reduce((sum, one) => sum + one, 0);
  return [
    [
      "Protected",
      victim.kind === "earthStation"
        ? `earth station beside the site, pointing at ${plainText(protection.longitude_deg)} deg: epfd down`
        : `satellite at ${plainText(protection.longitude_deg)} deg, ${victim.terminals} terminal${victim.terminals === 1 ? "" : "s"}: epfd up`,
    ],
    ["Reference bandwidth", `${plainText(protection.referenceBandwidth_Hz / 1e3)} kHz`],
    [
      "Arc avoidance",
      protection.arcAvoidance_deg > 0 ? `silent within ${plainText(protection.arcAvoidance_deg)} deg` : "none",
    ],
    ["Time", `${utcText(start_ms)}, ${plainText(length * step_s)} s in steps of ${plainText(step_s)} s`],
    ["The link sends", `${plainText((100 * sending) / length, 4)} % of the time`],
  ];
}

/** Share of the time above a level, with the limits. */
function distributionPlot({ epfd_dBWm2, verdicts }: EpfdRun): Plot {
  const falling = epfd_dBWm2.filter(Number.isFinite).sort().reverse();
  const share = (rank: number) => (100 * (rank + 1)) / epfd_dBWm2.length;
  const stride = Math.max(1, Math.floor(falling.length / 1000));
  const ranks = Array.from(falling.keys()).filter((rank) => rank % stride === 0 || rank === falling.length - 1);
  // A limit for 100 % of the time stands at the share of one step.
  const least = 100 / epfd_dBWm2.length;
  return {
    id: "epfd-distribution",
    title: "Percentage of the time in which a level is exceeded",
    caption: "Crosses: the limits; the line must pass below and to the left of each.",
    summary: verdicts
      .map(
        ({ epfd_dBWm2: limit, time_pct, isMet }) =>
          `${fixedText(limit, 1)} at ${plainText(time_pct)} %: ${isMet ? "met" : "exceeded"}`,
      )
      .join("; "),
    traces: [
      {
        type: "scatter",
        mode: "lines",
        name: "found",
        x: ranks.map((rank) => plotNumber(falling[rank])),
        y: ranks.map(share),
        line: { color: colour("series1"), width: 1.8, shape: "hv" },
        hovertemplate: "%{x:.2f} dBW/m2 in %{y:.3~g} %<extra></extra>",
      },
      {
        type: "scatter",
        mode: "markers",
        name: "limits",
        x: verdicts.map(({ epfd_dBWm2: limit }) => limit),
        y: verdicts.map(({ time_pct }) => Math.max(100 - time_pct, least)),
        marker: { symbol: "x-thin-open", size: 10, color: colour("series2"), line: { width: 2 } },
        hovertemplate: "limit %{x:.2f} dBW/m2 at %{y:.3~g} %<extra></extra>",
      },
    ],
    layout: layoutOf({
      xaxis: axis("epfd (dBW/m2 in the reference bandwidth)"),
      yaxis: axis("Percentage of the time", { type: "log" }),
      showlegend: true,
      legend: legendAbove(1),
    }),
    height_px: 400,
    table: {
      columns: ["Percentage of the time", "Level exceeded (dBW/m2)"],
      rows: [100, 50, 10, 5, 1, 0.1]
        .filter((pct) => (pct / 100) * epfd_dBWm2.length >= 1)
        .map((pct) => {
          const rank = Math.round((pct / 100) * epfd_dBWm2.length) - 1;
          return [`${plainText(pct)} %`, rank < falling.length ? fixedText(falling[rank], 2) : "nothing sent"];
        }),
    },
  };
}

function timePlotOf({ epfd_dBWm2, arcAngle_deg, start_ms, step_s, length }: EpfdRun): Plot {
  const stride = Math.max(1, Math.ceil(length / 4000));
  const steps = Array.from({ length }, (_, step) => step).filter((step) => step % stride === 0);
  const line = (name: string, values: Float64Array, series: "series1" | "series3", yaxis: string) => ({
    type: "scatter",
    mode: "lines",
    name,
    x: steps.map((step) => step * step_s),
    y: steps.map((step) => plotNumber(values[step])),
    yaxis,
    line: { color: colour(series), width: 1.6 },
    connectgaps: false,
  });
  const every = Math.max(1, Math.ceil(length / 60));
  return {
    id: "epfd-time",
    title: "Level and angle from the arc over the run",
    caption: "Gaps: nothing is sent, or no satellite is in service.",
    summary: `${length} steps of ${plainText(step_s)} seconds.`,
    traces: [line("epfd", epfd_dBWm2, "series1", "y"), line("angle from the arc", arcAngle_deg, "series3", "y2")],
    layout: layoutOf({
      xaxis: axis(`Time since ${utcText(start_ms)} (s)`, { anchor: "y2" }),
      yaxis: axis("epfd (dBW/m2)", { domain: [0.54, 1] }),
      yaxis2: axis("Angle (deg)", { domain: [0, 0.46] }),
      margin: { l: 62, r: 18, t: 14, b: 48 },
    }),
    height_px: 460,
    table: {
      columns: ["Time (s)", "epfd (dBW/m2)", "Angle (deg)"],
      rows: Array.from({ length }, (_, step) => step)
        .filter((step) => step % every === 0)
        .map((step) => [
          plainText(step * step_s),
          Number.isFinite(epfd_dBWm2[step]) ? fixedText(epfd_dBWm2[step], 2) : "",
          Number.isFinite(arcAngle_deg[step]) ? fixedText(arcAngle_deg[step], 2) : "",
        ]),
      ...(every > 1 ? { note: `One step in ${every}.` } : {}),
    },
  };
}
