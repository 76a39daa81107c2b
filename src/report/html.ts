/** HTML that is safe to place in a page: made by `html` or by `trusted` only. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

export type HtmlPart = string | number | Html | readonly HtmlPart[] | undefined;

/** A template whose inserted texts are escaped; inserted `Html` stands as it is, a list is joined, absence is empty. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(strings.map((text, index) => text + (index < parts.length ? escaped(parts[index]) : "")).join(""));
}

function escaped(part: HtmlPart): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return part.map(escaped).join("");
}

/** Text as HTML, also within a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/**
 * JSON that may stand in a `<script type="application/json">`: no character of it can end the element or open a
 * comment, and `JSON.parse` reads it unchanged.
 */
export function jsonForScript(value: unknown): Html {
  return new Html(
    JSON.stringify(value)
      .replaceAll("<", "\\u003c")
      .replaceAll(">", "\\u003e")
      .replaceAll("&", "\\u0026")
      .replaceAll("\u2028", "\\u2028")
      .replaceAll("\u2029", "\\u2029"),
  );
}

/**
 * A program that may stand in a `<script>`. `</script` and `<!--` can only occur in its strings, templates, regular
 * expressions and comments, where the added backslash means nothing.
 */
export function programForScript(source: string): Html {
  return new Html(source.replaceAll(/<(?=\/script)/gi, "<\\").replaceAll("<!--", "<\\!--"));
}

/** Text for a plot, where plotly would read `<b>` or `&lt;` as markup. */
export function plotText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
