import { describe, expect, it } from "vitest";
import { LeolinkError, type Problem } from "../../src/leolink-error.js";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import { starterScenario } from "../../src/scenario/starter.js";

const ka = starterScenario("ka");
const s = starterScenario("s");

function problemsOf(text: string, ...overrides: string[]): readonly Problem[] {
  try {
    loadScenario({ text, file: "link.yaml", overrides });
  } catch (error) {
    if (error instanceof LeolinkError) return error.problems;
    throw error;
  }
  return [];
}

function changed(piece: string, by: string): string {
  expect(ka).toContain(piece);
  return ka.replace(piece, by);
}

function pathsOf(problems: readonly Problem[]): (string | undefined)[] {
  return problems.map(({ location }) => location?.path);
}

describe("what is wrong with a scenario", () => {
  it("is told for the mapping that was meant, not for every alternative", () => {
    expect(problemsOf(changed("noiseFigure: 1.8 dB", "noiseFigure: 1.8"))).toMatchObject([
      { location: { path: "terminal.receiver.noiseFigure" }, message: expect.stringContaining("found 1.8") },
    ]);
    expect(pathsOf(problemsOf(s, "terminal.receiver.lineUp=[null, null, null]"))).toEqual([
      "terminal.receiver.lineUp.0",
      "terminal.receiver.lineUp.1",
      "terminal.receiver.lineUp.2",
    ]);
  });

  it("is told as a choice where keys of two alternatives stand side by side, with what is wrong inside", () => {
    const problems = problemsOf(changed("    noiseFigure: 1.8 dB", "    gOverT: 5\n    noiseFigure: 1.8"));
    expect(problems).toMatchObject([
      { location: { path: "terminal.receiver" }, message: expect.stringContaining("with gOverT, with noiseFigure") },
      { location: { path: "terminal.receiver.noiseFigure" } },
    ]);
  });

  it("names both kinds of orbit, and what is wrong inside one of them", () => {
    const problems = problemsOf(changed("time:\n", "  fixed: {elevation: 30, altitude: 600 km}\ntime:\n"));
    expect(pathsOf(problems)).toEqual(["orbit.fixed.elevation", "orbit"]);
    expect(problems[1].message).toBe("expected exactly one of tle, shell or fixed, found tle and fixed");
  });

  it("comes with the word that was meant", () => {
    expect(problemsOf(changed("direction: downlink", "direction: downlnk"))).toMatchObject([
      { hint: "did you mean downlink?" },
    ]);
    expect(problemsOf(changed("payload: regenerative", "payload: regenrative"))).toMatchObject([
      { hint: "did you mean regenerative?", message: expect.stringContaining("or a mapping with transparent") },
    ]);
    expect(problemsOf(ka, "waveform.dvbS2x.modcods=[QPSK 1-2]")).toMatchObject([{ hint: "did you mean QPSK 1/2?" }]);
  });

  it("between its parts is told together with what is wrong within one of them", () => {
    const text = changed("carrier: 19.7 GHz", "carrier: 60 GHz")
      .replace("seed: 1", "sead: 1")
      .replace("rate: 100 Mbps", "rate: 100");
    const paths = pathsOf(problemsOf(text));
    expect(paths).toContain("run.sead");
    expect(paths).toContain("mac.traffic.source.constantBitRate.rate");
    expect(paths.filter((path) => path === "link.carrier")).toHaveLength(2);
  });

  it("is found in a part that has an unknown key too", () => {
    const text = changed("carrier: 19.7 GHz", "carrier: 60 GHz\n  colour: red");
    expect(pathsOf(problemsOf(text))).toEqual(["link.colour", "link.carrier", "link.carrier"]);
  });

  it("is counted where there is no end to it", () => {
    const modcods = Array.from({ length: 300 }, (_, index) => `M${index}`).join(", ");
    const problems = problemsOf(ka, `waveform.dvbS2x.modcods=[${modcods}]`);
    expect(problems).toHaveLength(101);
    expect(problems[100].message).toBe("and 200 more problems");
  });

  it("is shortened where what was found is long", () => {
    for (const text of [`title: ${"x".repeat(50_000)}`, `${"k".repeat(50_000)}: 1`, `a: {${"k".repeat(900)}: 1}`]) {
      for (const { message } of problemsOf(text)) expect(message.length).toBeLessThan(300);
    }
    for (const carrier of ["1".repeat(100_000), `${"1".repeat(100_000)} a\\nb`, `1${" ".repeat(100_000)}x`]) {
      const [problem] = problemsOf(changed("carrier: 19.7 GHz", `carrier: "${carrier}"`));
      expect(problem.location?.path).toBe("link.carrier");
      expect(problem.message.length).toBeLessThan(300);
    }
  });
});

describe("an override", () => {
  it("is named by the most specific of several, and for what it made", () => {
    expect(problemsOf(ka, "site.climate={}", "site.climate.rainRate001=3")).toMatchObject([
      { location: { file: "--set site.climate.rainRate001=3", path: "site.climate.rainRate001" } },
    ]);
    const missing = problemsOf(ka, "site.climate={}", "site.climate.rainRate001=3 mm/h");
    expect(missing).toHaveLength(6);
    for (const { location } of missing)
      expect(location).toEqual({ file: "--set site.climate={}", path: "site.climate" });
    expect(problemsOf(ka, "weather.wind.speed=3")).toMatchObject([
      { location: { file: "--set weather.wind.speed=3", path: "weather" } },
    ]);
  });

  it("reaches into lists that are there, and no further", () => {
    expect(problemsOf(s, "terminal.receiver.lineUp.0.gain=30 dB")).toEqual([]);
    for (const index of ["3", "-1", "x", "1e0"]) {
      const [problem] = problemsOf(s, `terminal.receiver.lineUp.${index}.gain=30 dB`);
      expect(problem.message, index).toMatch(/expected an index from 0 to 2 in terminal\.receiver\.lineUp/);
    }
  });

  it("takes the place of a word by the mapping that its path asks for", () => {
    const overrides = ["propagation.condition=clearSky", "propagation.condition.availability=99.9 %"];
    expect(problemsOf(ka, ...overrides)).toEqual([]);
  });

  it("leaves anchors and aliases as they are", () => {
    const shared = changed("polarisation: rhcp ", "polarisation: &p rhcp ").replace(
      "payload: ",
      "colour: *p\n  payload: ",
    );
    expect(problemsOf(shared, "link.polarisation=lhcp")).toMatchObject([
      { message: "expected the anchor &p to stay, which an alias refers to" },
    ]);
    expect(problemsOf(shared, "link.colour.tone=red")).toMatchObject([
      { message: expect.stringContaining("no alias at link.colour") },
    ]);
    expect(problemsOf(ka, "title=&a b")).toMatchObject([{ message: expect.stringContaining("without anchors") }]);
  });
});
