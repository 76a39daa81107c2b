import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import type { NrReceiver } from "../../src/scenario/nr-receiver.js";
import type { NrWaveform } from "../../src/scenario/nr-waveform.js";
import { BeamSlots } from "../../src/sim/beam-slots.js";
import { linkWaveform } from "../../src/sim/link-waveform.js";
import { run } from "../../src/sim/run.js";
import { groupSinr, type ServedGroup } from "../../src/sim/served-group.js";

const shipped = readFileSync(join(import.meta.dirname, "../../scenarios/ka-mu-mimo-nr.yaml"), "utf8");

function scenarioOf(...overrides: string[]) {
  return loadScenario({
    text: shipped,
    file: "beams.yaml",
    overrides: [
      "beams.users={perBeam: 1, drops: 2}",
      "beams.precoding.groups=1",
      "beams.slotsPerGroup=2",
      ...overrides,
    ],
  }).scenario;
}

const short = [
  "run.replications={minimum: 2, maximum: 2, relativeError: 0.1}",
  "run.bitTrue={windows: 1, windowDuration: 0.25 ms}",
];

/** Two users who hear each other; gains are SNRs in the link's bandwidth. */
function group(own: number, other: number, outside = 0): ServedGroup {
  const gainRe = Float64Array.from([own, other, other, own], Math.sqrt);
  const gainIm = new Float64Array(4);
  return {
    drop: 0,
    group: 0,
    users: [0, 1],
    frequencies: 1,
    gainRe,
    gainIm,
    outside: Float64Array.of(outside, outside),
    known: { gainRe, gainIm },
    isServed: Uint8Array.of(1),
    csiAge_s: 0,
  };
}

describe("the SINR of users served together", () => {
  it("is S / (I + outside + 1), scaled to resource elements", () => {
    expect(groupSinr(group(100, 9, 2), group(100, 9, 2))[0]).toBeCloseTo(100 / (9 + 2 + 1), 12);
    expect(groupSinr(group(100, 9, 2), group(100, 9, 2), 2)[1]).toBeCloseTo(200 / (18 + 4 + 1), 12);
  });

  it("is 0 where nothing is sent", () => {
    expect(groupSinr({ ...group(100, 9), isServed: Uint8Array.of(0) }, group(100, 9))[0]).toBe(0);
  });
});

describe("slots to users under beams", () => {
  const perfect = ["receiver.nr.estimation=perfect", "receiver.nr.noise=known", "waveform.nr.mcs=[10]"];
  const slotsOf = (...overrides: string[]) => {
    const scenario = scenarioOf(...perfect, "waveform.nr.implementationLoss=0 dB", ...overrides);
    const { waveform, receiver, link } = scenario;
    const [{ threshold_dB }] = linkWaveform(waveform, link).formats;
    const { symbolRate_Hz } = linkWaveform(waveform, link).filter;
    return {
      slots: new BeamSlots(scenario, waveform as NrWaveform, receiver as NrReceiver),
      threshold_dB,
      scale: link.bandwidth_Hz / symbolRate_Hz,
    };
  };
  /** Own power for a SINR per element with a signal 10 dB below the noise beside it and as much from outside. */
  const atSinr = (sinr_dB: number, scale: number) =>
    group((10 ** (sinr_dB / 10) * (1 + 0.2)) / scale, 0.1 / scale, 0.1 / scale);

  it("are lost below the threshold of the SINR with interference, and arrive above", () => {
    const { slots, threshold_dB, scale } = slotsOf("mac.adaptation.margin=0 dB");
    const [below] = slots.serve(atSinr(threshold_dB - 1, scale), 4);
    expect(below).toMatchObject({ format: -1, lostSlots: 4, delivered_bit: 0 });
    const above = slots.serve(atSinr(threshold_dB + 1, scale), 12);
    expect(10 * Math.log10(above[0].sinr)).toBeCloseTo(threshold_dB + 1, 6);
    for (const user of above) expect(user).toMatchObject({ format: 0, lostSlots: 0 });
    // What the transmitter believed was 2 dB too good.
    const stale = { ...atSinr(threshold_dB - 1, scale), known: atSinr(threshold_dB + 1, scale) };
    for (const user of slots.serve(stale, 12)) expect(user).toMatchObject({ format: 0, lostSlots: 12 });
  });

  it("have bits and noise of their own, and are lost by chance where the default decoder starts to hold: some 0.4 dB above an ideal one", () => {
    const { slots, threshold_dB, scale } = slotsOf("mac.adaptation.margin=0 dB");
    const users = slots.serve(atSinr(threshold_dB + 0.4, scale), 60);
    const lost = users.reduce((sum, user) => sum + user.lostSlots, 0);
    // 120 slots.
    expect(lost).toBeGreaterThan(4);
    expect(lost).toBeLessThan(100);
    // Users have noise of their own: not the same slots are lost.
    expect(users[0].lostSlots).not.toBe(users[1].lostSlots);
  });

  it("go to the SINR that the closed form of precoding says", async () => {
    const { kpi, beams } = await run(scenarioOf(...short), { scenarioText: "" });
    // Users too near to one another are not served together: not always seven a drop.
    const count = beams?.slots?.length ?? 0;
    expect(count).toBeGreaterThan(4);
    expect(count).toBeLessThanOrEqual(14);
    const measured_dB = (beams?.slots ?? []).map(({ sinr }) => 10 * Math.log10(sinr)).sort((a, b) => a - b);
    // 50 MHz over 32 x 1.44 MHz more power an element than in the bandwidth; noise only, next to no interference.
    const scale_dB = 10 * Math.log10(50 / (32 * 1.44));
    const median_dB = (measured_dB[(count - 1) >> 1] + measured_dB[count >> 1]) / 2;
    expect(median_dB - kpi.precodedSinrP50_dB.value).toBeGreaterThan(-0.2);
    expect(median_dB - kpi.precodedSinrP50_dB.value).toBeLessThan(scale_dB + 0.2);
    expect(kpi.beamGoodput_Mbps.value).toBeGreaterThan(0);
    expect(kpi.userBlockErrorRate.value).toBeLessThan(0.5);
  });

  it("of a beam alone on its frequency meet noise, and every figure is a number", async () => {
    // Seven beams on three frequencies: the central one has its own.
    const { kpi, budget, beams } = await run(scenarioOf(...short, "beams.precoding=none", "beams.reuse=frf3"), {
      scenarioText: "",
    });
    for (const figures of [kpi, budget]) {
      for (const [name, { value }] of Object.entries(figures)) expect(Number.isFinite(value), name).toBe(true);
    }
    for (const { sinr } of beams?.slots ?? []) expect(Number.isFinite(sinr)).toBe(true);
    expect(kpi.beamGoodput_bpsHz.value).toBeCloseTo(kpi.beamGoodput_Mbps.value / 50 / 3, 9);
    expect(kpi.servedUsers.value).toBeGreaterThan(0.5);
  });
});
