import { describe, expect, it } from "vitest";
import { meanRadiatingTemperature_K } from "../../src/physics.js";
import { meanRadiatingTemperatureOfSurface_K, skyNoiseTemperature_K } from "../../src/propagation/p618-sky-noise.js";

describe("sky noise (ITU-R P.618-14, 3)", () => {
  it("is the cosmic background through no air and the radiating temperature through much of it", () => {
    expect(skyNoiseTemperature_K(0)).toBeCloseTo(2.7, 12);
    expect(skyNoiseTemperature_K(200)).toBeCloseTo(meanRadiatingTemperature_K, 9);
    expect(skyNoiseTemperature_K(10, 275)).toBeCloseTo(0.9 * 275 + 0.27, 10);
  });

  it("takes the radiating temperature as 37.34 + 0.81 of the surface's", () => {
    expect(meanRadiatingTemperatureOfSurface_K(290)).toBeCloseTo(272.24, 10);
  });

  it("refuses a gain of the atmosphere", () => {
    expect(() => skyNoiseTemperature_K(-1)).toThrow(RangeError);
    expect(() => meanRadiatingTemperatureOfSurface_K(Number.NaN)).toThrow(RangeError);
  });
});
