import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeSpaceLoss_dB } from "../../src/propagation/free-space.js";
import { tr38811Clutter, tr38811ZenithGas } from "../../src/propagation/tr38811.data.js";
import {
  tr38811ClutterLoss_dB,
  tr38811GasAttenuation_dB,
  tr38811IonosphericScintillation_dB,
  tr38811Scintillation_dB,
  tr38811TroposphericScintillation_dB,
  tr38811ZenithGas_dB,
} from "../../src/propagation/tr38811.js";

describe("losses of 3GPP TR 38.811, 6.6", () => {
  it("has gas from 0 to 100 GHz and clutter at nine elevations", () => {
    expect(tr38811ZenithGas).toHaveLength(101);
    for (const { sBand_dB, kaBand_dB } of Object.values(tr38811Clutter)) {
      expect(sBand_dB).toHaveLength(9);
      expect(kaBand_dB).toHaveLength(9);
    }
  });

  // Reference points of the ns-3 test suite, sign changed.
  it.each([
    [20, 35_786, 209.915],
    [2, 35_786, 191.744],
    [30, 600, 177.925],
  ])("adds up at the zenith at %d GHz from %d km", (frequency_GHz, distance_km, loss_dB) => {
    const sum_dB =
      freeSpaceLoss_dB(distance_km * 1e3, frequency_GHz * 1e9) +
      tr38811GasAttenuation_dB(frequency_GHz, 90) +
      tr38811Scintillation_dB(frequency_GHz, 90);
    expect(Math.abs(sum_dB - loss_dB)).toBeLessThan(0.01);
  });

  it("counts gas over sin(elevation) from 10 GHz, and above 1 GHz only below 10 deg", () => {
    expect(tr38811GasAttenuation_dB(20, 30)).toBeCloseTo(0.5, 12);
    expect(tr38811GasAttenuation_dB(2, 30)).toBe(0);
    expect(tr38811GasAttenuation_dB(2, 5)).toBeCloseTo(0.035 / Math.sin(Math.PI / 36), 12);
    expect(tr38811GasAttenuation_dB(1, 5)).toBe(0);
  });

  it("takes gas linear between whole gigahertz", () => {
    expect(tr38811ZenithGas_dB(19.5)).toBeCloseTo((0.2153 + 0.25) / 2, 12);
    expect(tr38811ZenithGas_dB(100)).toBe(1);
    expect(() => tr38811ZenithGas_dB(101)).toThrow(RangeError);
  });

  it("has 2.2 dB of ionospheric scintillation at 2 GHz, the figure of TR 38.821's budgets, and only near the equator", () => {
    expect(tr38811IonosphericScintillation_dB(2)).toBeCloseTo(2.2, 2);
    expect(tr38811Scintillation_dB(2, 30, -20)).toBeCloseTo(2.2, 2);
    expect(tr38811Scintillation_dB(2, 30, 48)).toBe(0);
    expect(tr38811Scintillation_dB(20, 30, 48)).toBe(0.3);
  });

  it("reads tables at the nearest elevation, the first row from the horizon to 15 deg", () => {
    expect([1, 14.9, 15, 34, 36, 85, 90].map(tr38811TroposphericScintillation_dB)).toEqual([
      1.08, 1.08, 0.48, 0.3, 0.22, 0.12, 0.12,
    ]);
    expect(tr38811ClutterLoss_dB("suburbanRural", 2, 31)).toBe(18.42);
    expect(tr38811ClutterLoss_dB("denseUrban", 20, 90)).toBe(32.9);
    expect(tr38811ClutterLoss_dB("urban", 30, 8)).toBe(44.3);
  });

  it("gives every elevation above the horizon a value and refuses the others", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 90, noNaN: true }), (elevation_deg) => {
        expect(tr38811TroposphericScintillation_dB(elevation_deg)).toBeGreaterThan(0);
        expect(tr38811ClutterLoss_dB("urban", 2, elevation_deg)).toBeGreaterThan(20);
      }),
    );
    for (const bad of [0, -1, 91, Number.NaN]) {
      expect(() => tr38811TroposphericScintillation_dB(bad)).toThrow(RangeError);
      expect(() => tr38811Scintillation_dB(2, bad)).toThrow(RangeError);
    }
  });
});
