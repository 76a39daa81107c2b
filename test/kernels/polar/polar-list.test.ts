import { describe, expect, it } from "vitest";
import { type PolarCode, polarBit } from "../../../kernels/polar/polar-code.js";
import { polarListKernel } from "../../../kernels/polar/polar-list-kernel.js";
import { ReferencePolarListDecoder } from "../../../kernels/polar/polar-list-reference.js";
import { SimdPolarListDecoder } from "../../../kernels/polar/polar-list-simd.js";
import type { PolarListSettings } from "../../../kernels/polar/polar-settings.js";
import { polarTransform } from "../../../kernels/polar/polar-transform.js";
import { polarSequence } from "../../../src/fec/nr-polar.data.js";
import { RandomStream } from "../../../src/random/random-stream.js";

/** The `information` most reliable bits of N carry information. */
function nrCode(length: number, information: number): PolarCode {
  const bits = new Uint8Array(length);
  for (const index of polarSequence.filter((place) => place < length).slice(length - information)) {
    bits[index] = polarBit.information;
  }
  return { bits };
}

function noisyWord(random: RandomStream, code: PolarCode, deviation: number): { word: Uint8Array; llrs: Float32Array } {
  const word = code.bits.map((bit) => (bit !== polarBit.frozen && random.uniform() < 0.5 ? 1 : 0));
  const sent = word.slice();
  polarTransform(sent);
  const llrs = Float32Array.from(sent, (bit) => (2 * (1 - 2 * bit + deviation * random.gaussian())) / deviation ** 2);
  return { word, llrs };
}

const float8: PolarListSettings = { listSize: 8, arithmetic: "float32" };

