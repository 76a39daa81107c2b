import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A build of leolink: the folder that holds its package.json and its `dist`. */
export class Library {
  constructor(root) {
    this.root = root;
  }

  /** The compiled program of the command line. */
  get program() {
    return join(this.root, "dist", "src", "cli", "main.js");
  }

  /** A module by the path of its source, e.g. `src/fec/code-family.js`. */
  async load(path) {
    const file = join(this.root, "dist", path);
    if (!existsSync(file)) throw new Error(`there is no ${path}`);
    return await import(pathToFileURL(file).href);
  }
}
