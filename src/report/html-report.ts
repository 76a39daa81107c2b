import type { Manifest } from "../results/manifest.js";
import type { RunResult } from "../sim/run-result.js";
import { beamPlots } from "./beam-plots.js";
import { bitTrueSection } from "./bit-true-section.js";
import { itemisedBudget } from "./budget-table.js";
import { headerSection } from "./header-section.js";
import { html } from "./html.js";
import { htmlPage, type PageSection } from "./html-page.js";
import { keyFigureSection } from "./key-figure-section.js";
import { isOneMoment } from "./key-figures.js";
import { passTable } from "./pass-section.js";
import type { Plot } from "./plot.js";
import { attenuationPlot } from "./plot-attenuation.js";
import { carrierToNoisePlot } from "./plot-carrier-to-noise.js";
import { fadingPlots } from "./plot-fading.js";
import { latencyPartsPlot } from "./plot-latency-parts.js";
import { latencyTailPlot } from "./plot-latency-tail.js";
import { lossPlot } from "./plot-loss.js";
import { modcodMarginsPlot } from "./plot-modcod-margins.js";
import { passPlot } from "./plot-pass.js";
import { queuePlot } from "./plot-queue.js";
import { throughputPlot } from "./plot-throughput.js";
import { waterfallPlot } from "./plot-waterfall.js";
import { provenanceSection } from "./provenance-section.js";

/**
 * The report of a run as one page that opens without a network.
 *
 * @param plotlySource  plotly.js, as `node/plotly-source.ts` reads it
 * @param manifest  versions, machine and times of the run, for provenance
 */
export function htmlReport(result: RunResult, plotlySource: string, manifest?: Manifest): string {
  return htmlPage({
    title: result.scenario.title,
    header: headerSection(result, manifest?.leolink),
    sections: reportSections(result, manifest),
    footer: `Made by leolink${manifest ? ` ${manifest.leolink}, ${manifest.started}` : ""}. The numbers of this page stand in kpi.json and series.parquet beside it.`,
    plotlySource,
  });
}

/** What the run has to tell, in order; a section without content is left out. */
function reportSections(result: RunResult, manifest: Manifest | undefined): PageSection[] {
  const { abstracted, timeline } = result;
  const isFixed = result.scenario.orbit.kind === "fixed";
  const isVisible = timeline.visible.includes(1);
  const moves = !isFixed && timeline.length > 1;
  const sections: (PageSection | false | undefined)[] = [
    {
      id: "key-figures",
      title: "Key figures",
      before: html`${isVisible ? undefined : html`<p><strong>The link is not in service at any step of the run.</strong></p>`}${keyFigureSection(result)}`,
      plots: [],
    },
    {
      id: "geometry",
      title: isFixed ? "Geometry" : "Pass",
      before: passTable(result),
      plots: moves ? [passPlot(result)] : [],
    },
    {
      id: "link-budget",
      title: "Link budget",
      plots: [
        ...waterfalls(result),
        ...present(isVisible && moves && carrierToNoisePlot(result), modcodMarginsPlot(result)),
      ],
      after: itemisedBudget(result),
    },
    moves && isVisible && { id: "propagation", title: "Propagation", plots: present(attenuationPlot(result)) },
    result.fading && { id: "fading-channel", title: "Fading", plots: fadingPlots(result) },
    (abstracted !== undefined || moves) &&
      isVisible && {
        id: "throughput",
        title: "Adaptation and throughput",
        plots: [throughputPlot(result), ...present(queuePlot(result))],
      },
    abstracted && {
      id: "latency",
      title: "Latency",
      plots: present(latencyTailPlot(result), latencyPartsPlot(abstracted)),
    },
    abstracted && lossSection(result, lossPlot(abstracted)),
    result.bitTrue && bitTrueSection(result.bitTrue, result.scenario.waveform.kind === "dvbS2x"),
    result.beams && { id: "beams", title: "Beams and users", plots: beamPlots(result.beams) },
    { id: "provenance", title: "Scenario and provenance", plots: [], before: provenanceSection(result, manifest) },
  ];
  return sections.filter((section): section is PageSection => {
    if (!section) return false;
    return section.plots.length > 0 || section.before !== undefined || section.after !== undefined;
  });
}

function lossSection(result: RunResult, plot: Plot | undefined): PageSection {
  const decided = Number.isFinite(result.kpi.packetLoss?.value ?? Number.NaN);
  const none = decided ? "No packet was lost." : "No packet's fate was decided.";
  return { id: "loss", title: "Packet loss", plots: present(plot), before: plot ? undefined : html`<p>${none}</p>` };
}

function waterfalls(result: RunResult): Plot[] {
  const { culmination, edge } = result;
  return culmination.hops.flatMap((hop) => {
    if (isOneMoment(result)) return present(waterfallPlot(culmination, hop, ""));
    const atEdge = edge.hops.find(({ name }) => name === hop.name);
    return present(waterfallPlot(culmination, hop, "culmination"), atEdge && waterfallPlot(edge, atEdge, "edge"));
  });
}

function present(...plots: readonly (Plot | undefined | false)[]): Plot[] {
  return plots.filter((plot): plot is Plot => plot !== undefined && plot !== false);
}
