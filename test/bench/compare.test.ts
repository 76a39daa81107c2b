import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");

function compare(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join("bench", "compare.mjs"), ...words], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("npm run bench:compare", () => {
  it("names a ref that is no commit, before it builds anything", () => {
    const { status, stdout, stderr } = compare("no-such-ref");
    expect(stderr).toMatch(/^bench:compare: expected a commit, branch or tag of this repository, found 'no-such-ref'/);
    expect(stderr).not.toContain("building");
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  it.each([
    [[], "expected one commit, branch or tag to compare with, found 0"],
    [["HEAD", "main"], "expected one commit, branch or tag to compare with, found 2"],
    [["HEAD", "--seed", "x"], "--seed: expected a whole number from 0 on, found x"],
    [["HEAD", "--fast"], "Unknown option '--fast'"],
  ])("refuses %j", (words, message) => {
    const { status, stderr } = compare(...words);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});
