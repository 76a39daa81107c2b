import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NrAllocation, NrDirection, NrMapping } from "../../src/phy/nr-allocation.js";
import { nrPdschDmrsPositions, nrPuschDmrsPositions } from "../../src/phy/nr-dmrs.data.js";
import { NrDmrs } from "../../src/phy/nr-dmrs.js";
import type { NrDmrsSettings } from "../../src/phy/nr-dmrs-settings.js";
import { NrNumerology } from "../../src/phy/nr-numerology.js";

const numerology = new NrNumerology(0);

function dmrs(
  direction: NrDirection,
  allocation: Partial<NrAllocation>,
  settings: Partial<NrDmrsSettings>,
  transformPrecoding = false,
): NrDmrs {
  return new NrDmrs(
    {
      direction,
      numerology,
      allocation: { firstBlock: 0, blocks: 4, firstSymbol: 0, symbols: 14, mapping: "A", ...allocation },
      transformPrecoding,
    },
    {
      type: 1,
      length: 1,
      additionalPositions: 0,
      ports: [0],
      cdmGroupsWithoutData: 2,
      scramblingIdentity: 0,
      ...settings,
    },
  );
}

describe("positions of DM-RS in a slot", () => {
  it("are those of TS 38.211, Tables 7.4.1.1.2-3 and 6.4.1.1.3-3, at the usual allocations", () => {
    const symbols = (direction: NrDirection, mapping: NrMapping, firstSymbol: number, count: number) =>
      ([0, 1, 2, 3] as const).map(
        (additionalPositions) =>
          dmrs(direction, { mapping, firstSymbol, symbols: count }, { additionalPositions }).symbols,
      );
    expect(symbols("downlink", "A", 0, 14)).toEqual([[2], [2, 11], [2, 7, 11], [2, 5, 8, 11]]);
    expect(symbols("downlink", "A", 2, 12)).toEqual([[2], [2, 11], [2, 7, 11], [2, 5, 8, 11]]);
    expect(symbols("uplink", "A", 0, 12)).toEqual([[2], [2, 9], [2, 6, 9], [2, 5, 8, 11]]);
    expect(symbols("uplink", "B", 0, 14)).toEqual([[0], [0, 10], [0, 5, 10], [0, 3, 6, 9]]);
    expect(symbols("uplink", "B", 3, 9)).toEqual([[3], [3, 9], [3, 6, 9], [3, 6, 9]]);
    expect(symbols("downlink", "B", 3, 9)).toEqual([[3], [3, 10], [3, 7, 10], [3, 7, 10]]);
    expect(symbols("downlink", "B", 5, 2)).toEqual([[5], [5], [5], [5]]);
  });

  it("of double symbols are pairs (Tables 7.4.1.1.2-4 and 6.4.1.1.3-4)", () => {
    const double = { length: 2, additionalPositions: 1 } as const;
    expect(dmrs("downlink", {}, double).symbols).toEqual([2, 3, 10, 11]);
    expect(dmrs("downlink", { symbols: 12 }, { ...double, typeAPosition: 3 }).symbols).toEqual([3, 4, 8, 9]);
    expect(dmrs("uplink", { mapping: "B" }, double).symbols).toEqual([0, 1, 9, 10]);
    expect(dmrs("downlink", { mapping: "B", symbols: 13 }, double).symbols).toEqual([0, 1, 8, 9]);
  });

  it("stay in their allocation, ascend, and are never fewer in a longer one of the uplink", () => {
    for (const tables of [nrPdschDmrsPositions, nrPuschDmrsPositions]) {
      for (const length of [1, 2] as const) {
        for (const mapping of ["A", "B"] as const) {
          for (const [duration, rows] of Object.entries(tables[length][mapping])) {
            rows.forEach((positions, additional) => {
              expect(positions.length).toBeLessThanOrEqual(additional + 1);
              expect([...positions].sort((a, b) => a - b)).toEqual(positions);
              expect((positions.at(-1) || (mapping === "A" ? 2 : 0)) + length).toBeLessThanOrEqual(Number(duration));
            });
          }
        }
      }
    }
    for (let symbols = 4; symbols < 14; symbols++) {
      const [short, long] = [symbols, symbols + 1].map(
        (count) => dmrs("uplink", { symbols: count }, { additionalPositions: 3 }).symbols.length,
      );
      expect(long).toBeGreaterThanOrEqual(short);
    }
  });

  it("that do not fit are refused with what to change", () => {
    const refused = (allocation: Partial<NrAllocation>, settings: Partial<NrDmrsSettings>) => () =>
      dmrs("downlink", allocation, settings);
    expect(refused({ symbols: 3 }, { length: 2 })).toThrow(
      /dmrs.length: double-symbol .* do not fit 3 symbols; lengthen/,
    );
    expect(refused({}, { length: 2, additionalPositions: 2 })).toThrow(
      /additionalPositions: expected 0 or 1 .* single/,
    );
    expect(refused({}, { additionalPositions: 3, typeAPosition: 3 })).toThrow(/put dmrs.typeAPosition to 2/);
    expect(refused({ symbols: 3 }, { typeAPosition: 3 })).toThrow(/dmrs.typeAPosition: expected 2/);
    expect(refused({ mapping: "B", symbols: 14 }, {})).toThrow(/dmrs.length: .* mapping type B do not fit 14/);
  });
});

