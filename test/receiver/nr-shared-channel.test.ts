import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import { nrTransportBlockCode } from "../../src/fec/nr-transport-block.js";
import { Demapper } from "../../src/phy/demapper.js";
import { NrSettingError } from "../../src/phy/nr-setting-error.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { NrSharedChannel, type NrSharedChannelSettings } from "../../src/receiver/nr-shared-channel.js";

const decoder: LdpcSettings = {
  arithmetic: "float32",
  schedule: "layered",
  checkRule: { kind: "normalisedMinSum", factor: 0.75 },
  iterations: 20,
  stop: "parity",
};

const plain: NrSharedChannelSettings = {
  direction: "downlink",
  numerology: 1,
  carrierBlocks: 106,
  allocation: { firstBlock: 0, blocks: 50, firstSymbol: 0, symbols: 14, mapping: "A" },
  mcsTable: 1,
  mcs: 10,
  layers: 1,
  dmrs: { type: 1, length: 1, additionalPositions: 1, ports: [0], cdmGroupsWithoutData: 2, scramblingIdentity: 0 },
  rnti: 1,
  dataScramblingIdentity: 0,
};

const uplink: NrSharedChannelSettings = { ...plain, direction: "uplink", transformPrecoding: true };

const portsUpTo = (count: number) => Array.from({ length: count }, (_, port) => port);

const randomBits = (length: number, stream: RandomStream) =>
  Uint8Array.from({ length }, () => (stream.uniform() < 0.5 ? 0 : 1));

