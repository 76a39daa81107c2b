import { describe, expect, it } from "vitest";
import { Hop, type HopParameters } from "../../src/budget/hop.js";
import type { HopGeometry } from "../../src/budget/hop-path.js";
import { hopItems } from "../../src/budget/items.js";
import type { Antenna, Receiver } from "../../src/budget/station.js";
import type { SlantPathAttenuation } from "../../src/propagation/slant-path.js";

const isotropic: Antenna = {
  pattern: { kind: "fixedGain", gain_dBi: 0 },
  mount: { kind: "tracking" },
  pointingError_deg: 0,
  polarisation: "matched",
  axialRatio_dB: 0,
};
const clear: SlantPathAttenuation = {
  gas_dB: 0.5,
  cloud_dB: 0,
  rain_dB: 0,
  scintillation_dB: 0,
  excess_dB: 0,
  total_dB: 0.5,
  noiseAttenuation_dB: 0,
  warnings: [],
};
const noInterference = {
  coChannel_dB: Number.POSITIVE_INFINITY,
  adjacentChannel_dB: Number.POSITIVE_INFINITY,
  crossPolar_dB: Number.POSITIVE_INFINITY,
  intermodulation_dB: Number.POSITIVE_INFINITY,
};
const geometry: HopGeometry = { elevation_deg: 30, azimuth_deg: 120, slantRange_m: 1e6, nadirAngle_deg: 52 };

function hop(changes: Partial<HopParameters>, attenuation = clear): Hop {
  const given = { gas: "", cloud: "", rain: "", scintillation: "", total: "", totalFormula: "", condition: "" };
  return new Hop({
    name: "user link",
    direction: "downlink",
    carrier_Hz: 20e9,
    bandwidth_Hz: 1e8,
    polarisation: { kind: "rhcp", tilt_deg: 45 },
    ground: { antenna: isotropic, receiver: { kind: "gOverT", gOverT_dBK: 10 } },
    satellite: { antenna: isotropic, transmitter: { kind: "eirp", eirp_dBW: 40 } },
    interference: noInterference,
    shadowing_dB: 0,
    clutterLoss_dB: () => 0,
    attenuation: { at: () => attenuation, sources: given },
    ...changes,
  });
}

describe("a hop", () => {
  it("adds up to C/N0 by hand", () => {
    // 40 + 10 - 20 log10(4 pi 1e6 20e9 / c) - 0.5 + 228.599 = 40 + 10 - 178.468 - 0.5 + 228.599 dBHz.
    expect(hop({}).at(geometry)?.cn0_dBHz).toBeCloseTo(99.631, 3);
    expect(hop({ shadowing_dB: 3 }).at(geometry)?.cn0_dBHz).toBeCloseTo(96.631, 3);
  });

  it("has items that add up to its results", () => {
    const lossy = hop({ shadowing_dB: 3, clutterLoss_dB: () => 12 });
    const state = lossy.at(geometry);
    if (!state) throw new Error("out of the scan limit");
    const sum_dB = hopItems(lossy.parameters, state).reduce((sum, { role, value }) => {
      if (role === "level" || role === "gain") return sum + value;
      return role === "loss" ? sum - value : sum;
    }, 228.599_17);
    expect(sum_dB).toBeCloseTo(state.cn0_dBHz, 4);
  });

  it("loses 3.01 dB from a circular wave to a linear antenna, and nothing between matched ones", () => {
    const linear = { ...isotropic, polarisation: "linear" as const };
    const ground = { antenna: linear, receiver: { kind: "gOverT", gOverT_dBK: 10 } as const };
    expect(hop({ ground }).at(geometry)?.polarisationLoss_dB).toBeCloseTo(3.0103, 4);
    expect(hop({ ground, polarisation: { kind: "linear", tilt_deg: 0 } }).at(geometry)?.polarisationLoss_dB).toBe(0);
  });

  it("is out of sight beyond the scan limit of an array that looks at the zenith", () => {
    const antenna: Antenna = {
      ...isotropic,
      pattern: {
        kind: "planarArray",
        rows: 8,
        columns: 8,
        rowSpacing: 0.5,
        columnSpacing: 0.5,
        elementGain_dBi: 5,
        elementExponent: 1.3,
        taper: "uniform",
        loss_dB: 0,
        scanLimit_deg: 50,
      },
      mount: { kind: "zenith" },
    };
    const ground = { antenna, receiver: { kind: "gOverT", gOverT_dBK: 10 } as const };
    const array = hop({ ground });
    expect(array.at(geometry)).toBeUndefined();
    // 8 x 8 elements of 5 dBi and cos^1.3: 23.06 dBi at broadside, 10 x 1.3 log10(cos 40 deg) = -1.50 dB at 40 deg.
    const state = array.at({ ...geometry, elevation_deg: 50 });
    expect(state?.receive.peakGain_dBi).toBeCloseTo(23.062, 3);
    expect(state?.receive.gain_dBi).toBeCloseTo(23.062 - 1.505, 3);
    // A given G/T holds at beam centre and falls with the gain.
    expect(state?.gOverT_dBK).toBeCloseTo(10 - 1.505, 3);
  });

  it("points a fixed dish by the angle between two directions", () => {
    const antenna: Antenna = { ...isotropic, mount: { kind: "fixed", azimuth_deg: 300, elevation_deg: 60 } };
    const ground = { antenna, receiver: { kind: "gOverT", gOverT_dBK: 10 } as const };
    // Opposite azimuths: the zenith lies between, 60 deg and 30 deg away.
    expect(hop({ ground }).at(geometry)?.receive.offBoresight_deg).toBeCloseTo(90, 9);
  });

  it("warms the antenna in rain on the ground, and leaves a satellite's receiver as it is", () => {
    const rain: SlantPathAttenuation = { ...clear, rain_dB: 10, total_dB: 10.5, noiseAttenuation_dB: 10 };
    const receiver: Receiver = {
      kind: "noiseFigure",
      noiseFigure_dB: 3,
      antennaTemperature_K: 50,
      feederLoss_dB: 1,
      ambientTemperature_K: 290,
    };
    const down = hop({ ground: { antenna: isotropic, receiver } }, rain).at(geometry);
    // 275 x 0.9 + 50 x 0.1 = 252.5 K; feeder 290 (10^0.1 - 1) = 75.09 K; receiver 290 (10^0.3 - 1) x 10^0.1 = 363.36 K.
    expect(down?.noise.antennaTemperature_K).toBeCloseTo(252.5, 9);
    expect(down?.noise.systemTemperature_K).toBeCloseTo(252.5 + 75.088 + 363.36, 1);
    const up = hop(
      {
        direction: "uplink",
        ground: { antenna: isotropic, transmitter: { kind: "eirp", eirp_dBW: 40 } },
        satellite: { antenna: isotropic, receiver },
      },
      rain,
    ).at(geometry);
    expect(up?.noise.antennaTemperature_K).toBe(50);
  });

  it("refuses ends without transmitter or receiver, and mounts that an end cannot have", () => {
    expect(() => hop({ ground: { antenna: isotropic } })).toThrow(/no receiver/);
    expect(() => hop({ satellite: { antenna: isotropic } })).toThrow(/no transmitter/);
    const zenith: Antenna = { ...isotropic, mount: { kind: "zenith" } };
    const satellite = { antenna: zenith, transmitter: { kind: "eirp", eirp_dBW: 40 } as const };
    expect(() => hop({ satellite }).at(geometry)).toThrow(RangeError);
  });
});
