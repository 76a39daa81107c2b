// Lines over a linear x axis and a logarithmic y axis as an SVG, without a browser.

const [width, height] = [900, 460];
const area = { left: 70, right: 880, top: 70, bottom: 400 };
const ink = "#17212b";
const grid = "#e7ebef";
const strokes = ["#0b57a4", "#c65102", "#00806a", "#8a4f9e"];
const dashes = ["", "7 4", "2 3", "9 3 2 3"];

/**
 * @param x      { label, from, to, step }
 * @param y      { label, decades: [lowest, highest] }; points without events stand at the lower edge, hollow
 * @param lines  of { name, points: of { x, y, low, high } }, up to four
 */
export function linePlot({ title, x, y, lines }) {
  const [lowest, highest] = y.decades;
  const across = (value) => area.left + ((value - x.from) / (x.to - x.from)) * (area.right - area.left);
  const down = (value) => {
    const decade = Math.max(lowest, Math.log10(Math.max(value, 1e-300)));
    return area.bottom - ((decade - lowest) / (highest - lowest)) * (area.bottom - area.top);
  };
  const parts = [`<rect width="${width}" height="${height}" fill="#ffffff"/>`];
  parts.push(text(area.left, 24, title, 'font-weight="600"'));
  for (let value = x.from; value <= x.to + 1e-9; value += x.step) {
    parts.push(line(across(value), area.top, across(value), area.bottom, grid));
    parts.push(text(across(value), area.bottom + 18, String(value), 'text-anchor="middle"'));
  }
  for (let decade = lowest; decade <= highest; decade++) {
    parts.push(line(area.left, down(10 ** decade), area.right, down(10 ** decade), grid));
    const label =
      decade === 0
        ? "1"
        : `10<tspan dy="-5" font-size="9">${decade}</tspan>`.replace("-", "\u2212").replace('dy="\u2212', 'dy="-');
    parts.push(text(area.left - 8, down(10 ** decade) + 4, label, 'text-anchor="end"'));
  }
  parts.push(text((area.left + area.right) / 2, height - 16, x.label, 'text-anchor="middle"'));
  const middle = (area.top + area.bottom) / 2;
  parts.push(text(16, middle, y.label, `text-anchor="middle" transform="rotate(-90 16 ${middle})"`));
  for (const [index, { name, points }] of lines.entries()) {
    const stroke = strokes[index];
    const path = points.map((point, i) => `${i ? "L" : "M"}${fixed(across(point.x))} ${fixed(down(point.y))}`).join("");
    parts.push(
      `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="2" stroke-dasharray="${dashes[index]}"/>`,
    );
    for (const point of points) {
      const at = across(point.x);
      parts.push(line(at, down(point.low), at, down(point.high), stroke));
      const fill = point.y > 0 ? stroke : "#ffffff";
      parts.push(`<circle cx="${fixed(at)}" cy="${fixed(down(point.y))}" r="3.5" fill="${fill}" stroke="${stroke}"/>`);
    }
    const start = area.left + index * 205;
    parts.push(`<path d="M${start} 48h26" stroke="${stroke}" stroke-width="2" stroke-dasharray="${dashes[index]}"/>`);
    parts.push(text(start + 32, 52, name));
  }
  const font = 'font-family="Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif" font-size="12"';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${font}>\n${parts.join("\n")}\n</svg>\n`;
}

function text(x, y, words, attributes = "") {
  return `<text x="${fixed(x)}" y="${fixed(y)}" fill="${ink}" ${attributes}>${words}</text>`;
}

function line(x1, y1, x2, y2, stroke) {
  return `<path d="M${fixed(x1)} ${fixed(y1)}L${fixed(x2)} ${fixed(y2)}" stroke="${stroke}"/>`;
}

function fixed(value) {
  return Math.round(100 * value) / 100;
}