describe("list decoder of polar codes", () => {
  it("gives the same paths and metrics in every form", async () => {
    const [reference, ...others] = await Promise.all(polarListKernel.forms.map((form) => form.open()));
    for (const parityCase of polarListKernel.parityCases()) {
      const expected = await parityCase.run(reference!);
      for (const form of others) expect(await parityCase.run(form!), parityCase.title).toEqual(expected);
    }
  });

  it("fast nodes keep the same paths as one bit at a time, in the same order", () => {
    const random = new RandomStream(1, "fast and plain");
    for (const [length, information] of [
      [16, 9],
      [64, 40],
      [256, 128],
    ]) {
      const code = nrCode(length, information);
      for (const listSize of [1, 2, 4, 8, 16, 32]) {
        const fast = new ReferencePolarListDecoder(code, { ...float8, listSize });
        const plain = new ReferencePolarListDecoder(code, { ...float8, listSize }, "plain");
        for (let frame = 0; frame < 4; frame++) {
          const { llrs } = noisyWord(random, code, 0.9);
          fast.decode(llrs);
          plain.decode(llrs);
          expect(fast.paths).toBe(plain.paths);
          const [a, b] = [new Uint8Array(length), new Uint8Array(length)];
          for (let rank = 0; rank < fast.paths; rank++) {
            fast.word(rank, a);
            plain.word(rank, b);
            expect(a).toEqual(b);
            expect(fast.metric(rank)).toBeCloseTo(plain.metric(rank), 3);
          }
        }
      }
    }
  });

  it("fast nodes lose nothing in integers, where equal metrics and saturation let them differ", () => {
    const code = nrCode(128, 64);
    const settings: PolarListSettings = { listSize: 4, arithmetic: "int8" };
    const fast = new SimdPolarListDecoder(code, settings);
    const plain = new ReferencePolarListDecoder(code, settings, "plain");
    const random = new RandomStream(2, "integers");
    const decided = new Uint8Array(128);
    let fastErrors = 0;
    let plainErrors = 0;
    for (let frame = 0; frame < 400; frame++) {
      const { word, llrs } = noisyWord(random, code, 0.85);
      fast.decode(llrs);
      fast.word(0, decided);
      if (!decided.every((bit, i) => bit === word[i])) fastErrors++;
      plain.decode(llrs);
      plain.word(0, decided);
      if (!decided.every((bit, i) => bit === word[i])) plainErrors++;
    }
    // The frames are the same: the two counts differ by the few frames that ties decide.
    expect(plainErrors).toBeGreaterThan(20);
    expect(Math.abs(fastErrors - plainErrors)).toBeLessThanOrEqual(3);
  });

  it("a list of 32 finds the most likely word of a code of 64 words, with the metric of its disagreements", () => {
    // Maximum likelihood over all words, by enumeration.
    const code = nrCode(32, 6);
    const places = [...code.bits.keys()].filter((index) => code.bits[index] === polarBit.information);
    const words = Array.from({ length: 64 }, (_, value) => {
      const word = new Uint8Array(32);
      places.forEach((place, k) => {
        word[place] = (value >> k) & 1;
      });
      polarTransform(word);
      return word;
    });
    const decoder = new SimdPolarListDecoder(code, { listSize: 32, arithmetic: "float32" });
    const random = new RandomStream(3, "maximum likelihood");
    const decided = new Uint8Array(32);
    for (let frame = 0; frame < 300; frame++) {
      const { llrs } = noisyWord(random, code, 1.6);
      const metrics = words.map((word) =>
        llrs.reduce((sum, llr, i) => sum + (llr < 0 !== (word[i] === 1) ? Math.abs(llr) : 0), 0),
      );
      const best = metrics.indexOf(Math.min(...metrics));
      decoder.decode(llrs);
      decoder.word(0, decided);
      polarTransform(decided);
      expect(decided).toEqual(words[best]);
      expect(decoder.metric(0)).toBeCloseTo(metrics[best], 3);
    }
  });

  it("metrics rise with the rank, and no two paths are the same", () => {
    const code = nrCode(256, 100);
    const decoder = new SimdPolarListDecoder(code, { listSize: 16, arithmetic: "int8" });
    const { llrs } = noisyWord(new RandomStream(4, "ranks"), code, 1.1);
    decoder.decode(llrs);
    const words = Array.from({ length: decoder.paths }, (_, rank) => {
      const word = new Uint8Array(256);
      decoder.word(rank, word);
      if (rank > 0) expect(decoder.metric(rank)).toBeGreaterThanOrEqual(decoder.metric(rank - 1));
      return word.join("");
    });
    expect(new Set(words).size).toBe(16);
  });

  it("a parity bit is read from the register of five: it equals the sum of information bits 5, 10, ... before it", () => {
    const bits = nrCode(64, 24).bits.slice();
    const open = [...bits.keys()].filter((index) => bits[index] !== polarBit.frozen);
    for (const index of [open[5], open[11], open[17]]) bits[index] = polarBit.parity;
    const code = { bits };
    const decoder = new SimdPolarListDecoder(code, { listSize: 8, arithmetic: "int16" });
    const random = new RandomStream(5, "parity");
    const word = new Uint8Array(64);
    for (let frame = 0; frame < 20; frame++) {
      decoder.decode(Float32Array.from({ length: 64 }, () => 3 * random.gaussian()));
      for (let rank = 0; rank < decoder.paths; rank++) {
        decoder.word(rank, word);
        for (let n = 0; n < 64; n++) {
          let expected = 0;
          for (let m = n - 5; m >= 0; m -= 5) if (bits[m] === polarBit.information) expected ^= word[m];
          if (bits[n] === polarBit.parity) expect(word[n]).toBe(expected);
          if (bits[n] === polarBit.frozen) expect(word[n]).toBe(0);
        }
      }
    }
  });

  it("refuses a length that is no power of two", () => {
    expect(() => new SimdPolarListDecoder({ bits: new Uint8Array(48) }, float8)).toThrow(
      /bits: expected a power of two from 1 to 1024, found 48/,
    );
  });
});
