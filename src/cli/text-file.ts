import { readFileSync, statSync } from "node:fs";
import { rename, unlink, writeFile } from "node:fs/promises";
import { LeolinkError } from "../leolink-error.js";

/** Larger than any scenario or file that one names; a larger file is refused unread. */
const maximumSize_byte = 16 * 1024 * 1024;

/**
 * A text file that the user names.
 *
 * @throws LeolinkError (`input`) when it cannot be read, is a folder or is too large
 */
export function readTextFile(file: string): string {
  return readBytes(file).toString("utf8");
}

/**
 * A file that the user names.
 *
 * @throws LeolinkError (`input`) as `readTextFile`
 */
export function readBytes(file: string): Buffer {
  try {
    const info = statSync(file);
    if (info.isDirectory()) throw unreadable(file, "expected a file, found a folder");
    if (info.isCharacterDevice() || info.isBlockDevice()) throw unreadable(file, "expected a file, found a device");
    if (info.size > maximumSize_byte) {
      throw unreadable(file, `expected a file of at most ${maximumSize_byte} bytes, found ${info.size}`);
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof LeolinkError || !(error instanceof Error && "code" in error)) throw error;
    throw unreadable(file, error.code === "ENOENT" ? "no such file" : `cannot be read (${error.code})`);
  }
}

function unreadable(file: string, message: string): LeolinkError {
  return new LeolinkError("input", [{ message, location: { file } }]);
}

/** Replaces a file whole or not at all: written beside the target first, then moved into its place. */
export async function replaceFile(file: string, text: string | Uint8Array): Promise<void> {
  const beside = `${file}.${process.pid}.partial`;
  try {
    await writeFile(beside, text, { flag: "wx" });
    await rename(beside, file);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw error;
  }
}

/**
 * Creates a text file.
 *
 * @throws LeolinkError (`input`) when it exists
 */
export async function createFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new LeolinkError("input", [{ message: "the file exists", location: { file }, hint: "--force replaces it" }]);
  }
}
