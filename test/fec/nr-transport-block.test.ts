import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { ChannelCode } from "../../src/fec/channel-code.js";
import { nrCrc } from "../../src/fec/crc.js";
import { nrMcs, nrTransportBlockSize } from "../../src/fec/nr-mcs.js";
import {
  type NrTransportBlockSpec,
  nrCodedBitsOfBlocks,
  nrTransportBlockCode,
  nrTransportBlockCrc,
} from "../../src/fec/nr-transport-block.js";
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

function returns(spec: NrTransportBlockSpec, stream: RandomStream): boolean {
  const code = nrTransportBlockCode(spec);
  const information = randomBits(code.informationBits, stream);
  const llrs = Float32Array.from(encoded(code, information), (bit) => 4 - 8 * bit);
  const decided = new Uint8Array(code.informationBits);
  return code.decoder(settings).decode(llrs, decided) && decided.every((bit, i) => bit === information[i]);
}

/** As many bits as resources of an MCS carry, and the transport block size that belongs to them. */
function allocated(table: number, mcs: number, resourceBlocks: number, layers: number): NrTransportBlockSpec {
  const { modulationOrder, rate1024 } = nrMcs(table, mcs);
  const resources = { resourceElementsPerBlock: 132, resourceBlocks, modulationOrder, rate1024, layers };
  return {
    family: "nr-transport-block",
    transportBlockBits: nrTransportBlockSize(resources),
    codedBits: 132 * resourceBlocks * modulationOrder * layers,
    codeRate: rate1024 / 1024,
    modulationOrder,
    layers,
  };
}

describe("the coded bits of code blocks (TS 38.212, 5.4.2.1)", () => {
  it("differ by one symbol of all layers at most, the shorter first", () => {
    expect(nrCodedBitsOfBlocks(58_320, 3, 1, 2)).toEqual([19_440, 19_440, 19_440]);
    expect(nrCodedBitsOfBlocks(40, 3, 2, 2)).toEqual([12, 12, 16]);
    expect(nrCodedBitsOfBlocks(44, 3, 2, 2)).toEqual([12, 16, 16]);
  });

  it("add up to G", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(2, 4, 6, 8, 10),
        fc.integer({ min: 40, max: 5000 }),
        (blocks, layers, order, symbols) => {
          const bits = nrCodedBitsOfBlocks(symbols * layers * order, blocks, layers, order);
          expect(bits.reduce((sum, each) => sum + each, 0)).toBe(symbols * layers * order);
          expect(Math.max(...bits) - Math.min(...bits)).toBeLessThanOrEqual(layers * order);
          expect([...bits].sort((a, b) => a - b)).toEqual(bits);
        },
      ),
      { seed: 6 },
    );
  });
});

describe("an NR transport block without noise comes back", () => {
  it("from every MCS of tables 1 to 3 on 10 resource blocks", () => {
    const stream = new RandomStream(31, "test.nr-transport-block");
    const rows = [
      [1, 29],
      [2, 28],
      [3, 29],
    ];
    for (const [table, count] of rows) {
      for (let mcs = 0; mcs < count; mcs += 3) {
        expect(returns(allocated(table, mcs, 10, 1), stream), `table ${table} MCS ${mcs}`).toBe(true);
      }
    }
  });

  it("in several code blocks of unequal length, over layers and at rates under 1/4", () => {
    const stream = new RandomStream(32, "test.nr-transport-block");
    expect(returns(allocated(1, 20, 53, 1), stream)).toBe(true);
    expect(returns(allocated(2, 25, 17, 4), stream)).toBe(true);
    expect(returns(allocated(3, 7, 163, 1), stream)).toBe(true);
  });

  it("over retransmissions that are each too short", () => {
    const spec = { ...allocated(1, 9, 60, 1), redundancyVersions: [0, 2, 3] as const };
    const short = { ...spec, codedBits: Math.floor(spec.codedBits / 4) * 2 };
    expect(returns(short, new RandomStream(33, "test.nr-transport-block"))).toBe(true);
  });

  it("of a single bit, and of 3824 and 3825 bits, where the CRC changes", () => {
    const stream = new RandomStream(34, "test.nr-transport-block");
    const spec = { family: "nr-transport-block", codeRate: 0.5, modulationOrder: 2 } as const;
    expect(returns({ ...spec, transportBlockBits: 1, codedBits: 100 }, stream)).toBe(true);
    expect(returns({ ...spec, transportBlockBits: 3824, codedBits: 7680 }, stream)).toBe(true);
    expect(returns({ ...spec, transportBlockBits: 3825, codedBits: 7680 }, stream)).toBe(true);
    expect([nrTransportBlockCrc(3824), nrTransportBlockCrc(3825)]).toEqual([nrCrc["16"], nrCrc["24A"]]);
  });
});

