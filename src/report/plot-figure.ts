import { type Html, html } from "./html.js";
import { dataTable } from "./html-table.js";
import type { Plot } from "./plot.js";

/** A plot with its title, its words for those who see no picture, and its numbers. */
function plotFigure({ id, title, caption, summary, height_px, table }: Plot): Html {
  return html`<figure aria-labelledby="plot-${id}-title">
<figcaption><h3 class="figure-title" id="plot-${id}-title">${title}</h3><p class="figure-caption">${caption}</p></figcaption>
<div class="plot" id="plot-${id}" role="img" aria-label="${summary}" style="min-height:${height_px}px"><noscript><p class="note">The plot needs JavaScript; its numbers stand in the table below.</p></noscript></div>
<div class="tools"><div class="acts"><button type="button" data-plot="plot-${id}" data-act="save" aria-label="Save as SVG: ${title}" hidden>Save as SVG</button><button type="button" data-plot="plot-${id}" data-act="reset" aria-label="Reset zoom: ${title}" hidden>Reset zoom</button></div>
<details><summary>Data table<span class="muted"> of this figure</span></summary>${dataTable(table, title)}</details></div>
</figure>
`;
}

/** Figures below each other; neighbours that are half as wide share a line where the page is wide enough. */
export function plotFigures(plots: readonly Plot[]): Html {
  const lines: Html[] = [];
  for (let index = 0; index < plots.length; index++) {
    const plot = plots[index];
    const next = plots[index + 1];
    if (plot.isHalf && next?.isHalf) {
      lines.push(html`<div class="columns plots">${plotFigure(plot)}${plotFigure(next)}</div>`);
      index++;
    } else {
      lines.push(plotFigure(plot));
    }
  }
  return html`${lines}`;
}
