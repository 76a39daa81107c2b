import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LeolinkError } from "../../src/leolink-error.js";
import { checkRunFolder, type FolderContents, writeFolder } from "../../src/results/atomic-folder.js";
import { diskError } from "../../src/results/disk-error.js";
import { runFolderSchema } from "../../src/results/manifest.js";

const isManifest = JSON.stringify({ schema: runFolderSchema });
let parent: string;

beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), "leolink-folder-")));
});

afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

function problemOf(action: () => void): LeolinkError {
  try {
    action();
  } catch (error) {
    if (error instanceof LeolinkError) return error;
    throw error;
  }
  throw new RangeError("expected a LeolinkError");
}

describe("a folder of results", () => {
  it("is written with everything in it, its parents too, and leaves nothing else behind", () => {
    const folder = join(parent, "a", "b", "run");
    writeFolder(folder, { "kpi.json": "{}\n", "series.parquet": Uint8Array.of(80, 65, 82, 49) });
    expect(readdirSync(folder).sort()).toEqual(["kpi.json", "series.parquet"]);
    expect(readFileSync(join(folder, "kpi.json"), "utf8")).toBe("{}\n");
    expect([...readFileSync(join(folder, "series.parquet"))]).toEqual([80, 65, 82, 49]);
    expect(readdirSync(join(parent, "a", "b"))).toEqual(["run"]);
  });

  it("is refused where something stands already, which stays as it was", () => {
    const folder = join(parent, "run");
    writeFolder(folder, { "kpi.json": "old" });
    const error = problemOf(() => writeFolder(folder, { "kpi.json": "new" }));
    expect(error.code).toBe("input");
    expect(error.message).toContain("--force");
    expect(error.message).toContain(folder);
    expect(readFileSync(join(folder, "kpi.json"), "utf8")).toBe("old");
    expect(readdirSync(parent)).toEqual(["run"]);
  });

  it("is refused even where the folder that stands is empty", () => {
    expect(() => checkRunFolder(parent, false)).toThrow(LeolinkError);
  });

  it("is replaced whole by force: no file of the earlier run remains", () => {
    const folder = join(parent, "run");
    writeFolder(folder, { "manifest.json": isManifest, "old.txt": "old" });
    writeFolder(folder, { "manifest.json": isManifest, "new.txt": "new" }, { force: true });
    expect(readdirSync(folder).sort()).toEqual(["manifest.json", "new.txt"]);
    expect(readdirSync(parent)).toEqual(["run"]);
  });

  it("is not replaced by force unless it is a run folder: a user's own folder is never deleted", () => {
    const others: FolderContents[] = [
      { "thesis.txt": "years" },
      { "manifest.json": '{"name":"my web page"}' },
      { "manifest.json": "{" },
    ];
    for (const contents of others) {
      const folder = join(parent, "mine");
      writeFolder(folder, contents);
      const error = problemOf(() => writeFolder(folder, { "kpi.json": "{}" }, { force: true }));
      expect(error.message).toContain("expected a run folder to replace");
      expect(readdirSync(folder)).toEqual(Object.keys(contents));
      rmSync(folder, { recursive: true });
    }
    writeFileSync(join(parent, "file"), "text");
    expect(() => writeFolder(join(parent, "file"), {}, { force: true })).toThrow(LeolinkError);
    expect(readFileSync(join(parent, "file"), "utf8")).toBe("text");
  });

  it("is replaced by force where it is empty, and behind a symbolic link", () => {
    mkdirSync(join(parent, "real"));
    symlinkSync(join(parent, "real"), join(parent, "latest"));
    writeFolder(join(parent, "latest"), { "kpi.json": "{}" }, { force: true });
    expect(readdirSync(join(parent, "real"))).toEqual(["kpi.json"]);
    expect(readdirSync(parent).sort()).toEqual(["latest", "real"]);
  });

  it("leaves no trace where a file of it cannot be written", () => {
    const folder = join(parent, "run");
    const error = problemOf(() => writeFolder(folder, { "kpi.json": "{}", "no/such/folder": "x" }));
    expect(error.message).toContain("cannot write the results");
    expect(readdirSync(parent)).toEqual([]);
  });

  it("keeps the old run where the new one fails", () => {
    const folder = join(parent, "run");
    writeFolder(folder, { "manifest.json": isManifest, "old.txt": "old" });
    expect(() => writeFolder(folder, { "no/such/folder": "x" }, { force: true })).toThrow(LeolinkError);
    expect(readdirSync(folder).sort()).toEqual(["manifest.json", "old.txt"]);
    expect(readdirSync(parent)).toEqual(["run"]);
  });

  it("goes past what a crashed run of the same process id left", () => {
    mkdirSync(join(parent, `.run.${process.pid}.tmp`));
    writeFolder(join(parent, "run"), { "kpi.json": "{}" });
    expect(existsSync(join(parent, "run", "kpi.json"))).toBe(true);
  });

  it("says that a part of its path is a file", () => {
    writeFileSync(join(parent, "file"), "text");
    const error = problemOf(() => writeFolder(join(parent, "file", "run"), { "kpi.json": "{}" }));
    expect(error.code).toBe("input");
    expect(error.message).toMatch(/a part of this path is a file|something of that name is in the way/);
    expect(error.message).toContain(join(parent, "file", "run"));
  });
});

describe("an error of the disk", () => {
  const systemError = (code: string) => Object.assign(new Error(`${code}: system words`), { code, syscall: "mkdir" });

  it("becomes the user's problem, in words", () => {
    const words = {
      EACCES: "no permission",
      ENOSPC: "no space left",
      EROFS: "read-only",
      ENAMETOOLONG: "too long",
      EWEIRD: "system words",
    };
    for (const [code, word] of Object.entries(words)) {
      const error = diskError(systemError(code), "/results/run");
      expect(error).toBeInstanceOf(LeolinkError);
      expect(String(error)).toContain(word);
      expect(String(error)).toContain("/results/run");
    }
  });

  it("stays what it is where it is none of the disk's", () => {
    const bug = new TypeError("undefined is not a function");
    expect(diskError(bug, "/x")).toBe(bug);
    const coded = Object.assign(new TypeError("bad argument"), { code: "ERR_INVALID_ARG_TYPE" });
    expect(diskError(coded, "/x")).toBe(coded);
    expect(diskError("text", "/x")).toBe("text");
  });
});
