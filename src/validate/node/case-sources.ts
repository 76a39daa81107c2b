import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { LeolinkError } from "../../leolink-error.js";

/** Larger than any case file by far; keeps a wrong argument from filling the memory. */
const maximumSize_byte = 64 * 1024 * 1024;

/**
 * The case files that the arguments name: a file as it is, a folder's `.json` files with those of its subfolders,
 * sorted by name; each once. A path that does not exist and a folder without case files stay in the list as they are:
 * reading them says what is wrong, beside the results of the others.
 */
export async function caseFilesOf(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    const files = info?.isDirectory() ? await jsonFilesIn(path) : [];
    found.push(...(files.length > 0 ? files : [path]));
  }
  return [...new Set(found)];
}

/**
 * The text of a case file.
 *
 * @throws LeolinkError (`input`) when it cannot be read, is a folder or is too large
 */
export async function caseFileText(file: string): Promise<string> {
  try {
    const info = await stat(file);
    if (info.isDirectory()) throw inputError("expected case files (.json) in this folder, found none", file);
    if (info.isCharacterDevice() || info.isBlockDevice()) throw inputError("expected a file, found a device", file);
    if (info.size > maximumSize_byte) {
      throw inputError(`expected a case file of at most ${maximumSize_byte} bytes, found ${info.size}`, file);
    }
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof LeolinkError || !(error instanceof Error && "code" in error)) throw error;
    throw inputError(error.code === "ENOENT" ? "no such file or folder" : `cannot be read (${error.code})`, file);
  }
}

async function jsonFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const info = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
    if (info?.isDirectory()) {
      if (!entry.isSymbolicLink()) files.push(...(await jsonFilesIn(path)));
    } else if (info?.isFile() && entry.name.endsWith(".json")) files.push(path);
  }
  return files;
}

function inputError(message: string, file: string): LeolinkError {
  return new LeolinkError("input", [{ message, location: { file } }]);
}
