import { describe, expect, it } from "vitest";
import { nrMcsTables, nrTransformPrecodedMcsTables, nrTransportBlockSizes } from "../../src/fec/nr-mcs.data.js";
import {
  nrMcs,
  nrMcsCodeBlock,
  nrMcsCount,
  nrQuantisedTransportBlockSize,
  nrTransformPrecodedMcs,
  nrTransportBlockSize,
} from "../../src/fec/nr-mcs.js";

/** TS 38.101-1, Tables A.3.2.2-1 and A.3.2.2-2: MCS 4 of table 1, one layer, 108 resource elements a block. */
const qpsk = {
  resourceBlocks: [15, 25, 35, 52, 79, 106, 133, 160, 216, 270, 24, 12, 38, 51, 65, 78, 162, 217, 245, 273],
  transportBlockBits: [
    984, 1672, 2280, 3368, 5120, 6912, 8712, 10504, 14088, 17424, 1608, 808, 2472, 3368, 4224, 4992, 10504, 14088,
    15880, 17928,
  ],
};
/** TS 38.101-1, Table A.3.2.3-1: MCS 24 of table 1. */
const qam64 = {
  resourceBlocks: [15, 20, 25, 35, 52, 79, 106, 133, 160, 216, 270],
  transportBlockBits: [7296, 9736, 12296, 16896, 25608, 38936, 52224, 64552, 77896, 106576, 131176],
};

describe("transport block sizes (TS 38.214, 5.1.3.2)", () => {
  it("are those of the fixed reference channels of TS 38.101-1, QPSK 1/3 and 64QAM 3/4", () => {
    const sizes = (mcs: number, blocks: readonly number[]) =>
      blocks.map((resourceBlocks) =>
        nrTransportBlockSize({ resourceElementsPerBlock: 108, resourceBlocks, layers: 1, ...nrMcs(1, mcs) }),
      );
    expect(sizes(4, qpsk.resourceBlocks)).toEqual(qpsk.transportBlockBits);
    expect(sizes(24, qam64.resourceBlocks)).toEqual(qam64.transportBlockBits);
  });

  it("count at most 156 resource elements a block", () => {
    const at = (resourceElementsPerBlock: number) =>
      nrTransportBlockSize({ resourceElementsPerBlock, resourceBlocks: 50, layers: 2, ...nrMcs(2, 20) });
    expect(at(168)).toBe(at(156));
    expect(at(155)).toBeLessThan(at(156));
  });

  it("grow with resources, rate and layers, stay within 24 bits to the nearest byte, and scale for paging", () => {
    let last = 0;
    for (let resourceBlocks = 1; resourceBlocks <= 275; resourceBlocks++) {
      const size = nrTransportBlockSize({ resourceElementsPerBlock: 100, resourceBlocks, layers: 1, ...nrMcs(3, 0) });
      expect(size).toBeGreaterThanOrEqual(last);
      expect(size % 8).toBe(0);
      last = size;
    }
    const whole = { resourceElementsPerBlock: 100, resourceBlocks: 40, layers: 1, ...nrMcs(1, 9) };
    expect(nrTransportBlockSize({ ...whole, scaling: 0.5 })).toBe(
      nrTransportBlockSize({ ...whole, resourceBlocks: 20 }),
    );
  });

  it("of more than one code block leave blocks of equal, whole bytes", () => {
    for (let bits = 3825; bits < 200_000; bits += 977) {
      for (const rate of [0.1, 0.25, 0.5, 0.9]) {
        const size = nrQuantisedTransportBlockSize(bits, rate);
        const longest = rate <= 0.25 ? 3816 : 8424;
        const blocks = size + 24 <= longest + 24 ? 1 : Math.ceil((size + 24) / longest);
        expect((size + 24) % (8 * blocks)).toBe(0);
      }
    }
  });

  it("refuse what cannot be by its name", () => {
    const some = { resourceElementsPerBlock: 100, resourceBlocks: 40, layers: 1, ...nrMcs(1, 9) };
    expect(() => nrTransportBlockSize({ ...some, resourceBlocks: Number.NaN })).toThrow(/resourceBlocks/);
    expect(() => nrTransportBlockSize({ ...some, layers: 5 })).toThrow(/layers: .* 1 to 4, found 5/);
    expect(() => nrTransportBlockSize({ ...some, rate1024: Number.NaN })).toThrow(/rate1024/);
    expect(() => nrTransportBlockSize({ ...some, scaling: 0 })).toThrow(/scaling/);
    expect(() => nrQuantisedTransportBlockSize(Number.NaN, 0.5)).toThrow(/informationBits/);
  });
});

