import { describe, expect, it } from "vitest";
import { checkNrTransformBlocks, NrTransformPrecoder } from "../../src/phy/nr-transform-precoder.js";
import { RandomStream } from "../../src/random/random-stream.js";

const stream = new RandomStream(1, "nr-transform-precoder");
const random = (length: number) => Float32Array.from({ length }, () => stream.uniform() - 0.5);
const power = (re: Float32Array, im: Float32Array) => re.reduce((sum, x, i) => sum + x * x + im[i] * im[i], 0);

describe("transform precoding (TS 38.211, 6.3.1.4)", () => {
  it("is the transform of its equation, keeps power, and is undone", () => {
    const precoder = new NrTransformPrecoder(5, 3);
    const [re, im] = [random(3 * 60), random(3 * 60)];
    const [outRe, outIm] = [re.slice(), im.slice()];
    precoder.precode(outRe, outIm);
    expect(power(outRe, outIm)).toBeCloseTo(power(re, im), 3);
    for (const k of [0, 1, 17, 59]) {
      let sumRe = 0;
      let sumIm = 0;
      for (let i = 0; i < 60; i++) {
        const phase = (-2 * Math.PI * i * k) / 60;
        sumRe += re[60 + i] * Math.cos(phase) - im[60 + i] * Math.sin(phase);
        sumIm += re[60 + i] * Math.sin(phase) + im[60 + i] * Math.cos(phase);
      }
      expect(outRe[60 + k]).toBeCloseTo(sumRe / Math.sqrt(60), 5);
      expect(outIm[60 + k]).toBeCloseTo(sumIm / Math.sqrt(60), 5);
    }
    precoder.undo(outRe, outIm);
    for (let i = 0; i < 180; i++) expect(outRe[i]).toBeCloseTo(re[i], 5);
  });

  it("takes 2^a 3^b 5^c blocks, and names the neighbours of others", () => {
    const allowed = Array.from({ length: 60 }, (_, i) => i + 1).filter((blocks) => {
      try {
        checkNrTransformBlocks(blocks);
        return true;
      } catch {
        return false;
      }
    });
    expect(allowed).toEqual([
      1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36, 40, 45, 48, 50, 54, 60,
    ]);
    expect(() => new NrTransformPrecoder(49, 1)).toThrow(/allocation.blocks: .* found 49; the next ones are 48 and 50/);
  });

  it("refuses parts of symbols", () => {
    expect(() => new NrTransformPrecoder(1, 2).precode(random(13), random(13))).toThrow(/symbols of 12/);
  });
});
