import { describe, expect, it } from "vitest";
import type { CodeAndDecoder } from "../../../src/fec/code-family.js";
import { RandomStream } from "../../../src/random/random-stream.js";
import { type BurstChannel, estimateBurst } from "../../../src/receiver/random-access/burst-estimation.js";
import { CollisionCancellation } from "../../../src/receiver/random-access/collision-cancellation.js";
import type { DecodedReception } from "../../../src/receiver/random-access/decoded-cancellation.js";
import { parseDegreeDistribution } from "../../../src/receiver/random-access/degree-distribution.js";
import { accessWord, headBits, PacketBurst } from "../../../src/receiver/random-access/packet-burst.js";
import { RandomAccess, type RandomAccessSpec } from "../../../src/receiver/random-access/random-access.js";
import { namedCode } from "../../../src/scenario/named-code.js";

const code = (text: string): CodeAndDecoder => namedCode(text, "").code;
const ldpc = code("nr-ldpc:informationBits=160,codedBits=240");

const spec = (reception: Partial<DecodedReception>, options: Partial<RandomAccessSpec> = {}): RandomAccessSpec => ({
  slots: 20,
  distribution: parseDegreeDistribution("x^2"),
  arrivals: "poisson",
  iterations: 20,
  reception: { kind: "decoded", code: ldpc, preambleSymbols: 24, postambleSymbols: 24, snr_dB: 15, ...reception },
  seed: 2,
  ...options,
});

describe("estimation of a burst", () => {
  it("is unbiased, and as exact as the Cramer-Rao bound allows", () => {
    const burst = new PacketBurst({ code: ldpc, preambleSymbols: 24, postambleSymbols: 24 });
    burst.make(new Uint8Array(160));
    const known = { at: Int32Array.from(burst.re, (_, n) => n), re: burst.re, im: burst.im };
    const stream = new RandomStream(9, "test.burst");
    const [count, variance, frequency] = [burst.symbols, 0.2, 0.0013];
    const [re, im] = [new Float32Array(count), new Float32Array(count)];
    const out: BurstChannel = { gainRe: 0, gainIm: 0, frequency: 0, noiseVariance: 0 };
    const trials = 1500;
    let [sum, squares, residual, noise] = [0, 0, 0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const phase = 2 * Math.PI * stream.uniform();
      const gain = (n: number) => [
        Math.cos(phase + 2 * Math.PI * frequency * n),
        Math.sin(phase + 2 * Math.PI * frequency * n),
      ];
      for (let n = 0; n < count; n++) {
        const [c, s] = gain(n);
        re[n] = burst.re[n] * c - burst.im[n] * s + stream.gaussian() * Math.sqrt(variance / 2);
        im[n] = burst.re[n] * s + burst.im[n] * c + stream.gaussian() * Math.sqrt(variance / 2);
      }
      estimateBurst(re, im, known, 0, 0.003, out);
      sum += (out.frequency - frequency) / trials;
      squares += (out.frequency - frequency) ** 2 / trials;
      noise += out.noiseVariance / trials;
      // What subtracting leaves of the burst itself: the burst less its estimate.
      for (let n = 0; n < count; n++) {
        const [c, s] = gain(n);
        const turn = 2 * Math.PI * out.frequency * n;
        const [eRe, eIm] = [
          out.gainRe * Math.cos(turn) - out.gainIm * Math.sin(turn),
          out.gainRe * Math.sin(turn) + out.gainIm * Math.cos(turn),
        ];
        residual += ((c - eRe) ** 2 + (s - eIm) ** 2) / count / trials;
      }
    }
    // Rife and Boorstyn 1974: var(2 pi f) >= 6 N0 / (A^2 N (N^2 - 1)), N0 the variance of the complex noise.
    const bound = (6 * variance) / (count * (count * count - 1)) / (2 * Math.PI) ** 2;
    expect(Math.abs(sum)).toBeLessThan(4 * Math.sqrt(bound / trials));
    expect(squares / bound).toBeGreaterThan(0.85);
    expect(squares / bound).toBeLessThan(1.15);
    // Three real parameters of 2 N real samples: N0 times 3 / (2 N).
    expect(residual / ((1.5 * variance) / count)).toBeGreaterThan(0.93);
    expect(residual / ((1.5 * variance) / count)).toBeLessThan(1.07);
    expect(noise / variance).toBeCloseTo(1, 2);
  });
});

