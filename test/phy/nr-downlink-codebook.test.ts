import { describe, expect, it } from "vitest";
import type { NrPanel } from "../../src/phy/nr-downlink-codebook.data.js";
import { nrDownlinkPrecoder, nrPrecodingIndexCounts } from "../../src/phy/nr-downlink-codebook.js";

const panels: readonly (readonly [NrPanel, number])[] = [
  ["1x1", 2],
  ["2x1", 4],
  ["2x2", 8],
  ["4x1", 8],
];

const complex = (matrix: { re: Float64Array; im: Float64Array }) =>
  Array.from(matrix.re, (value, i) => [value, matrix.im[i]].map((part) => Number(part.toFixed(6)) + 0));

describe("type I single-panel codebook (TS 38.214, 5.2.2.2.1)", () => {
  it("of two ports is Table 5.2.2.2.1-1", () => {
    const none = { i11: 0, i12: 0, i13: 0 };
    const half = Number(Math.SQRT1_2.toFixed(6));
    const phases = [
      [half, 0],
      [0, half],
      [-half, 0],
      [0, -half],
    ];
    for (let i2 = 0; i2 < 4; i2++) {
      expect(complex(nrDownlinkPrecoder("1x1", 1, { ...none, i2 }))).toEqual([[half, 0], phases[i2]]);
    }
    expect(complex(nrDownlinkPrecoder("1x1", 2, { ...none, i2: 0 }))).toEqual([
      [0.5, 0],
      [0.5, 0],
      [0.5, 0],
      [-0.5, 0],
    ]);
    expect(complex(nrDownlinkPrecoder("1x1", 2, { ...none, i2: 1 }))).toEqual([
      [0.5, 0],
      [0.5, 0],
      [0, 0.5],
      [0, -0.5],
    ]);
  });

  it("of four ports and one layer steers both polarisations to the same of eight beams", () => {
    // v_1 = [1, exp(j 2 pi / 8)], phi_1 = j: Table 5.2.2.2.1-5.
    const [a, b, c, d] = complex(nrDownlinkPrecoder("2x1", 1, { i11: 1, i12: 0, i13: 0, i2: 1 }));
    const diagonal = 0.5 * Math.SQRT1_2;
    expect([a, c]).toEqual([
      [0.5, 0],
      [0, 0.5],
    ]);
    expect(b[0]).toBeCloseTo(diagonal, 5);
    expect(b[1]).toBeCloseTo(diagonal, 5);
    expect(d[0]).toBeCloseTo(-diagonal, 5);
    expect(d[1]).toBeCloseTo(diagonal, 5);
  });

  it("has as many values of its indices as Tables 5.2.2.2.1-3 to -8 say", () => {
    expect(nrPrecodingIndexCounts("2x1", 2)).toEqual({ i11: 8, i12: 1, i13: 2, i2: 2 });
    expect(nrPrecodingIndexCounts("2x2", 1)).toEqual({ i11: 8, i12: 8, i13: 1, i2: 4 });
    expect(nrPrecodingIndexCounts("4x1", 3)).toEqual({ i11: 16, i12: 1, i13: 3, i2: 2 });
    expect(nrPrecodingIndexCounts("2x1", 4)).toEqual({ i11: 8, i12: 1, i13: 1, i2: 2 });
  });

  it("has total power 1, entries of equal size and orthogonal layers of equal power, everywhere", () => {
    for (const [panel, ports] of panels) {
      for (let layers = 1; layers <= Math.min(4, ports); layers++) {
        const counts = nrPrecodingIndexCounts(panel, layers);
        for (let i11 = 0; i11 < counts.i11; i11 += 3) {
          for (let i12 = 0; i12 < counts.i12; i12 += 3) {
            for (let i13 = 0; i13 < counts.i13; i13++) {
              for (let i2 = 0; i2 < counts.i2; i2++) {
                checkUnitary(nrDownlinkPrecoder(panel, layers, { i11, i12, i13, i2 }), ports, layers);
              }
            }
          }
        }
      }
    }
  });

  it("refuses what it does not hold", () => {
    const indices = { i11: 0, i12: 0, i13: 0, i2: 0 };
    expect(() => nrDownlinkPrecoder("1x1", 3, indices)).toThrow(/layers: expected 1 to 2 with the codebook of 2 ports/);
    expect(() => nrDownlinkPrecoder("4x1", 5, indices)).toThrow(/layers: expected 1 to 4 .* matrix of your own/);
    expect(() => nrDownlinkPrecoder("2x1", 2, { ...indices, i2: 2 })).toThrow(/precoder.i2: .* 0 to 1, found 2/);
    expect(() => nrDownlinkPrecoder("2x1", 3, { ...indices, i13: 1 })).toThrow(/precoder.i13: .* 0 to 0/);
  });
});

function checkUnitary({ re, im }: { re: Float64Array; im: Float64Array }, ports: number, layers: number): void {
  for (let i = 0; i < re.length; i++) expect(Math.hypot(re[i], im[i])).toBeCloseTo(1 / Math.sqrt(ports * layers), 12);
  for (let a = 0; a < layers; a++) {
    for (let b = 0; b < a; b++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let port = 0; port < ports; port++) {
        const [p, q] = [port * layers + a, port * layers + b];
        sumRe += re[p] * re[q] + im[p] * im[q];
        sumIm += re[p] * im[q] - im[p] * re[q];
      }
      expect(Math.hypot(sumRe, sumIm)).toBeLessThan(1e-12);
    }
  }
}
