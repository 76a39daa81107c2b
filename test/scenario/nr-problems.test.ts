import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LeolinkError, type Problem } from "../../src/leolink-error.js";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import type { NrReceiver } from "../../src/scenario/nr-receiver.js";
import type { NrWaveform } from "../../src/scenario/nr-waveform.js";

const shipped = (name: string) => readFileSync(join(import.meta.dirname, "../../scenarios", name), "utf8");
const uplink = shipped("s-band-uplink-two-users.yaml");
const downlink = shipped("ka-second-satellite.yaml");

function problemsOf(text: string, ...overrides: string[]): readonly Problem[] {
  try {
    loadScenario({ text, file: "link.yaml", overrides });
  } catch (error) {
    if (error instanceof LeolinkError) return error.problems;
    throw error;
  }
  return [];
}

/** The same edit in the text, so that the error has a line of the file. */
function edited(text: string, from: string, to: string): { text: string; line: number } {
  expect(text.split(from)).toHaveLength(2);
  const found = text.replace(from, to);
  return { text: found, line: found.slice(0, found.indexOf(to)).split("\n").length };
}

const alone = "coChannel=[{name: other, role: unknown, level: -3 dB, mcs: 3}]";

describe("what NR does not allow together is refused at its place", () => {
  it.each<[what: string, text: string, overrides: string[], path: string, message: RegExp]>([
    [
      "more layers than receive antennas",
      uplink,
      ["waveform.nr.layers=4", "antennas.transmit={count: 4}"],
      "waveform.nr.layers",
      /at most the 2 receive antennas, found 4 layers/,
    ],
    [
      "more layers than transmit antennas",
      uplink,
      ["waveform.nr.layers=2"],
      "waveform.nr.layers",
      /a layer for each transmit antenna, found 2/,
    ],
    [
      "two layers with transform precoding",
      uplink,
      [alone, "waveform.nr.layers=2", "antennas.transmit={count: 2}", "waveform.nr.transformPrecoding=true"],
      "waveform.nr",
      /transform|layer/i,
    ],
    [
      "blocks that a transform of 2, 3 and 5 does not have",
      uplink,
      [alone, "waveform.nr.resourceBlocks=23", "waveform.nr.transformPrecoding=true"],
      "waveform.nr.resourceBlocks",
      /23/,
    ],
    [
      "transform precoding in the downlink",
      downlink,
      ["waveform.nr.transformPrecoding=true"],
      "waveform.nr.transformPrecoding",
      /false in the downlink/,
    ],
    [
      "a bandwidth that is no channel's",
      uplink,
      ["link.bandwidth=5.5 MHz"],
      "waveform.nr.resourceBlocks",
      /5\.5|bandwidth/,
    ],
    [
      "a spacing that the frequency range lacks",
      uplink,
      ["waveform.nr.subcarrierSpacing=120 kHz"],
      "waveform.nr.subcarrierSpacing",
      /15, 30, 60 kHz for data in FR1, found 120 kHz/,
    ],
    [
      "an extended prefix but at 60 kHz",
      uplink,
      ["waveform.nr.cyclicPrefix=extended"],
      "waveform.nr.cyclicPrefix",
      /60 kHz|extended/,
    ],
    [
      "a DM-RS of mapping A outside its symbols",
      uplink,
      ["waveform.nr.symbols={first: 0, count: 2}"],
      "waveform.nr.symbols",
      /./,
    ],
    [
      "symbols beyond the slot",
      uplink,
      ["waveform.nr.symbols={first: 8, count: 10, mapping: B}"],
      "waveform.nr.symbols",
      /./,
    ],
    [
      "three additional double symbols",
      uplink,
      ["waveform.nr.dmrs={length: 2, additionalPositions: 3}"],
      "waveform.nr.dmrs",
      /./,
    ],
    [
      "an MCS beyond the table",
      uplink,
      ["waveform.nr.mcsTable=2", "waveform.nr.mcs=[11, 28]"],
      "waveform.nr.mcs",
      /0 to 27 of table 2, found 28/,
    ],
    [
      "another signal's MCS beyond the table",
      uplink,
      ["waveform.nr.mcsTable=2", "coChannel.0.mcs=28"],
      "coChannel.0.mcs",
      /0 to 27 of table 2, found 28/,
    ],
    [
      "a fixed MCS that is not in the list",
      uplink,
      ["mac.adaptation.mode={fixed: MCS 12}"],
      "mac.adaptation.mode",
      /MCS/,
    ],
    [
      "a receiver of another waveform",
      uplink,
      ["receiver={dvbS2x: {}}"],
      "receiver.dvbS2x",
      /receiver of the waveform, nr, found dvbS2x/,
    ],
    [
      "IRC with one antenna",
      downlink,
      ["antennas.receive.count=1"],
      "receiver.nr.detector",
      /at least 2 receive antennas with irc/,
    ],
    [
      "zero forcing of more than the antennas",
      uplink,
      ["receiver.nr.detector=zf", "receiver.nr.cancellation=none", "antennas.receive.count=1"],
      "receiver.nr.detector",
      /at most the 1 receive antennas with zf, found 2/,
    ],
    [
      "ML with too many hypotheses",
      uplink,
      [
        "receiver.nr.detector=ml",
        "receiver.nr.cancellation=none",
        "antennas={transmit: {count: 3}, receive: {count: 4}}",
        "waveform.nr.layers=3",
        "waveform.nr.mcs=[20]",
        "coChannel.0.mcs=20",
        "mac.adaptation.mode={fixed: MCS 20}",
      ],
      "receiver.nr.detector",
      /at most 65536 hypotheses/,
    ],
    [
      "a list detector of DFT-s-OFDM",
      uplink,
      [
        "receiver.nr.detector=k-best",
        "receiver.nr.cancellation=none",
        "waveform.nr.transformPrecoding=true",
        "waveform.nr.resourceBlocks=25",
      ],
      "receiver.nr.detector",
      /CP-OFDM/,
    ],
    [
      "symbols cancelled in DFT-s-OFDM",
      uplink,
      ["receiver.nr.cancellation=symbol", "waveform.nr.transformPrecoding=true", "waveform.nr.resourceBlocks=25"],
      "receiver.nr.cancellation",
      /transformPrecoding/,
    ],
    ["the abstracted fidelity", uplink, ["run.fidelity=abstracted"], "run.fidelity", /no calibrated frame error model/],
    [
      "a codebook of the other direction, up",
      uplink,
      ["antennas.transmit={count: 2}", "antennas.precoding={panel: {ports: 1x1}}"],
      "antennas.precoding",
      /tpmi or matrix in the uplink/,
    ],
    [
      "a codebook of the other direction, down",
      downlink,
      ["antennas.transmit={count: 2}", "antennas.precoding={tpmi: 0}"],
      "antennas.precoding",
      /panel or matrix in the downlink/,
    ],
    [
      "a codebook of other antennas",
      downlink,
      ["antennas.transmit={count: 2}", "antennas.precoding={panel: {ports: 2x1}}"],
      "antennas.precoding",
      /expected 2 antennas.*found 4/,
    ],
    [
      "a TPMI that the table lacks",
      uplink,
      ["antennas.transmit={count: 2}", "antennas.precoding={tpmi: 6}"],
      "antennas.precoding.tpmi",
      /./,
    ],
    [
      "a matrix of other layers",
      uplink,
      ["antennas.transmit={count: 2}", "antennas.precoding={matrix: {re: [[1, 0], [0, 1]]}}"],
      "antennas.precoding.matrix",
      /expected 1 layers, found 2/,
    ],
    [
      "phase noise that nothing follows",
      uplink,
      [
        "impairments={phaseNoise: [{offset: 1 kHz, level: -70 dBc/Hz}, {offset: 1 MHz, level: -110 dBc/Hz}]}",
        "waveform.nr.dmrs.additionalPositions=0",
      ],
      "waveform.nr.ptrs",
      /PT-RS or additional DM-RS/,
    ],
    [
      "PT-RS where another user's data would lie",
      uplink,
      ["waveform.nr.ptrs={}", "coChannel=[{name: other, role: user, level: 0 dB, mcs: 3}]"],
      "waveform.nr.ptrs",
      /expected none beside co-channel users/,
    ],
    [
      "two signals of one name",
      uplink,
      ["coChannel=[{name: a b, role: user, level: 0 dB, mcs: 3}, {name: AB, role: user, level: 0 dB, mcs: 3}]"],
      "coChannel.1.name",
      /ab again/,
    ],
    [
      "a signal named as the own one",
      uplink,
      ["coChannel.0.name=Own signal"],
      "coChannel.0.name",
      /own signal, which is the link's/,
    ],
  ])("%s", (_what, text, overrides, path, message) => {
    const problems = problemsOf(text, ...overrides);
    const found = problems.find(
      (problem) => problem.location?.path?.startsWith(path) && message.test(`${problem.message} ${problem.hint ?? ""}`),
    );
    expect(found, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(found?.message).toMatch(/expected .*found|no DM-RS ports/);
  });

  it("at the line of the file", () => {
    const layers = edited(uplink, "    mcs: [11]  ", "    layers: 3\n    mcs: [11]  ");
    expect(problemsOf(layers.text)[0].location).toMatchObject({
      file: "link.yaml",
      line: layers.line,
      path: "waveform.nr.layers",
    });
    const detector = edited(uplink, "    detector: lmmse", "    detector: zf");
    const single = detector.text.replace("    count: 2\n    spacing: 30  ", "    count: 1\n    spacing: 30  ");
    expect(problemsOf(single)[0].location).toMatchObject({ line: detector.line, path: "receiver.nr.detector" });
  });

  it("antennas and other signals with DVB-S2X", () => {
    const dvb = shipped("ka-user-downlink.yaml");
    expect(problemsOf(dvb, "antennas={receive: {count: 2}}")).toMatchObject([
      { location: { path: "antennas" }, message: expect.stringContaining("with dvbS2x") },
    ]);
    expect(problemsOf(dvb, alone)).toMatchObject([{ location: { path: "coChannel" } }]);
  });
});

describe("DM-RS ports", () => {
  const signals = (count: number, role: string) =>
    `coChannel=[${Array.from({ length: count }, (_, n) => `{name: s${n}, role: ${role}, level: 0 dB, mcs: 3}`).join(", ")}]`;

  it("are those of TS 38.211, Table 7.4.1.1.2-5: 4 of type 1, twice as many of double length", () => {
    expect(problemsOf(uplink, signals(3, "user"))).toEqual([]);
    expect(problemsOf(uplink, signals(4, "user"))).toMatchObject([
      { location: { path: "coChannel.3" }, hint: expect.stringContaining("dmrs.length: 2") },
    ]);
    expect(problemsOf(uplink, signals(7, "user"), "waveform.nr.dmrs.length=2")).toEqual([]);
    expect(problemsOf(uplink, signals(7, "unknown"))).toEqual([]);
  });

  it("are one each for other signals, however many layers the own has", () => {
    const two = ["waveform.nr.layers=2", "antennas.transmit={count: 2}"];
    expect(problemsOf(uplink, ...two, signals(2, "user"))).toEqual([]);
    expect(problemsOf(uplink, ...two, signals(3, "user"))).toMatchObject([{ location: { path: "coChannel.2" } }]);
  });

  it("lie in CDM groups that carry no data", () => {
    const one = "waveform.nr.dmrs.cdmGroupsWithoutData=1";
    expect(problemsOf(uplink, one, signals(1, "known"))).toEqual([]);
    expect(problemsOf(uplink, one, signals(2, "known"))).toMatchObject([{ location: { path: "coChannel.1" } }]);
  });
});

describe("NR of a scenario", () => {
  it("resolves with the defaults that README names", () => {
    const { waveform, receiver } = loadScenario({ text: uplink, file: "link.yaml", overrides: [] }).scenario;
    const nr = waveform as NrWaveform;
    expect(nr).toMatchObject({
      cyclicPrefix: "normal",
      firstSymbol: 0,
      symbols: 14,
      mapping: "A",
      transformPrecoding: false,
      mcsTable: 1,
      layers: 1,
      targetBler: 0.1,
    });
    expect(nr.dmrs).toEqual({ type: 1, length: 1, additionalPositions: 1, typeAPosition: 2, cdmGroupsWithoutData: 2 });
    expect(receiver as NrReceiver).toMatchObject({
      estimation: "wiener",
      tracking: "frequency",
      commonPhase: "ptrs",
      noise: "estimated",
      demapping: "max-log",
    });
  });
});
