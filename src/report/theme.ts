/**
 * Colours of the page and its plots. The six series colours keep apart for the common kinds of colour blindness
 * (after Okabe and Ito), stand at 3:1 or better on the background, and never carry a meaning alone: dashes, markers
 * and labels repeat it.
 */
export interface Palette {
  readonly background: string;
  readonly panel: string;
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly grid: string;
  readonly shade: string;
  readonly accent: string;
  readonly caution: string;
  readonly series1: string;
  readonly series2: string;
  readonly series3: string;
  readonly series4: string;
  readonly series5: string;
  readonly series6: string;
}

export type ColourName = keyof Palette;

export const lightPalette: Palette = {
  background: "#ffffff",
  panel: "#f5f7f9",
  ink: "#17212b",
  muted: "#56626e",
  rule: "#cbd3da",
  grid: "#e7ebef",
  shade: "#eef1f4",
  accent: "#0b57a4",
  caution: "#8a5200",
  series1: "#0b57a4",
  series2: "#c65102",
  series3: "#00806a",
  series4: "#8a4f9e",
  series5: "#8f7000",
  series6: "#697580",
};

export const darkPalette: Palette = {
  background: "#12181f",
  panel: "#1a222b",
  ink: "#e6eaee",
  muted: "#a3aeb9",
  rule: "#3b4651",
  grid: "#262f38",
  shade: "#1d252e",
  accent: "#79b8f3",
  caution: "#f0b35e",
  series1: "#79b8f3",
  series2: "#f39a5a",
  series3: "#52c7ac",
  series4: "#cda2de",
  series5: "#d9bf57",
  series6: "#97a3ae",
};

/** A colour in a plot's data, by its name; the page puts the theme's colour in its place. */
export function colour(name: ColourName): string {
  return `theme:${name}`;
}
