import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { antennaGain_dBi } from "../../src/antenna/antenna-gain.js";
import type { PlanarArray } from "../../src/antenna/antenna-pattern.js";
import { LeolinkError } from "../../src/leolink-error.js";
import { loadScenario } from "../../src/scenario/load-scenario.js";

const file = join(import.meta.dirname, "..", "..", "scenarios", "ka-user-downlink.yaml");
const text = readFileSync(file, "utf8");
const array = "terminal.antenna.planarArray";

const load = (overrides: readonly string[], readFile?: (path: string) => string) =>
  loadScenario({ text, file: "link.yaml", overrides, readFile }).scenario;
const pattern = (...overrides: string[]) => load(overrides).terminal.antenna.pattern as PlanarArray;
const problems = (overrides: readonly string[], readFile?: (path: string) => string): string => {
  try {
    load(overrides, readFile);
  } catch (error) {
    if (error instanceof LeolinkError) return error.message;
    throw error;
  }
  return "";
};

describe("a planar array of a scenario", () => {
  it("without the new keys is what it was", () => {
    expect(pattern()).toEqual({
      kind: "planarArray",
      rows: 63,
      columns: 63,
      rowSpacing: 0.5,
      columnSpacing: 0.5,
      elementGain_dBi: 5,
      elementExponent: 1.3,
      taper: "uniform",
      loss_dB: 0.5,
      scanLimit_deg: 72,
    });
  });

  it("takes tapers, one for both axes or one each", () => {
    expect(pattern(`${array}.taper={taylor: {sideLobe: -30 dB}}`).taper).toEqual({
      kind: "taylor",
      sideLobe_dB: -30,
      nBar: 4,
    });
    expect(pattern(`${array}.taper={rows: cosine, columns: {chebyshev: {sideLobe: -35 dB}}}`).taper).toEqual({
      rows: "cosine",
      columns: { kind: "chebyshev", sideLobe_dB: -35 },
    });
  });

  it("takes a beamformer, errors and a polarisation", () => {
    const built = pattern(
      `${array}.lattice=triangular`,
      `${array}.beamformer={architecture: hybrid, phaseBits: 4, subArray: {rows: 9, columns: 7, control: timeDelay}, attenuator: {bits: 5, step: 0.5 dB}}`,
      `${array}.errors={phase: 5 deg, failed: 2 %, failedElements: [[0, 62]], seed: 11}`,
      `${array}.polarisation={xpd: 25 dB, rotation: 5 deg}`,
    );
    expect(built).toMatchObject({
      lattice: "triangular",
      beamformer: {
        architecture: "hybrid",
        phaseBits: 4,
        subArray: { rows: 9, columns: 7, control: "timeDelay", elements: "phaseShifter" },
        attenuator: { bits: 5, step_dB: 0.5 },
      },
      errors: { phase_deg: 5, amplitude_dB: 0, failedFraction: 0.02, failedElements: [[0, 62]], seed: 11 },
      polarisation: { xpd_dB: 25, rotation_deg: 5 },
    });
    expect(Number.isFinite(antennaGain_dBi(built, 19.7e9, 40, 0.2))).toBe(true);
  });

  it.each([
    [
      `${array}.taper={taylor: {sideLobe: 30 dB}}`,
      /taper\.taylor\.sideLobe: expected a ratio from -80 dB up to -13\.3 dB, found 30 dB/,
    ],
    [`${array}.taper=hamming`, /expected uniform, cosine or a mapping/],
    [`${array}.beamformer={architecture: hybrid}`, /expected the subArray of a hybrid beamformer/],
    [
      `${array}.beamformer={architecture: analog, subArray: {rows: 1, columns: 1, control: phase}}`,
      /expected no subArray/,
    ],
    [
      `${array}.beamformer={architecture: hybrid, subArray: {rows: 4, columns: 7, control: phase}}`,
      /subArray\.rows: expected a divisor of 63, found 4/,
    ],
    [`${array}.errors={failed: 5 %}`, /errors\.seed: expected a whole number/],
    [`${array}.errors={failedElements: [[63, 0]], seed: 1}`, /expected an element of 63 x 63, found \[63, 0\]/],
    [`${array}.elementPattern={file: e.csv}`, /elementGain: expected elementPattern or this, found both/],
  ])("refuses %s", (override, message) => {
    expect(problems([override])).toMatch(message);
  });

  it("asks for an element's gain and exponent, or its pattern", () => {
    const lines = text.split("\n").filter((line) => !/elementGain|elementExponent/.test(line));
    const without = () => loadScenario({ text: lines.join("\n"), file: "link.yaml" });
    expect(without).toThrow(/expected elementGain, or elementPattern/);
    expect(without).toThrow(/expected elementExponent, or elementPattern/);
  });
});

