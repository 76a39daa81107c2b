import { type ChildProcess, execFileSync, spawn } from "node:child_process";
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
  async run(words: readonly string[], onStarted?: (child: ChildProcess) => void) {
    const started = this.start(words);
    started.child.stderr?.once("data", () => onStarted?.(started.child));
    const status = await started.end;
    return { status, out: started.out, err: started.err };
  }

  /** Starts it; `words` may begin with options of Node. */
  start(words: readonly string[], { env = {}, nodeOptions = [] as readonly string[] } = {}): StartedProgram {
    return new StartedProgram([...nodeOptions, this.main, ...words], env);
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** leolink at work, and what it has printed so far. */
export class StartedProgram {
  out = "";
  err = "";
  readonly child: ChildProcess;
  /** Its exit status, once all output is there; null where a signal killed it. */
  readonly end: Promise<number | null>;

  constructor(words: readonly string[], env: Readonly<Record<string, string>>) {
    const options = { cwd: root, stdio: ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"] };
    const child = spawn(process.execPath, words, { ...options, env: { ...process.env, ...env } });
    this.child = child;
    child.stdout.on("data", (chunk) => {
      this.out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      this.err += chunk;
    });
    this.end = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
  }

  /** Waits until its output matches; fails where it ends before, or after a minute. */
  async prints(pattern: RegExp): Promise<void> {
    await this.until(({ out, err }) => pattern.test(out + err), String(pattern));
  }

  /** Waits until its output is as wanted; fails where it ends before, or after a minute. */
  async until(isSo: (started: StartedProgram) => boolean, expected = String(isSo)): Promise<void> {
    let isOver = false;
    void this.end.then(() => {
      isOver = true;
    });
    for (let waited_ms = 0; !isSo(this); waited_ms += 20) {
      if (isOver || waited_ms > 60_000) throw new Error(`expected ${expected}, found\n${this.out}\n${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
