import { describe, expect, it } from "vitest";
import {
  type MimoDetectorForm,
  type MimoDetectorShape,
  mimoDetector,
} from "../../../kernels/mimo-detector/mimo-detector.js";
import { mimoDetectorSimd } from "../../../kernels/mimo-detector/mimo-detector-simd.js";
import { symmetricNumbers } from "../../../kernels/parity-input.js";
import { columnOf, inner, receivedOf, solve, throughInverseCovariance } from "./receiver-truth.js";

const forms = [
  ["reference", mimoDetector],
  ["simd", mimoDetectorSimd],
] as const;

function filled(form: MimoDetectorForm, shape: MimoDetectorShape, seed = 1) {
  const made = form(shape);
  for (const [index, array] of [made.hRe, made.hIm, made.yRe, made.yIm].entries()) {
    array.set(symmetricNumbers(array.length, seed + index, 1.2));
  }
  return made;
}

const shapes: readonly (readonly [receive: number, layers: number])[] = [
  ...[1, 2, 3, 4].flatMap((receive) => [1, 2, 3, 4].map((layers) => [receive, layers] as const)),
  [8, 1],
  [8, 4],
  [5, 5],
  [6, 6],
  [8, 7],
  [8, 8],
  [4, 8],
  [16, 8],
  [24, 2],
];

