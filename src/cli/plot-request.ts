import type { Plot } from "../report/plot.js";
import type { PlotColumn } from "../report/plot-column.js";
import type { ResultsPlotData } from "../report/results-plot.js";
import type { ResultFolder, SweepAxis } from "../results/result-folder.js";
import type { OpenTable, ResultTable } from "../results/result-table.js";
import { type CommandArguments, wrongOption } from "./command-arguments.js";

const kinds = ["line", "scatter", "heatmap", "contour", "pareto"] as const;
type Kind = (typeof kinds)[number];

/** What a command line asks to be drawn of results. */
export interface DrawnResults {
  readonly plots: readonly Plot[];
  /** What all of them are about. */
  readonly title: string;
  /** Those of the results that have what is drawn. */
  readonly folders: readonly ResultFolder[];
  /** Names of the drawn columns, for a file's name. */
  readonly x: string;
  readonly y: readonly string[];
  /** Rows drawn, rows that a condition leaves out, and rows of refused points. */
  readonly rows: { readonly drawn: number; readonly leftOut: number; readonly refused: number };
}

/**
 * Finds the columns that the options name, reads them, leaves out what is not asked for and draws the rest.
 *
 * @throws LeolinkError (`input`) on a column that is none, or values that cannot be drawn so
 */
export async function drawResults(args: CommandArguments, given: readonly ResultFolder[]): Promise<DrawnResults> {
  const [{ openResultTable }, { seriesFiles }, { columnNamed }, filter] = await Promise.all([
    import("../results/result-table.js"),
    import("../results/result-folder.js"),
    import("../results/column-name.js"),
    import("../results/row-filter.js"),
  ]);
  const kind = args.choice<Kind>("kind", kinds) ?? "line";
  const isSeries = args.flag("series") || given.every((folder) => folder.kind === "run");
  const folders = given.filter((folder) => (isSeries ? seriesFiles(folder).length > 0 : folder.points !== undefined));
  const open = openResultTable(folders.length > 0 ? folders : given, isSeries ? "series" : "points");
  const axes = folders.flatMap((folder) => folder.axes);
  const column = (option: string, name: string) => columnNamed(name, open.names, axes, `--${option}`);
  const one = (option: string) => {
    const name = args.text(option);
    return name === undefined ? undefined : column(option, name);
  };
  const several = (option: string) => listed(args.text(option)).map((name) => column(option, name));
  const goals = { maximise: several("maximise"), minimise: several("minimise") };
  const usual = defaults(open, folders, isSeries);
  const x = one("x") ?? (kind === "pareto" ? undefined : usual.x);
  const y = several("y").length > 0 ? several("y") : kind === "pareto" ? [] : usual.y;
  const asked = { x, y, z: one("z"), color: one("color"), facet: one("facet") };
  checkRoles(kind, asked, goals);
  const conditions = args.list("where").map((text) => {
    const condition = filter.rowCondition(text);
    return { ...condition, column: column("where", condition.column) };
  });
  const names = [asked.x, ...y, asked.z, asked.color, asked.facet, ...goals.maximise, ...goals.minimise];
  const table = await open.read(
    wantedColumns(open, names, [
      ...conditions.map((each) => each.column),
      ...axes.map((axis) => axis.column),
      "folder",
    ]),
  );
  const all = Array.from({ length: table.length }, (_, row) => row);
  const status = table.columns.get("status")?.values;
  const done = status ? all.filter((row) => status[row] !== "refused") : all;
  const isKept = conditions.map((each) => filter.rowsWhere(table.columns.get(each.column)!, each));
  const rows = done.filter((row) => isKept.every((kept) => kept[row]));
  if (rows.length === 0) {
    const why = conditions.length > 0 ? `no row meets ${args.list("where").join(" and ")}` : "there is no finished row";
    throw wrongOption(conditions.length > 0 ? "where" : "x", `expected rows to draw, but ${why}`);
  }
  const { plots, title } = await drawn(kind, { ...asked, x: asked.x!, y }, goals, {
    table,
    axes,
    rows,
    isSeries,
    args,
    folders,
  });
  return {
    plots,
    title,
    folders,
    x: asked.x!,
    y: asked.z === undefined ? y : [asked.z],
    rows: { drawn: rows.length, leftOut: done.length - rows.length, refused: all.length - done.length },
  };
}

