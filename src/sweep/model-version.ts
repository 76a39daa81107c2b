import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageVersion } from "../results/package-version.js";

/** Rooms under `src` and beside it on which figures depend. */
const modelRooms = [
  "abstraction",
  "antenna",
  "budget",
  "fec",
  "geometry",
  "mac",
  "phy",
  "propagation",
  "random",
  "rf",
  "scenario",
  "sim",
  "statistics",
  "../kernels",
];

let known: string | undefined;

/**
 * The version of everything that figures depend on: that of the package, a hash of the program's own files (so that a
 * change of the model is another version whether or not anyone gave it a number), and Node's, whose mathematical
 * functions are part of it.
 */
export function modelVersion(): string {
  known ??= `${packageVersion()}-${sourcesHash()}-node${process.versions.node.split(".")[0]}`;
  return known;
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  const source = join(import.meta.dirname, "..");
  for (const room of modelRooms) addFolder(hash, join(source, room), room);
  return hash.digest("hex").slice(0, 12);
}

function addFolder(hash: ReturnType<typeof createHash>, folder: string, name: string): void {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return; // A room that is not built yet.
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path, `${name}/${entry.name}`);
    else if (/\.[jt]s$/.test(entry.name) && !entry.name.endsWith(".d.ts")) {
      hash.update(`${name}/${entry.name}\n`).update(readFileSync(path));
    }
  }
}

function list(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
