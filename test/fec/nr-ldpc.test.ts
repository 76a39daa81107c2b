import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LdpcTrace } from "../../kernels/ldpc/ldpc-decoder.js";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { ChannelCode } from "../../src/fec/channel-code.js";
import { nrCrc } from "../../src/fec/crc.js";
import { type NrLdpcSpec, nrLdpcCode, nrLdpcCodeBlock } from "../../src/fec/nr-ldpc.js";
import { nrBaseGraphTable, nrLiftingSizes } from "../../src/fec/nr-ldpc-base-graph.js";
import type { NrRedundancyVersion } from "../../src/fec/nr-ldpc-rate-matching.js";
import { nrMcsCodeBlock } from "../../src/fec/nr-mcs.js";
import { RandomStream } from "../../src/random/random-stream.js";

const settings: LdpcSettings = {
  arithmetic: "float32",
  schedule: "layered",
  checkRule: { kind: "normalisedMinSum", factor: 0.75 },
  iterations: 30,
  stop: "parity",
};

function randomBits(length: number, stream: RandomStream): Uint8Array {
  return Uint8Array.from({ length }, () => (stream.uniform() < 0.5 ? 0 : 1));
}

function encoded(code: ChannelCode<LdpcSettings>, information: Uint8Array): Uint8Array {
  const coded = new Uint8Array(code.codedBits);
  code.encode(information, coded);
  return coded;
}

/** LLRs of BPSK over AWGN of a noise variance; without noise, +-4. */
function received(coded: Uint8Array, variance = 0, stream?: RandomStream): Float32Array {
  return Float32Array.from(coded, (bit) => {
    const sign = bit === 0 ? 1 : -1;
    return stream ? (2 * (sign + Math.sqrt(variance) * stream.gaussian())) / variance : 4 * sign;
  });
}

/** Decides a frame sent without noise; whether it was accepted with every bit right. */
function returns(spec: NrLdpcSpec, stream: RandomStream, decoderSettings = settings): boolean {
  const code = nrLdpcCode(spec);
  const information = randomBits(code.informationBits, stream);
  const decided = new Uint8Array(code.informationBits);
  const isAccepted = code.decoder(decoderSettings).decode(received(encoded(code, information)), decided);
  return isAccepted && decided.every((bit, i) => bit === information[i]);
}

describe("one NR code block without noise comes back", () => {
  for (const baseGraph of [1, 2] as const) {
    it(`with base graph ${baseGraph} and each of 51 lifting sizes, with and without filler`, () => {
      const stream = new RandomStream(11, "test.nr-ldpc", baseGraph);
      for (const liftingSize of nrLiftingSizes) {
        const whole = nrBaseGraphTable(baseGraph).systematicColumns * liftingSize;
        for (const informationBits of [whole, Math.max(1, Math.round(whole * 0.87))]) {
          const spec = { family: "nr-ldpc", baseGraph, liftingSize, informationBits, codedBits: 2 * whole } as const;
          expect(returns(spec, stream), `Z=${liftingSize} K'=${informationBits}`).toBe(true);
        }
      }
    });
  }

  it("with every redundancy version, modulation order, CRC and filler, below and above the circular buffer", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1 as const, 2 as const),
        fc.constantFrom(...nrLiftingSizes.filter((size) => size <= 64)),
        fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
        fc.constantFrom(1 as const, 2 as const, 4 as const, 6 as const, 8 as const, 10 as const),
        fc.constantFrom("none" as const, "16" as const, "24A" as const, "24B" as const),
        fc.double({ min: 0.6, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(1000),
        (baseGraph, liftingSize, redundancyVersion, modulationOrder, crc, filled, length, seed) => {
          const { systematicColumns, columns } = nrBaseGraphTable(baseGraph);
          const crcBits = crc === "none" ? 0 : crc === "16" ? 16 : 24;
          const informationBits = Math.round(systematicColumns * liftingSize * filled) - crcBits;
          fc.pre(informationBits > 0);
          // Version 0 can be decoded alone from rates of 0.8 down; the others once most of the buffer was sent.
          const shortest = redundancyVersion === 0 ? (informationBits + crcBits) / 0.8 : (columns - 2) * liftingSize;
          const bits = shortest * (1 + 1.5 * length);
          const codedBits = modulationOrder * Math.ceil(bits / modulationOrder);
          const spec = {
            family: "nr-ldpc",
            baseGraph,
            liftingSize,
            informationBits,
            codedBits,
            crc,
            redundancyVersion,
            modulationOrder,
          } as const;
          expect(returns(spec, new RandomStream(seed, "test.nr-ldpc"))).toBe(true);
        },
      ),
      { seed: 5, numRuns: 150 },
    );
  });

  it("from a limited buffer, however often it is repeated", () => {
    const stream = new RandomStream(12, "test.nr-ldpc");
    for (const codedBits of [1200, 1500, 4000]) {
      const limited = {
        family: "nr-ldpc",
        baseGraph: 1,
        informationBits: 1000,
        codedBits,
        limitedBufferBits: 1400,
      } as const;
      expect(returns(limited, stream)).toBe(true);
    }
  });

  it("at the highest and the lowest rate of the MCS tables", () => {
    const stream = new RandomStream(13, "test.nr-ldpc");
    expect(returns(nrMcsCodeBlock(1, 28, 8448), stream)).toBe(true);
    expect(returns(nrMcsCodeBlock(3, 0, 500), stream)).toBe(true);
    expect(returns(nrMcsCodeBlock(3, 0, 8448), stream)).toBe(true);
  });

  it("in every arithmetic", () => {
    const stream = new RandomStream(14, "test.nr-ldpc");
    const spec = { family: "nr-ldpc", informationBits: 1500, codedBits: 2500, crc: "24A" } as const;
    for (const arithmetic of ["float32", "int16", "int8"] as const) {
      expect(returns(spec, stream, { ...settings, arithmetic }), arithmetic).toBe(true);
    }
  });
});

