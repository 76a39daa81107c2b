import type { PatternStudy } from "../antenna/pattern-study.js";
import type { Making } from "../results/manifest.js";
import type { PatternSubject } from "../results/pattern-folder.js";
import { asText, plainJson } from "../results/plain-json.js";
import { pageHeader } from "./header-section.js";
import { type Html, html } from "./html.js";
import { htmlPage, type PageSection } from "./html-page.js";
import { dataTable } from "./html-table.js";
import { plainText } from "./number-text.js";
import { patternFigures } from "./pattern-figures.js";
import { patternCutPlots } from "./plot-pattern-cuts.js";
import { patternUvPlots } from "./plot-pattern-uv.js";
import { makingRows, termTable } from "./provenance-section.js";

/** The page of an antenna's pattern: key figures, cuts, the pattern over u and v, and how it came about. */
export function patternReport(
  { title, end, scenarioText }: PatternSubject,
  study: PatternStudy,
  plotlySource: string,
  making: Making,
): string {
  const { carrier_Hz, frequency_Hz, beam } = study.options;
  const heading = `Antenna pattern: ${end}`;
  const sections: PageSection[] = [
    { id: "key-figures", title: "Key figures", plots: [], before: figureSection(study) },
    { id: "cuts", title: "Cuts", plots: patternCutPlots(study) },
    { id: "map", title: "Pattern over u and v", plots: patternUvPlots(study) },
    {
      id: "provenance",
      title: "Scenario and provenance",
      plots: [],
      before: html`${termTable("Provenance", makingRows(making))}
<h3 style="margin-top:28px">Antenna as resolved</h3>
<pre tabindex="0" aria-label="Antenna as resolved, JSON">${JSON.stringify(plainJson(study.pattern, asText), null, 2)}</pre>
<h3 style="margin-top:28px">Scenario</h3>
<pre tabindex="0" aria-label="Scenario, YAML">${scenarioText}</pre>
`,
    },
  ];
  const facts: [string, string][] = [
    ["Scenario", title],
    ["Antenna", `${end}, ${study.pattern.kind}`],
    [
      "Frequency",
      `${plainText(frequency_Hz / 1e9)} GHz${frequency_Hz === carrier_Hz ? ", the carrier" : `, carrier ${plainText(carrier_Hz / 1e9)} GHz`}`,
    ],
    ["Beam", `theta ${plainText(beam.theta_deg)} deg, phi ${plainText(beam.phi_deg)} deg`],
  ];
  return htmlPage({
    title: `${heading} of ${title}`,
    header: pageHeader("antenna pattern", heading, facts, making.leolink),
    sections,
    footer: `Made by leolink ${making.leolink}, ${making.started}. The numbers of this page stand in pattern.json and pattern.parquet beside it.`,
    plotlySource,
  });
}

function figureSection(study: PatternStudy): Html {
  const rows = patternFigures(study).map(({ label, value, unit }) => [label, value, unit]);
  const { warnings } = study;
  const notes = warnings.map(({ source, message }) => html`<li>${source}: ${message}</li>`);
  return html`${dataTable({ columns: ["Figure", "Value", "Unit"], rows }, "Key figures")}${
    warnings.length > 0 ? html`<div class="warnings"><h3>Warnings</h3><ul>${notes}</ul></div>` : undefined
  }`;
}
