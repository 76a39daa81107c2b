import type { Making } from "../results/manifest.js";
import type { BeamRun } from "../sim/beam-run.js";
import { beamPlots } from "./beam-plots.js";
import { pageHeader } from "./header-section.js";
import { html } from "./html.js";
import { htmlPage } from "./html-page.js";
import { figureTable } from "./key-figure-section.js";
import { keyFigures } from "./key-figures.js";
import { fixedText, plainText } from "./number-text.js";
import { makingRows, termTable } from "./provenance-section.js";
import { utcText } from "./time-plot.js";

/** The page of `leolink geometry`: the layout, what its users receive, and how it came about. */
export function geometryReport(run: BeamRun, plotlySource: string, making: Making): string {
  const { scenario, scenarioText, warnings, beams } = run;
  return htmlPage({
    title: scenario.title,
    header: pageHeader("beam geometry", scenario.title, geometryFacts(run), making.leolink),
    sections: [
      {
        id: "key-figures",
        title: "Key figures",
        plots: [],
        before: html`${figureTable(keyFigures(run))}
<p class="note">Intervals: 95 % confidence over ${beams.users.drops} drops of users.</p>
${
  warnings.length > 0
    ? html`<div class="warnings" role="note"><ul>${warnings.map(({ source, message }) => html`<li><strong>${source}</strong>: ${message}</li>`)}</ul></div>`
    : undefined
}`,
      },
      { id: "beams", title: "Beams and users", plots: beamPlots(run.study) },
      {
        id: "provenance",
        title: "Scenario and provenance",
        plots: [],
        before: html`${termTable("Provenance", [["Seed", String(scenario.run.seed)], ...makingRows(making)])}
<h3 style="margin-top:28px">Scenario as run</h3>
<pre tabindex="0" aria-label="Scenario as run, YAML">${scenarioText}</pre>
`,
      },
    ],
    footer: `Made by leolink ${making.leolink}, ${making.started}. The numbers of this page stand in kpi.json and users.parquet beside it.`,
    plotlySource,
  });
}

/** What an engineer asks of a layout before believing its figures, by term. */
export function geometryFacts({ beams, study, view, time_ms }: BeamRun): [string, string][] {
  const { layout } = study;
  const inner = layout.beams.isInner.reduce((sum, isInner) => sum + isInner, 0);
  const { reuse, cells, precoding } = beams;
  const isolation =
    reuse.polarisations === 2 ? `, ${plainText(beams.crossPolarIsolation_dB)} dB between polarisations` : "";
  return [
    [
      "Beams",
      `${layout.beams.isLit.reduce((sum, isLit) => sum + isLit, 0)}, of which ${inner} with users, ${fixedText(layout.spacing, 4)} apart in direction cosines, ${cells.kind === "earthFixed" ? "earth-fixed" : "satellite-fixed"}`,
    ],
    [
      "Reuse",
      `${reuse.frequencies} ${reuse.frequencies === 1 ? "frequency" : "frequencies"}, ${reuse.polarisations} ${reuse.polarisations === 1 ? "polarisation" : "polarisations"}${isolation}`,
    ],
    [
      "Satellite",
      `${fixedText(layout.beams.frame.altitude_m / 1e3, 1)} km, ${fixedText(view.elevation_deg, 2)} deg over the site${time_ms === undefined ? "" : `, ${utcText(time_ms)}`}`,
    ],
    ["Users", `${study.length} in ${beams.users.drops} drops, uniform by area on the ground`],
    ...(precoding && study.precoded
      ? [
          [
            "Precoding",
            `${precoding.scheme.toUpperCase()} over ${study.precoded.antennas} ${study.precoded.antennas === inner ? "feeds" : "elements"}, ${precoding.powerConstraint === "sum" ? "sum power" : "power per antenna"}, channel state ${plainText(study.precoded.csiAge_s * 1e3)} ms old${study.precoded.unservedGroups > 0 ? `, ${plainText(study.precoded.unservedGroups)} groups not served` : ""}`,
          ] as [string, string],
        ]
      : []),
  ];
}
