import { nearestName } from "../nearest-name.js";

/** A unit by its factor to the resolved unit: `exponent` of ten (exact), then `factor`, or a function for logarithms. */
interface Unit {
  readonly exponent?: number;
  readonly factor?: number;
  readonly convert?: (value: number) => number;
}

interface DimensionUnits {
  /** What the value is, for messages: `a frequency`. */
  readonly noun: string;
  readonly example: string;
  readonly units: Readonly<Record<string, Unit>>;
}

const exact: Unit = {};

/** Every kind of quantity a scenario knows, with the units it may be written in; resolved to the unit in its name. */
export const dimensions = {
  frequency_Hz: {
    noun: "a frequency",
    example: "19.7 GHz",
    units: { Hz: exact, kHz: { exponent: 3 }, MHz: { exponent: 6 }, GHz: { exponent: 9 } },
  },
  frequencyRate_Hzs: {
    noun: "a rate of frequency",
    example: "50 Hz/s",
    units: { "Hz/s": exact, "kHz/s": { exponent: 3 } },
  },
  length_m: {
    noun: "a length",
    example: "0.48 m",
    units: { mm: { exponent: -3 }, cm: { exponent: -2 }, m: exact, km: { exponent: 3 } },
  },
  height_km: { noun: "a height", example: "4.4 km", units: { m: { exponent: -3 }, km: exact } },
  time_s: {
    noun: "a time",
    example: "20 ms",
    units: {
      ns: { exponent: -9 },
      us: { exponent: -6 },
      ms: { exponent: -3 },
      s: exact,
      min: { factor: 60 },
      h: { factor: 3600 },
      d: { factor: 86_400 },
    },
  },
  speed_ms: { noun: "a speed", example: "3 km/h", units: { "m/s": exact, "km/h": { factor: 1 / 3.6 } } },
  angle_deg: {
    noun: "an angle",
    example: "35 deg",
    units: { deg: exact, rad: { factor: 180 / Math.PI }, mrad: { exponent: -3, factor: 180 / Math.PI } },
  },
  power_dBW: {
    noun: "a power",
    example: "32 dBW",
    units: {
      dBW: exact,
      dBm: { convert: (value) => value - 30 },
      mW: { convert: (value) => 10 * Math.log10(value) - 30 },
      W: { convert: (value) => 10 * Math.log10(value) },
      kW: { convert: (value) => 10 * Math.log10(value) + 30 },
    },
  },
  level_dBm: { noun: "a level", example: "25 dBm", units: { dBm: exact, dBW: { convert: (value) => value + 30 } } },
  gain_dBi: { noun: "an antenna gain", example: "38.5 dBi", units: { dBi: exact } },
  ratio_dB: { noun: "a ratio", example: "3 dB", units: { dB: exact } },
  phaseNoise_dBcHz: { noun: "a level of phase noise", example: "-93 dBc/Hz", units: { "dBc/Hz": exact } },
  epfd_dBWm2: { noun: "a power flux-density", example: "-170 dBW/m2", units: { "dBW/m2": exact } },
  gOverT_dBK: { noun: "a G/T", example: "15 dB/K", units: { "dB/K": exact } },
  temperature_K: {
    noun: "a temperature",
    example: "290 K",
    units: { K: exact, degC: { convert: (value) => value + 273.15 } },
  },
  pressure_hPa: {
    noun: "a pressure",
    example: "1013 hPa",
    units: { hPa: exact, kPa: { exponent: 1 }, Pa: { exponent: -2 } },
  },
  density_gm3: { noun: "a vapour density", example: "7.5 g/m3", units: { "g/m3": exact } },
  content_kgm2: { noun: "a liquid water content", example: "0.8 kg/m2", units: { "kg/m2": exact, mm: exact } },
  rainRate_mmh: { noun: "a rain rate", example: "30 mm/h", units: { "mm/h": exact } },
  rate_bps: {
    noun: "a bit rate",
    example: "100 Mbps",
    units: { bps: exact, kbps: { exponent: 3 }, Mbps: { exponent: 6 }, Gbps: { exponent: 9 } },
  },
  size_bit: {
    noun: "an amount of data",
    example: "1500 B",
    units: {
      bit: exact,
      kbit: { exponent: 3 },
      Mbit: { exponent: 6 },
      Gbit: { exponent: 9 },
      B: { factor: 8 },
      kB: { exponent: 3, factor: 8 },
      MB: { exponent: 6, factor: 8 },
      GB: { exponent: 9, factor: 8 },
    },
  },
  percent: { noun: "a percentage", example: "99.5 %", units: { "%": exact } },
} as const satisfies Readonly<Record<string, DimensionUnits>>;