describe("HARQ", () => {
  const versions: readonly NrRedundancyVersion[] = [0, 2, 3, 1];
  const spec = { family: "nr-ldpc", baseGraph: 1, informationBits: 1980, codedBits: 1200, crc: "24B" } as const;

  it("recovers a block from transmissions that are each too short to carry it", () => {
    expect(returns({ ...spec, redundancyVersions: versions }, new RandomStream(15, "test.nr-ldpc"))).toBe(true);
    expect(() => nrLdpcCode(spec)).toThrow(
      /codedBits: expected at least the payload of 2004 bits .* found 1200 in each of 1/,
    );
  });

  it("sends in each transmission what that redundancy version alone sends", () => {
    const stream = new RandomStream(16, "test.nr-ldpc");
    const information = randomBits(1980, stream);
    const together = encoded(nrLdpcCode({ ...spec, codedBits: 2400, redundancyVersions: versions }), information);
    versions.forEach((redundancyVersion, i) => {
      const alone = encoded(nrLdpcCode({ ...spec, codedBits: 2400, redundancyVersion }), information);
      expect(together.slice(i * 2400, (i + 1) * 2400)).toEqual(alone);
    });
  });

  it("by repetition works at half the signal to noise ratio, and by new redundancy at less", () => {
    // Rate 0.8 at Es/N0 of about 0 dB: hopeless once, certain twice or with versions 0 and 2 (rate 0.4).
    const stream = new RandomStream(17, "test.nr-ldpc");
    const lost = (redundancyVersions: readonly NrRedundancyVersion[], variance: number) => {
      const code = nrLdpcCode({ ...spec, codedBits: 2500, redundancyVersions });
      const decoder = code.decoder(settings);
      const decided = new Uint8Array(code.informationBits);
      let frames = 0;
      for (let frame = 0; frame < 10; frame++) {
        const llrs = received(encoded(code, randomBits(1980, stream)), variance, stream);
        if (!decoder.decode(llrs, decided)) frames++;
      }
      return frames;
    };
    expect(lost([0], 0.48)).toBe(10);
    expect(lost([0, 0], 0.48)).toBe(0);
    expect(lost([0], 0.6)).toBe(10);
    expect(lost([0, 2], 0.85)).toBe(0);
  });
});

describe("the NR code block's spec", () => {
  it("leaves base graph and lifting size to the standard's rules", () => {
    const block = (informationBits: number, codedBits: number) =>
      nrLdpcCodeBlock({ family: "nr-ldpc", informationBits, codedBits, crc: "24A" });
    expect(block(8424, 16_848)).toEqual({ baseGraph: 1, liftingSize: 384, payloadBits: 8448 });
    expect(block(3800, 7600)).toEqual({ baseGraph: 2, liftingSize: 384, payloadBits: 3824 });
    expect(block(100, 200)).toEqual({ baseGraph: 2, liftingSize: 22, payloadBits: 124 });
    expect(block(600, 1200)).toEqual({ baseGraph: 2, liftingSize: 72, payloadBits: 624 });
  });

  it("names the code as a legend does", () => {
    const code = nrLdpcCode({ family: "nr-ldpc", baseGraph: 1, informationBits: 8448, codedBits: 16_896 });
    expect(code.name).toBe("NR LDPC BG1 Z=384 K=8448 E=16896 RV 0");
    expect([code.informationBits, code.codedBits]).toEqual([8448, 16_896]);
  });

  it("is refused by the name of its argument where it cannot be", () => {
    const spec: NrLdpcSpec = { family: "nr-ldpc", informationBits: 1000, codedBits: 2000 };
    const making = (part: Partial<NrLdpcSpec>) => () => nrLdpcCode({ ...spec, ...part });
    expect(making({ informationBits: 0 })).toThrow(/nrLdpcCode: informationBits/);
    expect(making({ informationBits: Number.NaN })).toThrow(/informationBits/);
    expect(making({ informationBits: 8449, codedBits: 20_000 })).toThrow(
      /informationBits: expected at most 8448 .* found 8449/,
    );
    expect(making({ informationBits: 3820, baseGraph: 2, crc: "24A", codedBits: 9000 })).toThrow(
      /informationBits: .* 3840/,
    );
    expect(making({ codedBits: 999 })).toThrow(/codedBits: expected at least the payload of 1000 bits/);
    expect(making({ codedBits: Number.NaN })).toThrow(/codedBits/);
    expect(making({ liftingSize: 40 })).toThrow(/liftingSize: expected room for 1000 bits, found 40, which holds 400/);
    expect(making({ liftingSize: 101 })).toThrow(/liftingSize/);
    expect(making({ redundancyVersions: [] })).toThrow(/redundancyVersions/);
    expect(making({ modulationOrder: 6 })).toThrow(/multiple of the modulation order 6, found 2000/);
    // @ts-expect-error: no code block has a CRC24C
    expect(making({ crc: "24C" })).toThrow(/crc: expected 24A, 24B, 16 or none, found 24C/);
  });

  it("survives JSON, so that a worker can make the code again", () => {
    const spec: NrLdpcSpec = {
      family: "nr-ldpc",
      informationBits: 1000,
      codedBits: 2000,
      crc: "24A",
      modulationOrder: 4,
    };
    const information = randomBits(1000, new RandomStream(18, "test.nr-ldpc"));
    const again: NrLdpcSpec = JSON.parse(JSON.stringify(spec));
    expect(encoded(nrLdpcCode(again), information)).toEqual(encoded(nrLdpcCode(spec), information));
  });
});

