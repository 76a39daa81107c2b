import { LeolinkError } from "../leolink-error.js";

/** One thing wrong with a two-line element set; `column` counts from 1. */
export interface TleProblem {
  readonly line: 1 | 2;
  readonly column: number;
  readonly message: string;
}

/** A named element set of a TLE file; `lineNumber` is that of its line 1 in the file, from 1. */
export interface TleEntry {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly lineNumber: number;
}

interface Field {
  /** First and last column, from 1, as the format's description counts. */
  readonly columns: readonly [number, number];
  readonly name: string;
  readonly form: string;
  readonly pattern: RegExp;
  /** Inclusive limits of the number in the field. */
  readonly range?: readonly [number, number];
}

const lineLength = 69;
const signedExponential = /^[ +-]\d{5}[+-]\d$/;

const catalogueNumber: Field = {
  columns: [3, 7],
  name: "catalogue number",
  form: "5 digits (or a letter and 4 digits)",
  pattern: /^(?:[ \d]{0,4}\d|[A-HJ-NP-Z]\d{4})$/,
};
const blank = (column: number): Field => ({
  columns: [column, column],
  name: "separator",
  form: "a blank",
  pattern: /^ $/,
});
const angle = (columns: readonly [number, number], name: string, limit_deg: number): Field => ({
  columns,
  name,
  form: `degrees from 0 to ${limit_deg} as ddd.dddd`,
  pattern: /^ {0,2}\d{1,3}\.\d{4}$/,
  range: [0, limit_deg],
});

/** Columns of line 1. Source: Vallado et al., AIAA 2006-6753, appendix B; CelesTrak, "NORAD two-line element set format". */
const line1Fields: readonly Field[] = [
  { columns: [1, 1], name: "line number", form: "1", pattern: /^1$/ },
  blank(2),
  catalogueNumber,
  { columns: [8, 8], name: "classification", form: "U, C or S", pattern: /^[UCS ]$/ },
  blank(9),
  { columns: [10, 17], name: "international designator", form: "YYNNNAAA", pattern: /^(?: {8}|\d{5}[A-Z ]{3})$/ },
  blank(18),
  {
    columns: [19, 32],
    name: "epoch",
    form: "year and day as YYDDD.DDDDDDDD",
    pattern: /^\d{2}[ \d]{2}\d\.\d{8}$/,
  },
  blank(33),
  { columns: [34, 43], name: "first derivative of the mean motion", form: "±.dddddddd", pattern: /^[ +0-]\.\d{8}$/ },
  blank(44),
  { columns: [45, 52], name: "second derivative of the mean motion", form: "±ddddd±d", pattern: signedExponential },
  blank(53),
  { columns: [54, 61], name: "drag term B*", form: "±ddddd±d", pattern: signedExponential },
  blank(62),
  { columns: [63, 63], name: "ephemeris type", form: "a digit", pattern: /^[\d ]$/ },
  blank(64),
  { columns: [65, 68], name: "element set number", form: "up to 4 digits", pattern: /^ *\d+$/ },
];

/** Columns of line 2. */
const line2Fields: readonly Field[] = [
  { columns: [1, 1], name: "line number", form: "2", pattern: /^2$/ },
  blank(2),
  catalogueNumber,
  blank(8),
  angle([9, 16], "inclination", 180),
  blank(17),
  angle([18, 25], "right ascension of the ascending node", 360),
  blank(26),
  { columns: [27, 33], name: "eccentricity", form: "7 digits", pattern: /^\d{7}$/ },
  blank(34),
  angle([35, 42], "argument of perigee", 360),
  blank(43),
  angle([44, 51], "mean anomaly", 360),
  blank(52),
  {
    columns: [53, 63],
    name: "mean motion",
    form: "revolutions a day above 0 and up to 17.5 as dd.dddddddd",
    pattern: /^[ \d]\d\.\d{8}$/,
    // An orbit of 17.5 revolutions a day would lie inside the Earth.
    range: [1e-8, 17.5],
  },
  { columns: [64, 68], name: "revolution number", form: "up to 5 digits", pattern: /^ *\d+$/ },
];

/**
 * Everything wrong with a two-line element set: length, columns, numbers and their ranges, both checksums, and that both
 * lines name the same satellite. Empty for a sound one; never throws.
 */
export function tleProblems(line1: string, line2: string): TleProblem[] {
  const problems = [...lineProblems(1, line1, line1Fields), ...lineProblems(2, line2, line2Fields)];
  const number1 = line1.slice(2, 7);
  const number2 = line2.slice(2, 7);
  if (catalogueNumber.pattern.test(number1) && catalogueNumber.pattern.test(number2) && number1 !== number2) {
    const message = `TLE line 2, columns 3 to 7: expected the catalogue number of line 1, ${number1}, found ${number2}`;
    problems.push({ line: 2, column: 3, message });
  }
  return problems;
}

