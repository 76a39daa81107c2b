import { describe, expect, it } from "vitest";
import { type ComplexMatrix, complexMatrix } from "../../../src/complex-matrix.js";
import { RandomStream } from "../../../src/random/random-stream.js";
import {
  constrainedPower,
  LinearPrecoder,
  type PrecoderSettings,
} from "../../../src/receiver/precoding/linear-precoder.js";
import { precodedSinr, sumRate_bpsHz } from "../../../src/receiver/precoding/precoded-sinr.js";

const common = { powerAllocation: "commonScale", powerConstraint: "sum" } as const;
const none = (users: number) => new Float64Array(users);

/** Independent Rayleigh channels of unit mean power, times a scale. */
function rayleigh(users: number, antennas: number, scale: number, stream: RandomStream): ComplexMatrix {
  const h = complexMatrix(users, antennas);
  for (let p = 0; p < h.re.length; p++) {
    h.re[p] = stream.gaussian() * Math.SQRT1_2 * scale;
    h.im[p] = stream.gaussian() * Math.SQRT1_2 * scale;
  }
  return h;
}

function solved(h: ComplexMatrix, settings: PrecoderSettings, power: number): ComplexMatrix {
  const weights = complexMatrix(h.columns, h.rows);
  expect(new LinearPrecoder(h.rows, h.columns, settings).solve(h, power, weights)).toBe(true);
  return weights;
}

/** H W, row-major. */
function product(h: ComplexMatrix, w: ComplexMatrix): ComplexMatrix {
  const out = complexMatrix(h.rows, w.columns);
  for (let i = 0; i < h.rows; i++) {
    for (let j = 0; j < w.columns; j++) {
      for (let n = 0; n < h.columns; n++) {
        const [a, b] = [h.re[i * h.columns + n], h.im[i * h.columns + n]];
        const [c, d] = [w.re[n * w.columns + j], w.im[n * w.columns + j]];
        out.re[i * w.columns + j] += a * c - b * d;
        out.im[i * w.columns + j] += a * d + b * c;
      }
    }
  }
  return out;
}

