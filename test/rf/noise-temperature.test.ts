import fc from "fast-check";
import { expect, test } from "vitest";
import { meanRadiatingTemperature_K } from "../../src/physics.js";
import {
  antennaTemperatureInRain_K,
  noiseFigure_dB,
  noiseTemperature_K,
  systemTemperature_K,
  systemTemperatureAtReceiver_K,
} from "../../src/rf/noise-temperature.js";

test("a noise figure of 3.0103 dB is 290 K, and back", () => {
  expect(noiseTemperature_K(3.010299957)).toBeCloseTo(290, 6);
  expect(noiseFigure_dB(290)).toBeCloseTo(3.0103, 4);
  expect(noiseTemperature_K(0)).toBe(0);
});

test("3 dB of rain raise a cold sky to 138.5 K, and much rain to its own temperature", () => {
  // ITU-R P.618-14, section 3: 275 (1 - 10^-0.3) + 2.7 x 10^-0.3
  expect(antennaTemperatureInRain_K(2.7, 3)).toBeCloseTo(138.5267, 4);
  expect(antennaTemperatureInRain_K(40, 0)).toBe(40);
  expect(antennaTemperatureInRain_K(40, 200)).toBeCloseTo(meanRadiatingTemperature_K, 9);
});

test("a system behind a feeder of 1 dB at the flange and at the receiver", () => {
  // Worked by hand: L = 1.2589; 50 + 290 x 0.2589 + 1.2589 x 75.09 (NF 1 dB) = 219.6 K; / L = 174.5 K
  const receiver = { antennaTemperature_K: 50, feederLoss_dB: 1, ambientTemperature_K: 290, noiseFigure_dB: 1 };
  expect(systemTemperature_K(receiver)).toBeCloseTo(219.61, 1);
  expect(systemTemperatureAtReceiver_K(receiver)).toBeCloseTo(174.45, 1);
});

test("a feeder at 290 K only adds to the noise figure", () => {
  const loss = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(loss, loss, (feederLoss_dB, figure_dB) => {
      const behind = { antennaTemperature_K: 100, feederLoss_dB, ambientTemperature_K: 290, noiseFigure_dB: figure_dB };
      const without = { ...behind, feederLoss_dB: 0, noiseFigure_dB: figure_dB + feederLoss_dB };
      expect(systemTemperature_K(behind) / systemTemperature_K(without)).toBeCloseTo(1, 9);
    }),
  );
});

test("temperatures, losses and noise figures below zero are refused", () => {
  expect(() => noiseTemperature_K(-0.1)).toThrow(RangeError);
  expect(() => noiseFigure_dB(Number.NaN)).toThrow(RangeError);
  expect(() => antennaTemperatureInRain_K(50, -1)).toThrow(RangeError);
  expect(() => antennaTemperatureInRain_K(Number.NaN, 1)).toThrow(RangeError);
  const receiver = { antennaTemperature_K: 50, feederLoss_dB: -1, ambientTemperature_K: 290, noiseFigure_dB: 1 };
  expect(() => systemTemperature_K(receiver)).toThrow(RangeError);
});
