/**
 * Puts a palette's colours in the place of their names: `theme:series1`, with an opacity (`theme:series1@0.2`), or a
 * place in the sequence (`theme:sequence~0.37`).
 */
export const themedScript = `  const themedColour = (name, palette) => {
    const [, key, share, opacity] = /^(\\w+?)(?:~([\\d.]+))?(?:@([\\d.]+))?$/.exec(name) ?? [];
    const place = share * 5;
    const stop = Math.min(4, Math.floor(place));
    const ends = share === undefined ? [palette[key]] : [palette["sequence" + (stop + 1)], palette["sequence" + (stop + 2)]];
    if (ends.includes(undefined)) return undefined;
    if (share === undefined && opacity === undefined) return ends[0];
    const [from, to = from] = ends.map((hex) => [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16)));
    const mixed = from.map((value, index) => Math.round(value + (to[index] - value) * (share === undefined ? 0 : place - stop)));
    return "rgba(" + mixed.join(",") + "," + (opacity ?? 1) + ")";
  };
  const themed = (value, palette) => {
    if (typeof value === "string") return value.startsWith("theme:") ? themedColour(value.slice(6), palette) ?? value : value;
    if (Array.isArray(value)) return value.map((member) => themed(member, palette));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, themed(member, palette)]));
  };
`;

/**
 * The page's own program: draws the plots in the theme's colours, again when the theme or the width changes, and for
 * print in light colours at the width of a sheet. Reads `#page-data` and the global `Plotly`; talks to nobody.
 */
export const pageScript = `(() => {
  "use strict";
  const { plots, palettes } = JSON.parse(document.getElementById("page-data").textContent);
  const root = document.documentElement;
  const toggle = document.getElementById("theme-toggle");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const print = matchMedia("print");
  const sheet_px = 690;
  let chosen;
  let isPrinting = false;
  const theme = () => (isPrinting ? "light" : chosen ?? (prefersDark.matches ? "dark" : "light"));

${themedScript}
  const fitted = (layout, width) => {
    const fit = structuredClone(layout);
    const { xaxis } = fit;
    if (xaxis.tickangle && xaxis.tickvals) {
      const stride = Math.ceil((xaxis.tickvals.length * 11.5) / Math.max(1, width - 80));
      const kept = (_, index) => index % stride === 0;
      xaxis.tickvals = xaxis.tickvals.filter(kept);
      xaxis.ticktext = xaxis.ticktext.filter(kept);
    }
    if (width >= 480) return fit;
    for (const [key, axis] of Object.entries(fit)) {
      if (/^[xy]axis/.test(key)) axis.tickfont = { ...axis.tickfont, size: 10.5 };
      if (/^[xy]axis/.test(key) && axis.title) axis.title.font.size = 11;
      if (/^xaxis/.test(key)) axis.nticks = Math.min(axis.nticks ?? 6, 5);
      if (/^legend/.test(key)) axis.font.size = 11;
      if (/^legend/.test(key) && axis.title) axis.title.side = "top";
    }
    fit.margin = { ...fit.margin, l: Math.min(fit.margin.l, 118) };
    return fit;
  };

  const draw = () => {
    const name = theme();
    root.dataset.theme = name;
    root.dataset.drawn = "false";
    toggle.setAttribute("aria-pressed", String(name === "dark"));
    const drawn = plots.map(({ id, traces, layout, height_px }) => {
      const target = document.getElementById("plot-" + id);
      const width = isPrinting ? sheet_px : Math.floor(target.getBoundingClientRect().width);
      const laidOut = { ...fitted(themed(layout, palettes[name]), width), width, height: isPrinting ? Math.round(height_px * 0.8) : height_px, autosize: false };
      return Plotly.react(target, themed(traces, palettes[name]), laidOut, { displayModeBar: false, scrollZoom: false });
    });
    return Promise.all(drawn).then(() => {
      root.dataset.drawn = "true";
    });
  };

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    chosen = theme() === "dark" ? "light" : "dark";
    draw();
  });
  prefersDark.addEventListener("change", draw);
  const printing = (now) => {
    if (isPrinting === now) return;
    isPrinting = now;
    draw();
  };
  addEventListener("beforeprint", () => printing(true));
  addEventListener("afterprint", () => printing(false));
  print.addEventListener("change", ({ matches }) => printing(matches));

  let width = innerWidth;
  let timer;
  addEventListener("resize", () => {
    if (innerWidth === width || isPrinting) return;
    width = innerWidth;
    clearTimeout(timer);
    timer = setTimeout(draw, 120);
  });

  for (const button of document.querySelectorAll("button[data-plot]")) {
    const target = () => document.getElementById(button.dataset.plot);
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.dataset.act === "reset") return draw();
      const { width, height } = target().getBoundingClientRect();
      return Plotly.downloadImage(target(), { format: "svg", filename: button.dataset.plot.replace("plot-", ""), width, height });
    });
  }

  draw();
})();
`;
