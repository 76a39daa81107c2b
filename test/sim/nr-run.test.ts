import { describe, expect, it } from "vitest";
import type { NrWaveform } from "../../src/scenario/nr-waveform.js";
import {
  fromPlainResult,
  type MacJob,
  type PlainReplication,
  replicate,
  toPlainResult,
} from "../../src/sim/mac-job.js";
import { nrLinkWaveform } from "../../src/sim/nr-link-waveform.js";
import type { Replicator } from "../../src/sim/replications.js";
import { run } from "../../src/sim/run.js";
import { atEsn0, nrRun, nrScenario } from "./nr-fixture.js";

const perfect = ["receiver.nr.estimation=perfect", "receiver.nr.noise=known"];
const signal = (level: string, more = "", role = "unknown") =>
  `coChannel=[{name: other, role: ${role}, level: ${level}, mcs: 3${more && `, ${more}`}}]`;

describe("NR bit by bit over a line of sight", () => {
  it("has C/N times the bandwidth over that of the resource blocks as Es/N0: 5 MHz over 25 x 180 kHz", async () => {
    const { budget } = await nrRun("run.fidelity=budget");
    expect(budget.esn0_dB.value - budget.cn_dB.value).toBeCloseTo(10 * Math.log10(5 / 4.5), 9);
  });

  it("finds that Es/N0 behind a receiver that knows everything", async () => {
    const { kpi, budget, bitTrue } = await nrRun(...perfect, await atEsn0(12));
    expect(bitTrue?.counts.frames).toBeGreaterThan(20);
    expect(budget.esn0_dB.value).toBeCloseTo(12, 6);
    expect(kpi.expectedSinr_dB.value).toBeCloseTo(12, 6);
    // 3300 elements a slot in 24 slots: a standard deviation of 0.015 dB.
    expect(Math.abs(kpi.sinrLoss_dB.value)).toBeLessThan(0.06);
    expect(kpi.evm.value).toBeCloseTo(10 ** (-12 / 20), 2);
    expect(kpi.frameErrorRate.value).toBe(0);
    expect(kpi).not.toHaveProperty("headerErrorRate");
  });

  it("loses some tenths of a decibel to Wiener filters over two DM-RS symbols", async () => {
    const { kpi } = await nrRun(await atEsn0(12));
    expect(kpi.sinrLoss_dB.value).toBeGreaterThan(0);
    expect(kpi.sinrLoss_dB.value).toBeLessThan(0.5);
  });

  it("loses all blocks 1 dB below the threshold of 10 % and none 1 dB above, DFT-s-OFDM likewise", async () => {
    const scenario = nrScenario(...perfect);
    const [{ threshold_dB }] = nrLinkWaveform(scenario.waveform as NrWaveform, scenario.link).formats;
    // Shannon's limit of 25 x 12 x 12 elements for the transport block lies below.
    const [{ payload_bit }] = nrLinkWaveform(scenario.waveform as NrWaveform, scenario.link).formats;
    expect(threshold_dB).toBeGreaterThan(10 * Math.log10(2 ** (payload_bit / 3600) - 1));
    expect(threshold_dB).toBeLessThan(10 * Math.log10(2 ** (payload_bit / 3600) - 1) + 2);
    for (const more of [[], ["waveform.nr.transformPrecoding=true"]]) {
      const lost = async (level_dB: number) =>
        (await nrRun(...perfect, ...more, await atEsn0(threshold_dB + level_dB))).kpi.frameErrorRate.value;
      expect(await lost(-1)).toBe(1);
      expect(await lost(1)).toBe(0);
    }
  });

  it("adds the power of two antennas: 3 dB", async () => {
    const { kpi } = await nrRun(...perfect, await atEsn0(6), "antennas={receive: {count: 2}}");
    expect(kpi.expectedSinr_dB.value).toBeCloseTo(6 + 10 * Math.log10(2), 4);
    expect(Math.abs(kpi.sinrLoss_dB.value)).toBeLessThan(0.06);
  });

  it("gains by a precoder that points at the receiver, and nothing by one that does not", async () => {
    // TS 38.211, Table 6.3.1.5-3: TPMI 12 is [1 1 1 1] / 2, TPMI 14 [1 1 -1 -1] / 2 at broadside.
    const four = (tpmi: number) => `antennas={transmit: {count: 4}, precoding: {tpmi: ${tpmi}}}`;
    const all = await nrRun(...perfect, await atEsn0(6), four(12));
    expect(all.kpi.expectedSinr_dB.value).toBeCloseTo(6 + 10 * Math.log10(4), 4);
    expect(Math.abs(all.kpi.sinrLoss_dB.value)).toBeLessThan(0.06);
    const one = await nrRun(...perfect, await atEsn0(6), four(0));
    expect(one.kpi.expectedSinr_dB.value).toBeCloseTo(6 + 10 * Math.log10(1 / 4), 4);
    expect(Math.abs(one.kpi.sinrLoss_dB.value)).toBeLessThan(0.06);
  });

  it("shares the power between layers, whose expected SINR is that of a share", async () => {
    // Rows so far apart that layers arrive at orthogonal angles: phases of 0 and pi at the second antenna, by a precoder of
    // two orthogonal columns over half a wavelength at 0 and 90 deg there is one path only; hence scattering without line of sight.
    const { kpi, bitTrue } = await nrRun(
      ...perfect,
      await atEsn0(30),
      "waveform.nr.layers=2",
      "antennas={transmit: {count: 2}, receive: {count: 4}}",
      "channel={model: ntn-tdl-a, delaySpread: 30 ns, userSpeed: 3 km/h}",
    );
    expect(bitTrue?.counts.frames).toBeGreaterThan(20);
    // Zero forcing of one layer takes one of four branches: 10 log10(4 / 3) = 1.25 dB on the mean of the gains; LMMSE no more.
    expect(kpi.sinrLoss_dB.value).toBeGreaterThan(0.3);
    expect(kpi.sinrLoss_dB.value).toBeLessThan(4);
    expect(kpi.frameErrorRate.value).toBe(0);
  });

  it("starts frames on the slots' grid", async () => {
    const { bitTrue } = await nrRun(await atEsn0(12), "run.bitTrue={windows: 3, windowDuration: 4 ms}");
    // 15 kHz: a slot is 1 ms; windows of 4 ms hold 4 starts each, of 2 replications and 3 windows.
    expect(bitTrue?.counts.frames).toBe(24);
  });

  it("comes to the same bits on a worker and here", async () => {
    const scenario = nrScenario(await atEsn0(9), signal("-10 dB", "frequencyOffset: 200 Hz, delay: 1 us", "user"));
    let plain: PlainReplication | undefined;
    const crossing: Replicator = {
      width: 2,
      replicate: async (job: MacJob, replication: number) => {
        plain = toPlainResult(replicate(structuredClone(job), replication));
        return fromPlainResult(structuredClone(plain));
      },
    };
    const here = await run(scenario, { scenarioText: "" });
    const there = await run(scenario, { scenarioText: "", replicator: crossing });
    expect(plain?.frameLink?.others[0].blocks).toBeGreaterThan(0);
    expect(there.kpi).toEqual(here.kpi);
    expect(there.bitTrue).toEqual(here.bitTrue);
  });
});