describe("an NR transport block decoder", () => {
  const spec = allocated(1, 16, 40, 1);
  const code = nrTransportBlockCode(spec);

  it("has as many blocks as its name says, and sends systematic bits of each", () => {
    expect(spec.transportBlockBits).toBe(13_576);
    expect(code.name).toBe("NR transport block A=13576 BG1 2 x (Z=320 K=6824) G=21120 Qm=4 RV 0");
  });

  it("rejects the whole block where one code block is lost", () => {
    const stream = new RandomStream(35, "test.nr-transport-block");
    const information = randomBits(code.informationBits, stream);
    const llrs = Float32Array.from(encoded(code, information), (bit) => 4 - 8 * bit);
    const decided = new Uint8Array(code.informationBits);
    const decoder = code.decoder(settings);
    expect(decoder.decode(llrs, decided)).toBe(true);
    for (let i = llrs.length / 2; i < llrs.length; i++) llrs[i] = stream.gaussian();
    expect(decoder.decode(llrs, decided)).toBe(false);
    expect(decided.slice(0, 6800)).toEqual(information.slice(0, 6800));
    expect(decoder.iterations).toBeGreaterThan(settings.iterations / 2);
  });

  it("tells posteriors of every coded bit, of parity that nothing was received of, too", () => {
    // Rate 1/3 of base graph 1: most parity bits stand in columns of one edge. Two blocks, a tenth of the bits erased.
    const low = nrTransportBlockCode({
      family: "nr-transport-block",
      transportBlockBits: 9480,
      codedBits: 28_440,
      codeRate: 0.33,
      modulationOrder: 2,
    });
    expect(low.name).toMatch(/2 x/);
    const stream = new RandomStream(36, "test.nr-transport-block");
    const information = randomBits(low.informationBits, stream);
    const coded = encoded(low, information);
    // Es/N0 of 0 dB: LLRs of mean 4 and variance 8.
    const llrs = Float32Array.from(coded, (bit) =>
      stream.uniform() < 0.1 ? 0 : 4 - 8 * bit + Math.sqrt(8) * stream.gaussian(),
    );
    for (const backend of ["reference", "simd"] as const) {
      const decoder = low.decoder({ ...settings, backend }, { keepsPosteriors: true });
      expect(decoder.decode(llrs, new Uint8Array(low.informationBits))).toBe(true);
      const posteriors = new Float32Array(low.codedBits);
      decoder.posterior?.(posteriors);
      const wrong = (values: Float32Array) => values.filter((llr, i) => (llr > 0 ? 0 : 1) !== coded[i]).length;
      expect(wrong(llrs)).toBeGreaterThan(low.codedBits / 20);
      expect(wrong(posteriors)).toBe(0);
    }
    expect(low.decoder(settings).posterior).toBeUndefined();
  });

  it("and its spec refuse what cannot be by name", () => {
    const making = (part: Partial<NrTransportBlockSpec>) => () => nrTransportBlockCode({ ...spec, ...part });
    expect(making({ transportBlockBits: Number.NaN })).toThrow(/transportBlockBits/);
    expect(making({ transportBlockBits: 13_577 })).toThrow(/bits: expected a multiple of 2 for 2 code blocks/);
    expect(making({ codedBits: 10_000 })).toThrow(
      /codedBits: expected at least the 13648 bits .* found 10000 in each of 1/,
    );
    expect(making({ codedBits: 21_122 })).toThrow(/codedBits: expected a multiple of 4 .* found 21122/);
    expect(making({ codeRate: Number.NaN })).toThrow(/codeRate/);
    expect(making({ layers: 5 })).toThrow(/layers: .* 1 to 4, found 5/);
    expect(making({ redundancyVersions: [] })).toThrow(/redundancyVersions/);
    const llrs = new Float32Array(code.codedBits);
    llrs[7] = Number.NaN;
    expect(() => code.decoder(settings).decode(llrs, new Uint8Array(code.informationBits))).toThrow(/NaN at index 7/);
  });
});
