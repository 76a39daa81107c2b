/** Where a value stands in a JSON text, in characters from 0; `end` is the first character after it. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

export interface JsonPositions {
  /** Place of each value by its JSON pointer (RFC 6901), e.g. `/rows/3/0`. */
  readonly spans: ReadonlyMap<string, JsonSpan>;
  /** The first place where the text stops being JSON. */
  readonly error?: { readonly offset: number; readonly message: string };
}

/** Deeper than any case file; keeps a file of brackets from exhausting the stack. */
const maximumDepth = 100;

/**
 * Scans a JSON text (RFC 8259) for the place of every value and of the first error.
 * `JSON.parse` of Node 20 names no position in most of its messages; so this runs only once something is wrong.
 */
export function jsonPositions(text: string): JsonPositions {
  const scanner = new JsonScanner(text);
  try {
    scanner.scanDocument();
    return { spans: scanner.spans };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { spans: scanner.spans, error: { offset: error.offset, message: error.message } };
  }
}

/** Line and column, from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** JSON pointer of a path of keys and indices. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const blank = /[ \t\n\r]*/y;
const scalar =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

class JsonScanner {
  readonly spans = new Map<string, JsonSpan>();
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  scanDocument(): void {
    this.scanValue([]);
    if (this.at < this.text.length) throw this.unexpected("the end of the file");
  }

  private scanValue(path: readonly (string | number)[]): void {
    this.skipBlank();
    if (path.length > maximumDepth) {
      throw new JsonSyntaxError(this.at, `expected at most ${maximumDepth} levels of nesting, found more`);
    }
    const start = this.at;
    if (this.text[this.at] === "{") this.scanObject(path);
    else if (this.text[this.at] === "[") this.scanArray(path);
    else if (this.match(scalar) === undefined) throw this.unexpected("a JSON value");
    this.spans.set(jsonPointer(path), { start, end: this.at });
    this.skipBlank();
  }

  private scanObject(path: readonly (string | number)[]): void {
    this.at++;
    this.skipBlank();
    if (this.take("}")) return;
    do {
      this.skipBlank();
      const key = this.text[this.at] === '"' ? this.match(scalar) : undefined;
      if (key === undefined) throw this.unexpected("a key in double quotes");
      this.skipBlank();
      if (!this.take(":")) throw this.unexpected("`:` after the key");
      this.scanValue([...path, String(JSON.parse(key))]);
    } while (this.take(","));
    if (!this.take("}")) throw this.unexpected("`,` or `}`");
  }

  private scanArray(path: readonly (string | number)[]): void {
    this.at++;
    this.skipBlank();
    if (this.take("]")) return;
    let index = 0;
    do {
      this.scanValue([...path, index++]);
    } while (this.take(","));
    if (!this.take("]")) throw this.unexpected("`,` or `]`");
  }

  private skipBlank(): void {
    this.match(blank);
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private unexpected(expected: string): JsonSyntaxError {
    const found = this.at < this.text.length ? `\`${this.text.slice(this.at, this.at + 12)}\`` : "the end of the file";
    return new JsonSyntaxError(this.at, `expected ${expected}, found ${found}`);
  }
}
