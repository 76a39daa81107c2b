import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Library } from "../measuring/library.mjs";
import { runStep, StepError } from "../measuring/run-step.mjs";

/** A copy of a build in a folder of its own. */
export function copiedBuild(root, folder) {
  mkdirSync(folder);
  for (const name of ["package.json", "dist"]) cpSync(join(root, name), join(folder, name), { recursive: true });
  linkPackages(root, folder);
  return new Library(folder);
}

/** Builds a checkout into another folder, so that its own `dist` stays as it is, whole or not. */
export async function builtCheckout(root, folder, signal) {
  const what = "the build of this checkout";
  mkdirSync(folder);
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  linkPackages(root, folder);
  await runStep(what, "npm", ["run", "build:kernels"], { cwd: root, signal });
  const words = ["tsc", "-p", "tsconfig.build.json", "--outDir", join(folder, "dist")];
  await runStep(what, "npx", words, { cwd: root, signal });
  return new Library(folder);
}

/** The full hash of the commit that a ref names. */
export async function commitOf(root, ref, signal) {
  try {
    const words = ["rev-parse", "--verify", "--end-of-options", `${ref}^{commit}`];
    return (await runStep("the ref", "git", words, { cwd: root, signal })).trim();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    throw new StepError(`expected a commit, branch or tag of this repository, found '${ref}'\n${error.message}`);
  }
}

/**
 * Checks a commit out as a git worktree in `folder` and builds it, with the packages of this checkout where both lock
 * files are the same, else with its own by `npm ci`. `removeWorktree` takes it away again.
 */
export async function worktreeBuild(root, commit, folder, { signal, onStep }) {
  onStep("checking out");
  await runStep("the worktree", "git", ["worktree", "add", "--detach", folder, commit], { cwd: root, signal });
  if (hasSamePackages(root, folder)) {
    linkPackages(root, folder);
  } else {
    onStep("installing its packages (package-lock.json differs)");
    const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    await runStep(`the packages of ${commit}`, "npm", words, { cwd: folder, signal });
  }
  // Their first line says which sources they were compiled from: those that differ are compiled again.
  const generated = join("kernels", "generated");
  if (existsSync(join(folder, "kernels"))) {
    cpSync(join(root, generated), join(folder, generated), { recursive: true });
  }
  onStep("building");
  await runStep(`the build of ${commit}`, "npm", ["run", "build"], { cwd: folder, signal });
  return new Library(folder);
}

/** Takes a worktree away, half made ones too. */
export function removeWorktree(root, folder) {
  // The link first: nothing behind it may be deleted.
  rmSync(join(folder, "node_modules"), { recursive: true, force: true });
  try {
    execFileSync("git", ["worktree", "remove", "--force", "--force", folder], { cwd: root, stdio: "ignore" });
  } catch {
    // git had not yet made it, or made it and never said so.
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasSamePackages(root, folder) {
  const lock = (checkout) => {
    const file = join(checkout, "package-lock.json");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  return lock(root) === lock(folder);
}

function linkPackages(root, folder) {
  const packages = join(root, "node_modules");
  if (!existsSync(packages)) throw new StepError(`${root} has no packages: run npm ci first`);
  symlinkSync(realpathSync(packages), join(folder, "node_modules"), "dir");
}
