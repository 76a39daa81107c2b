import { describe, expect, it } from "vitest";
import { LargeScaleChannel } from "../../src/channel/large-scale-channel.js";
import { emptyLargeScaleState } from "../../src/channel/large-scale-parameters.js";
import { pathSeries, pathState } from "../../src/channel/multipath-channel.js";
import { UserTrack } from "../../src/channel/user-track.js";

const surroundings = {
  environment: "urban",
  band: "S",
  losCorrelationDistance_m: 50,
  xprCorrelationDistance_m: 50,
  turnDecorrelation_deg: 15,
} as const;
const carrier_Hz = 2e9;

function held(elevation_deg: number, speed_ms = 0): UserTrack {
  const values = new Float64Array(2);
  return new UserTrack(
    { step_s: 1e4, elevation_deg: values.fill(elevation_deg), azimuth_deg: new Float64Array(2) },
    speed_ms,
    90,
  );
}

/** A pass from 20 over 80 to 20 deg in 400 s. */
const pass = {
  step_s: 1,
  elevation_deg: Float64Array.from({ length: 401 }, (_, i) => 20 + 60 * Math.sin((Math.PI * i) / 400)),
  azimuth_deg: Float64Array.from({ length: 401 }, (_, i) => (200 + 0.5 * i) % 360),
};

function made(number: number, track: UserTrack, more: Partial<typeof surroundings> = {}): LargeScaleChannel {
  return new LargeScaleChannel({ surroundings: { ...surroundings, ...more }, carrier_Hz, track }, { seed: 9, number });
}

describe("the TR 38.811 channel along a pass", () => {
  it("has the mean power of its tables over realisations: share of sight, shadowing, clutter", () => {
    // Urban, S band, 30 deg: P(LOS) = 0.493, sigma 4 and 6 dB, clutter 29 dB (Tables 6.6.1-1, 6.6.2-2).
    const realisations = 6000;
    const neper = Math.LN10 / 10;
    const sight = Math.exp((4 * neper) ** 2 / 2);
    const expected = 0.493 * sight + 0.507 * 10 ** -2.9 * Math.exp((6 * neper) ** 2 / 2);
    const powers = Array.from({ length: realisations }, (_, number) => {
      const channel = made(number, held(30));
      const state = pathState(channel);
      channel.at(0, state);
      let re = 0;
      let im = 0;
      for (let path = 0; path < channel.pathCount; path++) {
        re += state.gainRe[path];
        im += state.gainIm[path];
      }
      return re * re + im * im;
    });
    const mean = powers.reduce((sum, power) => sum + power, 0) / realisations;
    const deviation = Math.sqrt(powers.reduce((sum, power) => sum + (power - mean) ** 2, 0) / realisations);
    expect(Math.abs(mean - expected)).toBeLessThan((3.5 * deviation) / Math.sqrt(realisations));
    // Without the sight the median is near the clutter loss: below -15 dB lies what has none.
    const share = powers.filter((power) => power < 10 ** -1.5).length / realisations;
    expect(Math.abs(share - 0.507)).toBeLessThan(0.03);
  });

  it("divides the power with a line of sight by the K-factor that is drawn", () => {
    const state = emptyLargeScaleState();
    let ratio = 0;
    let count = 0;
    for (let number = 0; number < 3000; number++) {
      const channel = made(number, held(80), { turnDecorrelation_deg: 15 });
      channel.parametersAt(0, state);
      if (!state.isLineOfSight) continue;
      const paths = pathState(channel);
      channel.at(0, paths);
      const sight = paths.gainRe[0] ** 2 + paths.gainIm[0] ** 2;
      let scattered = 0;
      for (let path = 1; path < channel.pathCount; path++)
        scattered += paths.gainRe[path] ** 2 + paths.gainIm[path] ** 2;
      // Rays of a path are of random phase: over realisations their power is the cluster's.
      ratio += ((scattered / sight) * 10 ** (state.kFactor_dB / 10)) / 1;
      count++;
    }
    expect(count).toBeGreaterThan(2500);
    expect(Math.abs(ratio / count - 1)).toBeLessThan(0.06);
  });

  it("is the same at common times whatever the step and the order, and in series as at single moments", () => {
    const times_s = [0, 0.5, 3.25, 77.7, 200.001, 399, 12, 3.25];
    const one = made(2, new UserTrack(pass, 14, 45));
    const other = made(2, new UserTrack(pass, 14, 45));
    const [a, b] = [pathState(one), pathState(other)];
    const found = times_s.map((time_s) => {
      one.at(time_s, a);
      return [...a.gainRe, ...a.excessDelay_s];
    });
    for (let step = 0; step < 400; step++) other.at(step * 0.97, b);
    times_s.toReversed().forEach((time_s, index) => {
      other.at(time_s, b);
      expect([...b.gainRe, ...b.excessDelay_s]).toEqual(found[times_s.length - 1 - index]);
    });
    const time_s = Float64Array.from({ length: 600 }, (_, n) => 150 + 0.05 * n);
    const series = pathSeries(one, time_s.length);
    one.series(time_s, series);
    for (let n = 0; n < time_s.length; n += 7) {
      one.at(time_s[n], a);
      for (let path = 0; path < one.pathCount; path++) {
        const at = path * time_s.length + n;
        expect(series.gainRe[at]).toBeCloseTo(a.gainRe[path], 4);
        expect(series.gainIm[at]).toBeCloseTo(a.gainIm[path], 4);
        if (a.gainRe[path] !== 0) expect(series.excessDelay_s[at]).toBe(a.excessDelay_s[path]);
      }
    }
  });

  it("never jumps: stretches and states fade, so that no gain moves faster than its Doppler shift and the fades allow", () => {
    const channel = made(4, new UserTrack(pass, 14, 45));
    const state = pathState(channel);
    const before = pathState(channel);
    const step_s = 2e-5;
    for (let window = 0; window < 40; window++) {
      channel.at(10 * window, before);
      for (let n = 1; n < 200; n++) {
        channel.at(10 * window + n * step_s, state);
        for (let path = 0; path < channel.pathCount; path++) {
          const change = Math.hypot(state.gainRe[path] - before.gainRe[path], state.gainIm[path] - before.gainIm[path]);
          // 2 pi f_D dt = 0.0117 of an amplitude that shadowing may lift to 4.
          expect(change).toBeLessThan(0.06);
          before.gainRe[path] = state.gainRe[path];
          before.gainIm[path] = state.gainIm[path];
        }
      }
    }
  });

  it("differs by seed and by number", () => {
    const gain = (number: number) => {
      const channel = made(number, held(45));
      const state = pathState(channel);
      channel.at(0, state);
      return state.gainRe[0];
    };
    expect(gain(1)).not.toBe(gain(2));
    expect(gain(1)).toBe(gain(1));
  });
});
