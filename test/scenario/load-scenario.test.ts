import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LeolinkError, type Problem } from "../../src/leolink-error.js";
import { type LoadedScenario, loadScenario } from "../../src/scenario/load-scenario.js";

const text = readFileSync(join(import.meta.dirname, "../../scenarios/ka-user-downlink.yaml"), "utf8");

function load(changed: string, ...overrides: string[]): LoadedScenario {
  return loadScenario({ text: changed, file: "ka.yaml", overrides });
}

function problemsOf(changed: string, ...overrides: string[]): readonly Problem[] {
  try {
    load(changed, ...overrides);
  } catch (error) {
    if (error instanceof LeolinkError) return error.problems;
    throw error;
  }
  return [];
}

/** The 1-based line in which a piece of the scenario stands. */
function lineOf(changed: string, piece: string): number {
  return changed.slice(0, changed.indexOf(piece)).split("\n").length;
}

describe("a scenario file", () => {
  it("resolves to SI numbers and the field's decibels", () => {
    const { scenario, warnings } = load(text);
    expect(scenario.link.carrier_Hz).toBe(19.7e9);
    expect(scenario.link.bandwidth_Hz).toBe(250e6);
    expect(scenario.satellite.transmitter).toEqual({ kind: "eirp", eirp_dBW: 28 });
    expect(scenario.mac.queue.capacity_bit).toBe(32e6);
    expect(scenario.propagation.condition).toEqual({ kind: "availability", availability_pct: 99 });
    expect(scenario.link.interference.crossPolar_dB).toBe(Number.POSITIVE_INFINITY);
    expect(warnings).toEqual([]);
  });

  it("has all its errors reported at once, each where it stands", () => {
    const changed = text
      .replace("bandwidth: 250 MHz", "bandwith: 250 MHz")
      .replace("carrier: 19.7 GHz", "carrier: 19.7")
      .replace("0  9992", "0  9993")
      .replace("rate: 100 Mbps", "rate: 100 MHz");
    const problems = problemsOf(changed);
    const at = (path: string) => problems.find(({ location }) => location?.path === path);
    expect(at("link.bandwith")).toMatchObject({
      hint: "did you mean bandwidth?",
      location: { file: "ka.yaml", line: lineOf(changed, "bandwith"), column: 3 },
    });
    expect(at("link.carrier")).toMatchObject({
      message: expect.stringContaining("found 19.7"),
      location: { line: lineOf(changed, "carrier: 19.7"), column: 12 },
    });
    expect(at("orbit.tle.line1")).toMatchObject({
      message: expect.stringContaining("checksum"),
      location: { line: lineOf(changed, "line1:"), column: 12 + 1 + 68 },
    });
    expect(at("mac.traffic.source.constantBitRate.rate")).toBeDefined();
  });

  it("takes overrides like values of its own, and names the override that is wrong", () => {
    const { scenario, text: resolved } = load(
      text,
      "link.carrier=18.2 GHz",
      "run.seed=7",
      "orbit={fixed: {elevation: 40 deg, altitude: 600 km}}",
      "time.duration=5 s",
    );
    expect(scenario.link.carrier_Hz).toBe(18.2e9);
    expect(scenario.run.seed).toBe(7);
    expect(scenario.orbit).toEqual({ kind: "fixed", elevation_deg: 40, azimuth_deg: 0, altitude_m: 600e3 });
    expect(load(resolved).scenario).toEqual(scenario);
    expect(problemsOf(text, "run.seed=abc")).toMatchObject([
      { location: { file: "--set run.seed=abc", path: "run.seed" }, message: expect.stringContaining('found "abc"') },
    ]);
    expect(problemsOf(text, "link.carier=3 GHz")).toMatchObject([{ hint: "did you mean carrier?" }]);
    for (const words of ["", "=", "link", "a..b=3", "__proto__.x=1", "link.carrier=[", "link.carrier=*a"]) {
      expect(problemsOf(text, words), words).toHaveLength(1);
    }
  });

  it.each([
    ["an elevation over 90 deg", "orbit={fixed: {elevation: 95 deg, altitude: 600 km}}", "orbit.fixed.elevation"],
    ["a negative bandwidth", "link.bandwidth=-5 MHz", "link.bandwidth"],
    ["a frequency outside the rain model's range", "link.carrier=90 GHz", "link.carrier"],
    ["a value that is not a number", "site.climate.rainRate001=.nan", "site.climate.rainRate001"],
    ["an infinite value", "site.climate.wetRefractivity=.inf", "site.climate.wetRefractivity"],
    ["an impossible date", "time.start=2026-02-31T00:00:00Z", "time.start"],
    ["a bare number for a quantity", "terminal.receiver.noiseFigure=3", "terminal.receiver.noiseFigure"],
    ["two patterns of one antenna", "satellite.antenna.fixedGain.gain=3 dBi", "satellite.antenna"],
    ["two kinds of orbit", "orbit.fixed={elevation: 40 deg, altitude: 600 km}", "orbit"],
    ["a MODCOD that does not exist", "waveform.dvbS2x.modcods=[QPSK 1/5]", "waveform.dvbS2x.modcods.0"],
    [
      "an availability outside the rain model's range",
      "propagation.condition.availability=90 %",
      "propagation.condition.availability",
    ],
    ["a receiving end without receiver", "link.direction=uplink", "satellite"],
    ["a queue smaller than a packet", "mac.queue.capacity=1 kB", "mac.queue.capacity"],
    ["more steps than a run may have", "time.step=1 ms", undefined],
  ])("is refused for %s", (_, override, path) => {
    const overrides = path === undefined ? [override, "time.duration=2 h"] : [override];
    const problems = problemsOf(text, ...overrides);
    expect(problems.length).toBeGreaterThan(0);
    if (path !== undefined) expect(problems.map(({ location }) => location?.path)).toContain(path);
  });

  it("names the climate value that a chosen model misses", () => {
    const changed = text.replace(/ {4}rainHeight:.*\n/, "");
    expect(problemsOf(changed)).toMatchObject([
      { message: expect.stringContaining("rainHeight"), location: { path: "site.climate" } },
    ]);
    expect(problemsOf(changed, "propagation.rain=none")).toEqual([]);
  });

  it("is allowed a stale element set, with a warning that says how stale", () => {
    const { warnings } = load(text, "time.start=2026-01-01T00:00:00Z");
    expect(warnings).toMatchObject([{ message: expect.stringContaining("31.0 days after") }]);
    expect(load(text, "time.start=2025-12-14T00:00:00Z").warnings).toEqual([]);
  });

  it("reads its element set from a file", () => {
    const tle = ["KUIPER-00008", ...text.matchAll(/line[12]: "(.*)"/g)].map((part) =>
      typeof part === "string" ? part : part[1],
    );
    const readFile = (path: string) => (path === "kuiper.tle" ? tle.join("\r\n") : "");
    const source = { text, file: "ka.yaml", overrides: ["orbit={tle: {file: kuiper.tle}}"], readFile };
    expect(loadScenario(source).scenario.orbit).toMatchObject({ kind: "tle", name: "KUIPER-00008" });
    const missing = { ...source, overrides: ["orbit={tle: {file: kuiper.tle, satellite: ISS}}"] };
    expect(() => loadScenario(missing)).toThrow(/ISS/);
  });

  it.each([
    ["nothing", ""],
    ["a list", "[1, 2]"],
    ["a word", "hello"],
    ["ten thousand brackets", "[".repeat(10_000)],
    [
      "a bomb of aliases",
      `a: &a [${"1,".repeat(9)}1]\n${[..."bcdefgh"].map((name, i) => `${name}: &${name} [${`*${"abcdefg"[i]},`.repeat(9)}1]`).join("\n")}`,
    ],
    ["an alias of itself", "a: &a [*a]"],
    ["the same key twice", "title: a\ntitle: b"],
    ["a tab as indentation", "title: a\norbit:\n\ttle: 1"],
    ["a control character", "title: a\0b"],
    ["a tag", "title: !!js/function 'x'"],
    ["two documents", "title: a\n---\ntitle: b"],
    ["a prototype", "__proto__: { title: a }"],
    ["a number as key", "1: 2"],
    ["a mapping as key", "? {a: 1}\n: 2"],
    ["two megabytes", `title: ${"x".repeat(2_000_000)}`],
    ["a surrogate alone", "title: \ud800"],
  ])("that holds %s is refused with a located error", (_, wrong) => {
    const problems = problemsOf(wrong);
    expect(problems.length).toBeGreaterThan(0);
    for (const { location, message } of problems) {
      expect(location?.file).toBe("ka.yaml");
      expect(message).not.toMatch(/call stack|undefined/);
    }
  });
});
