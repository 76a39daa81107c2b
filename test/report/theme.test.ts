import { describe, expect, it } from "vitest";
import { darkPalette, lightPalette, type Palette } from "../../src/report/theme.js";

/** Relative luminance and contrast ratio of WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ["light", lightPalette],
  ["dark", darkPalette],
])("the %s palette", (_, palette: Palette) => {
  it("reads: text at 4.5:1 or better, lines at 3:1 or better (WCAG 2.2, 1.4.3 and 1.4.11)", () => {
    for (const ground of [palette.background, palette.panel]) {
      for (const text of [palette.ink, palette.muted, palette.accent, palette.caution]) {
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
    const { sequence1, sequence2, sequence3, sequence4, sequence5, sequence6 } = palette;
    for (const line of [sequence1, sequence2, sequence3, sequence4, sequence5, sequence6]) {
      expect(contrast(line, palette.background)).toBeGreaterThanOrEqual(3);
    }
    const { series1, series2, series3, series4, series5, series6 } = palette;
    for (const line of [series1, series2, series3, series4, series5, series6]) {
      expect(contrast(line, palette.background)).toBeGreaterThanOrEqual(3);
    }
  });
});
