import { describe, expect, it } from "vitest";
import { complexMatrix } from "../../../src/complex-matrix.js";
import { RandomStream } from "../../../src/random/random-stream.js";
import { reportChannelState } from "../../../src/receiver/precoding/channel-state.js";

describe("reported channel state", () => {
  it("has the estimation error it is asked for", () => {
    const [users, antennas] = [200, 64];
    const truth = complexMatrix(users, antennas);
    const stream = new RandomStream(1, "test.h");
    for (let p = 0; p < truth.re.length; p++)
      [truth.re[p], truth.im[p]] = [3 * stream.gaussian(), 3 * stream.gaussian()];
    const known = { ...truth, re: truth.re.slice(), im: truth.im.slice() };
    reportChannelState(known, { normalisedError: 0.01 }, new RandomStream(2, "test.error"));
    let [error, power] = [0, 0];
    for (let p = 0; p < truth.re.length; p++) {
      error += (known.re[p] - truth.re[p]) ** 2 + (known.im[p] - truth.im[p]) ** 2;
      power += truth.re[p] ** 2 + truth.im[p] ** 2;
    }
    // 12,800 exponential terms: 5 sigma are 4.4 %.
    expect(error / power / 0.01).toBeGreaterThan(0.95);
    expect(error / power / 0.01).toBeLessThan(1.05);
  });

  it("rounds phases to a part of the turn and amplitudes to a part of the largest", () => {
    const h = complexMatrix(1, 64);
    const stream = new RandomStream(3, "test.h");
    for (let p = 0; p < 64; p++) [h.re[p], h.im[p]] = [stream.gaussian(), stream.gaussian()];
    const before = { re: h.re.slice(), im: h.im.slice() };
    reportChannelState(h, { normalisedError: 0, phaseBits: 5, amplitudeBits: 4 }, stream);
    const largest = Math.max(...h.re.map((re, p) => Math.hypot(re, h.im[p])));
    for (let p = 0; p < 64; p++) {
      const amplitude = Math.hypot(h.re[p], h.im[p]);
      expect(((amplitude / largest) * 15) % 1).toSatisfy((part: number) => part < 1e-9 || part > 1 - 1e-9);
      expect(Math.abs(amplitude - Math.hypot(before.re[p], before.im[p]))).toBeLessThanOrEqual(largest / 30 + 1e-12);
      if (amplitude === 0) continue;
      const turn = Math.atan2(
        h.im[p] * before.re[p] - h.re[p] * before.im[p],
        h.re[p] * before.re[p] + h.im[p] * before.im[p],
      );
      expect(Math.abs(turn)).toBeLessThanOrEqual(Math.PI / 32 + 1e-12);
    }
  });

  it("leaves a perfect report alone", () => {
    const h = complexMatrix(2, 2);
    h.re.set([1, 2, 3, 4]);
    reportChannelState(h, { normalisedError: 0 }, new RandomStream(1, "test"));
    expect(Array.from(h.re)).toEqual([1, 2, 3, 4]);
  });
});
