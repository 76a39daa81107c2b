import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freeRunFolder, runFolderName } from "../../src/results/folder-name.js";

const started_ms = Date.UTC(2025, 11, 1, 0, 7, 52, 431);

describe("the name of a run folder", () => {
  it("is the scenario's file name and the time of the start", () => {
    expect(runFolderName("scenarios/ka-user-downlink.yaml", started_ms)).toBe("ka-user-downlink-20251201T000752Z");
  });

  it("holds nothing that a file system or a shell gives a meaning to", () => {
    expect(runFolderName("/a b/naïve * ; rm -rf $HOME.yml", started_ms)).toBe("nai-ve-rm--rf-HOME-20251201T000752Z");
    expect(runFolderName("..yaml", started_ms)).toMatch(/^[A-Za-z0-9][\w.-]*-20251201T000752Z$/);
    expect(runFolderName("-.yaml", started_ms)).toBe("run-20251201T000752Z");
    expect(runFolderName(`${"x".repeat(400)}.yaml`, started_ms).length).toBeLessThan(110);
  });

  it("gets a number where two runs start in one second", () => {
    const parent = mkdtempSync(join(tmpdir(), "leolink-name-"));
    try {
      const first = freeRunFolder(parent, "link.yaml", started_ms);
      expect(first).toBe(join(parent, "link-20251201T000752Z"));
      mkdirSync(first);
      mkdirSync(`${first}-2`);
      expect(freeRunFolder(parent, "link.yaml", started_ms)).toBe(`${first}-3`);
    } finally {
      rmSync(parent, { recursive: true });
    }
  });
});
