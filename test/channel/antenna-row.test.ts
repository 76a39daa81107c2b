import { describe, expect, it } from "vitest";
import { rowPorts, rowSteering } from "../../src/channel/antenna-row.js";
import { fadingChannel } from "../../src/channel/fading-channel.js";
import type { FadingSpec } from "../../src/channel/fading-spec.js";
import { pathState } from "../../src/channel/multipath-channel.js";

const motion = { speed_ms: 0, angleToSatellite_deg: 90 };
const row = (count: number, correlation = 0) => ({ count, spacing: 0.5, correlation });

describe("a row of antennas", () => {
  it("sees a wave from 30 deg with a quarter turn from antenna to antenna at half a wavelength", () => {
    const { re, im } = rowSteering(row(3), 30);
    const angles = Array.from(re, (x, n) => (Math.atan2(im[n], x) * 180) / Math.PI);
    expect(angles[0]).toBeCloseTo(-90, 9);
    expect(angles[1]).toBeCloseTo(0, 9);
    expect(angles[2]).toBeCloseTo(90, 9);
  });

  it("makes of a channel without fading the product of both ends' phases", () => {
    const channel = fadingChannel(
      { kind: "awgn" },
      2e9,
      { seed: 1, number: 0 },
      undefined,
      rowPorts(row(2), 30, row(2), -30),
    )!;
    const state = pathState(channel);
    channel.at(3, state);
    const phase = (pair: number) => Math.atan2(state.gainIm[pair], state.gainRe[pair]);
    const turn = (a: number, b: number) => Math.cos(phase(a) - phase(b) - Math.PI / 2);
    // [rx][tx]: from antenna to antenna a quarter turn on, at the transmitter a quarter back.
    expect(turn(2, 0)).toBeCloseTo(1, 9);
    expect(turn(0, 1)).toBeCloseTo(1, 9);
    for (let pair = 0; pair < 4; pair++) expect(Math.hypot(state.gainRe[pair], state.gainIm[pair])).toBeCloseTo(1, 12);
  });

  it("correlates scattered waves as asked, r for neighbours and r^2 for the next, and keeps unit power", () => {
    const spec: FadingSpec = { kind: "rician", k_dB: -40, motion };
    const sum = [0, 0, 0];
    const realisations = 4000;
    for (let number = 0; number < realisations; number++) {
      const channel = fadingChannel(spec, 2e9, { seed: 5, number }, undefined, rowPorts(row(3, 0.7), 0, row(1), 0))!;
      const state = pathState(channel);
      channel.at(0, state);
      for (let n = 0; n < 3; n++) {
        sum[n] += (state.gainRe[0] * state.gainRe[n] + state.gainIm[0] * state.gainIm[n]) / realisations;
      }
    }
    // Standard deviation of each mean about 1 / sqrt(4000) = 0.016: four of them.
    expect(Math.abs(sum[0] - 1)).toBeLessThan(0.064);
    expect(Math.abs(sum[1] - 0.7)).toBeLessThan(0.064);
    expect(Math.abs(sum[2] - 0.49)).toBeLessThan(0.064);
  });

  it("is refused for a channel of single ports", () => {
    const spec: FadingSpec = {
      kind: "clusteredDelayLine",
      profile: "ntn-cdl-a",
      spread: { delaySpread_s: 1e-7 },
      elevation_deg: 50,
      speed_ms: 0,
      bearing_deg: 0,
    };
    expect(() => fadingChannel(spec, 2e9, { seed: 1, number: 0 }, undefined, rowPorts(row(2), 0, row(1), 0))).toThrow(
      "expected single ports",
    );
  });
});
