import type { PatternStudy } from "../antenna/pattern-study.js";
import { colourBar } from "./colour-groups.js";
import { fixedText, plainText } from "./number-text.js";
import { axis, layoutOf, type Plot, type PlotObject } from "./plot.js";
import { shownRange_dB } from "./plot-pattern-cuts.js";
import { colour, sequenceScale } from "./theme.js";

/** What lies further below the peak has the lowest colour. */
const colourRange_dB = 50;
const tableSize = 21;

/** The pattern over the plane of u and v: co-polar, cross-polar where one is known, and as a surface. */
export function patternUvPlots(study: PatternStudy): Plot[] {
  const { co_dBi, cross_dBi } = study.uv;
  const hasCross = cross_dBi.some((gain) => gain > study.figures.peakGain_dBi - shownRange_dB);
  return [
    mapFigure("uv-co", "Co-polar gain over u and v", co_dBi, study),
    ...(hasCross ? [mapFigure("uv-cross", "Cross-polar gain over u and v", cross_dBi, study)] : []),
    surfaceFigure(study),
  ];
}

const axesText = "u = sin(theta) cos(phi), v = sin(theta) sin(phi)";

function mapFigure(id: string, title: string, gains: Float64Array, study: PatternStudy): Plot {
  const { uv, figures } = study;
  const peak_dBi = figures.peakGain_dBi;
  return {
    id,
    title,
    caption: `${axesText}; the cross marks the beam's peak. Colours end ${colourRange_dB} dB below the peak.`,
    summary: mapSummary(title, study),
    traces: [
      {
        type: "heatmap",
        ...gridOf(gains, study, Number.NEGATIVE_INFINITY),
        zmin: peak_dBi - colourRange_dB,
        zmax: peak_dBi,
        colorscale: sequenceScale.map(([place, name]) => [place, name]),
        colorbar: colourBar("Gain (dBi)"),
        hoverongaps: false,
        hovertemplate: "%{z:.2f} dBi<br>u %{x:.4~f}, v %{y:.4~f}<extra></extra>",
      },
      {
        type: "scatter",
        mode: "markers",
        ...peakPlace(study),
        marker: { symbol: "cross-thin", size: 12, line: { width: 1.5, color: colour("background") } },
        hoverinfo: "skip",
      },
    ],
    layout: layoutOf({
      xaxis: axis("u", {
        range: [uv.places[0], uv.places[uv.places.length - 1]],
        showgrid: false,
        constrain: "domain",
      }),
      yaxis: axis("v", { scaleanchor: "x", showgrid: false, constrain: "domain" }),
      margin: { l: 62, r: 18, t: 56, b: 48 },
    }),
    height_px: 560,
    table: mapTable(gains, study),
  };
}

function surfaceFigure(study: PatternStudy): Plot {
  const peak_dBi = study.figures.peakGain_dBi;
  const floor_dBi = peak_dBi - shownRange_dB;
  const sceneAxis = (title: string, options: PlotObject = {}): PlotObject => ({
    title: { text: title, font: { size: 12, color: colour("muted") } },
    tickfont: { size: 11, color: colour("muted") },
    gridcolor: colour("grid"),
    zerolinecolor: colour("grid"),
    showbackground: false,
    ...options,
  });
  return {
    id: "uv-surface",
    title: "Co-polar gain as a surface",
    caption: `${axesText}; drag to turn. What is more than ${shownRange_dB} dB below the peak stands at that level.`,
    summary: mapSummary("Surface of the co-polar gain", study),
    traces: [
      {
        type: "surface",
        ...gridOf(study.uv.co_dBi, study, floor_dBi),
        cmin: peak_dBi - colourRange_dB,
        cmax: peak_dBi,
        colorscale: sequenceScale.map(([place, name]) => [place, name]),
        showscale: false,
        hovertemplate: "%{z:.2f} dBi<br>u %{x:.4~f}, v %{y:.4~f}<extra></extra>",
      },
    ],
    layout: layoutOf({
      // A page narrows the axes of every plot; a scene has its own.
      xaxis: { visible: false },
      scene: {
        xaxis: sceneAxis("u"),
        yaxis: sceneAxis("v"),
        zaxis: sceneAxis("Gain (dBi)", { range: [floor_dBi, peak_dBi + 3] }),
        aspectratio: { x: 1.3, y: 1.3, z: 0.8 },
        camera: { eye: { x: 1.1, y: -1.4, z: 0.9 } },
      },
      margin: { l: 0, r: 0, t: 8, b: 0 },
    }),
    height_px: 560,
    table: mapTable(study.uv.co_dBi, study),
  };
}

/** @param floor  gains below it stand at it; -Infinity for those that are left out */
function gridOf(gains: Float64Array, { uv, figures }: PatternStudy, floor: number) {
  const { places } = uv;
  const lowest = Number.isFinite(floor) ? floor : figures.peakGain_dBi - 2 * shownRange_dB;
  const shown = (gain: number) => (Number.isNaN(gain) ? null : Number(Math.max(gain, lowest).toFixed(2)));
  const axisPlaces = places.map((place) => Number(place.toPrecision(7)));
  return {
    x: axisPlaces,
    y: axisPlaces,
    z: places.map((_, row) =>
      Array.from(gains.subarray(row * places.length, (row + 1) * places.length), (gain) => shown(gain)),
    ),
  };
}

function peakPlace({ figures }: PatternStudy) {
  const radian = Math.PI / 180;
  const sine = Math.sin(figures.peakTheta_deg * radian);
  return { x: [sine * Math.cos(figures.peakPhi_deg * radian)], y: [sine * Math.sin(figures.peakPhi_deg * radian)] };
}

function mapSummary(title: string, { uv, figures }: PatternStudy): string {
  const reach = uv.places[uv.places.length - 1];
  return `${title} to ${plainText(reach, 4)} on a grid of ${uv.places.length} by ${uv.places.length}; the highest is ${fixedText(figures.peakGain_dBi, 2)} dBi at theta ${fixedText(figures.peakTheta_deg, 2)} deg, phi ${fixedText(figures.peakPhi_deg, 2)} deg.`;
}

function mapTable(gains: Float64Array, { uv }: PatternStudy): Plot["table"] {
  const stride = Math.max(1, Math.round((uv.places.length - 1) / (tableSize - 1)));
  const kept = uv.places.map((_, index) => index).filter((index) => index % stride === 0);
  return {
    columns: ["v \\ u", ...kept.map((column) => fixedText(uv.places[column], 4))],
    rows: kept.map((row) => [
      fixedText(uv.places[row], 4),
      ...kept.map((column) => fixedText(gains[row * uv.places.length + column], 1)),
    ]),
    note: `Each ${stride}th value, dBi. By theta and phi all around, the gains stand in pattern.parquet.`,
  };
}
