import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Rooms by layer, lowest first: a file imports from its own room and from rooms of lower layers. `src/*.ts` and
 * `kernels` stand at the bottom; `src/fec.ts` and `src/index.ts` hand names on to users and stand on top.
 */
const layers: readonly (readonly string[])[] = [
  ["src", "kernels"],
  ["src/statistics", "src/random"],
  ["src/geometry", "src/antenna", "src/rf", "src/propagation", "src/phy", "src/fec"],
  ["src/channel"],
  ["src/budget", "src/abstraction", "src/receiver"],
  ["src/mac", "src/interference"],
  ["src/scenario"],
  ["src/sim"],
  ["src/results"],
  ["src/sweep"],
  ["src/report"],
  ["src/validate"],
  ["src/cli"],
  ["src/fec.ts"],
  ["src/index.ts"],
];

/** Only these may use Node's own modules; everything else must run in a browser. */
const nodeRooms = ["src/cli", "src/results", "src/sweep", "src/sim/node", "src/report/node", "src/validate/node"];

/** The public entries, which package.json names, and the packages that each may reach. */
const entries: Readonly<Record<string, readonly string[]>> = {
  "src/fec.ts": [],
  "src/index.ts": ["satellite.js", "yaml", "zod"],
};

/** Packages that need Node or belong to the outer rooms, by the room that may import them. */
const packageRooms: Readonly<Record<string, readonly string[]>> = {
  yargs: ["src/cli"],
  "cli-progress": ["src/cli"],
  piscina: ["src/sim/node", "src/sweep"],
  bullmq: ["src/sweep/queue"],
  ioredis: ["src/sweep/queue"],
  "gpu.js": ["kernels/gpu"],
  webgpu: ["kernels/gpu"],
  "hyparquet-writer": ["src/results", "src/sweep"],
  hyparquet: ["src/results"],
  "@duckdb/node-api": ["src/results"],
  "plotly.js-dist": ["src/report"],
  "satellite.js": ["src/geometry"],
  yaml: ["src/scenario", "src/results"],
  zod: ["src/scenario"],
};

interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Of types alone: gone once compiled. */
  readonly isType: boolean;
}

const files = ["src", "kernels"].flatMap((folder) => sourcesIn(join(root, folder))).sort();
const importsOf = new Map(files.map((file) => [file, importLines(readFileSync(join(root, file), "utf8"))]));

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".as.ts")
      ? [relative(root, path).split(sep).join("/")]
      : [];
  });
}

/** Every static import, re-export, dynamic import and worker URL of a source, without what stands in comments. */
function importLines(source: string): Import[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "));
  const pattern =
    /(?:^|[\n;])[ \t]*(?:import|export)\s(?:[^"'`;]*?\sfrom\s*)?["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']|\bnew URL\(\s*["'](\.[^"']+)["']\s*,\s*import\.meta\.url/g;
  return [...code.matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3],
    line: code.slice(0, match.index + match[0].length).split("\n").length,
    isType: /^[;\s]*(?:import|export)\s+type\s/.test(match[0]),
  }));
}

/** The source file a relative specifier names, or undefined where there is none. */
function target(file: string, specifier: string): string | undefined {
  const path = join(dirname(file), specifier).split(sep).join("/").replace(/\.js$/, ".ts");
  return importsOf.has(path) ? path : undefined;
}

function isIn(file: string, room: string): boolean {
  return file === room || file.startsWith(`${room}/`);
}

/** The longest room name that holds the file. */
function roomOf(file: string): string | undefined {
  return layers
    .flat()
    .filter((room) => (room === "src" ? dirname(file) === "src" : isIn(file, room)))
    .sort((a, b) => b.length - a.length)[0];
}

function layerOf(room: string): number {
  return layers.findIndex((layer) => layer.includes(room));
}

const arrows = [...importsOf].flatMap(([file, imports]) =>
  imports
    .filter(({ specifier }) => specifier.startsWith("."))
    .map(({ specifier, line, isType }) => ({ file, line, specifier, isType, to: target(file, specifier) })),
);

