import { expect, test } from "vitest";
import { s1528Gain_dBi, s1528LeoGain_dBi, s1528Warnings } from "../../src/antenna/itu-s1528.js";

const beam = { kind: "ituS1528", gain_dBi: 39, halfBeamwidth_deg: 1, sideLobe_dB: -20 } as const;

test("recommends 1.2 falls by 3 dB at the half beamwidth, then to the side lobes, the far side lobes and the back", () => {
  // Expected values of SHARC's test of S.1528: -8.48, -20, -21.10, -24.98 dB, 0 dBi, -34.25 dB
  const relative_dB = (angle_deg: number) => s1528Gain_dBi(beam, angle_deg) - 39;
  expect(relative_dB(0)).toBe(0);
  expect(relative_dB(1)).toBeCloseTo(-3, 9);
  expect(relative_dB(2)).toBeCloseTo(-8.485, 3);
  expect(relative_dB(3)).toBe(-20);
  expect(relative_dB(7)).toBeCloseTo(-21.11, 2);
  expect(relative_dB(10)).toBeCloseTo(-24.98, 2);
  expect(s1528Gain_dBi(beam, 80)).toBe(0);
  expect(relative_dB(100)).toBeCloseTo(-34.25, 9);
});

test("recommends 1.3 crosses from main lobe to side lobes at 1.5 half beamwidths without a step", () => {
  // ITU-R S.1528-0, LEO: Ls = -6.75 dB, Lf = 5 dBi
  expect(s1528LeoGain_dBi(35, 1.6, 1.6)).toBeCloseTo(32, 9);
  expect(s1528LeoGain_dBi(35, 1.6, 2.4)).toBeCloseTo(28.25, 9);
  expect(s1528LeoGain_dBi(35, 1.6, 2.4000001)).toBeCloseTo(28.25, 5);
  // Z = Y 10^(0.04 (35 - 6.75 - 5)) = 20.43 deg
  expect(s1528LeoGain_dBi(35, 1.6, 20.4)).toBeCloseTo(5.02, 1);
  expect(s1528LeoGain_dBi(35, 1.6, 60)).toBe(5);
});

test("use from 30 GHz and with other side lobes is warned of", () => {
  expect(s1528Warnings(beam, 20e9)).toEqual([]);
  expect(s1528Warnings({ ...beam, sideLobe_dB: -35 }, 30e9)).toHaveLength(2);
});

test("angles and beamwidths that are none are refused", () => {
  expect(() => s1528Gain_dBi(beam, 200)).toThrow(RangeError);
  expect(() => s1528Gain_dBi({ ...beam, halfBeamwidth_deg: 0 }, 1)).toThrow(RangeError);
  expect(() => s1528LeoGain_dBi(35, Number.NaN, 1)).toThrow(RangeError);
});
