import { describe, expect, test } from "vitest";
import { certainLlr } from "../../src/phy/bit-channel.js";
import type { Demapping } from "../../src/phy/demapper.js";
import { nrConstellation } from "../../src/phy/nr-modulation.js";
import { type ChannelSpec, SymbolLink, type SymbolLinkOptions, symbolsOfBits } from "../../src/phy/symbol-link.js";
import { RandomBits } from "../../src/random/random-bits.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";
import { gaussianTail } from "./gaussian-tail.js";

const frameBits = 60_000;
const awgn: ChannelSpec = { kind: "awgn" };

function link(options: Partial<SymbolLinkOptions>): SymbolLink {
  return new SymbolLink({
    modulation: "QPSK",
    demapping: "max-log",
    channel: awgn,
    codedBits: frameBits,
    seed: 1,
    ...options,
  });
}

/** Bit errors of hard decisions on random bits. */
function errors(symbols: SymbolLink, level: number, frames: number): number {
  const stream = new RandomBits(1, "symbol-link.test");
  const bits = new Uint8Array(symbols.codedBits);
  const llrs = new Float32Array(symbols.codedBits);
  let count = 0;
  for (let frame = 0; frame < frames; frame++) {
    stream.fill(bits, frame);
    symbols.transmit(bits, level, frame, llrs);
    for (let i = 0; i < bits.length; i++) count += Number(llrs[i] < 0) ^ bits[i];
  }
  return count;
}

/** Whether `expected` lies in the 99.9 % interval of the error rate. */
function expectRate(found: number, trials: number, expected: number): void {
  const { low, high } = wilsonEstimate(found, trials, 0.999);
  expect(low).toBeLessThanOrEqual(expected);
  expect(high).toBeGreaterThanOrEqual(expected);
  // The interval is narrow enough to mean something.
  expect(high - low).toBeLessThan(0.25 * expected);
}

/**
 * Bit error rate of square QAM in white noise when each bit is that of the nearest point: over the levels of one part,
 * the probability that the sample lies in an interval of a level with another bit.
 */
function squareQamBitErrorRate(name: string, esn0_dB: number): number {
  const { re, im, bitsPerSymbol } = nrConstellation(name)!;
  const partBits = bitsPerSymbol / 2;
  const deviation = Math.sqrt(0.5 * 10 ** (-esn0_dB / 10));
  const imaginary = Math.min(...im.map(Math.abs));
  const levels = Array.from(re, (level, label) => ({ level, label }))
    .filter(({ label }) => Math.abs(im[label] - imaginary) < 1e-9)
    .sort((a, b) => a.level - b.level);
  let rate = 0;
  for (const sent of levels) {
    levels.forEach((decided, i) => {
      const low = i === 0 ? -Infinity : (levels[i - 1].level + decided.level) / 2;
      const high = i === levels.length - 1 ? Infinity : (levels[i + 1].level + decided.level) / 2;
      const wrong = (sent.label ^ decided.label).toString(2).replaceAll("0", "").length;
      const above = (x: number) => gaussianTail(Math.max(-40, Math.min(40, (x - sent.level) / deviation)));
      rate += (wrong / partBits) * (above(low) - above(high));
    });
  }
  return rate / levels.length;
}

/** BPSK with coherent detection in Rician fading: the mean of Craig's form over the gain's moment generating function. */
function ricianBitErrorRate(k: number, snr: number): number {
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const s = snr / Math.sin(((i + 0.5) / steps) * (Math.PI / 2)) ** 2;
    sum += ((1 + k) / (1 + k + s)) * Math.exp((-k * s) / (1 + k + s));
  }
  return sum / (2 * steps);
}

