import fc from "fast-check";
import { expect, test } from "vitest";
import { phasors } from "../../src/channel/phasor.js";

test("phasors are those of Math.cos and Math.sin to 5e-11, at any turn", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (f, p) => {
        const [re, im] = [new Float64Array(2), new Float64Array(2)];
        phasors(0.5, Float64Array.of(0, f), Float64Array.of(0, p), 1, 1, re, im);
        const angle = 2 * Math.PI * (0.5 * f + p - Math.floor(0.5 * f + p));
        expect(Math.abs(re[1] - Math.cos(angle))).toBeLessThan(5e-11);
        expect(Math.abs(im[1] - Math.sin(angle))).toBeLessThan(5e-11);
        expect([re[0], im[0]]).toEqual([0, 0]);
      },
    ),
    { numRuns: 1000 },
  );
});

test("a turn of nothing, a quarter and a half are where they belong", () => {
  const [re, im] = [new Float64Array(4), new Float64Array(4)];
  phasors(0, new Float64Array(4), Float64Array.of(0, 0.25, 0.5, -0.25), 0, 4, re, im);
  [1, 0, -1, 0].forEach((value, i) => {
    expect(re[i]).toBeCloseTo(value, 9);
  });
  [0, 1, 0, -1].forEach((value, i) => {
    expect(im[i]).toBeCloseTo(value, 9);
  });
});
