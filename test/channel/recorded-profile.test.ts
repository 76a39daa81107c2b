import { describe, expect, it } from "vitest";
import { fadingChannel } from "../../src/channel/fading-channel.js";
import { pathState } from "../../src/channel/multipath-channel.js";
import { profileFromCsv } from "../../src/channel/profile-csv.js";
import { RecordedChannel } from "../../src/channel/recorded-profile.js";
import { LeolinkError } from "../../src/leolink-error.js";

const csv = `# two paths, the second one comes at 1 s
time_s,path,excessDelay_s,gain_dB,doppler_Hz
0,0,0,0,10
0,1,2e-6,-inf,-5
1,0,0,-6,30
1,1,2e-6,-10,-5
2,0,0,-6,30
2,1,3e-6,-20,-5
`;

describe("recorded channel", () => {
  const channel = new RecordedChannel(profileFromCsv(csv, "profile.csv"));
  const state = pathState(channel);
  const gain = (path: number) => ({
    level_dB: 10 * Math.log10(state.gainRe[path] ** 2 + state.gainIm[path] ** 2),
    turns: Math.atan2(state.gainIm[path], state.gainRe[path]) / (2 * Math.PI),
  });

  it("has level and delay linear between moments, and the phase of the integrated Doppler shift", () => {
    channel.at(0.5, state);
    // 10 Hz rising by 20 Hz/s for half a second: 5 + 2.5 turns.
    expect(gain(0).level_dB).toBeCloseTo(-3, 10);
    expect(Math.abs(gain(0).turns)).toBeCloseTo(0.5, 9);
    expect(Math.hypot(state.gainRe[1], state.gainIm[1])).toBe(0);
    channel.at(1.25, state);
    // 20 turns in the first second, then 30 Hz for a quarter: 7.5 turns.
    expect(Math.abs(gain(0).turns)).toBeCloseTo(0.5, 9);
    expect(gain(1).level_dB).toBeCloseTo(-12.5, 10);
    expect(state.excessDelay_s[1]).toBeCloseTo(2.25e-6, 15);
    expect(channel.maximumDoppler_Hz).toBe(30);
  });

  it("has no jump of phase at a moment, and goes on beyond the record", () => {
    for (const time_s of [1, 2]) {
      channel.at(time_s - 1e-9, state);
      const before = gain(0).turns;
      channel.at(time_s + 1e-9, state);
      expect(Math.abs(gain(0).turns - before)).toBeLessThan(1e-6);
    }
    channel.at(2.5, state);
    expect(gain(0).level_dB).toBeCloseTo(-6, 10);
    // 20 + 30 turns at 2 s, 15 more.
    expect(Math.abs(gain(0).turns)).toBeCloseTo(0, 8);
  });

  it("takes a recorded path loss in place of the free space of the track", () => {
    const rows = ["time_s,path,excessDelay_s,gain_dB,doppler_Hz,pathLoss_dB", "0,0,0,0,0,170", "10,0,0,-2,0,180"];
    const profile = profileFromCsv(rows.join("\n"), "profile.csv");
    const sky = {
      step_s: 10,
      elevation_deg: Float64Array.of(90, 60),
      azimuth_deg: Float64Array.of(0, 0),
      slantRange_m: Float64Array.of(600e3, 700e3),
    };
    const recorded = fadingChannel({ kind: "recorded", profile }, 2e9, { seed: 1, number: 0 }, sky)!;
    const out = pathState(recorded);
    const level_dB = (time_s: number) => {
      recorded.at(time_s, out);
      return 10 * Math.log10(out.gainRe[0] ** 2 + out.gainIm[0] ** 2);
    };
    // 20 log10(4 pi d f / c) at 2 GHz: 154.0315 dB at 600 km, 154.7269 dB at 650 km, 155.3704 dB at 700 km.
    expect(level_dB(0)).toBeCloseTo(154.0315 - 170, 3);
    expect(level_dB(5)).toBeCloseTo(154.7269 - 175 - 1, 3);
    expect(level_dB(10)).toBeCloseTo(155.3704 - 180 - 2, 3);
    const without = { kind: "recorded", profile } as const;
    expect(() => fadingChannel(without, 2e9, { seed: 1, number: 0 })).toThrow("slant ranges");
  });

  it.each([
    ["", "empty file"],
    ["time_s,path\n0,0", "missing: excessDelay_s, gain_dB, doppler_Hz"],
    [csv.replace("1,1,2e-6", "1,2,2e-6"), "expected path 1"],
    [csv.replace("2,0,0,-6", "0.5,0,0,-6"), "after 1 s"],
    [csv.replace("-20", "much"), "expected numbers"],
    [csv.replace("2,1,3e-6,-20,-5\n", ""), "expected 2 paths"],
    [csv.split("\n").slice(0, 4).join("\n"), "two moments"],
    [csv.replace("0,0,0,0,10", "0,0,0,0"), "expected 5 values"],
    [csv.replace("-inf", "inf"), "expected numbers"],
    [csv.replace("-20", "120"), "up to 40 dB"],
    [
      "time_s,path,excessDelay_s,gain_dB,doppler_Hz,pathLoss_dB\n0,0,0,0,0,165\n1,0,0,0,0,-165",
      "from 20 to 400 dB, found -165",
    ],
    ["time_s,path,excessDelay_s,gain_dB,doppler_Hz,pathLoss_dB\n0,0,0,0,0,165\n1,0,0,0,0,", "expected numbers"],
    [csv.replace("3e-6", "3000"), "within 1 s"],
    [csv.replace("0,0,0,0,10", "0,0,0,0,1e300"), "within 1000000 Hz"],
  ])("refuses a file with its line: %j", (text, message) => {
    try {
      profileFromCsv(text, "profile.csv");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(LeolinkError);
      const { problems } = error as LeolinkError;
      expect(problems[0].message).toContain(message);
      expect(problems[0].location?.file).toBe("profile.csv");
    }
  });
});
