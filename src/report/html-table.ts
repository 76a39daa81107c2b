import { type Html, html } from "./html.js";
import { typographic } from "./number-text.js";
import type { DataTable } from "./plot.js";

const numeric = /^[-+−]?(\d|inf$)|^-$/;

/** A plot's numbers as a table in a box of its own scroll; the first column heads its row. */
export function dataTable({ columns, rows, note }: DataTable, caption: string): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption class="unseen">${caption}</caption>
<thead><tr>${columns.map((column, index) => html`<th scope="col"${index > 0 ? html` class="number"` : undefined}>${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row">${typographic(first)}</th>${rest.map((cell) => (numeric.test(cell) ? html`<td class="number">${typographic(cell)}</td>` : html`<td class="number">${cell}</td>`))}</tr>
`,
  )}</tbody></table></div>${note ? html`<p class="note">${note}</p>` : undefined}`;
}
