import { describe, expect, it } from "vitest";
import {
  DelayLineFilter,
  type DelayLineFilterSettings,
  type PortSamples,
} from "../../src/channel/delay-line-filter.js";
import { interpolationReach, interpolationWeights } from "../../src/channel/fractional-delay.js";
import {
  type MultipathChannel,
  type PathState,
  pathState,
  seriesByMoments,
} from "../../src/channel/multipath-channel.js";
import { PathDelay } from "../../src/channel/path-delay.js";
import { scaledTaps } from "../../src/channel/tap-profile.js";
import { ntnTdlProfiles } from "../../src/channel/tapped-delay-line.data.js";
import { TappedDelayLine } from "../../src/channel/tapped-delay-line.js";
import { RandomStream } from "../../src/random/random-stream.js";

const rate_Hz = 1e6;

/** Paths of given delays in samples and gains, at any number of ports. */
function fixed(
  paths: readonly { delay: number; gain: readonly (readonly [number, number])[] }[],
  receive = 1,
): MultipathChannel {
  return {
    pathCount: paths.length,
    receivePorts: receive,
    transmitPorts: paths[0].gain.length / receive,
    maximumDoppler_Hz: 0,
    at(_time_s: number, out: PathState) {
      paths.forEach(({ delay, gain }, path) => {
        out.excessDelay_s[path] = delay / rate_Hz;
        gain.forEach(([re, im], pair) => {
          out.gainRe[path * gain.length + pair] = re;
          out.gainIm[path * gain.length + pair] = im;
        });
      });
    },
    series(time_s, out) {
      seriesByMoments(this, time_s, out);
    },
  };
}

/** exp(j 2 pi f n) for n from 0. */
function tone(frequency: number, count: number): PortSamples {
  const angle = (n: number) => 2 * Math.PI * (frequency * n - Math.floor(frequency * n));
  return {
    re: Float32Array.from({ length: count }, (_, n) => Math.cos(angle(n))),
    im: Float32Array.from({ length: count }, (_, n) => Math.sin(angle(n))),
  };
}

function filtered(
  settings: DelayLineFilterSettings,
  input: PortSamples,
  count: number,
): PortSamples & { written: number } {
  const { receivePorts } = settings.channel;
  const out = { re: new Float32Array(receivePorts * count), im: new Float32Array(receivePorts * count) };
  return { ...out, written: new DelayLineFilter(settings).process(input, count, out) };
}

const settings = { sampleRate_Hz: rate_Hz, start_s: 0, maximumDelay_s: 40e-6, gainInterval: 16 };