describe("a pattern file of a scenario", () => {
  const files: Readonly<Record<string, string>> = {
    "patterns/dish.csv": "theta_deg,phi_deg,gain_dBi\n0,0,38\n1,0,35\n90,0,-10\n",
    "broken.csv": "theta_deg,phi_deg,gain_dBi\n0,0,38\n1,0,x\n",
    "horn.cut": `horn\n0 10 10 0 3 1 2\n${"10 0 0.1 0\n".repeat(10)}`,
  };
  const readFile = (path: string) => {
    if (path in files) return files[path];
    throw new LeolinkError("input", [{ message: "no such file", location: { file: path } }]);
  };
  const satellite = "satellite.antenna";
  const aperture = text.replace(
    /circularAperture:\n\s+diameter:.*\n\s+efficiency:.*\n/,
    "imported: { file: patterns/dish.csv }\n",
  );
  const imported = (words: string) => [`${satellite}.imported=${words}`];
  const loaded = (overrides: readonly string[] = []) =>
    loadScenario({ text: aperture, file: "link.yaml", overrides, readFile }).scenario;

  it("is read, relative to the scenario, and used as the antenna's pattern", () => {
    expect(aperture).not.toContain("circularAperture");
    expect(antennaGain_dBi(loaded().satellite.antenna.pattern, 19.7e9, 1)).toBe(35);
    const horn = loaded(imported("{ file: horn.cut, peakGain: 12 dBi }")).satellite.antenna.pattern;
    expect(antennaGain_dBi(horn, 19.7e9, 30)).toBeCloseTo(12, 9);
  });

  it("stands for an array's element, whose gain it then has", () => {
    const element = `${array}.elementPattern={ file: horn.cut, peakGain: 5 dBi }`;
    const lines = text.split("\n").filter((line) => !/elementGain|elementExponent/.test(line));
    const { scenario } = loadScenario({ text: lines.join("\n"), file: "link.yaml", overrides: [element], readFile });
    const built = scenario.terminal.antenna.pattern as PlanarArray;
    expect([built.elementGain_dBi, built.elementExponent]).toEqual([5, 0]);
    // 63 x 63 elements of 5 dBi less 0.5 dB.
    expect(antennaGain_dBi(built, 19.7e9, 30)).toBeCloseTo(5 + 10 * Math.log10(63 * 63) - 0.5, 6);
  });

  it("that is broken is told of in its own lines, one that is missing where the scenario names it", () => {
    const failing = (words: string) => {
      try {
        loaded(imported(words));
      } catch (error) {
        if (error instanceof LeolinkError) return error.problems;
        throw error;
      }
      return [];
    };
    expect(failing("{ file: broken.csv }")).toMatchObject([
      {
        message: 'gain_dBi: expected a number from -400 to 100, found "x"',
        location: { file: "broken.csv", line: 3, column: 5 },
      },
    ]);
    expect(failing("{ file: absent.csv }")).toMatchObject([
      { message: "absent.csv: no such file", location: { path: "satellite.antenna.imported.file" } },
    ]);
    expect(failing("{ file: dish.txt }")[0].message).toMatch(/expected a format, csv or graspCut/);
  });

  it("cannot be read where there is no disk", () => {
    expect(() => loadScenario({ text: aperture, file: "link.yaml" })).toThrow(/a pattern file cannot be read here/);
  });
});
