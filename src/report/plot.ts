import type { PlainJson } from "../results/plain-json.js";
import { colour } from "./theme.js";

/** A trace or a layout as plotly reads it; colours by name (`colour`), texts through `plotText`. */
export type PlotObject = { readonly [key: string]: PlainJson };

/** What a reader who sees no plot gets: the same numbers. Cells are texts. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What was left out, if anything. */
  readonly note?: string;
}

/** One plot of the page. */
export interface Plot {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** What the plot shows, in words and figures. */
  readonly summary: string;
  readonly traces: readonly PlotObject[];
  readonly layout: PlotObject;
  readonly height_px: number;
  readonly table: DataTable;
  /** Stands beside the plot after it where the page is wide enough. */
  readonly isHalf?: boolean;
}

/** An axis with a thin line, outward ticks and a quiet grid. */
export function axis(title: string, options: PlotObject = {}): PlotObject {
  return {
    title: { text: title, standoff: 8, font: { size: 12, color: colour("muted") } },
    showgrid: true,
    gridcolor: colour("grid"),
    gridwidth: 1,
    showline: true,
    linecolor: colour("rule"),
    zeroline: false,
    ticks: "outside",
    ticklen: 4,
    tickcolor: colour("rule"),
    tickfont: { size: 11.5, color: colour("muted") },
    automargin: true,
    exponentformat: "power",
    minexponent: 5,
    ...options,
  };
}

/** What every plot's layout shares. */
export function layoutOf(options: PlotObject): PlotObject {
  return {
    font: { family: plotFont, size: 12, color: colour("ink") },
    paper_bgcolor: colour("background"),
    plot_bgcolor: colour("background"),
    margin: { l: 62, r: 18, t: 30, b: 48 },
    hoverlabel: {
      bgcolor: colour("panel"),
      bordercolor: colour("rule"),
      font: { family: plotFont, size: 12, color: colour("ink") },
    },
    showlegend: false,
    dragmode: "zoom",
    ...options,
  };
}

const plotFont = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif';

/** A legend in one row above the place `y` (0 bottom, 1 top of the drawing). */
export function legendAbove(y: number): PlotObject {
  return {
    orientation: "h",
    x: 0,
    xanchor: "left",
    y,
    yanchor: "bottom",
    bgcolor: "rgba(0,0,0,0)",
    font: { size: 12, color: colour("ink") },
    itemwidth: 30,
  };
}