interface Asked {
  readonly x?: string;
  readonly y: readonly string[];
  readonly z?: string;
  readonly color?: string;
  readonly facet?: string;
}

interface Goals {
  readonly maximise: readonly string[];
  readonly minimise: readonly string[];
}

/** What a folder of one kind is usually drawn as: a curve as its waterfall, a run over time, a sweep over its axis. */
function defaults(open: OpenTable, folders: readonly ResultFolder[], isSeries: boolean): Asked {
  const first = (...names: readonly (string | undefined)[]) =>
    names.find((name) => name !== undefined && open.names.includes(name));
  if (isSeries) return { x: first("time_s"), y: [] };
  const axis = first(...folders.flatMap(({ axes }) => axes.map((each) => each.column)));
  return { x: axis ?? first("esn0_dB", "probability"), y: [first("bler")].filter((name) => name !== undefined) };
}

function checkRoles(kind: Kind, { x, y, z, color }: Asked, { maximise, minimise }: Goals): void {
  const goals = [...maximise, ...minimise];
  const twice = maximise.find((name) => minimise.includes(name));
  if (twice !== undefined) throw wrongOption("minimise", `expected ${twice} one way only, found --maximise too`);
  if (kind !== "pareto" && goals.length > 0) {
    throw wrongOption(maximise.length > 0 ? "maximise" : "minimise", "expected --kind pareto beside it");
  }
  if (x === undefined) throw wrongOption("x", "expected a column, found none");
  if (y.length === 0) throw wrongOption("y", "expected a column or several with commas, found none");
  const isGrid = kind === "heatmap" || kind === "contour";
  if (isGrid && z === undefined) throw wrongOption("z", `expected the column that a ${kind} colours, found none`);
  if (!isGrid && z !== undefined) throw wrongOption("z", "expected --kind heatmap or contour beside it");
  if (kind !== "line" && kind !== "scatter") {
    if (y.length > 1) throw wrongOption("y", `expected one column for a ${kind}, found ${y.length}`);
    if (color !== undefined)
      throw wrongOption("color", `expected none with --kind ${kind}; --facet makes a plot a value`);
  }
  if (kind !== "pareto") return;
  const open = [x, ...y].find((name) => !goals.includes(name));
  if (open !== undefined) {
    throw wrongOption("kind", `pareto: expected which way ${open} is better: --maximise ${open} or --minimise ${open}`);
  }
}

/** The columns with the ends of their intervals, and what else is looked at, as far as the table has it. */
function wantedColumns(open: OpenTable, names: readonly (string | undefined)[], others: readonly string[]): string[] {
  const figures = names.filter((name) => name !== undefined);
  const wanted = [...figures.flatMap((name) => [name, `${name}_low`, `${name}_high`]), ...others, "status", "point"];
  return [...new Set(wanted)].filter((name) => open.names.includes(name));
}

interface Source {
  readonly table: ResultTable;
  readonly axes: readonly SweepAxis[];
  readonly rows: readonly number[];
  readonly isSeries: boolean;
  readonly args: CommandArguments;
  readonly folders: readonly ResultFolder[];
}

