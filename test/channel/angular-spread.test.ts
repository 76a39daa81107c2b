import fc from "fast-check";
import { expect, test } from "vitest";
import { angularSpread_deg, wrapped_deg } from "../../src/channel/angular-spread.js";
import { rayOffsets } from "../../src/channel/ntn-cdl.data.js";

test("two equal directions 20 deg apart have the spread sqrt(-2 ln cos 10 deg), 10.03 deg, wherever the circle is cut", () => {
  for (const middle of [0, 90, 180, -180, 1234]) {
    const spread_deg = angularSpread_deg([
      { angle_deg: middle - 10, power: 3 },
      { angle_deg: middle + 10, power: 3 },
    ]);
    expect(spread_deg).toBeCloseTo(10.0255, 3);
  }
});

test("one direction has no spread, and small spreads are standard deviations", () => {
  expect(angularSpread_deg([{ angle_deg: 33, power: 0.2 }])).toBeCloseTo(0, 5);
  const spread_deg = angularSpread_deg(rayOffsets.map((angle_deg) => ({ angle_deg: angle_deg * 2, power: 1 })));
  expect(spread_deg).toBeCloseTo(2, 2);
});

test("the offsets of Table 7.5-3 are 20, sum to 0 and have the spread 1", () => {
  expect(rayOffsets).toHaveLength(20);
  expect(rayOffsets.reduce((sum, offset) => sum + offset, 0)).toBeCloseTo(0, 12);
  expect(Math.sqrt(rayOffsets.reduce((sum, offset) => sum + offset ** 2, 0) / 20)).toBeCloseTo(1, 3);
});

test("angles wrap to above -180 up to 180", () => {
  expect([180, -180, 181, -181, 540, 0].map(wrapped_deg)).toEqual([180, 180, -179, 179, 180, 0]);
  fc.assert(
    fc.property(fc.integer({ min: -5000, max: 5000 }), (angle) => {
      const wrapped = wrapped_deg(angle);
      expect(wrapped > -180 && wrapped <= 180 && (angle - wrapped) % 360 === 0).toBe(true);
    }),
  );
});