describe("another signal on the same elements", () => {
  it("is interference of its level in the budget: Es/I0 is minus the level", async () => {
    const { budget } = await nrRun("run.fidelity=budget", await atEsn0(10), signal("-10 dB"));
    expect(budget.esn0_dB.value).toBeCloseTo(10 - 10 * Math.log10(2), 6);
    const strong = await nrRun("run.fidelity=budget", await atEsn0(30), signal("3 dB"));
    expect(strong.budget.esn0_dB.value).toBeCloseTo(-10 * Math.log10(10 ** 0.3 + 1e-3), 6);
  });

  it("is a signal of that level where slots are sent, and not in the noise once more", async () => {
    const { kpi } = await nrRun(...perfect, await atEsn0(20), signal("-10 dB"));
    expect(kpi.expectedSinr_dB.value).toBeCloseTo(20, 6);
    expect(kpi.measuredSinr_dB.value).toBeCloseTo(-10 * Math.log10(0.1 + 0.01), 1);
  });

  it("from another angle is rejected by two antennas: h^H R^-1 h", async () => {
    // Half a wavelength, 0 and 90 deg: phases of 0 and pi, orthogonal; the interferer leaves nothing.
    const two = "antennas={receive: {count: 2, spacing: 0.5}}";
    const { kpi } = await nrRun(
      ...perfect,
      await atEsn0(6),
      two,
      signal("20 dB", "angle: 90 deg"),
      "receiver.nr.detector=irc",
    );
    expect(kpi.measuredSinr_dB.value).toBeCloseTo(6 + 10 * Math.log10(2), 1);
    // At 30 deg a quarter turn between antennas: |s^H h|^2 = 2; h^H R^-1 h = snr (2 - 2 p / (1 + 2 p)), p its power over noise.
    const at30 = await nrRun(
      ...perfect,
      await atEsn0(6),
      two,
      signal("20 dB", "angle: 30 deg"),
      "receiver.nr.detector=irc",
    );
    const p = 10 ** 2.6;
    expect(at30.kpi.measuredSinr_dB.value).toBeCloseTo(6 + 10 * Math.log10(2 - (2 * p) / (1 + 2 * p)), 1);
  });

  it("keeps its harm whatever its delay and frequency, and is decoded with both", async () => {
    const moved = "frequencyOffset: 150 Hz, delay: 2 us";
    const still = await nrRun(...perfect, await atEsn0(20), signal("-10 dB"));
    const other = await nrRun(...perfect, await atEsn0(20), signal("-10 dB", moved));
    expect(Math.abs(other.kpi.measuredSinr_dB.value - still.kpi.measuredSinr_dB.value)).toBeLessThan(0.1);
    const both = await nrRun(
      await atEsn0(25),
      signal("0 dB", `${moved}, angle: 90 deg`, "user"),
      "antennas={receive: {count: 2, spacing: 0.5}}",
    );
    expect(both.kpi.blockErrorRateOther.value).toBe(0);
    expect(both.kpi.frameErrorRate.value).toBe(0);
  });

  it("is subtracted once decoded", async () => {
    // MCS 3 at -3 dB is decoded under the own signal's MCS 3, which is then free of it.
    const own = ["waveform.nr.mcs=[11]", await atEsn0(20), signal("10 dB", "", "user")];
    const plain = await nrRun(...own);
    const cancelled = await nrRun(...own, "receiver.nr.cancellation=word");
    expect(plain.kpi.frameErrorRate.value).toBe(1);
    expect(cancelled.kpi.frameErrorRate.value).toBe(0);
    expect(cancelled.kpi.blockErrorRateOther.value).toBe(0);
    // Blocks of 25 resource blocks at MCS 3: some 2 Mbit/s.
    expect(cancelled.kpi.throughputOther_Mbps.value).toBeGreaterThan(1.5);
    expect(cancelled.kpi.throughputOther_Mbps.value).toBeLessThan(2.5);
  });
});

