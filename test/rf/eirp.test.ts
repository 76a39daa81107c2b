import { expect, test } from "vitest";
import { antennaInputPower_dBW, eirp_dBW } from "../../src/rf/eirp.js";

test("the VSAT of TR 38.821 radiates 76.2 dBm with 33 dBm and 43.2 dBi", () => {
  // TR 38.821, Table 6.1.1.1-3
  expect(eirp_dBW({ saturatedPower_dBW: 3, outputBackOff_dB: 0, feederLoss_dB: 0 }, 43.2)).toBeCloseTo(46.2, 9);
});

test("back-off and feeder loss come off before the antenna", () => {
  const output = { saturatedPower_dBW: 20, outputBackOff_dB: 3.5, feederLoss_dB: 0.5 };
  expect(antennaInputPower_dBW(output)).toBe(16);
  expect(eirp_dBW(output, 40)).toBe(56);
});

test("a negative or missing back-off is refused", () => {
  expect(() => eirp_dBW({ saturatedPower_dBW: 20, outputBackOff_dB: -1, feederLoss_dB: 0 }, 40)).toThrow(RangeError);
  expect(() => eirp_dBW({ saturatedPower_dBW: 20, outputBackOff_dB: 0, feederLoss_dB: Number.NaN }, 40)).toThrow(
    RangeError,
  );
});
