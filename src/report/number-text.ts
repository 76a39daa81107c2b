/** Decimals that an engineer reads for a unit; other units get four significant digits. */
const decimalsOf: Readonly<Record<string, number>> = {
  dB: 2,
  dBW: 2,
  dBm: 2,
  dBi: 2,
  dBHz: 2,
  "dB/K": 2,
  deg: 2,
  K: 1,
  km: 1,
};

/** A number with a fixed count of decimals; `-` for none, `inf` for infinity, and never `-0.00`. */
export function fixedText(value: number, decimals: number): string {
  if (Number.isNaN(value)) return "-";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** A number in its unit's customary precision. */
export function quantityText(value: number, unit: string): string {
  const decimals = decimalsOf[unit];
  return decimals === undefined ? significantText(value, 4) : fixedText(value, decimals);
}

/** A number in so many significant digits, whole numbers whole; with an exponent below 0.001 and from ten million. */
export function significantText(value: number, digits: number): string {
  if (!Number.isFinite(value)) return fixedText(value, 0);
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  if (magnitude < 1e-3 || magnitude >= 1e7) return value.toExponential(digits - 1);
  if (Number.isInteger(value)) return String(value);
  return fixedText(value, Math.max(0, digits - 1 - Math.floor(Math.log10(magnitude))));
}

/** A given number as a person writes it: at most so many significant digits, no trailing zeros. */
export function plainText(value: number, digits = 6): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : fixedText(value, 0);
}

/**
 * Value and interval with the same decimals: two significant digits of the interval's half-width, but no more than
 * five of the figure itself.
 */
export function intervalTexts(
  value: number,
  low: number,
  high: number,
): { readonly value: string; readonly low: string; readonly high: string } {
  const halfWidth = (high - low) / 2;
  const text = intervalFormat(value, halfWidth);
  return { value: text(value), low: text(low), high: text(high) };
}

function intervalFormat(value: number, halfWidth: number): (x: number) => string {
  if (!(halfWidth > 0 && halfWidth < Infinity)) return (x) => significantText(x, 4);
  const largest = Math.max(Math.abs(value), halfWidth);
  if (largest < 1e-3 || largest >= 1e7)
    return (x) => (x === 0 ? "0" : Number.isFinite(x) ? x.toExponential(2) : fixedText(x, 0));
  const ofInterval = 1 - Math.floor(Math.log10(halfWidth));
  const ofFigure = 4 - Math.floor(Math.log10(largest));
  const decimals = Math.max(0, Math.min(ofInterval, ofFigure));
  return (x) => fixedText(x, decimals);
}

/** As a page prints it: a true minus sign, powers of ten, the sign for infinity, a dash for no number. */
export function typographic(text: string): string {
  if (text === "-") return "–";
  return text
    .replace(/e([+-])(\d+)$/, (_, sign: string, exponent: string) => ` × 10${superscript(sign, exponent)}`)
    .replace(/\binf\b/g, "∞")
    .replace(/^-/, "−");
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(sign: string, digits: string): string {
  return (sign === "-" ? "⁻" : "") + [...digits].map((digit) => superscripts[Number(digit)]).join("");
}
