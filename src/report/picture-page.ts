import { jsonForScript, programForScript } from "./html.js";
import { themedScript } from "./page-script.js";
import type { Plot } from "./plot.js";
import { lightPalette } from "./theme.js";

/** Width of a picture with one figure in a row, and with two. */
const single_px = 900;
const half_px = 620;
const heading_px = 30;
const gap_px = 24;

export interface Picture {
  readonly format: "svg" | "png";
  readonly plots: readonly Plot[];
  /** plotly.js, as `node/plotly-source.ts` reads it. */
  readonly plotlySource: string;
}

/**
 * A page whose document becomes one `<pre id="picture">`: the plots, in light colours, as one SVG or, at twice the
 * size, as a PNG in Base64. Facets stand two in a row, each under its title.
 */
export function picturePage({ format, plots, plotlySource }: Picture): string {
  const columns = plots.some(({ isHalf }) => isHalf) && plots.length > 1 ? 2 : 1;
  const data = {
    format,
    columns,
    palette: lightPalette,
    width_px: columns === 2 ? half_px : single_px,
    heading_px: plots.length > 1 ? heading_px : 0,
    gap_px: plots.length > 1 ? gap_px : 0,
    plots: plots.map(({ title, traces, layout, height_px }) => ({ title, traces, layout, height_px })),
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>leolink</title></head><body>
<script type="application/json" id="page-data">${jsonForScript(data).text}</script>
<script>${programForScript(plotlySource).text}</script>
<script>${programForScript(script).text}</script>
</body></html>`;
}

const script = `(async () => {
  "use strict";
  const show = (id, text) => {
    const pre = document.createElement("pre");
    pre.id = id;
    pre.textContent = text;
    document.documentElement.replaceChildren(pre);
  };
  try {
    const { format, columns, palette, width_px, heading_px, gap_px, plots } = JSON.parse(document.getElementById("page-data").textContent);
${themedScript}
    const escaped = (text) => text.replace(/[&<>"]/g, (sign) => "&#" + sign.charCodeAt(0) + ";");
    const parts = [];
    let top = 0;
    for (let first = 0; first < plots.length; first += columns) {
      const row = plots.slice(first, first + columns);
      for (const [column, { title, traces, layout, height_px }] of row.entries()) {
        const left = column * (width_px + gap_px);
        const figure = { data: themed(traces, palette).map((trace, index) => ({ ...trace, uid: "p" + (first + column) + "t" + index })), layout: { ...themed(layout, palette), autosize: false } };
        const svg = await Plotly.toImage(figure, { format: "svg", width: width_px, height: height_px, imageDataOnly: true });
        // Plotly's random name of the figure would make every picture another file.
        const [, name] = /topdefs-([0-9a-f]+)/.exec(svg) ?? [];
        const named = name ? svg.replaceAll(name, "p" + (first + column)) : svg;
        if (heading_px > 0) parts.push('<text x="' + (left + 4) + '" y="' + (top + 20) + '" font-family="Helvetica, Arial, sans-serif" font-size="14" font-weight="600" fill="' + palette.ink + '">' + escaped(title) + "</text>");
        parts.push(named.replace("<svg", '<svg x="' + left + '" y="' + (top + heading_px) + '"'));
      }
      top += heading_px + Math.max(...row.map(({ height_px }) => height_px)) + gap_px;
    }
    const width = columns * width_px + (columns - 1) * gap_px;
    const height = top - gap_px;
    const picture = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="' + width + '" height="' + height + '" viewBox="0 0 ' + width + " " + height + '"><rect width="100%" height="100%" fill="' + palette.background + '"/>' + parts.join("") + "</svg>";
    if (format === "svg") return show("picture", picture);
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(picture);
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    context.drawImage(image, 0, 0, width, height);
    show("picture", canvas.toDataURL("image/png").split(",")[1]);
  } catch (error) {
    show("failure", String(error?.stack ?? error));
  }
})();
`;
