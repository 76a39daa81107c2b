import { describe, expect, it } from "vitest";
import { fadingChannel } from "../../src/channel/fading-channel.js";
import type { FadingSpec } from "../../src/channel/fading-spec.js";
import { looMeanPower, looPowerCdf } from "../../src/channel/loo.js";
import { pathState } from "../../src/channel/multipath-channel.js";
import { ricianPowerCdf } from "../../src/channel/rician.js";
import {
  shadowedRicianMoments,
  shadowedRicianPowerCdf,
  shadowedRicianSets,
} from "../../src/channel/shadowed-rician.js";

const motion = { speed_ms: 10, angleToSatellite_deg: 60 };

/** Powers of one look at each of many realisations, and a few looks far apart in each. */
function powersOf(spec: FadingSpec, realisations: number, looks = 8): Float64Array {
  const powers = new Float64Array(realisations * looks);
  for (let number = 0; number < realisations; number++) {
    const channel = fadingChannel(spec, 2e9, { seed: 11, number })!;
    const state = pathState(channel);
    for (let look = 0; look < looks; look++) {
      channel.at(look * 37.7, state);
      powers[number * looks + look] = state.gainRe[0] ** 2 + state.gainIm[0] ** 2;
    }
  }
  return powers.sort();
}

/** Largest distance of the sample's distribution from the model's (Kolmogorov and Smirnov). */
function distance(sorted: Float64Array, cdf: (power: number) => number): number {
  let most = 0;
  for (let i = 0; i < sorted.length; i += 7)
    most = Math.max(most, Math.abs((i + 0.5) / sorted.length - cdf(sorted[i])));
  return most;
}

describe("closed forms of fading", () => {
  it.each([
    // scipy.stats.ncx2.cdf(2 (K + 1) x, 2, 2 K)
    [-10, 0.1, 0.0947629877613635],
    [0, 0.01, 0.007357345199371717],
    [6, 0.1, 0.01646471507771326],
    [6, 2, 0.9332534644692412],
    [15, 1, 0.5248054508777534],
  ])("Rice, K = %d dB: P(power < %d)", (k_dB, power, expected) => {
    expect(ricianPowerCdf(k_dB, power) / expected).toBeCloseTo(1, 10);
  });

  it.each([
    // scipy: ncx2 averaged over the gamma-distributed line of sight by quadrature
    ["infrequentLight", 0.01, 0.000807842839308612],
    ["infrequentLight", 1, 0.3112830327941758],
    ["average", 0.1, 0.028944816347591815],
    ["average", 3, 0.9792543958805252],
    ["frequentHeavy", 0.01, 0.07577962930598636],
    ["frequentHeavy", 0.5, 0.9805550854936178],
  ] as const)("shadowed Rice, %s: P(power < %d)", (name, power, expected) => {
    expect(shadowedRicianPowerCdf(shadowedRicianSets[name], power) / expected).toBeCloseTo(1, 7);
  });

  it.each([
    [{ mean_dB: -3, deviation_dB: 2, multipath_dB: -15 }, 0.3, 0.17797362810851786],
    [{ mean_dB: -3, deviation_dB: 2, multipath_dB: -15 }, 1, 0.8928279909673075],
    [{ mean_dB: -20, deviation_dB: 6, multipath_dB: -18 }, 0.01, 0.26365408287883996],
    [{ mean_dB: -20, deviation_dB: 6, multipath_dB: -18 }, 0.1, 0.911747185207198],
  ])("Loo %o: P(power < %d)", (triplet, power, expected) => {
    expect(Math.abs(looPowerCdf(triplet, power) - expected)).toBeLessThan(1e-6);
  });
});

describe("realisations of statistical fading", () => {
  // Kolmogorov and Smirnov at 0.1 % for independent draws: 1.95 / sqrt(n); twice that for the looks' dependence.
  const realisations = 500;
  const limit = 2 * (1.95 / Math.sqrt(realisations * 8));

  it("Rice", () => {
    const powers = powersOf({ kind: "rician", k_dB: 6, motion }, realisations);
    expect(distance(powers, (power) => ricianPowerCdf(6, power))).toBeLessThan(limit);
  });

  it.each(Object.entries(shadowedRicianSets))("shadowed Rice, %s, with its moments", (_name, set) => {
    const powers = powersOf({ kind: "shadowedRician", set, correlation_m: 20, motion }, realisations);
    expect(distance(powers, (power) => shadowedRicianPowerCdf(set, power))).toBeLessThan(limit);
    const { mean, meanSquare } = shadowedRicianMoments(set);
    const found = powers.reduce((sum, power) => sum + power, 0) / powers.length;
    const deviation = Math.sqrt((meanSquare - mean ** 2) / powers.length);
    expect(Math.abs(found - mean)).toBeLessThan(5 * deviation);
    const square = powers.reduce((sum, power) => sum + power ** 2, 0) / powers.length;
    expect(Math.abs(square / meanSquare - 1)).toBeLessThan(0.15);
  });

  it("Loo, with its mean power", () => {
    const triplet = { mean_dB: -5, deviation_dB: 4, multipath_dB: -12 };
    const powers = powersOf({ kind: "loo", triplet, correlation_m: 20, motion }, realisations);
    expect(distance(powers, (power) => looPowerCdf(triplet, power))).toBeLessThan(limit);
    const mean = powers.reduce((sum, power) => sum + power, 0) / powers.length;
    expect(Math.abs(mean / looMeanPower(triplet) - 1)).toBeLessThan(0.12);
  });

  it.each([
    { kind: "rician", k_dB: 3, motion },
    { kind: "shadowedRician", set: shadowedRicianSets.average, correlation_m: 5, motion },
    { kind: "loo", triplet: { mean_dB: -2, deviation_dB: 3, multipath_dB: -15 }, correlation_m: 5, motion },
  ] as FadingSpec[])(
    "is one realisation a seed and number, the same at common times whatever the step: $kind",
    (spec) => {
      const make = (seed: number, number: number) => fadingChannel(spec, 2e9, { seed, number })!;
      const trace = (channel: ReturnType<typeof make>, step_s: number, count: number) => {
        const state = pathState(channel);
        return Array.from({ length: count }, (_, n) => {
          channel.at(n * step_s, state);
          return [state.gainRe[0], state.gainIm[0]];
        });
      };
      const coarse = trace(make(1, 0), 1e-3, 40);
      const fine = trace(make(1, 0), 0.5e-3, 80);
      expect(fine.filter((_, n) => n % 2 === 0)).toEqual(coarse);
      expect(trace(make(1, 1), 1e-3, 3)).not.toEqual(coarse.slice(0, 3));
      expect(trace(make(2, 0), 1e-3, 3)).not.toEqual(coarse.slice(0, 3));
    },
  );
});
