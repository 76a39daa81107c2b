import type { ResultFolder } from "../results/result-folder.js";
import { pageHeader } from "./header-section.js";
import { html } from "./html.js";
import { htmlPage } from "./html-page.js";
import { dataTable } from "./html-table.js";
import type { Plot } from "./plot.js";

/** What a page of plots is made of. */
export interface ResultsPage {
  readonly title: string;
  readonly plots: readonly Plot[];
  readonly folders: readonly ResultFolder[];
  /** What of the results is drawn, by term. */
  readonly facts: readonly (readonly [string, string])[];
  readonly leolink: string;
  /** plotly.js, as `node/plotly-source.ts` reads it. */
  readonly plotlySource: string;
}

/** Plots of results as one page that opens without a network. */
export function resultsPage({ title, plots, folders, facts, leolink, plotlySource }: ResultsPage): string {
  const sources = dataTable(
    {
      columns: ["Folder", "Kind", "Fidelity", "Seed", "leolink", "Started"],
      rows: folders.map(({ path, kind, fidelity, seed, leolink: version, started }) => [
        path,
        kind,
        fidelity ?? "-",
        seed === undefined ? "-" : String(seed),
        version ?? "-",
        started ?? "-",
      ]),
    },
    "Results that the plots are made of",
  );
  return htmlPage({
    title,
    header: pageHeader("plot of results", title, facts, leolink),
    sections: [
      { id: "plots", title: plots.length === 1 ? "Plot" : "Plots", plots },
      { id: "provenance", title: "Provenance", plots: [], before: html`${sources}` },
    ],
    footer: `Made by leolink ${leolink}. The numbers of this page stand in the Parquet files of its folders.`,
    plotlySource,
  });
}