describe("linear precoder", () => {
  it("is the closed form of two users: W = H^H (H H^H + a I)^-1 by the inverse of a 2 x 2 matrix", () => {
    const h = rayleigh(2, 5, 1, new RandomStream(1, "test.h"));
    const a = 0.3;
    const gram = (i: number, j: number): [number, number] => {
      let [re, im] = [0, 0];
      for (let n = 0; n < 5; n++) {
        const [p, q] = [i * 5 + n, j * 5 + n];
        re += h.re[p] * h.re[q] + h.im[p] * h.im[q];
        im += h.im[p] * h.re[q] - h.re[p] * h.im[q];
      }
      return [re, im];
    };
    const g11 = gram(0, 0)[0] + a;
    const g22 = gram(1, 1)[0] + a;
    const [re12, im12] = gram(0, 1);
    const det = g11 * g22 - re12 ** 2 - im12 ** 2;
    // Inverse of [[g11, g12], [g12*, g22]].
    const inverse = [
      [g22 / det, 0, -re12 / det, -im12 / det],
      [-re12 / det, im12 / det, g11 / det, 0],
    ];
    const expected = complexMatrix(5, 2);
    for (let n = 0; n < 5; n++) {
      for (let k = 0; k < 2; k++) {
        for (let i = 0; i < 2; i++) {
          const [hRe, hIm] = [h.re[i * 5 + n], -h.im[i * 5 + n]];
          const [bRe, bIm] = [inverse[i][2 * k], inverse[i][2 * k + 1]];
          expected.re[n * 2 + k] += hRe * bRe - hIm * bIm;
          expected.im[n * 2 + k] += hRe * bIm + hIm * bRe;
        }
      }
    }
    const power = constrainedPower(expected, "sum");
    const weights = solved(h, { scheme: "rzf", regularisation: a, ...common }, power);
    for (let p = 0; p < 10; p++) {
      expect(Math.abs(weights.re[p] - expected.re[p])).toBeLessThan(1e-12);
      expect(Math.abs(weights.im[p] - expected.im[p])).toBeLessThan(1e-12);
    }
  });

  it("with zero forcing leaves interference under -200 dB of the wanted signal, 16 users on 64 antennas", () => {
    const h = rayleigh(16, 64, 10, new RandomStream(2, "test.h"));
    const y = product(h, solved(h, { scheme: "zf", ...common }, 16));
    const wanted = y.re[0] ** 2 + y.im[0] ** 2;
    for (let i = 0; i < 16; i++) {
      for (let j = 0; j < 16; j++) {
        const power = y.re[i * 16 + j] ** 2 + y.im[i * 16 + j] ** 2;
        if (i === j) expect(power / wanted).toBeCloseTo(1, 9);
        else expect(10 * Math.log10(power / wanted)).toBeLessThan(-200);
      }
    }
  });

  it("keeps the power it is given, in sum and antenna by antenna", () => {
    const h = rayleigh(4, 8, 3, new RandomStream(3, "test.h"));
    for (const scheme of ["mrt", "zf", "rzf", "slnr"] as const) {
      for (const powerAllocation of ["equalPerUser", "commonScale"] as const) {
        const sum = solved(h, { scheme, powerAllocation, powerConstraint: "sum" }, 7);
        expect(constrainedPower(sum, "sum")).toBeCloseTo(7, 9);
        const each = solved(h, { scheme, powerAllocation, powerConstraint: "perAntenna" }, 7);
        expect(constrainedPower(each, "perAntenna")).toBeCloseTo(7, 9);
        expect(constrainedPower(each, "sum")).toBeLessThan(7);
      }
    }
  });

  it("makes of SLNR the RZF directions with a = K / P, by Sadek's own eigenvector", () => {
    const h = rayleigh(3, 6, 2, new RandomStream(4, "test.h"));
    const power = 5;
    const slnr = solved(h, { scheme: "slnr", powerAllocation: "equalPerUser", powerConstraint: "sum" }, power);
    // SLNR of user 0 under random other weights of its power is never higher.
    const slnrOf = (re: (n: number) => number, im: (n: number) => number): number => {
      const gain = [0, 1, 2].map((user) => {
        let [sumRe, sumIm] = [0, 0];
        for (let n = 0; n < 6; n++) {
          sumRe += h.re[user * 6 + n] * re(n) - h.im[user * 6 + n] * im(n);
          sumIm += h.re[user * 6 + n] * im(n) + h.im[user * 6 + n] * re(n);
        }
        return sumRe ** 2 + sumIm ** 2;
      });
      return gain[0] / (gain[1] + gain[2] + 1);
    };
    const best = slnrOf(
      (n) => slnr.re[n * 3],
      (n) => slnr.im[n * 3],
    );
    const stream = new RandomStream(5, "test.other");
    for (let trial = 0; trial < 300; trial++) {
      const step = 10 ** (-4 * stream.uniform());
      const re = Float64Array.from({ length: 6 }, (_, n) => slnr.re[n * 3] + step * stream.gaussian());
      const im = Float64Array.from({ length: 6 }, (_, n) => slnr.im[n * 3] + step * stream.gaussian());
      const norm2 = re.reduce((sum, x, n) => sum + x * x + im[n] ** 2, 0);
      const scale = Math.sqrt(power / 3 / norm2);
      expect(
        slnrOf(
          (n) => scale * re[n],
          (n) => scale * im[n],
        ),
      ).toBeLessThanOrEqual(best * (1 + 1e-9));
    }
  });

  it("has its largest sum rate at a = K sigma^2 / P, where Peel, Hochwald and Swindlehurst (2005) put it", () => {
    const users = 16;
    const snr = 10;
    const factors = [1 / 30, 1 / 10, 1 / 3, 1, 3, 10, 30];
    const rates = new Float64Array(factors.length);
    const stream = new RandomStream(6, "test.h");
    const sinr = new Float64Array(users);
    for (let trial = 0; trial < 40; trial++) {
      // Noise 1, power 1: the channel carries the SNR, and K / P is K.
      const h = rayleigh(users, users, Math.sqrt(snr), stream);
      for (const [index, factor] of factors.entries()) {
        const settings = { scheme: "rzf", regularisation: factor * users, ...common } as const;
        precodedSinr(h, solved(h, settings, 1), none(users), sinr);
        rates[index] += sumRate_bpsHz(sinr) / 40;
      }
    }
    const best = rates.indexOf(Math.max(...rates));
    expect(factors[best]).toBe(1);
    expect(rates[0]).toBeLessThan(rates[3] * 0.9);
    expect(rates[6]).toBeLessThan(rates[3] * 0.9);
  });

  it("with ZF of N antennas and K users has the array gain N - K + 1 that theory gives", () => {
    // E[1 / (h h^H)^-1_kk] = N - K + 1 for Rayleigh channels (Tse and Viswanath, 8.3.2), equal power a user.
    const [users, antennas] = [4, 12];
    const stream = new RandomStream(7, "test.h");
    const sinr = new Float64Array(users);
    let sum = 0;
    const trials = 2000;
    for (let trial = 0; trial < trials; trial++) {
      const h = rayleigh(users, antennas, 1, stream);
      precodedSinr(
        h,
        solved(h, { scheme: "zf", powerAllocation: "equalPerUser", powerConstraint: "sum" }, users),
        none(users),
        sinr,
      );
      sum += sinr.reduce((a, b) => a + b, 0) / users / trials;
    }
    // Gamma of shape 9: standard deviation 3 of a user, at most 3 / sqrt(2000) of the mean; five of these.
    expect(Math.abs(sum - 9)).toBeLessThan(0.34);
  });

  it("tells that users on one channel cannot be told apart, and serves them with a regularisation", () => {
    const h = complexMatrix(2, 4);
    for (let p = 0; p < 8; p++) h.re[p] = 1;
    const weights = complexMatrix(4, 2);
    expect(new LinearPrecoder(2, 4, { scheme: "zf", ...common }).solve(h, 1, weights)).toBe(false);
    expect(new LinearPrecoder(2, 4, { scheme: "rzf", ...common }).solve(h, 1, weights)).toBe(true);
  });

  it("refuses sizes and settings that are none", () => {
    expect(() => new LinearPrecoder(0, 4, { scheme: "mrt", ...common })).toThrow("users");
    expect(() => new LinearPrecoder(2, 4, { scheme: "rzf", regularisation: Number.NaN, ...common })).toThrow(
      "regularisation",
    );
    expect(() => new LinearPrecoder(5, 4, { scheme: "zf", ...common })).toThrow("5 users and 4 antennas");
  });
});
