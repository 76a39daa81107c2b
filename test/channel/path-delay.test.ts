import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DelayState, PathDelay, type RangeSamples } from "../../src/channel/path-delay.js";
import { CircularOrbit } from "../../src/geometry/circular-orbit.js";
import { emptyStateVector } from "../../src/geometry/ephemeris.js";
import { dopplerRate_Hzs, dopplerShift_Hz, lookAngles, rangeAcceleration_ms2 } from "../../src/geometry/look-angles.js";
import { groundPoint } from "../../src/geometry/wgs84.js";

const c = 299_792_458;
const epoch_ms = Date.UTC(2026, 0, 1);
/** Comes over the place at 60 s. */
const orbit = new CircularOrbit({
  altitude_m: 600e3,
  inclination_deg: 90,
  raan_deg: 0,
  argumentOfLatitude_deg: 0,
  epoch_ms,
});
const place = groundPoint({ latitude_deg: 3.7, longitude_deg: -100.3, altitude_m: 0 }, "sphere");

function look(time_s: number) {
  const state = emptyStateVector();
  orbit.at(epoch_ms + 1000 * time_s, state);
  return lookAngles(place, state);
}

function sampled(step_s: number, withAcceleration: boolean): PathDelay {
  const count = Math.round(120 / step_s) + 1;
  const range_m = new Float64Array(count);
  const rangeRate_ms = new Float64Array(count);
  const rangeAcceleration = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const { slantRange_m, rangeRate_ms: rate_ms } = look(i * step_s);
    range_m[i] = slantRange_m;
    rangeRate_ms[i] = rate_ms;
    rangeAcceleration[i] = rangeAcceleration_ms2(place, orbit, epoch_ms + 1000 * i * step_s);
  }
  return new PathDelay({
    start_s: 0,
    step_s,
    range_m,
    rangeRate_ms,
    rangeAcceleration_ms2: withAcceleration ? rangeAcceleration : undefined,
  });
}

