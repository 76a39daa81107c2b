import { expect, test } from "vitest";
import {
  float32Bits,
  minusTwiceLogarithm,
  smallCosine,
  smallSine,
} from "../../../kernels/gaussian/float32-functions.js";

const scratch = float32Bits();

test("the logarithm is right to 3e-7 from 2^-33 to 1", () => {
  let worst = 0;
  for (let i = 1; i < 200_000; i++) {
    const x = Math.fround(2 ** (-33 * (i / 200_000)));
    const exact = -2 * Math.log(x);
    if (exact > 0) worst = Math.max(worst, Math.abs(minusTwiceLogarithm(x, scratch) - exact) / exact);
  }
  expect(worst).toBeLessThan(3e-7);
});

test("the logarithm is right to 3e-7 next to 1, where it vanishes, and where the exponent changes", () => {
  expect(minusTwiceLogarithm(1, scratch)).toBe(0);
  for (const about of [1, Math.SQRT1_2, Math.SQRT2, 0.5, 2, 1000]) {
    for (let step = -200; step <= 200; step++) {
      const x = Math.fround(about * (1 + step * 2 ** -23));
      const exact = -2 * Math.log(x);
      expect(Math.abs(minusTwiceLogarithm(x, scratch) - exact)).toBeLessThanOrEqual(3e-7 * Math.abs(exact));
    }
  }
});

test("sine and cosine are right to 8e-8 and 2e-7 within an eighth of a turn", () => {
  let worstSine = 0;
  let worstCosine = 0;
  for (let i = -100_000; i <= 100_000; i++) {
    const t = Math.fround((i / 100_000) * (Math.PI / 4));
    worstSine = Math.max(worstSine, Math.abs(smallSine(t) - Math.sin(t)));
    worstCosine = Math.max(worstCosine, Math.abs(smallCosine(t) - Math.cos(t)));
  }
  expect(worstSine).toBeLessThan(8e-8);
  expect(worstCosine).toBeLessThan(2e-7);
});
