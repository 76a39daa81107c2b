/** Where in a user's file an error stands; `line` and `column` count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Dotted path of the value, e.g. `link.carrier`. */
  readonly path?: string;
}

/** One thing wrong with the user's input. */
export interface Problem {
  readonly message: string;
  readonly location?: SourceLocation;
  /** A correction, e.g. the nearest valid name. */
  readonly hint?: string;
}

/** `input`: the user's file or flag (exit status 2); `check`: a check failed (exit status 1). */
export type ErrorCode = "input" | "check";

/** The one error that crosses a subject's boundary on purpose; everything else is a bug and keeps its stack. */
export class LeolinkError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, problems: readonly Problem[]) {
    super(problems.map(problemText).join("\n"));
    this.name = "LeolinkError";
    this.code = code;
    this.problems = problems;
  }
}

/** `link.carrier: expected ..., found ... (file.yaml:12:3); did you mean ...?` */
export function problemText({ message, location, hint }: Problem): string {
  const position = location
    ? ` (${[location.file, location.line, location.column].filter((part) => part !== undefined).join(":")})`
    : "";
  const path = location?.path ? `${location.path}: ` : "";
  return `${path}${message}${position}${hint ? `; ${hint}` : ""}`;
}

/** A model used outside its stated range, or an assumption the reader must know of; reaches the report. */
export interface Warning {
  /** Which model or input says so, e.g. `ITU-R P.618-14`. */
  readonly source: string;
  readonly message: string;
}

/**
 * Makes something of what a user wrote: limits that are found where it is made are the user's matter here.
 *
 * @throws LeolinkError (`input`) in place of a RangeError
 */
export function inUsersWords<Value>(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new LeolinkError("input", [{ message: error.message }]);
    throw error;
  }
}
