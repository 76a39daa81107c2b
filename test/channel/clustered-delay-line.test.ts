import { describe, expect, it } from "vitest";
import { type ClusterScaling, type NtnCdlName, ntnClusterProfile } from "../../src/channel/cluster-profile.js";
import {
  ClusteredDelayLine,
  type ElementArray,
  isotropicElement,
  type Vector,
} from "../../src/channel/clustered-delay-line.js";
import { pathSeries, pathState } from "../../src/channel/multipath-channel.js";
import { RandomStream } from "../../src/random/random-stream.js";

const carrier_Hz = 2e9;
const wavelength_m = 299_792_458 / carrier_Hz;
const asTabulated: ClusterScaling = { delaySpread_s: 100e-9, elevation_deg: 50, azimuth_deg: 180 };

/** Elements that take one of the two polarisations. */
function element(polarisation: "theta" | "phi"): ElementArray {
  const [thetaRe, phiRe] = polarisation === "theta" ? [1, 0] : [0, 1];
  return { positions_m: [[0, 0, 0]], field: () => ({ thetaRe, thetaIm: 0, phiRe, phiIm: 0 }) };
}

function channel(
  name: NtnCdlName,
  { number = 0, velocity_ms = [10, 0, 0] as Vector, receive = isotropicElement, transmit = isotropicElement } = {},
) {
  const profile = ntnClusterProfile(name, asTabulated);
  const settings = { profile, carrier_Hz, velocity_ms, receive, transmit };
  return new ClusteredDelayLine(settings, new RandomStream(8, "test.cdl", number));
}

/** Mean power of each path over realisations and times. */
function meanPowers(name: NtnCdlName, ends: object, realisations: number, looks: number): number[] {
  const sums: number[] = [];
  for (let number = 0; number < realisations; number++) {
    const one = channel(name, { number, ...ends });
    const state = pathState(one);
    for (let look = 0; look < looks; look++) {
      one.at(look * 0.37, state);
      for (let path = 0; path < one.pathCount; path++) {
        const power = state.gainRe[path] ** 2 + state.gainIm[path] ** 2;
        sums[path] = (sums[path] ?? 0) + power / (realisations * looks);
      }
    }
  }
  return sums;
}

