import { describe, expect, it } from "vitest";
import { dvbConstellation } from "../../src/phy/dvb-constellation.js";
import { PhaseScore } from "../../src/phy/phase-score.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { PhaseLattice } from "../../src/receiver/phase-lattice.js";
import { RandomWalkSmoother } from "../../src/receiver/random-walk-smoother.js";
import { fromdB } from "./dvb-link.js";

describe("a smoother of random walks", () => {
  it("has the variance of the steady state, q and r: 1 / sqrt(1 + 4 r / q) of r, and measures what it says", () => {
    const [q, r, length] = [0.01, 1, 4000];
    const smoother = new RandomWalkSmoother(length);
    const stream = new RandomStream(1, "test.walk", 0);
    const truth = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      truth[i] = (i > 0 ? truth[i - 1] : 0) + Math.sqrt(q) * stream.gaussian();
      smoother.value[i] = truth[i] + Math.sqrt(r) * stream.gaussian();
    }
    smoother.information.fill(1 / r);
    smoother.walk.fill(q);
    smoother.smooth(false);
    // Scalar Riccati equation in both directions: 1 / P = 1 / r + 2 / M, M = q / 2 + sqrt(q^2 / 4 + q r).
    const ahead = q / 2 + Math.sqrt(q * q * 0.25 + q * r);
    const expected = 1 / (1 / r + 2 / ahead);
    expect(smoother.variance[length / 2] / expected).toBeCloseTo(1, 9);
    let square = 0;
    for (let i = 0; i < length; i++) square += (smoother.mean[i] - truth[i]) ** 2 / length;
    // About 20 correlated samples an error: 200 independent ones, 10 %.
    expect(square / expected).toBeGreaterThan(0.75);
    expect(square / expected).toBeLessThan(1.3);
  });

  it("draws straight lines between measurements and unwraps angles", () => {
    const smoother = new RandomWalkSmoother(5);
    smoother.value.set([3, 0, 0, 0, -3]);
    smoother.information.set([1e9, 0, 0, 0, 1e9]);
    smoother.walk.fill(0.01);
    smoother.smooth(true);
    const step = (2 * Math.PI - 6) / 4;
    smoother.mean.forEach((mean, i) => {
      expect(mean).toBeCloseTo(3 + i * step, 6);
    });
  });
});

describe("the score of symbols nobody knows", () => {
  it.each([
    ["QPSK", 30],
    ["8PSK", 30],
    ["16APSK 3/4", 32],
    ["64APSK 4/5", 34],
  ])("tells as much of the phase of %s at %d dB as if they were known: 2 Es/N0", (name, snr_dB) => {
    const snr = fromdB(snr_dB);
    expect(new PhaseScore(dvbConstellation(name)!, snr).information / (2 * snr)).toBeCloseTo(1, 1);
  });

  it("of QPSK tells 4th-power's share at low SNR: the information falls by the 4th power of the SNR", () => {
    const at = (snr_dB: number) => new PhaseScore(dvbConstellation("QPSK")!, fromdB(snr_dB)).information;
    // ln p(y) expands to the 4th harmonic first, whose amplitude goes with snr^4 |y|^4 / N0^4: the information with snr^4.
    expect(10 * Math.log10(at(-16) / at(-19))).toBeCloseTo(12, 0);
  });

  it("has a mean of its information times a small turn", () => {
    const constellation = dvbConstellation("8PSK")!;
    const snr = fromdB(9);
    const score = new PhaseScore(constellation, snr);
    const stream = new RandomStream(2, "test.score", 0);
    const length = 400_000;
    const turn = 0.03;
    const [re, im] = [new Float32Array(length), new Float32Array(length)];
    const deviation = Math.sqrt(1 / (2 * snr));
    for (let n = 0; n < length; n++) {
      const k = n % 8;
      const [x, y] = [constellation.re[k], constellation.im[k]];
      re[n] = x * Math.cos(turn) - y * Math.sin(turn) + deviation * stream.gaussian();
      im[n] = x * Math.sin(turn) + y * Math.cos(turn) + deviation * stream.gaussian();
    }
    // Standard error: sqrt(length information) over length information turn.
    const found = score.sum(re, im, 0, length) / (length * score.information * turn);
    expect(Math.abs(found - 1)).toBeLessThan(4 / (turn * Math.sqrt(length * score.information)) + 0.02);
  });
});

describe("a lattice of phases", () => {
  it("gives what the Kalman smoother gives where all is Gaussian", () => {
    const [length, steps, width, q, r] = [40, 61, 0.05, 0.01, 0.04];
    const stream = new RandomStream(3, "test.lattice", 0);
    const smoother = new RandomWalkSmoother(length);
    const lattice = new PhaseLattice(length, steps);
    for (let s = 0; s < length; s++) {
      smoother.value[s] = 0.3 * Math.sin(s / 6) + Math.sqrt(r) * stream.gaussian();
      for (let j = 0; j < steps; j++) {
        lattice.likelihood[s * steps + j] = -(((j - 30) * width - smoother.value[s]) ** 2) / (2 * r);
      }
    }
    smoother.information.fill(1 / r);
    smoother.walk.fill(q);
    lattice.walk.fill(q);
    smoother.smooth(false);
    lattice.run(steps, width);
    for (let s = 0; s < length; s++) {
      expect(lattice.mean[s]).toBeCloseTo(smoother.mean[s], 2);
      expect(Math.sqrt(lattice.variance[s]) / Math.sqrt(smoother.variance[s])).toBeCloseTo(1, 1);
    }
  });

  it("takes the later of two likely phases when what follows says so", () => {
    const [length, steps, width] = [12, 61, 0.02];
    const lattice = new PhaseLattice(length, steps);
    lattice.walk.fill(4e-4);
    for (let s = 0; s < length; s++) {
      for (let j = 0; j < steps; j++) {
        const x = (j - 30) * width;
        const near = (at: number) => Math.exp(-((x - at) ** 2) / 0.005);
        lattice.likelihood[s * steps + j] = Math.log((s < 8 ? near(-0.25) + near(0.25) : near(0.25)) + 1e-9);
      }
    }
    lattice.run(steps, width);
    expect(lattice.mean[0]).toBeGreaterThan(0.2);
  });
});
