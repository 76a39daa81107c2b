import { LeolinkError } from "../leolink-error.js";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "no permission to write here",
  EPERM: "the system does not permit to write here",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of this path is a file, not a folder",
  EEXIST: "something of that name is in the way",
  ENOTEMPTY: "a folder of that name is in the way",
  ENAMETOOLONG: "the name is too long for the file system",
  ELOOP: "the path goes round in symbolic links",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
  EIO: "the disk reports a fault",
  EBUSY: "in use by another program",
  ENOENT: "the folder it belongs to is gone",
  EISDIR: "a folder stands where a file belongs",
  EXDEV: "the path leads to another file system",
};

/** A system error while writing a path, as the user's problem; anything else is passed on as it is. */
export function diskError(error: unknown, path: string): unknown {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return error;
  if (!("syscall" in error)) return error;
  const reason = reasons[error.code] ?? error.message;
  return new LeolinkError("input", [
    { message: `cannot write the results: ${reason} [${error.code}]`, location: { file: path } },
  ]);
}
