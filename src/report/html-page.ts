import { Html, html, jsonForScript, programForScript } from "./html.js";
import { pageScript } from "./page-script.js";
import { pageStyle } from "./page-style.js";
import type { Plot } from "./plot.js";
import { plotFigures } from "./plot-figure.js";
import { darkPalette, lightPalette } from "./theme.js";

/** A part of a page, with an entry in its contents. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly before?: Html;
  readonly plots: readonly Plot[];
  readonly after?: Html;
}

export interface Page {
  readonly title: string;
  /** Title and facts; holds the button `#theme-toggle`. */
  readonly header: Html;
  readonly sections: readonly PageSection[];
  readonly footer: string;
  /** plotly.js, as `node/plotly-source.ts` reads it. */
  readonly plotlySource: string;
}

/**
 * A page that opens without a network: style, program, plotly and data are all within it, and its content policy
 * forbids it to fetch anything.
 */
export function htmlPage({ title, header, sections, footer, plotlySource }: Page): string {
  const plots = sections.flatMap((section) => section.plots);
  const data = {
    palettes: { light: lightPalette, dark: darkPalette },
    plots: plots.map(({ id, traces, layout, height_px }) => ({ id, traces, layout, height_px })),
  };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="leolink">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(pageStyle())}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<div class="page">
${header}
<nav class="contents" aria-label="Contents"><ol>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ol></nav>
<main id="content" tabindex="-1">
${sections.map(
  ({
    id,
    title: name,
    before,
    plots: drawn,
    after,
  }) => html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${name}</h2>
${before}${plotFigures(drawn)}${after}</section>
`,
)}</main>
<footer>${footer}</footer>
</div>
<script type="application/json" id="page-data">${jsonForScript(data)}</script>
<script>${programForScript(plotlySource)}</script>
<script>${programForScript(pageScript)}</script>
</body>
</html>
`.text;
}
