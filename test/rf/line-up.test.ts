import fc from "fast-check";
import { expect, test } from "vitest";
import { type LineUpStage, lineUpTotal, stageLevels } from "../../src/rf/line-up.js";

const none = Number.POSITIVE_INFINITY;
function stage(name: string, gain_dB: number, noiseFigure_dB: number, oip3_dBm = none, p1dB_dBm = none): LineUpStage {
  return { name, gain_dB, noiseFigure_dB, oip3_dBm, p1dB_dBm };
}

test("two amplifiers of a published example give 30 dB, 3.146 dB and 19.586 dBm", () => {
  // electronics-lab.com, "3rd order intercept point"
  const total = lineUpTotal([stage("first", 15, 3, 15), stage("second", 15, 5, 20)]);
  expect(total.gain_dB).toBeCloseTo(30, 9);
  expect(total.noiseFigure_dB).toBeCloseTo(3.146, 3);
  expect(total.oip3_dBm).toBeCloseTo(19.586, 3);
  expect(total.iip3_dBm).toBeCloseTo(-10.414, 3);
});

test("amplifier, filter and amplifier of a published example have an OIP3 of 24.4 dBm", () => {
  // edaboard.com, "Cascade IP3 calculation": 21 dBm, none, 25 dBm; 15, -3, 15 dB
  const total = lineUpTotal([stage("amplifier", 15, 0, 21), stage("filter", -3, 3), stage("amplifier", 15, 0, 25)]);
  expect(total.oip3_dBm).toBeCloseTo(24.36, 2);
});

test("a lossy feeder ahead adds its loss to the noise figure", () => {
  // A passive loss at 290 K has a noise figure equal to it, and F = L F2.
  const total = lineUpTotal([stage("feeder", -2, 2), stage("amplifier", 30, 1.2)]);
  expect(total.noiseFigure_dB).toBeCloseTo(3.2, 9);
  expect(total.noiseTemperature_K).toBeCloseTo(290 * (10 ** 0.32 - 1), 6);
});

test("an ideal stage has no intercept, and stages without distortion none together", () => {
  expect(lineUpTotal([stage("a", 10, 1), stage("b", 5, 2)]).iip3_dBm).toBe(none);
});

test("headroom at each stage is what is left to its own compression point", () => {
  const levels = stageLevels(
    [stage("amplifier", 20, 1, none, 10), stage("filter", -3, 3), stage("driver", 15, 5, none, 0)],
    -30,
  );
  expect(levels.map(({ name, output_dBm, headroom_dB }) => [name, output_dBm, headroom_dB])).toEqual([
    ["amplifier", -10, 20],
    ["filter", expect.closeTo(-13, 9), none],
    ["driver", expect.closeTo(2, 9), expect.closeTo(-2, 9)],
  ]);
  expect(levels[2].gain_dB).toBeCloseTo(32, 9);
});

test("grouping stages does not change the whole", () => {
  const any = fc.record({
    name: fc.constant("x"),
    gain_dB: fc.double({ min: -20, max: 30, noNaN: true }),
    noiseFigure_dB: fc.double({ min: 0, max: 15, noNaN: true }),
    oip3_dBm: fc.double({ min: -10, max: 50, noNaN: true }),
    p1dB_dBm: fc.constant(none),
  });
  fc.assert(
    fc.property(any, any, any, (a, b, c) => {
      const whole = lineUpTotal([a, b, c]);
      const grouped = lineUpTotal([{ ...lineUpTotal([a, b]), name: "ab", p1dB_dBm: none }, c]);
      expect(grouped.gain_dB).toBeCloseTo(whole.gain_dB, 9);
      expect(grouped.noiseFigure_dB).toBeCloseTo(whole.noiseFigure_dB, 9);
      expect(grouped.iip3_dBm).toBeCloseTo(whole.iip3_dBm, 9);
      expect(whole.noiseFigure_dB).toBeGreaterThanOrEqual(a.noiseFigure_dB - 1e-9);
    }),
  );
});

test("no stage, a negative noise figure or a gain that is none is refused", () => {
  expect(() => lineUpTotal([])).toThrow(RangeError);
  expect(() => lineUpTotal([stage("a", 10, -1)])).toThrow(/a: expected a noise figure/);
  expect(() => lineUpTotal([stage("a", Number.NaN, 1)])).toThrow(RangeError);
  expect(() => lineUpTotal([stage("a", 10, 1, Number.NaN)])).toThrow(RangeError);
  expect(() => stageLevels([stage("a", 10, 1)], Number.NaN)).toThrow(RangeError);
});
