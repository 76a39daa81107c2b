import fc from "fast-check";
import { expect, test } from "vitest";
import { ferAtThreshold, ThresholdFrameError } from "../../src/abstraction/threshold-frame-error.js";
import { dvbS2xModcods } from "../../src/phy/dvb-s2x.js";

const model = new ThresholdFrameError(dvbS2xModcods);
const anyModcod = fc.nat(dvbS2xModcods.length - 1);

test("at its printed threshold a MODCOD of Table 20a loses 1 frame in 100,000", () => {
  const index = dvbS2xModcods.findIndex(({ name }) => name === "16APSK 2/3-L");
  expect(model.frameErrorProbability(index, 8.43)).toBeCloseTo(1e-5, 10);
  expect(model.threshold_dB(index, 1e-5)).toBeCloseTo(8.43, 12);
});

test("a lost TS packet in 10 million is at most 2.1 lost frames in a million for QPSK 1/2", () => {
  // 32,128 bits hold 21.36 packets of 1504 bits.
  const index = dvbS2xModcods.findIndex(({ name }) => name === "QPSK 1/2");
  expect(ferAtThreshold(dvbS2xModcods[index])).toBeCloseTo(2.136e-6, 9);
  expect(model.frameErrorProbability(index, 1)).toBeCloseTo(2.136e-6, 9);
});

test("0.1 dB is three decades", () => {
  const index = dvbS2xModcods.findIndex(({ name }) => name === "8PSK 3/4");
  const ratio = model.frameErrorProbability(index, 7.91) / model.frameErrorProbability(index, 8.01);
  expect(ratio).toBeCloseTo(1000, 6);
});

test("the frame error probability falls with Es/N0 and stays between 0 and 1", () => {
  const esn0 = fc.double({ min: -20, max: 30, noNaN: true });
  fc.assert(
    fc.property(anyModcod, esn0, esn0, (index, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const worse = model.frameErrorProbability(index, low);
      const better = model.frameErrorProbability(index, high);
      expect(better).toBeLessThanOrEqual(worse);
      expect(better).toBeGreaterThanOrEqual(0);
      expect(worse).toBeLessThanOrEqual(1);
    }),
    { seed: 1 },
  );
});

test("threshold and frame error probability are inverse to one another", () => {
  fc.assert(
    fc.property(anyModcod, fc.double({ min: 1e-9, max: 0.99, noNaN: true }), (index, fer) => {
      expect(model.frameErrorProbability(index, model.threshold_dB(index, fer)) / fer).toBeCloseTo(1, 9);
    }),
    { seed: 1 },
  );
});

test("without a signal every frame is lost", () => {
  expect(model.frameErrorProbability(0, -Infinity)).toBe(1);
  expect(model.frameErrorProbability(0, Number.NaN)).toBe(1);
});

test("a slope of zero and a target of 0 or 1 are refused", () => {
  expect(() => new ThresholdFrameError(dvbS2xModcods, 0)).toThrow(RangeError);
  expect(() => model.threshold_dB(0, 0)).toThrow(RangeError);
  expect(() => model.threshold_dB(0, 1)).toThrow(RangeError);
});
