/** How a table is to be printed. */
export interface TerminalStyle {
  /** Columns of the terminal; 80 if left out. */
  readonly width?: number;
  /** Bold and dim by ANSI codes; only where a terminal reads them. */
  readonly isColoured?: boolean;
}

export interface TextColumn {
  readonly align: "left" | "right";
  /** Gives way where the line is too long: its text is cut. One column at most. */
  readonly gives?: boolean;
}

const gap = 2;
/** Controls (escape sequences among them), invisible formatting (it can turn the direction of writing), line ends. */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A user's text without anything that a terminal would obey. */
function harmless(text: string): string {
  return text.replaceAll(controls, " ");
}

/** Rows as aligned lines, no longer than the width as far as the giving column allows. */
export function alignedLines(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const cells = rows.map((row) => row.map(harmless));
  const widths = columns.map((_, index) => Math.max(0, ...cells.map((row) => length(row[index] ?? ""))));
  const excess = widths.reduce((sum, each) => sum + each, gap * (columns.length - 1)) - width;
  const giving = columns.findIndex(({ gives }) => gives);
  if (excess > 0 && giving >= 0) widths[giving] = Math.max(12, widths[giving] - excess);
  return cells.map((row) =>
    columns
      .map(({ align }, index) => padded(cut(row[index] ?? "", widths[index]), widths[index], align))
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

/** Words in lines no longer than the width; each line starts with the indent. */
export function wrappedLines(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of harmless(text).split(/ +/)) {
    if (line !== "" && length(indent) + length(line) + 1 + length(word) > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, indent + line];
}

export function bold(text: string, { isColoured = false }: TerminalStyle): string {
  return isColoured ? `\u001b[1m${text}\u001b[22m` : text;
}

export function dim(text: string, { isColoured = false }: TerminalStyle): string {
  return isColoured ? `\u001b[2m${text}\u001b[22m` : text;
}

function length(text: string): number {
  return [...text].length;
}

function cut(text: string, width: number): string {
  return length(text) <= width ? text : `${[...text].slice(0, width - 1).join("")}…`;
}

function padded(text: string, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - length(text)));
  return align === "left" ? text + space : space + text;
}