describe("a burst", () => {
  it("carries its access word, its data and a CRC that tells every single wrong bit", () => {
    const burst = new PacketBurst({ code: ldpc, preambleSymbols: 8, postambleSymbols: 0 });
    const information = Uint8Array.from({ length: 160 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    burst.seal(information);
    expect(burst.isSealed(information)).toBe(true);
    expect(accessWord(information)).toBe(0b10010010010010010010010010010010);
    for (let bit = 0; bit < 160; bit++) {
      information[bit] ^= 1;
      expect(burst.isSealed(information)).toBe(false);
      information[bit] ^= 1;
    }
    expect(burst.symbols).toBe(8 + 120);
  });

  it("is refused where nothing is left for the user or the receiver", () => {
    const format = {
      code: code(`nr-ldpc:informationBits=${headBits},codedBits=240`),
      preambleSymbols: 8,
      postambleSymbols: 0,
    };
    expect(() => new PacketBurst(format)).toThrow("expected more than 56 information bits");
    expect(() => new PacketBurst({ ...format, code: ldpc, preambleSymbols: 1 })).toThrow("preambleSymbols");
    expect(() => new PacketBurst({ ...format, code: ldpc, postambleSymbols: -1 })).toThrow("postambleSymbols");
    expect(() => new RandomAccess(spec({ frequencyOffset: 0.5 }))).toThrow("frequencyOffset");
  });
});

/** Packets decoded from bursts and by the collision model on the same frames. */
function decodedAndModelled(settings: RandomAccessSpec, load: number, frames: number) {
  const access = new RandomAccess(settings);
  const model = new CollisionCancellation(settings.slots);
  const outcome = { users: 0, lost: 0, undetectedErrors: 0, iterations: 0 };
  const sums = { users: 0, decoded: 0, modelled: 0, onlyModelled: 0, undetectedErrors: 0 };
  for (let number = 0; number < frames; number++) {
    access.send(load, number, outcome);
    model.resolve(access.frame, settings.iterations);
    sums.users += outcome.users;
    sums.decoded += outcome.users - outcome.lost;
    sums.undetectedErrors += outcome.undetectedErrors;
    for (let user = 0; user < outcome.users; user++) {
      sums.modelled += model.isDecoded[user];
      if (model.isDecoded[user] === 1 && access.isDecoded[user] === 0) sums.onlyModelled++;
    }
  }
  return sums;
}

describe("cancelling of real bursts", () => {
  it.each([
    ["NR LDPC", ldpc],
    ["a convolutional code", code("convolutional:informationBits=120,constraintLength=7,generators=171+133")],
  ])("at 10 dB with %s decodes what the collision model decodes, or more by capture", (_, used) => {
    const settings = spec({ code: used, frequencyOffset: 0.001, snr_dB: 10 });
    const sums = decodedAndModelled(settings, 0.5, 30);
    expect(sums.users).toBeGreaterThan(250);
    expect(sums.undetectedErrors).toBe(0);
    expect(sums.onlyModelled).toBeLessThanOrEqual(2);
    expect(sums.decoded).toBeGreaterThanOrEqual(sums.modelled - 2);
    // With one iteration there is no cancelling: far fewer get through.
    expect(decodedAndModelled({ ...settings, iterations: 1 }, 0.5, 30).decoded).toBeLessThan(0.75 * sums.decoded);
  });

  it("gains from unequal powers", () => {
    const equal = decodedAndModelled(spec({}), 1, 15);
    const unequal = decodedAndModelled(spec({ powerDeviation_dB: 4 }), 1, 15);
    expect(unequal.decoded).toBeGreaterThan(1.2 * equal.decoded);
  });

  it("leaves of a cancelled burst what its estimate's errors leave", () => {
    // One user, two slots: the fit over D data symbols takes 1.5 of their noise, and its errors stand in all N symbols.
    const settings = spec({ frequencyOffset: 0.001 }, { slots: 2, arrivals: "fixed" });
    const access = new RandomAccess(settings);
    const outcome = { users: 0, lost: 0, undetectedErrors: 0, iterations: 0 };
    const frames = 400;
    let power = 0;
    for (let number = 0; number < frames; number++) {
      access.send(0.5, number, outcome);
      expect(outcome).toMatchObject({ users: 1, lost: 0 });
      power += (access.slotPower(0)! + access.slotPower(1)!) / 2 / frames;
    }
    const { symbols: n, dataSymbols: d } = access.burst!;
    // Gain: N / D; frequency: the Cramer-Rao bound times the mean square distance from the middle; less what the data lost.
    const left = (n / d) * (1 + (n * n - 1) / (2 * (d * d - 1))) - 3;
    // The mean of 800 slots of 168 symbols has a standard deviation of 1 / sqrt(134,400).
    expect(Math.abs(power - (1 + left / n))).toBeLessThan(4 / Math.sqrt(2 * frames * n));
  });

  it("is the same frame whenever it is sent", () => {
    const settings = spec({ frequencyOffset: 0.001, powerDeviation_dB: 3 });
    const [a, b] = [new RandomAccess(settings), new RandomAccess(settings)];
    const [first, again] = [
      { users: 0, lost: 0, undetectedErrors: 0, iterations: 0 },
      { users: 0, lost: 0, undetectedErrors: 0, iterations: 0 },
    ];
    a.send(0.7, 3, first);
    for (const number of [8, 1, 3]) b.send(0.7, number, again);
    expect(again).toEqual(first);
    expect(b.slotPower(4)).toBe(a.slotPower(4));
  });
});
