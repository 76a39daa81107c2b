import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LeolinkError, problemText } from "../../src/leolink-error.js";
import { baselineOf, baselineResults, baselineText, parseBaseline } from "../../src/results/baseline-file.js";
import { compareResults } from "../../src/results/compare-results.js";
import { kpiText } from "../../src/results/kpi.js";
import { openResults } from "../../src/results/read-results.js";
import { resultsOfRun } from "../../src/results/run-results.js";
import { gapFixture, runResultFixture } from "../report/run-result-fixture.js";
import { type SweepRow, writeCurve, writeSweep } from "./result-folders.js";

const rule = { alpha: 0.01 };
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-compare-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function readText(file: string): string {
  return readFileSync(file, "utf8");
}

async function problemsOf(path: string): Promise<string[]> {
  try {
    await openResults(path, readText);
    return [];
  } catch (error) {
    if (error instanceof LeolinkError) return error.problems.map(problemText);
    throw error;
  }
}

function runFolder(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "kpi.json"), text);
  return path;
}

describe("a run folder and a baseline", () => {
  const recipe = { scenario: "../a.yaml", set: ["run.seed=3"], tolerances: [] };

  it.each([
    ["with packets", runResultFixture()],
    ["without packets", runResultFixture({ fidelity: "budget" })],
    ["with figures that have no value", gapFixture()],
  ])("of one run are the same, %s", async (name, result) => {
    const text = baselineText(baselineOf(result, recipe));
    const baseline = parseBaseline(text, "baseline.json");
    expect(baselineText(baseline)).toBe(text);
    expect(baseline).toMatchObject({ scenario: "../a.yaml", set: ["run.seed=3"], seed: result.seed });
    const run = await openResults(runFolder(name, kpiText(result)), readText);
    for (const other of [run, resultsOfRun(result, "run")]) {
      const found = compareResults(baselineResults(baseline, "baseline"), other, rule);
      expect(found.isPassed).toBe(true);
      expect(found.exactSame + found.tests).toBe(baseline.figures.size);
    }
  });

  it("say line and column of everything that is wrong", async () => {
    expect(await problemsOf(runFolder("cut", '{"kpi": {'))).toEqual([
      expect.stringMatching(
        /^not JSON: expected a key in double quotes, found the end of the file \(.*kpi.json:1:10\)$/,
      ),
    ]);
    const wrong = '{\n"budget": {"cn_dB": "12"},\n"kpi": {"a": {"value": 1, "low": 2, "high": 3, "confidence": 0.95}}}';
    expect(await problemsOf(runFolder("wrong", wrong))).toEqual([
      expect.stringMatching(/^budget.cn_dB: expected a number or .*, found "12" \(.*kpi.json:2:21\)$/),
      expect.stringMatching(/^kpi.a: expected low <= value <= high, found 2, 1, 3 \(.*kpi.json:3:14\)$/),
    ]);
    const file = join(folder, "baseline.json");
    const good = baselineText(baselineOf(runResultFixture(), recipe));
    writeFileSync(file, good.replace('"tolerances": []', '"tolerances": ["cn_dB"],\n  "sed": 1'));
    expect(await problemsOf(file)).toEqual([
      expect.stringMatching(/^sed: unknown key \(.*baseline.json:\d+:10\); did you mean set\?$/),
      expect.stringMatching(/^tolerances\[0\]: expected FIGURE=AMOUNT .* \(.*baseline.json:\d+:18\)$/),
    ]);
    writeFileSync(file, '{"rows": []}');
    expect((await problemsOf(file))[0]).toContain('schema: expected "leolink-baseline/1", found nothing');
  });

  it("are told from what is neither", async () => {
    expect(await problemsOf(join(folder, "absent"))).toEqual([`no such file or folder (${join(folder, "absent")})`]);
    expect((await problemsOf(tmpdir()))[0]).toContain("expected a run folder, a sweep folder");
  });
});

