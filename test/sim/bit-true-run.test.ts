import { describe, expect, it } from "vitest";
import type { DvbS2xWaveform, Scenario } from "../../src/scenario/scenario.js";
import { defaultReceiver } from "../../src/scenario/schema-receiver.js";
import {
  fromPlainResult,
  type MacJob,
  type PlainReplication,
  replicate,
  toPlainResult,
} from "../../src/sim/mac-job.js";
import { inlineReplicator, type Replicator } from "../../src/sim/replications.js";
import { run } from "../../src/sim/run.js";
import { fixedScenario } from "./scenario-fixture.js";

/** A few frames in each of two replications. */
const scenario: Scenario = {
  ...fixedScenario,
  mac: { ...fixedScenario.mac, traffic: { ...fixedScenario.mac.traffic, source: { kind: "fullBuffer" } } },
  run: {
    fidelity: "bit-true",
    seed: 1,
    replications: { minimum: 2, maximum: 2, relativeError: 0.05 },
    bitTrue: { windows: 3, window_s: 0.3e-3 },
  },
};
const options = { scenarioText: "title: fixed geometry\n" };

/** Es/N0 of the fixture: its EIRP over 381 MBd. */
const fixture_dB = 8.772;

function at(esn0_dB: number, of: Scenario = scenario): Scenario {
  const eirp_dBW = 30.0206 + esn0_dB - fixture_dB;
  return { ...of, satellite: { ...of.satellite, transmitter: { kind: "eirp", eirp_dBW } } };
}

const fixed = (modcod: string): Scenario => ({
  ...scenario,
  waveform: { ...(scenario.waveform as DvbS2xWaveform), modcods: [modcod] },
  mac: {
    ...scenario.mac,
    adaptation: { ...scenario.mac.adaptation, mode: { kind: "fixed", modcod } },
  },
});

describe("a bit-true run", () => {
  it("finds the budget's Es/N0 behind the receiver, less what estimating takes", async () => {
    const { kpi, bitTrue, budget } = await run(scenario, options);
    expect(bitTrue?.counts.frames).toBeGreaterThan(20);
    expect(kpi.expectedSinr_dB.value).toBeCloseTo(budget.esn0_dB.value, 6);
    expect(kpi.frameErrorRate.value).toBe(0);
    expect(kpi.expectedSinr_dB.value).toBeCloseTo(kpi.measuredSinr_dB.value + kpi.sinrLoss_dB.value, 9);
    expect(kpi.sinrLoss_dB.value).toBeGreaterThan(-0.02);
    expect(kpi.sinrLoss_dB.value).toBeLessThan(0.2);
    expect(kpi.evm.value).toBeCloseTo(10 ** (-kpi.measuredSinr_dB.value / 20), 2);
    expect(kpi.throughput_Mbps.value).toBeGreaterThan(0);
    expect(kpi.throughput_Mbps.value).toBeLessThanOrEqual(kpi.idealThroughput_Mbps.value * 1.001);
  });

  it("finds it exactly where the receiver knows gain and noise", async () => {
    const known = { ...scenario, receiver: { ...defaultReceiver({ kind: "dvbS2x" }), estimation: "perfect" as const } };
    const { kpi } = await run(known, options);
    expect(Math.abs(kpi.sinrLoss_dB.value)).toBeLessThan(0.01);
  });

  it("loses frames below a MODCOD's threshold and none above, where the standard prints 4.03 dB for QPSK 3/4", async () => {
    const lost = async (esn0_dB: number) =>
      (await run(at(esn0_dB, fixed("QPSK 3/4")), options)).kpi.frameErrorRate.value;
    expect(await lost(3.4)).toBe(1);
    expect(await lost(4.6)).toBe(0);
  });

  it("does not take the implementation loss from its frames", async () => {
    const lossy = { ...fixed("QPSK 3/4"), waveform: { ...fixed("QPSK 3/4").waveform, implementationLoss_dB: 1 } };
    const { kpi, bitTrue, budget } = await run(at(4.6, lossy), options);
    expect(bitTrue?.implementationLoss_dB).toBe(1);
    expect(budget.esn0_dB.value).toBeCloseTo(3.6, 2);
    expect(kpi.expectedSinr_dB.value).toBeCloseTo(4.6, 2);
    expect(kpi.frameErrorRate.value).toBe(0);
  });

  it("is worse with impairments", async () => {
    const impairments = { quantiser: { bits: 4, crestFactor_dB: 9 }, iqImbalance: { gain_dB: 1, phase_deg: 5 } };
    const { kpi } = await run({ ...scenario, impairments }, options);
    expect(kpi.sinrLoss_dB.value).toBeGreaterThan(0.2);
    expect(kpi.sinrLoss_dB.value).toBeLessThan(1.5);
  });

  it("fades as the abstracted run does: the SINR expected of the fading is the one measured", async () => {
    const channel = { kind: "rician", k_dB: 6, motion: { speed_ms: 30, angleToSatellite_deg: 90 } } as const;
    const few = { ...scenario, run: { ...scenario.run, bitTrue: { windows: 2, window_s: 0.2e-3 } } };
    const { kpi } = await run({ ...few, channel }, options);
    const { kpi: calm } = await run(few, options);
    expect(Math.abs(kpi.expectedSinr_dB.value - calm.expectedSinr_dB.value)).toBeGreaterThan(0.05);
    expect(kpi.sinrLoss_dB.value).toBeGreaterThan(-0.05);
    expect(kpi.sinrLoss_dB.value).toBeLessThan(0.3);
  });

  it("refuses delays that its equaliser cannot follow, and says where", async () => {
    const channel = {
      kind: "tappedDelayLine",
      profile: "ntn-tdl-a",
      spread: { delaySpread_s: 1e-6 },
      motion: { speed_ms: 1, angleToSatellite_deg: 90 },
    } as const;
    await expect(run({ ...scenario, channel }, options)).rejects.toMatchObject({
      code: "input",
      problems: [{ location: { path: "channel" }, hint: expect.stringContaining("delaySpread") }],
    });
  });

  it("comes to the same bits on the way to a worker thread and back", async () => {
    let plain: PlainReplication | undefined;
    const crossing: Replicator = {
      width: 2,
      replicate: async (job: MacJob, replication: number) => {
        plain = toPlainResult(replicate(structuredClone(job), replication));
        return fromPlainResult(structuredClone(plain));
      },
    };
    const short = { ...scenario, run: { ...scenario.run, bitTrue: { windows: 2, window_s: 0.2e-3 } } };
    const here = await run(short, { ...options, replicator: inlineReplicator });
    const there = await run(short, { ...options, replicator: crossing });
    expect(plain?.frameLink?.counts.frames).toBeGreaterThan(0);
    expect(there.kpi).toEqual(here.kpi);
    expect(there.bitTrue).toEqual(here.bitTrue);
    expect(here.bitTrue?.snapshot?.constellation.re.length).toBeGreaterThan(500);
  });
});
