import { dB } from "../decibel.js";
import type { BeamStudy } from "../sim/beam-study.js";
import { fixedText } from "./number-text.js";
import { axis, layoutOf, type Plot } from "./plot.js";
import { colour, sequenceScale } from "./theme.js";

/** More users than this hide each other. */
const mostUsers = 3000;

/** Beams and users in the plane of direction cosines at the satellite, each user in the colour of its SINR. */
export function beamMapPlot({ layout, u, v, sinr, beam, length }: BeamStudy): Plot {
  const { beams } = layout;
  const stride = Math.max(1, Math.ceil(length / mostUsers));
  const shown = Array.from({ length: Math.ceil(length / stride) }, (_, index) => index * stride);
  const inner = Array.from(beams.isInner.keys()).filter((index) => beams.isInner[index]);
  const outer = Array.from(beams.isInner.keys()).filter((index) => !beams.isInner[index] && beams.isLit[index]);
  const usersOf = (index: number) => beam.reduce((sum, own) => sum + (own === index ? 1 : 0), 0);
  const marks = (indices: readonly number[], name: string, symbol: string) => ({
    type: "scatter",
    mode: "markers",
    name,
    x: indices.map((index) => beams.u[index]),
    y: indices.map((index) => beams.v[index]),
    marker: { size: 9, symbol, color: colour("ink"), line: { color: colour("background"), width: 1 } },
    text: indices.map((index) => colourText(beams.frequency[index], beams.polarisation[index])),
    hovertemplate: `beam at %{x:.4f}, %{y:.4f}<br>%{text}<extra>${name}</extra>`,
  });
  return {
    id: "beam-map",
    title: "Beams and users at the satellite",
    caption: `Direction cosines; each dot is a user in the colour of its SINR${stride > 1 ? `, one in ${stride} drawn` : ""}. Crosses: axes of the beams whose users count; open circles: beams that only interfere.`,
    summary: `${inner.length} beams with users, ${outer.length} around them, ${length} users.`,
    traces: [
      {
        type: "scatter",
        mode: "markers",
        name: "users",
        x: shown.map((user) => u[user]),
        y: shown.map((user) => v[user]),
        marker: {
          size: 4,
          color: shown.map((user) => Number(dB(sinr[user]).toFixed(2))),
          colorscale: sequenceScale,
          colorbar: { title: { text: "SINR (dB)", side: "right" }, thickness: 12, outlinewidth: 0 },
        },
        hovertemplate: "%{x:.4f}, %{y:.4f}: %{marker.color:.1f} dB<extra>user</extra>",
      },
      marks(outer, "outer beams", "circle-open"),
      marks(inner, "inner beams", "cross-thin-open"),
    ],
    layout: layoutOf({
      xaxis: axis("u"),
      yaxis: axis("v", { scaleanchor: "x", scaleratio: 1 }),
      margin: { l: 62, r: 18, t: 14, b: 48 },
    }),
    height_px: 520,
    table: {
      columns: ["Beam", "u", "v", "Colour", "Users"],
      rows: inner.map((index) => [
        String(index),
        fixedText(beams.u[index], 4),
        fixedText(beams.v[index], 4),
        colourText(beams.frequency[index], beams.polarisation[index]),
        String(usersOf(index)),
      ]),
    },
  };
}

function colourText(frequency: number, polarisation: number): string {
  return `frequency ${frequency + 1}, polarisation ${polarisation + 1}`;
}
