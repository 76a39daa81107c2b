import { describe, expect, it } from "vitest";
import { LeolinkError, type Problem } from "../../src/leolink-error.js";
import { type LoadedScenario, loadScenario } from "../../src/scenario/load-scenario.js";
import { starterScenario } from "../../src/scenario/starter.js";

const ka = starterScenario("ka");

function load(...overrides: string[]): LoadedScenario {
  return loadScenario({ text: ka, file: "link.yaml", overrides });
}

function problemsOf(...overrides: string[]): readonly Problem[] {
  try {
    load(...overrides);
  } catch (error) {
    if (error instanceof LeolinkError) return error.problems;
    throw error;
  }
  return [];
}

describe("the receiver of a scenario", () => {
  it("is the waveform's with every default where the scenario names none", () => {
    expect(load().scenario.receiver).toEqual({
      kind: "dvbS2x",
      estimation: "pilots",
      demapping: "max-log",
      decoder: { arithmetic: "int16", schedule: "layered", iterations: 50, stop: "parity" },
    });
    expect(load().scenario.run.bitTrue).toEqual({ windows: 16 });
  });

  it("takes a decoder as `leolink ber` does", () => {
    const { receiver } = load(
      "receiver={dvbS2x: {decoder: {iterations: 20, checkRule: 'normalisedMinSum:0.75'}}}",
    ).scenario;
    expect(receiver.decoder).toMatchObject({ iterations: 20, checkRule: { kind: "normalisedMinSum", factor: 0.75 } });
  });

  it("cannot estimate from pilots that are not sent", () => {
    const without = "waveform.dvbS2x.pilots=false";
    expect(problemsOf(without)).toEqual([]);
    expect(problemsOf(without, "run.fidelity=bit-true")).toMatchObject([
      { location: { path: "waveform.dvbS2x.pilots" }, hint: expect.stringContaining("estimation: perfect") },
    ]);
    expect(problemsOf(without, "receiver={dvbS2x: {estimation: pilots}}")).toMatchObject([
      { location: { path: "receiver.dvbS2x.estimation" }, hint: expect.stringContaining("pilots: true") },
    ]);
    expect(problemsOf(without, "run.fidelity=bit-true", "receiver={dvbS2x: {estimation: perfect}}")).toEqual([]);
  });

  it("follows a frequency up to half a turn between pilot blocks", () => {
    // 100 MHz / 1.2 = 83.33 MBd; blocks begin 1476 symbols apart: 28.23 kHz.
    const offset = (text: string) => problemsOf("run.fidelity=bit-true", `impairments={frequencyOffset: ${text}}`);
    expect(offset("28.2 kHz")).toEqual([]);
    expect(offset("-28.3 kHz")).toMatchObject([
      { location: { path: "impairments.frequencyOffset" }, message: expect.stringContaining("28.23 kHz") },
    ]);
    // A frame of QPSK is 33,282 symbols, 399.4 us: 28.23 kHz is reached at 70.7 MHz/s.
    const rate = (text: string) => problemsOf("run.fidelity=bit-true", `impairments={dopplerRate: ${text}}`);
    expect(rate("70000 kHz/s")).toEqual([]);
    expect(rate("71000 kHz/s")).toMatchObject([{ location: { path: "impairments.dopplerRate" } }]);
  });

  it("is told which frames there are", () => {
    expect(problemsOf("waveform.dvbS2x.modcods=[QPSK 1/4 short]")).toMatchObject([
      {
        location: { path: expect.stringContaining("waveform.dvbS2x.modcods") },
        hint: expect.stringContaining("write QPSK 1/4"),
      },
    ]);
  });
});

describe("the impairments of a scenario", () => {
  it("resolve to what the link takes, ideal ones left out", () => {
    const { impairments } = load(
      "impairments={phaseNoise: [{offset: 1 kHz, level: -50 dBc/Hz}, {offset: 1 MHz, level: -103 dBc/Hz}], dopplerRate: 50 Hz/s, " +
        "amplifier: {model: {rapp: {smoothness: 2}}, inputBackOff: 3 dB}, quantiser: {bits: 8, crestFactor: 12 dB}}",
    ).scenario;
    expect(impairments).toEqual({
      phaseNoise: [
        { offset_Hz: 1e3, level_dBcHz: -50 },
        { offset_Hz: 1e6, level_dBcHz: -103 },
      ],
      dopplerRate_Hzs: 50,
      amplifier: { model: { kind: "rapp", smoothness: 2 }, inputBackOff_dB: 3 },
      quantiser: { bits: 8, crestFactor_dB: 12 },
    });
    expect(
      load("impairments={amplifier: {model: saleh, inputBackOff: 6 dB}}").scenario.impairments?.amplifier,
    ).toMatchObject({
      model: { kind: "saleh", alphaAmplitude: 2.1587 },
    });
  });

  it("are refused where they stand", () => {
    expect(problemsOf("impairments={phaseNoise: [{offset: 1 kHz, level: -50 dBc}]}")).toMatchObject([
      { location: { path: "impairments.phaseNoise.0.level" }, message: expect.stringContaining("dBc/Hz") },
    ]);
    expect(
      problemsOf("impairments={phaseNoise: [{offset: 1 kHz, level: -50 dBc/Hz}, {offset: 1 kHz, level: -60 dBc/Hz}]}"),
    ).toMatchObject([{ location: { path: "impairments.phaseNoise" }, message: expect.stringContaining("rise") }]);
    expect(
      problemsOf(
        "impairments={amplifier: {inputBackOff: 3 dB, model: {table: [{inputBackOff: 0 dB, outputBackOff: 0 dB, phase: 0 deg}, {inputBackOff: 10 dB, outputBackOff: 8 dB, phase: 0 deg}]}}}",
      ),
    ).toMatchObject([
      { location: { path: "impairments.amplifier.model.table" }, message: expect.stringContaining("fall") },
    ]);
  });

  it("draw a warning where the amplifier's distortion counts twice", () => {
    const twice = load(
      "impairments={amplifier: {model: saleh, inputBackOff: 6 dB}}",
      "link.interference.intermodulation=20 dB",
    );
    expect(twice.warnings).toMatchObject([
      { source: "impairments.amplifier", message: expect.stringContaining("twice") },
    ]);
  });
});
