import type { Moment } from "../sim/budget-at.js";
import type { CommandOption } from "./command.js";
import { type CommandArguments, wrongOption } from "./command-arguments.js";
import { optionQuantity } from "./option-quantity.js";

/** `--at` of the commands that look at one moment of a run. */
export const momentOption: CommandOption = {
  kind: "text",
  value: "TIME|ELEVATION",
  describe:
    "A time (2025-12-01T00:12:00Z) or an elevation ('30 deg', on the way up); where the satellite stands highest if left out",
};

/** Seconds may have a fraction; the date must come back as it was written, so that 31 February is none. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

export function momentOf(args: CommandArguments): Moment | undefined {
  const text = args.text("at");
  if (text === undefined) return undefined;
  if (!/[TZ:]/.test(text)) {
    return { elevation_deg: optionQuantity(args, "at", "angle_deg", { minimum: 0, maximum: 90 })! };
  }
  const time_ms = instant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(time_ms) && new Date(time_ms).toISOString().startsWith(text.slice(0, 16))) return { time_ms };
  throw wrongOption("at", `expected a time in UTC such as 2025-12-01T00:12:00Z, or an elevation, found ${text}`);
}
