import type { HopBudget, LinkBudget } from "../budget/link-budget.js";
import { budgetSteps } from "./budget-steps.js";
import { plotNumber } from "./decimate.js";
import { plotText } from "./html.js";
import { fixedText } from "./number-text.js";
import { axis, layoutOf, type Plot } from "./plot.js";
import { colour } from "./theme.js";
import { utcText } from "./time-plot.js";

/**
 * How one hop's C/N comes about, from EIRP down; undefined where the hop has no items.
 *
 * @param moment  `culmination`, `edge`, or empty for a fixed geometry
 */
export function waterfallPlot(
  budget: LinkBudget,
  hop: HopBudget,
  moment: "culmination" | "edge" | "",
): Plot | undefined {
  const steps = budgetSteps(hop);
  if (steps.length === 0) return undefined;
  const position = steps.map((_, index) => index);
  const levels = steps.map(({ level_dB }) => level_dB);
  const low = Math.min(0, ...levels);
  const high = Math.max(0, ...levels);
  const room = (high - low) * 0.03 || 1;
  const texts = steps.map(({ value_dB, isTotal, unit }) => `${signed(value_dB, isTotal)} ${unit}`);
  const where = `${moment ? ` at ${moment}` : ""}, ${fixedText(hop.elevation_deg, 1)} deg elevation`;
  const last = steps[steps.length - 1];
  return {
    id: `waterfall-${hop.name.replaceAll(" ", "-")}-${moment || "fixed"}`,
    title: `${capitalised(hop.name)}${where}`,
    caption: `${budget.time_ms === undefined ? "" : `${utcText(budget.time_ms)}. `}Running sum of the terms: dBW, after k dBHz, after the bandwidth dB.`,
    summary: `From ${steps[0].label} ${texts[0]} to ${last.label} ${texts[texts.length - 1]}.`,
    traces: [
      {
        type: "waterfall",
        orientation: "h",
        y: position,
        x: steps.map(({ value_dB }) => plotNumber(value_dB)),
        measure: steps.map(({ isTotal }) => (isTotal ? "absolute" : "relative")),
        width: 0.62,
        increasing: { marker: { color: colour("series1") } },
        decreasing: { marker: { color: colour("series2") } },
        totals: { marker: { color: colour("series6") } },
        connector: { mode: "between", line: { color: colour("rule"), width: 1 } },
        hoverinfo: "skip",
      },
    ],
    layout: layoutOf({
      xaxis: axis("Running sum (dB)", {
        range: [low - room, high + room],
        zeroline: true,
        zerolinecolor: colour("rule"),
        nticks: 7,
      }),
      yaxis: axis("", {
        tickmode: "array",
        tickvals: position,
        ticktext: steps.map(({ label, isTotal }) => emphasised(wrapped(shortLabel(label)), isTotal)),
        range: [steps.length - 0.4, -0.6],
        showgrid: false,
        ticks: "",
        tickfont: { size: 11.5, color: colour("ink") },
      }),
      annotations: steps.map(({ isTotal }, index) => ({
        xref: "paper",
        x: 1,
        xanchor: "right",
        xshift: 86,
        yref: "y",
        y: index,
        text: emphasised(plotText(texts[index]), isTotal),
        showarrow: false,
        font: { size: 11.5, color: colour("ink") },
      })),
      margin: { l: 138, r: 92, t: 8, b: 48 },
    }),
    height_px: 80 + 27 * steps.length,
    table: {
      columns: ["Term", "Value", "Running sum (dB)"],
      rows: steps.map(({ label, level_dB }, index) => [label, texts[index], fixedText(level_dB, 2)]),
    },
    isHalf: moment !== "",
  };
}

function emphasised(text: string, isTotal: boolean): string {
  return isTotal ? `<b>${text}</b>` : text;
}

/** The part of a label that a bar needs; the whole stands in the itemised budget. */
function shortLabel(label: string): string {
  return label.replace(/ towards the (receiver|transmitter)| in the link bandwidth|, combined/g, "");
}

function signed(value: number, isTotal: boolean): string {
  const text = fixedText(value, 2);
  return (isTotal || text.startsWith("-") ? text : `+${text}`).replace("-", "−");
}

/** Two lines at most at a word's end, so that a long label leaves room for the bars. */
function wrapped(label: string): string {
  const longest = 24;
  if (label.length <= longest) return plotText(label);
  const space = label.lastIndexOf(" ", longest);
  const cut = space > 0 ? space : longest;
  const rest = label.slice(cut).trim();
  return `${plotText(label.slice(0, cut))}<br>${plotText(rest.length > longest ? `${rest.slice(0, longest - 1)}…` : rest)}`;
}

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
