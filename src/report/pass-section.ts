import type { RunResult } from "../sim/run-result.js";
import { type Html, html } from "./html.js";
import { fixedText, typographic } from "./number-text.js";
import { utcText } from "./time-plot.js";

const columns: readonly (readonly [label: string, of: (run: RunResult, step: number) => string])[] = [
  ["Azimuth (deg)", ({ timeline }, step) => fixedText(timeline.azimuth_deg[step], 1)],
  ["Elevation (deg)", ({ timeline }, step) => fixedText(timeline.elevation_deg[step], 2)],
  ["Slant range (km)", ({ timeline }, step) => fixedText(timeline.slantRange_m[step] / 1e3, 1)],
  ["One-way delay (ms)", ({ timeline }, step) => fixedText(timeline.delay_s[step] * 1e3, 3)],
  ["Doppler (kHz)", ({ timeline }, step) => fixedText(timeline.doppler_Hz[step] / 1e3, 2)],
  ["Doppler rate (Hz/s)", ({ timeline }, step) => fixedText(timeline.dopplerRate_Hzs[step], 1)],
];

/** Geometry at the first, highest and last step in service; undefined where no step is. */
export function passTable(result: RunResult): Html | undefined {
  const { timeline, scenario } = result;
  const { visible, elevation_deg, start_ms, step_s } = timeline;
  const steps = Array.from(visible.keys()).filter((step) => visible[step] === 1);
  if (steps.length === 0) return undefined;
  const highest = steps.reduce((best, step) => (elevation_deg[step] > elevation_deg[best] ? step : best));
  const isFixed = scenario.orbit.kind === "fixed";
  const rows = isFixed
    ? [{ label: "Held for the run", step: steps[0] }]
    : [
        { label: "First in service", step: steps[0] },
        { label: "Highest", step: highest },
        { label: "Last in service", step: steps[steps.length - 1] },
      ];
  const time = (step: number) => utcText(start_ms + step * step_s * 1e3).slice(11);
  return html`<div class="geometry"><table><caption class="numbered">${isFixed ? "Geometry" : "Geometry at the steps of the time line"}</caption>
<thead><tr><th scope="col">Moment</th>${rows.map(({ label, step }) => html`<th scope="col" class="number">${label}${isFixed ? undefined : html`<span class="origin">${time(step)}</span>`}</th>`)}</tr></thead>
<tbody>${columns.map(
    ([label, of]) =>
      html`<tr><th scope="row">${label}</th>${rows.map(({ step }) => html`<td class="number">${typographic(of(result, step))}</td>`)}</tr>
`,
  )}</tbody></table></div>
`;
}