interface Grid {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

function modulated(channel: NrSharedChannel, coded: Uint8Array, slot: number): Grid {
  const length = channel.layers * channel.layout.elements;
  // What a slot leaves must not stay in the next.
  const grid = { re: new Float32Array(length).fill(7), im: new Float32Array(length).fill(7) };
  channel.modulate(coded, slot, grid.re, grid.im);
  return grid;
}

/** A receiver without channel or noise: LLRs of the coded bits of one code word, from the layers' grids. */
function wordLlrs(channel: NrSharedChannel, q: number, grid: Grid): Float32Array {
  const word = channel.codeWords[q];
  const { dataElements, transformPrecoder } = channel;
  const count = dataElements.length;
  const order = word.constellation.bitsPerSymbol;
  const demapper = new Demapper(word.constellation, "max-log", count * order);
  const llrs = new Float32Array(word.codedBits);
  for (let layer = 0; layer < word.layers; layer++) {
    const start = (word.firstLayer + layer) * channel.layout.elements;
    const re = Float32Array.from(dataElements, (element) => grid.re[start + element]);
    const im = Float32Array.from(dataElements, (element) => grid.im[start + element]);
    transformPrecoder?.undo(re, im);
    if (word.turnsOddSymbols) {
      for (let i = 1; i < count; i += 2) [re[i], im[i]] = [im[i], -re[i]];
    }
    const ofLayer = new Float32Array(count * order);
    demapper.demap(re, im, 100, ofLayer);
    for (let e = 0; e < count; e++) {
      llrs.set(ofLayer.subarray(e * order, (e + 1) * order), (e * word.layers + layer) * order);
    }
  }
  return llrs;
}

/** Random transport blocks through the chain and back: whether every bit returned. */
function returns(channel: NrSharedChannel, slot: number, stream: RandomStream): boolean {
  const coded = new Uint8Array(channel.codedBits);
  const sent = channel.codeWords.map((word) => {
    const information = randomBits(word.transportBlockBits, stream);
    const code = nrTransportBlockCode(word.transportBlock);
    code.encode(information, coded.subarray(word.firstBit, word.firstBit + word.codedBits));
    return { information, code };
  });
  const grid = modulated(channel, coded, slot);
  const llrs = new Float32Array(channel.codedBits);
  channel.codeWords.forEach((word, q) => {
    llrs.set(wordLlrs(channel, q, grid), word.firstBit);
  });
  channel.descramble(llrs);
  return channel.codeWords.every(({ firstBit, codedBits }, q) => {
    const { information, code } = sent[q];
    const decided = new Uint8Array(information.length);
    const holds = code.decoder(decoder).decode(llrs.slice(firstBit, firstBit + codedBits), decided);
    return holds && decided.every((bit, i) => bit === information[i]);
  });
}

describe("the grid of a shared channel", () => {
  it("has data on what DM-RS leave, by subcarrier, then by symbol", () => {
    const channel = new NrSharedChannel(plain);
    expect(channel.layout.dmrs.symbols).toEqual([2, 11]);
    expect(channel.dataElements.length).toBe(12 * 600);
    expect(channel.codedBits).toBe(4 * 12 * 600);
    expect(channel.dataElements.every((element, i) => i === 0 || element > channel.dataElements[i - 1])).toBe(true);
    const beside = new NrSharedChannel({ ...plain, dmrs: { ...plain.dmrs, cdmGroupsWithoutData: 1 } });
    expect(beside.dataElements.length).toBe(12 * 600 + 2 * 300);
    expect(Array.from(beside.dataElements.slice(1200, 1203))).toEqual([1201, 1203, 1205]);
  });

  it("carries QPSK, DM-RS and PT-RS where they belong and nothing elsewhere, in two layers", () => {
    const channel = new NrSharedChannel({
      ...plain,
      mcs: 0,
      layers: 2,
      allocation: { firstBlock: 3, blocks: 4, firstSymbol: 4, symbols: 7, mapping: "B" },
      dmrs: { ...plain.dmrs, ports: [0, 2] },
      ptrs: { timeDensity: 2, frequencyDensity: 2 },
    });
    const coded = randomBits(channel.codedBits, new RandomStream(3, "grid"));
    const { re, im } = modulated(channel, coded, 5);
    const { elements } = channel.layout;
    const kinds = new Array<string>(2 * elements).fill("nothing");
    for (const element of channel.dataElements) for (const layer of [0, 1]) kinds[layer * elements + element] = "data";
    for (const layer of [0, 1])
      for (const element of channel.dmrsElements(layer)) kinds[layer * elements + element] = "dmrs";
    for (const element of channel.ptrsElements) kinds[element] = "ptrs";
    const power = { nothing: 0, data: 1, dmrs: 2, ptrs: 2 };
    kinds.forEach((kind, i) => {
      expect(re[i] ** 2 + im[i] ** 2).toBeCloseTo(power[kind as keyof typeof power], 5);
    });
    expect(kinds.filter((kind) => kind === "ptrs").length).toBe(channel.ptrsElements.length);
    expect(channel.layout.ptrs!.symbols).toEqual([6, 10]);
    expect(channel.ptrsValues(5).re.length).toBe(channel.ptrsElements.length);
  });

  it("repeats by frame, and its symbols are those that `layerSymbols` and `codeWordSymbols` give", () => {
    const channel = new NrSharedChannel({
      ...plain,
      layers: 6,
      mcs: [5, 20],
      dmrs: { ...plain.dmrs, length: 2, ports: portsUpTo(6) },
      allocation: { ...plain.allocation, blocks: 5 },
    });
    const coded = randomBits(channel.codedBits, new RandomStream(4, "layers"));
    const grid = modulated(channel, coded, 3);
    expect(modulated(channel, coded, 23).re).toEqual(grid.re);
    expect(modulated(channel, coded, 4).re).not.toEqual(grid.re);
    const count = channel.dataElements.length;
    const [re, im] = [new Float32Array(6 * count), new Float32Array(6 * count)];
    channel.layerSymbols(coded, re, im);
    for (let layer = 0; layer < 6; layer++) {
      channel.dataElements.forEach((element, e) => {
        expect(re[layer * count + e]).toBe(grid.re[layer * channel.layout.elements + element]);
      });
    }
    const { firstBit, codedBits } = channel.codeWords[1];
    const second = { re: new Float32Array(3 * count), im: new Float32Array(3 * count) };
    channel.codeWordSymbols(1, coded.subarray(firstBit, firstBit + codedBits), second.re, second.im);
    expect(second.re).toEqual(re.slice(3 * count));
    expect(second.im).toEqual(im.slice(3 * count));
  });

  it("scrambles each code word by its own sequence (TS 38.211, 7.3.1.1), and `descramble` undoes it", () => {
    const settings = {
      ...plain,
      layers: 5,
      mcs: [3, 3],
      dmrs: { ...plain.dmrs, length: 2, ports: portsUpTo(5) },
    } as const;
    const channel = new NrSharedChannel(settings);
    const [first, second] = channel.codeWords;
    expect([first.layers, second.layers]).toEqual([2, 3]);
    const length = first.codedBits;
    expect(channel.scrambling.slice(0, length)).not.toEqual(
      channel.scrambling.slice(second.firstBit, second.firstBit + length),
    );
    const llrs = new Float32Array(channel.codedBits).fill(1);
    channel.descramble(llrs);
    expect(llrs.every((llr, i) => llr === (channel.scrambling[i] === 1 ? -1 : 1))).toBe(true);
  });
});

describe("transport blocks of a shared channel", () => {
  it("have the sizes and channel bits of the fixed reference channels of TS 38.101-1, Table A.3.2.2-1", () => {
    // Mapping type A from symbol 2 on, 12 symbols, two additional DM-RS without data beside: 108 elements a block.
    const channel = (carrierBlocks: number) =>
      new NrSharedChannel({
        ...plain,
        numerology: 0,
        mcs: 4,
        carrierBlocks,
        allocation: { firstBlock: 0, blocks: carrierBlocks, firstSymbol: 2, symbols: 12, mapping: "A" },
        dmrs: { ...plain.dmrs, additionalPositions: 2 },
      });
    const published = [
      [25, 1672],
      [52, 3368],
      [106, 6912],
      [270, 17_424],
    ];
    for (const [blocks, bits] of published) {
      expect(channel(blocks).transportBlockBits).toBe(bits);
      expect(channel(blocks).codedBits).toBe(2 * 108 * blocks);
    }
  });

  it("shrink by xOverhead, not by PT-RS; PT-RS take coded bits", () => {
    const whole = new NrSharedChannel(plain);
    const withOverhead = new NrSharedChannel({ ...plain, overhead: 12 });
    const withPtrs = new NrSharedChannel({ ...plain, ptrs: { timeDensity: 1, frequencyDensity: 2 } });
    expect(withOverhead.transportBlockBits).toBeLessThan(whole.transportBlockBits);
    expect(withOverhead.codedBits).toBe(whole.codedBits);
    expect(withPtrs.transportBlockBits).toBe(whole.transportBlockBits);
    expect(withPtrs.codedBits).toBe(whole.codedBits - 4 * 12 * 25);
  });

  it("with transform precoding are of Tables 6.1.4.1-1 and -2: pi/2-BPSK if allowed, else QPSK at half the rate", () => {
    const word = (mcsTable: 1 | 3, halfPiBpsk: boolean) =>
      new NrSharedChannel({ ...uplink, mcsTable, mcs: 1, halfPiBpsk }).codeWords[0];
    expect([word(1, true).constellation.name, word(1, true).rate1024]).toEqual(["BPSK", 314]);
    expect([word(1, false).constellation.name, word(1, false).rate1024]).toEqual(["QPSK", 157]);
    expect([word(3, true).rate1024, word(3, true).turnsOddSymbols]).toEqual([80, true]);
    expect(word(1, true).transportBlockBits).toBe(word(1, false).transportBlockBits);
  });
});

describe("without noise", () => {
  it("every transport block returns, whatever the settings", () => {
    const settings = fc.record({
      direction: fc.constantFrom("downlink" as const, "uplink" as const),
      numerology: fc.integer({ min: 0, max: 4 }),
      blocks: fc.integer({ min: 6, max: 20 }),
      firstBlock: fc.integer({ min: 0, max: 30 }),
      mapping: fc.constantFrom("A" as const, "B" as const),
      firstSymbol: fc.integer({ min: 0, max: 5 }),
      symbols: fc.integer({ min: 3, max: 14 }),
      layers: fc.integer({ min: 1, max: 8 }),
      type: fc.constantFrom(1 as const, 2 as const),
      length: fc.constantFrom(1 as const, 2 as const),
      additionalPositions: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
      cdmGroupsWithoutData: fc.constantFrom(1 as const, 2 as const, 3 as const),
      mcsTable: fc.constantFrom(1 as const, 2 as const, 3 as const),
      mcs: fc.integer({ min: 0, max: 22 }),
      transformPrecoding: fc.boolean(),
      ptrs: fc.boolean(),
      slot: fc.nat(500),
    });
    const stream = new RandomStream(5, "loop-back");
    const made: string[] = [];
    fc.assert(
      fc.property(settings, ({ blocks, firstBlock, mapping, firstSymbol, symbols, slot, mcs, ...s }) => {
        let channel: NrSharedChannel;
        try {
          channel = new NrSharedChannel({
            ...plain,
            direction: s.direction,
            numerology: s.numerology,
            allocation: { firstBlock, blocks, firstSymbol, symbols, mapping },
            layers: s.layers,
            mcsTable: s.mcsTable,
            mcs: s.layers > 4 ? [mcs, 22 - mcs] : mcs,
            transformPrecoding: s.transformPrecoding,
            halfPiBpsk: s.transformPrecoding && s.type === 1,
            dmrs: {
              type: s.type,
              length: s.length,
              additionalPositions: s.additionalPositions,
              cdmGroupsWithoutData: s.cdmGroupsWithoutData,
              ports: portsUpTo(s.layers),
              scramblingIdentity: slot,
            },
            ...(s.ptrs && { ptrs: { timeDensity: 2, frequencyDensity: 4, power_dB: 3 } }),
            rnti: 65_535 - slot,
            dataScramblingIdentity: slot,
          });
        } catch (error) {
          // Only ever with the setting that stands in the way.
          expect(error).toBeInstanceOf(NrSettingError);
          return;
        }
        made.push(String(channel));
        expect(returns(channel, slot, stream)).toBe(true);
      }),
      { numRuns: 400, seed: 6 },
    );
    expect(made.length).toBeGreaterThan(25);
    expect(made.some((text) => text.startsWith("PUSCH"))).toBe(true);
    expect(made.some((text) => text.includes("+"))).toBe(true);
  });

  it("every modulation returns, pi/2-BPSK to 1024QAM, spread and not", () => {
    const stream = new RandomStream(7, "modulations");
    const small = { firstBlock: 2, blocks: 6, firstSymbol: 0, symbols: 14, mapping: "A" } as const;
    for (const mcs of [0, 5, 12, 24, 26]) {
      const channel = new NrSharedChannel({ ...plain, allocation: small, mcsTable: 4, mcs });
      expect(returns(channel, 1, stream)).toBe(true);
    }
    for (const mcs of [0, 5, 12, 20]) {
      const channel = new NrSharedChannel({ ...uplink, allocation: small, mcs, halfPiBpsk: true });
      expect(returns(channel, 1, stream)).toBe(true);
    }
    const extended = { numerology: 2, cyclicPrefix: "extended", allocation: { ...small, symbols: 12 } } as const;
    expect(returns(new NrSharedChannel({ ...plain, ...extended }), 1, stream)).toBe(true);
  });
});

describe("the peaks of DFT-s-OFDM", () => {
  /** Peak over mean power exceeded in 1 % of the symbols, four times oversampled. */
  function peak_dB(settings: NrSharedChannelSettings): number {
    const channel = new NrSharedChannel({ ...settings, allocation: { ...plain.allocation, blocks: 8 } });
    const stream = new RandomStream(8, "peaks");
    const peaks: number[] = [];
    const size = 4 * channel.subcarriers;
    const turn = Array.from({ length: size }, (_, i) => [
      Math.cos((2 * Math.PI * i) / size),
      Math.sin((2 * Math.PI * i) / size),
    ]);
    for (let slot = 0; slot < 5; slot++) {
      const { re, im } = modulated(channel, randomBits(channel.codedBits, stream), slot);
      for (let symbol = 0; symbol < 14; symbol++) {
        if (channel.layout.dmrs.symbols.includes(symbol)) continue;
        let peak = 0;
        for (let t = 0; t < size; t++) {
          let sumRe = 0;
          let sumIm = 0;
          for (let k = 0; k < channel.subcarriers; k++) {
            const [cos, sin] = turn[(k * t) % size];
            const at = symbol * channel.subcarriers + k;
            sumRe += re[at] * cos - im[at] * sin;
            sumIm += re[at] * sin + im[at] * cos;
          }
          peak = Math.max(peak, sumRe ** 2 + sumIm ** 2);
        }
        peaks.push(10 * Math.log10(peak / channel.subcarriers));
      }
    }
    return peaks.sort((a, b) => a - b)[Math.floor(0.9 * peaks.length)];
  }

  it("lie 2 dB or more below those of OFDM with QPSK, and lower still with pi/2-BPSK", () => {
    const ofdm = peak_dB({ ...uplink, mcs: 3, transformPrecoding: false });
    const qpsk = peak_dB({ ...uplink, mcs: 3 });
    const bpsk = peak_dB({ ...uplink, mcs: 0, halfPiBpsk: true });
    expect(ofdm).toBeGreaterThan(8);
    expect(ofdm - qpsk).toBeGreaterThan(2);
    expect(qpsk - bpsk).toBeGreaterThan(0.5);
  });
});

describe("settings that cannot be", () => {
  const refused = (over: Partial<NrSharedChannelSettings>) => () => new NrSharedChannel({ ...plain, ...over });

  it("are named with what to change", () => {
    expect(refused({ layers: 2 })).toThrow(/^dmrs.ports: expected a port for each of the 2 layers, found 1: 0/);
    expect(refused({ layers: 9 })).toThrow(/^layers: .* 1 to 8, found 9/);
    expect(refused({ direction: "uplink", layers: 5, mcs: [1, 1] })).toThrow(/^layers: .* 1 to 4, found 5/);
    expect(refused({ mcs: 29 })).toThrow(/^mcs: expected a whole number from 0 to 28, found 29/);
    const short = { ...plain.allocation, mapping: "B", firstSymbol: 2, symbols: 2, blocks: 1 } as const;
    expect(refused({ mcs: 28, allocation: short })).toThrow(/^mcs: expected at most the 72 bits .* take a lower MCS/);
    expect(refused({ mcs: [1, 2] })).toThrow(/^mcs: expected 1 with 1 layers \(one code word up to 4/);
    expect(refused({ mcsTable: 4, direction: "uplink" })).toThrow(/^mcsTable: expected 1 to 3 in the uplink/);
    expect(refused({ transformPrecoding: true })).toThrow(/^transformPrecoding: expected false in the downlink/);
    expect(refused({ halfPiBpsk: true })).toThrow(/^halfPiBpsk: expected off/);
    expect(refused({ rnti: 65_536 })).toThrow(/^rnti/);
    expect(refused({ numerology: 5 })).toThrow(/^numerology/);
    const twoLayers = { ...plain.dmrs, ports: [0, 1] };
    expect(() => new NrSharedChannel({ ...uplink, layers: 2, dmrs: twoLayers })).toThrow(
      /^layers: expected 1 with transform precoding, found 2; switch transformPrecoding off/,
    );
    const seven = { ...plain.allocation, blocks: 49 };
    expect(() => new NrSharedChannel({ ...uplink, allocation: seven })).toThrow(
      /^allocation.blocks: .* found 49; the next ones are 48 and 50/,
    );
  });

  it("of the allocation, too", () => {
    const at = (over: Partial<NrSharedChannelSettings["allocation"]>) =>
      refused({ allocation: { ...plain.allocation, ...over } });
    expect(at({ firstBlock: 60 })).toThrow(
      /^allocation.blocks: expected at most the 46 blocks of the carrier from block 60/,
    );
    expect(at({ firstSymbol: 3, symbols: 11 })).toThrow(/^allocation.firstSymbol: .* dmrs.typeAPosition to 3/);
    expect(at({ firstSymbol: 4, symbols: 10 })).toThrow(/^allocation.firstSymbol: .* 0 to 3, found 4/);
    expect(at({ mapping: "B", firstSymbol: 8, symbols: 7 })).toThrow(
      /^allocation.symbols: expected at most 6 from symbol 8/,
    );
    expect(at({ mapping: "B", firstSymbol: 3, symbols: 2, blocks: 1 })).not.toThrow();
    const oneSymbol = { ...plain.allocation, mapping: "B", firstSymbol: 3, symbols: 1 } as const;
    expect(refused({ direction: "uplink", allocation: oneSymbol })).toThrow(
      /^allocation.symbols: expected symbols left for data/,
    );
  });

  it("carry the setting apart from the message", () => {
    try {
      refused({ mcs: 29 })();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(NrSettingError);
      expect(error).toMatchObject({ setting: "mcs", problem: "expected a whole number from 0 to 28, found 29" });
    }
  });
});
