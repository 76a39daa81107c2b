import type { ResultFolder } from "../../results/result-folder.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";
import type { DrawnResults } from "../plot-request.js";

export const plotCommand: Command = {
  usage: "plot <results..>",
  describe: "Plot columns of sweeps, curves and runs on a page that opens without a network",
  details:
    "A column goes by its name, an axis of a sweep also by its path (orbit.fixed.elevation). What is\n" +
    "left out is taken from the results: x of a sweep is its first axis, of a curve the Es/N0 with\n" +
    "the block error rate as y, of a run the time; lines are coloured by folder, then by a sweep's\n" +
    "other axis. Error rates stand on a logarithmic axis; a column's interval (<name>_low,\n" +
    "<name>_high) is drawn as a band. y columns of one unit share a plot.",
  positionals: { results: "Result folders, folders of them, or .parquet files of points" },
  options: {
    x: { kind: "text", value: "COLUMN", describe: "Horizontal axis" },
    y: { kind: "text", value: "COLUMN,...", describe: "What is drawn over x; the second axis of a heatmap or contour" },
    z: { kind: "text", value: "COLUMN", describe: "What a heatmap or contour colours" },
    color: { kind: "text", value: "COLUMN", describe: "A colour a value" },
    facet: { kind: "text", value: "COLUMN", describe: "A plot a value, all on the same scales" },
    kind: { kind: "text", value: "KIND", describe: "line, scatter, heatmap, contour or pareto; line if left out" },
    maximise: { kind: "text", value: "COLUMN,...", describe: "With --kind pareto: larger is better" },
    minimise: { kind: "text", value: "COLUMN,...", describe: "With --kind pareto: smaller is better" },
    where: {
      kind: "list",
      value: "CONDITION",
      describe: "Only rows with e.g. 'bler > 1e-5' (may be repeated: all hold)",
    },
    series: { kind: "flag", describe: "Of a sweep, plot its points' time series" },
    "log-x": { kind: "flag", describe: "Logarithmic x" },
    "log-y": { kind: "flag", describe: "Logarithmic y" },
    "log-z": { kind: "flag", describe: "Logarithmic colours" },
    linear: { kind: "flag", describe: "Linear axes for error rates too" },
    title: { kind: "text", value: "TEXT", describe: "Of the page; made of the columns if left out" },
    out: {
      kind: "text",
      value: "FILE",
      describe: "The page (HTML); <results>-<y>-over-<x>.html here if no file is named",
    },
    png: { kind: "text", value: "FILE", describe: "A picture; needs Chromium or Chrome" },
    svg: { kind: "text", value: "FILE", describe: "The same as a drawing" },
    json: jsonOption,
  },
  examples: [
    ["leolink plot results/sweep --y throughput_Mbps --color propagation.rainRate", "lines over the first axis"],
    [
      "leolink plot results/sweep --kind contour --x orbit.fixed.elevation --y propagation.rainRate --z availability",
      "a figure over two axes",
    ],
    [
      "leolink plot results/sweep --kind pareto --x latencyP95_ms --minimise latencyP95_ms --y throughput_Mbps --maximise throughput_Mbps",
      "the points that no other betters",
    ],
    ["leolink plot results/ber-a results/ber-b --svg waterfall.svg", "waterfalls of two curves with their intervals"],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ resultFolders }, { drawResults }, { requiredChromium }] = await Promise.all([
    import("../../results/result-folder.js"),
    import("../plot-request.js"),
    import("../../report/node/chromium.js"),
  ]);
  const pictures = (["png", "svg"] as const).flatMap((format) => {
    const file = args.text(format);
    return file === undefined ? [] : [{ format, file, chromium: requiredChromium(`--${format}`) }];
  });
  const title = args.text("title");
  const given = resultFolders(args.list("results"));
  const drawn = await drawResults(args, given);
  const { folders } = drawn;
  const left = given.filter((folder) => !folders.includes(folder)).map(({ name }) => name);
  if (left.length > 0) io.note(`warning: left out, since they hold no such table: ${left.join(", ")}`);
  const [{ plotlySource }, { replaceFile }] = await Promise.all([
    import("../../report/node/plotly-source.js"),
    import("../text-file.js"),
  ]);
  const plotly = plotlySource();
  const files: Record<string, string> = {};
  const page = args.text("out") ?? (pictures.length > 0 ? undefined : defaultFile(folders, drawn));
  io.signal.throwIfAborted();
  if (page !== undefined) {
    await replaceFile(page, await pageText(drawn, folders, title, args.list("where"), plotly));
    files.html = page;
  }
  for (const { format, file, chromium } of pictures) {
    const { drawnPicture } = await import("../../report/node/picture-file.js");
    const picture = { format, plots: drawn.plots, plotlySource: plotly };
    await replaceFile(file, await drawnPicture(picture, chromium, io.signal));
    files[format] = file;
  }
  if (args.flag("json")) {
    const { plots, rows } = drawn;
    io.print(
      JSON.stringify(
        { files, rows, plots: plots.map(({ title: name, summary }) => ({ title: name, summary })) },
        null,
        2,
      ),
    );
  } else {
    const what = drawn.plots.length === 1 ? "1 plot" : `${drawn.plots.length} plots`;
    io.print(`${what} of ${rowsText(drawn)}`);
    for (const [form, file] of Object.entries(files)) io.print(`${form === "html" ? "page" : form}: ${file}`);
  }
  return exitStatus.done;
}

async function pageText(
  drawn: DrawnResults,
  folders: readonly ResultFolder[],
  title: string | undefined,
  conditions: readonly string[],
  plotlySource: string,
): Promise<string> {
  const [{ resultsPage }, { packageVersion }] = await Promise.all([
    import("../../report/results-page.js"),
    import("../../results/package-version.js"),
  ]);
  const facts: (readonly [string, string])[] = [
    ["Results", folders.map(({ name }) => name).join(", ")],
    ["Drawn", rowsText(drawn)],
    ...(conditions.length > 0 ? [["Where", conditions.join(" and ")] as const] : []),
  ];
  return resultsPage({
    title: title ?? drawn.title,
    plots: drawn.plots,
    folders,
    facts,
    leolink: packageVersion(),
    plotlySource,
  });
}

function rowsText({ rows: { drawn, leftOut, refused } }: DrawnResults): string {
  const parts = [
    `${drawn} row${drawn === 1 ? "" : "s"}`,
    ...(leftOut > 0 ? [`${leftOut} left out by --where`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ];
  return parts.join(", ");
}

function defaultFile(folders: readonly ResultFolder[], { x, y }: DrawnResults): string {
  const names =
    folders.length > 3 ? [folders[0].name, `and-${folders.length - 1}-more`] : folders.map(({ name }) => name);
  const words = `${names.join("-")}-${y.join("-")}-over-${x}`.replace(/\.parquet(?=-)/, "");
  return `${words
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[-.]+/, "")
    .slice(0, 120)}.html`;
}
