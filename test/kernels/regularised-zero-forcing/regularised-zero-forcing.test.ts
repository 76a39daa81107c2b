import { describe, expect, it } from "vitest";
import { symmetricNumbers } from "../../../kernels/parity-input.js";
import { regularisedZeroForcing } from "../../../kernels/regularised-zero-forcing/regularised-zero-forcing.js";
import { regularisedZeroForcingSimd } from "../../../kernels/regularised-zero-forcing/regularised-zero-forcing-simd.js";
import {
  mostChannelNumbers,
  type ZeroForcing,
  type ZeroForcingForm,
  type ZeroForcingShape,
} from "../../../kernels/regularised-zero-forcing/zero-forcing.js";

const forms = [
  ["reference", regularisedZeroForcing],
  ["simd", regularisedZeroForcingSimd],
] as const;

/** Weights of random channels, uniform in (-1, 1) in either part. */
function randomWeights(form: ZeroForcingForm, shape: ZeroForcingShape, alpha: number, seed = 1): ZeroForcing {
  const made = form(shape);
  made.channelRe.set(symmetricNumbers(made.channelRe.length, seed, 1));
  made.channelIm.set(symmetricNumbers(made.channelIm.length, seed + 1, 1));
  made.regularisation.fill(alpha);
  made.apply();
  return made;
}

/** Weights of one group whose channel is given row by row, [re, im] each. */
function weightsOf(form: ZeroForcingForm, rows: readonly (readonly (readonly [number, number])[])[], alpha: number) {
  const made = form({ users: rows.length, antennas: rows[0].length, groups: 1 });
  made.channelRe.set(rows.flat().map(([re]) => re));
  made.channelIm.set(rows.flat().map(([, im]) => im));
  made.regularisation[0] = alpha;
  made.apply();
  return made;
}

/** H W of one group, `[user][user]`. */
function received(made: ZeroForcing, { users, antennas }: ZeroForcingShape, group: number) {
  const { channelRe: hRe, channelIm: hIm, weightsRe: wRe, weightsIm: wIm } = made;
  const start = group * users * antennas;
  return Array.from({ length: users }, (_user, u) =>
    Array.from({ length: users }, (_stream, k) => {
      let re = 0;
      let im = 0;
      for (let n = 0; n < antennas; n++) {
        const h = start + u * antennas + n;
        const w = start + n * users + k;
        re += hRe[h] * wRe[w] - hIm[h] * wIm[w];
        im += hRe[h] * wIm[w] + hIm[h] * wRe[w];
      }
      return { re, im };
    }),
  );
}

