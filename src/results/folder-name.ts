import { existsSync } from "node:fs";
import { basename, extname, join } from "node:path";

/** Characters a file system or a shell gives a meaning to, and everything beyond plain letters. */
const unfit = /[^A-Za-z0-9._-]+/g;
const longest = 80;

/** A file's name without its ending, as part of a folder's name. */
export function fileStem(file: string): string {
  const stem = basename(file, extname(file)).normalize("NFKD").replaceAll(unfit, "-");
  return (
    stem
      .replace(/^[-.]+/, "")
      .slice(0, longest)
      .replace(/[-.]+$/, "") || "run"
  );
}

/**
 * `ka-user-downlink-20251201T000752Z`: the scenario's file name without its ending, and when the run started.
 *
 * @param scenarioFile  path of the scenario file
 * @param started_ms  Unix time in milliseconds, UTC
 */
export function runFolderName(scenarioFile: string, started_ms: number): string {
  const time = new Date(started_ms).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return `${fileStem(scenarioFile)}-${time}`;
}

/** A path for a new run folder that nothing stands in the way of: two runs in one second get `-2`, `-3`. */
export function freeRunFolder(parent: string, scenarioFile: string, started_ms: number): string {
  const folder = join(parent, runFolderName(scenarioFile, started_ms));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? folder : `${folder}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}