describe.each(forms)("the linear detector, %s", (_, form) => {
  it.each(shapes)("LMMSE of %i branches and %i layers has the SINR h^H R^-1 h, and is unbiased", (receive, layers) => {
    const shape = { receive, layers, elements: 6 };
    const made = filled(form, shape);
    made.power.set([0.3, 1, 0, 1, 0.5, 1, 1e-4, 1].slice(0, layers));
    for (const noiseVariance of [1, 1e-2]) {
      made.detect("lmmse", 0, 6, noiseVariance);
      for (let element = 0; element < 6; element++) {
        const y = receivedOf(made, shape, element);
        for (let layer = 0; layer < layers; layer++) {
          const h = columnOf(made, shape, layer, element);
          const weights = throughInverseCovariance(made, shape, layer, element, noiseVariance, h);
          const [sinr] = inner(h, weights);
          const [re, im] = inner(weights, y);
          const at = layer * 6 + element;
          expect(made.sinr[at] / sinr).toBeCloseTo(1, 3);
          // In units of the error that noise leaves.
          expect((made.xRe[at] - re / sinr) * Math.sqrt(sinr)).toBeCloseTo(0, 3);
          expect((made.xIm[at] - im / sinr) * Math.sqrt(sinr)).toBeCloseTo(0, 3);
        }
      }
    }
  });

  it("zero forcing solves y = H x, with the SINR of the inverse's diagonal", () => {
    for (const [receive, layers] of shapes.filter(([receive, layers]) => receive >= layers)) {
      const shape = { receive, layers, elements: 5 };
      const made = filled(form, shape, 5);
      made.detect("zf", 0, 5, 0.01);
      for (let element = 0; element < 5; element++) {
        const columns = Array.from({ length: layers }, (_, layer) => columnOf(made, shape, layer, element));
        const gram = columns.map((row) => columns.map((column) => inner(row, column)));
        const y = receivedOf(made, shape, element);
        const x = solve(
          gram,
          columns.map((column) => inner(column, y)),
        );
        for (let layer = 0; layer < layers; layer++) {
          const unit = columns.map((_, index) => [index === layer ? 1 : 0, 0] as const);
          const [inverse] = solve(gram, unit)[layer];
          const at = layer * 5 + element;
          expect(made.sinr[at] * 0.01 * inverse).toBeCloseTo(1, 3);
          expect((made.xRe[at] - x[layer][0]) / Math.sqrt(inverse)).toBeCloseTo(0, 3);
          expect((made.xIm[at] - x[layer][1]) / Math.sqrt(inverse)).toBeCloseTo(0, 3);
        }
      }
    }
  });

  it("zero forcing leaves out layers that were cancelled, and gives 0 for layers that depend on each other", () => {
    const made = form({ receive: 2, layers: 3, elements: 1 });
    // Two branches, columns (1, 0), (1, 1), (0, 2j): three layers are too many, two are not.
    made.hRe.set([1, 1, 0, 0, 1, 0]);
    made.hIm.set([0, 0, 0, 0, 0, 2]);
    made.yRe.set([5, 2]);
    made.yIm.set([0, 4]);
    made.detect("zf", 0, 1, 0.5);
    expect([...made.sinr]).toEqual([0, 0, 0]);
    expect([...made.xRe, ...made.xIm]).toEqual([0, 0, 0, 0, 0, 0]);
    made.power[2] = 0;
    made.detect("zf", 0, 1, 0.5);
    // x_1 = y_1 - y_2, x_2 = y_2; layer 3 itself is seen beside both of the others: nothing is left.
    expect([...made.xRe].map((value) => Math.round(1e5 * value) / 1e5)).toEqual([3, 2, 0]);
    expect([...made.xIm].map((value) => Math.round(1e5 * value) / 1e5)).toEqual([-4, 4, 0]);
    expect(made.sinr[0]).toBeCloseTo(1, 5);
    expect(made.sinr[1]).toBeCloseTo(2, 5);
    expect(made.sinr[2]).toBe(0);
    // Layer 3 beside layer 1 only: its part of branch 2.
    made.power.set([1, 0, 0]);
    made.detect("zf", 0, 1, 0.5);
    expect(made.xRe[2]).toBeCloseTo(2, 5);
    expect(made.xIm[2]).toBeCloseTo(-1, 5);
    expect(made.sinr[2]).toBeCloseTo(8, 5);
  });

  it("maximum-ratio combining adds the branches' SNRs, and sees the other layers as noise", () => {
    const made = form({ receive: 2, layers: 2, elements: 1 });
    // Columns (3, 4j) and (1, 1): h^H g = 3 - 4j.
    made.hRe.set([3, 1, 0, 1]);
    made.hIm.set([0, 0, 4, 0]);
    made.yRe.set([3, 0]);
    made.yIm.set([0, 4]);
    made.power[1] = 0;
    made.detect("mrc", 0, 1, 0.5);
    expect(made.sinr[0]).toBeCloseTo(25 / 0.5, 4);
    expect([made.xRe[0], made.xIm[0]]).toEqual([1, 0]);
    made.power[1] = 0.25;
    made.detect("mrc", 0, 1, 0.5);
    expect(made.sinr[0]).toBeCloseTo(25 ** 2 / (0.25 * 25 + 0.5 * 25), 4);
    expect(made.sinr[1]).toBeCloseTo(2 ** 2 / (25 + 0.5 * 2), 5);
  });

  it("two antennas against one strong interferer keep one degree of freedom", () => {
    // The interferer at 60 dB, the wanted layer 6 dB: it keeps its power outside the interferer's direction.
    const elements = 64;
    const made = filled(form, { receive: 2, layers: 2, elements }, 9);
    for (const h of [made.hRe, made.hIm]) {
      for (let branch = 0; branch < 2; branch++) {
        const strong = (branch * 2 + 1) * elements;
        for (let at = strong; at < strong + elements; at++) h[at] *= 1000;
      }
    }
    made.detect("lmmse", 0, elements, 0.25);
    for (let element = 0; element < elements; element++) {
      const shape = { receive: 2, layers: 2, elements };
      const [h, g] = [0, 1].map((layer) => columnOf(made, shape, layer, element));
      const [power, other] = [inner(h, h)[0], inner(g, g)[0]];
      const free = (power - Math.hypot(...inner(h, g)) ** 2 / other) / 0.25;
      // What LMMSE gains over zero forcing is N0 / |g|^2 of the power along the interferer.
      expect(Math.abs(made.sinr[element] - free)).toBeLessThan(2e-3 * free + 1e-5 * (power / 0.25));
    }
  });

  it("takes a layer's estimate out of what it received: the output falls by as much", () => {
    const shape = { receive: 3, layers: 2, elements: 9 };
    const made = filled(form, shape, 3);
    made.power.set([0.2, 0.1]);
    made.detect("lmmse", 0, 9, 0.1);
    const before = made.xRe.slice();
    for (let branch = 0; branch < 3; branch++) {
      for (let element = 0; element < 9; element++) {
        made.yRe[branch * 9 + element] -= 0.5 * made.hRe[branch * 18 + element];
        made.yIm[branch * 9 + element] -= 0.5 * made.hIm[branch * 18 + element];
      }
    }
    made.detect("lmmse", 0, 9, 0.1);
    for (let element = 0; element < 9; element++) expect(made.xRe[element]).toBeCloseTo(before[element] - 0.5, 5);
  });

  it("does ranges of elements alone, of any length", () => {
    const elements = 23;
    const shape = { receive: 2, layers: 2, elements };
    const whole = filled(form, shape);
    whole.detect("lmmse", 0, elements, 0.1);
    for (const [first, count] of [
      [0, 0],
      [3, 1],
      [5, 3],
      [2, 4],
      [1, 5],
      [6, 11],
      [22, 1],
      [23, 0],
    ]) {
      const made = filled(form, shape);
      made.sinr.fill(-1);
      made.xRe.fill(-1);
      made.detect("lmmse", first, count, 0.1);
      for (let at = 0; at < 2 * elements; at++) {
        const isDone = at % elements >= first && at % elements < first + count;
        expect(made.sinr[at]).toBe(isDone ? whole.sinr[at] : -1);
        expect(made.xRe[at]).toBe(isDone ? whole.xRe[at] : -1);
      }
    }
  });

  it("gives 0 where there is no channel", () => {
    for (const kind of ["lmmse", "zf", "mrc"] as const) {
      const made = filled(form, { receive: 2, layers: 2, elements: 5 });
      for (const h of [made.hRe, made.hIm]) for (const branch of [0, 2]) h.fill(0, 5 * branch, 5 * branch + 5);
      made.detect(kind, 0, 5, 0.1);
      expect([...made.sinr.subarray(0, 5), ...made.xRe.subarray(0, 5), ...made.xIm.subarray(0, 5)]).toEqual(
        new Array(15).fill(0),
      );
      for (const sinr of made.sinr.subarray(5)) expect(sinr).toBeGreaterThan(0);
    }
  });

  it("refuses shapes, ranges, variances and powers that make no sense", () => {
    const shape = { receive: 2, layers: 2, elements: 12 };
    expect(() => form({ ...shape, receive: 65 })).toThrow(
      "mimoDetector: receive: expected a whole number from 1 to 64",
    );
    expect(() => form({ ...shape, layers: 9 })).toThrow("layers: expected a whole number from 1 to 8, found 9");
    expect(() => form({ ...shape, elements: -1 })).toThrow("elements: expected a whole number from 0");
    const made = form(shape);
    expect(() => made.detect("lmmse", 0, 13, 1)).toThrow("count: expected a whole number from 0 to 12, found 13");
    expect(() => made.detect("lmmse", 13, 0, 1)).toThrow("first: expected a whole number from 0 to 12, found 13");
    expect(() => made.detect("zf", 0, 1, 0)).toThrow("noiseVariance: expected a number above 0, found 0");
    made.power[1] = 1.5;
    expect(() => made.detect("mrc", 0, 1, 1)).toThrow("power[1]: expected a number from 0 to 1, found 1.5");
  });
});
