import { describe, expect, it } from "vitest";
import { LeolinkError } from "../../src/leolink-error.js";
import type { Scenario } from "../../src/scenario/scenario.js";
import { budgetAt } from "../../src/sim/budget-at.js";
import { run } from "../../src/sim/run.js";
import { fixedScenario } from "./scenario-fixture.js";

const options = { scenarioText: "" };

/** KUIPER-00008 over Austin, Texas; rise, duration and elevation by Skyfield 1.55 (see test/cases/geometry). */
const pass: Scenario = {
  ...fixedScenario,
  orbit: {
    kind: "tle",
    name: "KUIPER-00008",
    line1: "1 63724U 25088A   25334.98169249  .00003154  00000+0  27297-3 0  9992",
    line2: "2 63724  51.8899 176.8893 0010888 132.6246 227.5645 14.99833878 33259",
  },
  time: { start_ms: Date.UTC(2025, 11, 1), duration_s: "nextPass", step_s: 1 },
  site: {
    ...fixedScenario.site,
    latitude_deg: 30.2672,
    longitude_deg: -97.7431,
    altitude_m: 150,
    minimumElevation_deg: 10,
  },
};

describe("a run at the budget's fidelity", () => {
  it("gives TR 38.821's printed C/N of 8.5 dB for study case 6", async () => {
    // TR 38.821 Table 6.1.3.3-1.
    const { budget, kpi } = await run(fixedScenario, options);
    expect(Math.abs(budget.cn_dB.value - 8.5)).toBeLessThan(0.11);
    expect(budget.gOverT_dBK.value).toBeCloseTo(15.86, 1);
    expect(kpi.idealAvailability.value).toBe(1);
  });

  it("takes the next pass of a real satellite, from rise to set", async () => {
    // Skyfield 1.55 with UT1 = UTC: rise 465.06 s after midnight, 489.71 s long, 52.28 deg.
    const { timeline, culmination } = await run(pass, options);
    expect((timeline.start_ms - Date.UTC(2025, 11, 1)) / 1e3).toBeCloseTo(465.06, 1);
    expect(timeline.length).toBe(489);
    expect(timeline.visible.every((isVisible) => isVisible === 1)).toBe(true);
    expect(culmination.elevation_deg).toBeCloseTo(52.28, 1);
    // The shift falls through zero at closest approach and its rate is the shift's slope.
    const middle = timeline.doppler_Hz.findIndex((shift_Hz) => shift_Hz < 0);
    const slope_Hzs = (timeline.doppler_Hz[middle + 1] - timeline.doppler_Hz[middle - 1]) / 2;
    expect(timeline.dopplerRate_Hzs[middle] / slope_Hzs).toBeCloseTo(1, 3);
  });

  it("refuses a run in which the satellite never rises", async () => {
    const low = { ...fixedScenario, site: { ...fixedScenario.site, minimumElevation_deg: 40 } };
    await expect(run(low, options)).rejects.toThrow(LeolinkError);
    await expect(run(low, options)).rejects.toThrow(/never in sight/);
  });
});

describe("a run at the abstracted fidelity", () => {
  it("delivers the offered traffic of a link with room, with a latency of propagation and more", async () => {
    const scenario: Scenario = { ...fixedScenario, run: { ...fixedScenario.run, fidelity: "abstracted" } };
    const { kpi, timeline, abstracted } = await run(scenario, options);
    expect(kpi.throughput_Mbps.low).toBeLessThan(20);
    expect(kpi.throughput_Mbps.high).toBeGreaterThan(19.5);
    expect(kpi.latencyPropagation_ms.value).toBeCloseTo(timeline.delay_s[0] * 1e3, 9);
    expect(kpi.latencyMean_ms.value).toBeGreaterThan(kpi.latencyPropagation_ms.value);
    expect(abstracted?.replications).toBeGreaterThanOrEqual(3);
  });
});

describe("the budget at a moment", () => {
  it("stands where the satellite climbs through the elevation asked for", () => {
    const { budget } = budgetAt(pass, { elevation_deg: 30 });
    expect(budget.elevation_deg).toBeCloseTo(30, 3);
  });

  it("takes the elevation of a fixed geometry from the question", () => {
    expect(budgetAt(fixedScenario, { elevation_deg: 90 }).budget.elevation_deg).toBe(90);
  });

  it("refuses an elevation that the pass does not reach", () => {
    expect(() => budgetAt(pass, { elevation_deg: 80 })).toThrow(/does not climb through 80 deg/);
  });

  it("loses to rain what the attenuation takes and what the warmer sky adds in noise", () => {
    const excess_dB = 6;
    const clear = { ...fixedScenario.propagation, condition: { kind: "clearSky" } as const };
    const rain = { ...clear, condition: { kind: "excessAttenuation", attenuation_dB: excess_dB } as const };
    const cn_dB = (propagation: Scenario["propagation"]) =>
      budgetAt({ ...fixedScenario, propagation }).budget.total.find(({ key }) => key === "cn_dB")?.value ?? Number.NaN;
    // T = 150 K + 92.3 K clear; in rain the antenna sees 275 (1 - 10^-0.6) + 150 x 10^-0.6 = 243.6 K.
    const receiver_K = 290 * (10 ** 0.12 - 1);
    const rise_dB = 10 * Math.log10((275 * (1 - 10 ** -0.6) + 150 * 10 ** -0.6 + receiver_K) / (150 + receiver_K));
    expect(cn_dB(clear) - cn_dB(rain)).toBeCloseTo(excess_dB + rise_dB, 6);
  });
});
