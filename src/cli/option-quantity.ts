import { type Dimension, dimensions, parseQuantity, quantityText } from "../scenario/quantity.js";
import { type CommandArguments, wrongOption } from "./command-arguments.js";

/** What an option's quantity may be, bounds in the dimension's resolved unit. */
export interface OptionRange {
  readonly minimum?: number;
  readonly maximum?: number;
  /** Excluded. */
  readonly above?: number;
  /** Excluded. */
  readonly below?: number;
  /** Taken for a number that has no unit; without it, such a number is refused. */
  readonly unit?: string;
}

/**
 * The quantity of an option, e.g. `--elevation '30 deg'`, in the resolved unit of its dimension; undefined where the
 * option was not given.
 *
 * @throws LeolinkError on a text that is no such quantity, or outside the range
 */
export function optionQuantity(
  args: CommandArguments,
  name: string,
  dimension: Dimension,
  range: OptionRange = {},
): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const isBare = range.unit !== undefined && /[\d.]$/.test(text);
  const found = parseQuantity(isBare ? `${text} ${range.unit}` : text, dimension);
  if (!("value" in found)) throw wrongOption(name, found.message, found.hint);
  const { minimum = -Infinity, maximum = Infinity, above = -Infinity, below = Infinity } = range;
  const { value } = found;
  if (!(value >= minimum && value <= maximum && value > above && value < below)) {
    throw wrongOption(name, `expected ${dimensions[dimension].noun} ${rangeText(range, dimension)}, found ${text}`);
  }
  return value;
}

/** The quantity of an option that the command line must have. */
export function requiredQuantity(
  args: CommandArguments,
  name: string,
  dimension: Dimension,
  range: OptionRange = {},
): number {
  args.requiredText(name);
  return optionQuantity(args, name, dimension, range)!;
}

function rangeText({ minimum, maximum, above, below }: OptionRange, dimension: Dimension): string {
  const bounds: [string, number | undefined][] = [
    ["from", minimum],
    ["above", above],
    ["up to", maximum],
    ["below", below],
  ];
  return bounds
    .flatMap(([word, bound]) => (bound === undefined ? [] : [`${word} ${quantityText(bound, dimension)}`]))
    .join(" ");
}