async function drawn(
  kind: Kind,
  asked: Asked & { readonly x: string },
  { maximise, minimise }: Goals,
  source: Source,
): Promise<Pick<DrawnResults, "plots" | "title">> {
  const [{ plotColumn, distinctValues }, { facetsOf, mostFacets, subjectText }, { mostNames }] = await Promise.all([
    import("../report/plot-column.js"),
    import("../report/results-plot.js"),
    import("../report/colour-groups.js"),
  ]);
  const { table, axes, rows, args, isSeries, folders } = source;
  const isLog = (letter: string) => (args.flag(`log-${letter}`) ? true : args.flag("linear") ? false : undefined);
  const make = (name: string, log?: boolean) => plotColumn(table, name, axes, log ?? false);
  const varies = (name: string) => distinctValues(make(name), rows).length > 1;
  const color =
    asked.color ?? (kind === "line" || kind === "scatter" ? usualColour(asked, source, varies, isSeries) : undefined);
  const data: ResultsPlotData = {
    x: plotColumn(table, asked.x, axes, isLog("x")),
    y: asked.y.map((name) => plotColumn(table, name, axes, isLog("y"))),
    z: asked.z === undefined ? undefined : plotColumn(table, asked.z, axes, isLog("z")),
    color: color === undefined ? undefined : make(color),
    facet: asked.facet === undefined ? undefined : make(asked.facet),
    rows,
  };
  for (const [option, column] of [["x", data.x], ...data.y.map((each) => ["y", each] as const)] as const) {
    if (args.flag(`log-${option}`) && column.kind !== "number") {
      throw wrongOption(`log-${option}`, `expected numbers in ${column.name}, found ${column.kind}s`);
    }
    if (column.isLog && !rows.some((row) => Number(column.values[row] ?? 0) > 0)) {
      throw wrongOption(
        option,
        `expected values above 0 for a logarithmic axis, found none in ${column.name}`,
        "--linear",
      );
    }
  }
  if (data.color?.kind === "text" && distinctValues(data.color, rows).length > mostNames) {
    throw wrongOption(
      "color",
      `expected at most ${mostNames} names in ${color}, found more`,
      "--where leaves rows out",
    );
  }
  if (data.facet && distinctValues(data.facet, rows).length > mostFacets) {
    throw wrongOption("facet", `expected at most ${mostFacets} values in ${asked.facet}, found more`);
  }
  if (data.facet && facetsOf(data).length === 0)
    throw wrongOption("facet", `expected values in ${asked.facet}, found none`);
  switch (kind) {
    case "line":
    case "scatter":
      return {
        plots: (await import("../report/plot-lines.js")).linePlots(data, kind),
        title: subjectText(data.y, [data.x]),
      };
    case "heatmap":
    case "contour":
      return {
        plots: (await import("../report/plot-grid.js")).gridPlots({ ...data, z: data.z! }, kind),
        title: subjectText([data.z!], [data.x, ...data.y]),
      };
    case "pareto": {
      const { paretoPlots } = await import("../report/plot-pareto.js");
      const others = [...maximise, ...minimise].filter((name) => name !== asked.x && !asked.y.includes(name));
      const columns: readonly PlotColumn[] = [data.x, ...data.y, ...others.map((name) => make(name))];
      const text = columns.find((column) => column.kind !== "number");
      if (text) throw wrongOption("kind", `pareto: expected numbers in ${text.name}, found ${text.kind}s`);
      const goals = columns.map((each) => ({ column: each, isLargerBetter: maximise.includes(each.name) }));
      const inputs = [...(folders.length > 1 ? ["folder"] : []), ...new Set(axes.map(({ column }) => column))];
      const named = inputs.length > 0 ? inputs : table.columns.has("point") ? ["point"] : [];
      const told = named.filter((name) => table.columns.has(name)).map((name) => make(name));
      return { plots: paretoPlots(data, goals, told), title: `Pareto front: ${subjectText(data.y, [data.x])}` };
    }
  }
}

/** What tells lines apart where nothing was asked for: the folder, the point of a series, a sweep's other axis. */
function usualColour(
  { x, y, facet }: Asked,
  { table, axes }: Source,
  varies: (name: string) => boolean,
  isSeries: boolean,
): string | undefined {
  const taken = new Set([x, ...y, facet]);
  const candidates = ["folder", ...(isSeries ? ["point"] : []), ...axes.map(({ column }) => column)];
  return candidates.find((name) => !taken.has(name) && table.columns.has(name) && varies(name));
}

function listed(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