describe("the delay of the line of sight", () => {
  it("passes close overhead in this test", () => {
    const elevations = Array.from({ length: 121 }, (_, time_s) => look(time_s).elevation_deg);
    expect(Math.max(...elevations)).toBeGreaterThan(80);
  });

  it.each([
    // Hermite's remainder with the derivatives of sqrt(h^2 + v^2 t^2) at 0, 3 v^4 / h^3 and 45 v^6 / h^5, in metres:
    // 0.0439 step^4 / 384 and 1.03e-4 step^6 / 46080.
    [1, false, 1.15e-4],
    [1, true, 3e-9],
    [2, false, 1.84e-3],
    [2, true, 1.5e-7],
  ])(
    "is that of a straight flight between samples of %d s (acceleration: %s) within %d m",
    (step_s, isFifth, limit_m) => {
      const [h_m, v_ms] = [600e3, 7.5e3];
      const range = (t: number) => Math.hypot(h_m, v_ms * t);
      const times = Float64Array.from({ length: 120 / step_s + 1 }, (_, i) => i * step_s - 60.5);
      const path = new PathDelay({
        start_s: -60.5,
        step_s,
        range_m: times.map(range),
        rangeRate_ms: times.map((t) => (v_ms ** 2 * t) / range(t)),
        rangeAcceleration_ms2: isFifth ? times.map((t) => (v_ms ** 2 * h_m ** 2) / range(t) ** 3) : undefined,
      });
      let worst_m = 0;
      for (let time_s = -60; time_s < 59; time_s += 0.0173) {
        worst_m = Math.max(worst_m, Math.abs(c * path.delay_s(time_s) - range(time_s)));
      }
      expect(worst_m).toBeLessThan(limit_m);
      expect(worst_m).toBeGreaterThan(limit_m / 3);
    },
  );

  it("has the Doppler shift and rate of the geometry at 20 GHz", () => {
    const path = sampled(1, true);
    // The sidereal angle of a date is rounded to 1e-12 rad, 1e-5 m along the orbit: 1e-3 Hz between samples of 1 s.
    for (const time_s of [0, 10.5, 59.25, 60, 61.7, 119.9]) {
      const doppler_Hz = dopplerShift_Hz(look(time_s).rangeRate_ms, 20e9);
      const rate_Hzs = dopplerRate_Hzs(rangeAcceleration_ms2(place, orbit, epoch_ms + 1000 * time_s), 20e9);
      expect(Math.abs(path.doppler_Hz(time_s, 20e9) - doppler_Hz)).toBeLessThan(5e-3);
      expect(Math.abs(path.dopplerRate_Hzs(time_s, 20e9) - rate_Hzs)).toBeLessThan(5e-2);
    }
  });

  it("has a Doppler shift that is the derivative of its phase, and a rate that is the derivative of the shift", () => {
    const path = sampled(1, true);
    const h = 1e-3;
    for (const time_s of [5.25, 33.5, 60.001, 99]) {
      const slope_Hz = (path.phase_turns(time_s + h, 2e9) - path.phase_turns(time_s - h, 2e9)) / (2 * h);
      expect(Math.abs(slope_Hz - path.doppler_Hz(time_s, 2e9))).toBeLessThan(1e-4);
      const slope_Hzs = (path.doppler_Hz(time_s + h, 2e9) - path.doppler_Hz(time_s - h, 2e9)) / (2 * h);
      expect(Math.abs(slope_Hzs / path.dopplerRate_Hzs(time_s, 2e9) - 1)).toBeLessThan(1e-5);
    }
  });

  it("does not jump at its samples", () => {
    const [a, b]: DelayState[] = [1, 2].map(() => ({ delay_s: 0, delayRate: 0, delayAcceleration_s: 0 }));
    for (const [withAcceleration, path] of [false, true].map((flag) => [flag, sampled(1, flag)] as const)) {
      for (const knot_s of [1, 58, 61, 100]) {
        path.at(knot_s - 1e-9, a);
        path.at(knot_s + 1e-9, b);
        expect(Math.abs(a.delay_s - b.delay_s + 2e-9 * a.delayRate)).toBeLessThan(1e-17);
        expect(Math.abs(a.delayRate - b.delayRate)).toBeLessThan(2e-15);
        if (withAcceleration) expect(Math.abs(a.delayAcceleration_s - b.delayAcceleration_s)).toBeLessThan(1e-14);
      }
    }
  });

  it("is exact for ranges that are polynomials of its degree, at any time", () => {
    const range = (t: number) => 1e6 - 7e3 * t + 30 * t ** 2 - 0.2 * t ** 3;
    const rate = (t: number) => -7e3 + 60 * t - 0.6 * t ** 2;
    const acceleration = (t: number) => 60 - 1.2 * t;
    const times = Float64Array.from({ length: 11 }, (_, i) => 5 + 3 * i);
    const samples: RangeSamples = { start_s: 5, step_s: 3, range_m: times.map(range), rangeRate_ms: times.map(rate) };
    const both = [
      new PathDelay(samples),
      new PathDelay({ ...samples, rangeAcceleration_ms2: times.map(acceleration) }),
    ];
    const state: DelayState = { delay_s: 0, delayRate: 0, delayAcceleration_s: 0 };
    fc.assert(
      fc.property(fc.double({ min: 5, max: 35, noNaN: true }), (time_s) => {
        for (const path of both) {
          path.at(time_s, state);
          expect(Math.abs(c * state.delay_s - range(time_s))).toBeLessThan(2e-9);
          expect(Math.abs(c * state.delayRate - rate(time_s))).toBeLessThan(2e-8);
          expect(Math.abs(c * state.delayAcceleration_s - acceleration(time_s))).toBeLessThan(2e-8);
        }
      }),
    );
  });

  it("refuses times outside its samples, and samples that do not fit", () => {
    const path = sampled(2, false);
    for (const time_s of [-0.1, 120.1, Number.NaN])
      expect(() => path.delay_s(time_s)).toThrow("expected a time from 0");
    const [one, two] = [new Float64Array(1), new Float64Array(2)];
    expect(() => new PathDelay({ start_s: 0, step_s: 1, range_m: one, rangeRate_ms: one })).toThrow("two samples");
    expect(() => new PathDelay({ start_s: 0, step_s: 1, range_m: two, rangeRate_ms: one })).toThrow("one count");
    expect(() => new PathDelay({ start_s: 0, step_s: 0, range_m: two, rangeRate_ms: two })).toThrow("step above 0");
    const bad = Float64Array.of(1, Number.NaN);
    expect(() => new PathDelay({ start_s: 0, step_s: 1, range_m: bad, rangeRate_ms: two })).toThrow("finite ranges");
  });
});
