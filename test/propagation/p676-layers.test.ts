import { describe, expect, it } from "vitest";
import { airLayers } from "../../src/propagation/p676-layers.js";

describe("layers of air (ITU-R P.676-13, Annex 1, 2.2.1)", () => {
  it("are 922 from sea level, the first 10 cm and the last about 1 km thick", () => {
    const layers = airLayers(0, 7.5);
    expect(layers).toHaveLength(922);
    expect(layers[0].thickness_km).toBe(1e-4);
    expect(layers[921].thickness_km).toBeGreaterThan(0.99);
    expect(layers[921].thickness_km).toBeLessThan(1.01);
  });

  it.each([0, 0.05, 1.2, 4])("from a site at %d km touch each other and reach up to 100 km", (altitude_km) => {
    const layers = airLayers(altitude_km, 7.5);
    expect(layers[0].radius_km - 6371).toBeCloseTo(altitude_km, 9);
    for (let i = 1; i < layers.length; i++) {
      expect(layers[i].radius_km).toBeCloseTo(layers[i - 1].radius_km + layers[i - 1].thickness_km, 8);
    }
    const top = layers[layers.length - 1];
    expect(Math.abs(top.radius_km + top.thickness_km - 6471)).toBeLessThan(0.5);
  });

  it("start with the surface's vapour density and a refractivity near 315 N-units, P.453's exponential atmosphere", () => {
    const [surface] = airLayers(0, 7.5);
    expect(surface.vapourDensity_gm3).toBeCloseTo(7.5, 3);
    expect((surface.refractiveIndex - 1) * 1e6).toBeGreaterThan(305);
    expect((surface.refractiveIndex - 1) * 1e6).toBeLessThan(325);
  });

  it("refuse a site below sea level or above the air", () => {
    for (const bad of [-0.1, 31, Number.NaN]) expect(() => airLayers(bad, 7.5)).toThrow(RangeError);
  });
});
