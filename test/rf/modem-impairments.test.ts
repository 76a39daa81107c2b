import { describe, expect, it } from "vitest";
import { dvbConstellation } from "../../src/phy/dvb-constellation.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { amplifiedPoints, amplify, distortionRatio, salehTube } from "../../src/rf/amplifier.js";
import { PhaseNoise, phaseNoiseLevel, phaseNoiseVariance } from "../../src/rf/phase-noise.js";
import {
  applyIqImbalance,
  imageRejection,
  type Quantiser,
  quantisation,
  quantise,
} from "../../src/rf/receiver-front-end.js";

/** Aggregate mask of EN 302 307-1, Annex H.8, as a receiver's manual prints it. */
const mask = [
  [100, -25],
  [1e3, -50],
  [1e4, -73],
  [1e5, -93],
  [1e6, -103],
  [1e7, -114],
].map(([offset_Hz, level_dBcHz]) => ({ offset_Hz, level_dBcHz }));

const quantised = (quantiser: Quantiser) => quantisation(quantiser).ratio;

describe("phase noise of a mask", () => {
  it("holds 37.32 deg rms from 100 Hz to 10 MHz, both sidebands", () => {
    expect((Math.sqrt(phaseNoiseVariance(mask, 100, 1e7)) * 180) / Math.PI).toBeCloseTo(37.32, 1);
  });

  it("is straight in decibels over the decade", () => {
    expect(10 * Math.log10(phaseNoiseLevel(mask, Math.sqrt(1e3 * 1e4)))).toBeCloseTo(-61.5, 9);
    expect(phaseNoiseLevel(mask, 99)).toBe(0);
    expect(10 * Math.log10(phaseNoiseLevel(mask, 3e7))).toBeCloseTo(-114, 9);
  });

  it("has the mask's variance in bands when it is drawn, and other frames are independent", () => {
    const [rate_Hz, length, frames] = [1e6, 4096, 400];
    const noise = new PhaseNoise(mask, rate_Hz, length, 1, "test.phase");
    const bin_Hz = rate_Hz / length;
    // Energy in single bins by correlation with the bin's own sine and cosine.
    for (const k of [1, 5, 40, 400, 2000]) {
      let sum = 0;
      for (let frame = 0; frame < frames; frame++) {
        const phase = new Float64Array(length);
        noise.addTo(phase, frame);
        let [re, im] = [0, 0];
        for (let n = 0; n < length; n++) {
          re += phase[n] * Math.cos((2 * Math.PI * k * n) / length);
          im += phase[n] * Math.sin((2 * Math.PI * k * n) / length);
        }
        sum += (re * re + im * im) / length ** 2 / frames;
      }
      // Exponential powers: 400 frames are within 0.45 dB at two standard deviations.
      expect(Math.abs(10 * Math.log10(sum / (phaseNoiseLevel(mask, k * bin_Hz) * bin_Hz)))).toBeLessThan(0.6);
    }
  });

  it("is the same for a frame in whatever order frames are asked for", () => {
    const one = new PhaseNoise(mask, 1e6, 100, 1, "test.phase");
    const [first, again] = [new Float64Array(100), new Float64Array(100)];
    one.addTo(first, 3);
    one.addTo(new Float64Array(100), 8);
    one.addTo(again, 3);
    expect(again).toEqual(first);
  });

  it("refuses masks that do not rise", () => {
    expect(() => new PhaseNoise([mask[1], mask[0]], 1e6, 100, 1, "x")).toThrow("offsets that rise");
  });
});

