import fc from "fast-check";
import { expect, test } from "vitest";
import {
  largestPolarisationLoss_dB,
  type PolarisationEllipse,
  polarisationLoss_dB,
} from "../../src/antenna/polarisation-loss.js";

const circular: PolarisationEllipse = { axialRatio_dB: 0, sense: "right" };
const linear: PolarisationEllipse = { axialRatio_dB: Number.POSITIVE_INFINITY, sense: "right" };

test("a circular wave loses 3.01 dB in a linear antenna at any tilt", () => {
  for (const tilt_deg of [0, 17, 90]) expect(polarisationLoss_dB(circular, linear, tilt_deg)).toBeCloseTo(3.0103, 4);
});

test("a linear wave loses by the squared cosine of the tilt", () => {
  // 20 log10(cos 30 deg): 1.249 dB
  expect(polarisationLoss_dB(linear, linear, 30)).toBeCloseTo(1.2494, 4);
  expect(polarisationLoss_dB(linear, linear, 0)).toBe(0);
  expect(polarisationLoss_dB(linear, linear, 90)).toBe(Number.POSITIVE_INFINITY);
});

test("an axial ratio of 3 dB costs a circular wave 0.13 dB, and 0.51 dB against its like at right angles", () => {
  // (1 + e)^2 / (2 (1 + e^2)), and (2 e / (1 + e^2))^2, with e = 10^(-3/20)
  const elliptical: PolarisationEllipse = { axialRatio_dB: 3, sense: "right" };
  expect(polarisationLoss_dB(circular, elliptical, 45)).toBeCloseTo(0.1252, 4);
  expect(largestPolarisationLoss_dB(elliptical, elliptical)).toBeCloseTo(0.5081, 4);
});

test("the other sense of circular polarisation is not received", () => {
  expect(polarisationLoss_dB(circular, { axialRatio_dB: 0, sense: "left" }, 0)).toBe(Number.POSITIVE_INFINITY);
});

test("the loss is mutual, from 0, and largest at right angles", () => {
  const ellipse = fc.record({
    axialRatio_dB: fc.double({ min: 0, max: 40, noNaN: true }),
    sense: fc.constantFrom<"right" | "left">("right", "left"),
  });
  fc.assert(
    fc.property(ellipse, ellipse, fc.double({ min: -180, max: 180, noNaN: true }), (a, b, tilt_deg) => {
      const loss_dB = polarisationLoss_dB(a, b, tilt_deg);
      expect(loss_dB).toBeGreaterThanOrEqual(0);
      expect(loss_dB).toBeLessThanOrEqual(largestPolarisationLoss_dB(a, b) + 1e-6);
      expect(polarisationLoss_dB(b, a, -tilt_deg)).toBeCloseTo(loss_dB, 6);
      expect(polarisationLoss_dB(a, a, 0)).toBeCloseTo(0, 9);
    }),
  );
});

test("a negative axial ratio or no tilt is refused", () => {
  expect(() => polarisationLoss_dB({ axialRatio_dB: -1, sense: "right" }, circular, 0)).toThrow(RangeError);
  expect(() => polarisationLoss_dB(circular, circular, Number.NaN)).toThrow(RangeError);
});
