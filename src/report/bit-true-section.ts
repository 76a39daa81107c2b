import type { BitTrueResult } from "../sim/bit-true-result.js";
import { type Html, html } from "./html.js";
import type { PageSection } from "./html-page.js";
import { dataTable } from "./html-table.js";
import { intervalTexts, plainText, significantText } from "./number-text.js";
import { snapshotPlots } from "./plot-link-snapshot.js";

/** What a bit-true run is and is not, in a sentence or two; for page and terminal. */
export function windowsText({ windows, window_s, implementationLoss_dB }: BitTrueResult): string {
  const loss =
    implementationLoss_dB > 0
      ? ` The waveform's implementation loss of ${plainText(implementationLoss_dB)} dB is not taken from frames sent bit by bit, whose receiver is simulated; link adaptation keeps it.`
      : "";
  return (
    `Figures of packets and frames are sampled over ${windows} window${windows === 1 ? "" : "s"} a replication, ` +
    `${significantText(window_s * 1e3, 3)} ms in all, spread over the time in sight: there every frame is sent and decoded bit by bit. ` +
    `Between the windows the fates of frames are drawn from error curves and not counted; a packet counts where its sending began in a window, and neither as delivered nor as lost while it is pending.${loss}`
  );
}

/** Counts of the frames and what the last of the first replication looked like. @param hasHeaders  of a waveform with frame headers */
export function bitTrueSection(result: BitTrueResult, hasHeaders: boolean): PageSection {
  return {
    id: "bit-true",
    title: "Bit-true frames",
    before: html`<p>${windowsText(result)}</p>${countTable(result, hasHeaders)}`,
    plots: result.snapshot ? snapshotPlots(result.snapshot) : [],
  };
}

function countTable({ counts, frameErrorRate }: BitTrueResult, hasHeaders: boolean): Html {
  const fer = frameErrorRate && intervalTexts(frameErrorRate.value, frameErrorRate.low, frameErrorRate.high);
  return dataTable(
    {
      columns: ["Counted in all replications", "Number"],
      rows: [
        ["Frames", String(counts.frames)],
        ["Frames lost", String(counts.frameErrors)],
        ["of these accepted by the decoder", String(counts.undetectedErrors)],
        ...(hasHeaders ? [["Headers not read", String(counts.headerErrors)]] : []),
        ["Information bits", String(counts.informationBits)],
        ["Wrong information bits", String(counts.bitErrors)],
        ...(fer
          ? [
              ["Frame error rate", fer.value],
              ["from, Wilson, 95 %", fer.low],
              ["to, Wilson, 95 %", fer.high],
            ]
          : []),
      ],
    },
    "Frames sent bit by bit",
  );
}
