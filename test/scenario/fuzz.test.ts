import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { LeolinkError } from "../../src/leolink-error.js";
import { loadScenario } from "../../src/scenario/load-scenario.js";

const folder = join(import.meta.dirname, "../../scenarios");
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
/** Infinite on purpose: no interference, an ideal stage. */
const infinite = /(?:crossPolarIsolation|coChannel|adjacentChannel|crossPolar|intermodulation)_dB$|(?:oip3|p1dB)_dBm$/;

/** A valid scenario, all of whose numbers are finite, or a located error; anything else throws. */
function expectScenarioOrProblems(text: string, overrides: string[] = []): void {
  try {
    const { scenario } = loadScenario({ text, file: "fuzz.yaml", overrides });
    expectFinite(scenario, "");
  } catch (error) {
    if (!(error instanceof LeolinkError)) throw error;
    expect(error.code).toBe("input");
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { location } of error.problems) {
      expect(location?.file).toMatch(/^(?:fuzz\.yaml|--set )/);
      if (location?.file === "fuzz.yaml") expect(location.line ?? 1).toBeGreaterThanOrEqual(1);
    }
  }
}

function expectFinite(value: unknown, path: string): void {
  if (typeof value === "number" && !infinite.test(path)) expect(Number.isFinite(value), path).toBe(true);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) expectFinite(inner, `${path}.${key}`);
}

/** Values that have broken parsers before. */
const nasty = fc.constantFrom<unknown>(
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  0,
  1e308,
  "",
  " ",
  "19.7",
  "NaN GHz",
  "1e999 GHz",
  "-5 deg",
  "91 deg",
  "0 Hz",
  "toString",
  "__proto__",
  [],
  {},
  [[[[]]]],
  true,
  "2026-13-01T00:00:00Z",
  "1 ".repeat(500),
);

type Path = (string | number)[];

function paths(value: unknown, outer: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [outer];
  const inner = Object.entries(value).flatMap(([key, part]) => paths(part, [...outer, key]));
  return outer.length > 0 ? [outer, ...inner] : inner;
}

function withValue(root: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(root) as Record<string, unknown>;
  let place = copy;
  for (const part of path.slice(0, -1)) place = place[part] as Record<string, unknown>;
  place[path[path.length - 1]] = value;
  return copy;
}

describe("the loader under random input", () => {
  it("gives a scenario or located errors for any value in any place", () => {
    const scenarios = texts.map((text) => parse(text) as unknown);
    const mutation = fc.constantFrom(...scenarios).chain((scenario) =>
      fc.record({
        scenario: fc.constant(scenario),
        path: fc.constantFrom(...paths(scenario)),
        value: fc.oneof(nasty, fc.string(), fc.double(), fc.jsonValue()),
      }),
    );
    fc.assert(
      fc.property(mutation, ({ scenario, path, value }) => {
        expectScenarioOrProblems(stringify(withValue(scenario, path, value)));
      }),
      { numRuns: 1500, seed: 20251201 },
    );
  });

  it("gives a scenario or located errors for texts with bytes changed, lost and doubled", () => {
    const change = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      length: fc.nat(40),
      insert: fc.oneof(
        fc.string(),
        fc.constantFrom("{", "[", "- ", ": ", "&a ", "*a", "\t", "'", '"', "|", "---\n", "%YAML 9\n", "\u0000"),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let { text } = changes[0];
        for (const { at, length, insert } of changes) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + insert + text.slice(start + length);
        }
        expectScenarioOrProblems(text);
      }),
      { numRuns: 1200, seed: 20251202 },
    );
  });

  it("gives a scenario or located errors for any text and any override", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => expectScenarioOrProblems(text)),
      { numRuns: 500, seed: 20251203 },
    );
    const known = fc.constantFrom(...texts.flatMap((text) => paths(parse(text)).map((path) => path.join("."))));
    const override = fc
      .tuple(
        fc.oneof(known, fc.string()),
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
      )
      .map(([path, value]) => `${path}=${value}`);
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(override, { minLength: 1, maxLength: 3 }),
        expectScenarioOrProblems,
      ),
      { numRuns: 800, seed: 20251204 },
    );
  });
});