describe("a delay line over samples", () => {
  it.each([0, 0.25, 0.5, 3.37, 17.9999])(
    "delays tones up to 0.4 of the sample rate by %d samples exactly, to 3e-5",
    (delay) => {
      for (const frequency of [0, 0.05, -0.2, 0.3, 0.4, -0.4]) {
        const out = filtered({ ...settings, channel: fixed([{ delay, gain: [[1, 0]] }]) }, tone(frequency, 400), 400);
        expect(out.written).toBe(400 - interpolationReach);
        let worst = 0;
        for (let n = 60; n < out.written; n++) {
          const angle = 2 * Math.PI * frequency * (n - delay);
          worst = Math.max(worst, Math.hypot(out.re[n] - Math.cos(angle), out.im[n] - Math.sin(angle)));
        }
        expect(worst).toBeLessThan(3e-5);
      }
    },
  );

  it("passes whole samples as they are", () => {
    const weights = new Float64Array(2 * interpolationReach);
    interpolationWeights(0, weights);
    weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo(i === interpolationReach - 1 ? 1 : 0, 12);
    });
  });

  it("adds paths with their gains, port by port", () => {
    const gain = [
      [1, 0],
      [0, 2],
      [0.5, -1],
      [3, 0],
    ] as const;
    const channel = fixed(
      [
        { delay: 2, gain },
        { delay: 5, gain: gain.map(([re, im]) => [-im, re] as const) },
      ],
      2,
    );
    const [a, b] = [tone(0.1, 100), tone(-0.03, 100)];
    const input = { re: Float32Array.of(...a.re, ...b.re), im: Float32Array.of(...a.im, ...b.im) };
    const out = filtered({ ...settings, channel }, input, 100);
    const at = (x: PortSamples, n: number) => [x.re[n], x.im[n]] as const;
    for (const n of [20, 57]) {
      for (const receive of [0, 1]) {
        let [re, im] = [0, 0];
        [a, b].forEach((x, transmit) => {
          const [gRe, gIm] = gain[receive * 2 + transmit];
          const [early, late] = [at(x, n - 2), at(x, n - 5)];
          re += gRe * early[0] - gIm * early[1] + (-gIm * late[0] - gRe * late[1]);
          im += gRe * early[1] + gIm * early[0] + (-gIm * late[1] + gRe * late[0]);
        });
        expect(out.re[receive * 100 + n]).toBeCloseTo(re, 5);
        expect(out.im[receive * 100 + n]).toBeCloseTo(im, 5);
      }
    }
  });

  it("gives the same samples however the stream is cut into blocks", () => {
    const taps = scaledTaps(ntnTdlProfiles["ntn-tdl-d"], { delaySpread_s: 2e-6 });
    const channel = new TappedDelayLine(
      { taps, maximumDoppler_Hz: 400, lineOfSightDoppler_Hz: 50 },
      new RandomStream(3, "x"),
    );
    const count = 700;
    const input = tone(0.11, count);
    const whole = filtered({ ...settings, channel }, input, count);
    const filter = new DelayLineFilter({ ...settings, channel });
    const re: number[] = [];
    for (let from = 0, length = 1; from < count; from += length, length = (length * 3) % 61 || 1) {
      length = Math.min(length, count - from);
      const out = { re: new Float32Array(length), im: new Float32Array(length) };
      const block = { re: input.re.slice(from, from + length), im: input.im.slice(from, from + length) };
      re.push(...out.re.slice(0, filter.process(block, length, out)));
    }
    expect(re).toEqual([...whole.re.slice(0, whole.written)]);
    filter.reset();
    const again = { re: new Float32Array(count), im: new Float32Array(count) };
    filter.process(input, count, again);
    expect(again.re).toEqual(whole.re);
  });

  it("follows gains that move: a tone comes out times the channel's response at its frequency", () => {
    const taps = scaledTaps(ntnTdlProfiles["ntn-tdl-a"], { delaySpread_s: 1e-6 });
    const channel = new TappedDelayLine(
      { taps, maximumDoppler_Hz: 500, lineOfSightDoppler_Hz: 0 },
      new RandomStream(3, "x"),
    );
    const [frequency, count] = [0.17, 3000];
    const out = filtered({ ...settings, channel }, tone(frequency, count), count);
    const state = pathState(channel);
    let worst = 0;
    for (let n = 100; n < out.written; n++) {
      channel.at(n / rate_Hz, state);
      let [re, im] = [0, 0];
      for (let path = 0; path < channel.pathCount; path++) {
        const angle = 2 * Math.PI * frequency * (n - state.excessDelay_s[path] * rate_Hz);
        re += state.gainRe[path] * Math.cos(angle) - state.gainIm[path] * Math.sin(angle);
        im += state.gainRe[path] * Math.sin(angle) + state.gainIm[path] * Math.cos(angle);
      }
      worst = Math.max(worst, Math.hypot(out.re[n] - re, out.im[n] - im));
    }
    // Gains taken linearly over 16 us: (2 pi 500 16e-6)^2 / 8 = 3.2e-4 of a gain of about 2.
    expect(worst).toBeLessThan(1e-3);
  });

  it("shifts a tone by the Doppler of a receding satellite, to the phase of its whole delay", () => {
    // 600 km away, receding at 7 km/s: -46.7 kHz at 2 GHz.
    const times = Float64Array.from({ length: 3 }, (_, i) => i * 0.01);
    const delay = new PathDelay({
      start_s: 0,
      step_s: 0.01,
      range_m: times.map((t) => 600e3 + 7e3 * t),
      rangeRate_ms: times.map(() => 7e3),
    });
    const reference_s = delay.delay_s(0);
    const lineOfSight = { delay, carrier_Hz: 2e9, reference_s };
    const channel = fixed([{ delay: 0, gain: [[1, 0]] }]);
    const [frequency, count] = [0.21, 5000];
    const out = filtered({ ...settings, channel, lineOfSight }, tone(frequency, count), count);
    let worst = 0;
    for (let n = 100; n < out.written; n++) {
      const tau_s = (600e3 + (7e3 * n) / rate_Hz) / 299_792_458;
      const turns = frequency * (n - (tau_s - reference_s) * rate_Hz) - 2e9 * tau_s;
      const angle = 2 * Math.PI * (turns - Math.floor(turns));
      worst = Math.max(worst, Math.hypot(out.re[n] - Math.cos(angle), out.im[n] - Math.sin(angle)));
    }
    expect(worst).toBeLessThan(3e-5);
  });

  it("refuses delays beyond its line, and samples that do not fit", () => {
    const far = { ...settings, channel: fixed([{ delay: 41, gain: [[1, 0]] }]) };
    expect(() => filtered(far, tone(0, 100), 100)).toThrow("expected a delay from 0 to 0.00004 s");
    const filter = new DelayLineFilter({ ...settings, channel: fixed([{ delay: 1, gain: [[1, 0]] }]) });
    expect(() => filter.process(tone(0, 10), 11, tone(0, 11))).toThrow("input: expected 11 samples");
    expect(() => new DelayLineFilter({ ...far, gainInterval: 0 })).toThrow("gainInterval");
    expect(() => new DelayLineFilter({ ...far, sampleRate_Hz: Number.NaN })).toThrow("sampleRate_Hz");
  });
});
