import { wrongOption } from "./command-arguments.js";

const mostLevels = 1000;

/**
 * Levels of an option: `from:to:step`, ends included, or a list with commas. `=`-signs and units have no place here;
 * the option's name says what the numbers are.
 *
 * @throws LeolinkError on anything else, or a level outside the range
 */
export function listedLevels(
  option: string,
  text: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number[] {
  const levels = text.includes(":") ? steppedLevels(option, text) : text.split(",").map((word) => level(option, word));
  const wrong = levels.find((each) => !(each >= minimum && each <= maximum));
  if (wrong !== undefined) throw wrongOption(option, `expected levels from ${minimum} to ${maximum}, found ${wrong}`);
  return levels;
}

function steppedLevels(option: string, text: string): number[] {
  const words = text.split(":");
  if (words.length !== 3) throw wrongOption(option, `expected FROM:TO:STEP, found ${text}`);
  const [from, to, step] = words.map((word) => level(option, word));
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(step !== 0 && count >= 1 && count <= mostLevels)) {
    throw wrongOption(option, `expected 1 to ${mostLevels} levels from FROM to TO in STEPs, found ${text}`);
  }
  // Of decimal figures a sum may end in 1.2000000000000002.
  return Array.from({ length: count }, (_, index) => Number((from + index * step).toPrecision(12)));
}

function level(option: string, word: string): number {
  const value = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(word) ? Number(word) : Number.NaN;
  if (!Number.isFinite(value)) {
    throw wrongOption(option, `expected numbers, found ${word.trim() === "" ? "nothing" : word}`);
  }
  return value;
}
