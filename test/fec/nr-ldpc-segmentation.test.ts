import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nrLiftingSizes } from "../../src/fec/nr-ldpc-base-graph.js";
import { nrSegmentation, nrSmallestLiftingSize } from "../../src/fec/nr-ldpc-segmentation.js";

describe("code block segmentation (TS 38.212, 5.2.2)", () => {
  it("makes as many blocks as the fixed reference channels of TS 38.101-1 have", () => {
    // Tables A.3.2.2-1 (from 50 MHz down to 20 MHz) and A.3.2.3-1: payload with CRC24A, base graph 1, blocks.
    const channels = [
      [17424, 3],
      [14088, 2],
      [10504, 2],
      [8712, 2],
      [6912, 1],
      [7296, 1],
      [9736, 2],
      [16896, 3],
      [25608, 4],
      [38936, 5],
      [52224, 7],
      [64552, 8],
      [77896, 10],
      [106576, 13],
      [131176, 16],
    ];
    for (const [bits, blocks] of channels) expect(nrSegmentation(bits + 24, 1).codeBlocks).toBe(blocks);
  });

  it("leaves a transport block of the longest code block whole, without a CRC of its own", () => {
    expect(nrSegmentation(8448, 1)).toEqual({
      baseGraph: 1,
      codeBlocks: 1,
      crcBits: 0,
      payloadBits: 8448,
      liftingSize: 384,
      informationBits: 8448,
    });
    expect(nrSegmentation(3840, 2)).toMatchObject({ codeBlocks: 1, crcBits: 0, liftingSize: 384 });
    expect(nrSegmentation(8450, 1)).toMatchObject({ codeBlocks: 2, crcBits: 24, payloadBits: 4249, liftingSize: 208 });
    expect(nrSegmentation(3842, 2)).toMatchObject({ codeBlocks: 2, crcBits: 24, payloadBits: 1945, liftingSize: 208 });
  });

  it("counts 6, 8, 9 or 10 columns of base graph 2 by the length of the transport block", () => {
    const sizes = [192, 193, 560, 561, 640, 641].map((bits) => nrSegmentation(bits, 2).liftingSize);
    expect(sizes).toEqual([32, 26, 72, 64, 72, 72]);
  });

  it("puts every bit into blocks that hold their payload, with the smallest lifting size that does", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1 as const, 2 as const),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 3816 }),
        (graph, blocks, each) => {
          const bits = blocks * each;
          const cut = graph === 1 ? 8424 : 3816;
          const longest = graph === 1 ? 8448 : 3840;
          const expected = bits <= longest ? 1 : Math.ceil(bits / cut);
          fc.pre(bits % expected === 0);
          const segmentation = nrSegmentation(bits, graph);
          expect(segmentation.codeBlocks).toBe(expected);
          expect(segmentation.codeBlocks * (segmentation.payloadBits - segmentation.crcBits)).toBe(bits);
          expect(segmentation.payloadBits).toBeLessThanOrEqual(segmentation.informationBits);
          expect(segmentation.informationBits).toBe((graph === 1 ? 22 : 10) * segmentation.liftingSize);
          const columns = graph === 1 ? 22 : bits > 640 ? 10 : bits > 560 ? 9 : bits > 192 ? 8 : 6;
          const smaller = nrLiftingSizes.filter((size) => size < segmentation.liftingSize);
          expect(smaller.every((size) => size * columns < segmentation.payloadBits)).toBe(true);
        },
      ),
      { seed: 3 },
    );
  });

  it("refuses a length that would not give equal blocks, and no length at all", () => {
    expect(() => nrSegmentation(8449, 1)).toThrow(/bits: expected a multiple of 2 for 2 code blocks .* found 8449/);
    expect(() => nrSegmentation(Number.NaN, 1)).toThrow(/bits/);
    expect(() => nrSegmentation(0, 1)).toThrow(/bits/);
    expect(() => nrSmallestLiftingSize(8449, 22)).toThrow(/payloadBits: expected at most 8448 .* found 8449/);
  });
});
