import { describe, expect, it } from "vitest";
import {
  delayProfileCorrelation,
  exponentialDelayCorrelation,
  jakesCorrelation,
  rectangularDelayCorrelation,
} from "../../src/channel/channel-correlation.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { filterMoments, linearFilter, wienerFilter } from "../../src/receiver/interpolation-filter.js";
import { errorsUnder, separableLinear, separableWiener } from "../../src/receiver/separable-filter.js";

const spacing_Hz = 15_000;
const every = Float64Array.from({ length: 96 }, (_, k) => k * spacing_Hz);
const second = every.filter((_, k) => k % 2 === 0);

describe("Wiener interpolation", () => {
  it("has the mean-square error r / (r + N) of N samples of a channel that does not change", () => {
    const places = { samples: second.subarray(0, 12), outputs: every.subarray(0, 24) };
    const still = delayProfileCorrelation([0], [1]);
    const ratio = 0.3;
    const filter = wienerFilter(places, still, ratio);
    for (const { crossRe, channel, noise } of filterMoments(filter, places, still)) {
      expect(1 - 2 * crossRe + channel + ratio * noise).toBeCloseTo(ratio / (ratio + 12), 6);
    }
  });

  it("reaches the infinite smoother's error on a long comb: r * (share of the band) / (1 + r * share) for a rectangular profile", () => {
    // Non-causal Wiener filter: integral of S N / (S + N) over the band; S = 1 / B in a share B of it, N = r.
    const width_s = 4e-6;
    const samples = Float64Array.from({ length: 400 }, (_, i) => i * 2 * spacing_Hz);
    const places = { samples, outputs: samples.subarray(200, 201), taps: 400 };
    const correlation = rectangularDelayCorrelation(-width_s / 2, width_s / 2);
    const ratio = 0.1;
    const share = width_s * 2 * spacing_Hz;
    const [{ crossRe, channel, noise }] = filterMoments(wienerFilter(places, correlation, ratio), places, correlation);
    const expected = (ratio * share) / (1 + ratio * share);
    expect(1 - 2 * crossRe + channel + ratio * noise).toBeGreaterThan(expected);
    expect(1 - 2 * crossRe + channel + ratio * noise).toBeLessThan(1.05 * expected);
  });

  it("keeps complex statistics: delays all on one side give the same error as centred ones", () => {
    const places = { samples: second, outputs: every, taps: 16 };
    const error = (shift_s: number) => {
      const correlation = rectangularDelayCorrelation(shift_s - 1e-6, shift_s + 1e-6);
      return filterMoments(wienerFilter(places, correlation, 0.05), places, correlation).map(
        ({ crossRe, channel, noise }) => 1 - 2 * crossRe + channel + 0.05 * noise,
      );
    };
    const centred = error(0);
    error(3e-6).forEach((value, k) => {
      expect(value).toBeCloseTo(centred[k], 6);
    });
  });

  it("draws straight lines and shares weights of places that lie alike", () => {
    const filter = linearFilter({ samples: second, outputs: every });
    // At the first sample, at the others, between two, and behind the last one.
    expect(filter.rows).toBe(4);
    const k = 9;
    const sum = [0, 1].reduce((s, i) => s + filter.re[filter.row[k] * 2 + i] * second[filter.first[k] + i], 0);
    expect(sum).toBeCloseTo(every[k], 2);
  });
});

describe("separable filters over frequency and time", () => {
  const slot_s = Float64Array.from({ length: 14 }, (_, l) => (l * 1e-3) / 14);
  const places = {
    frequency: { samples: second, outputs: every, taps: 16 },
    time: { samples: [slot_s[2], slot_s[11]], outputs: slot_s },
  };
  const statistics = { frequency: exponentialDelayCorrelation(300e-9), time: jakesCorrelation(200) };

  it("err as computed, on channels drawn path by path", () => {
    const ratio = 0.1;
    for (const filter of [separableWiener(places, statistics, ratio), separableLinear(places)]) {
      errorsUnder(filter, places, statistics);
      const expected = filter.missed.map((missed, symbol) => missed + ratio * filter.noise[symbol]);
      const measured = simulatedErrors(filter, ratio, 250);
      // 250 channels with several independent errors each: within 4 standard errors of about 3 %.
      measured.forEach((value, symbol) => {
        expect(Math.abs(value / expected[symbol] - 1)).toBeLessThan(0.12);
      });
    }
  });

  it("the Wiener filters err less than straight lines everywhere", () => {
    const wiener = separableWiener(places, statistics, 0.1);
    const straight = separableLinear(places);
    errorsUnder(straight, places, statistics);
    for (let symbol = 0; symbol < 14; symbol++) {
      const error = ({ missed, noise }: typeof wiener) => missed[symbol] + 0.1 * noise[symbol];
      expect(error(wiener)).toBeLessThan(error(straight));
    }
  });

  /** Mean over subcarriers of |estimate - h|^2 at each symbol; Rayleigh paths: exponential delays, Jakes shifts. */
  function simulatedErrors(
    { frequency, timeRe, timeIm }: ReturnType<typeof separableWiener>,
    ratio: number,
    draws: number,
  ) {
    const stream = new RandomStream(3, "interpolation-filter.test");
    const errors = new Float64Array(14);
    const deviation = Math.sqrt(ratio / 2);
    const paths = 24;
    for (let draw = 0; draw < draws; draw++) {
      const path = Array.from({ length: paths }, () => ({
        delay_s: stream.exponential(300e-9),
        doppler_Hz: 200 * Math.cos(2 * Math.PI * stream.uniform()),
        re: stream.gaussian() / Math.sqrt(2 * paths),
        im: stream.gaussian() / Math.sqrt(2 * paths),
      }));
      const h = (f_Hz: number, t_s: number) => {
        let [re, im] = [0, 0];
        for (const p of path) {
          const angle = 2 * Math.PI * (p.doppler_Hz * t_s - f_Hz * p.delay_s);
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          re += p.re * c - p.im * s;
          im += p.re * s + p.im * c;
        }
        return { re, im };
      };
      const rows = [2, 11].map((symbol) => {
        const samples = Array.from(second, (f) => {
          const { re, im } = h(f, slot_s[symbol]);
          return { re: re + deviation * stream.gaussian(), im: im + deviation * stream.gaussian() };
        });
        return (k: number) => {
          let [re, im] = [0, 0];
          for (let i = 0; i < frequency.taps; i++) {
            const w = frequency.row[k] * frequency.taps + i;
            const s = samples[frequency.first[k] + i];
            re += frequency.re[w] * s.re - frequency.im[w] * s.im;
            im += frequency.re[w] * s.im + frequency.im[w] * s.re;
          }
          return { re, im };
        };
      });
      for (let k = 0; k < every.length; k++) {
        const values = rows.map((row) => row(k));
        for (let symbol = 0; symbol < 14; symbol++) {
          let [re, im] = [0, 0];
          for (let i = 0; i < 2; i++) {
            const [a, b] = [timeRe[symbol * 2 + i], timeIm[symbol * 2 + i]];
            re += a * values[i].re - b * values[i].im;
            im += a * values[i].im + b * values[i].re;
          }
          const truth = h(every[k], slot_s[symbol]);
          errors[symbol] += ((re - truth.re) ** 2 + (im - truth.im) ** 2) / (draws * every.length);
        }
      }
    }
    return errors;
  }
});
