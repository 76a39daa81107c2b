import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** leolink compiled from the sources as they are, in a folder of its own, so that a stale `dist/` tests nothing. */
export class BuiltProgram {
  readonly #folder: string;
  /** What `dist/` is in a package. */
  readonly dist: string;
  readonly main: string;

  constructor() {
    // Below node_modules, so that the packages are found as from an installed leolink.
    const cache = join(root, "node_modules", ".cache");
    mkdirSync(cache, { recursive: true });
    this.#folder = mkdtempSync(join(cache, "leolink-test-"));
    copyFileSync(join(root, "package.json"), join(this.#folder, "package.json"));
    this.dist = join(this.#folder, "dist");
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", this.dist]);
    this.main = join(this.dist, "src", "cli", "main.js");
  }

  /** Runs it to its end; `onStarted` may disturb it once it has written to standard error. */
  run(words: readonly string[], onStarted?: (child: ReturnType<typeof spawn>) => void) {
    return new Promise<{ status: number | null; out: string; err: string }>((resolve, reject) => {
      const child = spawn(process.execPath, [this.main, ...words], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
      const found = { out: "", err: "" };
      child.stdout.on("data", (chunk) => {
        found.out += chunk;
      });
      child.stderr.on("data", (chunk) => {
        if (found.err === "") onStarted?.(child);
        found.err += chunk;
      });
      child.on("error", reject);
      child.on("close", (status) => resolve({ status, ...found }));
    });
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
