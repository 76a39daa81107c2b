import { describe, expect, it } from "vitest";
import type { NtnCdlName } from "../../src/channel/cluster-profile.js";
import { fadingChannel } from "../../src/channel/fading-channel.js";
import type { FadingSpec } from "../../src/channel/fading-spec.js";
import type { LmsState } from "../../src/channel/lms-two-state.js";
import { type MultipathChannel, pathSeries, pathState } from "../../src/channel/multipath-channel.js";
import { ntnCdl } from "../../src/channel/ntn-cdl.data.js";
import { SampledFading } from "../../src/channel/sampled-fading.js";
import { shadowedRicianSets } from "../../src/channel/shadowed-rician.js";
import { ntnConformanceProfiles, ntnTdlProfiles } from "../../src/channel/tapped-delay-line.data.js";

const carrier_Hz = 2e9;
const motion = { speed_ms: 20, angleToSatellite_deg: 60 };
/** Short stays, so that several begin within the times looked at. */
const state: LmsState = {
  logMean: -2,
  logDeviation: 1,
  minimum_m: 0.02,
  levelMean_dB: -3,
  levelDeviation_dB: 2,
  levelLeast: 0.05,
  levelMost: 0.95,
  g1: -0.2,
  g2_dB: 1,
  h1: 0.1,
  h2_dB: -15,
  correlation_m: 0.3,
};
const sky = {
  step_s: 1,
  elevation_deg: Float64Array.of(40, 41, 42),
  azimuth_deg: Float64Array.of(10, 12, 14),
};

/** Every kind that a scenario may have; a new one does not compile without its own here. */
const specs: { readonly [Kind in FadingSpec["kind"]]: readonly FadingSpec[] } = {
  awgn: [],
  rician: [{ kind: "rician", k_dB: 5, motion }],
  tappedDelayLine: (Object.keys(ntnTdlProfiles) as (keyof typeof ntnTdlProfiles)[]).map((profile) => ({
    kind: "tappedDelayLine",
    profile,
    spread: { delaySpread_s: 1e-7 },
    motion,
  })),
  clusteredDelayLine: (Object.keys(ntnCdl) as NtnCdlName[]).map((profile) => ({
    kind: "clusteredDelayLine",
    profile,
    spread: { surroundings: "urban", elevation_deg: 50 },
    elevation_deg: 50,
    speed_ms: 20,
    bearing_deg: 30,
  })),
  conformance: (Object.keys(ntnConformanceProfiles) as (keyof typeof ntnConformanceProfiles)[]).map((profile) => ({
    kind: "conformance",
    profile,
  })),
  shadowedRician: Object.values(shadowedRicianSets).map((set) => ({
    kind: "shadowedRician",
    set,
    correlation_m: 0.5,
    motion,
  })),
  loo: [{ kind: "loo", triplet: { mean_dB: -2, deviation_dB: 3, multipath_dB: -15 }, correlation_m: 0.5, motion }],
  lmsTwoState: [{ kind: "lmsTwoState", states: { good: state, bad: state, f1_m_dB: 0.01, f2_m: 0.02 }, motion }],
  largeScale: (["urban", "rural"] as const).map((environment) => ({
    kind: "largeScale",
    environment,
    speed_ms: 20,
    heading_deg: 70,
    losCorrelationDistance_m: 0.5,
    turnDecorrelation_deg: 10,
    correlationDistance_m: 0.5,
  })),
  recorded: [
    {
      kind: "recorded",
      profile: {
        pathCount: 2,
        time_s: Float64Array.of(0, 0.0213, 0.05),
        excessDelay_s: Float64Array.of(0, 1e-6, 0, 2e-6, 1e-7, 2e-6),
        gain_dB: Float64Array.of(0, -10, -3, Number.NEGATIVE_INFINITY, -1, -5),
        doppler_Hz: Float64Array.of(50, -30, 40, -30, 60, 10),
      },
    },
  ],
};
const all = Object.values(specs)
  .flat()
  .map((spec): [string, FadingSpec] => {
    const { kind, profile, environment } = spec as { kind: string; profile?: unknown; environment?: string };
    return [`${kind} ${typeof profile === "string" ? profile : (environment ?? "")}`, spec];
  });

/** Delays and gains of all paths at each time, in the order of the times. */
function moments(channel: MultipathChannel, times_s: readonly number[]): number[][] {
  const out = pathState(channel);
  return times_s.map((time_s) => {
    channel.at(time_s, out);
    return [...out.excessDelay_s, ...out.gainRe, ...out.gainIm];
  });
}

function every(step_s: number, length_s: number): number[] {
  return Array.from({ length: Math.round(length_s / step_s) + 1 }, (_, n) => n * step_s);
}

describe("a realisation of every fading channel", () => {
  const make = (spec: FadingSpec, seed = 1, number = 0) => fadingChannel(spec, carrier_Hz, { seed, number }, sky)!;
  const coarse_s = every(1e-3, 0.04);
  const fine_s = every(0.5e-3, 0.04);

  it.each(all)("is the same seen each 1 ms and each 0.5 ms, forwards and backwards: %s", (_name, spec) => {
    const coarse = moments(make(spec), coarse_s);
    expect(moments(make(spec), fine_s).filter((_, n) => n % 2 === 0)).toEqual(coarse);
    expect(moments(make(spec), coarse_s.toReversed()).toReversed()).toEqual(coarse);
    // Something moves, so that the claim says something.
    expect(coarse[40]).not.toEqual(coarse[0]);
  });

  it.each(all)("belongs to its seed and number: %s", (_name, spec) => {
    if (spec.kind === "recorded") return;
    const one = moments(make(spec), [0.01]);
    expect(moments(make(spec), [0.01])).toEqual(one);
    expect(moments(make(spec, 2), [0.01])).not.toEqual(one);
    expect(moments(make(spec, 1, 1), [0.01])).not.toEqual(one);
  });

  it.each(all)("is in series at either step what it is at single moments: %s", (_name, spec) => {
    const channel = make(spec);
    const { pathCount } = channel;
    for (const times_s of [coarse_s, fine_s]) {
      const series = pathSeries(channel, times_s.length);
      channel.series(Float64Array.from(times_s), series);
      const single = moments(channel, times_s);
      for (let n = 0; n < times_s.length; n++) {
        for (let path = 0; path < pathCount; path++) {
          const at = path * times_s.length + n;
          expect(series.excessDelay_s[at]).toBe(single[n][path]);
          // Float32 beside float64.
          expect(Math.abs(series.gainRe[at] - single[n][pathCount + path])).toBeLessThan(4e-6);
          expect(Math.abs(series.gainIm[at] - single[n][2 * pathCount + path])).toBeLessThan(4e-6);
        }
      }
    }
  });

  it.each(all)("gives a link the same gain at common times of 1 ms and 0.5 ms: %s", (_name, spec) => {
    const gains = (times_s: readonly number[]) => {
      const fading = new SampledFading(make(spec), { symbolRate_Hz: 5e6, rollOff: 0.2 }, () => 10);
      return times_s.map((time_s) => fading.gain_dB(time_s));
    };
    const coarse = gains(coarse_s);
    expect(gains(fine_s).filter((_, n) => n % 2 === 0)).toEqual(coarse);
    expect(gains(coarse_s.toReversed()).toReversed()).toEqual(coarse);
  });

  it("is none for awgn", () => {
    expect(fadingChannel({ kind: "awgn" }, carrier_Hz, { seed: 1, number: 0 })).toBeUndefined();
  });
});
