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
  /** From low to high: colours of an ordered quantity, each as legible as a series'. */
  readonly sequence1: string;
  readonly sequence2: string;
  readonly sequence3: string;
  readonly sequence4: string;
  readonly sequence5: string;
  readonly sequence6: string;
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
  sequence1: "#0d0887",
  sequence2: "#5302a3",
  sequence3: "#8b0aa5",
  sequence4: "#b83289",
  sequence5: "#d0476f",
  sequence6: "#d95f30",
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
  sequence1: "#a855c8",
  sequence2: "#c94f9a",
  sequence3: "#db5c68",
  sequence4: "#f48849",
  sequence5: "#febd2a",
  sequence6: "#f0f921",
};

/** A colour in a plot's data, by its name; the page puts the theme's colour in its place. */
export function colour(name: ColourName): string {
  return `theme:${name}`;
}

/** A colour that lets what is behind it through: 0 invisible, 1 opaque. */
export function translucent(plotColour: string, opacity: number): string {
  return `${plotColour}@${opacity}`;
}

/** The colour of a place in an ordered quantity: 0 lowest, 1 highest. */
export function sequenceColour(share: number): string {
  return `theme:sequence~${Math.min(1, Math.max(0, share)).toFixed(3)}`;
}

/** The same as a scale of plotly. */
export const sequenceScale: readonly (readonly [number, string])[] = ([1, 2, 3, 4, 5, 6] as const).map(
  (stop) => [(stop - 1) / 5, colour(`sequence${stop}`)] as const,
);
