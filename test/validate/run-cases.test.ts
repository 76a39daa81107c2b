import { describe, expect, it } from "vitest";
import { LeolinkError } from "../../src/leolink-error.js";
import { validationExitStatus, validationTotals } from "../../src/validate/case-result.js";
import { junitXml } from "../../src/validate/junit.js";
import { type ModelRegistry, modelRegistry } from "../../src/validate/model-registry.js";
import { runCaseFile } from "../../src/validate/run-cases.js";
import type { LoadScenarioRun } from "../../src/validate/scenario-rows.js";
import { validationJson } from "../../src/validate/validation-json.js";
import type { ValidationModel } from "../../src/validate/validation-model.js";
import { caseFileText, validationTotalText } from "../../src/validate/validation-text.js";

const square: ValidationModel = {
  name: "math.square",
  inputs: ["x"],
  outputs: ["square", "sign"],
  evaluate: ({ x }) => {
    if (typeof x !== "number") throw new LeolinkError("input", [{ message: `x: expected a number, found ${x}` }]);
    if (x > 100) throw new RangeError(`expected at most 100, found ${x}`);
    return { square: x * x, sign: x < 0 ? "minus" : "plus" };
  },
};
const slow: ValidationModel = { ...square, name: "math.slow", isSlow: true };
const models: ModelRegistry = modelRegistry([[square], [slow]]);

function run(content: object | string, options: { skipSlow?: boolean; skipMissingMaps?: boolean } = {}) {
  return runCaseFile("case.json", {
    models,
    readText: async () => (typeof content === "string" ? content : JSON.stringify(content)),
    loadScenarioRun: async () => {
      throw new Error("no scenario here");
    },
    ...options,
  });
}

function squares(rows: unknown[][], extra: object = {}) {
  const columns = { x: { role: "input" }, square: { role: "expected", abs: 0.1, rel: 0.01 } };
  return { title: "Squares", source: "arithmetic", model: "math.square", columns, rows, ...extra };
}

describe("running a case file", () => {
  it("passes a value within abs + rel * |expected| and fails one outside", async () => {
    // 10^2 = 100: allowed is 0.1 + 0.01 * expected.
    const result = await run(
      squares([
        [10, 101.1],
        [10, 98.95],
        [10, 101.3],
        [10, 98.7],
      ]),
    );
    expect(result).toMatchObject({ status: "failed", rows: 4, passed: 2 });
    expect(result.failures.map(({ row }) => row)).toEqual([3, 4]);
  });

  it("names the worst value by its error relative to its tolerance, a failed one before all others", async () => {
    const result = await run(
      squares([
        [1, 1.05],
        [10, 100.5],
        [2, 4.2],
      ]),
    );
    expect(result.worst).toMatchObject({ row: 3, column: "square", expected: 4.2, actual: 4 });
    expect(result.worst?.error).toBeCloseTo(0.2, 12);
  });

  it("compares texts for equality", async () => {
    const columns = { x: { role: "input" }, sign: { role: "expected" } };
    const result = await run(
      squares(
        [
          [1, "plus"],
          [-1, "minus"],
          [-1, "plus"],
        ],
        { columns },
      ),
    );
    expect(result).toMatchObject({ passed: 2, worst: { row: 3, expected: "plus", actual: "minus", error: Infinity } });
  });

  it("fails the row of an input that the model refuses, with its message, and runs the others", async () => {
    const result = await run(
      squares([
        [101, 1],
        ["two", 4],
        [3, 9],
      ]),
    );
    expect(result).toMatchObject({ status: "failed", rows: 3, passed: 1 });
    expect(result.failures).toEqual([
      { row: 1, message: "expected at most 100, found 101" },
      { row: 2, message: "x: expected a number, found two" },
    ]);
  });

  it.each([
    [{ model: "math.sqare" }, "model: unknown model math.sqare (case.json:1:50); did you mean math.square?"],
    [
      { columns: { y: { role: "input" }, square: { role: "expected" } } },
      "columns.y: unknown input column of math.square",
    ],
    [{ columns: { x: { role: "expected" }, square: { role: "expected" } } }, "missing input column of math.square"],
    [{ columns: { x: { role: "input" }, sqare: { role: "expected" } } }, "did you mean square?"],
  ])("reports a file that does not fit its model: %j", async (extra, message) => {
    const result = await run(squares([[1, 1]], extra));
    expect(result).toMatchObject({ status: "unreadable", rows: 0, passed: 0 });
    expect(caseFileText(result)).toContain(message);
  });

  it("leaves slow models out only when asked", async () => {
    const content = squares([[2, 4]], { model: "math.slow" });
    expect(await run(content)).toMatchObject({ status: "passed", rows: 1 });
    expect(await run(content, { skipSlow: true })).toMatchObject({ status: "skipped", rows: 0 });
  });

  it("counts a model that needs the digital maps as failed unless they may be missing", async () => {
    const content = squares([[2, 4]], { model: "itu.maps.p839" });
    const failed = await run(content);
    expect(failed).toMatchObject({ status: "missingMaps", rows: 1, passed: 0 });
    expect(validationExitStatus([failed])).toBe(1);
    expect(validationExitStatus([await run(content, { skipMissingMaps: true })])).toBe(0);
  });

  it("gives exit status 2 for an unreadable file, before 1 for a failed row", async () => {
    const passed = await run(squares([[2, 4]]));
    const failed = await run(squares([[2, 5]]));
    const unreadable = await run("{");
    expect(validationExitStatus([passed])).toBe(0);
    expect(validationExitStatus([passed, failed])).toBe(1);
    expect(validationExitStatus([failed, unreadable])).toBe(2);
    expect(validationTotals([passed, failed, unreadable])).toEqual({ rows: 2, passed: 1 });
    expect(validationTotalText([passed, failed, unreadable])).toBe(
      "total  1 of 2 rows passed in 2 files, 1 files could not be read",
    );
  });

  it("two models of one name are refused", () => {
    expect(() => modelRegistry([[square], [square]])).toThrow("two validation models are named math.square");
  });
});

