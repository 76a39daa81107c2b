import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PrecodingShape, precoder } from "../../../kernels/precoding/precoder.js";
import { precoderSimd } from "../../../kernels/precoding/precoder-simd.js";

const forms = [
  ["reference", precoder],
  ["simd", precoderSimd],
] as const;

describe.each(forms)("precoding, %s", (_, form) => {
  it("is the complex product of matrix and vector", () => {
    const made = form({ ports: 2, layers: 2, groups: 1, elementsPerGroup: 1 });
    // W = [1 + 2j, -3j; 4, -1 + j], x = [2 - j, 5j]: y = [(1 + 2j)(2 - j) + 15, 4 (2 - j) + (-1 + j) 5j].
    made.weightsRe.set([1, 0, 4, -1]);
    made.weightsIm.set([2, -3, 0, 1]);
    made.layersRe.set([2, 0]);
    made.layersIm.set([-1, 5]);
    made.apply();
    expect([...made.portsRe]).toEqual([19, 3]);
    expect([...made.portsIm]).toEqual([3, -9]);
  });

  it("by the unit matrix changes nothing, whatever the shape", () => {
    const shapes = fc.record({
      layers: fc.integer({ min: 1, max: 9 }),
      groups: fc.integer({ min: 0, max: 4 }),
      elementsPerGroup: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(shapes, ({ layers, groups, elementsPerGroup }) => {
        const made = form({ ports: layers, layers, groups, elementsPerGroup });
        for (let group = 0; group < groups; group++) {
          for (let port = 0; port < layers; port++) made.weightsRe[(group * layers + port) * layers + port] = 1;
        }
        made.layersRe.set(made.layersRe.map((_value, index) => index));
        made.layersIm.set(made.layersIm.map((_value, index) => -2 * index));
        made.apply();
        expect([...made.portsRe]).toEqual([...made.layersRe]);
        // Adding +0 to -0 gives +0: compared as numbers.
        expect([...made.portsIm].every((value, index) => value === made.layersIm[index])).toBe(true);
      }),
    );
  });

  it("by a unitary matrix keeps the power of every resource element", () => {
    // Columns of the discrete Fourier transform of 8 points: beams of an array of 8 elements.
    const shape: PrecodingShape = { ports: 8, layers: 3, groups: 2, elementsPerGroup: 13 };
    const made = form(shape);
    for (let group = 0; group < 2; group++) {
      for (let port = 0; port < 8; port++) {
        for (let layer = 0; layer < 3; layer++) {
          const angle = (2 * Math.PI * port * (layer + group)) / 8;
          const at = (group * 8 + port) * 3 + layer;
          made.weightsRe[at] = Math.cos(angle) / Math.sqrt(8);
          made.weightsIm[at] = Math.sin(angle) / Math.sqrt(8);
        }
      }
    }
    made.layersRe.set(made.layersRe.map((_value, index) => Math.sin(index)));
    made.layersIm.set(made.layersIm.map((_value, index) => Math.cos(3 * index)));
    made.apply();
    const power = (re: Float32Array, im: Float32Array, rows: number, i: number) =>
      Array.from({ length: rows }, (_value, row) => re[row * 26 + i] ** 2 + im[row * 26 + i] ** 2).reduce(
        (a, b) => a + b,
      );
    for (let i = 0; i < 26; i++) {
      expect(power(made.portsRe, made.portsIm, 8, i)).toBeCloseTo(power(made.layersRe, made.layersIm, 3, i), 5);
    }
  });

  it("refuses shapes that make no sense", () => {
    const shape = { ports: 2, layers: 2, groups: 1, elementsPerGroup: 12 };
    expect(() => form({ ...shape, ports: 0 })).toThrow("precoder: ports: expected a whole number from 1, found 0");
    expect(() => form({ ...shape, layers: 1.5 })).toThrow("layers: expected a whole number from 1, found 1.5");
    expect(() => form({ ...shape, groups: -1 })).toThrow("groups: expected a whole number from 0, found -1");
    expect(() => form({ ...shape, elementsPerGroup: Number.NaN })).toThrow(RangeError);
  });
});