describe("in additive white Gaussian noise", () => {
  test.each([
    ["BPSK", 0],
    ["BPSK", 5],
    ["BPSK", 8],
    ["QPSK", 3],
    ["QPSK", 9],
  ])("the bit error rate of %s at Es/N0 = %d dB is that of the Q function", (modulation, esn0_dB) => {
    const bits = modulation === "BPSK" ? 1 : 2;
    const expected = gaussianTail(Math.sqrt((2 / bits) * 10 ** (esn0_dB / 10)));
    for (const demapping of ["max-log", "exact"] as Demapping[]) {
      expectRate(errors(link({ modulation, demapping }), esn0_dB, 100), 100 * frameBits, expected);
    }
  });

  test.each([
    ["16QAM", 8],
    ["16QAM", 15],
    ["64QAM", 14],
    ["64QAM", 20],
    ["256QAM", 20],
    ["256QAM", 26],
    ["1024QAM", 25],
    ["1024QAM", 32],
  ])("the bit error rate of %s at Es/N0 = %d dB is that of its Gray labels", (modulation, esn0_dB) => {
    const expected = squareQamBitErrorRate(modulation, esn0_dB);
    expectRate(errors(link({ modulation, codedBits: frameBits }), esn0_dB, 40), 40 * frameBits, expected);
  });

  test("16QAM at 20 dB has the closed form 3/4 Q(a) + 1/2 Q(3a) - 1/4 Q(5a), a = sqrt(Es / 5 N0)", () => {
    const a = Math.sqrt(10 ** 1.5 / 5);
    const closed = 0.75 * gaussianTail(a) + 0.5 * gaussianTail(3 * a) - 0.25 * gaussianTail(5 * a);
    expect(squareQamBitErrorRate("16QAM", 15) / closed).toBeCloseTo(1, 9);
  });

  test("exact LLRs decide 64QAM no worse than the nearest points", () => {
    const exact = errors(link({ modulation: "64QAM", demapping: "exact" }), 5, 10);
    const maxLog = errors(link({ modulation: "64QAM" }), 5, 10);
    expect(exact).toBeLessThan(maxLog);
  });
});

describe("with fading known to the receiver", () => {
  test.each([0, 10, 20])(
    "BPSK in Rayleigh fading at %d dB has the closed form (1 - sqrt(g / (1 + g))) / 2",
    (esn0_dB) => {
      const snr = 10 ** (esn0_dB / 10);
      const expected = 0.5 * (1 - Math.sqrt(snr / (1 + snr)));
      expect(ricianBitErrorRate(0, snr)).toBeCloseTo(expected, 6);
      const channel: ChannelSpec = { kind: "rayleigh", blockSymbols: 1 };
      expectRate(errors(link({ modulation: "BPSK", channel }), esn0_dB, 50), 50 * frameBits, expected);
    },
  );

  test.each([
    [0, 8],
    [6, 5],
    [10, 7],
    [20, 6],
  ])("BPSK in Rician fading of K = %d dB at %d dB has the rate of the integral", (k_dB, esn0_dB) => {
    const expected = ricianBitErrorRate(10 ** (k_dB / 10), 10 ** (esn0_dB / 10));
    const channel: ChannelSpec = { kind: "rician", k_dB, blockSymbols: 1 };
    expectRate(errors(link({ modulation: "BPSK", channel }), esn0_dB, 60), 60 * frameBits, expected);
  });

  test("blocks of symbols share a gain: the error rate of frames differs, its mean does not", () => {
    const channel: ChannelSpec = { kind: "rayleigh", blockSymbols: 100 };
    const symbols = link({ modulation: "BPSK", channel, codedBits: 100 });
    const expected = 0.5 * (1 - Math.sqrt(10 / 11));
    const counts: number[] = [];
    const bits = new Uint8Array(100);
    const llrs = new Float32Array(100);
    for (let frame = 0; frame < 20_000; frame++) {
      symbols.transmit(bits, 10, frame, llrs);
      counts.push(llrs.reduce((sum, llr) => sum + Number(llr < 0), 0) / 100);
    }
    const mean = counts.reduce((sum, rate) => sum + rate, 0) / counts.length;
    const variance = counts.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / counts.length;
    expect(Math.abs(mean - expected)).toBeLessThan(3.3 * Math.sqrt(variance / counts.length));
    // Independent errors would have a variance of p (1 - p) / 100.
    expect(variance).toBeGreaterThan(5 * ((expected * (1 - expected)) / 100));
  });
});

