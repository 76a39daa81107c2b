import type { RunResult } from "../sim/run-result.js";
import { type Html, html } from "./html.js";
import { confidence_pct, isOneMoment, type KeyFigure, keyFigure, keyFigures, linkFigures } from "./key-figures.js";
import { typographic } from "./number-text.js";

/** What a customer reads first, in this order. */
const packetTiles = [
  "throughput_Mbps",
  "latencyMedian_ms",
  "latencyP99_ms",
  "packetLoss",
  "availability",
  "idealThroughput_Mbps",
];
const budgetTiles = ["idealThroughput_Mbps", "idealSpectralEfficiency_bpsHz"];

/** Tiles, then every key figure, and the link's figures at both moments. */
export function keyFigureSection(result: RunResult): Html {
  const tiles = tileFigures(result);
  const confidence = confidence_pct(result);
  const basis =
    confidence === undefined
      ? "Closed-form figures: no randomness, no interval."
      : `Intervals: ${confidence} % confidence over ${intervalBasis(result)}. Figures without one are closed-form.`;
  return html`${tiles.length > 0 ? html`<dl class="tiles">${tiles.map(tile)}</dl>` : undefined}
<div class="columns"><div>${figureTable(keyFigures(result))}</div><div>${linkTable(result)}<p class="note">${basis}</p>${warningList(result)}</div></div>
`;
}

/** What the intervals are the spread of. */
function intervalBasis({ abstracted, bitTrue, scenario, fading }: RunResult): string {
  const stop =
    abstracted?.stoppedBy === "relativeError"
      ? "stopped at the relative error asked for"
      : "stopped at the limit on replications";
  const parts = [
    ...(abstracted
      ? [`${abstracted.replications} independent replications${bitTrue ? ", each sampled over windows" : ""}, ${stop}`]
      : []),
    ...(!abstracted && fading ? [`${scenario.run.replications.minimum} realisations of the fading`] : []),
    ...(scenario.beams ? [`${scenario.beams.users.drops} drops of users`] : []),
  ];
  return parts.join(", of beams over ");
}

/** Three or six tiles: of the packets, or, in `budget` fidelity, of the link. */
function tileFigures(result: RunResult): KeyFigure[] {
  const figures = (keys: readonly string[]) =>
    keys.map((key) => keyFigure(result.kpi, key)).filter((figure) => figure !== undefined);
  if (result.abstracted) return figures(packetTiles);
  const esn0 = linkFigures(result).find(({ key }) => key === "esn0_dB");
  const at = (label: string, value: string): KeyFigure => ({
    key: "esn0_dB",
    label: `Es/(N0+I0)${label}`,
    unit: "dB",
    value,
  });
  if (isOneMoment(result)) return [...figures(budgetTiles), ...(esn0 ? [at("", esn0.culmination)] : [])];
  return [
    ...figures([...budgetTiles, "idealAvailability", "visibility"]),
    ...(esn0 ? [at(" at culmination", esn0.culmination), at(" at the edge", esn0.edge)] : []),
  ];
}

function tile({ label, unit, value, low, high }: KeyFigure): Html {
  const interval =
    low === undefined || high === undefined
      ? undefined
      : html`<dd class="interval">${typographic(low)} to ${typographic(high)}</dd>`;
  return html`<div class="tile"><dt>${label}</dt><dd class="value">${typographic(value)} <span class="unit">${unit}</span></dd>${interval}</div>`;
}

export function figureTable(figures: readonly KeyFigure[]): Html {
  const hasIntervals = figures.some(({ low }) => low !== undefined);
  return html`<table><caption class="numbered">Key figures of the run</caption>
<thead><tr><th scope="col">Figure</th><th scope="col" class="number">Value</th>${hasIntervals ? html`<th scope="col" class="number">Interval</th>` : undefined}<th scope="col">Unit</th></tr></thead>
<tbody>${figures.map(
    ({ label, unit, value, low, high }) =>
      html`<tr${/^(of|by) /.test(label) ? html` class="part"` : undefined}><th scope="row">${label}</th><td class="number">${typographic(value)}</td>${hasIntervals ? html`<td class="number range">${low === undefined || high === undefined ? "" : `${typographic(low)} to ${typographic(high)}`}</td>` : undefined}<td class="nowrap">${unit}</td></tr>
`,
  )}</tbody></table>`;
}

function linkTable(result: RunResult): Html {
  const isSingle = isOneMoment(result);
  const heads = isSingle ? ["Value"] : ["Culmination", "Edge"];
  return html`<table><caption class="numbered">${isSingle ? "The link" : "The link at culmination and at the edge"}</caption>
<thead><tr><th scope="col">Figure</th>${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}<th scope="col">Unit</th></tr></thead>
<tbody>${linkFigures(result).map(
    ({ label, unit, culmination, edge }) =>
      html`<tr><th scope="row">${label}</th><td class="number">${typographic(culmination)}</td>${isSingle ? undefined : html`<td class="number">${typographic(edge)}</td>`}<td class="nowrap">${unit}</td></tr>
`,
  )}</tbody></table>`;
}

/** What the reader must know before trusting a figure; undefined where there is nothing. */
function warningList({ warnings }: RunResult): Html | undefined {
  if (warnings.length === 0) return undefined;
  return html`<div class="warnings" role="note"><h3>${warnings.length === 1 ? "One warning" : `${warnings.length} warnings`}</h3>
<ul>${warnings.map(({ source, message }) => html`<li><strong>${source}</strong>: ${message}</li>`)}</ul></div>
`;
}
