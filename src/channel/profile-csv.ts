import { LeolinkError, type Problem } from "../leolink-error.js";
import type { RecordedProfile } from "./recorded-profile.js";

const columns = ["time_s", "path", "excessDelay_s", "gain_dB", "doppler_Hz"] as const;
const mostRows = 10_000_000;
/** Beyond these a value stands in another unit, or is absolute where it should be relative to the line of sight. */
const mostDelay_s = 1;
const mostGain_dB = 40;
const mostDoppler_Hz = 1e6;
const pathLoss = { column: "pathLoss_dB", least_dB: 20, most_dB: 400 };

/**
 * Reads a recorded profile: a line of column names (`time_s`, `path`, `excessDelay_s`, `gain_dB`, `doppler_Hz` and, where it
 * was recorded, `pathLoss_dB`, in any order; others are passed over), then a line for each path of each moment, moments rising,
 * the paths of each counted from 0. `-inf` is the level of a path that is absent; lines that begin with # are passed over.
 *
 * @throws LeolinkError (`input`) with the lines that are wrong
 */
export function profileFromCsv(text: string, file: string): RecordedProfile {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), number: index + 1 }));
  const rows = lines.filter(({ line }) => line !== "" && !line.startsWith("#"));
  const problems: Problem[] = [];
  const wrong = (number: number, message: string) => {
    if (problems.length < 20) problems.push({ message, location: { file, line: number, column: 1 } });
  };
  const [head, ...body] = rows;
  if (!head)
    throw new LeolinkError("input", [
      { message: "expected a recorded profile, found an empty file", location: { file } },
    ]);
  const names = head.line.split(",").map((name) => name.trim());
  const missing = columns.filter((column) => !names.includes(column));
  const hasPathLoss = names.includes(pathLoss.column);
  const places = [...columns, ...(hasPathLoss ? [pathLoss.column] : [])].map((column) => names.indexOf(column));
  if (missing.length > 0) {
    wrong(head.number, `expected the columns ${columns.join(", ")}; missing: ${missing.join(", ")}`);
    throw new LeolinkError("input", problems);
  }
  if (body.length > mostRows) wrong(head.number, `expected at most ${mostRows} rows, found ${body.length}`);
  const moments: { time_s: number; paths: (readonly number[])[]; number: number }[] = [];
  for (const { line, number } of body) {
    const cells = line.split(",");
    const [time_s, path, ...values] = places.map((place) => numberOf(cells[place]));
    const [delay_s, level_dB, doppler_Hz, loss_dB = pathLoss.least_dB] = values;
    if (cells.length !== names.length) wrong(number, `expected ${names.length} values, found ${cells.length}`);
    else if (![time_s, path, delay_s, doppler_Hz, loss_dB].every(Number.isFinite) || !(level_dB < Infinity)) {
      wrong(number, `expected numbers (gain_dB may be -inf), found ${line.slice(0, 80)}`);
    } else if (Math.abs(delay_s) > mostDelay_s) {
      wrong(number, `expected an excess delay within ${mostDelay_s} s, found ${delay_s} s`);
    } else if (level_dB > mostGain_dB) {
      wrong(
        number,
        `expected a gain over the unobstructed line of sight up to ${mostGain_dB} dB, found ${level_dB} dB`,
      );
    } else if (Math.abs(doppler_Hz) > mostDoppler_Hz) {
      wrong(number, `expected a Doppler shift within ${mostDoppler_Hz} Hz, found ${doppler_Hz} Hz`);
    } else if (!(loss_dB >= pathLoss.least_dB && loss_dB <= pathLoss.most_dB)) {
      const { column: name, least_dB, most_dB } = pathLoss;
      wrong(number, `expected a ${name} from ${least_dB} to ${most_dB} dB, found ${cells[names.indexOf(name)]}`);
    }
    const last = moments[moments.length - 1];
    if (last && time_s === last.time_s) {
      if (path !== last.paths.length) wrong(number, `expected path ${last.paths.length} of this moment, found ${path}`);
      last.paths.push(values);
      continue;
    }
    if (path !== 0) wrong(number, `expected path 0 first at a new moment, found ${path}`);
    if (last && !(time_s > last.time_s)) wrong(number, `expected a time after ${last.time_s} s, found ${time_s} s`);
    moments.push({ time_s, paths: [values], number });
  }
  if (moments.length < 2) wrong(head.number, `expected at least two moments, found ${moments.length}`);
  const pathCount = moments[0]?.paths.length ?? 0;
  for (const { paths, number, time_s } of moments) {
    if (paths.length !== pathCount) wrong(number, `expected ${pathCount} paths at ${time_s} s, found ${paths.length}`);
  }
  if (problems.length > 0) throw new LeolinkError("input", problems);
  const column = (index: number) => Float64Array.from(moments.flatMap(({ paths }) => paths.map((path) => path[index])));
  return {
    pathCount,
    time_s: Float64Array.from(moments, ({ time_s }) => time_s),
    excessDelay_s: column(0),
    gain_dB: column(1),
    doppler_Hz: column(2),
    ...(hasPathLoss && { pathLoss_dB: column(3) }),
  };
}

function numberOf(cell: string | undefined): number {
  const text = cell?.trim().toLowerCase() ?? "";
  if (text === "-inf" || text === "-infinity") return Number.NEGATIVE_INFINITY;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