/** Import cycles as lists of files, found by Tarjan's strongly connected components. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const component = stack.splice(stack.indexOf(file));
    if (component.length > 1 || graph.get(file)?.includes(file)) found.push(component.sort());
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return found;
}

/** The file and all that it imports when it runs, directly or through others. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { file: from, to, isType } of arrows) if (from === file && to !== undefined && !isType) reach(to, seen);
  return seen;
}

describe("the arrows of the house", () => {
  it("finds the imports it is to judge", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(arrows.length).toBeGreaterThan(files.length);
    expect(
      importLines(
        'import a from "./a.js";\nimport type {\n  B,\n} from "./b.js";\nexport { c } from "./c.js";\n/* import "./no.js" */\n// import "./not.js"\nimport "./d.js";\nconst e = await import("./e.js"); new URL("./f.js", import.meta.url)',
      ).map(({ specifier, line, isType }) => `${specifier}:${line}${isType ? " type" : ""}`),
    ).toEqual(["./a.js:1", "./b.js:4 type", "./c.js:5", "./d.js:8", "./e.js:9", "./f.js:9"]);
  });

  it("finds a cycle where there is one", () => {
    const graph = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
      ["d", ["d"]],
      ["e", ["a"]],
    ]);
    expect(cycles(graph)).toEqual([["b", "c"], ["d"]]);
  });

  it("every file stands in a room of the table", () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  it("every relative import names a file of the house", () => {
    const dangling = arrows.filter(({ to }) => to === undefined);
    expect(dangling.map(({ file, line, specifier }) => `${file}:${line} ${specifier}`)).toEqual([]);
  });

  it("a room imports only from rooms of lower layers, types included", () => {
    const forbidden = arrows.filter(({ file, to }) => {
      if (to === undefined) return false;
      const from = roomOf(file)!;
      const toRoom = roomOf(to)!;
      const isOwnRoom = from === toRoom && from !== "src";
      const isGround = toRoom === "src" || toRoom === "kernels";
      if (isOwnRoom) return false;
      if (from === "src" || from === "kernels") return !isGround;
      return layerOf(toRoom) >= layerOf(from);
    });
    expect(forbidden.map(({ file, line, to }) => `${file}:${line} imports ${to}`)).toEqual([]);
  });

  it("no file imports itself through others, types included", () => {
    const graph = new Map(
      files.map((file) => [file, arrows.flatMap((arrow) => (arrow.file === file && arrow.to ? [arrow.to] : []))]),
    );
    expect(cycles(graph)).toEqual([]);
  });

  it("only the outer rooms use Node's own modules", () => {
    const outside = [...importsOf].flatMap(([file, imports]) =>
      imports
        .filter(({ specifier }) => specifier.startsWith("node:") && !nodeRooms.some((room) => isIn(file, room)))
        .map(({ specifier, line }) => `${file}:${line} ${specifier}`),
    );
    expect(outside).toEqual([]);
  });

  it("a public entry reaches the packages it names and nothing of Node, so that a browser can load it", () => {
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const offered = Object.values<string | { default: string }>(exports).flatMap((entry) =>
      typeof entry === "string" ? [] : [entry.default.replace("./dist/", "").replace(/\.js$/, ".ts")],
    );
    expect(offered.sort()).toEqual(Object.keys(entries).sort());
    for (const [entry, packages] of Object.entries(entries)) {
      const outside = [...reach(entry)]
        .flatMap((file) => importsOf.get(file)!)
        .filter(({ specifier, isType }) => !specifier.startsWith(".") && !isType)
        .map(({ specifier }) => specifier);
      expect([...new Set(outside)].sort(), entry).toEqual(packages);
    }
  });

  it("only the rooms that own a package's subject import it", () => {
    const outside = [...importsOf].flatMap(([file, imports]) =>
      imports
        .filter(({ specifier }) => !specifier.startsWith(".") && !specifier.startsWith("node:"))
        .map(({ specifier, line }) => ({ name: packageName(specifier), line }))
        .filter(({ name }) => !packageRooms[name]?.some((room) => isIn(file, room)))
        .map(({ name, line }) => `${file}:${line} ${name}`),
    );
    expect(outside).toEqual([]);
  });
});

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
