import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { LeolinkError } from "../leolink-error.js";

/** The tables that a folder of results holds, by what a query calls them, with the pattern of their files. */
export interface ResultFolder {
  readonly folder: string;
  /** Told apart from those of other folders by this. */
  readonly name: string;
  /** Parquet of points, of a sweep or a curve. */
  readonly points?: string;
  /** Parquet of time series; a pattern where there is one a point. */
  readonly series?: string;
  /** JSON of key figures, of a run. */
  readonly figures?: string;
}

/**
 * What a run, sweep or curve folder holds.
 *
 * @throws LeolinkError (`input`) where it is none
 */
export function resultFolder(folder: string): ResultFolder {
  const refused = (message: string, hint?: string) =>
    new LeolinkError("input", [{ message, location: { file: folder }, hint }]);
  if (!existsSync(folder)) throw refused("expected a folder of results, found nothing");
  if (!statSync(folder).isDirectory()) throw refused("expected a folder of results, found a file");
  const has = (name: string) => existsSync(join(folder, name));
  const found: ResultFolder = {
    folder,
    name: basename(resolve(folder)),
    ...(has("points.parquet") && { points: join(folder, "points.parquet") }),
    ...(has("series.parquet") && { series: join(folder, "series.parquet") }),
    ...(has("series") && { series: join(folder, "series", "point=*", "series.parquet") }),
    ...(has("kpi.json") && { figures: join(folder, "kpi.json") }),
  };
  if (found.points ?? found.series ?? found.figures) return found;
  const inner = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith("."),
  );
  const hint = inner.length > 0 ? `give the folders in it, e.g. ${join(folder, inner[0].name)}` : undefined;
  throw refused(
    "expected a folder of results with points.parquet, series.parquet or kpi.json, found none of them",
    hint,
  );
}

/** Folders with names that tell them apart: the last parts of their paths, as many as that takes. */
export function distinctNames(folders: readonly ResultFolder[]): readonly ResultFolder[] {
  const parts = folders.map(({ folder }) => resolve(folder).split(/[\\/]/));
  for (let length = 1; ; length++) {
    const names = parts.map((each) => each.slice(-length).join("/"));
    const isLongest = parts.every((each) => each.length <= length);
    if (new Set(names).size === names.length || isLongest) {
      return folders.map((folder, index) => ({ ...folder, name: names[index] }));
    }
  }
}
