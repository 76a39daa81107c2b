import type { Making, Manifest } from "../results/manifest.js";
import { asText, type PlainJson, plainJson } from "../results/plain-json.js";
import type { RunResult } from "../sim/run-result.js";
import { type Html, html } from "./html.js";
import { dataTable } from "./html-table.js";
import { significantText } from "./number-text.js";

/** How the figures came about: versions, seed and machine as far as known, and the scenario in both forms. */
export function provenanceSection(result: RunResult, manifest: Manifest | undefined): Html {
  const { fidelity, seed, abstracted, scenarioText, scenario } = result;
  const rows: [string, string][] = [
    ["Fidelity", fidelity],
    ["Seed", String(seed)],
    ...(abstracted
      ? ([
          [
            "Replications",
            `${abstracted.replications}, ${abstracted.stoppedBy === "relativeError" ? "target relative error met" : "limit reached"}`,
          ],
        ] as [string, string][])
      : []),
    ...(manifest
      ? [...makingRows(manifest), ["SHA-256 of the scenario", manifest.scenarioSha256] as [string, string]]
      : []),
  ];
  const resolved = flattened(plainJson(scenario, asText));
  return html`${termTable("Provenance", rows)}
<h3 style="margin-top:28px">Scenario as run</h3>
<pre tabindex="0" aria-label="Scenario as run, YAML">${scenarioText}</pre>
<details style="margin-top:16px"><summary>Resolved scenario: defaults filled in, units in the names</summary>${dataTable(
    { columns: ["Path", "Value"], rows: resolved },
    "Resolved scenario",
  )}</details>
`;
}

/** Which program made a result, where and when, by term. */
export function makingRows({
  leolink,
  node,
  platform,
  cpu,
  workers,
  started,
  wallTime_s,
  cpuTime_s,
}: Making): [string, string][] {
  return [
    ["leolink", leolink],
    ["Node.js", `${node}, ${platform}`],
    ["Machine", `${cpu.model}, ${cpu.cores} cores; ${workers} worker${workers === 1 ? "" : "s"}`],
    ["Started", started],
    ["Wall time, CPU time", `${significantText(wallTime_s, 3)} s, ${significantText(cpuTime_s, 3)} s`],
  ];
}

/** Terms and what they are, one a line. */
export function termTable(caption: string, rows: readonly (readonly [string, string])[]): Html {
  return html`<table><caption class="numbered">${caption}</caption><tbody>${rows.map(
    ([term, text]) => html`<tr><th scope="row" class="nowrap">${term}</th><td>${text}</td></tr>
`,
  )}</tbody></table>`;
}

/** Every leaf with its dotted path; a list of plain values is one leaf. */
function flattened(value: PlainJson, path = ""): string[][] {
  if (Array.isArray(value) && value.every((member) => member === null || typeof member !== "object")) {
    return [[path, value.join(", ")]];
  }
  if (value === null || typeof value !== "object") return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, member]: [string, PlainJson]) =>
    flattened(member, path ? `${path}.${key}` : key),
  );
}
