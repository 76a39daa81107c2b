import type { Making } from "../results/manifest.js";
import { asText, plainJson } from "../results/plain-json.js";
import type { ErrorRateCurve } from "../sim/error-rate-run.js";
import { pageHeader } from "./header-section.js";
import { html } from "./html.js";
import { htmlPage, type PageSection } from "./html-page.js";
import { fixedText, plainText } from "./number-text.js";
import { errorRatePlot, iterationsPlot } from "./plot-error-rate.js";
import { makingRows, termTable } from "./provenance-section.js";

/** The page of an error-rate curve: its plot, its numbers and how it came about. */
export function errorRateReport(curve: ErrorRateCurve, plotlySource: string, making: Making): string {
  const iterations = iterationsPlot(curve);
  const sections: PageSection[] = [
    {
      id: "curve",
      title: "Error rates",
      before: html`${curve.end === "finished" ? undefined : html`<p><strong>${endText(curve)}</strong></p>`}`,
      plots: curve.points.length > 0 ? [errorRatePlot(curve)] : [],
    },
    ...(iterations && curve.points.length > 0
      ? [{ id: "decoder", title: "Decoder", plots: [iterations] } satisfies PageSection]
      : []),
    {
      id: "provenance",
      title: "Provenance",
      plots: [],
      before: html`${termTable("Provenance", [["Seed", String(curve.link.seed)], ...makingRows(making)])}
<h3 style="margin-top:28px">Link as run</h3>
<pre tabindex="0" aria-label="Link as run, JSON">${JSON.stringify(plainJson(curve.link, asText), null, 2)}</pre>
`,
    },
  ];
  return htmlPage({
    title: curve.code.name,
    header: pageHeader("error-rate curve", curve.code.name, curveFacts(curve), making.leolink),
    sections,
    footer: `Made by leolink ${making.leolink}, ${making.started}. The numbers of this page stand in curve.json and points.parquet beside it.`,
    plotlySource,
  });
}

/** What an engineer asks of a curve before believing it, by term. */
function curveFacts({ link, code, decoder, symbols, rule, rollOff, axis }: ErrorRateCurve): [string, string][] {
  const rate = code.informationBits / code.codedBits;
  return [
    ["Frame", `${code.informationBits} information bits, ${code.codedBits} coded bits, rate ${fixedText(rate, 4)}`],
    [
      "Modulation",
      `${link.modulation}, ${symbols} symbols, ${fixedText(code.informationBits / symbols, 4)} bit/symbol, ${link.demapping === "exact" ? "exact" : "max-log"} LLRs`,
    ],
    ["Channel", channelText(link.channel)],
    ["Decoder", decoder],
    ["Rule", `${rule.errors} frame errors or ${rule.frames} frames a point`],
    ...(axis === "esn0_dB" ? [bandwidthFact(rollOff)] : []),
  ];
}

function bandwidthFact(rollOff: number): [string, string] {
  return [
    "C/N",
    rollOff === 0
      ? "in a bandwidth of the symbol rate: equal to Es/N0"
      : `in a bandwidth of ${plainText(1 + rollOff)} times the symbol rate`,
  ];
}

/** Why a curve is not complete. */
export function endText({ end }: ErrorRateCurve): string {
  return end === "interrupted"
    ? "Interrupted: the last point may have fewer errors than the rule asks for."
    : "Ended by the time limit: the last point may have fewer errors than the rule asks for.";
}

function channelText(channel: ErrorRateCurve["link"]["channel"]): string {
  switch (channel.kind) {
    case "awgn":
      return "AWGN";
    case "rayleigh":
      return `Rayleigh, known, ${fadingText(channel.blockSymbols)}`;
    case "rician":
      return `Rician K ${plainText(channel.k_dB)} dB, known, ${fadingText(channel.blockSymbols)}`;
    case "bsc":
      return "binary symmetric";
    case "erasure":
      return "binary erasures";
  }
}

function fadingText(blockSymbols: number): string {
  return blockSymbols === 1 ? "independent each symbol" : `constant over ${blockSymbols} symbols`;
}
