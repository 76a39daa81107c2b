import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { LeolinkError } from "../leolink-error.js";
import { diskError } from "./disk-error.js";
import { runFolderSchema, sweepFolderSchema } from "./manifest.js";

/** Contents by file name. */
export type FolderContents = Readonly<Record<string, string | Uint8Array>>;

/**
 * Refuses a folder that must not be written, before hours of work are spent on it: one that exists, unless `force`
 * is given and it is a run folder or empty. Nothing else is ever replaced.
 */
export function checkRunFolder(folder: string, force: boolean): void {
  try {
    if (!isThere(folder)) {
      checkWritable(dirname(resolve(folder)));
      return;
    }
    if (!force) throw refusal(folder, "expected a folder that does not exist yet", "use --force to replace it");
    if (!isReplaceable(folder)) {
      throw refusal(folder, "expected a run folder to replace, found something else", "choose another --out");
    }
  } catch (error) {
    throw diskError(error, folder);
  }
}

/**
 * Writes a folder whole or not at all: its files go to a folder beside it, `.<name>.<pid>.tmp`, which is then
 * renamed. With `force` an existing run folder is renamed away first and deleted last, so that a crash leaves the
 * old one or the new one, never a mixture. Throws a `LeolinkError` when the folder is refused or the disk refuses.
 */
export function writeFolder(folder: string, contents: FolderContents, { force = false } = {}): void {
  checkRunFolder(folder, force);
  let temporary: string | undefined;
  try {
    const target = isThere(folder) ? realpathSync(folder) : resolve(folder);
    mkdirSync(dirname(target), { recursive: true });
    temporary = freshFolder(target);
    for (const [name, content] of Object.entries(contents)) {
      writeFileSync(join(temporary, name), content, { flag: "wx", flush: true });
    }
    checkRunFolder(target, force);
    putInPlace(temporary, target);
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
    throw diskError(error, folder);
  }
}

/** The nearest folder that exists on the way to a path. */
function checkWritable(path: string): void {
  let nearest = path;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  accessSync(nearest, constants.W_OK);
}

function putInPlace(temporary: string, target: string): void {
  if (!isThere(target)) {
    renameSync(temporary, target);
    return;
  }
  const old = `${temporary.slice(0, -".tmp".length)}.old`;
  renameSync(target, old);
  try {
    renameSync(temporary, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

/** `.<name>.<pid>.tmp` beside the target, with a number where a crashed run of the same process id left one. */
function freshFolder(target: string): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : `-${number}`;
    const path = join(dirname(target), `.${basename(target)}.${process.pid}${suffix}.tmp`);
    if (isThere(path) || isThere(`${path.slice(0, -".tmp".length)}.old`)) continue;
    mkdirSync(path);
    return path;
  }
}

/** Also true of a symbolic link that leads nowhere. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isReplaceable(folder: string): boolean {
  if (!existsSync(folder) || !lstatSync(realpathSync(folder)).isDirectory()) return false;
  if (readdirSync(folder).length === 0) return true;
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    const schema = typeof found === "object" && found !== null && "schema" in found ? found.schema : undefined;
    return schema === runFolderSchema || schema === sweepFolderSchema;
  } catch {
    return false;
  }
}

function refusal(folder: string, message: string, hint: string): LeolinkError {
  return new LeolinkError("input", [{ message: `output folder: ${message}`, location: { file: folder }, hint }]);
}
