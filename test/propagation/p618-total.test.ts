import { describe, expect, it } from "vitest";
import { totalAttenuation_dB } from "../../src/propagation/p618-total.js";

describe("total attenuation (ITU-R P.618-14, 2.5)", () => {
  it("is ITU's own example (ValEx 8.3.0, 29 GHz)", () => {
    const parts = {
      gas_dB: 0.8307293621939419,
      cloud_dB: 0.0888304820252869,
      rain_dB: 43.0141609755837,
      scintillation_dB: 0.639338500756143,
    };
    expect(totalAttenuation_dB(parts)).toBeCloseTo(43.93846215241688, 10);
  });

  it("is a plain sum without scintillation", () => {
    expect(totalAttenuation_dB({ gas_dB: 1, cloud_dB: 2, rain_dB: 3, scintillation_dB: 0 })).toBe(6);
  });

  it("refuses a negative part", () => {
    expect(() => totalAttenuation_dB({ gas_dB: 1, cloud_dB: -1, rain_dB: 0, scintillation_dB: 0 })).toThrow(RangeError);
    expect(() => totalAttenuation_dB({ gas_dB: Number.NaN, cloud_dB: 0, rain_dB: 0, scintillation_dB: 0 })).toThrow(
      RangeError,
    );
  });
});
