import { describe, expect, it } from "vitest";
import { nrTransmissionBandwidths } from "../../src/phy/nr-transmission-bandwidth.data.js";
import { nrTransmissionBlocks } from "../../src/phy/nr-transmission-bandwidth.js";

describe("resource blocks of a channel (TS 38.101-1 and -2, Table 5.3.2-1)", () => {
  it("are those of the table", () => {
    expect(nrTransmissionBlocks("FR1", 15e3, 20e6)).toBe(106);
    expect(nrTransmissionBlocks("FR1", 30e3, 100e6)).toBe(273);
    expect(nrTransmissionBlocks("FR2", 120e3, 400e6)).toBe(264);
    expect(nrTransmissionBlocks("FR2", 60e3, 50e6)).toBe(66);
  });

  it("fill 79 to 99 % of their channel, and more of a wider one at the same spacing", () => {
    for (const spacings of Object.values(nrTransmissionBandwidths)) {
      for (const [spacing_kHz, bandwidths] of Object.entries(spacings)) {
        for (const [bandwidth_MHz, blocks] of Object.entries(bandwidths)) {
          const used = (12 * blocks * Number(spacing_kHz)) / (1000 * Number(bandwidth_MHz));
          expect(used).toBeGreaterThan(0.79);
          expect(used).toBeLessThan(0.99);
        }
      }
    }
  });

  it("say what there is where there is no such channel", () => {
    expect(() => nrTransmissionBlocks("FR1", 15e3, 100e6)).toThrow(
      /bandwidth: expected 5, 10, .* 50 MHz at 15 kHz in FR1/,
    );
    expect(() => nrTransmissionBlocks("FR2", 240e3, 400e6)).toThrow(/numerology: expected 60, 120 kHz for data in FR2/);
  });
});
