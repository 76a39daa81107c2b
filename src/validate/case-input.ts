import type { CaseValue } from "./validation-model.js";

export type CaseInput = Readonly<Record<string, CaseValue>>;

/**
 * The number in a column.
 *
 * @throws RangeError when the column holds text
 */
export function caseNumber(input: CaseInput, column: string): number {
  const value = input[column];
  if (typeof value !== "number") throw new RangeError(`${column}: expected a number, found ${JSON.stringify(value)}`);
  return value;
}

/**
 * The text in a column.
 *
 * @throws RangeError when the column holds a number
 */
export function caseText(input: CaseInput, column: string): string {
  const value = input[column];
  if (typeof value !== "string") throw new RangeError(`${column}: expected a text, found ${value}`);
  return value;
}

/**
 * The text in a column that holds one of a few.
 *
 * @throws RangeError when it is none of them
 */
export function caseChoice<Choice extends string>(
  input: CaseInput,
  column: string,
  choices: readonly Choice[],
): Choice {
  const value = input[column];
  const choice = choices.find((each) => each === value);
  if (choice === undefined) {
    throw new RangeError(`${column}: expected ${choices.join(" or ")}, found ${JSON.stringify(value)}`);
  }
  return choice;
}
