import type { SweepAxis } from "../results/result-folder.js";
import { figureLabel, knownFigures, unitText } from "./figure-labels.js";

/** What a column is called for people. */
export interface ColumnLabel {
  readonly text: string;
  /** As it is printed; empty for a count or a ratio. */
  readonly unit: string;
  /** From the column's values to the unit. */
  readonly factor: number;
}

/** Names that the field writes in letters of its own. */
const symbols: Readonly<Record<string, string>> = {
  esn0: "Es/N0",
  ebn0: "Eb/N0",
  cn0: "C/N0",
  cn: "C/N",
  ci: "C/I",
  cnir: "C/(N+I)",
  gOverT: "G/T",
  eirp: "EIRP",
  bler: "BLER",
  ber: "BER",
  time: "Time",
};

/** The ends of names that are units, as they are printed. */
const units: ReadonlySet<string> = new Set(
  (
    "dB dBW dBm dBi dBHz dBK dBkm Hz kHz MHz GHz Hzs deg rad m km mm s ms us min h K W kW bit byte kB MB bps kbps Mbps " +
    "Gbps bpsHz mmh pct"
  ).split(" "),
);

const printed: Readonly<Record<string, string>> = {
  us: "µs",
  mmh: "mm/h",
  dBkm: "dB/km",
  kbps: "kbit/s",
  Gbps: "Gbit/s",
};

const errorRate = /^(?:bler|ber|\w*[eE]rrorRate|packetLoss\w*|lossRatio_\w+)$/;

/** Whether a column is a rate that is read by its magnitude: bit and block errors, lost packets. */
export function isErrorRate(name: string): boolean {
  return errorRate.test(name);
}

/** A column's name as words and unit: `orbit_fixed_elevation_deg` of a sweep is Elevation in deg. */
export function columnLabel(name: string, axes: readonly SweepAxis[] = []): ColumnLabel {
  const axis = axes.find(({ column }) => column === name);
  if (axis) {
    const { unit } = splitUnit(name);
    return { text: axisText(axis.path, axes), unit: axis.unit ?? unit, factor: 1 };
  }
  if (knownFigures.includes(name)) {
    const { label, unit, factor } = figureLabel(name);
    return { text: label.startsWith("by ") ? `Packet loss ${label}` : label, unit, factor };
  }
  if (name === "time_utc") return { text: "Time", unit: "UTC", factor: 1 };
  const { stem, unit } = splitUnit(name);
  return {
    text: stem.split("_").map(words).join(", "),
    unit: /[rR]ate$/.test(stem) && unit === "ms" ? "m/s" : unit,
    factor: 1,
  };
}

/** `Elevation (deg)` */
export function titleOf({ text, unit }: ColumnLabel): string {
  return unit === "" ? text : `${text} (${unit})`;
}

function splitUnit(name: string): { readonly stem: string; readonly unit: string } {
  const end = name.lastIndexOf("_");
  const suffix = name.slice(end + 1);
  if (end < 1 || !units.has(suffix)) return { stem: name, unit: "" };
  return { stem: name.slice(0, end), unit: printed[suffix] ?? unitText(suffix) };
}

/** The last word of an axis' path, and those before it as far as another axis ends alike. */
function axisText(path: string, axes: readonly SweepAxis[]): string {
  const parts = path.split(".");
  for (let count = 1; count < parts.length; count++) {
    const end = parts.slice(-count).join(".");
    const alike = axes.filter((axis) => axis.path === end || axis.path.endsWith(`.${end}`));
    if (alike.length <= 1) return parts.slice(-count).map(words).join(", ");
  }
  return parts.map(words).join(", ");
}

function words(name: string, index = 0): string {
  if (Object.hasOwn(symbols, name)) return symbols[name];
  const spaced = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(" ")
    .map((word) => (/^[A-Z0-9]{2,}$/.test(word) ? word : /^modcod$/i.test(word) ? "MODCOD" : word.toLowerCase()))
    .join(" ");
  return index === 0 ? spaced.charAt(0).toUpperCase() + spaced.slice(1) : spaced;
}