describe("ports of DM-RS (TS 38.211, Tables 7.4.1.1.2-1 and -2)", () => {
  it("of type 1 lie on every other subcarrier, of type 2 on pairs of every six", () => {
    const subcarriers = (type: 1 | 2, port: number) =>
      Array.from(
        dmrs("downlink", { blocks: 1 }, { type, ports: [port], cdmGroupsWithoutData: type === 1 ? 2 : 3 }).elements(0),
      ).map((element) => element - 2 * 12);
    expect(subcarriers(1, 0)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(subcarriers(1, 3)).toEqual([1, 3, 5, 7, 9, 11]);
    expect(subcarriers(2, 1)).toEqual([0, 1, 6, 7]);
    expect(subcarriers(2, 2)).toEqual([2, 3, 8, 9]);
    expect(subcarriers(2, 5)).toEqual([4, 5, 10, 11]);
  });

  it("are orthogonal over each pair of subcarriers and double symbol, and boosted to the power that groups leave", () => {
    for (const [type, count] of [
      [1, 8],
      [2, 12],
    ] as const) {
      const ports = Array.from({ length: count }, (_, port) => port);
      const all = dmrs(
        "downlink",
        {},
        { type, length: 2, ports, cdmGroupsWithoutData: type === 1 ? 2 : 3, scramblingIdentity: 77 },
      );
      const values = all.values(3);
      const perSymbol = 4 * all.elementsPerBlock;
      for (let a = 0; a < count; a++) {
        for (let b = 0; b <= a; b++) {
          if (all.cdmGroup(a) !== all.cdmGroup(b)) continue;
          expect(all.elements(a)).toEqual(all.elements(b));
          for (let n = 0; n < perSymbol; n += 2) {
            let sumRe = 0;
            let sumIm = 0;
            for (const at of [n, n + 1, perSymbol + n, perSymbol + n + 1]) {
              sumRe += values[a].re[at] * values[b].re[at] + values[a].im[at] * values[b].im[at];
              sumIm += values[a].im[at] * values[b].re[at] - values[a].re[at] * values[b].im[at];
            }
            expect(sumRe).toBeCloseTo(a === b ? 4 * (type === 1 ? 2 : 3) : 0, 5);
            expect(sumIm).toBeCloseTo(0, 5);
          }
        }
      }
    }
  });

  it("say which are too many, doubled, or in a group with data", () => {
    const refused = (settings: Partial<NrDmrsSettings>) => () => dmrs("downlink", {}, settings);
    expect(refused({ ports: [4] })).toThrow(
      /dmrs.ports: expected ports from 0 to 3 with single-symbol .* found 4; double/,
    );
    expect(refused({ ports: [0, 0] })).toThrow(/dmrs.ports: expected a port of its own/);
    expect(refused({ ports: [2], cdmGroupsWithoutData: 1 })).toThrow(/cdmGroupsWithoutData: expected at least 2/);
    expect(refused({ cdmGroupsWithoutData: 3 })).toThrow(/cdmGroupsWithoutData: .* 1 to 2, found 3/);
    expect(refused({ scramblingIdentity: 65_536 })).toThrow(/scramblingIdentity/);
  });
});

describe("the sequence of DM-RS", () => {
  it("is that of common resource block 0 on, whatever part of the carrier is allocated", () => {
    const whole = dmrs("downlink", { blocks: 20 }, { scramblingIdentity: 500, nScid: 1 }).values(7)[0];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 1, max: 20 }), (firstBlock, count) => {
        const blocks = Math.min(count, 20 - firstBlock);
        const part = dmrs("downlink", { firstBlock, blocks }, { scramblingIdentity: 500, nScid: 1 }).values(7)[0];
        expect(part.re).toEqual(whole.re.slice(6 * firstBlock, 6 * (firstBlock + blocks)));
        expect(part.im).toEqual(whole.im.slice(6 * firstBlock, 6 * (firstBlock + blocks)));
      }),
      { numRuns: 20, seed: 2 },
    );
  });

  it("starts with the values of c_init worked by hand: slot 1, symbol 2, N_ID 3", () => {
    // c_init = (2^17 (14 + 2 + 1) (2 * 3 + 1) + 2 * 3) mod 2^31 = 15,597,574; c(n) bit by bit.
    const initial = 15_597_574;
    const x1 = [1, ...new Array<number>(30).fill(0)];
    const x2 = Array.from({ length: 31 }, (_, i) => Math.floor(initial / 2 ** i) % 2);
    for (let n = 0; n < 1700; n++) {
      x1.push(x1[n + 3] ^ x1[n]);
      x2.push(x2[n + 3] ^ x2[n + 2] ^ x2[n + 1] ^ x2[n]);
    }
    const { re, im } = dmrs("downlink", {}, { scramblingIdentity: 3 }).values(1)[0];
    for (let n = 0; n < 24; n++) {
      expect(re[n]).toBe(1 - 2 * (x1[1600 + 2 * n] ^ x2[1600 + 2 * n]));
      expect(im[n]).toBe(1 - 2 * (x1[1601 + 2 * n] ^ x2[1601 + 2 * n]));
    }
  });

  it("differs by slot and symbol, repeats by frame, and with transform precoding is the same in all", () => {
    const settings = { additionalPositions: 1, scramblingIdentity: 9 } as const;
    const plain = dmrs("uplink", {}, settings);
    const perSymbol = plain.values(0)[0].re.length / 2;
    expect(plain.values(0)[0].re.slice(0, perSymbol)).not.toEqual(plain.values(0)[0].re.slice(perSymbol));
    expect(plain.values(0)[0].re).not.toEqual(plain.values(1)[0].re);
    const spread = dmrs("uplink", {}, settings, true);
    expect(spread.values(0)[0].re.slice(0, perSymbol)).toEqual(spread.values(5)[0].re.slice(perSymbol));
    for (let n = 0; n < perSymbol; n++) {
      expect(Math.hypot(spread.values(0)[0].re[n], spread.values(0)[0].im[n])).toBeCloseTo(Math.SQRT2, 6);
    }
  });

  it("with transform precoding is of type 1 beside no data, in the uplink", () => {
    expect(() => dmrs("uplink", {}, { type: 2 }, true)).toThrow(/dmrs.type: expected 1/);
    expect(() => dmrs("uplink", {}, { cdmGroupsWithoutData: 1 }, true)).toThrow(/cdmGroupsWithoutData: expected 2/);
    expect(() => dmrs("downlink", {}, {}, true)).toThrow(/transformPrecoding: expected false/);
  });
});
