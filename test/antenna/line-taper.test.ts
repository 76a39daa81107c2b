import { expect, test } from "vitest";
import { dolphChebyshevTaper } from "../../src/antenna/dolph-chebyshev.js";
import { lineTaper, lineTaperEfficiency } from "../../src/antenna/line-taper.js";
import { taylorTaper, taylorWarnings } from "../../src/antenna/taylor-taper.js";

/** Levels of all maxima of a line's array factor beyond its main lobe, relative to the peak; dB. */
function sideLobes_dB(weights: Float64Array): number[] {
  const steps = 20_000;
  const sum = weights.reduce((a, b) => a + b);
  const levels = Array.from({ length: steps + 1 }, (_, index) => {
    const psi = (Math.PI * index) / steps;
    const field = weights.reduce((total, w, n) => total + w * Math.cos((n - (weights.length - 1) / 2) * psi), 0);
    return 20 * Math.log10(Math.abs(field) / sum);
  });
  return levels.filter(
    (level, index) => index > 0 && index < steps && level >= levels[index - 1] && level > levels[index + 1],
  );
}

test("Dolph-Chebyshev amplitudes of 10 elements at -26 dB are those of SciPy's chebwin", () => {
  const weights = dolphChebyshevTaper(10, -26);
  const expected = [0.361078821263, 0.489435711843, 0.710576085192, 0.895009385369, 1];
  for (const [n, weight] of expected.entries()) {
    expect(weights[n]).toBeCloseTo(weight, 10);
    expect(weights[9 - n]).toBeCloseTo(weight, 10);
  }
});

test.each([
  [20, -20],
  [33, -25],
  [64, -40],
])("every side lobe of %d Dolph-Chebyshev elements stands at %d dB", (count, level_dB) => {
  const lobes = sideLobes_dB(dolphChebyshevTaper(count, level_dB));
  expect(lobes.length).toBeGreaterThan(count / 2 - 3);
  for (const lobe of lobes) expect(Math.abs(lobe - level_dB)).toBeLessThan(1e-3);
});

test("Taylor amplitudes of 20 elements at -30 dB, n-bar 5, are those of SciPy's taylor", () => {
  const weights = taylorTaper(20, -30, 5);
  const expected = [0.255903656727, 0.299183090703, 0.380363257719, 0.488238744425, 0.607478817135, 0.723237920637];
  for (const [n, weight] of expected.entries()) expect(weights[n]).toBeCloseTo(weight, 10);
});

test("Taylor's first side lobes stand at the level, the last ones fall below it", () => {
  // Of SciPy's window of 64 elements.
  const lobes = sideLobes_dB(taylorTaper(64, -30, 5));
  for (const [index, level_dB] of [-30.2533, -30.5395, -31.0642, -31.8978].entries()) {
    expect(lobes[index]).toBeCloseTo(level_dB, 3);
  }
  for (const lobe of lobes.slice(10)) expect(lobe).toBeLessThan(-36);
});

test("efficiencies are those of the amplitudes: -0.5795 dB Chebyshev -30 dB, -0.6790 dB Taylor -30 dB, of 64 elements", () => {
  // (sum w)^2 / (N sum w^2) of SciPy's windows.
  const efficiency_dB = (weights: Float64Array) => 10 * Math.log10(lineTaperEfficiency(weights));
  expect(efficiency_dB(dolphChebyshevTaper(64, -30))).toBeCloseTo(-0.5795294729, 8);
  expect(efficiency_dB(taylorTaper(64, -30, 5))).toBeCloseTo(-0.6790401608, 8);
  expect(efficiency_dB(lineTaper("cosine", 4000))).toBeCloseTo(10 * Math.log10(8 / Math.PI ** 2), 5);
});

test("one and two elements have no taper", () => {
  for (const taper of [
    "cosine",
    { kind: "chebyshev", sideLobe_dB: -30 },
    { kind: "taylor", sideLobe_dB: -30, nBar: 5 },
  ] as const) {
    expect([...lineTaper(taper, 1)]).toEqual([1]);
    const two = lineTaper(taper, 2);
    expect(two[0]).toBeCloseTo(two[1], 14);
  }
});

test("n-bar below what the level needs is warned of", () => {
  // A = acosh(10^(35 / 20)) / pi = 1.5032; 2 A^2 + 1/2 = 5.02.
  expect(taylorWarnings(-35, 6)).toEqual([]);
  expect(taylorWarnings(-35, 4)[0].message).toMatch(/n-bar 4 is below the 5\.0/);
});

test("tapers refuse what is no level, count or n-bar", () => {
  expect(() => dolphChebyshevTaper(10, 3)).toThrow(/side-lobe level/);
  expect(() => dolphChebyshevTaper(0, -30)).toThrow(/whole number of elements/);
  expect(() => dolphChebyshevTaper(10, Number.NaN)).toThrow(/side-lobe level/);
  expect(() => taylorTaper(10, -30, 1.5)).toThrow(/n-bar/);
});