describe("a channel of bits", () => {
  const bits = new Uint8Array(frameBits);
  new RandomBits(3, "symbol-link.test").fill(bits, 0);
  const llrs = new Float32Array(frameBits);

  test.each([0.001, 0.11, 0.5, 0.9])("turns over bits with probability %d, and the LLR says so", (probability) => {
    link({ channel: { kind: "bsc" } }).transmit(bits, probability, 0, llrs);
    const llr = Math.fround(Math.log((1 - probability) / probability));
    let turned = 0;
    for (let i = 0; i < frameBits; i++) {
      const isTurned = llrs[i] !== (bits[i] ? -llr : llr);
      if (isTurned) expect(llrs[i]).toBe(bits[i] ? llr : -llr);
      turned += Number(isTurned);
    }
    const { low, high } = wilsonEstimate(turned, frameBits, 0.999);
    if (probability === 0.5) return;
    expect(low).toBeLessThanOrEqual(probability);
    expect(high).toBeGreaterThanOrEqual(probability);
  });

  test.each([0.001, 0.3, 0.9])(
    "loses bits with probability %d: their LLR is 0, that of the others sure",
    (probability) => {
      link({ channel: { kind: "erasure" } }).transmit(bits, probability, 0, llrs);
      let lost = 0;
      const sure = Math.fround(certainLlr);
      for (let i = 0; i < frameBits; i++) {
        if (llrs[i] === 0) lost++;
        else expect(llrs[i]).toBe(bits[i] ? -sure : sure);
      }
      const { low, high } = wilsonEstimate(lost, frameBits, 0.999);
      expect(low).toBeLessThanOrEqual(probability);
      expect(high).toBeGreaterThanOrEqual(probability);
    },
  );

  test("probabilities of 0 and 1 give finite LLRs", () => {
    const sure = Math.fround(certainLlr);
    expect(certainLlr).toBeCloseTo(Math.log(2 ** 32 - 1), 12);
    for (const [kind, probability, sign] of [
      ["bsc", 0, 1],
      ["bsc", 1, 1],
      ["erasure", 0, 1],
      ["erasure", 1, 0],
    ] as const) {
      link({ channel: { kind } }).transmit(bits, probability, 5, llrs);
      for (let i = 0; i < frameBits; i++) expect(Math.abs(llrs[i])).toBe(sign * sure);
      if (sign === 1) for (let i = 0; i < frameBits; i++) expect(llrs[i] < 0).toBe(bits[i] === 1);
    }
  });
});

const channels: readonly (readonly [ChannelSpec, number])[] = [
  [{ kind: "awgn" }, 10],
  [{ kind: "rayleigh", blockSymbols: 7 }, 10],
  [{ kind: "rician", k_dB: 6, blockSymbols: 1 }, 10],
  [{ kind: "bsc" }, 0.1],
  [{ kind: "erasure" }, 0.1],
];

describe.each(channels)("over %o", (channel, level) => {
  const codedBits = 1001;
  const bits = new Uint8Array(codedBits);
  new RandomBits(3, "symbol-link.test").fill(bits, 0);
  const transmit = (symbols: SymbolLink, frame: number) => {
    const llrs = new Float32Array(codedBits);
    symbols.transmit(bits, level, frame, llrs);
    return llrs;
  };

  test("a frame's LLRs depend on seed and frame alone", () => {
    const symbols = link({ channel, codedBits, modulation: "16QAM" });
    const [first, second] = [transmit(symbols, 1), transmit(symbols, 2 ** 40 + 1)];
    expect(transmit(symbols, 1)).toEqual(first);
    expect(transmit(link({ channel, codedBits, modulation: "16QAM" }), 2 ** 40 + 1)).toEqual(second);
    expect(second).not.toEqual(first);
    expect(transmit(link({ channel, codedBits, modulation: "16QAM", seed: 2 }), 1)).not.toEqual(first);
  });

  test.each(["exact", "max-log"] as const)(
    "the reference and SIMD give the same %s LLRs but for rounding",
    (demapping) => {
      for (const modulation of ["BPSK", "QPSK", "64QAM"]) {
        const options = { channel, codedBits, modulation, demapping };
        const reference = transmit(link({ ...options, backend: "reference" }), 9);
        const simd = transmit(link({ ...options, backend: "simd" }), 9);
        for (let i = 0; i < codedBits; i++) {
          expect(Math.abs(simd[i] - reference[i])).toBeLessThan(1e-3 + 1e-5 * Math.abs(reference[i]));
        }
      }
    },
  );
});

