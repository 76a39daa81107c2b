import { describe, expect, it } from "vitest";
import { NrDmrs } from "../../src/phy/nr-dmrs.js";
import type { NrDmrsPlace, NrDmrsSettings } from "../../src/phy/nr-dmrs-settings.js";
import { NrNumerology } from "../../src/phy/nr-numerology.js";
import { NrPtrs, type NrPtrsSettings, nrPtrsDensities } from "../../src/phy/nr-ptrs.js";

const place: NrDmrsPlace = {
  direction: "downlink",
  numerology: new NrNumerology(3),
  allocation: { firstBlock: 0, blocks: 10, firstSymbol: 0, symbols: 14, mapping: "A" },
  transformPrecoding: false,
};

function ptrs(
  settings: Partial<NrPtrsSettings>,
  dmrsSettings: Partial<NrDmrsSettings> = {},
  over: Partial<NrDmrsPlace> = {},
  rnti = 0,
): { ptrs: NrPtrs; dmrs: NrDmrs } {
  const where = { ...place, ...over };
  const dmrs = new NrDmrs(where, {
    type: 1,
    length: 1,
    additionalPositions: 0,
    ports: [0],
    cdmGroupsWithoutData: 2,
    scramblingIdentity: 4,
    ...dmrsSettings,
  });
  return { dmrs, ptrs: new NrPtrs(where, dmrs, rnti, { timeDensity: 1, frequencyDensity: 2, ...settings }) };
}

describe("PT-RS in time (TS 38.211, 7.4.1.2.2)", () => {
  const symbols = (settings: Partial<NrPtrsSettings>, dmrsSettings?: Partial<NrDmrsSettings>) =>
    ptrs(settings, dmrsSettings).ptrs.symbols;

  it("of density 1 fill every symbol without DM-RS", () => {
    expect(symbols({})).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(symbols({}, { additionalPositions: 1 })).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13]);
  });

  it("of density 2 and 4 are counted anew from every DM-RS symbol, of a double one from its second", () => {
    expect(symbols({ timeDensity: 2 })).toEqual([0, 4, 6, 8, 10, 12]);
    expect(symbols({ timeDensity: 4 })).toEqual([0, 6, 10]);
    expect(symbols({ timeDensity: 2 }, { additionalPositions: 1 })).toEqual([0, 4, 6, 8, 10, 13]);
    expect(symbols({ timeDensity: 4 }, { additionalPositions: 3 })).toEqual([0]);
    expect(symbols({ timeDensity: 2 }, { length: 2 })).toEqual([0, 5, 7, 9, 11, 13]);
  });
});

describe("PT-RS in frequency", () => {
  const subcarriers = (
    settings: Partial<NrPtrsSettings>,
    rnti: number,
    blocks = 10,
    dmrs?: Partial<NrDmrsSettings>,
  ) => {
    const allocation = { ...place.allocation, blocks };
    const { elements, symbols } = ptrs(settings, dmrs, { allocation }, rnti).ptrs;
    return Array.from(elements.slice(0, elements.length / symbols.length));
  };

  it("come in every second or fourth block from the one that the RNTI leads to", () => {
    expect(subcarriers({}, 0)).toEqual([0, 24, 48, 72, 96]);
    expect(subcarriers({}, 7)).toEqual([12, 36, 60, 84, 108]);
    // 10 mod 4 = 2 blocks are left over: 7 mod 2 = 1.
    expect(subcarriers({ frequencyDensity: 4 }, 7)).toEqual([12, 60, 108]);
    expect(subcarriers({ frequencyDensity: 4 }, 6, 8)).toEqual([24, 72]);
  });

  it("lie on the subcarrier that port and offset lead to (Table 7.4.1.2.2-1), one of the port's DM-RS", () => {
    expect(subcarriers({ resourceElementOffset: 3 }, 0, 2, { ports: [3] })).toEqual([11]);
    expect(subcarriers({ resourceElementOffset: 3 }, 0, 2, { type: 2, ports: [1] })).toEqual([0]);
    for (const type of [1, 2] as const) {
      for (let port = 0; port < (type === 1 ? 4 : 6); port++) {
        for (const resourceElementOffset of [0, 1, 2, 3] as const) {
          const { ptrs: made, dmrs } = ptrs(
            { resourceElementOffset },
            { type, ports: [port], cdmGroupsWithoutData: type === 1 ? 2 : 3 },
          );
          const ofDmrs = new Set(Array.from(dmrs.elements(0), (element) => element % 120));
          for (const element of made.elements) expect(ofDmrs.has(element % 120)).toBe(true);
        }
      }
    }
  });
});