describe("a case that runs a scenario", () => {
  const estimate = { value: 50, low: 48, high: 52, confidence: 0.95 };
  const runScenario = (loadScenarioRun: LoadScenarioRun, expected: number, column = "kpi.throughput_Mbps") =>
    runCaseFile("cases/case.json", {
      models,
      loadScenarioRun,
      readText: async () =>
        JSON.stringify(
          {
            title: "Throughput",
            source: "us",
            model: "scenario",
            scenario: { run: { seed: 1 } },
            columns: { "link.carrier": { role: "input" }, [column]: { role: "expected", abs: 3 } },
            rows: [["19.7 GHz", expected]],
          },
          null,
          2,
        ),
    });

  it("passes its inputs as overrides and its scenario with the lines of the case file", async () => {
    let seen: unknown;
    const load: LoadScenarioRun = async (source, overrides) => {
      seen = { source, overrides };
      return async () => ({ budget: {}, kpi: { throughput_Mbps: estimate } });
    };
    expect((await runScenario(load, 50)).status).toBe("passed");
    expect(seen).toMatchObject({ overrides: ["link.carrier=19.7 GHz"], source: { kind: "inline" } });
    const { text } = (seen as { source: { text: string } }).source;
    expect(text.split("\n").map((line) => line.trim())).toEqual([
      "",
      "",
      "",
      "",
      "{",
      '"run": {',
      '"seed": 1',
      "}",
      "}",
    ]);
  });

  it.each([
    [50, "passed"],
    [53, "passed"],
    [53.1, "failed"],
    [47, "passed"],
    [46.9, "failed"],
  ])("of expected %d passes within the tolerance of the value or inside its interval", async (expected, status) => {
    const load: LoadScenarioRun = async () => async () => ({ budget: {}, kpi: { throughput_Mbps: estimate } });
    expect((await runScenario(load, expected)).status).toBe(status);
  });

  it("passes inside a wide interval however small the tolerance", async () => {
    const wide = { ...estimate, low: 30, high: 70 };
    const load: LoadScenarioRun = async () => async () => ({ budget: {}, kpi: { throughput_Mbps: wide } });
    expect((await runScenario(load, 69)).status).toBe("passed");
    expect((await runScenario(load, 71)).status).toBe("failed");
  });

  it("is unreadable when the results have no such figure or the scenario does not load", async () => {
    const load: LoadScenarioRun = async () => async () => ({ budget: {}, kpi: { throughput_Mbps: estimate } });
    const unknown = await runScenario(load, 50, "kpi.thruput_Mbps");
    expect(caseFileText(unknown)).toContain("no such figure");
    const wrong = await runScenario(async () => {
      throw new LeolinkError("input", [{ message: "link: expected more" }]);
    }, 50);
    expect(wrong).toMatchObject({ status: "unreadable", problems: [{ message: "link: expected more" }] });
  });
});

describe("the forms of the result", () => {
  it("are JSON with the fields that CI scripts read", async () => {
    const result = await run(
      squares([
        [2, 4],
        [3, 10],
      ]),
    );
    expect(JSON.parse(validationJson([result]))).toEqual({
      files: [
        {
          file: "case.json",
          title: "Squares",
          source: "arithmetic",
          model: "math.square",
          rows: 2,
          passed: 1,
          worst: { row: 2, column: "square", expected: 10, actual: 9, error: 1 },
          status: "failed",
          failures: [{ row: 2, column: "square", expected: 10, actual: 9, error: 1 }],
          problems: [],
        },
      ],
      rows: 2,
      passed: 1,
    });
  });

  it("are text with rows passed, the worst error and its row", async () => {
    expect(
      caseFileText(
        await run(
          squares([
            [2, 4.05],
            [3, 9],
          ]),
        ),
      ),
    ).toBe("pass   case.json: 2 of 2 rows, math.square; worst error 0.05 in row 1, square");
  });

  it("are JUnit XML with one test case a row, escaped", async () => {
    const xml = junitXml([
      await run(
        squares(
          [
            [2, 4],
            [3, 10],
          ],
          { title: 'a<b & "c"' },
        ),
      ),
      await run("{"),
      await run(squares([[2, 4]], { model: "math.slow" }), { skipSlow: true }),
    ]);
    expect(xml).toContain('<testsuites name="leolink validate" tests="4" failures="1" errors="1" skipped="1">');
    expect(xml).toContain('name="a&lt;b &amp; &quot;c&quot;, row 1"/>');
    expect(xml).toContain('<failure message="row 2, square: expected 10, found 9, error 1"/>');
    expect(xml).toContain("<error message=");
  });
});