test("at every level the noise is the same, only its size differs", () => {
  const symbols = link({ modulation: "QPSK", codedBits: 1000 });
  const bits = new Uint8Array(1000);
  const [at0, at20] = [new Float32Array(1000), new Float32Array(1000)];
  symbols.transmit(bits, 0, 4, at0);
  symbols.transmit(bits, 20, 4, at20);
  // LLR = 2 sqrt(2) (sqrt(1/2) + sqrt(N0/2) n) / N0.
  for (let i = 0; i < 1000; i++) {
    const noise0 = (at0[i] / 2 - 1) * 1;
    const noise20 = (at20[i] / 200 - 1) * 10;
    expect(noise20).toBeCloseTo(noise0, 4);
  }
});

test("next to no noise gives finite LLRs of the bits' signs", () => {
  for (const modulation of ["BPSK", "QPSK", "16QAM", "1024QAM"]) {
    for (const demapping of ["exact", "max-log"] as Demapping[]) {
      for (const [channel] of channels.slice(0, 3)) {
        const symbols = link({ modulation, demapping, channel, codedBits: 2000 });
        const bits = new Uint8Array(2000);
        new RandomBits(3, "symbol-link.test").fill(bits, 0);
        const llrs = new Float32Array(2000);
        symbols.transmit(bits, 200, 0, llrs);
        llrs.forEach((llr, i) => {
          expect(Number.isFinite(llr) && llr < 0 === (bits[i] === 1)).toBe(true);
        });
        symbols.transmit(bits, -200, 0, llrs);
        expect(llrs.every((llr) => Math.abs(llr) < 1e-6)).toBe(true);
      }
    }
  }
});

test("symbols are counted with the last one filled up", () => {
  expect(symbolsOfBits(1001, "16QAM")).toBe(251);
  expect(link({ modulation: "16QAM", codedBits: 1001 }).symbols).toBe(251);
});

test("a constellation of one's own can stand for a name", () => {
  const own = { name: "own", bitsPerSymbol: 1, re: Float64Array.of(1, -1), im: Float64Array.of(0, 0) };
  expectRate(errors(link({ modulation: own }), 5, 50), 50 * frameBits, gaussianTail(Math.sqrt(2 * 10 ** 0.5)));
  expect(String(link({ modulation: own }))).toBe("SymbolLink(own, max-log, awgn, 60000 bits, seed 1)");
});

test("what cannot be is refused by name", () => {
  const symbols = link({ codedBits: 4 });
  const [bits, llrs] = [new Uint8Array(4), new Float32Array(4)];
  expect(() => symbols.transmit(new Uint8Array(3), 0, 0, llrs)).toThrow(/coded, llrs: expected 4 elements each/);
  expect(() => symbols.transmit(bits, 0, 0, new Float32Array(5))).toThrow(/found 4 and 5/);
  expect(() => symbols.transmit(bits, Number.NaN, 0, llrs)).toThrow(/level: expected Es\/N0 from -200 to 200 dB/);
  expect(() => symbols.transmit(bits, Infinity, 0, llrs)).toThrow(/found Infinity/);
  expect(() => symbols.transmit(bits, 0, -1, llrs)).toThrow(/frame: expected a whole number/);
  expect(() => link({ codedBits: 0 })).toThrow(/codedBits: expected a whole number from 1, found 0/);
  expect(() => link({ seed: -1 })).toThrow(/seed/);
  expect(() => link({ modulation: "QAM" })).toThrow(/found QAM/);
  expect(() => link({ channel: { kind: "rayleigh", blockSymbols: 0 } })).toThrow(/channel.blockSymbols/);
  expect(() => link({ channel: { kind: "rician", k_dB: Number.NaN, blockSymbols: 1 } })).toThrow(/channel.k_dB/);
  const bsc = link({ channel: { kind: "bsc" }, codedBits: 4 });
  for (const level of [-0.1, 1.1, Number.NaN]) {
    expect(() => bsc.transmit(bits, level, 0, llrs)).toThrow(/level: expected a probability from 0 to 1/);
  }
});
