import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nrLiftingSizes } from "../../src/fec/nr-ldpc-base-graph.js";
import {
  type NrCodeBlock,
  type NrTransmission,
  nrCircularBufferBits,
  nrCircularBufferStart,
  nrRateMatchingIndex,
  nrRowsReached,
} from "../../src/fec/nr-ldpc-rate-matching.js";

/** Bit selection and interleaving as TS 38.212, 5.4.2, words them, with NULL for filler. */
function asTheStandardSays(block: NrCodeBlock, { bits, redundancyVersion, modulationOrder }: NrTransmission): number[] {
  const Z = block.liftingSize;
  const [K, N, numerators, denominator] =
    block.baseGraph === 1 ? [22 * Z, 66 * Z, [0, 17, 33, 56], 66] : [10 * Z, 50 * Z, [0, 13, 25, 43], 50];
  const d = Array.from({ length: N }, (_, k) => (k + 2 * Z >= block.payloadBits && k + 2 * Z < K ? null : k + 2 * Z));
  const Ncb = Math.min(N, block.limitedBufferBits ?? N);
  const k0 = Math.floor((numerators[redundancyVersion] * Ncb) / (denominator * Z)) * Z;
  const e: number[] = [];
  for (let j = 0; e.length < bits; j++) {
    const bit = d[(k0 + j) % Ncb];
    if (bit !== null) e.push(bit);
  }
  const f: number[] = [];
  const symbols = bits / modulationOrder;
  for (let j = 0; j < symbols; j++)
    for (let i = 0; i < modulationOrder; i++) f[i + j * modulationOrder] = e[i * symbols + j];
  return f;
}

const version = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const);
const order = fc.constantFrom(1 as const, 2 as const, 4 as const, 6 as const, 8 as const, 10 as const);

describe("NR LDPC rate matching (TS 38.212, 5.4.2)", () => {
  it("selects and interleaves bits as the standard says, for every graph, size, version, filler and buffer", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1 as const, 2 as const),
        fc.constantFrom(...nrLiftingSizes.filter((size) => size <= 40)),
        version,
        order,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 2.5, noNaN: true }),
        fc.option(fc.double({ min: 0.5, max: 1.1, noNaN: true }), { nil: undefined }),
        (baseGraph, liftingSize, redundancyVersion, modulationOrder, payload, length, limit) => {
          const columns = baseGraph === 1 ? 22 : 10;
          const buffer = (baseGraph === 1 ? 66 : 50) * liftingSize;
          const block: NrCodeBlock = {
            baseGraph,
            liftingSize,
            payloadBits: Math.max(1, Math.round(payload * columns * liftingSize)),
            ...(limit !== undefined && { limitedBufferBits: Math.round(limit * buffer) }),
          };
          const bits = modulationOrder * Math.max(1, Math.round((length * buffer) / modulationOrder));
          const transmission = { bits, redundancyVersion, modulationOrder };
          expect([...nrRateMatchingIndex(block, transmission)]).toEqual(asTheStandardSays(block, transmission));
        },
      ),
      { seed: 4 },
    );
  });

  it("starts where Table 5.4.2.1-2 says", () => {
    const starts = (block: NrCodeBlock) => ([0, 1, 2, 3] as const).map((rv) => nrCircularBufferStart(block, rv));
    expect(starts({ baseGraph: 1, liftingSize: 384, payloadBits: 8448 })).toEqual([0, 17 * 384, 33 * 384, 56 * 384]);
    expect(starts({ baseGraph: 2, liftingSize: 384, payloadBits: 3840 })).toEqual([0, 13 * 384, 25 * 384, 43 * 384]);
    // Ncb = 18000: 17 x 18000 / (66 x 384) = 12.07, 23.4, 39.8.
    const limited: NrCodeBlock = { baseGraph: 1, liftingSize: 384, payloadBits: 8448, limitedBufferBits: 18_000 };
    expect(starts(limited)).toEqual([0, 12 * 384, 23 * 384, 39 * 384]);
    expect(nrCircularBufferBits(limited)).toBe(18_000);
    expect(nrCircularBufferBits({ ...limited, limitedBufferBits: 99_999 })).toBe(66 * 384);
  });

  it("needs only the core's four rows at high rate, and all of them once the buffer wraps", () => {
    const block: NrCodeBlock = { baseGraph: 1, liftingSize: 384, payloadBits: 8448 };
    const rows = (bits: number, redundancyVersion: 0 | 1 | 2 | 3) =>
      nrRowsReached(block, nrRateMatchingIndex(block, { bits, redundancyVersion, modulationOrder: 2 }));
    expect(rows(9126, 0)).toBe(4);
    expect(rows(24 * 384, 0)).toBe(4);
    expect(rows(24 * 384 + 2, 0)).toBe(5);
    expect(rows(16_896, 0)).toBe(24);
    expect(rows(66 * 384, 0)).toBe(46);
    expect(rows(384, 3)).toBe(37);
  });

  it("refuses what cannot be by name", () => {
    const block: NrCodeBlock = { baseGraph: 1, liftingSize: 4, payloadBits: 80 };
    const sent: NrTransmission = { bits: 120, redundancyVersion: 0, modulationOrder: 2 };
    const index = (b: Partial<NrCodeBlock>, t: Partial<NrTransmission>) => () =>
      nrRateMatchingIndex({ ...block, ...b }, { ...sent, ...t });
    expect(index({ payloadBits: 89 }, {})).toThrow(/payloadBits: .* 1 to 88, found 89/);
    expect(index({ payloadBits: Number.NaN }, {})).toThrow(/payloadBits/);
    expect(index({}, { bits: 121 })).toThrow(/bits: expected a multiple of the modulation order 2, found 121/);
    expect(index({}, { bits: 0 })).toThrow(/bits/);
    expect(index({}, { bits: Number.NaN })).toThrow(/bits/);
    expect(index({ limitedBufferBits: 0 }, {})).toThrow(/limitedBufferBits/);
    expect(index({ payloadBits: 4, limitedBufferBits: 10 }, {})).toThrow(
      /limitedBufferBits: .* more than filler, found 10/,
    );
    // @ts-expect-error: there is no redundancy version 4
    expect(index({}, { redundancyVersion: 4 })).toThrow(/redundancyVersion: .* 0 to 3, found 4/);
    // @ts-expect-error: there is no modulation of 3 bits
    expect(index({}, { modulationOrder: 3 })).toThrow(/modulationOrder: .* found 3/);
  });
});
