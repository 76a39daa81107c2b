import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/scenario/scenario.js";
import { run } from "../../src/sim/run.js";
import { fixedScenario } from "./scenario-fixture.js";

const options = { scenarioText: "title: fixed geometry\n" };
const impairments: Scenario["impairments"] = {
  iqImbalance: { gain_dB: 1, phase_deg: 5 },
  quantiser: { bits: 4, crestFactor_dB: 9 },
};

describe("impairments in a link budget", () => {
  it("are itemised, and add to Es/(N0+I0) as the sum of reciprocals", async () => {
    const plain = await run(fixedScenario, options);
    const { culmination, budget, kpi } = await run({ ...fixedScenario, impairments }, options);
    const items = culmination.total.filter(({ key }) => key.startsWith("distortion"));
    expect(items.map(({ key }) => key)).toEqual(["distortionIQImbalance_dB", "distortionQuantisation_dB"]);
    // g = 1.12202, cos 5 deg = 0.99619: (1 + 2.23550 + 1.25893) / (1 - 2.23550 + 1.25893) = 191.8.
    expect(items[0].value).toBeCloseTo(22.83, 2);
    const noise = [plain.budget.esn0_dB.value, ...items.map(({ value }) => value)].reduce(
      (sum, ratio_dB) => sum + 10 ** (-ratio_dB / 10),
      0,
    );
    expect(budget.esn0_dB.value).toBeCloseTo(-10 * Math.log10(noise), 9);
    expect(kpi.idealThroughput_Mbps.value).toBeLessThanOrEqual(plain.kpi.idealThroughput_Mbps.value);
  });

  it("of an amplifier are those of the MODCOD in use: none of QPSK, whose points have one radius", async () => {
    const amplifier = { model: { kind: "rapp", smoothness: 2 }, inputBackOff_dB: 3 } as const;
    const one = (modcod: string) => ({
      ...fixedScenario,
      impairments: { amplifier },
      waveform: { ...fixedScenario.waveform, modcods: [modcod] },
    });
    const qpsk = await run(one("QPSK 1/2"), options);
    expect(qpsk.budget.esn0_dB.value).toBeCloseTo((await run(fixedScenario, options)).budget.esn0_dB.value, 9);
    const apsk = await run(one("16APSK 1/2-L"), options);
    expect(apsk.budget.distortionAmplifier_dB.value).toBeGreaterThan(10);
    expect(apsk.budget.esn0_dB.value).toBeLessThan(qpsk.budget.esn0_dB.value - 0.01);
  });
});
