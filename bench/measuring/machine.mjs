import { execFileSync } from "node:child_process";
import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";

/** What a measurement depends on beside the code. */
export function machineFacts() {
  return {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memory_GiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    v8: process.versions.v8,
    loadAverage: loadavg()[0],
  };
}

/** Commit of a checkout and whether files differ from it; undefined where it is no git checkout. */
export function checkoutFacts(root) {
  const git = (...words) =>
    execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    return { commit: git("rev-parse", "HEAD"), isChanged: git("status", "--porcelain", "--untracked-files=no") !== "" };
  } catch {
    return undefined;
  }
}
