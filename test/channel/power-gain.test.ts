import { describe, expect, it } from "vitest";
import type { MultipathChannel } from "../../src/channel/multipath-channel.js";
import { seriesByMoments } from "../../src/channel/multipath-channel.js";
import { PowerGain } from "../../src/channel/power-gain.js";
import { complexMatrix } from "../../src/complex-matrix.js";

/** Standing paths with real gains `[path][receive][transmit]`. */
function channel(
  delays_s: readonly number[],
  gains: readonly number[],
  receivePorts: number,
  transmitPorts: number,
): MultipathChannel {
  const made: MultipathChannel = {
    pathCount: delays_s.length,
    receivePorts,
    transmitPorts,
    maximumDoppler_Hz: 1,
    at: (_time_s, out) => {
      out.excessDelay_s.set(delays_s);
      out.gainRe.set(gains);
      out.gainIm.fill(0);
    },
    series: (time_s, out) => seriesByMoments(made, time_s, out),
  };
  return made;
}

describe("the power gain of a channel", () => {
  it("sums over receive ports and shares the power between transmit ports", () => {
    // (1 + 4 + 9 + 16) / 2
    expect(new PowerGain(channel([0], [1, 2, 3, 4], 2, 2), 1e6).gain_dB(0)).toBeCloseTo(10 * Math.log10(15), 12);
  });

  it("is the sum of the paths' powers over whole turns of their difference in the band", () => {
    // A microsecond over 1 MHz is one turn: 1 + 0.25.
    const two = new PowerGain(channel([0, 1e-6], [1, 0.5], 1, 1), 1e6);
    expect(two.gain_dB(0)).toBeCloseTo(10 * Math.log10(1.25), 12);
    // Of a band far narrower they add as they stand: 1.5^2.
    expect(new PowerGain(channel([0, 1e-6], [1, 0.5], 1, 1), 1).gain_dB(0)).toBeCloseTo(20 * Math.log10(1.5), 9);
  });

  it("is |H W|^2 of a precoder", () => {
    const precoder = complexMatrix(2, 1);
    precoder.re.set([Math.SQRT1_2, 0]);
    precoder.im.set([0, Math.SQRT1_2]);
    // |(1 + 2 j)|^2 / 2 + |(3 + 4 j)|^2 / 2
    const gain = new PowerGain(channel([0], [1, 2, 3, 4], 2, 2), 1e6, precoder);
    expect(gain.gain_dB(0)).toBeCloseTo(10 * Math.log10(15), 12);
    precoder.re.set([Math.SQRT1_2, -Math.SQRT1_2]);
    precoder.im.fill(0);
    // (1 - 2)^2 / 2 + (3 - 4)^2 / 2
    expect(gain.gain_dB(0)).toBeCloseTo(0, 12);
    expect(() => new PowerGain(channel([0], [1], 1, 1), 1e6, precoder)).toThrow(/expected 1 transmit ports, found 2/);
  });
});
