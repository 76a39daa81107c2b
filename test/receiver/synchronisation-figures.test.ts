import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { correlationLoss_dB } from "../../src/receiver/correlation-loss.js";
import { secondOrderLoopGains } from "../../src/receiver/loop-gains.js";
import { noncoherentDetectionProbability } from "../../src/receiver/noncoherent-detection.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";

describe("correlation under a frequency offset", () => {
  it("loses what the sum of the turned symbols loses", () => {
    for (const [symbols, offset] of [
      [26, 0.013],
      [90, -0.0192],
      [127, 1.004],
      [1, 0.3],
    ]) {
      let [re, im] = [0, 0];
      for (let n = 0; n < symbols; n++) {
        re += Math.cos(2 * Math.PI * offset * n) / symbols;
        im += Math.sin(2 * Math.PI * offset * n) / symbols;
      }
      expect(correlationLoss_dB(symbols, offset)).toBeCloseTo(-20 * Math.log10(Math.hypot(re, im)), 9);
    }
  });

  it("loses nothing without an offset and everything over a whole turn", () => {
    expect(correlationLoss_dB(64, 0)).toBe(0);
    expect(correlationLoss_dB(64, 1 / 64)).toBeGreaterThan(250);
    expect(() => correlationLoss_dB(0, 0.1)).toThrow("symbols: expected a whole number from 1, found 0");
    expect(() => correlationLoss_dB(4, Number.NaN)).toThrow("offsetPerSymbolRate");
  });
});

describe("gains of a second-order loop", () => {
  it("have the noise bandwidth they are made for", () => {
    // The noise bandwidth of the linear loop, half the sum of the squares of its impulse response of phase over phase
    // (one-sided, in units of 1/T, for unit gain at 0).
    for (const noiseBandwidthT of [0.001, 0.005, 0.02]) {
      for (const damping of [Math.SQRT1_2, 1]) {
        const { proportional, integral } = secondOrderLoopGains(noiseBandwidthT, damping);
        let [phase, frequency, squares] = [0, 0, 0];
        for (let n = 0; n < 200_000; n++) {
          const error = (n === 0 ? 1 : 0) - phase;
          frequency += integral * error;
          phase += proportional * error + frequency;
          squares += phase * phase;
        }
        expect(squares / 2 / noiseBandwidthT).toBeGreaterThan(1 - 3 * noiseBandwidthT);
        expect(squares / 2 / noiseBandwidthT).toBeLessThan(1 + 3 * noiseBandwidthT);
      }
    }
  });

  it.each([
    [0, 1],
    [Number.NaN, 1],
    [0.01, 0],
  ])("are refused for a bandwidth of %f and a damping of %f", (bandwidth, damping) => {
    expect(() => secondOrderLoopGains(bandwidth, damping)).toThrow("expected a number above 0");
  });
});

describe("non-coherent detection", () => {
  it("finds a sequence as often as a correlator over noise does", () => {
    const [symbols, falseAlarm, esn0_dB, trials] = [26, 0.01, -8, 20_000];
    const stream = new RandomStream(3, "test.detection");
    // Noise of unit variance; the sum of N symbols of it exceeds the threshold with probability exp(-t / N).
    const threshold = -symbols * Math.log(falseAlarm);
    const amplitude = Math.sqrt(10 ** (esn0_dB / 10));
    let [found, alarms] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      let [re, im] = [0, 0];
      for (let n = 0; n < symbols; n++) {
        re += stream.gaussian() * Math.SQRT1_2;
        im += stream.gaussian() * Math.SQRT1_2;
      }
      if (re * re + im * im > threshold) alarms++;
      if ((re + symbols * amplitude) ** 2 + im * im > threshold) found++;
    }
    for (const [count, expected] of [
      [found, noncoherentDetectionProbability(symbols, falseAlarm, esn0_dB)],
      [alarms, falseAlarm],
    ]) {
      const { low, high } = wilsonEstimate(count, trials, 0.999);
      expect(expected).toBeGreaterThan(low);
      expect(expected).toBeLessThan(high);
    }
  });

  it("is the false alarm without a signal, and certain with a strong one", () => {
    expect(noncoherentDetectionProbability(26, 1e-3, -Infinity)).toBeCloseTo(1e-3, 12);
    expect(noncoherentDetectionProbability(26, 1e-3, 80)).toBe(1);
    expect(() => noncoherentDetectionProbability(26, 0, 0)).toThrow("falseAlarm");
    expect(() => noncoherentDetectionProbability(2.5, 0.1, 0)).toThrow("symbols");
    expect(() => noncoherentDetectionProbability(2, 0.1, Number.NaN)).toThrow("esn0_dB");
  });
});
