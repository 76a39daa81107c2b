import { describe, expect, it } from "vitest";
import type { Constellation } from "../../src/phy/constellation.js";
import { complementaryError } from "./complementary-error.js";
import { amplitudeOf, decoder, link, rayleigh, run, shared, transmitter } from "./nr-link-fixture.js";

/** MCS of each modulation, with an SNR at which a few per cent of the bits are wrong. */
const modulations = [
  { mcsTable: 1, mcs: 4, snr_dB: 5 },
  { mcsTable: 1, mcs: 12, snr_dB: 11 },
  { mcsTable: 1, mcs: 20, snr_dB: 17 },
  { mcsTable: 2, mcs: 22, snr_dB: 23 },
] as const;
const hasty = { ...decoder, iterations: 1 };

/** Chance that noise of a branch exceeds t, at unit symbol energy. */
type Tail = (t: number) => number;

/** Bit error rate of square QAM with decisions for the nearest point, from the chances of each level's neighbours: exact. */
function bitErrorRate({ re, bitsPerSymbol }: Constellation, tail: Tail): number {
  const signed: Tail = (t) => (t >= 0 ? tail(t) : 1 - tail(-t));
  // The even bits of a label name the level of the real part.
  const partBits = bitsPerSymbol / 2;
  const levels = new Map<number, number>();
  re.forEach((level, label) => {
    let part = 0;
    for (let b = 0; b < partBits; b++) part = 2 * part + ((label >> (bitsPerSymbol - 1 - 2 * b)) & 1);
    levels.set(part, level);
  });
  const sorted = [...levels].sort((a, b) => a[1] - b[1]);
  let errors = 0;
  for (const [sent, at] of sorted) {
    sorted.forEach(([decided], i) => {
      const low = i === 0 ? -Infinity : (sorted[i - 1][1] + sorted[i][1]) / 2;
      const high = i === sorted.length - 1 ? Infinity : (sorted[i][1] + sorted[i + 1][1]) / 2;
      const chance = (low === -Infinity ? 1 : signed(low - at)) - (high === Infinity ? 0 : signed(high - at));
      errors += chance * ones(sent ^ decided);
    });
  }
  return errors / (sorted.length * partBits);
}

function ones(value: number): number {
  return value === 0 ? 0 : (value & 1) + ones(value >> 1);
}

/** Mean of Q(sqrt(2 t^2 gamma)) over L branches of Rayleigh fading: Proakis, "Digital Communications", 4th ed., (14.4-15). */
function rayleighTail(snr: number, branches: number): Tail {
  return (t) => {
    const mean = t * t * snr;
    const mu = Math.sqrt(mean / (1 + mean));
    let [sum, binomial] = [0, 1];
    for (let l = 0; l < branches; l++) {
      if (l > 0) binomial *= (branches - 1 + l) / l;
      sum += binomial * ((1 + mu) / 2) ** l;
    }
    return ((1 - mu) / 2) ** branches * sum;
  };
}

describe("uncoded bit error rate of NR slots with known channel", () => {
  for (const { mcsTable, mcs, snr_dB } of modulations) {
    const sharedChannel = shared({ mcsTable, mcs });
    const { constellation, codedBits } = sharedChannel;
    const snr = 10 ** (snr_dB / 10);

    it(`is that of ${constellation.name} over AWGN`, () => {
      const [{ codedBitErrors }] = run(
        link({ transmitters: [transmitter({ sharedChannel, amplitude: amplitudeOf(snr_dB) })], decoder: hasty }),
        20,
      );
      const expected = bitErrorRate(constellation, (t) => complementaryError(t * Math.sqrt(snr)) / 2);
      expectRate(codedBitErrors, 20 * codedBits, expected, constellation.bitsPerSymbol);
    });

    it.each([1, 2, 4])(`is that of ${constellation.name} over Rayleigh fading with MRC of %i branches`, (branches) => {
      const channel = rayleigh(branches, 1, `uncoded-${constellation.name}-${branches}`);
      const [{ codedBitErrors }] = run(
        link({
          transmitters: [transmitter({ sharedChannel, channel, amplitude: amplitudeOf(snr_dB) })],
          receiver: { detector: "mrc", demapping: "max-log", cancellation: { kind: "none" } },
          decoder: hasty,
        }),
        20,
      );
      const expected = bitErrorRate(constellation, rayleighTail(snr, branches));
      expectRate(codedBitErrors, 20 * codedBits, expected, constellation.bitsPerSymbol);
    });
  }
});

/** Within 4 standard errors; the bits of a symbol fail together at most. */
function expectRate(errors: number, bits: number, expected: number, bitsPerSymbol: number): void {
  const deviation = Math.sqrt((expected * (1 - expected) * bitsPerSymbol) / bits);
  expect(errors).toBeGreaterThan(30);
  expect(Math.abs(errors / bits - expected)).toBeLessThan(4 * deviation);
}
