import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { manifest, runFolderSchema } from "../../src/results/manifest.js";
import { packageVersion } from "../../src/results/package-version.js";
import { runFiles, writeRunFolder } from "../../src/results/run-folder.js";
import { runResultFixture } from "../report/run-result-fixture.js";

const circumstances = { started_ms: Date.UTC(2025, 11, 2), wallTime_s: 4.2, cpuTime_s: 5, workers: 2 };

describe("a run folder", () => {
  it("holds manifest, key figures, series, scenario and report, and may be replaced by force", () => {
    const parent = mkdtempSync(join(tmpdir(), "leolink-run-"));
    try {
      const result = runResultFixture();
      const folder = join(parent, "run");
      const run = { result, manifest: manifest(result, circumstances), reportHtml: "<!doctype html>" };
      writeRunFolder(folder, run);
      expect(readdirSync(folder).sort()).toEqual([
        "kpi.json",
        "manifest.json",
        "report.html",
        "scenario.yaml",
        "series.parquet",
      ]);
      expect(readFileSync(join(folder, "scenario.yaml"), "utf8")).toBe(result.scenarioText);
      writeRunFolder(folder, run, { force: true });
    } finally {
      rmSync(parent, { recursive: true });
    }
  });

  it("tells in its manifest how the figures came about", () => {
    const result = runResultFixture();
    const read = JSON.parse(
      String(runFiles({ result, manifest: manifest(result, circumstances), reportHtml: "" })["manifest.json"]),
    );
    expect(read).toMatchObject({
      schema: runFolderSchema,
      leolink: packageVersion(),
      node: process.version,
      started: "2025-12-02T00:00:00.000Z",
      wallTime_s: 4.2,
      cpuTime_s: 5,
      workers: 2,
      seed: 20251201,
      fidelity: "abstracted",
      scenarioSha256: createHash("sha256").update(result.scenarioText).digest("hex"),
      warnings: result.warnings,
    });
    expect(read.cpu.cores).toBeGreaterThan(0);
    expect(read.scenario.link.interference).toMatchObject({ coChannel_dB: 20, crossPolar_dB: "Infinity" });
    expect(read.leolink).toMatch(/^\d+\.\d+\.\d+/);
  });
});
