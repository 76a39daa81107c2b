import { describe, expect, it } from "vitest";
import type { PlanarArray } from "../../src/antenna/antenna-pattern.js";
import { arrayGain_dBi, arrayScanGain_dBi } from "../../src/antenna/planar-array.js";
import { MultiUserChannel } from "../../src/channel/multi-user-channel.js";
import { elementAperture } from "../../src/channel/transmit-aperture.js";
import { complexMatrix } from "../../src/complex-matrix.js";
import { placeAtElevation, viewPlace } from "../../src/geometry/satellite-frame.js";
import { circularOrbitDoppler_Hz } from "../../src/geometry/spherical-earth.js";
import { LinearPrecoder } from "../../src/receiver/precoding/linear-precoder.js";
import { precodedSinr } from "../../src/receiver/precoding/precoded-sinr.js";

const array: PlanarArray = {
  kind: "planarArray",
  rows: 8,
  columns: 12,
  rowSpacing: 0.5,
  columnSpacing: 0.55,
  elementGain_dBi: 5,
  elementExponent: 1.2,
  taper: "uniform",
  loss_dB: 0,
  scanLimit_deg: 90,
};
const frame = { altitude_m: 600e3 };
const still = { ahead_rad: 0, beside_rad: 0, phaseError_rad: 0, timingError_s: 0 };

function channelOf(places: ReturnType<typeof placeAtElevation>[], reference = places[0]) {
  return new MultiUserChannel({
    frame,
    carrier_Hz: 20e9,
    satellites: [{ aperture: elementAperture(array, 20e9), ...still }],
    places,
    peakSnr: () => 1,
    reference,
  });
}

