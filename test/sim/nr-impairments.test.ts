import { describe, expect, it } from "vitest";
import { atEsn0, nrRun } from "./nr-fixture.js";

const perfect = ["receiver.nr.estimation=perfect", "receiver.nr.noise=known"];
const pairs: [what: string, impairments: string, under_dB: number, over_dB: number, more: string[]][] = [
  // Subcarriers at the band's edges have neighbours on one side only.
  ["a frequency offset", "{frequencyOffset: 1 kHz}", 0.3, 0.3, perfect],
  ["I/Q imbalance", "{iqImbalance: {gain: 0.7 dB, phase: 4 deg}}", 0.3, 0.3, perfect],
  ["a quantiser", "{quantiser: {bits: 5, crestFactor: 10 dB}}", 0.4, 0.4, perfect],
  // All of the distortion is counted, a quarter to a third of it falls outside.
  ["an amplifier", "{amplifier: {model: {rapp: {smoothness: 2}}, inputBackOff: 5 dB}}", 0.2, 2, perfect],
  // Channel and common phase are estimated, which takes some tenths.
  [
    "phase noise, PT-RS in use",
    "{phaseNoise: [{offset: 1 kHz, level: -70 dBc/Hz}, {offset: 1 MHz, level: -110 dBc/Hz}]}",
    1.5,
    0.5,
    ["waveform.nr.ptrs={timeDensity: 1, frequencyDensity: 2}"],
  ],
];

describe("the budget's distortion against that of slots", () => {
  it.each(pairs)("of %s", async (_what, impairments, under_dB, over_dB, more) => {
    const { kpi, budget } = await nrRun(
      ...more,
      await atEsn0(40),
      "run.bitTrue={windows: 2, windowDuration: 4 ms}",
      `impairments=${impairments}`,
    );
    const difference_dB = kpi.measuredSinr_dB.value - budget.esn0_dB.value;
    expect(budget.esn0_dB.value).toBeLessThan(39);
    expect(difference_dB).toBeGreaterThan(-under_dB);
    expect(difference_dB).toBeLessThan(over_dB);
  });
});
