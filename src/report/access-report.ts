import { degreeDistributionText } from "../receiver/random-access/degree-distribution.js";
import type { Making } from "../results/manifest.js";
import { asText, plainJson } from "../results/plain-json.js";
import type { AccessCurve } from "../sim/random-access-run.js";
import { pageHeader } from "./header-section.js";
import { html } from "./html.js";
import { htmlPage, type PageSection } from "./html-page.js";
import { fixedText, plainText } from "./number-text.js";
import { accessLossPlot, accessThroughputPlot } from "./plot-access.js";
import { makingRows, termTable } from "./provenance-section.js";

/** The page of a load curve of random access: its plots, its numbers and how it came about. */
export function accessReport(curve: AccessCurve, plotlySource: string, making: Making): string {
  const hasPoints = curve.points.length > 0;
  const title = accessTitle(curve);
  const sections: PageSection[] = [
    {
      id: "curve",
      title: "Throughput and loss",
      before: html`${curve.end === "finished" ? undefined : html`<p><strong>${accessEndText(curve)}</strong></p>`}`,
      plots: hasPoints ? [accessThroughputPlot(curve), accessLossPlot(curve)] : [],
    },
    {
      id: "provenance",
      title: "Provenance",
      plots: [],
      before: html`${termTable("Provenance", [["Seed", String(curve.spec.seed)], ...makingRows(making)])}
<h3 style="margin-top:28px">Scheme as run</h3>
<pre tabindex="0" aria-label="Scheme as run, JSON">${JSON.stringify(plainJson(curve.spec, asText), null, 2)}</pre>
`,
    },
  ];
  return htmlPage({
    title,
    header: pageHeader("random access", title, accessFacts(curve), making.leolink),
    sections,
    footer: `Made by leolink ${making.leolink}, ${making.started}. The numbers of this page stand in random-access.json and points.parquet beside it.`,
    plotlySource,
  });
}

/** The scheme in the field's word. */
export function accessTitle({ spec: { distribution, slots } }: AccessCurve): string {
  const { terms } = distribution;
  const [{ replicas }] = terms;
  const frame = `${slots} slots`;
  if (terms.length > 1) return `IRSA ${degreeDistributionText(distribution)}, ${frame}`;
  return replicas === 1 ? `Slotted ALOHA, ${frame}` : `CRDSA of ${replicas} replicas, ${frame}`;
}

/** What an engineer asks of a curve before believing it, by term. */
export function accessFacts(curve: AccessCurve): [string, string][] {
  const { spec, rule, meanReplicas, asymptoticThreshold } = curve;
  const { arrivals, slots, iterations } = spec;
  return [
    ["Users", arrivals === "poisson" ? "a Poisson number a frame" : `exactly load times ${slots} a frame`],
    ["Replicas", `${degreeDistributionText(spec.distribution)}, ${plainText(meanReplicas)} on average`],
    ["Receiver", receptionText(curve)],
    ["Iterations", `at most ${iterations}${iterations === 1 ? ": nothing is cancelled" : ""}`],
    [
      "Threshold",
      asymptoticThreshold === 0
        ? "none: packets of one replica that collide are lost at any load"
        : `${fixedText(asymptoticThreshold, 4)} packets a slot in infinitely long frames, collision channel`,
    ],
    ["Rule", `${rule.lossyFrames} frames with a loss or ${rule.frames} frames a load`],
  ];
}

function receptionText({ spec: { reception }, burst }: AccessCurve): string {
  if (reception.kind === "collision") return "collision channel: a packet alone in a slot is decoded, others are not";
  const spread = reception.powerDeviation_dB ? `, ${plainText(reception.powerDeviation_dB)} dB log-normal` : "";
  const power = `median SNR ${plainText(reception.snr_dB)} dB${spread}`;
  if (reception.kind === "capture") {
    const { threshold_dB, residual_dB } = reception;
    const residual = residual_dB === undefined ? "nothing" : `${plainText(residual_dB)} dB`;
    return `capture at an SINR of ${plainText(threshold_dB)} dB, ${power}, cancelling leaves ${residual}`;
  }
  const offset = reception.frequencyOffset ? `, offsets to ${plainText(reception.frequencyOffset)} turns a symbol` : "";
  const { code, decoder, symbols, knownSymbols } = burst ?? { code: "", decoder: "", symbols: 0, knownSymbols: 0 };
  return `QPSK bursts of ${symbols} symbols, ${knownSymbols} of them known, ${power}${offset}; ${code}, ${decoder}`;
}

/** Why a curve is not complete. */
export function accessEndText({ end }: AccessCurve): string {
  return end === "interrupted"
    ? "Interrupted: the last load may have fewer frames than the rule asks for."
    : "Ended by the time limit: the last load may have fewer frames than the rule asks for.";
}
