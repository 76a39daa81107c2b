import { LeolinkError } from "../leolink-error.js";

/** The words of a command line, each option by its name; values are texts until a command asks for more. */
export class CommandArguments {
  private readonly words: Readonly<Record<string, unknown>>;

  constructor(words: Readonly<Record<string, unknown>>) {
    this.words = words;
  }

  /**
   * The text of an option or positional argument, undefined where it was not given.
   *
   * @throws LeolinkError when it is empty or was given more than once
   */
  text(name: string): string | undefined {
    const value = this.words[name];
    if (value === undefined) return undefined;
    if (Array.isArray(value)) throw wrongOption(name, `expected it once, found it ${value.length} times`);
    const text = String(value);
    if (text.trim() === "") throw wrongOption(name, "expected a value, found an empty one");
    return text;
  }

  /** The text of an argument that the command line must have. */
  requiredText(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw wrongOption(name, "expected a value, found none");
    return text;
  }

  list(name: string): readonly string[] {
    const value = this.words[name];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  flag(name: string): boolean {
    const value = this.words[name];
    if (value === undefined || typeof value === "boolean") return value ?? false;
    throw wrongOption(name, `expected no value, found ${String(value)}`);
  }

  /** One of a few words. */
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const choice = choices.find((each) => each === text);
    if (choice === undefined) throw wrongOption(name, `expected ${choices.join(" or ")}, found ${text}`);
    return choice;
  }

  /** A whole number in decimal digits, `minimum` to `maximum`. */
  wholeNumber(name: string, minimum: number, maximum: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= minimum && number <= maximum)) {
      throw wrongOption(name, `expected a whole number from ${minimum} to ${maximum}, found ${text}`);
    }
    return number;
  }
}

/** A problem with an option of the command line. */
export function wrongOption(name: string, message: string, hint?: string): LeolinkError {
  return new LeolinkError("input", [{ message: `--${name}: ${message}`, hint }]);
}
