import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalHarm_dB, matchedShare, type Spectrum } from "../../src/interference/spectrum.js";

const filter = { symbolRate_Hz: 100e6, rollOff: 0.2 };

describe("what gets through a matched filter", () => {
  it.each([
    ["a tone in the middle", { kind: "tone", offset_Hz: 0 }, 1],
    // Half the symbol rate away a raised cosine is at a half (6 dB of the root filter at each end).
    ["a tone at half the symbol rate", { kind: "tone", offset_Hz: -50e6 }, 0.5],
    ["a tone beyond the band", { kind: "tone", offset_Hz: 61e6 }, 0],
    // White noise over W: Rs / W, since the raised cosine's integral is Rs.
    ["a wide band", { kind: "band", offset_Hz: 10e6, bandwidth_Hz: 500e6 }, 0.2],
    ["a narrow band in the flat part", { kind: "band", offset_Hz: -20e6, bandwidth_Hz: 20e6 }, 1],
    // Half of it beyond the middle of the filter's edge: antisymmetric about one half.
    ["a band centred on the edge", { kind: "band", offset_Hz: 50e6, bandwidth_Hz: 10e6 }, 0.5],
    // Integral of the squared raised cosine over Rs: 1 - rollOff / 4 (Proakis, 9.2).
    ["an equal carrier", { kind: "carrier", offset_Hz: 0, symbolRate_Hz: 100e6, rollOff: 0.2 }, 0.95],
    [
      "the next carrier, one bandwidth away",
      { kind: "carrier", offset_Hz: 120e6, symbolRate_Hz: 100e6, rollOff: 0.2 },
      0,
    ],
    // A channel of 100 MHz, 120 MHz away, whose mask is flat at -30 dB: 1e-3 of its density over the filter's whole band.
    [
      "the skirt of a mask",
      {
        kind: "mask",
        offset_Hz: 120e6,
        bandwidth_Hz: 100e6,
        points: [
          { offset_Hz: 50e6, level_dB: -30 },
          { offset_Hz: 500e6, level_dB: -30 },
        ],
      },
      1e-3,
    ],
  ] as [string, Spectrum, number][])("%s", (_name, spectrum, expected) => {
    expect(Math.abs(matchedShare(spectrum, filter) - expected)).toBeLessThan(1e-6 + 1e-4 * expected);
  });

  it("is a sloping mask's integral in closed form over a filter without roll-off", () => {
    // 0 dB at the channel's edge (-50 MHz from the filter's middle) to -40 dB 100 MHz on: decades fall linearly.
    const points = [
      { offset_Hz: 50e6, level_dB: 0 },
      { offset_Hz: 150e6, level_dB: -40 },
    ];
    const share = matchedShare(
      { kind: "mask", offset_Hz: -100e6, bandwidth_Hz: 100e6, points },
      { ...filter, rollOff: 1e-6 },
    );
    // Integral of 10^(-4 x) over x from 0 to 1, times 100 MHz over the channel's 100 MHz.
    expect(share).toBeCloseTo((1 - 1e-4) / (4 * Math.LN10), 4);
  });

  it("makes of white noise over the link bandwidth its own C/I, whatever the roll-off", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), (rollOff) => {
        const bandwidth_Hz = 100e6 * (1 + rollOff);
        const spectrum = { kind: "band", offset_Hz: 0, bandwidth_Hz } as const;
        expect(equalHarm_dB(spectrum, { symbolRate_Hz: 100e6, rollOff }, bandwidth_Hz)).toBeCloseTo(0, 3);
      }),
    );
  });
});