describe("MCS tables of TS 38.214, 5.1.3.1", () => {
  it("have 29, 28, 29 and 27 rows that are not reserved, and 93 sizes of small transport blocks", () => {
    expect([1, 2, 3, 4].map((mcsTable) => nrMcsCount(mcsTable))).toEqual([29, 28, 29, 27]);
    expect(nrTransportBlockSizes).toHaveLength(93);
    expect([nrTransportBlockSizes[0], nrTransportBlockSizes[92]]).toEqual([24, 3824]);
    expect(nrTransportBlockSizes.every((size, i) => i === 0 || size > nrTransportBlockSizes[i - 1])).toBe(true);
  });

  it("rise in spectral efficiency, but for the step from 16QAM to 64QAM in table 1", () => {
    const falls = nrMcsTables.map((rows) =>
      rows.flatMap(([qm, rate], i) => (i > 0 && qm * rate <= rows[i - 1][0] * rows[i - 1][1] ? [i] : [])),
    );
    expect(falls).toEqual([[17], [], [], []]);
  });

  it("start and end at the spectral efficiencies that the standard prints", () => {
    const efficiency = (table: number, mcs: number) => {
      const { modulationOrder, rate1024 } = nrMcs(table, mcs);
      return Number(((modulationOrder * rate1024) / 1024).toFixed(4));
    };
    expect([efficiency(1, 0), efficiency(1, 28)]).toEqual([0.2344, 5.5547]);
    expect([efficiency(2, 0), efficiency(2, 27)]).toEqual([0.2344, 7.4063]);
    expect([efficiency(3, 0), efficiency(3, 28)]).toEqual([0.0586, 4.5234]);
    expect([efficiency(4, 0), efficiency(4, 26)]).toEqual([0.2344, 9.2578]);
  });

  it("of transform precoding (Tables 6.1.4.1-1 and -2) have 28 rows, those of pi/2-BPSK as efficient as QPSK's", () => {
    expect(nrTransformPrecodedMcsTables.map((rows) => rows.length)).toEqual([28, 28]);
    expect(nrTransformPrecodedMcsTables.map((rows) => rows.filter(([order]) => order === 1).length)).toEqual([2, 6]);
    expect(nrTransformPrecodedMcs(1, 0, true)).toEqual({ modulationOrder: 1, rate1024: 240 });
    expect(nrTransformPrecodedMcs(1, 0, false)).toEqual({ modulationOrder: 2, rate1024: 120 });
    expect(nrTransformPrecodedMcs(3, 5, false)).toEqual({ modulationOrder: 2, rate1024: 99 });
    expect(nrTransformPrecodedMcs(2, 27, true)).toEqual(nrMcs(2, 27));
    // Both end at 64QAM, at the spectral efficiencies 5.5547 and 4.5234 of the other tables.
    expect(nrTransformPrecodedMcs(1, 27, true)).toEqual(nrMcs(1, 28));
    expect(nrTransformPrecodedMcs(3, 27, true)).toEqual(nrMcs(3, 28));
    expect(() => nrTransformPrecodedMcs(1, 28, true)).toThrow(/mcs: .* 0 to 27, found 28/);
    expect(() => nrTransformPrecodedMcs(4, 0, true)).toThrow(/mcsTable: .* 1 to 3, found 4/);
  });

  it("refuse an index that is reserved and a table that does not exist", () => {
    expect(() => nrMcs(1, 29)).toThrow(/nrMcs: mcs: .* 0 to 28, found 29/);
    expect(() => nrMcs(5, 0)).toThrow(/nrMcs: mcsTable: .* 1 to 4, found 5/);
    expect(() => nrMcs(1, Number.NaN)).toThrow(/mcs/);
  });
});

describe("a code block at an MCS", () => {
  it("is sent with the fewest whole symbols that keep the rate at or under R", () => {
    expect(nrMcsCodeBlock(1, 28, 8448)).toEqual({
      family: "nr-ldpc",
      baseGraph: 1,
      informationBits: 8448,
      codedBits: 9126,
      modulationOrder: 6,
    });
    expect(nrMcsCodeBlock(3, 0, 500)).toMatchObject({ baseGraph: 2, codedBits: 17_068, modulationOrder: 2 });
  });

  it("uses base graph 1 where base graph 2 is too short", () => {
    expect(nrMcsCodeBlock(3, 0, 3840).baseGraph).toBe(2);
    expect(nrMcsCodeBlock(3, 0, 3841).baseGraph).toBe(1);
  });
});