describe("what NR offers runs", () => {
  it.each<[string, string[]]>([
    ["a codebook of the uplink", ["antennas={transmit: {count: 4}, precoding: {tpmi: 0}}"]],
    ["a codebook of the downlink", ["link.direction=uplink", "antennas={transmit: {count: 2}, precoding: {tpmi: 2}}"]],
    ["a matrix", ["antennas={transmit: {count: 2}, precoding: {matrix: {re: [[1], [1]]}}}"]],
    [
      "PT-RS with phase noise",
      [
        "waveform.nr.ptrs={timeDensity: 1, frequencyDensity: 2}",
        "impairments={phaseNoise: [{offset: 1 kHz, level: -70 dBc/Hz}, {offset: 1 MHz, level: -110 dBc/Hz}]}",
      ],
    ],
    [
      "a double DM-RS of type 2",
      ["waveform.nr.dmrs={type: 2, length: 2, additionalPositions: 1, cdmGroupsWithoutData: 3}"],
    ],
    ["mapping B in 7 symbols", ["waveform.nr.symbols={first: 3, count: 7, mapping: B}"]],
    [
      "the extended prefix",
      [
        "waveform.nr.subcarrierSpacing=60 kHz",
        "waveform.nr.cyclicPrefix=extended",
        "waveform.nr.resourceBlocks=6",
        "waveform.nr.symbols.count=12",
      ],
    ],
    ["a list detector", ["receiver.nr.detector=k-best"]],
    [
      "all imperfections at once",
      [
        "impairments={frequencyOffset: 100 Hz, iqImbalance: {gain: 0.3 dB, phase: 2 deg}, quantiser: {bits: 8, crestFactor: 12 dB}, amplifier: {model: {rapp: {smoothness: 2}}, inputBackOff: 8 dB}}",
      ],
    ],
  ])("%s", async (_what, overrides) => {
    const { kpi, bitTrue } = await nrRun(
      await atEsn0(16),
      "run.bitTrue={windows: 2, windowDuration: 2 ms}",
      ...overrides,
    );
    expect(bitTrue?.counts.frames).toBeGreaterThan(3);
    expect(bitTrue?.counts.undetectedErrors).toBe(0);
    expect(kpi.frameErrorRate.value).toBe(0);
    expect(Number.isFinite(kpi.measuredSinr_dB.value)).toBe(true);
  });
});