describe("values of PT-RS", () => {
  it("repeat the first DM-RS symbol at the same subcarrier, without its boost and signs", () => {
    const { ptrs: made, dmrs } = ptrs({ layer: 1 }, { ports: [0, 1], additionalPositions: 1 });
    const values = made.values(5);
    const { re, im } = dmrs.values(5)[0];
    const places = new Map(Array.from(dmrs.elements(0), (element, i) => [element, i]));
    made.elements.forEach((element, i) => {
      const source = places.get(2 * 120 + (element % 120))!;
      // Port 0 has no signs; 3 dB of boost on the DM-RS, 3 dB of two layers on the PT-RS.
      expect(values.re[i]).toBeCloseTo(re[source], 6);
      expect(values.im[i]).toBeCloseTo(im[source], 6);
    });
    expect(made.layer).toBe(1);
  });

  it("have the power of as many layers in the downlink (TS 38.214, Table 4.1-2: 0, 3, 4.77, 6 dB), or the one given", () => {
    const power_dB = (layers: number, given?: number) => {
      const { amplitude } = ptrs(given === undefined ? {} : { power_dB: given }, {
        ports: [0, 1, 2, 3].slice(0, layers),
      }).ptrs;
      return 20 * Math.log10(amplitude);
    };
    [0, 3, 4.77, 6].forEach((published, i) => {
      expect(power_dB(i + 1)).toBeCloseTo(published, 1);
    });
    expect(power_dB(2, 0)).toBeCloseTo(0, 12);
    expect(() => ptrs({}, { ports: [0, 1] }, { direction: "uplink" })).toThrow(/ptrs.power_dB: expected a power/);
  });
});

describe("densities of PT-RS (TS 38.214, Tables 5.1.6.3-1 and -2)", () => {
  const thresholds = { mcs: [10, 17, 23], blocks: [3, 33] } as const;

  it("are chosen by MCS and blocks", () => {
    expect(nrPtrsDensities(thresholds, 9, 50)).toBeUndefined();
    expect(nrPtrsDensities(thresholds, 20, 2)).toBeUndefined();
    expect(nrPtrsDensities(thresholds, 10, 3)).toEqual({ timeDensity: 4, frequencyDensity: 2 });
    expect(nrPtrsDensities(thresholds, 22, 32)).toEqual({ timeDensity: 2, frequencyDensity: 2 });
    expect(nrPtrsDensities(thresholds, 23, 33)).toEqual({ timeDensity: 1, frequencyDensity: 4 });
  });
});

describe("PT-RS that cannot be", () => {
  it("are refused with what to change", () => {
    expect(() => ptrs({ layer: 1 })).toThrow(/ptrs.layer: .* 0 to 0, found 1/);
    expect(() => ptrs({}, { length: 2, ports: [5] })).toThrow(
      /ptrs.layer: expected a layer with a DM-RS port from 0 to 3/,
    );
    expect(() => ptrs({}, {}, { direction: "uplink", transformPrecoding: true })).toThrow(/ptrs: expected none/);
    const allocation = { ...place.allocation, symbols: 3, firstSymbol: 2, mapping: "B" } as const;
    expect(() => ptrs({ timeDensity: 4 }, {}, { allocation })).toThrow(/ptrs: expected room for PT-RS, found none/);
  });
});
