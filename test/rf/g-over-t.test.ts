import { expect, test } from "vitest";
import { gOverT_dBK } from "../../src/rf/g-over-t.js";

test("the terminals of TR 38.821 have 15.86 and -31.62 dB/K", () => {
  // TR 38.821, Table 6.1.1.1-3: VSAT 39.7 dBi, 150 K, NF 1.2 dB; handheld 0 dBi, 290 K, NF 7 dB
  const at290 = { feederLoss_dB: 0, ambientTemperature_K: 290 };
  expect(gOverT_dBK(39.7, { ...at290, antennaTemperature_K: 150, noiseFigure_dB: 1.2 })).toBeCloseTo(15.86, 2);
  expect(gOverT_dBK(0, { ...at290, antennaTemperature_K: 290, noiseFigure_dB: 7 })).toBeCloseTo(-31.62, 2);
});
