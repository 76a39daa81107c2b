import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, normalize, resolve } from "node:path";
import { LeolinkError } from "../leolink-error.js";

/** An axis of a sweep: the scenario's path, the column of its values and their unit. */
export interface SweepAxis {
  readonly path: string;
  readonly column: string;
  readonly unit?: string;
}

/** A Parquet file of a time series, of a run or of one point of a sweep. */
export interface SeriesFile {
  readonly file: string;
  readonly point?: number;
}

/** A result as it lies on the disk: which files it has and how it came about. */
export interface ResultFolder {
  /** As the user named it, or found below a folder that the user named. */
  readonly path: string;
  /** Short, and no other folder's of those that were opened with it. */
  readonly name: string;
  readonly kind: "sweep" | "curve" | "run" | "file";
  /** Parquet, a row a point. */
  readonly points?: string;
  /** Key figures of a run. */
  readonly kpi?: string;
  readonly axes: readonly SweepAxis[];
  readonly leolink?: string;
  readonly started?: string;
  readonly seed?: number;
  readonly fidelity?: string;
}

/**
 * The results that paths name: result folders, folders that hold result folders, and Parquet files of points.
 *
 * @throws LeolinkError (`input`) with every path that holds no result
 */
export function resultFolders(paths: readonly string[]): ResultFolder[] {
  const found: Omit<ResultFolder, "name">[] = [];
  const problems: { message: string; location: { file: string } }[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    const opened = isThere(path) ? resultsAt(path) : `no such file or folder`;
    if (typeof opened === "string") problems.push({ message: opened, location: { file: path } });
    else found.push(...opened.filter((each) => !seen.has(resolve(each.path)) && seen.add(resolve(each.path))));
  }
  if (problems.length > 0) throw new LeolinkError("input", problems);
  const shortNames = found.map(({ path }) => basename(resolve(path)));
  return found.map((folder, index) => {
    const short = shortNames[index];
    const isUnique = shortNames.indexOf(short) === shortNames.lastIndexOf(short);
    return { ...folder, name: isUnique ? short : normalize(folder.path) };
  });
}

/** The time series of a result: one of a run, one a point of a sweep, in the order of the points. */
export function seriesFiles({ path, kind }: ResultFolder): SeriesFile[] {
  if (kind === "run") {
    const file = join(path, "series.parquet");
    return existsSync(file) ? [{ file }] : [];
  }
  const folder = join(path, "series");
  if (kind !== "sweep" || !existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const point = /^point-(\d+)\.parquet$/.exec(name)?.[1];
      return point === undefined ? [] : [{ file: join(folder, name), point: Number(point) }];
    })
    .sort((a, b) => a.point - b.point);
}

function resultsAt(path: string): Omit<ResultFolder, "name">[] | string {
  if (!statSync(path).isDirectory()) {
    return path.endsWith(".parquet")
      ? [{ path, kind: "file", points: path, axes: [] }]
      : "expected a result folder or a .parquet file, found another file";
  }
  const own = resultIn(path);
  if (own) return [own];
  const below = readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || entry.isSymbolicLink()))
    .map(({ name }) => join(path, name))
    .sort()
    .flatMap((folder) => (isThere(folder) && statSync(folder).isDirectory() ? (resultIn(folder) ?? []) : []));
  return below.length > 0
    ? below
    : "no result here: expected a folder of `leolink run`, `ber`, `random-access` or `sweep` (points.parquet or series.parquet)";
}

function resultIn(folder: string): Omit<ResultFolder, "name"> | undefined {
  const has = (name: string) => (existsSync(join(folder, name)) ? join(folder, name) : undefined);
  const points = has("points.parquet");
  const kpi = has("kpi.json");
  if (!points && !kpi && !has("series.parquet")) return undefined;
  const manifest = jsonObject(has("manifest.json"));
  const text = (key: string) => (typeof manifest[key] === "string" ? manifest[key] : undefined);
  return {
    path: folder,
    kind: !points ? "run" : has("curve.json") || has("random-access.json") ? "curve" : "sweep",
    points,
    kpi,
    axes: axesOf(manifest.axes),
    leolink: text("leolink"),
    started: text("started"),
    seed: typeof manifest.seed === "number" ? manifest.seed : undefined,
    fidelity: text("fidelity"),
  };
}

function axesOf(axes: unknown): SweepAxis[] {
  if (!Array.isArray(axes)) return [];
  return axes.flatMap((axis: unknown) => {
    if (typeof axis !== "object" || axis === null || !("path" in axis && "column" in axis)) return [];
    const { path, column } = axis;
    if (typeof path !== "string" || typeof column !== "string") return [];
    return [{ path, column, unit: "unit" in axis && typeof axis.unit === "string" ? axis.unit : undefined }];
  });
}

/** A manifest says where figures come from; without one, or with a broken one, the figures are still there. */
function jsonObject(file: string | undefined): Readonly<Record<string, unknown>> {
  if (file === undefined) return {};
  try {
    return Object(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