describe("amplifiers", () => {
  const out = { amplitude: 0, phase_rad: 0 };

  it("saturate: Saleh's tube with 22.37 deg at saturation, Rapp 3 dB below it at p = 1 where the lines meet", () => {
    amplify(salehTube, 1, out);
    expect(out.amplitude).toBeCloseTo(1, 12);
    expect((out.phase_rad * 180) / Math.PI).toBeCloseTo(22.37, 1);
    amplify({ kind: "rapp", smoothness: 1 }, 1, out);
    expect(20 * Math.log10(out.amplitude)).toBeCloseTo(-3.0103, 3);
    amplify({ kind: "rapp", smoothness: 3 }, 1e-3, out);
    expect(out.amplitude).toBeCloseTo(1e-3, 9);
  });

  it("read a table between its points and with straight gain below them", () => {
    const table = {
      kind: "table",
      inputBackOff_dB: [10, 5, 0],
      outputBackOff_dB: [6, 2, 0],
      phase_deg: [0, 4, 10],
    } as const;
    amplify(table, 10 ** (-7.5 / 20), out);
    expect(20 * Math.log10(out.amplitude)).toBeCloseTo(-4, 9);
    expect((out.phase_rad * 180) / Math.PI).toBeCloseTo(2, 9);
    amplify(table, 10 ** (-30 / 20), out);
    expect(20 * Math.log10(out.amplitude)).toBeCloseTo(-26, 9);
    amplify(table, 2, out);
    expect(out.amplitude).toBeCloseTo(1, 9);
  });

  it("leave constant-envelope modulations undistorted and squeeze the rings of APSK, less with back-off", () => {
    const psk = dvbConstellation("8PSK")!;
    expect(distortionRatio(psk, amplifiedPoints(psk, salehTube, 0))).toBe(Number.POSITIVE_INFINITY);
    const apsk = dvbConstellation("16APSK 3/4")!;
    const ratio_dB = (backOff_dB: number) =>
      10 * Math.log10(distortionRatio(apsk, amplifiedPoints(apsk, { kind: "rapp", smoothness: 2 }, backOff_dB)));
    expect(ratio_dB(0)).toBeLessThan(27);
    expect(ratio_dB(6)).toBeGreaterThan(ratio_dB(3));
    expect(ratio_dB(30)).toBeGreaterThan(90);
  });
});

describe("a receiver's branches", () => {
  it("have the image that gain and phase error say", () => {
    const imbalance = { gain_dB: 0.5, phase_deg: 2 };
    const length = 1000;
    const re = Float32Array.from({ length }, (_, n) => Math.cos(0.1 * n * 2 * Math.PI));
    const im = Float32Array.from({ length }, (_, n) => Math.sin(0.1 * n * 2 * Math.PI));
    applyIqImbalance(imbalance, re, im);
    const power = (sign: number) => {
      let [x, y] = [0, 0];
      for (let n = 0; n < length; n++) {
        const [c, s] = [Math.cos(0.1 * n * 2 * Math.PI), Math.sin(sign * 0.1 * n * 2 * Math.PI)];
        x += re[n] * c + im[n] * s;
        y += im[n] * c - re[n] * s;
      }
      return x * x + y * y;
    };
    expect(power(1) / power(-1) / imageRejection(imbalance)).toBeCloseTo(1, 4);
    expect(10 * Math.log10(imageRejection({ gain_dB: 1, phase_deg: 0 }))).toBeCloseTo(24.81, 1);
  });

  it("lose to quantisation: 1 bit of a Gaussian keeps 2 / pi of the power in step with it", () => {
    // y = sign: E(xy)^2 / E(y^2) = 2 / pi, so the ratio is (2/pi) / (1 - 2/pi).
    const ratio = quantised({ bits: 1, crestFactor_dB: 0 });
    expect(ratio).toBeCloseTo(2 / Math.PI / (1 - 2 / Math.PI), 3);
    // J. Max, IRE Trans. Inf. Theory 6 (1960): the best uniform 3-bit quantiser leaves 0.03744 of the power.
    const best = Math.max(...Array.from({ length: 80 }, (_, i) => quantised({ bits: 3, crestFactor_dB: 4 + 0.1 * i })));
    expect(best).toBeCloseTo(1 / 0.03744 - 1, 0);
  });

  it("quantise samples as the integral says", () => {
    const stream = new RandomStream(1, "test.adc", 0);
    const length = 200_000;
    const x = Float32Array.from({ length }, () => stream.gaussian());
    const y = x.slice();
    const converter = { bits: 4, crestFactor_dB: 9 };
    quantise(converter, 1, y, new Float32Array(length));
    let [cross, power, input] = [0, 0, 0];
    for (let n = 0; n < length; n++) {
      cross += (x[n] * y[n]) / length;
      power += (y[n] * y[n]) / length;
      input += (x[n] * x[n]) / length;
    }
    const wanted = (cross * cross) / input;
    expect(wanted / (power - wanted) / quantised(converter)).toBeCloseTo(1, 1);
  });
});
