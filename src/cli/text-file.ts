import { rename, unlink, writeFile } from "node:fs/promises";
import { LeolinkError } from "../leolink-error.js";

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