describe("an NR block decoder", () => {
  const code = nrLdpcCode({ family: "nr-ldpc", informationBits: 1000, codedBits: 2000, crc: "16" });

  it("accepts by its CRC: noise alone is not accepted", () => {
    const stream = new RandomStream(19, "test.nr-ldpc");
    const decoder = code.decoder(settings);
    const noise = Float32Array.from({ length: 2000 }, () => stream.gaussian());
    expect(decoder.decode(noise, new Uint8Array(1000))).toBe(false);
    expect(decoder.iterations).toBe(settings.iterations);
  });

  it("accepts zeros and huge LLRs, and carries nothing from a frame to the next", () => {
    const stream = new RandomStream(20, "test.nr-ldpc");
    const decoder = code.decoder(settings);
    const decided = new Uint8Array(1000);
    const information = randomBits(1000, stream);
    const llrs = received(encoded(code, information));
    decoder.decode(new Float32Array(2000), decided);
    expect(decoder.decode(llrs, decided)).toBe(true);
    expect(decided).toEqual(information);
    expect(
      decoder.decode(
        llrs.map((llr) => llr * 1e6),
        decided,
      ),
    ).toBe(true);
    expect(decided).toEqual(information);
  });

  it("tells its messages after each iteration", () => {
    const traces: LdpcTrace[] = [];
    const small = nrLdpcCode({ family: "nr-ldpc", baseGraph: 2, informationBits: 20, codedBits: 100 });
    const decoder = small.decoder(
      { ...settings, iterations: 2, stop: "none", backend: "reference" },
      {
        onIteration: (trace, codeBlock) => {
          expect(codeBlock).toBe(0);
          traces.push(trace);
        },
      },
    );
    decoder.decode(received(encoded(small, new Uint8Array(20))), new Uint8Array(20));
    expect(traces.map((trace) => trace.iteration)).toEqual([1, 2]);
  });

  it("refuses wrong lengths and LLRs that are not finite, naming the place", () => {
    const decoder = code.decoder(settings);
    const llrs = new Float32Array(2000);
    expect(() => decoder.decode(llrs.subarray(1), new Uint8Array(1000))).toThrow(/llrs: expected 2000 .* found 1999/);
    expect(() => decoder.decode(llrs, new Uint8Array(999))).toThrow(/information: expected 1000 .* found 999/);
    llrs[1234] = Number.NaN;
    expect(() => decoder.decode(llrs, new Uint8Array(1000))).toThrow(/llrs: .* NaN at index 1234/);
    llrs[1234] = -Infinity;
    expect(() => decoder.decode(llrs, new Uint8Array(1000))).toThrow(/-Infinity at index 1234/);
    expect(() => code.encode(new Uint8Array(1001), new Uint8Array(2000))).toThrow(/information: .* found 1001/);
    expect(() => code.encode(new Uint8Array(1000), new Uint8Array(1))).toThrow(/coded: .* found 1/);
  });

  it("sends its CRC behind the data", () => {
    const information = randomBits(1000, new RandomStream(21, "test.nr-ldpc"));
    // Whole word sent but the first 2 Z bits; K' = 1016 ends in 16 bits of CRC.
    const { liftingSize } = nrLdpcCodeBlock({ family: "nr-ldpc", informationBits: 1000, codedBits: 2000, crc: "16" });
    const coded = encoded(code, information);
    const frame = new Uint8Array(1016);
    frame.set(information);
    frame.set(coded.slice(1000 - 2 * liftingSize, 1016 - 2 * liftingSize), 1000);
    expect(nrCrc["16"].holds(frame)).toBe(true);
  });
});
