import { describe, expect, it } from "vitest";
import { nrUplinkPrecoder, nrUplinkPrecoderCount } from "../../src/phy/nr-uplink-codebook.js";

const shapes = ([2, 4] as const).flatMap((ports) => Array.from({ length: ports }, (_, i) => [ports, i + 1] as const));

describe("codebooks of PUSCH (TS 38.211, Tables 6.3.1.5-1 to -7)", () => {
  it("have 6, 3 matrices of two ports and 28, 22, 7, 5 of four", () => {
    expect(shapes.map(([ports, layers]) => nrUplinkPrecoderCount(ports, layers))).toEqual([6, 3, 28, 22, 7, 5]);
    expect(nrUplinkPrecoderCount(4, 1, true)).toBe(28);
  });

  it("are the matrices of the tables: a sample of every one", () => {
    const at = (ports: 2 | 4, layers: number, tpmi: number, isSpread = false) => {
      const { re, im } = nrUplinkPrecoder(ports, layers, tpmi, isSpread);
      return Array.from(re, (value, i) => `${value.toFixed(4)},${im[i].toFixed(4)}`.replaceAll("-0.0000", "0.0000"));
    };
    expect(at(2, 1, 5)).toEqual(["0.7071,0.0000", "0.0000,-0.7071"]);
    expect(at(2, 2, 2)).toEqual(["0.5000,0.0000", "0.5000,0.0000", "0.0000,0.5000", "0.0000,-0.5000"]);
    expect(at(4, 1, 17)).toEqual(["0.5000,0.0000", "0.0000,0.5000", "0.0000,0.5000", "-0.5000,0.0000"]);
    expect(at(4, 1, 17, true)).toEqual(["0.5000,0.0000", "0.0000,0.5000", "0.0000,0.5000", "0.5000,0.0000"]);
    // 1 / (2 sqrt 2) [1 1; -j -j; j -j; 1 -1]
    expect(at(4, 2, 21).slice(4)).toEqual(["0.0000,0.3536", "0.0000,-0.3536", "0.3536,0.0000", "-0.3536,0.0000"]);
    // 1 / (2 sqrt 3) [1 1 1; 1 -1 1; j j -j; j -j -j]
    expect(at(4, 3, 4).slice(9)).toEqual(["0.0000,0.2887", "0.0000,-0.2887", "0.0000,-0.2887"]);
    // 1 / 4 [... ; 1 -1 -1 1]
    expect(at(4, 4, 3).slice(12)).toEqual(["0.2500,0.0000", "-0.2500,0.0000", "-0.2500,0.0000", "0.2500,0.0000"]);
  });

  it("have orthogonal layers of equal power, 1 in total where every port is used, and are all different", () => {
    for (const [ports, layers] of shapes) {
      const seen = new Set<string>();
      for (let tpmi = 0; tpmi < nrUplinkPrecoderCount(ports, layers); tpmi++) {
        const { re, im } = nrUplinkPrecoder(ports, layers, tpmi);
        seen.add(`${re.join()};${im.join()}`);
        const powers = new Array<number>(layers).fill(0);
        for (let a = 0; a < layers; a++) {
          for (let b = 0; b < layers; b++) {
            let sumRe = 0;
            let sumIm = 0;
            for (let port = 0; port < ports; port++) {
              const [p, q] = [port * layers + a, port * layers + b];
              sumRe += re[p] * re[q] + im[p] * im[q];
              sumIm += re[p] * im[q] - im[p] * re[q];
            }
            if (a === b) powers[a] = sumRe;
            else expect(Math.hypot(sumRe, sumIm)).toBeLessThan(1e-12);
          }
        }
        const used = Array.from({ length: ports }, (_, port) =>
          Array.from(
            { length: layers },
            (_, layer) => Math.abs(re[port * layers + layer]) + Math.abs(im[port * layers + layer]),
          ).some((x) => x > 0),
        );
        const total = powers.reduce((sum, value) => sum + value, 0);
        expect(total).toBeCloseTo(used.filter(Boolean).length / ports, 12);
      }
      expect(seen.size).toBe(nrUplinkPrecoderCount(ports, layers));
    }
  });

  it("refuse what they do not hold", () => {
    expect(() => nrUplinkPrecoder(4, 2, 22)).toThrow(/precoder.tpmi: .* 0 to 21, found 22/);
    expect(() => nrUplinkPrecoder(2, 3, 0)).toThrow(/layers: .* 1 to 2, found 3/);
    expect(() => nrUplinkPrecoder(4, 2, 0, true)).toThrow(/layers: expected 1 with transform precoding/);
  });
});
