import type { PatternCut, PatternStudy } from "../antenna/pattern-study.js";
import { groupStyle } from "./colour-groups.js";
import { decimatedIndices } from "./decimate.js";
import { plotText } from "./html.js";
import { fixedText, plainText } from "./number-text.js";
import { axis, layoutOf, legendAbove, type Plot, type PlotObject } from "./plot.js";

/** What lies further below the peak is not drawn. */
export const shownRange_dB = 60;
const mostRows = 400;

/** Cuts through the beam, and cuts through boresight, co- and cross-polar. */
export function patternCutPlots(study: PatternStudy): Plot[] {
  const [along, across, ...others] = study.cuts;
  return [
    cutFigure("beam-cuts", "Cuts through the beam", "Angle from the beam's peak (deg)", [along, across], study),
    cutFigure("boresight-cuts", "Cuts through boresight", "Angle from boresight (deg)", others, study),
  ];
}

function cutFigure(
  id: string,
  title: string,
  xTitle: string,
  cuts: readonly PatternCut[],
  { figures }: PatternStudy,
): Plot {
  const peak_dBi = figures.peakGain_dBi;
  const floor_dBi = peak_dBi - shownRange_dB;
  const hasCross = cuts.some(({ gains }) => gains.some(({ cross_dBi }) => cross_dBi > floor_dBi));
  const span_deg = cuts[0].angle_deg[cuts[0].angle_deg.length - 1];
  return {
    id,
    title,
    caption: `Co-polar${hasCross ? " (lines) and cross-polar (dotted)" : ""} gain; what is more than ${shownRange_dB} dB below the peak is left out.`,
    summary: `Gain along ${cuts.map(({ name }) => name).join(", ")} to ${plainText(span_deg)} deg on each side; the peak is ${fixedText(peak_dBi, 2)} dBi.`,
    traces: cuts.flatMap((cut, index) => [
      trace(cut, index, "co_dBi", floor_dBi),
      ...(hasCross ? [trace(cut, index, "cross_dBi", floor_dBi)] : []),
    ]),
    layout: layoutOf({
      xaxis: axis(xTitle, { range: [-span_deg, span_deg] }),
      yaxis: axis("Gain (dBi)", { range: [floor_dBi, peak_dBi + 3] }),
      showlegend: true,
      legend: legendAbove(1),
      margin: { l: 62, r: 18, t: 34, b: 48 },
    }),
    height_px: 420,
    table: cutTable(cuts),
  };
}

function trace(cut: PatternCut, index: number, part: "co_dBi" | "cross_dBi", floor_dBi: number): PlotObject {
  const values = cut.gains.map((gains) => (gains[part] > floor_dBi ? gains[part] : Number.NaN));
  const kept = decimatedIndices(values);
  const { colour } = groupStyle(index);
  const isCross = part === "cross_dBi";
  return {
    type: "scatter",
    mode: "lines",
    name: plotText(isCross ? `${cut.name}, cross-polar` : cut.name),
    x: kept.map((place) => Number(cut.angle_deg[place].toFixed(6))),
    y: kept.map((place) => (Number.isNaN(values[place]) ? null : Number(values[place].toFixed(3)))),
    line: {
      color: colour,
      width: isCross ? 1.2 : 1.7,
      dash: isCross ? "dot" : groupStyle(index).dash,
      simplify: false,
    },
    connectgaps: false,
    hovertemplate: "%{y:.2f} dBi at %{x:.3~f} deg",
  };
}

function cutTable(cuts: readonly PatternCut[]): Plot["table"] {
  const [{ angle_deg }] = cuts;
  const stride = Math.max(1, Math.ceil(angle_deg.length / mostRows));
  const middle = (angle_deg.length - 1) / 2;
  const shown = angle_deg.map((_, place) => place).filter((place) => (place - middle) % stride === 0);
  return {
    columns: ["Angle (deg)", ...cuts.flatMap(({ name }) => [`${name} (dBi)`, `${name}, cross-polar (dBi)`])],
    rows: shown.map((place) => [
      fixedText(angle_deg[place], 3),
      ...cuts.flatMap(({ gains }) => [fixedText(gains[place].co_dBi, 2), fixedText(gains[place].cross_dBi, 2)]),
    ]),
    ...(stride > 1 && { note: `Each ${stride}th value; all of them stand in pattern.json.` }),
  };
}
