import { describe, expect, it } from "vitest";
import { type ClusterProfile, ntnCdlProfiles, rayOffsets } from "../../src/channel/clustered-delay-line.data.js";
import { ClusteredDelayLine } from "../../src/channel/clustered-delay-line.js";
import { pathSeries, pathState } from "../../src/channel/multipath-channel.js";
import { rmsDelaySpread_s } from "../../src/channel/tap-profile.js";
import { RandomStream } from "../../src/random/random-stream.js";

const names = Object.keys(ntnCdlProfiles) as (keyof typeof ntnCdlProfiles)[];
const common = { carrier_Hz: 2e9, delaySpread_s: 1e-7, elevation_deg: 50, speed_ms: 10, bearing_deg: 30 };

function made(name: keyof typeof ntnCdlProfiles, number: number, more: object = {}) {
  const parameters = { ...common, profile: ntnCdlProfiles[name], ...more };
  return new ClusteredDelayLine(parameters, new RandomStream(3, "test.cdl", number));
}

describe("NTN clustered delay lines", () => {
  it("has 20 rays whose offsets have the rms spread 1 of TR 38.901, Table 7.5-3", () => {
    expect(rayOffsets).toHaveLength(20);
    expect(Math.sqrt(rayOffsets.reduce((sum, offset) => sum + offset ** 2, 0) / 20)).toBeCloseTo(1, 3);
  });

  it.each(names)("%s has its cluster powers and delay spread over realisations", (name) => {
    const realisations = 400;
    const looks = 10;
    const profile: ClusterProfile = ntnCdlProfiles[name];
    const total = profile.power_dB.reduce((sum, power_dB) => sum + 10 ** (power_dB / 10), 0);
    const sums = new Float64Array(profile.delay.length);
    let delay_s: ArrayLike<number> = [];
    for (let number = 0; number < realisations; number++) {
      const channel = made(name, number);
      const state = pathState(channel);
      for (let look = 0; look < looks; look++) {
        channel.at(look * 0.37, state);
        for (let path = 0; path < sums.length; path++) {
          sums[path] += (state.gainRe[path] ** 2 + state.gainIm[path] ** 2) / (realisations * looks);
        }
      }
      delay_s = state.excessDelay_s;
    }
    // 4000 looks: four standard deviations of exponential powers are 6.5 %.
    for (let path = 0; path < sums.length; path++) {
      const power = 10 ** (profile.power_dB[path] / 10) / total;
      expect(Math.abs(sums[path] / power - 1)).toBeLessThan(0.07);
    }
    const powers = profile.power_dB.map((power_dB) => 10 ** (power_dB / 10));
    expect(Math.abs(rmsDelaySpread_s(delay_s, powers) / 1e-7 - 1)).toBeLessThan(0.01);
  });

  it.each([
    // Mean over all pairs of ray azimuths and zeniths of exp(2 pi j r d), powers of Table 6.9.1-1, with NumPy.
    [
      [0.5, 0, 0],
      [0.145589, -0.791565],
    ],
    [
      [0, 0.5, 0],
      [0.59047, -0.05033],
    ],
    [
      [0, 0, 1],
      [0.29127, -0.572919],
    ],
  ] as [[number, number, number], [number, number]][])(
    "ntn-cdl-a correlates two ports %j wavelengths apart as its angles say",
    (place, expected) => {
      const realisations = 3000;
      let [re, im] = [0, 0];
      for (let number = 0; number < realisations; number++) {
        const channel = made("ntn-cdl-a", number, { receivePlaces: [[0, 0, 0], place] });
        const state = pathState(channel);
        channel.at(0.1, state);
        for (let path = 0; path < 3; path++) {
          const [a, b] = [state.gainRe[2 * path], state.gainIm[2 * path]];
          const [c, d] = [state.gainRe[2 * path + 1], state.gainIm[2 * path + 1]];
          re += (c * a + d * b) / realisations;
          im += (d * a - c * b) / realisations;
        }
      }
      expect(Math.hypot(re - expected[0], im - expected[1])).toBeLessThan(0.07);
    },
  );

  it("turns the line of sight by the user's motion towards the satellite, and by where the ports stand", () => {
    const channel = made("ntn-cdl-c", 1, {
      bearing_deg: 0,
      transmitPlaces: [[0, 0, 0]],
      receivePlaces: [
        [0, 0, 0],
        [0, 0, 0.25],
      ],
    });
    const state = pathState(channel);
    const phaseAt = (time_s: number, port: number) => {
      channel.at(time_s, state);
      return Math.atan2(state.gainIm[port], state.gainRe[port]) / (2 * Math.PI);
    };
    const dt_s = 1e-4;
    // v / c f cos(elevation): towards the satellite, positive.
    const expected_Hz = (10 / 299_792_458) * 2e9 * Math.cos((50 * Math.PI) / 180);
    const turned = phaseAt(dt_s, 0) - phaseAt(0, 0);
    expect((turned - Math.round(turned)) / dt_s).toBeCloseTo(expected_Hz, 4);
    // A quarter wavelength higher, at 50 deg of elevation: 0.25 sin(50 deg) turns ahead.
    const ahead = phaseAt(0, 1) - phaseAt(0, 0);
    expect(ahead - Math.round(ahead)).toBeCloseTo(0.25 * Math.sin((50 * Math.PI) / 180), 9);
  });

  it("is the same at common times whatever the step, and in series as at single moments", () => {
    const [one, other] = [made("ntn-cdl-d", 5), made("ntn-cdl-d", 5)];
    const [a, b] = [pathState(one), pathState(other)];
    for (let n = 0; n <= 10; n++) {
      one.at(n * 1e-3, a);
      other.at(2 * n * 0.5e-3, b);
      expect(b).toEqual(a);
    }
    const times = Float64Array.of(0, 0.5, 3600);
    const series = pathSeries(one, 3);
    one.series(times, series);
    for (let n = 0; n < 3; n++) {
      one.at(times[n], a);
      for (let path = 0; path < one.pathCount; path++) {
        expect(Math.abs(series.gainRe[path * 3 + n] - a.gainRe[path])).toBeLessThan(2e-6);
        expect(Math.abs(series.gainIm[path * 3 + n] - a.gainIm[path])).toBeLessThan(2e-6);
      }
    }
  });

  it("refuses an elevation that is none", () => {
    expect(() => made("ntn-cdl-a", 0, { elevation_deg: 91 })).toThrow("elevation");
  });
});