describe("a sweep folder", () => {
  const rows: SweepRow[] = [
    { elevation_deg: 10, clutter: "none", cn_dB: 5, throughput_Mbps: 50, half: 0.1 },
    { elevation_deg: 10, clutter: "urban", cn_dB: 4, throughput_Mbps: 40, half: 0.1 },
    { elevation_deg: 0.1 + 0.2, clutter: "none", cn_dB: null, throughput_Mbps: null, refused: "below the horizon" },
  ];

  it("has its points matched by their axes, in any order", async () => {
    const before = await openResults(writeSweep(join(folder, "sweep-a"), rows), readText);
    const shuffled = rows
      .toReversed()
      .map((row) => ({ ...row, elevation_deg: Number(row.elevation_deg.toPrecision(6)) }));
    const after = await openResults(writeSweep(join(folder, "sweep-b"), shuffled), readText);
    expect(before.axes).toEqual(["orbit_fixed_elevation_deg", "propagation_clutter"]);
    const found = compareResults(before, after, rule);
    expect(found).toMatchObject({ isPassed: true, points: 3, exactSame: 2, tests: 2 });
  });

  it("tells at which point a figure moved, a point is missing or was refused", async () => {
    const before = await openResults(writeSweep(join(folder, "sweep-a"), rows), readText);
    const changed: SweepRow[] = [
      { ...rows[0], throughput_Mbps: 49 },
      { ...rows[1], refused: "no MODCOD" },
      { ...rows[0], elevation_deg: 20 },
    ];
    const after = await openResults(writeSweep(join(folder, "sweep-c"), changed), readText);
    const found = compareResults(before, after, rule);
    expect(found.changes.map(({ point, figure, outcome }) => `${outcome} ${figure} ${point}`)).toEqual([
      "missing  orbit.fixed.elevation 10 deg, propagation.clutter urban",
      "missing  orbit.fixed.elevation 0.30000000000000004 deg, propagation.clutter none",
      "new  orbit.fixed.elevation 20 deg, propagation.clutter none",
      "moved throughput_Mbps orbit.fixed.elevation 10 deg, propagation.clutter none",
    ]);
  });

  it("that is broken says where", async () => {
    const broken = writeSweep(join(folder, "sweep-d"), rows);
    writeFileSync(join(broken, "points.parquet"), "nothing");
    expect((await problemsOf(broken))[0]).toMatch(/^not a Parquet file: .*points.parquet\)$/);
    const other = writeSweep(join(folder, "sweep-e"), rows);
    writeFileSync(join(other, "manifest.json"), '{"axes": [{"path": "x", "column": "x"}, 3]}');
    expect((await problemsOf(other))[0]).toMatch(/^axes\[1\]: expected an axis .*manifest.json:1:41\)$/);
  });
});

describe("a curve folder", () => {
  const level = (frames: number, frameErrors: number) => [{ level: 1.2, frames, frameErrors }];

  it("is compared level by level, by the counts", async () => {
    const before = await openResults(writeCurve(join(folder, "curve-a"), level(10_000, 100)), readText);
    const noise = await openResults(writeCurve(join(folder, "curve-b"), level(8800, 100)), readText);
    const worse = await openResults(writeCurve(join(folder, "curve-c"), level(5000, 100)), readText);
    expect(compareResults(before, noise, rule).isPassed).toBe(true);
    const found = compareResults(before, worse, rule);
    expect(found.changes[0]).toMatchObject({
      figure: "bler",
      outcome: "moved",
      direction: "worse",
      point: "esn0_dB 1.2",
    });
    expect(found.tests).toBe(3);
  });

  it("without a common level has nothing in common", async () => {
    const before = await openResults(writeCurve(join(folder, "curve-a"), level(10_000, 100)), readText);
    const other = await openResults(
      writeCurve(join(folder, "curve-d"), [{ level: 1.3, frames: 100, frameErrors: 0 }]),
      readText,
    );
    expect(compareResults(before, other, rule)).toMatchObject({ isPassed: false, points: 0 });
  });
});
