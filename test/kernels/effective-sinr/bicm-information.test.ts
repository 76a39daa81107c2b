import { describe, expect, it } from "vitest";
import { bicmInformation } from "../../../kernels/effective-sinr/bicm-information.js";

/** Information of a +-1 input in noise of the given deviation, by adaptive bisection: another way to the same integral. */
function binaryInformation(deviation: number): number {
  const loss = (noise: number) =>
    (Math.exp(-0.5 * noise * noise) / Math.sqrt(2 * Math.PI)) *
    Math.log2(1 + Math.exp((-2 * (1 + deviation * noise)) / deviation ** 2));
  const simpson = (low: number, high: number, parts: number) => {
    const step = (high - low) / parts;
    let sum = loss(low) + loss(high);
    for (let i = 1; i < parts; i++) sum += (i % 2 === 1 ? 4 : 2) * loss(low + i * step);
    return (sum * step) / 3;
  };
  return 1 - simpson(-12, 12, 20_000);
}

it.each([0.01, 0.3, 1, 2, 10, 40])("QPSK at Es/N0 = %d carries what two binary inputs carry", (snr) => {
  expect(bicmInformation(2, snr).capacity).toBeCloseTo(2 * binaryInformation(1 / Math.sqrt(snr)), 6);
});

it.each([0.3, 3, 10, 50])("16QAM at Es/N0 = %d carries what its bits' exact LLRs carry", (snr) => {
  // One dimension of TS 38.211, 5.1.4: (1 - 2 b0) (2 - (1 - 2 b2)) / sqrt(10); noise of variance N0 / 2.
  const words = [0, 1, 2, 3].map((word) => [word >> 1, word & 1]);
  const level = ([b0, b2]: number[]) => ((1 - 2 * b0) * (2 - (1 - 2 * b2))) / Math.sqrt(10);
  const likelihood = (y: number, x: number) => Math.exp(-snr * (y - x) ** 2);
  let information = 4;
  for (const word of words) {
    for (const [bit, value] of word.entries()) {
      const step = 2e-3 / Math.sqrt(snr);
      for (let i = -4000; i <= 4000; i++) {
        const y = level(word) + i * step;
        const [zero, one] = [0, 1].map((each) =>
          words.filter((other) => other[bit] === each).reduce((sum, other) => sum + likelihood(y, level(other)), 0),
        );
        const llr = Math.log(zero / one);
        const density = likelihood(y, level(word)) * Math.sqrt(snr / Math.PI) * step;
        if (density > 0) information -= (2 / 4) * density * Math.log2(1 + Math.exp(value === 0 ? -llr : llr));
      }
    }
  }
  expect(bicmInformation(4, snr).capacity).toBeCloseTo(information, 5);
});

it.each([2, 4, 6, 8, 10])("%d bits a symbol: nothing without signal, everything without noise", (bits) => {
  expect(bicmInformation(bits, 0).capacity).toBeCloseTo(0, 9);
  expect(bicmInformation(bits, 1e6).capacity).toBeCloseTo(bits, 9);
  expect(bicmInformation(bits, Infinity).capacity).toBe(bits);
});

it.each([2, 4, 6, 8, 10])("%d bits a symbol stay below the capacity log2(1 + SNR) and rise with the SNR", (bits) => {
  let last = 0;
  for (let snr_dB = -20; snr_dB <= 30; snr_dB += 2.5) {
    const snr = 10 ** (snr_dB / 10);
    const information = bicmInformation(bits, snr).capacity;
    if (last < bits - 1e-6) expect(information).toBeGreaterThan(last);
    expect(information).toBeLessThan(Math.log2(1 + snr));
    last = information;
  }
});

it("refuses modulations it does not know and SNRs that are none", () => {
  expect(() => bicmInformation(3, 1)).toThrow("bitsPerSymbol: expected an even number from 2 to 12, found 3");
  expect(() => bicmInformation(4, Number.NaN)).toThrow("snr: expected a number from 0, found NaN");
  expect(() => bicmInformation(4, -1)).toThrow(RangeError);
});

describe("capacity and dispersion", () => {
  it("is 1 bit for QPSK at the level where BPSK carries half a bit", () => {
    // BPSK-input AWGN capacity of 1/2 bit at Es/N0 = -2.823 dB (Eb/N0 0.187 dB), the limit every rate-1/2 code is
    // plotted against; QPSK needs 3.01 dB more a symbol.
    const { capacity } = bicmInformation(2, 10 ** ((-2.823 + 10 * Math.log10(2)) / 10));
    expect(capacity).toBeCloseTo(1, 3);
  });

  it("rises to the bits of a symbol, where nothing is left uncertain", () => {
    for (const bits of [2, 4, 6, 8, 10]) {
      const { capacity, dispersion } = bicmInformation(bits, 10 ** (bits * 0.32 + 1.5));
      expect(capacity).toBeCloseTo(bits, 6);
      expect(dispersion).toBeCloseTo(0, 4);
    }
  });

  it("stays below Shannon's capacity", () => {
    for (const bits of [2, 4, 6, 8, 10]) {
      for (let esn0_dB = -10; esn0_dB <= 30; esn0_dB += 2) {
        const esn0 = 10 ** (esn0_dB / 10);
        expect(bicmInformation(bits, esn0).capacity).toBeLessThan(Math.log2(1 + esn0));
      }
    }
  });
});