describe("a clustered delay line", () => {
  it.each(["ntn-cdl-a", "ntn-cdl-b", "ntn-cdl-c", "ntn-cdl-d"] as const)("%s has its cluster powers", (name) => {
    const { clusters } = ntnClusterProfile(name, asTabulated);
    const found = meanPowers(name, {}, 100, 60);
    // 6000 nearly independent exponential powers: four standard deviations are 5 %.
    clusters.forEach(({ power, isLineOfSight }, path) => {
      expect(Math.abs(found[path] / power - 1)).toBeLessThan(isLineOfSight ? 1e-9 : 0.055);
    });
  });

  it("crosses polarisations by the table's ratio, but for the line of sight", () => {
    const crossed = meanPowers("ntn-cdl-d", { receive: element("phi") }, 100, 60);
    const { clusters } = ntnClusterProfile("ntn-cdl-d", asTabulated);
    expect(crossed[0]).toBe(0);
    // 16 dB: TR 38.811, Table 6.9.1-4.
    for (const path of [1, 2, 3]) {
      expect(Math.abs(crossed[path] / clusters[path].power / 10 ** -1.6 - 1)).toBeLessThan(0.06);
    }
    const same = channel("ntn-cdl-c", { receive: element("phi"), transmit: element("phi") });
    const state = pathState(same);
    same.at(0, state);
    // TR 38.901, eq. (7.5-29): the matrix of the line of sight is diag(1, -1).
    expect(state.gainRe[0]).toBeCloseTo(-Math.sqrt(10 ** -0.0394 / (10 ** -0.0394 + 10 ** -1.0618 + 10 ** -2.3373)), 9);
  });

  it("shifts the line of sight by v f / c times the cosine towards the satellite", () => {
    const toSatellite: Vector = [-Math.sin((40 * Math.PI) / 180), 0, Math.cos((40 * Math.PI) / 180)];
    const speed_ms = 15;
    const moving = channel("ntn-cdl-c", { velocity_ms: [speed_ms * toSatellite[0], 0, speed_ms * toSatellite[2]] });
    const state = pathState(moving);
    const doppler_Hz = speed_ms / wavelength_m;
    const time_s = 0.25 / doppler_Hz;
    moving.at(0, state);
    const [re, im] = [state.gainRe[0], state.gainIm[0]];
    moving.at(time_s, state);
    // A quarter turn ahead.
    expect(state.gainRe[0]).toBeCloseTo(-im, 8);
    expect(state.gainIm[0]).toBeCloseTo(re, 8);
    expect(moving.maximumDoppler_Hz).toBeCloseTo(doppler_Hz, 6);
  });

  it("has the phase of a plane wave across the elements of either end", () => {
    const line: ElementArray = {
      ...isotropicElement,
      positions_m: [
        [0, 0, 0],
        [wavelength_m / 2, 0, wavelength_m / 3],
      ],
    };
    const array = channel("ntn-cdl-c", { receive: line, transmit: line, velocity_ms: [0, 0, 0] });
    const state = pathState(array);
    array.at(1, state);
    const phase = (at: number) => Math.atan2(state.gainIm[at], state.gainRe[at]);
    // From zenith 40, azimuth -180 deg: the direction is (-sin 40, 0, cos 40); it leaves the satellite the other way.
    const turns = -Math.sin((40 * Math.PI) / 180) / 2 + Math.cos((40 * Math.PI) / 180) / 3;
    const expected = [0, -turns, turns, 0].map((turn) => 2 * Math.PI * (turn - Math.round(turn)));
    expected.forEach((angle, pair) => {
      expect(phase(pair)).toBeCloseTo(angle, 8);
    });
  });

  it("falls out of step with itself as the rays' Doppler shifts say", () => {
    // Motion along z: the shift of a ray depends on its zenith of arrival alone, whatever the coupling.
    const velocity_ms: Vector = [0, 0, 10];
    const [lag_s, realisations, looks] = [0.004, 60, 80];
    const { clusters } = ntnClusterProfile("ntn-cdl-b", asTabulated);
    let expected = 0;
    for (const { power, zoa_deg } of clusters) {
      for (const zoa of zoa_deg) {
        const doppler_Hz = (10 * Math.cos((zoa * Math.PI) / 180)) / wavelength_m;
        expected += (power / 20) * Math.cos(2 * Math.PI * doppler_Hz * lag_s);
      }
    }
    let found = 0;
    for (let number = 0; number < realisations; number++) {
      const one = channel("ntn-cdl-b", { number, velocity_ms });
      const [a, b] = [pathState(one), pathState(one)];
      for (let look = 0; look < looks; look++) {
        one.at(look * 0.41, a);
        one.at(look * 0.41 + lag_s, b);
        for (let path = 0; path < one.pathCount; path++) {
          found += (a.gainRe[path] * b.gainRe[path] + a.gainIm[path] * b.gainIm[path]) / (realisations * looks);
        }
      }
    }
    // 4800 products of variance at most 1: four standard deviations.
    expect(Math.abs(found - expected)).toBeLessThan(0.058);
    expect(expected).toBeLessThan(0.9);
  });

  it("is the same at common times whatever the step, per seed, and in series as at single moments", () => {
    const line: ElementArray = {
      ...isotropicElement,
      positions_m: [
        [0, 0, 0],
        [0.1, 0, 0],
      ],
    };
    const make = () => channel("ntn-cdl-d", { receive: line });
    const [one, other] = [make(), make()];
    const [a, b] = [pathState(one), pathState(other)];
    for (let n = 0; n <= 20; n++) {
      other.at(n * 0.5e-3, b);
      if (n % 2 === 1) continue;
      one.at((n / 2) * 1e-3, a);
      expect(a).toEqual(b);
    }
    channel("ntn-cdl-d", { receive: line, number: 1 }).at(0.01, b);
    expect(b.gainRe[2]).not.toBe(a.gainRe[2]);
    const times = Float64Array.from({ length: 7 }, (_, n) => 3 + n * 0.013);
    const series = pathSeries(one, 7);
    one.series(times, series);
    for (let n = 0; n < 7; n++) {
      one.at(times[n], a);
      for (let gain = 0; gain < a.gainRe.length; gain++) {
        expect(Math.abs(series.gainRe[gain * 7 + n] - a.gainRe[gain])).toBeLessThan(2e-6);
        expect(Math.abs(series.gainIm[gain * 7 + n] - a.gainIm[gain])).toBeLessThan(2e-6);
      }
      expect(series.excessDelay_s[3 * 7 + n]).toBe(a.excessDelay_s[3]);
    }
  });

  it("refuses an array without elements and a motion that is no number", () => {
    expect(() => channel("ntn-cdl-a", { receive: { ...isotropicElement, positions_m: [] } })).toThrow("receive");
    expect(() => channel("ntn-cdl-a", { velocity_ms: [0, Number.NaN, 0] })).toThrow("velocity_ms");
    expect(`${channel("ntn-cdl-a")}`).toContain("3 paths, 60 rays");
  });
});