/** Throws LeolinkError (`input`) with every problem of the element set; its messages name line and column. */
export function checkTle(line1: string, line2: string): void {
  const problems = tleProblems(line1, line2);
  if (problems.length > 0) throw new LeolinkError("input", problems);
}

/**
 * Epoch of an element set as Unix time in milliseconds, UTC. Years 57 to 99 are 1957 to 1999, years 00 to 56 2000 to 2056.
 *
 * @param line1 line 1 of a sound element set
 */
export function tleEpoch_ms(line1: string): number {
  const year = Number(line1.slice(18, 20));
  const day = Number(line1.slice(20, 32));
  if (!(year >= 0 && day >= 1)) throw new RangeError(`tleEpoch_ms: no epoch in columns 19 to 32 of "${line1}"`);
  return Date.UTC(year < 57 ? 2000 + year : 1900 + year, 0, 1) + (day - 1) * 86_400_000;
}

/**
 * Element sets of a text in which each pair of lines may follow a line with a name (also as `0 NAME`).
 * Blank lines, trailing blanks, CRLF and a byte order mark do not matter. The columns are not checked: see `tleProblems`.
 *
 * @throws LeolinkError (`input`) where a line 1 has no line 2 or a line belongs to nothing; the messages give the file's line
 */
export function parseTleFile(text: string): TleEntry[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ text: line.trimEnd(), lineNumber: index + 1 }))
    .filter((line) => line.text.trim() !== "");
  const entries: TleEntry[] = [];
  const problems: { message: string }[] = [];
  const report = (lineNumber: number, message: string) => problems.push({ message: `line ${lineNumber}: ${message}` });

  let index = 0;
  while (index < lines.length) {
    const isNamed = !isDataLine(lines[index].text);
    const name = isNamed ? lines[index].text.replace(/^0 /, "").trim() : "";
    const first = lines[isNamed ? index + 1 : index];
    const second = lines[isNamed ? index + 2 : index + 1];
    if (first === undefined || !first.text.startsWith("1 ")) {
      report(
        lines[index].lineNumber,
        `expected line 1 of an element set, found ${quoted(first?.text ?? lines[index].text)}`,
      );
      index += 1;
    } else if (second === undefined || !second.text.startsWith("2 ")) {
      report(first.lineNumber, `expected line 2 of the element set to follow, found ${quoted(second?.text)}`);
      index += isNamed ? 2 : 1;
    } else {
      entries.push({ name, line1: first.text, line2: second.text, lineNumber: first.lineNumber });
      index += isNamed ? 3 : 2;
    }
  }
  if (problems.length > 0) throw new LeolinkError("input", problems);
  return entries;
}

function isDataLine(text: string): boolean {
  return text.startsWith("1 ") || text.startsWith("2 ");
}

function quoted(text: string | undefined): string {
  if (text === undefined) return "the end of the text";
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}

function lineProblems(line: 1 | 2, text: string, fields: readonly Field[]): TleProblem[] {
  if (text.length !== lineLength) {
    const column = Math.min(text.length, lineLength) + 1;
    return [{ line, column, message: `TLE line ${line}: expected ${lineLength} characters, found ${text.length}` }];
  }
  const problems = fields.flatMap((field) => fieldProblems(line, text, field));
  const expected = checksum(text);
  const found = text[lineLength - 1];
  if (found !== String(expected)) {
    const message = `TLE line ${line}, column ${lineLength}: expected checksum ${expected}, found ${JSON.stringify(found)}`;
    problems.push({ line, column: lineLength, message });
  }
  return problems;
}

function fieldProblems(line: 1 | 2, text: string, { columns, name, form, pattern, range }: Field): TleProblem[] {
  const [first, last] = columns;
  const found = text.slice(first - 1, last);
  const value = Number(found);
  const isInRange = range === undefined || (value >= range[0] && value <= range[1]);
  if (pattern.test(found) && isInRange && (name !== "epoch" || isEpochDay(found))) return [];
  const place = first === last ? `column ${first}` : `columns ${first} to ${last}`;
  const message = `TLE line ${line}, ${place}: expected ${name} as ${form}, found ${JSON.stringify(found)}`;
  return [{ line, column: first, message }];
}

/** The day of the year runs from 1 to 366.999...; blanks may stand for leading zeros. */
function isEpochDay(epoch: string): boolean {
  const day = Number(epoch.slice(2));
  return day >= 1 && day < 367;
}

/** Sum of the digits of columns 1 to 68, a minus counting 1, modulo 10. */
function checksum(text: string): number {
  let sum = 0;
  for (const character of text.slice(0, lineLength - 1)) {
    if (character >= "0" && character <= "9") sum += Number(character);
    else if (character === "-") sum += 1;
  }
  return sum % 10;
}
