import { describe, expect, it } from "vitest";
import { type CcsdsMarkedCode, ccsdsSyncMarkers } from "../../src/fec/ccsds-sync-marker.data.js";
import { ccsdsSyncMarker } from "../../src/fec/ccsds-sync-marker.js";

describe("an attached sync marker of CCSDS", () => {
  it.each([
    // 32 bits without a code of low rate, and 32 / r for turbo codes of rate r.
    ["uncoded, convolutional, Reed-Solomon, concatenated, LDPC C2", 32],
    ["turbo 1/2, LDPC AR4JA", 64],
    ["turbo 1/3", 96],
    ["turbo 1/4", 128],
    ["turbo 1/6", 192],
    ["embedded data stream", 32],
  ] as const)("of %s has %d bits", (code, length) => {
    expect(ccsdsSyncMarker(code)).toHaveLength(length);
  });

  it("begins with 0001 1010 1100 1111 1111 1100 0001 1101 for a Reed-Solomon code", () => {
    const bits = ccsdsSyncMarker("uncoded, convolutional, Reed-Solomon, concatenated, LDPC C2").join("");
    expect(bits).toBe("00011010110011111111110000011101");
  });

  it("of a lower turbo rate begins with that of twice the rate, and the second half of 1/4 is the first inverted", () => {
    const { "turbo 1/2, LDPC AR4JA": half, "turbo 1/3": third } = ccsdsSyncMarkers;
    const { "turbo 1/4": quarter, "turbo 1/6": sixth } = ccsdsSyncMarkers;
    expect(quarter.startsWith(half)).toBe(true);
    expect(sixth.startsWith(third)).toBe(true);
    const inverted = (bits: Uint8Array) => bits.map((bit) => 1 - bit);
    const bits = ccsdsSyncMarker("turbo 1/4");
    expect(bits.subarray(64)).toEqual(inverted(bits.subarray(0, 64)));
    const more = ccsdsSyncMarker("turbo 1/6");
    expect(more.subarray(96)).toEqual(inverted(more.subarray(0, 96)));
  });

  it("is refused for a code that has none", () => {
    expect(() => ccsdsSyncMarker("turbo 1/5" as CcsdsMarkedCode)).toThrow("expected uncoded, convolutional");
  });
});