describe("channel of several users and an array", () => {
  it("gives matched weights the array's own gain, element pattern included", () => {
    const place = placeAtElevation(frame, 50, 0.4);
    const channel = channelOf([place]);
    const h = complexMatrix(1, 96);
    channel.at(0, 0, h);
    const power = h.re.reduce((sum, re, n) => sum + re * re + h.im[n] ** 2, 0);
    const view = { u: 0, v: 0, w: 1, slantRange_m: 0, sinElevation: 1 };
    viewPlace(frame, place, view);
    const direction = {
      theta_deg: (Math.acos(view.w) * 180) / Math.PI,
      phi_deg: (Math.atan2(view.v, view.u) * 180) / Math.PI,
    };
    const expected_dB = arrayGain_dBi(array, direction, direction) - arrayScanGain_dBi(array, 0);
    expect(10 * Math.log10(power)).toBeCloseTo(expected_dB, 8);
  });

  it("gives weights for one place the pattern's gain at another", () => {
    const [one, other] = [placeAtElevation(frame, 70, 0.2), placeAtElevation(frame, 55, -1)];
    const h = complexMatrix(2, 96);
    channelOf([one, other]).at(0, 0, h);
    const norm2 = h.re.subarray(0, 96).reduce((sum, re, n) => sum + re * re + h.im[n] ** 2, 0);
    let [re, im] = [0, 0];
    for (let n = 0; n < 96; n++) {
      re += h.re[96 + n] * h.re[n] + h.im[96 + n] * h.im[n];
      im += h.im[96 + n] * h.re[n] - h.re[96 + n] * h.im[n];
    }
    const at = (place: typeof one) => {
      const view = { u: 0, v: 0, w: 1, slantRange_m: 0, sinElevation: 1 };
      viewPlace(frame, place, view);
      return {
        theta_deg: (Math.acos(view.w) * 180) / Math.PI,
        phi_deg: (Math.atan2(view.v, view.u) * 180) / Math.PI,
      };
    };
    const expected_dB = arrayGain_dBi(array, at(other), at(one)) - arrayScanGain_dBi(array, 0);
    expect(10 * Math.log10((re * re + im * im) / norm2)).toBeCloseTo(expected_dB, 6);
  });

  it("turns a user's phase by the Doppler shift of TR 38.811's closed form, against a reference at the zenith", () => {
    // A user ahead on the orbit's track at 40 deg: approaching.
    const user = placeAtElevation(frame, 40, 0);
    const nadir = placeAtElevation(frame, 90, 0);
    const channel = channelOf([user, nadir], nadir);
    const dt_s = 1e-7;
    const phase = (time_s: number) => {
      const h = complexMatrix(2, 96);
      channel.at(time_s, 0, h);
      // Mean of the middle four elements, whose own phases are opposite.
      let [re, im] = [0, 0];
      for (const n of [3 * 12 + 5, 3 * 12 + 6, 4 * 12 + 5, 4 * 12 + 6]) {
        re += h.re[n];
        im += h.im[n];
      }
      return Math.atan2(im, re);
    };
    const doppler_Hz = (phase(dt_s) - phase(-dt_s)) / (2 * Math.PI * 2 * dt_s);
    const expected_Hz = circularOrbitDoppler_Hz(20e9, 600e3, 40);
    // The reference below the satellite has no shift of its own, but a rate.
    expect(Math.abs(doppler_Hz / expected_Hz - 1)).toBeLessThan(1e-4);
  });

  it("is the same at common times whatever the step", () => {
    const places = [placeAtElevation(frame, 60, 0.1), placeAtElevation(frame, 65, 2)];
    const channel = channelOf(places);
    const at = (time_s: number) => {
      const h = complexMatrix(2, 96);
      channel.at(time_s, 0, h);
      return h;
    };
    const coarse = [0, 1, 2, 3].map((step) => at(step * 1e-3));
    const fine = [0, 1, 2, 3, 4, 5, 6].map((step) => at(step * 0.5e-3));
    for (let step = 0; step < 4; step++) expect(fine[2 * step]).toEqual(coarse[step]);
  });

  it("keeps users apart although the phase of each has turned, since a satellite's antennas share it", () => {
    const places = [placeAtElevation(frame, 60, 0.1), placeAtElevation(frame, 65, 2), placeAtElevation(frame, 75, 4)];
    const channel = channelOf(places);
    const known = complexMatrix(3, 96);
    const truth = complexMatrix(3, 96);
    const weights = complexMatrix(96, 3);
    const sinr = new Float64Array(3);
    const worst = (age_s: number) => {
      channel.at(-age_s, 0, known);
      channel.at(0, 0, truth);
      const settings = { scheme: "zf", powerAllocation: "equalPerUser", powerConstraint: "sum" } as const;
      new LinearPrecoder(3, 96, settings).solve(known, 3e12, weights);
      precodedSinr(truth, weights, new Float64Array(3), sinr);
      return Math.min(...sinr);
    };
    // A microsecond turns the phases by a third of a turn; the directions have hardly changed.
    expect(10 * Math.log10(worst(1e-6))).toBeGreaterThan(100);
    const ages = [0.001, 0.01, 0.1, 1].map(worst);
    for (let index = 1; index < ages.length; index++) expect(ages[index]).toBeLessThan(ages[index - 1]);
  });

  it("keeps a second satellite in step only within the phase's turn", () => {
    const place = placeAtElevation(frame, 80, 1);
    const satellite = (ahead_deg: number, phaseError_rad: number) => ({
      aperture: elementAperture(array, 20e9),
      ...still,
      ahead_rad: (ahead_deg * Math.PI) / 180,
      phaseError_rad,
    });
    const powerWith = (phaseError_rad: number) => {
      const parameters = { frame, carrier_Hz: 20e9, places: [place], peakSnr: () => 1, reference: place };
      const h = complexMatrix(1, 192);
      const known = complexMatrix(1, 192);
      new MultiUserChannel({ ...parameters, satellites: [satellite(0, 0), satellite(1, 0)] }).at(0, 0, known);
      new MultiUserChannel({ ...parameters, satellites: [satellite(0, 0), satellite(1, phaseError_rad)] }).at(0, 0, h);
      const weights = complexMatrix(192, 1);
      const settings = { scheme: "mrt", powerAllocation: "equalPerUser", powerConstraint: "sum" } as const;
      new LinearPrecoder(1, 192, settings).solve(known, 1, weights);
      const sinr = new Float64Array(1);
      precodedSinr(h, weights, new Float64Array(1), sinr);
      return sinr[0];
    };
    const [inStep, opposite, quarter] = [0, Math.PI, Math.PI / 2].map(powerWith);
    // Two nearly equal contributions a, b: (a + b)^2, (a - b)^2 and a^2 + b^2.
    expect(inStep + opposite).toBeCloseTo(2 * quarter, 10);
    expect(opposite / inStep).toBeLessThan(0.01);
  });

  it("moves a second satellite's wave by its timing error, as a phase along the band", () => {
    const place = placeAtElevation(frame, 80, 1);
    const make = (timingError_s: number) =>
      new MultiUserChannel({
        frame,
        carrier_Hz: 20e9,
        satellites: [{ aperture: elementAperture(array, 20e9), ...still, timingError_s }],
        places: [place],
        peakSnr: () => 1,
        reference: place,
      });
    const at = (timingError_s: number, offset_Hz: number) => {
      const h = complexMatrix(1, 96);
      make(timingError_s).at(0, offset_Hz, h);
      return Math.atan2(h.im[0], h.re[0]);
    };
    // 2 ns at 100 MHz beside the carrier: 0.2 turns.
    const turn = (at(0, 100e6) - at(2e-9, 100e6)) / (2 * Math.PI);
    expect(((turn % 1) + 1) % 1).toBeCloseTo(0.2, 6);
    expect(at(2e-9, 0)).toBeCloseTo(at(0, 0), 12);
  });
});
