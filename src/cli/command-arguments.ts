import { LeolinkError } from "../leolink-error.js";

/** The words of a command line by the names of options and positional arguments; texts until a command asks for more. */
export class CommandArguments {
  private readonly texts: ReadonlyMap<string, readonly string[]>;
  private readonly flags: ReadonlySet<string>;

  constructor(texts: ReadonlyMap<string, readonly string[]>, flags: ReadonlySet<string>) {
    this.texts = texts;
    this.flags = flags;
  }

  /**
   * The text of an option or positional argument, undefined where it was not given.
   *
   * @throws LeolinkError when it is empty or was given more than once
   */
  text(name: string): string | undefined {
    const texts = this.texts.get(name);
    if (texts === undefined) return undefined;
    if (texts.length > 1) throw wrongOption(name, `expected it once, found it ${texts.length} times`);
    if (texts[0].trim() === "") throw wrongOption(name, "expected a value, found an empty one");
    return texts[0];
  }

  /** The text of an argument that every command line of the command has. */
  requiredText(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw wrongOption(name, "expected a value, found none");
    return text;
  }

  list(name: string): readonly string[] {
    return this.texts.get(name) ?? [];
  }

  flag(name: string): boolean {
    return this.flags.has(name);
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

  /** A number without unit, `minimum` to `maximum`, in decimal digits or with an exponent (1e-4). */
  number(name: string, minimum: number, maximum: number, { isWhole = false } = {}): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (!(number >= minimum && number <= maximum && (!isWhole || Number.isInteger(number)))) {
      const what = isWhole ? "a whole number" : "a number";
      throw wrongOption(name, `expected ${what} from ${minimum} to ${maximum}, found ${text}`);
    }
    return number;
  }
}

/** A problem with an option of the command line. */
export function wrongOption(name: string, message: string, hint?: string): LeolinkError {
  return new LeolinkError("input", [{ message: `--${name}: ${message}`, hint }]);
}
