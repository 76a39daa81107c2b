import { describe, expect, it } from "vitest";
import { EqualisedSnr } from "../../src/channel/equalised-snr.js";
import { fadingChannel } from "../../src/channel/fading-channel.js";
import { pathState } from "../../src/channel/multipath-channel.js";
import { RecordedChannel } from "../../src/channel/recorded-profile.js";
import { SampledFading } from "../../src/channel/sampled-fading.js";

/** Paths that stand still. */
function still(delay_s: readonly number[], gain_dB: readonly number[]): RecordedChannel {
  const twice = (values: readonly number[]) => Float64Array.from([...values, ...values]);
  return new RecordedChannel({
    pathCount: delay_s.length,
    time_s: Float64Array.of(0, 1),
    excessDelay_s: twice(delay_s),
    gain_dB: twice(gain_dB),
    doppler_Hz: new Float64Array(2 * delay_s.length),
  });
}

function equalised(channel: RecordedChannel, band_Hz: number, snr: number, rollOff = 0): number {
  const out = new Float64Array(1);
  new EqualisedSnr(channel, band_Hz, rollOff, 1).at(Float64Array.of(0.5), Float64Array.of(snr), out);
  return out[0];
}

describe("SNR behind a linear equaliser", () => {
  it("is the closed integral of a two-path channel over a whole number of turns", () => {
    // 1, 0.5 at 1 us over 1 MHz and SNR 10 in all: scipy.integrate.quad gives 6.54983443527075.
    const levels = [10 * Math.log10(1 / 1.25), 10 * Math.log10(0.25 / 1.25)];
    expect(equalised(still([0, 1e-6], levels), 1e6, 10)).toBeCloseTo(6.54983443527075, 3);
    expect(equalised(still([0, 1e-6], levels), 7e6, 10)).toBeCloseTo(6.54983443527075, 3);
  });

  it("is SNR |H|^2 in a flat channel, never more than the matched filter's", () => {
    expect(equalised(still([0], [-3]), 1e9, 20)).toBeCloseTo(20 * 10 ** -0.3, 5);
    const selective = still([0, 4e-7, 1.1e-6], [-1, -5, -9]);
    const power = 10 ** -0.1 + 10 ** -0.5 + 10 ** -0.9;
    expect(equalised(selective, 5e6, 20)).toBeLessThan(20 * power);
  });

  it("folds the spectrum within the roll-off: a notch at the band's edge is filled from the other side", () => {
    // Two equal paths half a symbol apart: |H|^2 = 2 cos^2(pi f T / 2) x 1/2 each, a notch at f = 1 / T. With full roll-off
    // X(f) = RC(f) |H(f)|^2 + RC(f - 1/T) |H(f - 1/T)|^2, whose mean of 1 / (1 + 10 X) scipy.integrate.quad gives.
    const paths = still([0, 0.5e-6], [-3.0103, -3.0103]);
    expect(equalised(paths, 1e6, 10, 1)).toBeCloseTo(14.198684, 2);
    expect(equalised(paths, 1e6, 10, 1)).not.toBeCloseTo(equalised(paths, 1e6, 10), 1);
  });

  it("does not depend on a delay that all paths share", () => {
    const [near, far] = [still([0, 3e-7], [-1, -6]), still([5e-3, 5.0003e-3], [-1, -6])];
    expect(equalised(far, 4e6, 15) / equalised(near, 4e6, 15)).toBeCloseTo(1, 7);
  });
});

describe("sampled fading", () => {
  const spec = { kind: "rician", k_dB: 0, motion: { speed_ms: 30, angleToSatellite_deg: 90 } } as const;
  const make = () => {
    const channel = fadingChannel(spec, 2e9, { seed: 4, number: 0 })!;
    return { channel, fading: new SampledFading(channel, { symbolRate_Hz: 1e6, rollOff: 0.2 }, () => 12) };
  };

  it("reads the channel's own gain within 0.1 dB down to 20 dB below the mean", () => {
    const { channel, fading } = make();
    const state = pathState(channel);
    for (let n = 0; n < 5000; n++) {
      const time_s = n * 0.000_237;
      channel.at(time_s, state);
      const exact_dB = 10 * Math.log10(state.gainRe[0] ** 2 + state.gainIm[0] ** 2);
      if (exact_dB > -20) expect(Math.abs(fading.gain_dB(time_s) - exact_dB)).toBeLessThan(0.1);
    }
  });

  it("is the same in whatever order it is asked", () => {
    const times_s = Array.from({ length: 3000 }, (_, n) => ((n * 617) % 3000) * 0.003);
    const rising = make().fading;
    const expected = new Map([...times_s].sort((a, b) => a - b).map((time_s) => [time_s, rising.gain_dB(time_s)]));
    const other = make().fading;
    for (const time_s of times_s.slice(0, 300)) expect(other.gain_dB(time_s)).toBe(expected.get(time_s));
  });
});
