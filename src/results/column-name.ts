import { LeolinkError } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import type { SweepAxis } from "./result-folder.js";

/**
 * The column that a user means: its own name, or the scenario path of a sweep's axis (`orbit.fixed.elevation` for
 * `orbit_fixed_elevation_deg`).
 *
 * @param option  where the name was given, for the error
 * @throws LeolinkError (`input`) with the nearest name and all of them
 */
export function columnNamed(
  name: string,
  names: readonly string[],
  axes: readonly SweepAxis[],
  option: string,
): string {
  if (names.includes(name)) return name;
  const axis = axes.find(({ path, column }) => path === name && names.includes(column));
  if (axis) return axis.column;
  const nearest = nearestName(name.replaceAll(".", "_"), names) ?? nearestStart(name, names);
  throw new LeolinkError("input", [
    {
      message: `${option}: expected a column, found ${name}`,
      hint: `${nearest ? `did you mean ${nearest}? ` : ""}columns: ${shownNames(names).join(", ")}`,
    },
  ]);
}

/** A name without its unit is not near by letters: `throughput` for `throughput_Mbps`. */
function nearestStart(name: string, names: readonly string[]): string | undefined {
  const start = name.replaceAll(".", "_").toLowerCase();
  return names.find((each) => each.toLowerCase().startsWith(`${start}_`) && !isBound(each, names));
}

/** Columns a reader asks for; the interval's ends go without saying. */
function shownNames(names: readonly string[]): string[] {
  return names.filter((name) => !isBound(name, names));
}

function isBound(name: string, names: readonly string[]): boolean {
  const [, figure] = /^(.+)_(?:low|high)$/.exec(name) ?? [];
  return figure !== undefined && names.includes(figure);
}
