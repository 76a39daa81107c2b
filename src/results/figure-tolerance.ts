import { nearestName } from "../nearest-name.js";

/** How far a figure may move. */
export interface Tolerance {
  /** As the user wrote it. */
  readonly text: string;
  /** A figure's name; `*` stands for any letters. */
  readonly figure: string;
  readonly amount: number;
  /** Empty for a bare number; `%` and `%rel` are parts of the baseline's value. */
  readonly unit: string;
}

/** Of figures that no tolerance names: what arithmetic on another machine may differ by. */
const defaultRelative = 1e-9;
const defaultAbsolute = 1e-9;

/** A tolerance that cannot be read, or does not fit its figure. */
export interface ToleranceProblem {
  readonly message: string;
  readonly hint?: string;
}

const form = /^\s*([\w*]+)\s*=\s*(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?)\s*(\S*)\s*$/i;

/** Reads `figure=amount unit`, e.g. `cn_dB=0.1 dB`, `latency*=5 %`, `packetLoss=0.001`. */
export function parseTolerance(text: string): Tolerance | ToleranceProblem {
  const match = form.exec(text);
  if (!match) {
    return { message: `expected FIGURE=AMOUNT with the figure's unit, e.g. cn_dB='0.1 dB', found ${text}` };
  }
  return { text: text.trim(), figure: match[1], amount: Number(match[2]), unit: match[3] };
}

/** The largest allowed difference from the baseline's value, in the figure's own unit. The last that fits counts. */
export function allowedDifference(tolerances: readonly Tolerance[], figure: string, baseline: number): number {
  const found = tolerances.findLast((tolerance) => fits(tolerance, figure));
  if (!found) return defaultRelative * Math.abs(baseline) + defaultAbsolute;
  if (found.unit.startsWith("%")) return (found.amount / 100) * Math.abs(baseline);
  return found.unit === "pp" ? found.amount / 100 : found.amount;
}

/** Whether a tolerance names the figure. */
export function isNamed(tolerances: readonly Tolerance[], figure: string): boolean {
  return tolerances.some((tolerance) => fits(tolerance, figure));
}

/** What is wrong with tolerances for figures of these names: nothing that fits, or another unit. */
export function toleranceProblems(tolerances: readonly Tolerance[], figures: readonly string[]): ToleranceProblem[] {
  return tolerances.flatMap((tolerance) => {
    const fitting = figures.filter((figure) => fits(tolerance, figure));
    if (fitting.length === 0) {
      const nearest = nearestName(tolerance.figure, figures);
      return [
        {
          message: `no figure is named ${tolerance.figure}`,
          hint: nearest ? `did you mean ${nearest}?` : "kpi.json of a run names them; `*` stands for any letters",
        },
      ];
    }
    const wrong = fitting.find((figure) => !isUnitOf(tolerance.unit, figure));
    return wrong === undefined ? [] : [wrongUnit(tolerance, wrong)];
  });
}

function wrongUnit({ text, unit }: Tolerance, figure: string): ToleranceProblem {
  const own = unitOf(figure);
  const expected = own === "" ? "a bare number, `pp` (percentage points) or `%rel`" : `${own}, \`%\` or \`%rel\``;
  const hint =
    unit === "%" ? "of a ratio, `%` could mean either: `pp` adds points, `%rel` scales the figure" : undefined;
  return { message: `${text}: expected ${expected} for ${figure}, found ${unit || "no unit"}`, hint };
}

function isUnitOf(unit: string, figure: string): boolean {
  if (unit === "%rel") return true;
  const own = unitOf(figure);
  if (own === "") return unit === "" || unit === "pp";
  // A difference of levels is a ratio: dBW and dBi may move by so many dB.
  return unit === "%" || letters(unit) === own || (own.startsWith("dB") && unit === "dB");
}

/** What stands behind a figure's last underscore; empty for a count or a ratio. */
function unitOf(figure: string): string {
  const underscore = figure.lastIndexOf("_");
  return underscore < 0 ? "" : figure.slice(underscore + 1);
}

/** `dB/K` is written dBK in a name. */
function letters(unit: string): string {
  return unit.replaceAll(/[^A-Za-z0-9]/g, "");
}

function fits({ figure: pattern }: Tolerance, figure: string): boolean {
  const expression = pattern.split("*").join(".*");
  return new RegExp(`^${expression}$`).test(figure);
}
