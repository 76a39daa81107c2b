import type { Scenario } from "../../src/scenario/scenario.js";
import { defaultReceiver } from "../../src/scenario/schema-receiver.js";

/** A small, complete scenario for the tests of this room: a fixed geometry with round figures. */
export const fixedScenario: Scenario = {
  title: "fixed geometry",
  orbit: { kind: "fixed", elevation_deg: 30, azimuth_deg: 0, altitude_m: 600e3 },
  time: { start_ms: Date.UTC(2026, 0, 1), duration_s: 3, step_s: 1 },
  site: {
    name: "equator",
    latitude_deg: 0,
    longitude_deg: 0,
    altitude_m: 0,
    minimumElevation_deg: 10,
    climate: { temperature_K: 288.15, pressure_hPa: 1013.25, vapourDensity_gm3: 7.5 },
  },
  link: {
    direction: "downlink",
    carrier_Hz: 20e9,
    bandwidth_Hz: 400e6,
    polarisation: { kind: "rhcp", tilt_deg: 45 },
    payload: { kind: "regenerative" },
    interference: {
      coChannel_dB: Number.POSITIVE_INFINITY,
      adjacentChannel_dB: Number.POSITIVE_INFINITY,
      crossPolar_dB: Number.POSITIVE_INFINITY,
      intermodulation_dB: Number.POSITIVE_INFINITY,
    },
  },
  satellite: {
    antenna: {
      pattern: { kind: "fixedGain", gain_dBi: 38.5 },
      mount: { kind: "tracking" },
      pointingError_deg: 0,
      polarisation: "matched",
      axialRatio_dB: 0,
    },
    transmitter: { kind: "eirp", eirp_dBW: 30.0206 },
  },
  terminal: {
    antenna: {
      pattern: { kind: "fixedGain", gain_dBi: 39.7 },
      mount: { kind: "tracking" },
      pointingError_deg: 0,
      polarisation: "matched",
      axialRatio_dB: 0,
    },
    receiver: {
      kind: "noiseFigure",
      noiseFigure_dB: 1.2,
      antennaTemperature_K: 150,
      feederLoss_dB: 0,
      ambientTemperature_K: 290,
    },
  },
  propagation: {
    gas: "tr38811",
    rain: "none",
    cloud: "none",
    scintillation: "tr38811",
    clutter: "none",
    shadowing_dB: 0,
    condition: { kind: "availability", availability_pct: 99 },
  },
  waveform: {
    kind: "dvbS2x",
    rollOff: 0.05,
    pilots: true,
    modcods: ["QPSK 1/2", "8PSK 2/3", "16APSK 3/4"],
    implementationLoss_dB: 0,
  },
  receiver: defaultReceiver({ kind: "dvbS2x" }),
  mac: {
    traffic: {
      source: { kind: "poisson", rate_bps: 20e6 },
      packetSize: { kind: "fixed", size_bit: 12_000 },
    },
    queue: { capacity_bit: 8e6, discipline: { kind: "dropTail" } },
    adaptation: {
      mode: { kind: "acm" },
      margin_dB: 0.5,
      hysteresis_dB: 0.3,
      processingDelay_s: 5e-3,
      reportInterval_s: 0.1,
      estimationError_dB: 0.2,
    },
    arq: { kind: "none" },
    processingDelay_s: 2e-3,
  },
  run: {
    fidelity: "budget",
    seed: 1,
    replications: { minimum: 3, maximum: 5, relativeError: 0.05 },
    bitTrue: { windows: 4 },
  },
};
