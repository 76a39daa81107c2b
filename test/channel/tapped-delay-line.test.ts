import { describe, expect, it } from "vitest";
import { pathSeries, pathState } from "../../src/channel/multipath-channel.js";
import { kFactor, rmsDelaySpread_s, scaledTaps } from "../../src/channel/tap-profile.js";
import { ntnConformanceProfiles, ntnTdlProfiles } from "../../src/channel/tapped-delay-line.data.js";
import { TappedDelayLine } from "../../src/channel/tapped-delay-line.js";
import { complexMatrix } from "../../src/complex-matrix.js";
import { RandomStream } from "../../src/random/random-stream.js";

const names = Object.keys(ntnTdlProfiles) as (keyof typeof ntnTdlProfiles)[];

describe("NTN tapped delay lines", () => {
  it.each(names)("%s has the rms delay spread it is scaled to, within 1 %%", (name) => {
    const { delay_s, power } = scaledTaps(ntnTdlProfiles[name], { delaySpread_s: 250e-9 });
    expect(Math.abs(rmsDelaySpread_s(delay_s, power) / 250e-9 - 1)).toBeLessThan(0.01);
    expect(power.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it.each([
    // First tap's Ricean factor as TR 38.811, Tables 6.9.2-3 and -4 print it; over all other taps it is a little lower.
    ["ntn-tdl-c", 10.224],
    ["ntn-tdl-d", 11.707],
  ] as const)("%s has its first tap's K-factor of %d dB", (name, k_dB) => {
    const { power } = scaledTaps(ntnTdlProfiles[name], { delaySpread_s: 1e-7 });
    expect(10 * Math.log10(power[0] / power[1])).toBeCloseTo(k_dB, 3);
  });

  it("moves to a wanted K-factor and keeps the wanted delay spread, TR 38.901, 7.7.6", () => {
    const taps = scaledTaps(ntnTdlProfiles["ntn-tdl-d"], { delaySpread_s: 1e-7, kFactor_dB: 3 });
    expect(10 * Math.log10(kFactor(taps))).toBeCloseTo(3, 10);
    expect(rmsDelaySpread_s(taps.delay_s, taps.power) / 1e-7).toBeCloseTo(1, 10);
  });

  it.each(Object.entries(ntnConformanceProfiles))("%s has about the delay spread in its name", (name, { profile }) => {
    const { delay_s, power } = scaledTaps(profile, {});
    const named_ns = name.startsWith("ntn-tdla100") ? 100 : 5;
    // Rounded delays and powers: 100 ns within 1 %, 5 ns within 20 %.
    expect(Math.abs((rmsDelaySpread_s(delay_s, power) * 1e9) / named_ns - 1)).toBeLessThan(
      named_ns === 100 ? 0.01 : 0.2,
    );
  });

  it.each(names)("%s has its tap powers over realisations", (name) => {
    const taps = scaledTaps(ntnTdlProfiles[name], { delaySpread_s: 1e-7 });
    const sums = new Float64Array(taps.power.length);
    const looks = 40;
    const realisations = 100;
    for (let number = 0; number < realisations; number++) {
      const parameters = { taps, maximumDoppler_Hz: 50, lineOfSightDoppler_Hz: 20 };
      const channel = new TappedDelayLine(parameters, new RandomStream(4, "test.tdl", number));
      const state = pathState(channel);
      for (let look = 0; look < looks; look++) {
        channel.at(look * 0.21, state);
        for (let tap = 0; tap < sums.length; tap++) {
          sums[tap] += (state.gainRe[tap] ** 2 + state.gainIm[tap] ** 2) / (looks * realisations);
        }
      }
    }
    // 4000 nearly independent exponential powers: four standard deviations are 6.5 %.
    for (let tap = 0; tap < sums.length; tap++) expect(Math.abs(sums[tap] / taps.power[tap] - 1)).toBeLessThan(0.065);
  });

  it("is the same at common times whatever the step, and in series as at single moments", () => {
    const taps = scaledTaps(ntnTdlProfiles["ntn-tdl-d"], { delaySpread_s: 1e-7 });
    const make = () =>
      new TappedDelayLine({ taps, maximumDoppler_Hz: 200, lineOfSightDoppler_Hz: -150 }, new RandomStream(1, "test"));
    const [one, other] = [make(), make()];
    const [a, b] = [pathState(one), pathState(other)];
    for (let n = 0; n <= 20; n++) {
      other.at(n * 0.5e-3, b);
      if (n % 2 === 1) continue;
      one.at((n / 2) * 1e-3, a);
      expect(a).toEqual(b);
    }
    const times = Float64Array.from({ length: 9 }, (_, n) => n * 0.01);
    const series = pathSeries(one, 9);
    one.series(times, series);
    for (let n = 0; n < 9; n++) {
      one.at(times[n], a);
      for (let path = 0; path < one.pathCount; path++) {
        expect(series.excessDelay_s[path * 9 + n]).toBe(a.excessDelay_s[path]);
        expect(Math.abs(series.gainRe[path * 9 + n] - a.gainRe[path])).toBeLessThan(2e-6);
        expect(Math.abs(series.gainIm[path * 9 + n] - a.gainIm[path])).toBeLessThan(2e-6);
      }
    }
  });

  it("correlates ports as the matrices say, and steers the line of sight across them", () => {
    const correlation = (rho: number, phase: number) => {
      const matrix = complexMatrix(2, 2);
      matrix.re.set([1, rho * Math.cos(phase), rho * Math.cos(phase), 1]);
      matrix.im.set([0, rho * Math.sin(phase), -rho * Math.sin(phase), 0]);
      return matrix;
    };
    const steering = { re: Float64Array.of(1, 0), im: Float64Array.of(0, 1) };
    const ports = { receive: correlation(0.7, 0.4), transmit: correlation(0.3, -1), receiveSteering: steering };
    const taps = scaledTaps(ntnTdlProfiles["ntn-tdl-c"], { delaySpread_s: 1e-8 });
    let [receive, transmit, power] = [
      [0, 0],
      [0, 0],
      [0, 0, 0, 0],
    ];
    const realisations = 4000;
    for (let number = 0; number < realisations; number++) {
      const parameters = { taps, maximumDoppler_Hz: 50, lineOfSightDoppler_Hz: 0, ports };
      const channel = new TappedDelayLine(parameters, new RandomStream(4, "test.ports", number));
      const state = pathState(channel);
      channel.at(0.3, state);
      const gain = (path: number, r: number, t: number): [number, number] => {
        const at = path * 4 + r * 2 + t;
        return [state.gainRe[at], state.gainIm[at]];
      };
      const product = ([a, b]: [number, number], [c, d]: [number, number]) => [a * c + b * d, b * c - a * d];
      const scale = 1 / (realisations * taps.power[1]);
      receive = receive.map((sum, i) => sum + scale * product(gain(1, 0, 0), gain(1, 1, 0))[i]);
      transmit = transmit.map((sum, i) => sum + scale * product(gain(1, 0, 0), gain(1, 0, 1))[i]);
      power = power.map((sum, i) => sum + scale * (gain(1, i >> 1, i & 1)[0] ** 2 + gain(1, i >> 1, i & 1)[1] ** 2));
      // The line of sight: the second receive port a quarter turn ahead.
      const [first, second] = [gain(0, 0, 0), gain(0, 1, 1)];
      expect(product(second, first)[0] / taps.power[0]).toBeCloseTo(0, 10);
      expect(product(second, first)[1] / taps.power[0]).toBeCloseTo(1, 10);
    }
    // Four standard deviations of 4000 products.
    expect(Math.abs(receive[0] - 0.7 * Math.cos(0.4))).toBeLessThan(0.065);
    expect(Math.abs(receive[1] - 0.7 * Math.sin(0.4))).toBeLessThan(0.065);
    expect(Math.abs(transmit[0] - 0.3 * Math.cos(1))).toBeLessThan(0.065);
    expect(Math.abs(transmit[1] + 0.3 * Math.sin(1))).toBeLessThan(0.065);
    for (const value of power) expect(Math.abs(value - 1)).toBeLessThan(0.07);
  });

  it("refuses what a profile does not take", () => {
    const a = ntnTdlProfiles["ntn-tdl-a"];
    expect(() => scaledTaps(a, {})).toThrow("delay spread");
    expect(() => scaledTaps(a, { delaySpread_s: 1e-7, kFactor_dB: 3 })).toThrow("no line of sight");
    expect(() => scaledTaps(ntnConformanceProfiles["ntn-tdlc5-200"].profile, { delaySpread_s: 1e-7 })).toThrow(
      "seconds",
    );
    const taps = scaledTaps(a, { delaySpread_s: 1e-7 });
    const make = (parameters: object) =>
      new TappedDelayLine(
        { taps, maximumDoppler_Hz: 1, lineOfSightDoppler_Hz: 0, ...parameters },
        new RandomStream(1, "x"),
      );
    expect(() => make({ lineOfSightDoppler_Hz: 2 })).toThrow("line-of-sight");
    const unequal = complexMatrix(2, 2);
    unequal.re.set([1, 0.5, 0.2, 1]);
    expect(() => make({ ports: { receive: unequal, transmit: unequal } })).toThrow("Hermitian");
    const impossible = complexMatrix(2, 2);
    impossible.re.set([1, 1.2, 1.2, 1]);
    expect(() => make({ ports: { receive: impossible, transmit: impossible } })).toThrow("positive definite");
  });
});
