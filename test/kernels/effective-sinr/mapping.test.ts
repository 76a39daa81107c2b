import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BlockShape } from "../../../kernels/effective-sinr/block-sinrs.js";
import { exponentialMapping } from "../../../kernels/effective-sinr/exponential-mapping.js";
import { exponentialMappingSimd } from "../../../kernels/effective-sinr/exponential-mapping-simd.js";
import { informationMapping } from "../../../kernels/effective-sinr/information-mapping.js";
import { informationMappingSimd } from "../../../kernels/effective-sinr/information-mapping-simd.js";
import { informationTable } from "../../../kernels/effective-sinr/information-table.js";

const forms = [
  ["reference", exponentialMapping, informationMapping],
  ["simd", exponentialMappingSimd, informationMappingSimd],
] as const;
const table = informationTable(4);

describe.each(forms)("%s", (_, exponential, information) => {
  const effective = (sinr: readonly number[], beta: number) => {
    const mapping = exponential({ blocks: 1, elements: sinr.length });
    mapping.sinr.set(sinr);
    mapping.beta[0] = beta;
    mapping.map();
    return mapping.mapped[0];
  };

  it("of two SINRs with beta 1 is the closed form -ln((exp(-a) + exp(-b)) / 2)", () => {
    expect(effective([1, 3], 1)).toBeCloseTo(-Math.log((Math.exp(-1) + Math.exp(-3)) / 2), 5);
    // 1e4 and 1e4 + 1: exp(-1e4) is 0 even in float64, the effective SINR is not infinite for that.
    expect(effective([1e4, 1e4 + 1], 1)).toBeCloseTo(1e4 - Math.log((1 + Math.exp(-1)) / 2), 2);
  });

  it("of equal SINRs is that SINR", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.float({ min: 0, max: 1e6, noNaN: true }), (length, sinr) => {
        expect(effective(Array(length).fill(sinr), 7)).toBeCloseTo(sinr, 3);
      }),
    );
  });

  it("lies between the smallest and the mean SINR and tends to the mean as beta grows", () => {
    const sinrs = [0.5, 2, 8, 20, 3];
    const mean = sinrs.reduce((sum, each) => sum + each, 0) / sinrs.length;
    for (const beta of [0.1, 1, 10, 100]) {
      expect(effective(sinrs, beta)).toBeGreaterThan(0.5);
      expect(effective(sinrs, beta)).toBeLessThan(mean);
    }
    expect(effective(sinrs, 1e4)).toBeCloseTo(mean, 1);
  });

  it("keeps blocks apart", () => {
    const shape: BlockShape = { blocks: 2, elements: 3 };
    const mapping = exponential(shape);
    mapping.sinr.set([1, 1, 1, 9, 9, 9]);
    mapping.beta.set([1, 2]);
    mapping.map();
    expect([...mapping.mapped].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([1, 9]);
  });

  it("mean information of one SINR is the table's entry, and of several their mean", () => {
    const mapping = information({ blocks: 1, elements: 2 }, table);
    mapping.sinr.set([1, 4]);
    mapping.map();
    // Entry of 2^0: 12 octaves of 64 above the first.
    const [one, four] = [table.entries[12 * 64], table.entries[14 * 64]];
    expect(mapping.mapped[0]).toBeCloseTo((one + four) / 2, 6);
  });

  it.each([
    [[1, Number.NaN], "sinr: expected finite numbers from 0, found NaN at element 1 of block 0"],
    [[-1, 1], "sinr: expected finite numbers from 0, found -1 at element 0 of block 0"],
  ])("refuses the SINRs %j", (sinr, message) => {
    expect(() => effective(sinr, 1)).toThrow(message);
    const mapping = information({ blocks: 1, elements: 2 }, table);
    mapping.sinr.set(sinr);
    expect(() => mapping.map()).toThrow(message);
  });

  it("refuses shapes and factors that make no sense", () => {
    expect(() => exponential({ blocks: 1, elements: 0 })).toThrow("elements: expected a whole number from 1, found 0");
    expect(() => information({ blocks: 1.5, elements: 1 }, table)).toThrow("blocks: expected a whole number from 0");
    expect(() => effective([1], 0)).toThrow("beta: expected a finite number above 0, found 0 for block 0");
    expect(() => effective([1], Number.NaN)).toThrow(RangeError);
  });
});
