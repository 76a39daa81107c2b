import type { BudgetItem, LinkBudget } from "../budget/link-budget.js";
import type { RunResult } from "../sim/run-result.js";
import { unitText } from "./figure-labels.js";
import { type Html, html } from "./html.js";
import { isOneMoment } from "./key-figures.js";
import { fixedText, quantityText, typographic } from "./number-text.js";
import { utcText } from "./time-plot.js";

const roleSigns: Readonly<Record<BudgetItem["role"], string>> = {
  level: "+",
  gain: "+",
  loss: "−",
  result: "=",
  information: "",
};

const roleWords: Readonly<Record<BudgetItem["role"], string>> = {
  level: "adds",
  gain: "adds",
  loss: "subtracts",
  result: "result",
  information: "for information",
};

/** The itemised budget at both moments side by side: every term with its formula and source. */
export function itemisedBudget(result: RunResult): Html {
  const { culmination, edge } = result;
  const moments = isOneMoment(result) ? [culmination] : [culmination, edge];
  const groups = [
    ...culmination.hops.map(({ name }) => ({
      title: capitalised(name),
      isHop: true,
      items: moments.map(({ hops }) => hops.find((hop) => hop.name === name)?.items ?? []),
    })),
    {
      title: culmination.hops.length > 1 ? "Both hops combined" : "Link and waveform",
      isHop: false,
      items: moments.map(ownTotals),
    },
  ];
  const span = moments.length + 3;
  return html`<table><caption class="numbered">Itemised link budget</caption>
<thead><tr><th scope="col" class="sign"><span aria-label="how the term enters">±</span></th><th scope="col">Term<span class="origin">formula · source</span></th>${moments.map(
    (budget, index) =>
      html`<th scope="col" class="number">${momentHead(budget, moments.length === 1 ? "Value" : index === 0 ? "Culmination" : "Edge")}</th>`,
  )}<th scope="col">Unit</th></tr></thead>
${groups.map(
  ({ title, items, isHop }) => html`<tbody><tr class="group"><th scope="rowgroup" colspan="${span}">${title}</th></tr>
${keysOf(items).map((key) =>
  row(
    items.map((list) => list.find((item) => item.key === key)),
    isHop,
  ),
)}</tbody>
`,
)}</table>
<p class="note">Losses are positive and subtract (−); gains and levels add (+); results (=) follow from the lines above them; lines without a sign inform and are contained in others.</p>
`;
}

/** The totals that one hop's own items do not state already. */
function ownTotals({ hops, total }: LinkBudget): readonly BudgetItem[] {
  if (hops.length !== 1) return total;
  return total.filter(({ key, value }) => !hops[0].items.some((item) => item.key === key && item.value === value));
}

function row(items: readonly (BudgetItem | undefined)[], isHop: boolean): Html {
  const item = items.find((found) => found !== undefined)!;
  const { role, unit } = item;
  const labels = [...new Set(items.flatMap((found) => (found ? [found.label] : [])))];
  const origin = [item.formula, item.source].filter((text) => text !== "" && text !== "given").join(" · ");
  return html`<tr${isHop && role === "result" ? html` class="result"` : undefined}><td class="sign"><span aria-label="${roleWords[role]}">${roleSigns[role]}</span></td><th scope="row">${labels.join(" / ")}<span class="origin">${origin}</span></th>${items.map(
    (found) => html`<td class="number">${found ? typographic(quantityText(found.value, unit)) : "–"}</td>`,
  )}<td class="nowrap">${unitText(unit)}</td></tr>
`;
}

function momentHead({ elevation_deg, time_ms }: LinkBudget, name: string): Html {
  const time = time_ms === undefined ? undefined : html`<span class="origin">${utcText(time_ms).slice(11)}</span>`;
  return html`${name}<span class="origin">${fixedText(elevation_deg, 1)} deg</span>${time}`;
}

function keysOf(lists: readonly (readonly BudgetItem[])[]): string[] {
  return [...new Set(lists.flat().map(({ key }) => key))];
}

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