export type Dimension = keyof typeof dimensions;

/** A value, or what is wrong with the text. */
export type QuantityResult = { readonly value: number } | { readonly message: string; readonly hint?: string };

/** Longer than any number and unit; it also bounds the work of the expression below. */
const longestText = 100;

const form = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?)\s*(\S.*)?$/;

/**
 * Reads a quantity with its unit, e.g. `19.7 GHz` as 19.7e9. Powers of ten are exact: the number is what JavaScript
 * reads from `19.7e9`.
 */
export function parseQuantity(text: string, dimension: Dimension): QuantityResult {
  const { noun, example, units }: DimensionUnits = dimensions[dimension];
  const expected = `expected ${noun} with its unit (${Object.keys(units).join(", ")}), e.g. ${example}`;
  const trimmed = text.length <= longestText ? text.trim() : text;
  const match = trimmed.length <= longestText ? form.exec(trimmed) : null;
  if (!match) return { message: `${expected}, found ${quoted(text)}`, ...writingHint(trimmed) };
  const [, number, , unitName] = match;
  if (unitName === undefined) return { message: `${expected}, found ${quoted(text)} without a unit` };
  const unit = Object.hasOwn(units, unitName) ? units[unitName] : undefined;
  if (!unit) {
    const nearest = nearestUnit(unitName, Object.keys(units));
    return {
      message: `${expected}, found the unit ${quoted(unitName)}`,
      ...(nearest === undefined ? writingHint(trimmed) : { hint: `did you mean ${number} ${nearest}?` }),
    };
  }
  const value = valueIn(unit, number);
  return Number.isFinite(value)
    ? { value }
    : { message: `${expected}, found ${quoted(text)}, which is no finite value` };
}

/** A value as text in its resolved unit, for messages about bounds. */
export function quantityText(value: number, dimension: Dimension): string {
  const { units }: DimensionUnits = dimensions[dimension];
  const candidates = Object.entries(units)
    .filter(([, unit]) => !unit.convert)
    .map(([name, unit]) => ({ name, scaled: value / (10 ** (unit.exponent ?? 0) * (unit.factor ?? 1)) }))
    .sort((a, b) => legibility(a.scaled) - legibility(b.scaled));
  return `${Number(candidates[0].scaled.toPrecision(12))} ${candidates[0].name}`;
}

/** How far a number is from what a person would write: 0 from 1 to below 1000. */
function legibility(value: number): number {
  if (value === 0) return 0;
  const digits = Math.log10(Math.abs(value));
  if (digits < 0) return -digits;
  return Math.abs(value) < 1000 ? 0 : digits - 2;
}

function valueIn({ exponent = 0, factor = 1, convert }: Unit, number: string): number {
  if (convert) return convert(Number(number));
  const [mantissa, power = "0"] = number.toLowerCase().split("e");
  return Number(`${mantissa}e${Number(power) + exponent}`) * factor;
}

function nearestUnit(unit: string, known: readonly string[]): string | undefined {
  return known.find((name) => name.toLowerCase() === unit.toLowerCase()) ?? nearestName(unit, known);
}

/** Spellings of a number that people write and no program reads. */
function writingHint(text: string): { hint?: string } {
  if (/^[+-]?\d+,\d/.test(text)) return { hint: "write a decimal point, not a comma" };
  if (/^[\u2012-\u2015\u2212]/.test(text)) return { hint: "write the minus as a hyphen" };
  return {};
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