describe.each(forms)("regularised zero forcing, %s", (_, form) => {
  it("of two users is the closed form", () => {
    // H = [1, j; 0, 1], alpha = 1: H H^H + I = [3, j; -j, 2], of determinant 5: W = H^H [2, -j; j, 3] / 5 =
    // [2, -j; -j, 2] / 5.
    const rows = [
      [
        [1, 0],
        [0, 1],
      ],
      [
        [0, 0],
        [1, 0],
      ],
    ] as const;
    const regularised = weightsOf(form, rows, 1);
    for (const [at, [re, im]] of [
      [0.4, 0],
      [0, -0.2],
      [0, -0.2],
      [0.4, 0],
    ].entries()) {
      expect(regularised.weightsRe[at]).toBeCloseTo(re, 6);
      expect(regularised.weightsIm[at]).toBeCloseTo(im, 6);
    }
    // Zero forcing of a square matrix is its inverse: [1, -j; 0, 1].
    const zeroForcing = weightsOf(form, rows, 0);
    for (const [at, [re, im]] of [
      [1, 0],
      [0, -1],
      [0, 0],
      [1, 0],
    ].entries()) {
      expect(zeroForcing.weightsRe[at]).toBeCloseTo(re, 6);
      expect(zeroForcing.weightsIm[at]).toBeCloseTo(im, 6);
    }
  });

  it("of one user is maximum ratio, h^H / (|h|^2 + alpha)", () => {
    const { weightsRe, weightsIm, leastShare } = weightsOf(
      form,
      [
        [
          [3, 0],
          [0, -4],
          [1, 2],
        ],
      ],
      2,
    );
    // |h|^2 + alpha = 9 + 16 + 5 + 2 = 32.
    for (const [antenna, [re, im]] of [
      [0.09375, 0],
      [0, 0.125],
      [0.03125, -0.0625],
    ].entries()) {
      expect(weightsRe[antenna]).toBeCloseTo(re, 7);
      expect(weightsIm[antenna]).toBeCloseTo(im, 7);
    }
    expect(leastShare[0]).toBeCloseTo(1, 6);
  });

  it.each([
    [16, 64, 0],
    [16, 64, 0.5],
    [16, 64, 1000],
    [64, 256, 2],
    [7, 9, 0.1],
    [9, 5, 0.2],
  ])("of %i users on %i antennas with alpha %f solves (H^H H + alpha I) W = H^H to 1e-5", (users, antennas, alpha) => {
    const shape = { users, antennas, groups: 2 };
    const made = randomWeights(form, shape, alpha);
    const { channelRe: hRe, channelIm: hIm, weightsRe: wRe, weightsIm: wIm } = made;
    let worst = 0;
    for (let group = 0; group < 2; group++) {
      const product = received(made, shape, group);
      const start = group * users * antennas;
      for (let n = 0; n < antennas; n++) {
        for (let k = 0; k < users; k++) {
          const w = start + n * users + k;
          const h = start + k * antennas + n;
          let re = alpha * wRe[w] - hRe[h];
          let im = alpha * wIm[w] + hIm[h];
          for (let u = 0; u < users; u++) {
            const g = start + u * antennas + n;
            re += hRe[g] * product[u][k].re + hIm[g] * product[u][k].im;
            im += hRe[g] * product[u][k].im - hIm[g] * product[u][k].re;
          }
          worst = Math.max(worst, Math.hypot(re, im));
        }
      }
    }
    expect(worst).toBeLessThan(1e-5);
  });

  it.each([
    [4, 8],
    [16, 64],
    [64, 256],
    [13, 13],
  ])("without regularisation leaves %i users on %i antennas interference under -100 dB", (users, antennas) => {
    const shape = { users, antennas, groups: 5 };
    const made = randomWeights(form, shape, 0);
    for (let group = 0; group < 5; group++) {
      for (const [u, row] of received(made, shape, group).entries()) {
        const interference = row.reduce((sum, { re, im }, k) => sum + (k === u ? 0 : re ** 2 + im ** 2), 0);
        expect(10 * Math.log10(interference)).toBeLessThan(-100);
        expect(Math.hypot(row[u].re - 1, row[u].im)).toBeLessThan(1e-5);
      }
    }
  });

  it("becomes maximum ratio as the regularisation grows: alpha W goes to H^H", () => {
    const shape = { users: 4, antennas: 8, groups: 2 };
    // Powers up to 16: H^H (1 - H H^H / alpha + ...) differs from H^H by some 1e-5.
    const alpha = 2 ** 22;
    const made = randomWeights(form, shape, alpha);
    for (let group = 0; group < 2; group++) {
      for (let n = 0; n < 8; n++) {
        for (let k = 0; k < 4; k++) {
          const w = group * 32 + n * 4 + k;
          const h = group * 32 + k * 8 + n;
          expect(Math.abs(alpha * made.weightsRe[w] - made.channelRe[h])).toBeLessThan(2e-5);
          expect(Math.abs(alpha * made.weightsIm[w] + made.channelIm[h])).toBeLessThan(2e-5);
        }
      }
    }
    expect(Math.min(...made.leastShare)).toBeGreaterThan(0.9999);
  });

  it("has the greatest sum rate at alpha = users N0 / P", () => {
    const shape = { users: 16, antennas: 16, groups: 60 };
    const optimum = 16 / 10;
    const sumRate = (alpha: number) => {
      const made = randomWeights(form, shape, alpha, 21);
      let rate = 0;
      for (let group = 0; group < shape.groups; group++) {
        let power = 0;
        for (let at = group * 256; at < (group + 1) * 256; at++) {
          power += made.weightsRe[at] ** 2 + made.weightsIm[at] ** 2;
        }
        // Channels of variance 2/3, a sum power of 10 N0 times 3/2.
        const noise = power / 15;
        for (const [u, row] of received(made, shape, group).entries()) {
          const signal = row[u].re ** 2 + row[u].im ** 2;
          const all = row.reduce((sum, { re, im }) => sum + re ** 2 + im ** 2, 0);
          rate += Math.log2(1 + signal / (all - signal + noise));
        }
      }
      return rate / shape.groups;
    };
    // In units of the channel's variance of 2/3.
    const best = sumRate((2 / 3) * optimum);
    for (const factor of [0.25, 0.5, 2, 4]) expect(sumRate((2 / 3) * optimum * factor)).toBeLessThan(best);
    expect(sumRate(0)).toBeLessThan(0.6 * best);
  });

  it("tells the share of its power that zero forcing leaves a user: 1 - |correlation|^2 of two", () => {
    const rows = [
      [
        [1, 0],
        [0, 0],
      ],
      [
        [0, 0.8],
        [0.6, 0],
      ],
    ] as const;
    const { leastShare, weightsRe, weightsIm } = weightsOf(form, rows, 0);
    expect(leastShare[0]).toBeCloseTo(0.36, 6);
    // The power of the weights that give each user 1 is the inverse of its share.
    for (const user of [0, 1]) {
      const power = [0, 2].reduce((sum, at) => sum + weightsRe[at + user] ** 2 + weightsIm[at + user] ** 2, 0);
      expect(power).toBeCloseTo(1 / 0.36, 5);
    }
  });

  it("gives the receiver (G^H G + alpha I)^-1 G^H as W^H where the channel is G^H", () => {
    // Two streams, G = [1, 1; 1, -1; 0, 1], alpha = 1: G^H G + I = [3, 0; 0, 4], so rows [1, 1, 0] / 3, [1, -1, 1] / 4.
    const { weightsRe } = weightsOf(
      form,
      [
        [
          [1, 0],
          [1, 0],
          [0, 0],
        ],
        [
          [1, 0],
          [-1, 0],
          [1, 0],
        ],
      ],
      1,
    );
    const filter = [0, 1].map((stream) => [0, 1, 2].map((antenna) => weightsRe[2 * antenna + stream]));
    for (const [stream, row] of [
      [1 / 3, 1 / 3, 0],
      [0.25, -0.25, 0.25],
    ].entries()) {
      for (const [antenna, value] of row.entries()) expect(filter[stream][antenna]).toBeCloseTo(value, 6);
    }
  });

  it("of singular groups is no number and says so, and others are not touched by it", () => {
    const shape = { users: 3, antennas: 6, groups: 3 };
    const made = form(shape);
    made.channelRe.set(symmetricNumbers(54, 1, 1));
    made.channelIm.set(symmetricNumbers(54, 2, 1));
    // In the middle group the third user's channel is the first one's.
    for (const array of [made.channelRe, made.channelIm]) array.copyWithin(18 + 12, 18, 18 + 6);
    made.apply();
    const group = (index: number) => [...made.weightsRe.subarray(18 * index, 18 * index + 18)];
    expect(made.leastShare[1]).toBe(0);
    expect(group(1).every(Number.isNaN)).toBe(true);
    expect([...made.weightsIm.subarray(18, 36)].every(Number.isNaN)).toBe(true);
    for (const other of [0, 2]) {
      expect(made.leastShare[other]).toBeGreaterThan(0);
      expect(group(other).every(Number.isFinite)).toBe(true);
      expect(received(made, shape, other)[0][0].re).toBeCloseTo(1, 5);
    }
    // The object serves on once the users are apart, and with a regularisation even where they are not.
    made.regularisation[1] = 1e-3;
    made.apply();
    expect(group(1).every(Number.isFinite)).toBe(true);
  });

  it("shares the weights of two users with the same channel", () => {
    // h = [1, 1] twice, alpha = 1/2: each gets h / (2 |h|^2 + alpha) = h / 4.5.
    const same = [
      [1, 0],
      [1, 0],
    ] as const;
    const { weightsRe, leastShare } = weightsOf(form, [same, same], 0.5);
    for (const value of weightsRe) expect(value).toBeCloseTo(1 / 4.5, 6);
    // A = [2.5, 2; 2, 2.5]: 1 / (A_11 (A^-1)_11) = (2.5^2 - 4) / 2.5^2.
    expect(leastShare[0]).toBeCloseTo(0.36, 6);
  });

  it.each([
    ["more users than antennas", 3, 2],
    ["a user without any channel", 2, 4],
  ])("without regularisation refuses %s", (title, users, antennas) => {
    const shape = { users, antennas, groups: 1 };
    const made = form(shape);
    made.channelRe.set(symmetricNumbers(users * antennas, 1, 1));
    if (title.startsWith("a user")) made.channelRe.fill(0, antennas);
    made.apply();
    expect(made.leastShare[0]).toBe(0);
    expect([...made.weightsRe, ...made.weightsIm].every(Number.isNaN)).toBe(true);
  });

  it("refuses shapes and regularisations that make no sense", () => {
    const shape = { users: 2, antennas: 4, groups: 2 };
    expect(() => form({ ...shape, users: 0 })).toThrow(
      "regularisedZeroForcing: users: expected a whole number from 1, found 0",
    );
    expect(() => form({ ...shape, antennas: 1.5 })).toThrow("antennas: expected a whole number from 1, found 1.5");
    expect(() => form({ ...shape, groups: -1 })).toThrow("groups: expected a whole number from 0, found -1");
    expect(() => form({ ...shape, groups: mostChannelNumbers })).toThrow("expected at most 67108864 numbers of H");
    const made = form(shape);
    for (const wrong of [-1, Number.NaN, Infinity]) {
      made.regularisation[1] = wrong;
      expect(() => made.apply()).toThrow(`regularisation[1]: expected a number from 0 on, found ${wrong}`);
    }
  });
});
